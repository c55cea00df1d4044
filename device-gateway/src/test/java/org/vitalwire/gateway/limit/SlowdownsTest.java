package org.vitalwire.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.DeviceEvent;
import org.vitalwire.contracts.event.DeviceEvent.Phase;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.gateway.event.TestConditions;

class SlowdownsTest {

    private static final Duration CALM = Duration.ofSeconds(30);

    private final DeviceId device = new DeviceId("hasty-1");
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));
    private final TestConditions conditions = new TestConditions(now::get);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Slowdowns slowdowns =
            new Slowdowns(conditions.conditions(), now::get, CALM, meters);

    @Test
    void manyPausesAreOneConditionThatEndsWhenItIsCalm() {
        for (int i = 0; i < 100; i++) {
            slowdowns.paused(device);
            slowdowns.look();
            pass(Duration.ofSeconds(20));
        }
        assertThat(conditions.told())
                .extracting(DeviceEvent::kind, DeviceEvent::phase)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                DeviceEventKind.SLOWED_DOWN, Phase.STARTED));
        assertThat(meters.counter("vitalwire.gateway.pauses").count()).isEqualTo(100);

        pass(Duration.ofSeconds(9));
        slowdowns.look();
        assertThat(conditions.told()).isEmpty();

        pass(Duration.ofSeconds(2));
        slowdowns.look();
        assertThat(conditions.told()).extracting(DeviceEvent::phase).containsExactly(Phase.ENDED);
        assertThat(slowdowns.count()).isZero();
    }

    @Test
    void whatAGatewayBeforeHadStartedIsEnded() {
        slowdowns.paused(device);
        slowdowns.look();
        conditions.told();

        new Slowdowns(conditions.restarted(), now::get, CALM, new SimpleMeterRegistry()).look();

        assertThat(conditions.told()).extracting(DeviceEvent::phase).containsExactly(Phase.ENDED);
    }

    private void pass(Duration time) {
        now.updateAndGet(at -> at.plus(time));
    }
}
