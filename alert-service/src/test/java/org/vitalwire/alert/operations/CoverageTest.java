package org.vitalwire.alert.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vitalwire.alert.oncall.DutyRole;
import org.vitalwire.alert.oncall.Exchange;
import org.vitalwire.alert.oncall.Schedule;
import org.vitalwire.alert.oncall.Team;

class CoverageTest {

    private static final Instant T0 = Instant.parse("2026-11-23T08:00:00Z");
    private static final Duration DAY = Duration.ofHours(24);

    @Test
    void aUnitWithoutATeamHasNobody() {
        Coverage coverage = Coverage.of("ward-a", List.of(team("ward-b", 0, 24)), T0, DAY);
        assertThat(coverage.hasTeam()).isFalse();
        assertThat(coverage.now()).isFalse();
        assertThat(coverage.nextHole()).isEmpty();
    }

    @Test
    void aHoleOfTheNextHoursIsFound() {
        Coverage coverage = Coverage.of("ward-a", List.of(team("ward-a", -1, 6)), T0, DAY);
        assertThat(coverage.now()).isTrue();
        assertThat(coverage.nextHole()).contains(T0.plus(Duration.ofHours(6)));
    }

    @Test
    void whoeverIsOnDutyInAnyRoleOfAnyTeamFillsIt() {
        Coverage coverage =
                Coverage.of(
                        "ward-a",
                        List.of(
                                team("ward-a", -1, 6),
                                team("ward-a", 5, 30),
                                team("ward-b", 0, 30)),
                        T0,
                        DAY);
        assertThat(coverage).isEqualTo(new Coverage("ward-a", true, true, Optional.empty()));
    }

    @Test
    void nobodyNowIsAHoleFromNowOn() {
        Coverage coverage = Coverage.of("ward-a", List.of(team("ward-a", 2, 24)), T0, DAY);
        assertThat(coverage.now()).isFalse();
        assertThat(coverage.nextHole()).contains(T0);
    }

    private static Team team(String unit, int fromHour, int untilHour) {
        return new Team(
                "team-" + unit + "-" + (fromHour + 1),
                unit,
                "Nurses",
                List.of(),
                Map.of(
                        DutyRole.PRIMARY,
                        new Schedule(
                                ZoneId.of("Europe/Berlin"),
                                List.of(),
                                List.of(
                                        new Exchange(
                                                T0.plus(Duration.ofHours(fromHour)),
                                                T0.plus(Duration.ofHours(untilHour)),
                                                "nina",
                                                "otto",
                                                "appointment")))));
    }
}
