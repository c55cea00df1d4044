package org.vitalwire.analytics.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WardRoundTest {

    private static final long SECOND = 1_000_000;
    private static final long EVERY = 5 * SECOND;
    private static final long REST = 60 * SECOND;
    private static final long TICK = SECOND / 10;
    private static final long NOW = 1_795_420_800L * SECOND;

    private final WardRound round = new WardRound(EVERY);

    @Test
    void everybodyHasOneTurnInEachRoundAndNoTickHasManyOfThem() {
        List<String> ward = IntStream.range(0, 1_000).mapToObj(i -> "p-%04d".formatted(i)).toList();
        ward.forEach(id -> round.takeUp(id, NOW));
        for (int turn = 0; turn < 3; turn++) {
            List<String> seen = new ArrayList<>();
            for (long t = TICK; t <= EVERY; t += TICK) {
                long now = NOW + turn * EVERY + t;
                List<String> due = round.due(now);
                assertThat(due).hasSizeLessThan(60);
                due.forEach(id -> round.leave(id, 0, now));
                seen.addAll(due);
            }
            assertThat(seen).containsExactlyInAnyOrderElementsOf(ward);
        }
    }

    @Test
    void whoMayRestIsPassedOverAndComesAgain() {
        round.takeUp("p1", NOW);
        assertThat(round.due(NOW + EVERY)).containsExactly("p1");
        round.leave("p1", REST, NOW + EVERY);
        Map<Long, List<String>> dueBySecond = new HashMap<>();
        for (long t = EVERY + SECOND; t <= EVERY + REST; t += SECOND) {
            List<String> due = round.due(NOW + t);
            if (!due.isEmpty()) {
                dueBySecond.put(t, due);
                round.leave("p1", REST, NOW + t);
            }
        }
        assertThat(dueBySecond.values()).containsExactly(List.of("p1"));
    }

    @Test
    void whoRestsIsCalledIntoTheNextRound() {
        String late = lateInTheMinute();
        round.takeUp(late, NOW);
        round.due(NOW + EVERY);
        round.leave(late, REST, NOW + EVERY);
        assertThat(round.due(NOW + 3 * EVERY)).isEmpty();
        round.attend(late, NOW + 3 * EVERY);
        assertThat(round.due(NOW + 4 * EVERY)).containsExactly(late);
        round.leave(late, 0, NOW + 4 * EVERY);
        assertThat(round.due(NOW + 5 * EVERY)).as("the turn of before is void").hasSize(1);
    }

    @Test
    void readingsDoNotPutATurnOff() {
        round.attend("p1", NOW);
        for (long t = TICK; t < EVERY; t += TICK) {
            round.attend("p1", NOW + t);
            round.takeUp("p1", NOW + t);
        }
        assertThat(round.due(NOW + EVERY)).containsExactly("p1");
    }

    @Test
    void whoIsForgottenHasNoTurn() {
        round.takeUp("p1", NOW);
        round.forget("p1");
        assertThat(round.due(NOW + REST)).isEmpty();
    }

    @Test
    void aClockThatIsSetBackCostsNobodyATurn() {
        round.takeUp("p1", NOW);
        round.due(NOW + EVERY);
        round.leave("p1", REST, NOW + EVERY);
        long back = NOW - 3_600 * SECOND;
        assertThat(round.due(back)).isEmpty();
        assertThat(round.due(back + EVERY)).containsExactly("p1");
    }

    /** Somebody whose turn of a minute is not soon after the beginning. */
    private static String lateInTheMinute() {
        for (int i = 0; i < 1_000; i++) {
            WardRound alone = new WardRound(EVERY);
            String id = "p" + i;
            alone.leave(id, REST, NOW + EVERY);
            if (alone.due(NOW + 6 * EVERY).isEmpty()) {
                return id;
            }
        }
        throw new AssertionError("nobody is late in the minute");
    }
}
