package org.vitalwire.gateway.continuity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceRunsTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void expectedIsReceivedAndRefusedAndMissing(long seed) {
        Random random = new Random(seed);
        DeviceRuns runs = new DeviceRuns("b7", List.of());
        Set<Long> accepted = new HashSet<>();
        TreeSet<Long> seen = new TreeSet<>();
        long duplicates = 0;
        for (int i = 0; i < 1_000; i++) {
            long number = random.nextInt(400);
            boolean refused = random.nextInt(5) == 0;
            if (!refused && !accepted.add(number)) {
                duplicates++;
            }
            seen.add(number);
            runs = runs.with(message("b7", number, i, refused), 1_000);
            CountedRun run = runs.runs().getFirst();
            assertThat(runs.runs()).hasSize(1);
            assertThat(run.expected()).isEqualTo(seen.last() - seen.first() + 1);
            assertThat(run.received()).isEqualTo(accepted.size());
            assertThat(run.refusedCount()).isEqualTo(seen.size() - accepted.size());
            assertThat(run.missing()).isEqualTo(run.expected() - seen.size());
            assertThat(run.duplicates()).isEqualTo(duplicates);
        }
    }

    @Test
    void aLowerNumberMeasuredLaterIsANewRunWhereBootsHaveNoName() {
        DeviceRuns runs = new DeviceRuns("", List.of());
        for (int i = 0; i < 10; i++) {
            runs = runs.with(message("", 100 + i, i, false), 10);
        }

        runs = runs.with(message("", 0, 20, false), 10).with(message("", 1, 21, false), 10);

        assertThat(runs.runs()).extracting(CountedRun::run).containsExactly(0, 1);
        assertThat(runs.runs())
                .extracting(run -> run.seen().toString())
                .containsExactly("100-109", "0-1");
    }

    @Test
    void aLateOrRepeatedMessageIsNoNewRun() {
        DeviceRuns runs = new DeviceRuns("", List.of());
        for (int number : new int[] {1, 2, 5, 6, 6, 3, 4}) {
            runs = runs.with(message("", number, number, false), 10);
        }

        assertThat(runs.runs())
                .singleElement()
                .satisfies(run -> {
                    assertThat(run.seen()).hasToString("1-6");
                    assertThat(run.duplicates()).isEqualTo(1);
                });
    }

    @Test
    void whatComesLateOfTheRunBeforeIsCountedThere() {
        DeviceRuns runs = new DeviceRuns("", List.of());
        for (int number : new int[] {1, 2, 5}) {
            runs = runs.with(message("", number, number, false), 10);
        }
        runs = runs.with(message("", 0, 20, false), 10);

        runs = runs.with(message("", 3, 3, false), 10).with(message("", 4, 4, false), 10);

        assertThat(runs.runs())
                .extracting(run -> run.seen().toString())
                .containsExactly("1-5", "0-0");
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void aNamedBootIsOneRunInAnyOrder(long seed) {
        List<Counted> messages = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            messages.add(message("b1", i, i, false));
        }
        Collections.shuffle(messages, new Random(seed));

        DeviceRuns runs = new DeviceRuns("b1", List.of());
        for (Counted message : messages) {
            runs = runs.with(message, 1_000);
        }

        assertThat(runs.runs())
                .singleElement()
                .satisfies(run -> {
                    assertThat(run.seen()).hasToString("0-199");
                    assertThat(run.firstMeasuredMicros()).isZero();
                    assertThat(run.lastMeasuredMicros()).isEqualTo(199_000_000L);
                    assertThat(run.duplicates()).isZero();
                });
    }

    @Test
    void aRefusedMessageThatIsReplayedIsReceived() {
        DeviceRuns runs =
                new DeviceRuns("b1", List.of())
                        .with(message("b1", 1, 1, false), 10)
                        .with(message("b1", 2, 2, true), 10)
                        .with(message("b1", 3, 3, false), 10)
                        .with(message("b1", 2, 2, false), 10);

        CountedRun run = runs.runs().getFirst();
        assertThat(run.received()).isEqualTo(3);
        assertThat(run.refusedCount()).isZero();
        assertThat(run.duplicates()).isZero();
    }

    @Test
    void inWords() {
        DeviceRuns runs = new DeviceRuns("b7", List.of());
        for (long number = 1; number <= 10; number++) {
            if (number != 4 && number != 8) {
                runs = runs.with(message("b7", number, number, number == 6), 10);
            }
        }

        assertThat(GapWords.of(runs.runs().getFirst()))
                .isEqualTo("boot b7: expected 10, received 7, refused 1, missing 2 at 4, 8");
    }

    private static Counted message(String boot, long number, long seconds, boolean refused) {
        return new Counted(boot, number, seconds * 1_000_000L, START.plusSeconds(seconds), refused);
    }
}
