package org.vitalwire.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.DeviceEvent;
import org.vitalwire.contracts.event.DeviceEvent.Phase;
import org.vitalwire.contracts.event.DeviceEvent.Severity;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.gateway.event.Conditions.Subject;
import org.vitalwire.testkit.MutableClock;

class ConditionsTest {

    private static final Subject SILENT =
            Subject.of(DeviceEventKind.DEVICE_SILENT, new DeviceId("monitor-1"));

    private final MutableClock clock = MutableClock.at("2026-11-22T10:00:00Z");
    private final TestConditions test = new TestConditions(clock);

    @Test
    void whatLastsIsToldOnceWhenItStartsAndOnceWhenItEnds() {
        start();
        start();
        clock.advance(Duration.ofMinutes(1));
        test.conditions().end(SILENT, clock.instant(), "it is back");
        test.conditions().end(SILENT, clock.instant(), "it is back");

        List<DeviceEvent> told = test.told();
        assertThat(told).extracting(DeviceEvent::phase).containsExactly(Phase.STARTED, Phase.ENDED);
        assertThat(told.get(1).occurrence()).isEqualTo(told.get(0).occurrence());
    }

    @Test
    void aRestartedGatewayEndsWhatItHadStarted() {
        start();
        String occurrence = test.told().getFirst().occurrence();

        test.restarted().end(SILENT, clock.instant(), "it is back");

        assertThat(test.told())
                .singleElement()
                .satisfies(ended -> {
                    assertThat(ended.phase()).isEqualTo(Phase.ENDED);
                    assertThat(ended.occurrence()).isEqualTo(occurrence);
                    assertThat(ended.deviceId()).contains(new DeviceId("monitor-1"));
                });
    }

    @Test
    void whatACrashLeftUnsaidIsSaidAgainUnderItsId() {
        start();
        String id = test.told().getFirst().eventId();

        test.restarted().tellAgain();

        assertThat(test.told()).extracting(DeviceEvent::eventId).containsExactly(id);
    }

    private void start() {
        test.conditions()
                .start(SILENT, Severity.PROBLEM, clock.instant(), "says nothing", List.of());
    }
}
