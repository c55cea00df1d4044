package org.vitalwire.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.messages.MqttPublishMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Finding.Phase;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.id.Canary;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestCertificates;
import org.vitalwire.testkit.TestMqttServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The part of the chain that other services are: an MQTT endpoint that demands a certificate, and
 * findings as analytics tells them by the canary's policy. Either can be broken.
 */
final class CanaryWay implements AutoCloseable {

    private final TestCertificates certificates = TestCertificates.newAuthority();
    private volatile boolean takes = true;
    private volatile boolean finds = true;
    private volatile @Nullable Finding last;
    private final TestMqttServer server = new TestMqttServer(certificates, this::accept);

    int port() {
        return server.port();
    }

    /** What the canary's device shows. */
    TestCertificates.PemFiles enrol(Path directory) {
        return certificates.writePem(
                directory, Canary.DEVICE.value(), certificates.device(Canary.DEVICE.value()));
    }

    /** Whether the gateway acknowledges. */
    void take(boolean on) {
        takes = on;
    }

    /** Whether analytics tells of what it was given. */
    void find(boolean on) {
        finds = on;
    }

    @Override
    public void close() {
        server.close();
    }

    private void accept(MqttEndpoint endpoint) {
        endpoint.publishAutoAck(false);
        endpoint.publishHandler(message -> take(endpoint, message));
        endpoint.accept(false);
    }

    private void take(MqttEndpoint endpoint, MqttPublishMessage message) {
        assertThat(message.topicName()).isEqualTo("vitalwire/v1/vitalwire-canary/readings");
        if (!takes) {
            return;
        }
        endpoint.publishAcknowledge(message.messageId());
        if (finds) {
            JsonNode reading =
                    JsonMapper.shared()
                            .readTree(message.payload().toString(StandardCharsets.UTF_8));
            Thread.ofVirtual().start(() -> tell(reading));
        }
    }

    private synchronized void tell(JsonNode reading) {
        Instant at = Instant.parse(reading.get("time").asString());
        int value = reading.at("/values/glucose").asInt();
        Finding ending = last;
        if (ending != null) {
            publish(
                    finding(
                            ending.findingId(),
                            ending.condition(),
                            Phase.ENDED,
                            ending.startedAt(),
                            at,
                            value));
        }
        Finding begun =
                finding(
                        "f-" + UUID.randomUUID(),
                        value == Canary.TICK ? "canary-tick" : "canary-tock",
                        Phase.STARTED,
                        at,
                        at,
                        value);
        publish(begun);
        last = begun;
    }

    private static Finding finding(
            String id, String condition, Phase phase, Instant startedAt, Instant at, int value) {
        return new Finding(
                id,
                Canary.PATIENT,
                condition,
                phase,
                Priority.LOW,
                startedAt,
                at,
                "Canary",
                "",
                List.of(new Finding.Evidence(VitalSign.GLUCOSE, value, at)),
                false,
                true,
                "m-" + at.toEpochMilli(),
                Instant.now());
    }

    private static void publish(Finding finding) {
        SharedInfrastructure.kafka()
                .probe()
                .produce(
                        EventCodecs.FINDING.topic().topicName(),
                        finding.patientId().value(),
                        EventCodecs.FINDING.encode(finding),
                        java.util.Map.of());
    }
}
