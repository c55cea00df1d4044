package org.vitalwire.alert.oncall;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is answered about teams and duties. */
final class OnCallViews {

    record TeamView(
            String id, long version, String changedBy, Instant changedAt, TeamDocument team) {}

    record Teams(List<TeamView> teams) {}

    /**
     * Who is on duty in a role.
     *
     * @param person null when nobody is
     */
    record OnDuty(String role, @Nullable String person) {}

    /**
     * @param duties of every role that has a schedule, in the order in which they are called
     */
    record TeamNow(String id, String careUnit, String name, List<OnDuty> duties) {}

    record Now(Instant at, List<TeamNow> teams) {}

    /**
     * @param person null when nobody is on duty
     * @param exchanged by an exchange and not by turn
     */
    record Stretch(@Nullable String person, Instant from, Instant until, boolean exchanged) {}

    record Calendar(String id, Map<String, List<Stretch>> roles) {}

    private OnCallViews() {}

    static TeamView of(TeamTable.Kept kept) {
        return new TeamView(
                kept.team().id(),
                kept.version(),
                kept.changedBy(),
                kept.changedAt(),
                TeamDocument.of(kept.team()));
    }

    static TeamNow now(Team team, Instant at) {
        return new TeamNow(
                team.id(),
                team.careUnit(),
                team.name(),
                Arrays.stream(DutyRole.values())
                        .filter(team.schedules()::containsKey)
                        .map(role ->
                                new OnDuty(role.code(), schedule(team, role).at(at).orElse(null)))
                        .toList());
    }

    static Calendar calendar(Team team, Instant from, Instant until) {
        Map<String, List<Stretch>> roles = new TreeMap<>();
        team.schedules()
                .forEach((role, schedule) ->
                        roles.put(
                                role.code(),
                                schedule.between(from, until).stream()
                                        .map(duty ->
                                                new Stretch(
                                                        duty.person().orElse(null),
                                                        duty.from(),
                                                        duty.until(),
                                                        duty.exchanged()))
                                        .toList()));
        return new Calendar(team.id(), roles);
    }

    private static Schedule schedule(Team team, DutyRole role) {
        return Objects.requireNonNull(team.schedules().get(role));
    }
}
