package org.vitalwire.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.vitalwire.gateway.WireClient.Connect;
import tools.jackson.databind.JsonNode;

class FleetIT {

    private final GatewayUnderTest gateway = GatewayUnderTest.shared();

    @Test
    void aDeviceIsSeenComingSpeakingAndBeingLost() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("fleet"));
        gateway.associate(device.id(), "pat-" + device.id());
        assertThat(row(device).path("connection").stringValue()).isEqualTo("NEVER");

        WireClient client = WireClient.open(device.tls(), device.port(), 5);
        client.connect(Connect.as(device.id()).withKeepAlive(1));
        client.publish(1, device.statusTopic(), "{\"battery\":87,\"firmware\":\"2.1\"}");
        assertThat(client.reply().reason()).isZero();
        client.publish(
                2,
                device.topic(),
                "{\"time\":\"%s\",\"seq\":1,\"boot\":\"b1\",\"values\":{\"heart-rate\":72}}"
                        .formatted(Instant.now()));
        assertThat(client.reply().reason()).isZero();

        JsonNode online = row(device);
        assertThat(online.path("connection").stringValue()).isEqualTo("ONLINE");
        assertThat(online.path("batteryPercent").doubleValue()).isEqualTo(87);
        assertThat(online.path("firmware").stringValue()).isEqualTo("2.1");
        assertThat(online.path("patientId").stringValue()).isEqualTo("pat-" + device.id());
        assertThat(online.path("silence").isNull()).isTrue();
        assertThat(online.path("lastSeenAt").isNull()).isFalse();
        Instant since = Instant.parse(online.path("since").stringValue());

        // It says nothing more. Its keep-alive is a second: it is lost after one and a half.
        await().atMost(Duration.ofSeconds(10))
                .until(() -> row(device).path("connection").stringValue().equals("LOST"));
        Instant lost = Instant.parse(row(device).path("since").stringValue());
        assertThat(Duration.between(since, lost)).isLessThan(Duration.ofSeconds(5));
        await().atMost(Duration.ofSeconds(20)).until(() -> !row(device).path("silence").isNull());
        assertThat(row(device).path("silence").path("cause").stringValue()).isEqualTo("device-off");
        // The ledger of what was received is written now and then.
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(row(device).path("received").longValue()).isEqualTo(1));
        client.close();
    }

    @Test
    void onlyThoseWhoLookAfterDevicesSeeTheFleet() {
        assertThat(gateway.get("clinician", "/api/v1/fleet").status()).isEqualTo(403);
        assertThat(gateway.get("auditor", "/api/v1/fleet").status()).isEqualTo(200);
    }

    private JsonNode row(TestDevice device) {
        for (JsonNode row : gateway.get("operator", "/api/v1/fleet").json()) {
            if (row.path("id").stringValue().equals(device.id())) {
                return row;
            }
        }
        throw new AssertionError("not in the fleet");
    }
}
