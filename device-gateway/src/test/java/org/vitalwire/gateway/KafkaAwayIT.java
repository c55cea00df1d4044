package org.vitalwire.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.gateway.WireClient.Connect;
import org.vitalwire.testkit.SharedInfrastructure;

/** Kafka goes and comes back: a client's oracle is the set of its PUBACKs. */
class KafkaAwayIT {

    private static final int BUSY = 0x89;

    private final GatewayUnderTest gateway = GatewayUnderTest.shared();

    @Test
    void nothingIsAcknowledgedWhileKafkaIsAwayAndAllArrivesAfterwards() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("paho"));
        Set<Integer> sent = new TreeSet<>();
        Set<Integer> acknowledged = new ConcurrentSkipListSet<>();
        AtomicInteger whileAway = new AtomicInteger();
        try (PahoClient client = new PahoClient(device)) {
            for (int i = 1; i <= 20; i++) {
                client.publish(i, acknowledged);
                sent.add(i);
            }
            await().until(() -> acknowledged.size() == 20);

            SharedInfrastructure.kafka()
                    .whileStopped(() -> {
                        for (int i = 21; i <= 60; i++) {
                            client.publish(i, acknowledged);
                            sent.add(i);
                        }
                        // Longer than any batching: what Kafka had taken would be told by now.
                        await().during(Duration.ofSeconds(8))
                                .atMost(Duration.ofSeconds(15))
                                .until(() -> acknowledged.size() == 20);
                        assertThat(gateway.get("/actuator/health/readiness").status())
                                .isEqualTo(503);
                        whileAway.set(acknowledged.size());
                    });

            await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() == 60);
        }
        assertThat(whileAway).hasValue(20);
        assertThat(new TreeSet<>(stored(device))).isEqualTo(sent);
        assertThat(gateway.readings(device).stream().map(Reading::messageId).distinct())
                .as("one message id for each message, however often it came")
                .hasSameSizeAs(sent);
    }

    @Test
    void pastTheBoundClientsAreSentAwayAndLoseNothing() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("flood"));
        TestDevice late = gateway.enrol(GatewayUnderTest.freshId("late"));
        // Wide messages, so that 2 MB in flight are reached within the receive maximum of 50.
        List<String> payloads =
                java.util.stream.IntStream.range(0, 40).mapToObj(i -> batch(i, 900)).toList();
        SharedInfrastructure.kafka()
                .whileStopped(() -> {
                    try (WireClient client = resuming(device)) {
                        assertThat(sendUntilSentAway(client, device, payloads)).isEqualTo(BUSY);
                        try (WireClient next = WireClient.open(late.tls(), late.port(), 5)) {
                            assertThat(
                                            next.connect(Connect.as(late.id()))
                                                            .variableHeader()
                                                            .connectReturnCode()
                                                            .byteValue()
                                                    & 0xFF)
                                    .isEqualTo(BUSY);
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });

        // As a client does: it comes back for its session and sends all that has no PUBACK.
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    try (WireClient client = resuming(device)) {
                        for (int i = 0; i < payloads.size(); i++) {
                            client.publish(
                                    i + 1,
                                    device.topic(),
                                    payloads.get(i).getBytes(StandardCharsets.UTF_8),
                                    1,
                                    new io.netty.handler.codec.mqtt.MqttProperties(),
                                    true,
                                    false);
                            assertThat(client.reply().reason()).isZero();
                        }
                    }
                });
        assertThat(gateway.readings(device).stream().map(Reading::messageId).distinct())
                .hasSize(40 * 900);
    }

    private static WireClient resuming(TestDevice device) throws IOException {
        WireClient client = WireClient.open(device.tls(), device.port(), 5);
        byte code =
                client.connect(Connect.as(device.id()).resuming(3_600))
                        .variableHeader()
                        .connectReturnCode()
                        .byteValue();
        if (code != 0) {
            throw new IOException("refused with " + code);
        }
        return client;
    }

    private static int sendUntilSentAway(
            WireClient client, TestDevice device, List<String> payloads) {
        try {
            for (int i = 0; i < payloads.size(); i++) {
                client.publish(i + 1, device.topic(), payloads.get(i));
            }
        } catch (UncheckedIOException closedWhileWriting) {
            // The reason may still stand in the socket.
        }
        return client.disconnected();
    }

    private static String batch(int number, int readings) {
        Instant now = Instant.now();
        StringBuilder batch = new StringBuilder("[");
        for (int i = 0; i < readings; i++) {
            batch.append(i == 0 ? "" : ",")
                    .append("{\"time\":\"")
                    .append(now.minusMillis(number * 1_000L + i))
                    .append("\",\"seq\":")
                    .append(number * readings + i)
                    .append(",\"boot\":\"b1\",\"values\":{\"heart-rate\":70}}");
        }
        return batch.append(']').toString();
    }

    private Set<Integer> stored(TestDevice device) {
        Set<Integer> stored = new LinkedHashSet<>();
        for (Reading reading : gateway.readings(device)) {
            stored.add((int) reading.value(VitalSign.HEART_RATE).orElseThrow().value());
        }
        return stored;
    }

    /** Eclipse Paho as devices use it. */
    private static final class PahoClient implements AutoCloseable {
        private final MqttAsyncClient client;
        private final TestDevice device;

        PahoClient(TestDevice device) throws Exception {
            this.device = device;
            client =
                    new MqttAsyncClient(
                            "ssl://localhost:" + device.port(),
                            device.id(),
                            new MemoryPersistence());
            MqttConnectionOptions options = new MqttConnectionOptions();
            options.setSocketFactory(device.tls().getSocketFactory());
            options.setCleanStart(false);
            options.setSessionExpiryInterval(3_600L);
            options.setAutomaticReconnect(true);
            options.setAutomaticReconnectDelay(1, 2);
            client.connect(options).waitForCompletion(10_000);
        }

        void publish(int number, Set<Integer> acknowledged) {
            String payload =
                    "{\"time\":\"%s\",\"seq\":%d,\"values\":{\"heart-rate\":%d}}"
                            .formatted(Instant.now(), number, number);
            try {
                client.publish(
                        device.topic(),
                        payload.getBytes(StandardCharsets.UTF_8),
                        1,
                        false,
                        null,
                        new MqttActionListener() {
                            @Override
                            public void onSuccess(IMqttToken token) {
                                acknowledged.add(number);
                            }

                            @Override
                            public void onFailure(IMqttToken token, Throwable failure) {
                                throw new IllegalStateException(failure);
                            }
                        });
            } catch (org.eclipse.paho.mqttv5.common.MqttException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws Exception {
            client.disconnectForcibly(0, 1_000, false);
            client.close();
        }
    }
}
