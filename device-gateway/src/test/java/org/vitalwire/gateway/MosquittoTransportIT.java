package org.vitalwire.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.junit.jupiter.api.Test;
import org.vitalwire.testkit.NeedsProgram;
import tools.jackson.databind.JsonNode;

/** Somebody else's broker keeps the contract, as far as it goes on the gateway's side of it. */
@NeedsProgram("mosquitto")
class MosquittoTransportIT extends TransportContract {

    private final TestBroker broker = gateway.broker().orElseThrow();

    @Override
    Sender connect(TestDevice device) {
        return new Publishing(device.id());
    }

    @Test
    void whoIsNoDeviceIsQuarantinedUntilItIsOne() {
        String id = GatewayUnderTest.freshId("stranger");
        String topic = "vitalwire/v1/" + id + "/readings";
        try (Sender sender = new Publishing(id)) {
            sender.publish(topic, reading(97));
            await().atMost(Duration.ofSeconds(30)).until(() -> sender.acknowledged() == 1);
        }
        JsonNode rejection = gateway.awaitRejection(id, "UNKNOWN_DEVICE");
        TestDevice device = gateway.enrol(id);
        assertThat(gateway.readings(device)).isEmpty();

        JsonNode replayed =
                gateway.post(
                                "operator",
                                "/api/v1/rejections/%s/replay"
                                        .formatted(rejection.path("id").stringValue()),
                                Map.of())
                        .json();

        assertThat(replayed.path("outcome").stringValue()).isEqualTo("ACCEPTED");
        assertThat(gateway.readings(device)).hasSize(1);
    }

    @Test
    void aBrokerThatRestartsGetsItsSubscriberBack() {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("restarted"));
        double before = meter("connections");

        broker.restart();

        // Mosquitto forgets shared subscriptions when it restarts: until we are back, it has
        // nobody to keep messages for.
        await().atMost(Duration.ofSeconds(30)).until(() -> meter("connections") > before);
        assertThat(meter("connected")).isEqualTo(1);
        try (Sender sender = connect(device)) {
            sender.publish(device.topic(), reading(97));
            await().atMost(Duration.ofSeconds(30)).until(() -> sender.acknowledged() == 1);
        }
        assertThat(gateway.readings(device)).hasSize(1);
    }

    private double meter(String name) {
        return gateway.get("operator", "/actuator/metrics/vitalwire.gateway.broker." + name)
                .json()
                .at("/measurements/0/value")
                .doubleValue();
    }

    private final class Publishing implements Sender {
        private final MqttAsyncClient client;
        private final int before = broker.acknowledgements();

        Publishing(String user) {
            try {
                client = new MqttAsyncClient(broker.uri(), user, new MemoryPersistence());
                MqttConnectionOptions options = new MqttConnectionOptions();
                options.setUserName(user);
                client.connect(options).waitForCompletion(10_000);
            } catch (MqttException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void publish(String topic, String payload) {
            MqttMessage message = new MqttMessage(payload.getBytes(StandardCharsets.UTF_8));
            message.setQos(1);
            try {
                client.publish(topic, message).waitForCompletion(10_000);
            } catch (MqttException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public int acknowledged() {
            return broker.acknowledgements() - before;
        }

        @Override
        public void close() {
            try {
                client.disconnectForcibly(0, 1_000, true);
                client.close();
            } catch (MqttException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
