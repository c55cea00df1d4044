package org.vitalwire.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.vitalwire.simulator.device.ConnectionSettings;
import org.vitalwire.simulator.device.DeviceConnection;
import org.vitalwire.simulator.device.EnrolledDevice;
import org.vitalwire.simulator.device.ReadingMessage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A device that was enrolled by {@code device add} and speaks MQTT 5 over mTLS. */
final class Publisher implements AutoCloseable {

    private final EnrolledDevice device;
    private final DeviceConnection connection;
    private final ConcurrentMap<Instant, Integer> pubacks = new ConcurrentHashMap<>();
    private final AtomicInteger sent = new AtomicInteger();
    // Counted apart: two messages of one millisecond share their key above.
    private final AtomicInteger acknowledged = new AtomicInteger();

    private Publisher(EnrolledDevice device) throws IOException, GeneralSecurityException {
        this.device = device;
        this.connection =
                DeviceConnection.open(
                        device,
                        ConnectionSettings.DEFAULT.withBuffered(20_000),
                        (message, code) -> {
                            pubacks.put(message.measured(), code);
                            acknowledged.incrementAndGet();
                        });
    }

    /** Enrols the device by the command line, on the patient. */
    static Publisher enrol(RunningPlatform platform, String id, String patient) {
        RunningPlatform.Said said =
                platform.run(
                        "device",
                        "add",
                        id,
                        "--model",
                        "bedside-monitor",
                        "--patient",
                        patient,
                        "--from",
                        "2020-01-01T00:00:00Z",
                        "--json");
        assertThat(said.exit()).as(said.err()).isZero();
        try {
            return new Publisher(parse(said.out()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static EnrolledDevice parse(String json) {
        JsonNode node = JsonMapper.shared().readTree(json);
        return new EnrolledDevice(
                node.get("id").asString(),
                Path.of(node.get("caFile").asString()),
                Path.of(node.get("certFile").asString()),
                Path.of(node.get("keyFile").asString()),
                node.get("topic").asString(),
                node.get("host").asString(),
                node.get("port").asInt());
    }

    EnrolledDevice device() {
        return device;
    }

    /** Takes the payload into the device's buffer; it is sent until it is acknowledged. */
    void send(Instant measured, String payload) {
        sent.incrementAndGet();
        try {
            connection.put(
                    new ReadingMessage(measured, payload.getBytes(StandardCharsets.UTF_8), 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void sendValues(Instant measured, String values) {
        send(measured, "{\"time\":\"%s\",\"values\":{%s}}".formatted(measured, values));
    }

    void awaitAcknowledged(Duration atMost) {
        await("everything acknowledged")
                .atMost(atMost)
                .until(() -> acknowledged.get() == sent.get());
    }

    /** Measured times of what the platform took, by PUBACK below 0x80. */
    Set<Instant> taken() {
        return pubacks.entrySet().stream()
                .filter(entry -> entry.getValue() < 0x80)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    int reasonCode(Instant measured) {
        return pubacks.getOrDefault(measured, -1);
    }

    int acknowledged() {
        return acknowledged.get();
    }

    @Override
    public void close() {
        connection.close();
    }
}
