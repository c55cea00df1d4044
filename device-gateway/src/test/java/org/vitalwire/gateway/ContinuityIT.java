package org.vitalwire.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ContinuityIT {

    private final GatewayUnderTest gateway = GatewayUnderTest.shared();

    @Test
    void theLedgerTellsWhichMessagesAreMissingAndForgetsThemWhenTheyCome() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("counting"));
        try (WireClient client = WireClient.connect(device, 5)) {
            for (int number : new int[] {1, 2, 5, 5, 9}) {
                publish(client, device, "b1", number);
            }

            JsonNode boot = awaitBoot(device, 5);
            assertThat(boot.path("boot").stringValue()).isEqualTo("b1");
            assertThat(boot.path("firstSequence").longValue()).isEqualTo(1);
            assertThat(boot.path("lastSequence").longValue()).isEqualTo(9);
            assertThat(boot.path("expected").longValue()).isEqualTo(9);
            assertThat(boot.path("received").longValue()).isEqualTo(4);
            assertThat(boot.path("duplicates").longValue()).isEqualTo(1);
            assertThat(boot.path("gaps")).hasSize(2);
            assertThat(boot.path("gaps").get(0).path("from").longValue()).isEqualTo(3);
            assertThat(boot.path("gaps").get(0).path("to").longValue()).isEqualTo(4);
            assertThat(boot.path("gaps").get(0).path("count").longValue()).isEqualTo(2);

            // As from a device's own memory after an outage: a batch, on another patient's key.
            gateway.associate(device.id(), "pat-" + device.id());
            for (int number : new int[] {3, 4, 6, 7, 8}) {
                publish(client, device, "b1", number);
            }
            assertThat(awaitBoot(device, 0).path("received").longValue()).isEqualTo(9);

            publish(client, device, "b2", 1);
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            gateway.get(
                                                    "charge-nurse",
                                                    "/api/v1/device-events?kind=rebooted&device="
                                                            + device.id())
                                            .json()
                                            .size()
                                    == 1);
        }
    }

    @Test
    void whatWasRefusedIsNotCalledMissing() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("refused"));
        try (WireClient client = WireClient.connect(device, 5)) {
            publish(client, device, "b1", 1);
            client.publish(2, device.topic(), reading(2, "1999-01-01T00:00:00Z", "72"));
            assertThat(client.reply().reason()).isEqualTo(0x99);
            // In a batch: one is refused whole, of one only a value.
            client.publish(
                    3,
                    device.topic(),
                    "[%s,%s]"
                            .formatted(
                                    reading(3, Instant.now().toString(), "null"),
                                    reading(4, Instant.now().toString(), "72,\"nonsense\":1")));
            assertThat(client.reply().reason()).isZero();
            publish(client, device, "b1", 9);
        }

        JsonNode boot = awaitBoot(device, 4);
        assertThat(boot.path("expected").longValue()).isEqualTo(9);
        assertThat(boot.path("received").longValue()).isEqualTo(3);
        assertThat(boot.path("refused").longValue()).isEqualTo(2);
        assertThat(boot.path("duplicates").longValue()).isZero();
        assertThat(boot.path("gaps")).hasSize(1);
        assertThat(boot.path("gaps").get(0).path("from").longValue()).isEqualTo(5);
    }

    @Test
    void onlyOperatorsLookAtTheLedgerAndOnlyOfDevicesThatThereAre() {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("roles"));
        String path = "/api/v1/devices/%s/continuity".formatted(device.id());

        assertThat(gateway.get("operator", path).json().path("boots")).isEmpty();
        assertThat(gateway.get("clinician", path).status()).isEqualTo(403);
        assertThat(gateway.get("operator", "/api/v1/devices/nobody/continuity").status())
                .isEqualTo(404);
        assertThat(gateway.get("clinician", "/api/v1/device-events").status()).isEqualTo(403);
        assertThat(gateway.get("operator", "/api/v1/device-events?kind=nonsense").status())
                .isEqualTo(400);
    }

    private JsonNode awaitBoot(TestDevice device, long missing) {
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        !boots(device).isEmpty()
                                && boots(device).get(0).path("lastSequence").longValue() == 9
                                && boots(device).get(0).path("missing").longValue() == missing);
        return boots(device).get(0);
    }

    private JsonNode boots(TestDevice device) {
        return gateway.get("operator", "/api/v1/devices/%s/continuity".formatted(device.id()))
                .json()
                .path("boots");
    }

    private static void publish(WireClient client, TestDevice device, String boot, int number) {
        client.publish(
                number,
                device.topic(),
                """
                {"time":"%s","seq":%d,"boot":"%s","values":{"heart-rate":72}}\
                """
                        .formatted(Instant.now(), number, boot));
        assertThat(client.reply().reason()).isZero();
    }

    private static String reading(int number, String time, String heartRate) {
        return """
        {"time":"%s","seq":%d,"boot":"b1","values":{"heart-rate":%s}}\
        """
                .formatted(time, number, heartRate);
    }
}
