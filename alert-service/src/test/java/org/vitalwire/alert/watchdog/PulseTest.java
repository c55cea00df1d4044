package org.vitalwire.alert.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A beat every 15 s, silence after 45 s. */
class PulseTest {

    private static final Instant T0 = Instant.parse("2026-11-23T08:00:00Z");

    private final Pulse pulse = new Pulse(Duration.ofSeconds(45), 0);

    @Test
    void beatsThatGetThroughAreNoSilence() {
        for (int second = 0; second <= 600; second += 15) {
            allSee(second, second);
            assertThat(verdict(second + 14).isSilent()).as("second %d", second).isFalse();
        }
        assertThat(verdict(614).lastBeat()).contains(at(600));
        assertThat(verdict(614).quietFor()).isEqualTo(Duration.ofSeconds(14));
    }

    @Test
    void afterAStartThereIsTimeForTheFirstBeat() {
        assertThat(verdict(45).isSilent()).isFalse();
        assertThat(verdict(46).stoppedAt()).contains(Stage.PUBLISH);
    }

    @ParameterizedTest
    @EnumSource
    void silenceIsToldWithTheFirstStageThatSeesNothing(Stage broken) {
        allSee(0, 0);
        for (int second = 15; second <= 90; second += 15) {
            assertThat(verdict(second).isSilent()).isEqualTo(second > 45);
            for (Stage stage : Stage.values()) {
                if (stage.compareTo(broken) < 0) {
                    see(stage, second, second);
                }
            }
        }
        assertThat(verdict(91).stoppedAt()).contains(broken);

        allSee(105, 105);
        assertThat(verdict(106).isSilent()).isFalse();
    }

    @Test
    void aChainThatPassesEveryBeatButLateIsSilent() {
        for (int second = 0; second <= 600; second += 15) {
            see(Stage.PUBLISH, second, second);
            see(Stage.SCORE, second, second);
            // Alerts work off a backlog of a minute.
            see(Stage.ALERT, second - 60, second);
            see(Stage.RECEIPT, second - 60, second);
        }
        assertThat(verdict(601).stoppedAt()).contains(Stage.ALERT);
    }

    @Test
    void aClockThatIsSetBackHidesNoSilence() {
        allSee(7200, 0);
        // An hour back: whatever is newer by the clock of the day, nothing came.
        assertThat(verdict(46).isSilent()).isTrue();
        allSee(3600, 50);
        assertThat(verdict(60).isSilent()).isFalse();
    }

    private void allSee(int beat, int second) {
        for (Stage stage : Stage.values()) {
            see(stage, beat, second);
        }
    }

    private void see(Stage stage, int beat, int second) {
        Map<Stage, Instant> newest = new EnumMap<>(Stage.class);
        newest.put(stage, at(beat));
        pulse.take(new Sightings(newest, Optional.empty()), nanos(second));
    }

    private Pulse.Verdict verdict(int second) {
        return pulse.verdict(nanos(second));
    }

    private static Instant at(int second) {
        return T0.plusSeconds(second);
    }

    private static long nanos(int second) {
        return Duration.ofSeconds(second).toNanos();
    }
}
