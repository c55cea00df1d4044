package org.vitalwire.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.testkit.SharedInfrastructure;

/** What a device may count on, whichever way its messages come. */
abstract class TransportContract {

    private static final Duration SOON = Duration.ofSeconds(30);

    final GatewayUnderTest gateway = GatewayUnderTest.shared();

    /** A device that publishes at QoS 1. */
    interface Sender extends AutoCloseable {

        void publish(String topic, String payload);

        /** How many of its messages the gateway has acknowledged. */
        int acknowledged();

        @Override
        void close();
    }

    abstract Sender connect(TestDevice device);

    @Test
    void whatIsAcknowledgedIsInKafka() {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("contract"));
        try (Sender sender = connect(device)) {
            sender.publish(device.topic(), reading(97));
            await().atMost(SOON).until(() -> sender.acknowledged() == 1);

            assertThat(gateway.readings(device)).hasSize(1);
        }
    }

    @Test
    void nothingIsAcknowledgedWhileKafkaIsAway() {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("away"));
        try (Sender sender = connect(device)) {
            SharedInfrastructure.kafka()
                    .whileStopped(() -> {
                        for (int i = 1; i <= 5; i++) {
                            sender.publish(device.topic(), reading(90 + i));
                        }
                        // Longer than any batching.
                        await().during(Duration.ofSeconds(2))
                                .atMost(SOON)
                                .until(() -> sender.acknowledged() == 0);
                    });
            await().atMost(Duration.ofSeconds(60)).until(() -> sender.acknowledged() == 5);
        }
        assertThat(gateway.readings(device).stream().map(Reading::messageId).distinct()).hasSize(5);
    }

    @Test
    void sentAgainItIsTheSameMessage() {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("again"));
        String reading = reading(97);
        try (Sender sender = connect(device)) {
            sender.publish(device.topic(), reading);
            await().atMost(SOON).until(() -> sender.acknowledged() == 1);
        }
        try (Sender sender = connect(device)) {
            sender.publish(device.topic(), reading);
            await().atMost(SOON).until(() -> sender.acknowledged() == 1);
        }

        assertThat(gateway.readings(device)).hasSize(2);
        assertThat(gateway.readings(device).stream().map(Reading::messageId).distinct()).hasSize(1);
    }

    @Test
    void poisonIsQuarantinedAndItsNeighboursPass() {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("poisoned"));
        try (Sender sender = connect(device)) {
            sender.publish(device.topic(), reading(96));
            sender.publish(device.topic(), "garbage");
            sender.publish(device.topic(), reading(95));
            await().atMost(SOON).until(() -> sender.acknowledged() == 3);
        }

        gateway.awaitRejection(device.id(), "UNDECODABLE");
        assertThat(gateway.readings(device))
                .extracting(reading -> reading.values().getFirst().value())
                .containsExactlyInAnyOrder(96.0, 95.0);
    }

    @Test
    void anotherDevicesTopicIsNotToBeHad() {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("nosy"));
        TestDevice other = gateway.enrol(GatewayUnderTest.freshId("victim"));
        try (Sender sender = connect(device)) {
            sender.publish(other.topic(), reading(11));
            sender.publish(device.topic(), reading(97));
            await().atMost(SOON).until(() -> !gateway.readings(device).isEmpty());
        }

        assertThat(gateway.readings(other)).isEmpty();
    }

    static String reading(int spo2) {
        return "{\"time\":\"%s\",\"values\":{\"spo2\":%d}}".formatted(Instant.now(), spo2);
    }
}
