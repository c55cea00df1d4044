package org.vitalwire.alert.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.id.Canary;

class RosterTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Optional<String> WARD_A = Optional.of("ward-a");

    @Test
    void allTeamsOfAUnitAreCalledAndNobodyTwice() {
        Roster roster =
                new Roster(
                        List.of(
                                team(
                                        "one",
                                        "ward-a",
                                        List.of("pia"),
                                        Map.of(DutyRole.PRIMARY, "nina")),
                                team(
                                        "two",
                                        "ward-a",
                                        List.of("nina"),
                                        Map.of(DutyRole.PRIMARY, "otto")),
                                team(
                                        "other",
                                        "ward-b",
                                        List.of("rosa"),
                                        Map.of(DutyRole.PRIMARY, "rosa"))));

        assertThat(roster.onDuty(WARD_A, DutyRole.PRIMARY, NOW)).containsExactly("nina", "otto");
        assertThat(roster.onDuty(WARD_A, DutyRole.BUDDY, NOW)).isEmpty();
        assertThat(roster.everyone(WARD_A, NOW)).containsExactly("nina", "otto", "pia");
        assertThat(roster.isOnDuty("otto", WARD_A, NOW)).isTrue();
        assertThat(roster.isOnDuty("pia", WARD_A, NOW)).isFalse();
    }

    @Test
    void everyoneIsWhoIsOnDutyInAnyRoleAndThenTheRestOfTheTeam() {
        Roster roster =
                new Roster(
                        List.of(
                                team(
                                        "one",
                                        "ward-a",
                                        List.of("pia", "nina"),
                                        Map.of(
                                                DutyRole.CHARGE_NURSE, "carla",
                                                DutyRole.PRIMARY, "nina"))));

        assertThat(roster.everyone(WARD_A, NOW)).containsExactly("nina", "carla", "pia");
    }

    @Test
    void nobodyIsOnDutyForAPatientOfNoUnit() {
        Roster roster =
                new Roster(
                        List.of(
                                team(
                                        "one",
                                        "ward-a",
                                        List.of("pia"),
                                        Map.of(DutyRole.PRIMARY, "nina"))));

        assertThat(roster.onDuty(Optional.empty(), DutyRole.PRIMARY, NOW)).isEmpty();
        assertThat(roster.everyone(Optional.empty(), NOW)).isEmpty();
        assertThat(roster.everyone(Optional.of("ward-x"), NOW)).isEmpty();
    }

    @Test
    void theCanarysWatchdogIsAlwaysOnDutyAndForNobodyElse() {
        Roster roster = new Roster(List.of());

        assertThat(roster.onDuty(Optional.of(Canary.CARE_UNIT), DutyRole.PRIMARY, NOW))
                .containsExactly(Canary.WATCHDOG);
        assertThat(roster.everyone(WARD_A, NOW)).isEmpty();
    }

    @Test
    void teamsAreReadAnewOnceTheyAreASecondOldAndNotBefore() {
        AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 500_000_000L);
        AtomicInteger reads = new AtomicInteger();
        List<Team> teams = new ArrayList<>();
        Rosters rosters =
                new Rosters(
                        () -> {
                            reads.incrementAndGet();
                            return new Roster(teams);
                        },
                        nanos::get);

        assertThat(rosters.current().everyone(WARD_A, NOW)).isEmpty();
        teams.add(team("one", "ward-a", List.of("pia"), Map.of()));
        nanos.addAndGet(Duration.ofMillis(999).toNanos());
        assertThat(rosters.current().everyone(WARD_A, NOW)).isEmpty();
        nanos.addAndGet(Duration.ofMillis(2).toNanos());
        assertThat(rosters.current().everyone(WARD_A, NOW)).containsExactly("pia");
        assertThat(reads).hasValue(2);
    }

    private static Team team(
            String id, String careUnit, List<String> everyone, Map<DutyRole, String> onDuty) {
        Map<DutyRole, Schedule> schedules = new java.util.EnumMap<>(DutyRole.class);
        onDuty.forEach((role, person) ->
                schedules.put(
                        role,
                        new Schedule(
                                ZoneId.of("UTC"),
                                List.of(
                                        new Layer(
                                                "always",
                                                LocalDateTime.parse("2026-01-01T00:00"),
                                                new Turn(ChronoUnit.DAYS, 1),
                                                List.of(person),
                                                Optional.empty())),
                                List.of())));
        return new Team(id, careUnit, "Nurses", everyone, schedules);
    }
}
