package org.vitalwire.alert.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuietHoursTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalTime TEN = LocalTime.of(22, 0);
    private static final LocalTime SIX = LocalTime.of(6, 0);

    private final QuietHours nights = QuietHours.daily(BERLIN, TEN, SIX);

    @Test
    void aNightBeginsInTheEveningAndEndsInTheMorning() {
        assertThat(nights.cover(berlin("2026-11-02T21:59:59"))).isFalse();
        assertThat(nights.cover(berlin("2026-11-02T22:00"))).isTrue();
        assertThat(nights.cover(berlin("2026-11-03T05:59:59"))).isTrue();
        assertThat(nights.cover(berlin("2026-11-03T06:00"))).isFalse();
    }

    @Test
    void aNightBelongsToTheDayOnWhichItBegins() {
        QuietHours friday = new QuietHours(BERLIN, TEN, SIX, Set.of(DayOfWeek.FRIDAY));

        assertThat(friday.cover(berlin("2026-11-06T23:00"))).isTrue();
        assertThat(friday.cover(berlin("2026-11-07T05:00"))).isTrue();
        assertThat(friday.cover(berlin("2026-11-06T05:00"))).isFalse();
        assertThat(friday.cover(berlin("2026-11-07T23:00"))).isFalse();
    }

    @Test
    void hoursWithinADayCountOnThatDayOnly() {
        QuietHours sunday =
                new QuietHours(BERLIN, LocalTime.of(9, 0), TEN, Set.of(DayOfWeek.SUNDAY));

        assertThat(sunday.cover(berlin("2026-11-08T09:00"))).isTrue();
        assertThat(sunday.cover(berlin("2026-11-08T22:00"))).isFalse();
        assertThat(sunday.cover(berlin("2026-11-09T12:00"))).isFalse();
    }

    @Test
    void hoursThatEndWhenTheyBeginLastUntilThatTimeOfTheNextDay() {
        QuietHours saturday = new QuietHours(BERLIN, TEN, TEN, Set.of(DayOfWeek.SATURDAY));

        assertThat(saturday.cover(berlin("2026-11-07T21:59"))).isFalse();
        assertThat(saturday.cover(berlin("2026-11-07T22:00"))).isTrue();
        assertThat(saturday.cover(berlin("2026-11-08T21:59"))).isTrue();
        assertThat(saturday.cover(berlin("2026-11-08T22:00"))).isFalse();
    }

    /** On 25 October 2026 clocks go from 03:00 back to 02:00; 01:00Z is the second 02:00. */
    @Test
    void theHourThatComesTwiceIsQuietTwice() {
        QuietHours early = QuietHours.daily(BERLIN, LocalTime.of(2, 0), LocalTime.of(2, 45));

        assertThat(early.cover(Instant.parse("2026-10-25T00:30:00Z"))).isTrue();
        assertThat(early.cover(Instant.parse("2026-10-25T00:50:00Z"))).isFalse();
        assertThat(early.cover(Instant.parse("2026-10-25T01:30:00Z"))).isTrue();
        assertThat(nights.cover(Instant.parse("2026-10-25T04:59:59Z"))).isTrue();
        assertThat(nights.cover(Instant.parse("2026-10-25T05:00:00Z"))).isFalse();
    }

    /** On 29 March 2026 clocks go from 02:00 to 03:00, at 01:00Z. */
    @Test
    void theHourThatNeverComesIsNotQuiet() {
        QuietHours early = QuietHours.daily(BERLIN, LocalTime.of(2, 0), LocalTime.of(3, 0));

        assertThat(early.cover(Instant.parse("2026-03-29T00:59:59Z"))).isFalse();
        assertThat(early.cover(Instant.parse("2026-03-29T01:00:00Z"))).isFalse();
        assertThat(nights.cover(Instant.parse("2026-03-29T03:59:59Z"))).isTrue();
        assertThat(nights.cover(Instant.parse("2026-03-29T04:00:00Z"))).isFalse();
    }

    @Test
    void quietHoursWithoutADayAreRefused() {
        assertThatThrownBy(() -> new QuietHours(BERLIN, TEN, SIX, Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Instant berlin(String wallClock) {
        return LocalDateTime.parse(wallClock).atZone(BERLIN).toInstant();
    }
}
