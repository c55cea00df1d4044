package org.vitalwire.gateway.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.AssociationHistory;
import org.vitalwire.contracts.event.DeviceEvent;
import org.vitalwire.contracts.event.DeviceEvent.Phase;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.event.DeviceStatus;
import org.vitalwire.contracts.event.DeviceStatus.Connection;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.gateway.association.AssociationLedger;
import org.vitalwire.gateway.association.TestLedgers;
import org.vitalwire.gateway.continuity.Arrivals;
import org.vitalwire.gateway.device.RegisteredDevice;
import org.vitalwire.gateway.device.TestDevices;
import org.vitalwire.gateway.event.TestConditions;
import org.vitalwire.gateway.intake.Traffic;
import org.vitalwire.gateway.status.Signs.Link;
import org.vitalwire.testkit.MutableClock;

/** A gateway that comes back: 200 devices were connected when it went. */
class WatchedFleetTest {

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
    private final Set<String> connected = new HashSet<>();
    private final DeviceStatuses statuses = new DeviceStatuses();
    private final List<RegisteredDevice> devices =
            IntStream.range(0, 200)
                    .mapToObj(number -> TestDevices.monitor("monitor-" + number))
                    .toList();
    private final WatchedFleet fleet = fleet();
    private final TestConditions conditions = new TestConditions(clock);
    private final SilenceWatch watch =
            new SilenceWatch(fleet, conditions.conditions(), SETTINGS, "gateway-0");

    @Test
    void thoseThatDoNotComeBackAreOneIncidentAndNotTwoHundred() {
        allWereOnline();
        connected.addAll(ids(0, 100));

        look(1);
        assertThat(link("monitor-1")).isEqualTo(Link.ONLINE);
        assertThat(link("monitor-150")).isEqualTo(Link.AWAITED);
        look(60);
        assertThat(conditions.told())
                .filteredOn(event -> event.kind() != DeviceEventKind.DEVICE_SILENT)
                .isEmpty();

        look(5);
        look(6);
        look(600);
        assertThat(conditions.told())
                .filteredOn(event -> event.kind() != DeviceEventKind.DEVICE_SILENT)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.kind()).isEqualTo(DeviceEventKind.DEVICES_LOST_TOGETHER);
                    assertThat(event.devices()).hasSize(100);
                });

        connected.addAll(ids(100, 200));
        look(1);
        assertThat(conditions.told())
                .filteredOn(event -> event.kind() == DeviceEventKind.DEVICES_LOST_TOGETHER)
                .extracting(DeviceEvent::phase)
                .containsExactly(Phase.ENDED);
    }

    @Test
    void aRestartThatAllSurviveIsNothingToTell() {
        allWereOnline();
        look(1);
        connected.addAll(ids(0, 200));
        look(20);

        assertThat(conditions.told()).isEmpty();
    }

    @Test
    void whoWasLostBeforeTheRestartIsLostSinceThen() {
        Instant lost = clock.instant().minusSeconds(3_600);
        statuses.remember(status("monitor-1", Connection.LOST, lost));

        Signs signs = fleet.signs(new DeviceId("monitor-1"), Optional.empty(), clock.instant());

        assertThat(signs.link()).isEqualTo(Link.LOST);
        assertThat(signs.linkSince()).isEqualTo(lost);
    }

    private void look(long secondsLater) {
        watch.look(clock.advance(Duration.ofSeconds(secondsLater)));
    }

    private Link link(String id) {
        return fleet.signs(new DeviceId(id), Optional.empty(), clock.instant()).link();
    }

    private void allWereOnline() {
        Instant before = clock.instant().minusSeconds(600);
        devices.forEach(device ->
                statuses.remember(status(device.id().value(), Connection.ONLINE, before)));
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(number -> "monitor-" + number).toList();
    }

    private static DeviceStatus status(String id, Connection connection, Instant at) {
        return new DeviceStatus(
                new DeviceId(id),
                "bedside-monitor",
                connection,
                at,
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private WatchedFleet fleet() {
        return new WatchedFleet(
                TestDevices.registry(devices.toArray(RegisteredDevice[]::new)),
                ledger(),
                statuses,
                new Traffic(),
                new Arrivals(clock),
                connected::contains,
                SETTINGS,
                clock.instant());
    }

    private AssociationLedger ledger() {
        return TestLedgers.of(
                devices.stream()
                        .map(device ->
                                new AssociationHistory(
                                        device.id(),
                                        List.of(
                                                TestLedgers.period(
                                                        "pat-" + device.id().value(),
                                                        Instant.parse("2020-01-01T00:00:00Z"),
                                                        null))))
                        .toList());
    }
}
