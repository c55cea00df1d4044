package org.vitalwire.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vitalwire.alert.operations.OperationsAlerts;
import org.vitalwire.alert.operations.OperationsKind;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.event.DeviceEvent;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.event.Finding.Phase;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.id.Canary;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.embedded.ServiceDatabase;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestTokens;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** How the platform stands, and that the canary shows nowhere. */
class StatusIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static TcpProxy wire;
    private static RunningService service;

    @BeforeAll
    static void start() {
        SharedInfrastructure.startAll();
        ServiceDatabase database = SharedInfrastructure.newDatabase("alert");
        URI url = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        wire = new TcpProxy(url.getPort());
        service =
                RunningService.startThrough(
                        database.jdbcUrl().replace(":" + url.getPort(), ":" + wire.port()),
                        database,
                        "vitalwire.alert.status.fresh-for=100ms",
                        "vitalwire.alert.status.most-silent-devices=2");
    }

    @AfterAll
    static void stop() {
        service.close();
        wire.close();
    }

    @Test
    void whatIsWrongIsSaidOnceAndUntilItIsRight() {
        OperationsAlerts alerts = service.bean(OperationsAlerts.class);
        String subject = "pager-" + UUID.randomUUID();

        assertThat(alerts.raise(OperationsKind.UNREACHABLE, subject, "first")).isTrue();
        assertThat(alerts.raise(OperationsKind.UNREACHABLE, subject, "second")).isFalse();
        assertThat(alerts.open())
                .filteredOn(alert -> alert.subject().equals(subject))
                .singleElement()
                .satisfies(alert -> assertThat(alert.detail()).isEqualTo("second"));
        await().atMost(SOON)
                .untilAsserted(() -> {
                    assertThat(status().get("overall").asString()).isEqualTo("down");
                    assertThat(status().get("alerts").valueStream())
                            .anyMatch(alert -> alert.get("subject").asString().equals(subject));
                });

        assertThat(alerts.end(OperationsKind.UNREACHABLE, subject)).isTrue();
        assertThat(alerts.end(OperationsKind.UNREACHABLE, subject)).isFalse();
        assertThat(
                        service.get("/api/v1/status/alerts")
                                .body()
                                .valueStream()
                                .filter(a -> a.get("subject").asString().equals(subject)))
                .singleElement()
                .satisfies(alert -> assertThat(alert.get("endedAt").isNull()).isFalse());
    }

    @Test
    void everyPartIsTold() {
        assertThat(status().get("parts").valueStream())
                .extracting(part -> part.get("name").asString())
                .containsExactlyInAnyOrder("canary", "pipeline", "devices", "channels", "on-call");
        assertThat(part("canary").get("state").asString()).isEqualTo("off");
        // A group shows once it has read something.
        Findings.publish(Findings.started(Findings.newPatient(), Priority.LOW));
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(part("pipeline").at("/figures/readers").valueStream())
                                .anyMatch(
                                        reader -> reader.get("group").asString().equals("alert")));
        assertThat(service.get("/api/v1/status", "").status()).isEqualTo(401);
    }

    @Test
    void aUnitWithPatientsAndNobodyOnCallShows() {
        String unit = "ward-" + UUID.randomUUID().toString().substring(0, 8);
        Findings.admit(
                new CensusEntry(
                        new PatientId(Findings.newPatient()),
                        Optional.of("SIM Nobody"),
                        Optional.empty(),
                        Optional.of(unit),
                        Optional.of("1"),
                        true));
        await().atMost(SOON)
                .untilAsserted(() -> {
                    assertThat(part("on-call").get("state").asString()).isEqualTo("degraded");
                    assertThat(part("on-call").get("detail").asString()).contains(unit);
                });
        assertThat(status().toString()).doesNotContain("SIM Nobody");
    }

    @Test
    void devicesThatGiveNothingAreCountedAndManyAreAnAlert() {
        List<DeviceEvent> silences =
                IntStream.range(0, 3)
                        .mapToObj(n -> silence("m-" + n, DeviceEvent.Phase.STARTED))
                        .toList();
        silences.forEach(StatusIT::publish);
        await().atMost(SOON)
                .untilAsserted(() -> {
                    assertThat(part("devices").at("/figures/silent").asInt()).isEqualTo(3);
                    assertThat(kinds()).contains("devices-silent");
                });
        silences.forEach(event ->
                publish(silence(event.deviceId().orElseThrow().value(), DeviceEvent.Phase.ENDED)));
        await().atMost(SOON)
                .untilAsserted(() -> {
                    assertThat(part("devices").at("/figures/silent").asInt()).isZero();
                    assertThat(kinds()).doesNotContain("devices-silent");
                });
    }

    @Test
    void theCanaryIsShownToWhoeverRunsThePlatformAndOnlyWhenTheyAsk() {
        var canary =
                Findings.ofCondition(
                        Findings.started(Canary.PATIENT.value(), Priority.LOW), "canary-tick");
        String patient = Findings.newPatient();
        Findings.publish(canary, Findings.started(patient, Priority.LOW));
        String operator = TestTokens.shared().token("operator");

        await().atMost(SOON)
                .until(
                        () -> alerts("/api/v1/alerts?canary=true", operator),
                        found -> !found.isEmpty());
        await().atMost(SOON).until(() -> !service.alerts("patient=" + patient).isEmpty());
        assertThat(alerts("/api/v1/alerts?canary=true", operator))
                .extracting(alert -> alert.get("patientId").asString())
                .containsOnly(Canary.PATIENT.value());
        String id = alerts("/api/v1/alerts?canary=true", operator).getFirst().get("id").asString();

        for (String role : List.of("clinician", "charge-nurse", "integrator", "operator")) {
            String token = TestTokens.shared().token(role);
            assertThat(alerts("/api/v1/alerts?state=all", token)).as(role).isNotEmpty();
            for (String path : List.of("/api/v1/alerts?state=all", "/api/v1/findings")) {
                assertThat(alerts(path, token))
                        .as("%s to %s", path, role)
                        .noneMatch(item ->
                                item.get("patientId").asString().equals(Canary.PATIENT.value()));
            }
        }
        String clinician = TestTokens.shared().token("clinician");
        assertThat(alerts("/api/v1/alerts?state=all&canary=true", clinician))
                .noneMatch(item -> item.get("patientId").asString().equals(Canary.PATIENT.value()));
        assertThat(service.get("/api/v1/alerts/" + id, clinician).status()).isEqualTo(404);
        assertThat(
                        service.get("/api/v1/alerts?patient=" + Canary.PATIENT.value(), clinician)
                                .status())
                .isEqualTo(404);
        assertThat(service.get("/api/v1/alerts/" + id, operator).status()).isEqualTo(200);

        try (SseClient stream =
                SseClient.open(service.uri("/api/v1/alerts/stream?after=0"), operator, null)) {
            await().atMost(SOON).until(() -> !stream.alertsOf(patient).isEmpty());
            assertThat(stream.alertsOf(Canary.PATIENT.value())).isEmpty();
        }
        Findings.publish(Findings.later(canary, Phase.ENDED, Priority.LOW, 1));
    }

    @Test
    void withoutItsDatabaseTheStatusStillAnswers() {
        status();
        wire.cut();
        try {
            await().atMost(SOON)
                    .untilAsserted(() -> {
                        assertThat(status().get("overall").asString()).isEqualTo("down");
                        assertThat(part("database").path("state").asString("")).isEqualTo("down");
                    });
        } finally {
            wire.mend();
        }
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        status().get("parts")
                                .valueStream()
                                .noneMatch(part -> part.get("name").asString().equals("database")));
    }

    private static DeviceEvent silence(String device, DeviceEvent.Phase phase) {
        return new DeviceEvent(
                UUID.randomUUID().toString(),
                Optional.of(new DeviceId(device)),
                DeviceEventKind.DEVICE_SILENT,
                phase,
                DeviceEvent.Severity.PROBLEM,
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                "silent",
                "silence-of-" + device,
                List.of());
    }

    private static void publish(DeviceEvent event) {
        Findings.probe()
                .produce(
                        EventCodecs.DEVICE_EVENT.topic().topicName(),
                        event.deviceId().orElseThrow().value(),
                        EventCodecs.DEVICE_EVENT.encode(event),
                        java.util.Map.of());
    }

    private static List<String> kinds() {
        return status().get("alerts").valueStream().map(a -> a.get("kind").asString()).toList();
    }

    private static List<JsonNode> alerts(String path, String token) {
        return service.get(path, token).body().valueStream().toList();
    }

    private static JsonNode status() {
        RunningService.Answer answer = service.get("/api/v1/status");
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private static JsonNode part(String name) {
        return status().get("parts")
                .valueStream()
                .filter(part -> part.get("name").asString().equals(name))
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }
}
