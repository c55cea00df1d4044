package org.vitalwire.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.DeviceEvent;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.event.RejectedPayload;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.gateway.GatewayUnderTest.Answer;
import tools.jackson.databind.JsonNode;

class ReplayIT {

    private final Instant received =
            Instant.now().minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.MILLIS);

    private final GatewayUnderTest gateway = GatewayUnderTest.shared();

    @Test
    void whatAFaultOfOursRefusedIsStoredOnceForThePatientOfThen() {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("replayed"));
        associate(device, "pat-then", "2020-01-01T00:00:00Z");
        associate(device, "pat-now", received.plusSeconds(60).toString());
        String id = quarantine(device, FailureCode.UNEXPECTED, reading(97), 0);

        JsonNode explained = gateway.get("operator", path(id) + "/explain").json();
        assertThat(explained.path("accepted").booleanValue()).isTrue();
        assertThat(explained.at("/readings/0/patientId").stringValue()).isEqualTo("pat-then");
        assertThat(gateway.readings(device)).isEmpty();

        JsonNode first = replay(id).json();
        assertThat(first.path("outcome").stringValue()).isEqualTo("ACCEPTED");
        assertThat(first.path("readings").intValue()).isEqualTo(1);
        replay(id);

        List<Reading> readings = gateway.readings(device);
        assertThat(readings).hasSize(2);
        assertThat(readings)
                .extracting(Reading::messageId)
                .containsOnly(readings.getFirst().messageId());
        assertThat(readings.getFirst().patientId()).contains(new PatientId("pat-then"));
        assertThat(readings.getFirst().lane()).isEqualTo(Lane.BACKFILL);
        assertThat(readings.getFirst().receivedAt()).isEqualTo(received);

        JsonNode listed = list(device, "").get(0);
        assertThat(listed.path("replayOutcome").stringValue()).isEqualTo("ACCEPTED");
        assertThat(Instant.parse(listed.path("replayedAt").stringValue())).isAfter(received);
        assertThat(list(device, "&open=true")).isEmpty();
        DeviceEvent told =
                gateway.events()
                        .awaitOne(
                                EventCodecs.DEVICE_EVENT,
                                event ->
                                        event.kind() == DeviceEventKind.PAYLOAD_REPLAYED
                                                && event.deviceId()
                                                        .filter(of ->
                                                                of.value().equals(device.id()))
                                                        .isPresent());
        assertThat(told.detail()).contains("1 stored");
    }

    @Test
    void manyAreReplayedByTheirCodeAndEachSaysWhatCameOfIt() {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("many"));
        TestDevice other = gateway.enrol(GatewayUnderTest.freshId("foreign"));
        quarantine(device, FailureCode.UNEXPECTED, reading(97), 0);
        quarantine(device, FailureCode.UNEXPECTED, reading(96).replace("}}", ",\"x\":1}}"), 0);
        quarantine(device, FailureCode.UNEXPECTED, "still garbage", 0);
        quarantine(device, FailureCode.UNEXPECTED, reading(95), 1);
        quarantine(device, FailureCode.UNKNOWN_UNIT, reading(94), 0);
        quarantine(device, FailureCode.UNEXPECTED, reading(93), 0, other.topic());

        JsonNode replayed =
                gateway.post(
                                "operator",
                                "/api/v1/rejections/replay",
                                Map.of("device", device.id(), "code", "UNEXPECTED"))
                        .json();

        assertThat(replayed.path("replayed").intValue()).isEqualTo(3);
        assertThat(replayed.path("accepted").intValue()).isEqualTo(1);
        assertThat(replayed.path("partly").intValue()).isEqualTo(1);
        assertThat(replayed.path("rejected").intValue()).isEqualTo(1);
        assertThat(gateway.readings(device))
                .extracting(reading -> reading.values().getFirst().value())
                .containsExactlyInAnyOrder(97.0, 96.0);
        assertThat(list(device, "&open=true")).hasSize(5);
        assertThat(list(device, "&code=UNKNOWN_UNIT&codec=vitalwire-json")).hasSize(1);
        assertThat(list(device, "&codec=senml-json")).isEmpty();
        assertProblem(
                gateway.get("operator", "/api/v1/rejections?code=NONSENSE"),
                400,
                "UNKNOWN_FAILURE_CODE");
    }

    @Test
    void whatIsNotAllThereCannotBeReplayed() {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("cut"));

        assertProblem(
                replay(quarantine(device, FailureCode.OVERSIZED, reading(97), 1)),
                409,
                "PAYLOAD_CUT");
        assertProblem(
                replay(quarantine(device, FailureCode.UNKNOWN_DEVICE, "", 0)), 409, "NOTHING_KEPT");
        assertProblem(replay("no-such-rejection"), 404, "REJECTION_NOT_FOUND");
        String id = quarantine(device, FailureCode.UNEXPECTED, reading(97), 0);
        assertThat(gateway.post("clinician", path(id) + "/replay", Map.of()).status())
                .isEqualTo(403);
        assertThat(gateway.get("clinician", path(id) + "/explain").status()).isEqualTo(403);
        assertThat(gateway.readings(device)).isEmpty();
    }

    private String quarantine(TestDevice device, FailureCode code, String payload, int missing) {
        return quarantine(device, code, payload, missing, device.topic());
    }

    private String quarantine(
            TestDevice device, FailureCode code, String payload, int missing, String topic) {
        String id = GatewayUnderTest.freshId("rejection");
        gateway.events()
                .publish(
                        EventCodecs.REJECTED_PAYLOAD,
                        device.id(),
                        new RejectedPayload(
                                id,
                                device.id(),
                                topic,
                                code,
                                "for a test",
                                "vitalwire-json",
                                received,
                                ByteString.copyFromUtf8(payload),
                                payload.length() + missing,
                                Optional.empty()));
        gateway.awaitRejection(
                device.id(), rejection -> rejection.path("id").stringValue().equals(id));
        return id;
    }

    private JsonNode list(TestDevice device, String filter) {
        return gateway.get("operator", "/api/v1/rejections?device=" + device.id() + filter).json();
    }

    private Answer replay(String id) {
        return gateway.post("operator", path(id) + "/replay", Map.of());
    }

    private static String path(String id) {
        return "/api/v1/rejections/" + id;
    }

    private void associate(TestDevice device, String patient, String from) {
        assertThat(
                        gateway.post(
                                        "operator",
                                        "/api/v1/associations",
                                        Map.of(
                                                "deviceId",
                                                device.id(),
                                                "patientId",
                                                patient,
                                                "from",
                                                from))
                                .status())
                .isEqualTo(201);
    }

    private String reading(int spo2) {
        return "{\"time\":\"%s\",\"values\":{\"spo2\":%d}}"
                .formatted(received.minusSeconds(1), spo2);
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("code").stringValue()).isEqualTo(code);
    }
}
