package org.vitalwire.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.messages.MqttPublishMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import org.vitalwire.gateway.association.TestLedgers;
import org.vitalwire.gateway.codec.NativeJsonCodec;
import org.vitalwire.gateway.codec.PayloadCodecs;
import org.vitalwire.gateway.device.RegisteredDevice;
import org.vitalwire.gateway.device.TestDevices;
import org.vitalwire.gateway.intake.ClockSettings;
import org.vitalwire.gateway.intake.Intake;
import org.vitalwire.gateway.status.DeviceStatuses;
import org.vitalwire.gateway.stream.Completions;
import org.vitalwire.gateway.stream.FakeKafka;
import org.vitalwire.gateway.stream.GatewayMeters;
import org.vitalwire.gateway.stream.RecordStream;

class AcknowledgementTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String GOOD =
            "{\"time\":\"2026-11-22T10:00:00Z\",\"values\":{\"spo2\":97}}";

    private final RegisteredDevice device = TestDevices.monitor("monitor-1");
    private final FakeKafka kafka = new FakeKafka();
    private final Queue<Runnable> eventLoop = new ArrayDeque<>();
    private final Queue<Runnable> certificateWork = new ArrayDeque<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Vertx vertx = Vertx.vertx();
    private final RecordStream stream = new RecordStream(kafka, 4, 100_000);

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void nothingIsAcknowledgedBeforeKafkaHasIt() {
        FakeEndpoint client = FakeEndpoint.version(5);
        DeviceConnection connection = connect(client);

        connection.published(message(1, GOOD));
        runEventLoop();
        assertThat(client.written()).isEmpty();

        kafka.acknowledge(0);
        runEventLoop();
        assertThat(client.written()).containsExactly("PUBACK 1 SUCCESS");
    }

    @Test
    void acknowledgementsKeepTheOrderOfArrival() {
        FakeEndpoint client = FakeEndpoint.version(5);
        DeviceConnection connection = connect(client);
        connection.published(message(1, "[" + GOOD + "," + GOOD + "]"));
        connection.published(message(2, GOOD));

        // Kafka has the second message and half of the first one.
        kafka.acknowledge(2, 0);
        runEventLoop();
        assertThat(client.written()).isEmpty();

        kafka.acknowledge(1);
        runEventLoop();
        assertThat(client.written()).containsExactly("PUBACK 1 SUCCESS", "PUBACK 2 SUCCESS");
    }

    @Test
    void aBatchIsAcknowledgedWhenAllOfItIsInKafka() {
        FakeEndpoint client = FakeEndpoint.version(5);
        DeviceConnection connection = connect(client);

        connection.published(message(1, "[" + GOOD + ",{\"time\":\"x\"}," + GOOD + "]"));
        kafka.acknowledge(2, 0);
        runEventLoop();
        assertThat(client.written()).isEmpty();

        kafka.acknowledge(1);
        runEventLoop();
        assertThat(client.written())
                .containsExactly("PUBACK 1 SUCCESS stored 2, rejected 1: MISSING_TIME 1007");
    }

    @Test
    void aPermanentRefusalIsToldOnceItIsInQuarantine() {
        FakeEndpoint client = FakeEndpoint.version(5);
        DeviceConnection connection = connect(client);

        connection.published(message(1, "garbage"));
        runEventLoop();
        assertThat(client.written()).isEmpty();

        kafka.acknowledge(0);
        runEventLoop();
        assertThat(client.written())
                .containsExactly(
                        "PUBACK 1 PAYLOAD_FORMAT_INVALID stored 0, rejected 1: UNDECODABLE 1001");
    }

    @Test
    void whatKafkaDidNotTakeIsNeverAcknowledgedNotEvenNegatively() {
        FakeEndpoint client = FakeEndpoint.version(5);
        DeviceConnection connection = connect(client);
        connection.published(message(1, GOOD));
        connection.published(message(2, GOOD));

        kafka.fail(0, new TimeoutException("away"));
        kafka.acknowledge(1);
        runEventLoop();

        assertThat(client.written()).containsExactly("DISCONNECT SERVER_BUSY");
        assertThat(stream.messages()).isZero();
        assertThat(stream.bytes()).isZero();
    }

    @Test
    void pastTheBoundTheConnectionIsClosedAndTheMessageNotTaken() {
        FakeEndpoint client = FakeEndpoint.version(5);
        DeviceConnection connection = connect(client);
        for (int i = 1; i <= 5; i++) {
            connection.published(message(i, GOOD));
        }
        runEventLoop();

        assertThat(client.written()).containsExactly("DISCONNECT SERVER_BUSY");
        assertThat(kafka.records()).isEqualTo(4);
        assertThat(stream.isFull()).isTrue();

        // What is under way arrives all the same, and makes room.
        kafka.acknowledgeAll();
        runEventLoop();
        assertThat(stream.messages()).isZero();
        assertThat(client.written()).hasSize(1);
    }

    @Test
    void anOldClientIsClosedWithoutWords() {
        FakeEndpoint client = FakeEndpoint.version(4);
        DeviceConnection connection = connect(client);
        for (int i = 1; i <= 5; i++) {
            connection.published(message(i, GOOD));
        }
        runEventLoop();

        assertThat(client.written()).containsExactly("CLOSE");
    }

    @Test
    void anOldClientGetsAPlainPubackForWhatIsInQuarantine() {
        FakeEndpoint client = FakeEndpoint.version(4);
        DeviceConnection connection = connect(client);

        connection.published(message(1, "garbage"));
        kafka.acknowledge(0);
        runEventLoop();

        assertThat(client.written()).containsExactly("PUBACK 1");
    }

    @Test
    void moreThanTheReceiveMaximumIsAProtocolError() {
        RecordStream roomy = new RecordStream(kafka, 1_000, 1_000_000);
        FakeEndpoint client = FakeEndpoint.version(5);
        DeviceConnection connection = connect(client, roomy);
        for (int i = 1; i <= 6; i++) {
            connection.published(message(i, GOOD));
        }
        runEventLoop();

        assertThat(client.written()).containsExactly("DISCONNECT RECEIVE_MAXIMUM_EXCEEDED");
    }

    @Test
    void qosZeroIsKeptWithoutAnswerAndDroppedWhenThereIsNoRoom() {
        FakeEndpoint client = FakeEndpoint.version(5);
        DeviceConnection connection = connect(client);
        for (int i = 0; i < 6; i++) {
            connection.published(message(0, GOOD, MqttQoS.AT_MOST_ONCE));
        }
        runEventLoop();

        assertThat(kafka.records()).isEqualTo(4);
        assertThat(client.written()).isEmpty();
        assertThat(meters.counter("vitalwire.gateway.messages.dropped").count()).isEqualTo(2);
    }

    @Test
    void qosTwoIsReceivedOnceItIsInKafkaAndCompletedOnRelease() {
        FakeEndpoint client = FakeEndpoint.version(4);
        DeviceConnection connection = connect(client);

        connection.published(message(3, GOOD, MqttQoS.EXACTLY_ONCE));
        runEventLoop();
        assertThat(client.written()).isEmpty();
        kafka.acknowledge(0);
        runEventLoop();
        connection.released(3);

        assertThat(client.written()).containsExactly("PUBREC 3", "PUBCOMP 3");
    }

    @Test
    void afterTheConnectionIsGoneNothingIsWritten() {
        FakeEndpoint client = FakeEndpoint.version(5);
        DeviceConnection connection = connect(client);
        connection.published(message(1, GOOD));
        client.gone();
        connection.closed();

        kafka.acknowledge(0);
        runEventLoop();

        assertThat(client.written()).isEmpty();
        assertThat(stream.messages()).isZero();
    }

    @Test
    void aRequestForACertificateIsAcknowledgedInItsTurnOnceItIsSettled() {
        FakeEndpoint client = FakeEndpoint.version(5);
        DeviceConnection connection = connect(client);
        connection.published(
                MqttPublishMessage.create(
                        1,
                        MqttQoS.AT_LEAST_ONCE,
                        false,
                        false,
                        "vitalwire/v1/monitor-1/certificate/request",
                        Buffer.buffer("request"),
                        MqttProperties.NO_PROPERTIES));
        connection.published(message(2, GOOD));
        kafka.acknowledge(0);
        runEventLoop();
        assertThat(client.written()).isEmpty();
        assertThat(stream.messages()).isEqualTo(1);

        certificateWork.remove().run();
        runEventLoop();

        assertThat(client.written())
                .containsExactly(
                        "PUBLISH vitalwire/v1/monitor-1/commands",
                        "PUBACK 1 IMPLEMENTATION_SPECIFIC_ERROR TRY_LATER",
                        "PUBACK 2 SUCCESS");
        assertThat(stream.messages()).isZero();
        assertThat(stream.bytes()).isZero();
    }

    private DeviceConnection connect(FakeEndpoint client) {
        return connect(client, stream);
    }

    private DeviceConnection connect(FakeEndpoint client, RecordStream into) {
        GatewayMeters gatewayMeters = new GatewayMeters(meters);
        DeviceStatuses statuses = new DeviceStatuses();
        ConnectedDevices connected = new ConnectedDevices();
        Intake intake =
                new Intake(
                        PayloadCodecs.of(List.of(new NativeJsonCodec())),
                        TestLedgers.of(device.id()),
                        new ClockSettings(
                                Duration.ofSeconds(60),
                                Duration.ofMinutes(2),
                                Duration.ofSeconds(2)),
                        256 * 1024);
        Presence presence =
                new Presence(
                        vertx,
                        connected,
                        new Sessions(new NoSessions(), () -> NOW, "gateway-0"),
                        statuses,
                        TestDevices.registry(device),
                        into,
                        () -> NOW);
        return new DeviceConnection(
                client.endpoint(),
                device,
                TestPresented.own(device.id().value(), NOW.plusSeconds(1_000)),
                new ConnectionServices(
                        settings(),
                        new Publications(intake, statuses, () -> NOW),
                        into,
                        gatewayMeters,
                        presence,
                        new CertificateDesk(
                                (id, present, request) -> {
                                    throw new IllegalStateException("no database");
                                },
                                (id, claim, request, sha256) -> {
                                    throw new IllegalStateException("no claims here");
                                },
                                certificateWork::add)),
                new Completions(eventLoop::add),
                0);
    }

    private void runEventLoop() {
        for (Runnable task = eventLoop.poll(); task != null; task = eventLoop.poll()) {
            task.run();
        }
    }

    private MqttPublishMessage message(int packetId, String payload) {
        return message(packetId, payload, MqttQoS.AT_LEAST_ONCE);
    }

    private MqttPublishMessage message(int packetId, String payload, MqttQoS qos) {
        return MqttPublishMessage.create(
                packetId,
                qos,
                false,
                false,
                device.readingsTopic(),
                Buffer.buffer(payload.getBytes(StandardCharsets.UTF_8)),
                MqttProperties.NO_PROPERTIES);
    }

    private static MqttSettings settings() {
        return new MqttSettings(
                "localhost",
                0,
                "localhost",
                0,
                1,
                5,
                5,
                DataSize.ofMegabytes(1),
                100,
                DataSize.ofMegabytes(1),
                DataSize.ofMegabytes(1),
                4,
                Duration.ofMinutes(5),
                Duration.ofDays(1),
                Duration.ofSeconds(10),
                "gateway-0");
    }
}
