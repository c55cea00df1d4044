package org.vitalwire.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.AssociationHistory;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.gateway.GatewayUnderTest.Answer;
import org.vitalwire.gateway.WireClient.Connect;
import tools.jackson.databind.JsonNode;

class RegistryIT {

    private final GatewayUnderTest gateway = GatewayUnderTest.shared();

    @Test
    void nothingIsToldWithoutAToken() {
        assertThat(gateway.get("/api/v1/devices").status()).isEqualTo(401);
        assertThat(gateway.get("/api/v1/rejections").status()).isEqualTo(401);
        assertThat(gateway.get("/actuator/health/readiness").status()).isEqualTo(200);
    }

    @Test
    void onlyOperatorsEnrolAndLookIntoTheQuarantine() {
        Map<String, String> device =
                Map.of("id", GatewayUnderTest.freshId("role"), "model", "bedside-monitor");

        assertThat(gateway.post("clinician", "/api/v1/devices", device).status()).isEqualTo(403);
        assertThat(gateway.get("clinician", "/api/v1/rejections").status()).isEqualTo(403);
        assertThat(gateway.post("operator", "/api/v1/devices", device).status()).isEqualTo(201);
    }

    @Test
    void theCertificateNamesTheDeviceWhateverTheRequestSays() {
        String id = GatewayUnderTest.freshId("named");
        Answer answer = enrol(id, TestDevice.Keys.generate().signingRequest("someone-else"));

        X509Certificate certificate =
                TestDevice.certificate(answer.json().path("certificate").stringValue());
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=" + id);
        assertThat(answer.json().path("topic").stringValue())
                .isEqualTo("vitalwire/v1/%s/readings".formatted(id));
        assertThat(answer.json().path("state").stringValue()).isEqualTo("ACTIVE");
        assertThat(answer.json().path("mqttPort").intValue()).isEqualTo(gateway.mqttPort());
        assertThat(gateway.get("operator", "/api/v1/devices?id=" + id).json()).hasSize(1);
    }

    @Test
    void aRequestForSomebodyElsesKeyIsNotSigned() {
        Answer answer =
                enrol(
                        GatewayUnderTest.freshId("thief"),
                        TestDevice.Keys.generate()
                                .signingRequest("thief", TestDevice.Keys.generate()));

        assertProblem(answer, 400, "INVALID_SIGNING_REQUEST");
        assertProblem(enrol("x", "no pem"), 400, "INVALID_SIGNING_REQUEST");
    }

    @Test
    void aDeviceIsEnrolledOnceAndCertifiedAsOftenAsNeeded() {
        String id = GatewayUnderTest.freshId("again");

        assertThat(enrol(id, TestDevice.Keys.generate().signingRequest(id)).status())
                .isEqualTo(201);
        assertThat(enrol(id, TestDevice.Keys.generate().signingRequest(id)).status())
                .isEqualTo(200);
        assertProblem(
                gateway.post(
                        "operator", "/api/v1/devices", Map.of("id", id, "model", "spot-check")),
                409,
                "DEVICE_EXISTS");
        assertProblem(
                gateway.post("operator", "/api/v1/devices", Map.of("id", id, "model", "toaster")),
                400,
                "UNKNOWN_DEVICE_MODEL");
        assertProblem(
                gateway.post(
                        "operator",
                        "/api/v1/devices",
                        Map.of("id", "a/b", "model", "bedside-monitor")),
                400,
                "INVALID_DEVICE_ID");
    }

    @Test
    void modelsAreListed() {
        assertThat(gateway.get("clinician", "/api/v1/device-models").json())
                .anySatisfy(model -> {
                    assertThat(model.path("id").stringValue())
                            .isEqualTo("simulated-bedside-monitor");
                    assertThat(model.path("synthetic").booleanValue()).isTrue();
                });
    }

    @Test
    void theAuthoritysKeyIsItsOwnersOnly() throws Exception {
        Path key = gateway.authorityDirectory().resolve("ca-key.pem");

        assertThat(Files.getPosixFilePermissions(key))
                .containsExactlyInAnyOrder(
                        PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void anAssociationIsAnnouncedAndResolvesTheNextSample() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("moved"));
        Answer first = associate(device, "pat-a", "2026-01-01T00:00:00Z");
        assertThat(first.status()).isEqualTo(201);
        Answer second = associate(device, "pat-b", "2026-06-01T00:00:00Z");
        assertThat(second.status()).isEqualTo(201);

        List<AssociationHistory> published =
                gateway.events().read(EventCodecs.ASSOCIATION_HISTORY).stream()
                        .filter(history -> history.deviceId().value().equals(device.id()))
                        .toList();
        assertThat(published.getLast().periods())
                .extracting(period -> period.patientId().value())
                .containsExactly("pat-a", "pat-b");
        assertThat(published.getLast().periods().getFirst().to())
                .contains(Instant.parse("2026-06-01T00:00:00Z"));

        try (WireClient client = WireClient.connect(device, 5)) {
            client.publish(
                    1,
                    device.topic(),
                    """
                    [{"time":"2026-05-31T23:59:59.999Z","values":{"spo2":97}},
                     {"time":"2026-06-01T00:00:00.000Z","values":{"spo2":96}},
                     {"time":"2025-12-31T23:59:59.999Z","values":{"spo2":95}}]\
                    """);
            assertThat(client.reply().reason()).isZero();
        }
        assertThat(gateway.readings(device))
                .extracting(
                        reading -> reading.values().getFirst().value(),
                        reading -> reading.patientId().map(PatientId::value).orElse("nobody"))
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(97.0, "pat-a"),
                        org.assertj.core.groups.Tuple.tuple(96.0, "pat-b"),
                        org.assertj.core.groups.Tuple.tuple(95.0, "nobody"));
    }

    @Test
    void overlapsAreRefusedAndRepetitionsAreNot() {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("overlap"));
        assertThat(associate(device, "pat-a", "2026-06-01T00:00:00Z").status()).isEqualTo(201);

        assertThat(associate(device, "pat-a", "2026-06-01T00:00:00Z").status()).isEqualTo(200);
        assertProblem(
                associate(device, "pat-b", "2026-06-01T00:00:00Z"), 409, "ASSOCIATION_OVERLAPS");
        assertProblem(
                associate(device, "pat-b", "2026-05-01T00:00:00Z"), 409, "ASSOCIATION_OVERLAPS");
        assertProblem(
                gateway.post(
                        "operator",
                        "/api/v1/associations",
                        Map.of("deviceId", "no-such-device", "patientId", "pat-a")),
                404,
                "DEVICE_NOT_FOUND");
    }

    @Test
    void anEndedAssociationLeavesTheDeviceOnNobody() {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("ended"));
        String id =
                associate(device, "pat-z", "2026-06-01T00:00:00Z").json().path("id").stringValue();

        Answer ended =
                gateway.post(
                        "charge-nurse",
                        "/api/v1/associations/%s/end".formatted(id),
                        Map.of("at", "2026-06-02T00:00:00Z"));

        assertThat(ended.status()).isEqualTo(200);
        JsonNode listed =
                gateway.get("clinician", "/api/v1/associations?device=" + device.id()).json();
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).path("to").stringValue()).isEqualTo("2026-06-02T00:00:00Z");
        assertThat(gateway.get("clinician", "/api/v1/associations?patient=pat-z").json())
                .isNotEmpty();
        assertProblem(
                gateway.post(
                        "operator",
                        "/api/v1/associations/%s/end".formatted(id),
                        Map.of("at", "2026-06-03T00:00:00Z")),
                409,
                "ASSOCIATION_NOT_OPEN");
    }

    @Test
    void registryLedgerAndSessionsSurviveARestart() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("survivor"));
        gateway.associate(device.id(), "pat-survivor");
        try (WireClient client = WireClient.open(device.tls(), device.port(), 5)) {
            client.connect(Connect.as(device.id()).resuming(3_600));
            gateway.restart();
            assertThat(client.disconnected()).isEqualTo(0x8B);
        }

        try (WireClient client = WireClient.open(device.tls(), gateway.mqttPort(), 5)) {
            assertThat(
                            client.connect(Connect.as(device.id()).resuming(3_600))
                                    .variableHeader()
                                    .isSessionPresent())
                    .isTrue();
            client.publish(
                    1,
                    device.topic(),
                    "{\"time\":\"%s\",\"values\":{\"spo2\":97}}".formatted(Instant.now()));
            assertThat(client.reply().reason()).isZero();
        }
        Reading reading = gateway.readings(device).getFirst();
        assertThat(reading.patientId()).contains(new PatientId("pat-survivor"));
        // What a crash between commit and publication had left unsaid would be said now.
        assertThat(
                        gateway.events().read(EventCodecs.ASSOCIATION_HISTORY).stream()
                                .filter(h -> h.deviceId().value().equals(device.id())))
                .hasSize(2);
    }

    private Answer enrol(String id, String signingRequest) {
        return gateway.post(
                "operator",
                "/api/v1/devices",
                Map.of(
                        "id",
                        id,
                        "model",
                        "bedside-monitor",
                        "certificateSigningRequest",
                        signingRequest));
    }

    private Answer associate(TestDevice device, String patient, String from) {
        return gateway.post(
                "clinician",
                "/api/v1/associations",
                Map.of("deviceId", device.id(), "patientId", patient, "from", from));
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("code").stringValue()).isEqualTo(code);
    }
}
