package org.vitalwire.alert.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vitalwire.alert.person.PageBudget.Verdict;
import org.vitalwire.contracts.event.Priority;

class PageBudgetTest {

    private static final Instant T0 = Instant.parse("2026-11-02T12:00:00Z");
    private static final Verdict AT_ONCE = new Verdict.AtOnce();

    private final PageBudget budget = PageBudget.DEFAULT;

    @Test
    void sixAMinuteGoOutAtOnceTheSeventhWhenTheFirstIsAMinuteOld() {
        assertThat(budget.of(Priority.LOW, everyTwoSeconds(5), at(10))).isEqualTo(AT_ONCE);
        assertThat(budget.of(Priority.LOW, everyTwoSeconds(6), at(12)))
                .isEqualTo(new Verdict.InDigest(at(60)));
    }

    @Test
    void aDigestThatWaitsTakesAllThatComeUntilItGoes() {
        List<Instant> tellings = new ArrayList<>(everyTwoSeconds(6));
        tellings.add(at(60));

        assertThat(budget.of(Priority.MEDIUM, tellings, at(59)))
                .isEqualTo(new Verdict.InDigest(at(60)));
        assertThat(budget.of(Priority.MEDIUM, tellings, at(60)))
                .as("it went out, and five others of the last minute")
                .isEqualTo(new Verdict.InDigest(at(62)));
        assertThat(budget.of(Priority.MEDIUM, tellings, at(63))).isEqualTo(AT_ONCE);
    }

    @Test
    void highIsNeverLimited() {
        assertThat(budget.of(Priority.HIGH, everyTwoSeconds(20), at(41))).isEqualTo(AT_ONCE);
    }

    /** A thousand storms of random strength: few pages, all told, none told late. */
    @Test
    void inNoMinuteMoreThanSixAndNothingIsLostOrLate() {
        Random random = new Random(20261123);
        for (int storm = 0; storm < 1_000; storm++) {
            TreeMap<Instant, Integer> told = new TreeMap<>();
            int alerts = 1 + random.nextInt(200);
            int meanGap = 1 + random.nextInt(30_000);
            Instant now = T0;
            for (int i = 0; i < alerts; i++) {
                now = now.plusMillis(1 + random.nextInt(meanGap));
                Instant goesOut =
                        switch (budget.of(Priority.MEDIUM, told.keySet(), now)) {
                            case Verdict.AtOnce() -> now;
                            case Verdict.InDigest(Instant at) -> at;
                        };
                assertThat(Duration.between(now, goesOut)).isBetween(Duration.ZERO, budget.per());
                told.merge(goesOut, 1, Integer::sum);
            }
            assertThat(told.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(alerts);
            for (Instant first : told.keySet()) {
                assertThat(told.subMap(first, first.plus(budget.per())).size())
                        .as("pages within a minute from %s of storm %s", first, storm)
                        .isLessThanOrEqualTo(budget.pages());
            }
        }
    }

    private static List<Instant> everyTwoSeconds(int pages) {
        return IntStream.range(0, pages).mapToObj(i -> at(2 * i)).toList();
    }

    private static Instant at(int seconds) {
        return T0.plusSeconds(seconds);
    }
}
