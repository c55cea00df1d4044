package org.vitalwire.analytics.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.Finding.Phase;

class ConditionMachineTest {

    private static final long S = 1_000_000L;

    /** Two steps, 15 s and 5 s; clears after 10 s; gaps up to 30 s, sparse up to 15 min. */
    private static final ConditionRule RULE =
            ConditionRule.of(
                    List.of(Duration.ofSeconds(15), Duration.ofSeconds(5)),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(15));

    private ConditionState state = ConditionState.NEW;
    private final List<String> told = new ArrayList<>();

    @Test
    void startsOnlyAfterItsDelay() {
        every(1, 0, 14, 1);
        assertThat(told).isEmpty();
        at(15, 1);
        assertThat(told).containsExactly("STARTED 1 @15");
    }

    @Test
    void dipIntoTheNormalRangeStartsTheDelayAnew() {
        every(1, 0, 14, 1);
        at(15, 0);
        every(1, 16, 30, 1);
        assertThat(told).isEmpty();
        at(31, 1);
        assertThat(told).containsExactly("STARTED 1 @31");
    }

    @Test
    void deeperStepStartsSoonerAndRaises() {
        at(0, 2);
        every(1, 1, 5, 2);
        assertThat(told).containsExactly("STARTED 2 @5");
        every(1, 6, 16, 1, 1);
        assertThat(told).containsExactly("STARTED 2 @5", "UPDATED 1 @16");
    }

    @Test
    void updatesWhenItGetsDeeper() {
        every(1, 0, 20, 1);
        every(1, 21, 26, 2);
        assertThat(told).containsExactly("STARTED 1 @15", "UPDATED 2 @26");
    }

    @Test
    void endsOnlyAfterBeingInsideForAWhile() {
        every(1, 0, 20, 1);
        every(1, 21, 30, 0);
        at(31, 1);
        every(1, 32, 41, 0);
        assertThat(told).containsExactly("STARTED 1 @15");
        at(42, 0);
        assertThat(told).containsExactly("STARTED 1 @15", "ENDED 1 @42");
    }

    @Test
    void valueWithinTheMarginNeitherEndsNorStarts() {
        every(1, 0, 20, 1);
        every(1, 21, 200, 0, 1);
        assertThat(told).containsExactly("STARTED 1 @15");
    }

    @Test
    void gapOfAContinuousDeviceIsNotReadAsLasting() {
        every(1, 0, 5, 0);
        every(1, 6, 10, 1);
        at(100, 1);
        assertThat(told).isEmpty();
        every(1, 101, 114, 1);
        assertThat(told).isEmpty();
        at(115, 1);
        assertThat(told).containsExactly("STARTED 1 @115");
    }

    @Test
    void gapIsNotReadAsRecoveryEither() {
        every(1, 0, 20, 1);
        every(1, 21, 24, 0);
        at(120, 0);
        assertThat(told).containsExactly("STARTED 1 @15");
        every(1, 121, 130, 0);
        assertThat(told).containsExactly("STARTED 1 @15", "ENDED 1 @130");
    }

    @Test
    void secondSampleOfASparseDeviceConfirmsTheFirst() {
        at(0, 0);
        at(60, 1);
        assertThat(told).isEmpty();
        at(120, 1);
        at(180, 0);
        assertThat(told).containsExactly("STARTED 1 @120");
        at(240, 0);
        assertThat(told).containsExactly("STARTED 1 @120", "ENDED 1 @240");
    }

    @Test
    void sparseSamplesTooFarApartDoNotConfirm() {
        at(0, 1);
        at(901, 1);
        assertThat(told).isEmpty();
        at(1801, 1);
        assertThat(told).containsExactly("STARTED 1 @1801");
    }

    @Test
    void spotMeasurementNeedsNoConfirmation() {
        move(new Sample(0, 1, 1, 0, true, 85, 1));
        assertThat(told).containsExactly("STARTED 1 @0");
        move(new Sample(3600 * S, 0, 0, 0, true, 120, 2));
        assertThat(told).containsExactly("STARTED 1 @0", "ENDED 1 @3600");
    }

    @Test
    void spotSignThatIsMeasuredContinuouslyHasToWait() {
        move(new Sample(0, 0, 0, 0, true, 120, 1));
        move(new Sample(5 * S, 1, 1, 0, true, 85, 2));
        assertThat(told).isEmpty();
    }

    @Test
    void lateAndRepeatedSamplesChangeNothing() {
        every(1, 0, 20, 1);
        ConditionState before = state;
        at(20, 0);
        at(3, 0);
        assertThat(state).isEqualTo(before);
    }

    @Test
    void lesserSourceCountsOnlyWhileThePreferredIsSilent() {
        move(new Sample(0, 0, 0, 0, false, 70, 1));
        for (int t = 1; t <= 20; t++) {
            move(new Sample(t * S, 1, 1, 1, false, 30, t));
        }
        assertThat(told).isEmpty();
        for (int t = 31; t <= 60; t++) {
            move(new Sample(t * S, 1, 1, 1, false, 30, t));
        }
        assertThat(told).hasSize(1);
    }

    @Test
    void zeroDelayStartsAtOnceAndZeroHysteresisEndsAtOnce() {
        ConditionRule rule =
                ConditionRule.of(
                        List.of(Duration.ZERO),
                        Duration.ZERO,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30));
        ConditionState on = ConditionMachine.step(rule, state, new Sample(0, 1, 1, 0, false, 1, 1));
        assertThat(on.isOn()).isTrue();
        assertThat(ConditionMachine.step(rule, on, new Sample(1, 0, 0, 0, false, 1, 2)).isOn())
                .isFalse();
    }

    @Test
    void whateverComesPhasesAlternateAndTimeGoesForward() {
        Random random = new Random(20261122);
        for (int run = 0; run < 300; run++) {
            state = ConditionState.NEW;
            told.clear();
            List<Phase> phases = new ArrayList<>();
            long lastAt = Long.MIN_VALUE;
            long time = 0;
            for (int i = 0; i < 400; i++) {
                time += random.nextInt(10) == 0 ? -random.nextInt(20) : random.nextInt(45);
                int beyond = random.nextInt(3);
                ConditionState before = state;
                move(
                        new Sample(
                                time * S,
                                beyond,
                                Math.max(beyond, random.nextInt(3)),
                                0,
                                false,
                                1,
                                i));
                if (!state.last().equals(before.last()) && state.last().isPresent()) {
                    Announcement said = state.last().get();
                    assertThat(said.at()).isGreaterThan(lastAt);
                    assertThat(said.at()).isGreaterThanOrEqualTo(said.startedAt());
                    lastAt = said.at();
                    phases.add(said.phase());
                }
                boolean onBySaid = !phases.isEmpty() && phases.getLast() != Phase.ENDED;
                assertThat(state.isOn()).isEqualTo(onBySaid);
            }
            boolean on = false;
            for (Phase phase : phases) {
                assertThat(phase == Phase.STARTED).isEqualTo(!on);
                on = phase != Phase.ENDED;
            }
        }
    }

    private void every(int step, int from, int to, int beyond) {
        every(step, from, to, beyond, beyond);
    }

    private void every(int step, int from, int to, int beyond, int insideFrom) {
        for (int t = from; t <= to; t += step) {
            move(new Sample(t * S, beyond, insideFrom, 0, false, 0, t));
        }
    }

    private void at(int second, int beyond) {
        every(1, second, second, beyond);
    }

    private void move(Sample sample) {
        ConditionState before = state;
        state = ConditionMachine.step(RULE, state, sample);
        if (!state.last().equals(before.last())) {
            state.last()
                    .ifPresent(said ->
                            told.add(said.phase() + " " + said.depth() + " @" + said.at() / S));
        }
    }
}
