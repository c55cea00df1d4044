package org.vitalwire.simulator.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vitalwire.simulator.fake.FakeGateway;
import org.vitalwire.simulator.fake.FakeGateway.Answer;
import org.vitalwire.testkit.TestCertificates;

@Timeout(60)
class DeviceConnectionIT {

    private static final ConnectionSettings SETTINGS =
            new ConnectionSettings(
                    16,
                    500,
                    Duration.ofSeconds(30),
                    Duration.ofHours(1),
                    Duration.ofSeconds(10),
                    Duration.ofMillis(50),
                    Duration.ofMillis(200));

    @TempDir Path folder;
    private final TestCertificates certificates = TestCertificates.newAuthority();
    private FakeGateway gateway;
    private final AcknowledgedTimes times = new AcknowledgedTimes();

    @BeforeEach
    void start() {
        gateway = new FakeGateway(certificates);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void deliversEverythingInOrderOnASessionThatOutlivesTheConnection() throws Exception {
        try (DeviceConnection connection = open(certificates)) {
            offer(connection, 0, 300);

            assertThat(connection.awaitDelivered(Duration.ofSeconds(30))).isTrue();
            assertThat(payloads(gateway.acknowledged())).isEqualTo(numbers(0, 300));
            assertThat(connection.counts().sent()).isEqualTo(300);
            assertThat(connection.counts().acknowledged()).isEqualTo(300);
            assertThat(connection.counts().resent()).isZero();
            assertThat(times.times()).hasSize(300);
            assertThat(gateway.cleanStarts()).containsExactly(false);
        }
    }

    @Test
    void neverHasMoreInFlightThanTheServerAllows() throws Exception {
        gateway.allowInFlight(5);
        gateway.behave(arrival -> Answer.WITHHOLD);
        try (DeviceConnection connection = open(certificates)) {
            offer(connection, 0, 50);
            await().until(() -> gateway.arrivals().size() >= 5);
            assertThat(connection.awaitDelivered(Duration.ofMillis(500))).isFalse();

            assertThat(gateway.arrivals()).hasSize(5);
            assertThat(connection.counts().acknowledged()).isZero();
        }
    }

    @Test
    void whatWasNotAcknowledgedIsSentAgainAsTheSameBytes() throws Exception {
        AtomicBoolean healthy = new AtomicBoolean();
        AtomicInteger seen = new AtomicInteger();
        gateway.behave(arrival ->
                healthy.get() || seen.incrementAndGet() <= 20
                        ? Answer.ACKNOWLEDGE
                        : Answer.WITHHOLD);
        try (DeviceConnection connection = open(certificates)) {
            offer(connection, 0, 200);
            await().until(() -> gateway.arrivals().size() == 20 + SETTINGS.inFlight());
            healthy.set(true);
            gateway.dropConnections();

            assertThat(connection.awaitDelivered(Duration.ofSeconds(30))).isTrue();
            assertThat(payloads(gateway.acknowledged())).isEqualTo(numbers(0, 200));
            assertThat(connection.counts().resent()).isEqualTo(SETTINGS.inFlight());
            assertThat(connection.counts().sent()).isEqualTo(200);
            assertThat(connection.counts().acknowledged()).isEqualTo(200);
            assertThat(times.times()).hasSize(200);
            assertThat(connection.counts().connections()).isEqualTo(2);
        }
    }

    @Test
    void aRefusedReadingIsCountedAndNotSentAgain() throws Exception {
        gateway.behave(
                arrival -> arrival.payload().equals("3") ? Answer.REFUSE : Answer.ACKNOWLEDGE);
        try (DeviceConnection connection = open(certificates)) {
            offer(connection, 0, 6);

            assertThat(connection.awaitDelivered(Duration.ofSeconds(20))).isTrue();
            assertThat(connection.counts().acknowledged()).isEqualTo(5);
            assertThat(connection.counts().refused())
                    .containsExactlyEntriesOf(java.util.Map.of(0x99, 1L));
            assertThat(times.times()).doesNotContain(Instant.ofEpochSecond(3));
            assertThat(gateway.arrivals()).hasSize(6);
        }
    }

    @Test
    void offTheNetworkItKeepsItsReadingsAndSendsThemAfterwards() throws Exception {
        try (DeviceConnection connection = open(certificates)) {
            await().until(() -> gateway.isConnected("device"));
            connection.setOnline(false);
            await().until(() -> !gateway.isConnected("device"));
            offer(connection, 0, 20);
            assertThat(connection.awaitDelivered(Duration.ofMillis(300))).isFalse();
            assertThat(gateway.arrivals()).isEmpty();

            connection.setOnline(true);

            assertThat(connection.awaitDelivered(Duration.ofSeconds(20))).isTrue();
            assertThat(payloads(gateway.acknowledged())).isEqualTo(numbers(0, 20));
        }
    }

    @Test
    void aFullBufferRefusesAndCounts() throws Exception {
        gateway.behave(arrival -> Answer.WITHHOLD);
        try (DeviceConnection connection = open(certificates)) {
            offer(connection, 0, 500);

            assertThat(connection.offer(message(500))).isFalse();
            assertThat(connection.counts().overflowed()).isEqualTo(1);
            assertThat(connection.owed()).isEqualTo(500);
        }
    }

    @Test
    void aStrangersCertificateNeverGetsIn() throws Exception {
        try (DeviceConnection connection = open(TestCertificates.newAuthority())) {
            connection.offer(message(1));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> connection.counts().connectionFailures() > 1);

            assertThat(connection.counts().connections()).isZero();
            assertThat(gateway.arrivals()).isEmpty();
        }
    }

    @Test
    void closingEndsTheConnectionPolitely() throws Exception {
        AtomicBoolean connected = new AtomicBoolean();
        try (DeviceConnection connection = open(certificates)) {
            offer(connection, 0, 3);
            connected.set(connection.awaitDelivered(Duration.ofSeconds(20)));
        }
        assertThat(connected).isTrue();
        await().until(() -> !gateway.isConnected("device"));
    }

    private DeviceConnection open(TestCertificates authority) throws Exception {
        TestCertificates.PemFiles files =
                authority.writePem(folder, "device", authority.device("device"));
        Path ca = certificates.writePem(folder.resolve("ca"), "x", certificates.server()).ca();
        return DeviceConnection.open(
                new EnrolledDevice(
                        "device",
                        ca,
                        files.certificate(),
                        files.key(),
                        "vitalwire/v1/device/readings",
                        "localhost",
                        gateway.port()),
                SETTINGS,
                times);
    }

    private static void offer(DeviceConnection connection, int from, int to) {
        IntStream.range(from, to).forEach(i -> connection.offer(message(i)));
    }

    private static ReadingMessage message(int i) {
        return new ReadingMessage(
                Instant.ofEpochSecond(i), Integer.toString(i).getBytes(StandardCharsets.UTF_8), 1);
    }

    private static List<String> payloads(List<FakeGateway.Arrival> arrivals) {
        return arrivals.stream().map(FakeGateway.Arrival::payload).toList();
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }
}
