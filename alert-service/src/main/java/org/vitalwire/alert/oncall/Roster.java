package org.vitalwire.alert.oncall;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vitalwire.contracts.id.Canary;

/**
 * Who is on duty for a care unit, over all of its teams. A unit may have several teams; all of them
 * are called. The canary's unit has no team: its watchdog is always on duty.
 */
public final class Roster {

    private final Map<String, List<Team>> teamsByUnit;

    public Roster(Collection<Team> teams) {
        this.teamsByUnit =
                teams.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Team::careUnit,
                                        LinkedHashMap::new,
                                        Collectors.toUnmodifiableList()));
    }

    /**
     * Who is on duty in the role, each once.
     *
     * @param careUnit empty where the census does not know one: then nobody is
     */
    public List<String> onDuty(Optional<String> careUnit, DutyRole role, Instant at) {
        if (isCanary(careUnit)) {
            return List.of(Canary.WATCHDOG);
        }
        return teams(careUnit).flatMap(team -> onDuty(team, role, at)).distinct().toList();
    }

    /** Who is on duty in any role, then the rest of the unit's teams, each once. */
    public List<String> everyone(Optional<String> careUnit, Instant at) {
        return Stream.concat(
                        Arrays.stream(DutyRole.values())
                                .flatMap(role -> onDuty(careUnit, role, at).stream()),
                        teams(careUnit).flatMap(team -> team.everyone().stream()))
                .distinct()
                .toList();
    }

    /** Whether the person is on duty in any role of the unit. */
    public boolean isOnDuty(String person, Optional<String> careUnit, Instant at) {
        return Arrays.stream(DutyRole.values())
                .anyMatch(role -> onDuty(careUnit, role, at).contains(person));
    }

    private Stream<Team> teams(Optional<String> careUnit) {
        return careUnit.map(unit -> teamsByUnit.getOrDefault(unit, List.of())).stream()
                .flatMap(List::stream);
    }

    private static Stream<String> onDuty(Team team, DutyRole role, Instant at) {
        return Optional.ofNullable(team.schedules().get(role)).stream()
                .flatMap(schedule -> schedule.at(at).stream());
    }

    private static boolean isCanary(Optional<String> careUnit) {
        return careUnit.filter(Canary.CARE_UNIT::equals).isPresent();
    }
}
