package org.vitalwire.gateway.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.event.DeviceEvent;
import org.vitalwire.contracts.event.DeviceEvent.Phase;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.gateway.event.TestConditions;
import org.vitalwire.gateway.status.Signs.Link;
import org.vitalwire.testkit.MutableClock;

class SilenceWatchTest {

    private static final SilenceSettings SETTINGS =
            new SilenceSettings(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60),
                    10,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30));

    private final MutableClock clock = MutableClock.at("2026-11-22T10:00:00Z");
    private final TestConditions conditions = new TestConditions(clock);
    private final Ward ward = new Ward();
    private SilenceWatch watch =
            new SilenceWatch(ward, conditions.conditions(), SETTINGS, "gateway-0");

    @Test
    void aSensorThatGivesNothingIsToldAndEndsWhenItDoes() {
        ward.add("monitor-1", true);
        ward.usable("monitor-1", clock.instant());
        look(29);
        assertThat(conditions.told()).isEmpty();

        ward.heard("monitor-1", clock.advance(Duration.ofSeconds(2)));
        look(0);
        look(1);
        assertThat(conditions.told())
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.kind()).isEqualTo(DeviceEventKind.SENSOR_OFF);
                    assertThat(event.phase()).isEqualTo(Phase.STARTED);
                    assertThat(event.deviceId()).contains(new DeviceId("monitor-1"));
                });

        ward.usable("monitor-1", clock.advance(Duration.ofSeconds(5)));
        look(0);
        assertThat(conditions.told()).extracting(DeviceEvent::phase).containsExactly(Phase.ENDED);
    }

    @Test
    void whenTheCauseChangesOneEndsAndTheOtherStarts() {
        ward.add("monitor-1", true);
        look(31);
        ward.link("monitor-1", Link.LOST, clock.instant());
        look(6);
        ward.link("monitor-1", Link.ONLINE, clock.instant());
        ward.usable("monitor-1", clock.instant());
        look(1);

        assertThat(conditions.told())
                .extracting(event -> event.kind() + " " + event.phase())
                .containsExactly(
                        "DEVICE_SILENT STARTED",
                        "DEVICE_SILENT ENDED",
                        "DEVICE_OFF STARTED",
                        "DEVICE_OFF ENDED");
    }

    @Test
    void aDeviceOnNobodyIsNotMissed() {
        ward.add("spare", false);
        look(3_600);
        assertThat(conditions.told()).isEmpty();

        ward.add("monitor-1", true);
        look(31);
        ward.takeOff("monitor-1");
        look(1);
        assertThat(conditions.told())
                .extracting(DeviceEvent::phase)
                .containsExactly(Phase.STARTED, Phase.ENDED);
    }

    @Test
    void twoHundredLostTogetherAreOneIncidentThatEndsWhenTheyComeBack() {
        for (int i = 0; i < 200; i++) {
            ward.add("monitor-" + i, true);
        }
        look(1);
        // Their keep-alives run out one after the other, over twenty seconds.
        for (int second = 0; second < 20; second++) {
            for (int i = 0; i < 10; i++) {
                ward.link("monitor-" + (second * 10 + i), Link.LOST, clock.instant());
            }
            look(1);
        }
        look(6);

        assertThat(conditions.told())
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.kind()).isEqualTo(DeviceEventKind.DEVICES_LOST_TOGETHER);
                    assertThat(event.phase()).isEqualTo(Phase.STARTED);
                    assertThat(event.deviceId()).isEmpty();
                    assertThat(event.devices()).hasSize(200);
                });

        look(3_600);
        assertThat(conditions.told()).isEmpty();

        for (int i = 0; i < 200; i++) {
            ward.link("monitor-" + i, Link.ONLINE, clock.instant());
            ward.usable("monitor-" + i, clock.instant());
            look(0);
        }
        assertThat(conditions.told())
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.kind()).isEqualTo(DeviceEventKind.DEVICES_LOST_TOGETHER);
                    assertThat(event.phase()).isEqualTo(Phase.ENDED);
                    assertThat(event.detail()).isEqualTo("all 200 devices are back");
                });
    }

    @Test
    void thoseWhoDoNotComeBackFromAnIncidentAreToldOneByOne() {
        for (int i = 0; i < 12; i++) {
            ward.add("monitor-" + i, true);
            ward.link("monitor-" + i, Link.LOST, clock.instant());
        }
        look(6);
        assertThat(conditions.told()).hasSize(1);

        for (int i = 0; i < 10; i++) {
            ward.link("monitor-" + i, Link.ONLINE, clock.instant());
            ward.usable("monitor-" + i, clock.instant().plusSeconds(60));
        }
        look(1);
        assertThat(conditions.told()).isEmpty();

        look(6);
        assertThat(conditions.told())
                .extracting(event -> event.kind() + " " + event.phase())
                .containsExactlyInAnyOrder(
                        "DEVICES_LOST_TOGETHER ENDED", "DEVICE_OFF STARTED", "DEVICE_OFF STARTED");
    }

    @Test
    void someLossesAreToldEachOnItsOwn() {
        for (int i = 0; i < 9; i++) {
            ward.add("monitor-" + i, true);
            ward.link("monitor-" + i, Link.LOST, clock.instant());
        }
        look(1);
        assertThat(conditions.told()).isEmpty();

        look(5);
        assertThat(conditions.told())
                .hasSize(9)
                .extracting(DeviceEvent::kind)
                .containsOnly(DeviceEventKind.DEVICE_OFF);
    }

    @Test
    void aRestartedGatewayGoesOnWithTheIncident() {
        for (int i = 0; i < 20; i++) {
            ward.add("monitor-" + i, true);
            ward.link("monitor-" + i, Link.LOST, clock.instant());
        }
        look(6);
        assertThat(conditions.told()).hasSize(1);

        watch = new SilenceWatch(ward, conditions.restarted(), SETTINGS, "gateway-0");
        look(600);
        assertThat(conditions.told()).isEmpty();
    }

    @Test
    void whoIsAwaitedAfterARestartIsNotTold() {
        for (int i = 0; i < 20; i++) {
            ward.add("monitor-" + i, true);
            ward.link("monitor-" + i, Link.AWAITED, clock.instant());
        }
        look(6);

        assertThat(conditions.told()).isEmpty();
        assertThat(watch.verdict("monitor-1"))
                .hasValueSatisfying(verdict ->
                        assertThat(verdict.cause()).isEqualTo(SilenceCause.GATEWAY_LOST));
    }

    @Test
    void aLatePipelineIsOneConditionForAll() {
        for (int i = 0; i < 20; i++) {
            ward.add("monitor-" + i, true);
            ward.late.add("monitor-" + i);
        }
        look(1);
        look(1);
        ward.late.clear();
        look(1);

        assertThat(conditions.told())
                .extracting(event -> event.kind() + " " + event.phase())
                .containsExactly("PIPELINE_LATE STARTED", "PIPELINE_LATE ENDED");
    }

    private void look(long secondsLater) {
        watch.look(clock.advance(Duration.ofSeconds(secondsLater)));
    }

    /** Devices as a test says they are. */
    private final class Ward implements SilenceWatch.Watched {
        private final Map<String, Signs> signs = new TreeMap<>();
        private final Set<String> onPatients = new HashSet<>();
        private final Set<String> late = new HashSet<>();

        void add(String device, boolean onPatient) {
            Instant now = clock.instant();
            signs.put(
                    device,
                    new Signs(
                            Duration.ofSeconds(30),
                            Link.ONLINE,
                            now,
                            now,
                            Optional.empty(),
                            Optional.empty(),
                            false));
            if (onPatient) {
                onPatients.add(device);
            }
        }

        void link(String device, Link link, Instant since) {
            Signs was = of(device);
            signs.put(
                    device,
                    new Signs(
                            was.silenceLimit(),
                            link,
                            since,
                            was.watchedSince(),
                            was.usable(),
                            was.heard(),
                            false));
        }

        private Signs of(String device) {
            return Objects.requireNonNull(signs.get(device));
        }

        void usable(String device, Instant at) {
            change(device, Optional.of(at), Optional.of(at));
        }

        void heard(String device, Instant at) {
            change(device, of(device).usable(), Optional.of(at));
        }

        void takeOff(String device) {
            onPatients.remove(device);
        }

        private void change(String device, Optional<Instant> usable, Optional<Instant> heard) {
            Signs was = of(device);
            signs.put(
                    device,
                    new Signs(
                            was.silenceLimit(),
                            was.link(),
                            was.linkSince(),
                            was.watchedSince(),
                            usable,
                            heard,
                            false));
        }

        @Override
        public Collection<DeviceId> devices() {
            return signs.keySet().stream().map(DeviceId::new).toList();
        }

        @Override
        public Optional<AssociationPeriod> on(DeviceId device, Instant at) {
            return onPatients.contains(device.value())
                    ? Optional.of(
                            new AssociationPeriod(
                                    "a-" + device.value(),
                                    new PatientId("p-" + device.value()),
                                    Optional.empty(),
                                    Instant.EPOCH,
                                    Optional.empty(),
                                    "test"))
                    : Optional.empty();
        }

        @Override
        public Signs signs(DeviceId device, Optional<AssociationPeriod> period, Instant now) {
            Signs was = of(device.value());
            return new Signs(
                    was.silenceLimit(),
                    was.link(),
                    was.linkSince(),
                    was.watchedSince(),
                    was.usable(),
                    was.heard(),
                    late.contains(device.value()));
        }
    }
}
