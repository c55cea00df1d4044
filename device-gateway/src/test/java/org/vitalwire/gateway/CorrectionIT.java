package org.vitalwire.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.AssociationHistory;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.gateway.GatewayUnderTest.Answer;
import tools.jackson.databind.JsonNode;

class CorrectionIT {

    private final GatewayUnderTest gateway = GatewayUnderTest.shared();

    @Test
    void aCorrectedAssociationIsToldToAllAndTheWrongOneIsHistory() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("corrected"));
        Answer made =
                gateway.post(
                        "clinician",
                        "/api/v1/associations",
                        Map.of(
                                "deviceId", device.id(),
                                "patientId", "pat-wrong",
                                "bed", "B1",
                                "from", "2026-06-01T00:00:00Z",
                                "to", "2026-06-02T00:00:00Z",
                                "method", "scan"));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("method").stringValue()).isEqualTo("scan");
        String path =
                "/api/v1/associations/%s/correct".formatted(made.json().path("id").stringValue());
        Map<String, String> right =
                Map.of("patientId", "pat-right", "reason", "two wristbands were mixed up");

        assertThat(gateway.post("clinician", path, right).status()).isEqualTo(403);
        assertThat(gateway.post("charge-nurse", path, Map.of("patientId", "pat-right")).status())
                .isEqualTo(400);
        Answer corrected = gateway.post("charge-nurse", path, right);
        assertThat(corrected.status()).isEqualTo(200);
        assertThat(corrected.json().path("patientId").stringValue()).isEqualTo("pat-right");
        assertThat(corrected.json().path("bed").stringValue()).isEqualTo("B1");
        assertThat(corrected.json().path("method").stringValue()).isEqualTo("scan");

        JsonNode valid =
                gateway.get("auditor", "/api/v1/associations?device=" + device.id()).json();
        assertThat(valid).hasSize(1);
        assertThat(valid.get(0).path("patientId").stringValue()).isEqualTo("pat-right");
        AssociationHistory history =
                gateway.events()
                        .awaitOne(
                                EventCodecs.ASSOCIATION_HISTORY,
                                told ->
                                        told.deviceId().value().equals(device.id())
                                                && told.periods().stream()
                                                        .allMatch(period ->
                                                                period.patientId()
                                                                        .value()
                                                                        .equals("pat-right")));
        assertThat(history.periods()).hasSize(1);
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        gateway.get(
                                                "operator",
                                                "/api/v1/device-events?kind=association-corrected"
                                                        + "&device="
                                                        + device.id())
                                        .json()
                                        .size()
                                == 1);

        // What comes late goes to the right one, too.
        try (WireClient client = WireClient.connect(device, 5)) {
            client.publish(
                    1,
                    device.topic(),
                    "{\"time\":\"2026-06-01T12:00:00Z\",\"values\":{\"heart-rate\":72}}");
            assertThat(client.reply().reason()).isZero();
        }
        assertThat(gateway.readings(device))
                .singleElement()
                .satisfies(reading ->
                        assertThat(reading.patientId()).contains(new PatientId("pat-right")));
        // The wrong one is no association any more.
        assertThat(gateway.post("operator", path, right).status()).isEqualTo(404);
    }

    @Test
    void aCorrectionMayNotPutTheDeviceOnTwoPatientsAtOnce() {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("corrected"));
        associate(device, "pat-1", "2026-06-01T00:00:00Z", "2026-06-02T00:00:00Z");
        String second = associate(device, "pat-2", "2026-06-02T00:00:00Z", "2026-06-03T00:00:00Z");

        Answer answer =
                gateway.post(
                        "operator",
                        "/api/v1/associations/%s/correct".formatted(second),
                        Map.of("from", "2026-06-01T12:00:00Z", "reason", "put on earlier"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().path("code").stringValue()).isEqualTo("ASSOCIATION_OVERLAPS");
    }

    private String associate(TestDevice device, String patient, String from, String to) {
        return gateway.post(
                        "operator",
                        "/api/v1/associations",
                        Map.of(
                                "deviceId", device.id(),
                                "patientId", patient,
                                "from", from,
                                "to", to))
                .json()
                .path("id")
                .stringValue();
    }
}
