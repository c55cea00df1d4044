package org.vitalwire.analytics.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TallyTest {

    /** The window is the hours 18 to 33. */
    private static final Course ONSET_AT_30 = Course.firstPositiveAt(24);

    private final Tally tally = new Tally("ward");

    @Test
    void anAlertThatBeganBeforeTheWindowAndStandsInItIsCaughtButNotCalled() {
        tally.add(stay(ONSET_AT_30, 48), List.of(alert("a", 2, 20)));

        AlertFigures figures = tally.figures();
        assertThat(figures.caught()).isEqualTo(new Share(1, 1));
        assertThat(figures.calledInWindow()).isEqualTo(new Share(0, 1));
        assertThat(figures.usefulAlerts()).isEqualTo(new Share(0, 1));
        assertThat(figures.lead().median()).isEqualTo(12);
    }

    @Test
    void anAlertThatEndsOnTheHourOfTheWindowIsNotInIt() {
        tally.add(stay(ONSET_AT_30, 48), List.of(alert("a", 16, 18)));
        assertThat(tally.figures().caught().part()).isZero();
    }

    @Test
    void theWindowEndsThreeHoursAfterTheOnset() {
        tally.add(stay(ONSET_AT_30, 48), List.of(alert("a", 33.9, 40)));
        tally.add(stay(ONSET_AT_30, 48), List.of(alert("a", 34, 40)));
        assertThat(tally.figures().caught()).isEqualTo(new Share(1, 2));
        assertThat(tally.figures().lead().median()).isEqualTo(-3);
    }

    @Test
    void simultaneousConditionsAreOneCallAndSeveralAlerts() {
        tally.add(
                stay(Course.withoutSepsis(), 48),
                List.of(
                        alert("a", 1, 10),
                        alert("b", 2, 3),
                        alert("c", 9, 12),
                        alert("a", 20, 21)));

        AlertFigures figures = tally.figures();
        assertThat(figures.alertsPerDay()).isEqualTo(2);
        assertThat(figures.callsPerDay()).isEqualTo(1);
        assertThat(figures.hoursOnAlert()).isEqualTo(new Share(12, 48));
        assertThat(figures.byCondition()).containsEntry("a", 2L);
        assertThat(figures.alertedOfOthers()).isEqualTo(new Share(1, 1));
    }

    @Test
    void aStayWhoseCourseIsNotKnownCountsForTheBurdenOnly() {
        tally.add(
                new Stay("x", Instant.EPOCH, 24, List.of(), List.of(), Optional.empty()),
                List.of(alert("a", 1, 2)));

        AlertFigures figures = tally.figures();
        assertThat(figures.alertsPerDay()).isEqualTo(1);
        assertThat(figures.usefulAlerts().of()).isZero();
        assertThat(figures.utility()).isNaN();
    }

    @Test
    void aShareSaysHowSureItIs() {
        Share share = new Share(8, 10);
        assertThat(share.low()).isCloseTo(0.490, within(0.001));
        assertThat(share.high()).isCloseTo(0.943, within(0.001));
        assertThat(new Share(0, 0).text()).isEqualTo("-");
    }

    private static Alert alert(String condition, double from, double to) {
        return new Alert(condition, 0, from, to);
    }

    private static Stay stay(Course course, int hours) {
        return new Stay("x", Instant.EPOCH, hours, List.of(), List.of(), Optional.of(course));
    }
}
