package org.vitalwire.gateway.intake.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.DeviceEvent;
import org.vitalwire.contracts.event.DeviceEvent.Phase;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.reading.ClockQuality;
import org.vitalwire.gateway.event.TestConditions;
import org.vitalwire.testkit.MutableClock;

class DeviceClockTest {

    private static final long SECOND = 1_000_000;
    private static final String DEVICE = "monitor-1";

    private final MutableClock clock = MutableClock.at("2026-11-22T10:00:00Z");
    private final DeviceClocks clocks =
            new DeviceClocks(Duration.ofSeconds(2), Duration.ofSeconds(1));
    private final TestConditions conditions = new TestConditions(clock);
    private final List<String> steps = new ArrayList<>();
    private final ClockWatch watch =
            new ClockWatch(
                    clocks,
                    conditions.conditions(),
                    (device, words) -> steps.add(words),
                    new DeviceClockSettings(Duration.ofSeconds(10), Duration.ofSeconds(1), 200));
    private final Random random = new Random(3);

    @Test
    void theLeastDelayOfSeveralMinutesIsTheOffset() {
        run(5, 0, 30 * SECOND);

        assertThat(clocks.view(DEVICE, now()))
                .hasValueSatisfying(view -> {
                    assertThat(view.quality()).isEqualTo(ClockQuality.OFFSET);
                    assertThat(view.offsetMicros().orElseThrow())
                            .isCloseTo(30 * SECOND, within(SECOND / 10));
                });
    }

    @Test
    void nothingIsKnownBeforeThreeMinutesAgree() {
        run(2, 0, 0);
        assertThat(clocks.offset(DEVICE, now(), now())).isEqualTo(DeviceClocks.UNKNOWN);
        run(2, 0, 0);
        assertThat(clocks.offset(DEVICE, now(), now())).isNotEqualTo(DeviceClocks.UNKNOWN);
    }

    @Test
    void whoSendsWhatItHadKeptDoesNotLookLikeASlowClock() {
        // Three hours kept, sent at twice the speed: the difference shrinks by a minute a minute.
        long kept = 3 * 3_600 * SECOND;
        for (int second = 0; second < 600; second++) {
            clock.advance(Duration.ofSeconds(1));
            clocks.heard(DEVICE, now() - kept + second * SECOND, now());
        }

        assertThat(clocks.offset(DEVICE, now(), now())).isEqualTo(DeviceClocks.UNKNOWN);
    }

    @Test
    void aClockThatJumpsAheadIsDoubtedAtOnce() {
        run(5, 0, 0);
        clocks.heard(DEVICE, now() + 30 * SECOND, now());

        assertThat(clocks.offset(DEVICE, now(), now())).isEqualTo(DeviceClocks.UNKNOWN);
    }

    @Test
    void aStepIsToldWithBothTimesAndWhatWasBeforeItIsNotJudgedByIt() {
        run(5, 0, 0);
        long before = now();
        run(5, 0, 3_600 * SECOND);
        watch.look(clock.instant());

        assertThat(steps)
                .singleElement()
                .satisfies(words -> {
                    assertThat(words)
                            .startsWith("its clock was stepped by -3600.0 s: at 2026-11-22T10:0");
                    assertThat(words).contains(" it said 2026-11-22T09:0");
                });
        assertThat(clocks.offset(DEVICE, now() - 3_600 * SECOND, now()))
                .isCloseTo(3_600 * SECOND, within(SECOND / 10));
        assertThat(clocks.offset(DEVICE, before - 3_600 * SECOND - 60 * SECOND, now()))
                .isEqualTo(DeviceClocks.UNKNOWN);

        watch.look(clock.instant());
        assertThat(steps).hasSize(1);
    }

    @Test
    void aClockThatIsOffIsToldUntilItAgreesAgain() {
        run(5, 0, 10 * SECOND);
        watch.look(clock.instant());
        run(6, 0, 3 * SECOND / 2);
        watch.look(clock.instant());
        // Within the tolerance, but not yet within half of it.
        assertThat(conditions.told())
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.kind()).isEqualTo(DeviceEventKind.CLOCK_OFF);
                    assertThat(event.deviceId()).contains(new DeviceId(DEVICE));
                    assertThat(event.detail()).isEqualTo("its clock is 10.0 s behind ours");
                });

        run(6, 0, 0);
        watch.look(clock.instant());
        assertThat(conditions.told()).extracting(DeviceEvent::phase).containsExactly(Phase.ENDED);
    }

    @Test
    void aClockThatLosesTimeIsTold() {
        run(30, 400, 0);
        watch.look(clock.instant());

        assertThat(conditions.told())
                .filteredOn(event -> event.kind() == DeviceEventKind.CLOCK_DRIFTS)
                .singleElement()
                .satisfies(event -> assertThat(event.detail()).startsWith("its clock loses 4"));
        assertThat(clocks.view(DEVICE, now()).orElseThrow().driftPpm().orElseThrow())
                .isCloseTo(400, within(20.0));
    }

    @Test
    void aGoodClockIsNotToldOf() {
        run(40, 20, 0);
        watch.look(clock.instant());

        assertThat(conditions.told()).isEmpty();
        assertThat(steps).isEmpty();
    }

    /** A message each second that is under way for 10 ms at least, and for 500 ms now and then. */
    private void run(int minutes, double losesPpm, long behind) {
        Instant start = clock.instant();
        for (int second = 0; second < minutes * 60; second++) {
            clock.advance(Duration.ofSeconds(1));
            long elapsed = Duration.between(start, clock.instant()).toNanos() / 1_000;
            long underWay = 10_000L + (random.nextInt(3) == 0 ? random.nextInt(500_000) : 0);
            long measured = now() - underWay - behind - Math.round(elapsed * losesPpm / 1e6);
            clocks.heard(DEVICE, measured, now());
        }
    }

    private long now() {
        return Duration.between(Instant.EPOCH, clock.instant()).toNanos() / 1_000;
    }
}
