package org.vitalwire.alert.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final ShiftHours DAY = new ShiftHours(LocalTime.of(7, 0), LocalTime.of(19, 0));
    private static final ShiftHours NIGHT = new ShiftHours(LocalTime.of(19, 0), LocalTime.of(7, 0));

    @Test
    void peopleTakeTurnsByTheWallClock() {
        Schedule schedule = schedule(BERLIN, layer("2026-11-02T07:00", days(1), "nina", "otto"));

        assertThat(schedule.at(at("2026-11-02T06:59", BERLIN))).isEmpty();
        assertThat(schedule.at(at("2026-11-02T07:00", BERLIN))).contains("nina");
        assertThat(schedule.at(at("2026-11-03T06:59", BERLIN))).contains("nina");
        assertThat(schedule.at(at("2026-11-03T07:00", BERLIN))).contains("otto");
        assertThat(schedule.at(at("2026-11-04T07:00", BERLIN))).contains("nina");
    }

    @Test
    void aNightShiftBelongsToTheDayOnWhichItBegan() {
        Schedule schedule =
                schedule(BERLIN, layer("2026-11-02T00:00", days(1), NIGHT, "nina", "otto"));

        assertThat(schedule.at(at("2026-11-02T18:59", BERLIN))).isEmpty();
        assertThat(schedule.at(at("2026-11-02T19:00", BERLIN))).contains("nina");
        assertThat(schedule.at(at("2026-11-03T06:59", BERLIN))).contains("nina");
        assertThat(schedule.at(at("2026-11-03T07:00", BERLIN))).isEmpty();
        assertThat(schedule.at(at("2026-11-03T19:00", BERLIN))).contains("otto");
    }

    @Test
    void whoBeginsAShiftEndsIt() {
        // The turn changes at noon, in the middle of the shift.
        Schedule schedule =
                schedule(BERLIN, layer("2026-11-02T12:00", days(1), DAY, "nina", "otto"));

        assertThat(schedule.at(at("2026-11-03T11:00", BERLIN))).contains("nina");
        assertThat(schedule.at(at("2026-11-03T13:00", BERLIN))).contains("nina");
        assertThat(schedule.at(at("2026-11-04T08:00", BERLIN))).contains("otto");
    }

    @Test
    void aShiftInTheNightInWhichClocksGoForwardIsAnHourShorter() {
        Schedule schedule =
                schedule(BERLIN, layer("2026-03-27T00:00", days(1), NIGHT, "nina", "otto", "pia"));
        Instant evening = at("2026-03-28T19:00", BERLIN);

        Duty night = schedule.between(evening, evening.plus(Duration.ofHours(20))).getFirst();

        assertThat(night)
                .isEqualTo(
                        new Duty(
                                Optional.of("otto"),
                                evening,
                                at("2026-03-29T07:00", BERLIN),
                                false));
        assertThat(Duration.between(night.from(), night.until())).isEqualTo(Duration.ofHours(11));
    }

    @Test
    void aShiftInTheNightInWhichClocksGoBackIsAnHourLonger() {
        Schedule schedule =
                schedule(NEW_YORK, layer("2026-10-31T00:00", days(1), NIGHT, "nina", "otto"));
        Instant evening = at("2026-10-31T19:00", NEW_YORK);

        Duty night = schedule.between(evening, evening.plus(Duration.ofHours(20))).getFirst();

        assertThat(night.person()).contains("nina");
        assertThat(Duration.between(night.from(), night.until())).isEqualTo(Duration.ofHours(13));
    }

    @Test
    void aTurnThatBeginsInTheHourThatComesTwiceBeginsOnce() {
        // In Berlin 02:30 comes twice on 2026-10-25: 00:30Z and 01:30Z.
        Schedule schedule = schedule(BERLIN, layer("2026-10-24T02:30", days(1), "nina", "otto"));

        assertThat(schedule.at(Instant.parse("2026-10-25T00:29:59Z"))).contains("nina");
        assertThat(schedule.at(Instant.parse("2026-10-25T00:30:00Z"))).contains("otto");
        assertThat(schedule.at(Instant.parse("2026-10-25T01:00:00Z"))).contains("otto");
        assertThat(schedule.at(Instant.parse("2026-10-25T01:30:00Z"))).contains("otto");
        assertThat(schedule.at(Instant.parse("2026-10-26T01:29:59Z"))).contains("otto");
        assertThat(schedule.at(Instant.parse("2026-10-26T01:30:00Z"))).contains("nina");
    }

    @Test
    void aTurnThatBeginsInTheHourThatNeverComesBeginsAfterIt() {
        // In Berlin 02:30 does not come on 2026-03-29; 03:00 is 01:00Z.
        Schedule schedule = schedule(BERLIN, layer("2026-03-28T02:30", days(1), "nina", "otto"));

        assertThat(schedule.at(Instant.parse("2026-03-29T00:59:59Z"))).contains("nina");
        assertThat(schedule.at(Instant.parse("2026-03-29T01:30:00Z"))).contains("otto");
        assertThat(schedule.at(Instant.parse("2026-03-30T00:29:59Z"))).contains("otto");
        assertThat(schedule.at(Instant.parse("2026-03-30T00:30:00Z"))).contains("nina");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-28T00:00:00Z", "2026-10-24T00:00:00Z"})
    void turnsOfHoursFollowEachOtherWithoutAHoleThroughAChangeOfTheClocks(String begin) {
        Schedule schedule =
                schedule(
                        BERLIN,
                        layer("2026-01-01T02:00", new Turn(ChronoUnit.HOURS, 1), "a", "b", "c"));
        Instant from = Instant.parse(begin);

        List<Duty> duties = schedule.between(from, from.plus(Duration.ofDays(3)));

        assertThat(duties).allMatch(duty -> duty.person().isPresent());
        assertThat(duties)
                .allSatisfy(duty ->
                        assertThat(Duration.between(duty.from(), duty.until()))
                                .isBetween(Duration.ofHours(1), Duration.ofHours(2)));
    }

    @Test
    void aLaterLayerStandsOverAnEarlierOne() {
        Schedule schedule =
                schedule(
                        BERLIN,
                        layer("2026-11-02T00:00", days(7), "nina", "otto"),
                        layer("2026-11-02T00:00", days(1), NIGHT, "pia"));

        assertThat(schedule.at(at("2026-11-03T12:00", BERLIN))).contains("nina");
        assertThat(schedule.at(at("2026-11-03T22:00", BERLIN))).contains("pia");
    }

    @Test
    void anExchangeCountsBeforeTheTurnsAndTheLastOneBeforeOthers() {
        Instant from = at("2026-11-03T07:00", BERLIN);
        Schedule turns = schedule(BERLIN, layer("2026-11-02T07:00", days(1), "nina", "otto"));
        Schedule schedule =
                new Schedule(
                        BERLIN,
                        turns.layers(),
                        List.of(
                                exchange(from, from.plusSeconds(7_200), "pia"),
                                exchange(
                                        from.plusSeconds(3_600), from.plusSeconds(5_400), "rosa")));

        assertThat(schedule.between(from.minusSeconds(60), from.plusSeconds(10_000)))
                .extracting(duty -> duty.person().orElse("nobody"), Duty::exchanged)
                .containsExactly(
                        tuple("nina", false),
                        tuple("pia", true),
                        tuple("rosa", true),
                        tuple("pia", true),
                        tuple("otto", false));
    }

    /** The stretches of a look tell the same as asking at any instant of it. */
    @Test
    void stretchesAndInstantsAgree() {
        Random random = new Random(20261123);
        for (int history = 0; history < 300; history++) {
            ZoneId zone = random.nextBoolean() ? BERLIN : NEW_YORK;
            Instant from =
                    Instant.parse("2026-01-01T00:00:00Z")
                            .plusSeconds(random.nextLong(365L * 86_400));
            Schedule schedule = any(random, zone, from);
            Instant until = from.plus(Duration.ofDays(5));
            List<Duty> duties = schedule.between(from, until);

            assertThat(duties.getFirst().from()).isEqualTo(from);
            assertThat(duties.getLast().until()).isEqualTo(until);
            for (int i = 1; i < duties.size(); i++) {
                assertThat(duties.get(i).from()).isEqualTo(duties.get(i - 1).until());
                assertThat(duties.get(i)).isNotEqualTo(duties.get(i - 1));
            }
            for (int i = 0; i < 200; i++) {
                Instant at = from.plusSeconds(random.nextLong(5L * 86_400));
                Duty duty =
                        duties.stream()
                                .filter(d -> !at.isBefore(d.from()) && at.isBefore(d.until()))
                                .findFirst()
                                .orElseThrow();
                assertThat(schedule.at(at)).isEqualTo(duty.person());
            }
        }
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> new Turn(ChronoUnit.MINUTES, 5))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> days(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ShiftHours(LocalTime.NOON, LocalTime.NOON))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> layer("2026-11-02T07:00", days(1)))
                .isInstanceOf(IllegalArgumentException.class);
        Instant now = Instant.parse("2026-11-02T07:00:00Z");
        assertThatThrownBy(() -> exchange(now, now, "pia"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> schedule(BERLIN).between(now, now.plus(Duration.ofDays(63))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Schedule any(Random random, ZoneId zone, Instant near) {
        LocalDateTime begins =
                near.minus(Duration.ofHours(random.nextInt(2_000)))
                        .atZone(zone)
                        .toLocalDateTime()
                        .truncatedTo(ChronoUnit.MINUTES);
        List<Layer> layers = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            Turn turn =
                    random.nextBoolean()
                            ? days(1 + random.nextInt(3))
                            : new Turn(ChronoUnit.HOURS, 1 + random.nextInt(12));
            Optional<ShiftHours> hours =
                    random.nextBoolean()
                            ? Optional.empty()
                            : Optional.of(random.nextBoolean() ? DAY : NIGHT);
            layers.add(new Layer("any", begins, turn, List.of("a" + i, "b" + i, "c" + i), hours));
        }
        List<Exchange> exchanges = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            Instant from = near.plusSeconds(random.nextLong(4L * 86_400));
            exchanges.add(exchange(from, from.plusSeconds(1 + random.nextLong(86_400)), "x" + i));
        }
        return new Schedule(zone, layers, exchanges);
    }

    private static Schedule schedule(ZoneId zone, Layer... layers) {
        return new Schedule(zone, List.of(layers), List.of());
    }

    private static Layer layer(String begins, Turn turn, String... people) {
        return new Layer(
                "turns", LocalDateTime.parse(begins), turn, List.of(people), Optional.empty());
    }

    private static Layer layer(String begins, Turn turn, ShiftHours hours, String... people) {
        return new Layer(
                "turns", LocalDateTime.parse(begins), turn, List.of(people), Optional.of(hours));
    }

    private static Turn days(int days) {
        return new Turn(ChronoUnit.DAYS, days);
    }

    private static Exchange exchange(Instant from, Instant until, String person) {
        return new Exchange(from, until, person, "charge", "swapped");
    }

    private static Instant at(String wallClock, ZoneId zone) {
        return ZonedDateTime.of(LocalDateTime.parse(wallClock), zone).toInstant();
    }
}
