package org.vitalwire.alert.oncall;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The people of a care unit and their schedules.
 *
 * @param id lower-case letters, digits and hyphens
 * @param everyone who is called when nobody of the schedules answered; subjects of their tokens, as
 *     are all people here
 */
public record Team(
        String id,
        String careUnit,
        String name,
        List<String> everyone,
        Map<DutyRole, Schedule> schedules) {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    public Team {
        if (!isId(id)) {
            throw new IllegalArgumentException(
                    "a team's id is of lower-case letters, digits and hyphens");
        }
        if (careUnit.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException("a team has a care unit and a name");
        }
        everyone = List.copyOf(everyone);
        schedules = Map.copyOf(schedules);
    }

    public static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    /** With one more exchange in one of its schedules. */
    public Team with(DutyRole role, Exchange exchange) {
        Schedule schedule = schedules.get(role);
        if (schedule == null) {
            throw new IllegalArgumentException("the team has no schedule for that role");
        }
        List<Exchange> exchanges = new ArrayList<>(schedule.exchanges());
        exchanges.add(exchange);
        Map<DutyRole, Schedule> changed = new EnumMap<>(schedules);
        changed.put(role, new Schedule(schedule.zone(), schedule.layers(), exchanges));
        return new Team(id, careUnit, name, everyone, changed);
    }

    /**
     * Exchanges that were not there before are entered by whoever enters them, whatever they say.
     *
     * @param before the team as it was, if it was
     */
    public Team enteredBy(String person, Optional<Team> before) {
        Map<DutyRole, Schedule> entered = new EnumMap<>(DutyRole.class);
        schedules.forEach((role, schedule) -> {
            List<Exchange> known =
                    before.map(team -> team.schedules().get(role))
                            .map(Schedule::exchanges)
                            .orElse(List.of());
            entered.put(
                    role,
                    new Schedule(
                            schedule.zone(),
                            schedule.layers(),
                            schedule.exchanges().stream()
                                    .map(e -> known.contains(e) ? e : e.enteredBy(person))
                                    .toList()));
        });
        return new Team(id, careUnit, name, everyone, entered);
    }
}
