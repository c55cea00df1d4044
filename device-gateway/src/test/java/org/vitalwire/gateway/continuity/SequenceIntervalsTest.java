package org.vitalwire.gateway.continuity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitalwire.gateway.continuity.SequenceIntervals.Gap;

class SequenceIntervalsTest {

    private static final int MANY = 1_000;

    @Test
    void theIssuesExample() {
        SequenceIntervals seen = SequenceIntervals.EMPTY;
        for (long number = 1; number <= 10_000; number++) {
            if (number != 17 && number != 18) {
                seen = seen.with(number, number, MANY);
            }
        }

        assertThat(seen.expected()).isEqualTo(10_000);
        assertThat(seen.missing()).isEqualTo(2);
        assertThat(seen.gaps()).containsExactly(new Gap(17, 18, 19));
        assertThat(seen).hasToString("1-16,19-10000");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void inAnyOrderAndWithAnyRepetitionItIsTheSetOfWhatCame(long seed) {
        Random random = new Random(seed);
        TreeSet<Long> oracle = new TreeSet<>();
        SequenceIntervals seen = SequenceIntervals.EMPTY;
        long start = random.nextLong(1L << 40);
        for (int i = 0; i < 2_000; i++) {
            long number = start + random.nextInt(1_500);
            assertThat(seen.contains(number)).isEqualTo(oracle.contains(number));
            if (random.nextInt(10) == 0) {
                seen = seen.without(number, MANY);
                oracle.remove(number);
            } else {
                seen = seen.with(number, i, MANY);
                oracle.add(number);
            }
            assertSame(seen, oracle);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void theOrderDoesNotMatter(long seed) {
        List<Long> numbers = new ArrayList<>();
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            numbers.add((long) random.nextInt(700));
        }
        String once = all(numbers).toString();

        Collections.shuffle(numbers, random);
        assertThat(all(numbers)).hasToString(once);
        numbers.addAll(numbers.subList(0, 100));
        assertThat(all(numbers)).hasToString(once);
    }

    @Test
    void aDividedGapKeepsTheTimeWhenItWasNoticed() {
        SequenceIntervals seen =
                SequenceIntervals.EMPTY.with(1, 100, MANY).with(10, 200, MANY).with(5, 300, MANY);

        assertThat(seen.gaps()).containsExactly(new Gap(2, 4, 200), new Gap(6, 9, 200));
    }

    @Test
    void aNumberBelowTheFirstOpensAGapBehindIt() {
        SequenceIntervals seen = SequenceIntervals.EMPTY.with(10, 100, MANY).with(5, 200, MANY);

        assertThat(seen.gaps()).containsExactly(new Gap(6, 9, 200));
        assertThat(seen.expected()).isEqualTo(6);
    }

    @Test
    void beyondTheBoundTheOldestGapsAreCountedWithoutTheirPlaces() {
        SequenceIntervals seen = SequenceIntervals.EMPTY;
        for (long number = 0; number <= 100; number += 2) {
            seen = seen.with(number, number, 10);
        }

        assertThat(seen.intervals()).isEqualTo(10);
        assertThat(seen.expected()).isEqualTo(101);
        assertThat(seen.missing()).isEqualTo(50);
        assertThat(seen.settled()).isEqualTo(41);
        assertThat(seen.gaps()).hasSize(9).last().isEqualTo(new Gap(99, 99, 100));
        // Where it was is forgotten: it looks like one that came before.
        assertThat(seen.contains(3)).isTrue();
    }

    @Test
    void theEndsOfTheNumbersAreNoTrap() {
        SequenceIntervals seen =
                SequenceIntervals.EMPTY.with(Long.MAX_VALUE, 1, MANY).with(0, 2, MANY);

        assertThat(seen.expected()).isEqualTo(Long.MAX_VALUE);
        assertThat(seen.missing()).isEqualTo(Long.MAX_VALUE - 1);
        assertThat(seen.contains(Long.MAX_VALUE)).isTrue();
        assertThat(seen.contains(1)).isFalse();
    }

    @Test
    void whatIsStoredComesBack() {
        SequenceIntervals seen =
                SequenceIntervals.EMPTY.with(1, 1, 2).with(3, 3, 2).with(5, 5, 2).with(9, 9, 2);

        SequenceIntervals back = SequenceIntervals.of(seen.triples(), seen.settled());

        assertThat(back).hasToString(seen.toString());
        assertThat(back.gaps()).isEqualTo(seen.gaps());
        assertThat(back.missing()).isEqualTo(seen.missing());
    }

    private static SequenceIntervals all(List<Long> numbers) {
        SequenceIntervals seen = SequenceIntervals.EMPTY;
        for (long number : numbers) {
            seen = seen.with(number, 1, MANY);
        }
        return seen;
    }

    private static void assertSame(SequenceIntervals seen, NavigableSet<Long> oracle) {
        assertThat(seen.isEmpty()).isEqualTo(oracle.isEmpty());
        if (oracle.isEmpty()) {
            return;
        }
        assertThat(seen.first()).isEqualTo(oracle.first());
        assertThat(seen.last()).isEqualTo(oracle.last());
        assertThat(seen.expected()).isEqualTo(oracle.last() - oracle.first() + 1);
        assertThat(seen.missing()).isEqualTo(seen.expected() - oracle.size());
        long listed = 0;
        for (Gap gap : seen.gaps()) {
            listed += gap.count();
            assertThat(oracle.subSet(gap.from(), gap.to() + 1)).isEmpty();
        }
        assertThat(listed).isEqualTo(seen.missing());
    }
}
