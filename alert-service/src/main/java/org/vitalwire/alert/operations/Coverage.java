package org.vitalwire.alert.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.vitalwire.alert.oncall.Duty;
import org.vitalwire.alert.oncall.Schedule;
import org.vitalwire.alert.oncall.Team;

/**
 * Whether somebody would be called for a care unit. Pure.
 *
 * @param hasTeam whether the unit has a team at all
 * @param now whether somebody is on duty in any role at this moment
 * @param nextHole when, in the time looked ahead, nobody will be in any role
 */
record Coverage(String careUnit, boolean hasTeam, boolean now, Optional<Instant> nextHole) {

    /**
     * @param teams of all units
     * @param ahead how far to look; at most {@link Schedule#LONGEST_LOOK}
     */
    static Coverage of(String careUnit, Collection<Team> teams, Instant at, Duration ahead) {
        List<Schedule> schedules =
                teams.stream()
                        .filter(team -> team.careUnit().equals(careUnit))
                        .flatMap(team -> team.schedules().values().stream())
                        .toList();
        boolean hasTeam = teams.stream().anyMatch(team -> team.careUnit().equals(careUnit));
        List<Duty> manned = new ArrayList<>();
        for (Schedule schedule : schedules) {
            schedule.between(at, at.plus(ahead)).stream()
                    .filter(duty -> duty.person().isPresent())
                    .forEach(manned::add);
        }
        Optional<Instant> hole = firstHole(manned, at, at.plus(ahead));
        return new Coverage(
                careUnit,
                hasTeam,
                !hole.equals(Optional.of(at)),
                hasTeam ? hole : Optional.empty());
    }

    /** Goes on from whoever is on duty to whoever is on duty when they leave. */
    private static Optional<Instant> firstHole(List<Duty> manned, Instant from, Instant until) {
        Instant covered = from;
        boolean further = true;
        while (further && covered.isBefore(until)) {
            further = false;
            for (Duty duty : manned) {
                if (!duty.from().isAfter(covered) && duty.until().isAfter(covered)) {
                    covered = duty.until();
                    further = true;
                }
            }
        }
        return covered.isBefore(until) ? Optional.of(covered) : Optional.empty();
    }
}
