package org.vitalwire.standalone.run;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vitalwire.alert.oncall.DutyRole;
import org.vitalwire.alert.oncall.Layer;
import org.vitalwire.alert.oncall.Schedule;
import org.vitalwire.alert.oncall.Team;
import org.vitalwire.alert.oncall.TeamTable;
import org.vitalwire.alert.oncall.Turn;

/**
 * Teams for the wards of the simulation, of the demo users, so that its alerts call somebody. Who
 * changes or deletes them is not overruled at the next start.
 */
final class DemoTeams {

    private static final String BY = "vitalwire-demo";
    private static final LocalDateTime LONG_AGO = LocalDateTime.parse("2026-01-01T07:00");

    private DemoTeams() {}

    static void introduce(TeamTable teams) {
        teams.introduce(
                team(
                        "demo-ward-a",
                        "ward-a",
                        Map.of(
                                DutyRole.PRIMARY, "nurse-a",
                                DutyRole.BUDDY, "clinician",
                                DutyRole.CHARGE_NURSE, "charge-nurse")),
                BY);
        teams.introduce(
                team(
                        "demo-ward-b",
                        "ward-b",
                        Map.of(
                                DutyRole.PRIMARY, "clinician",
                                DutyRole.CHARGE_NURSE, "charge-nurse")),
                BY);
    }

    private static Team team(String id, String careUnit, Map<DutyRole, String> people) {
        Map<DutyRole, Schedule> schedules = new EnumMap<>(DutyRole.class);
        people.forEach((role, person) -> schedules.put(role, always(person)));
        return new Team(
                id,
                careUnit,
                "Demo team (synthetic)",
                List.of("clinician", "charge-nurse"),
                schedules);
    }

    private static Schedule always(String person) {
        return new Schedule(
                ZoneId.systemDefault(),
                List.of(
                        new Layer(
                                "always",
                                LONG_AGO,
                                new Turn(ChronoUnit.DAYS, 1),
                                List.of(person),
                                Optional.empty())),
                List.of());
    }
}
