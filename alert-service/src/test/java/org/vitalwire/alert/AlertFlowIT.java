package org.vitalwire.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.AlertEpisode;
import org.vitalwire.contracts.event.AlertEpisode.Transition;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Finding.Phase;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.topic.Headers;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.testkit.KafkaProbe;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestTokens;
import tools.jackson.databind.JsonNode;

/** From a finding on its topic to an alert that is listed, streamed, acknowledged and resolved. */
class AlertFlowIT {

    private static final String CLINICIAN = TestTokens.shared().token("clinician");

    private static RunningService service;

    @BeforeAll
    static void start() {
        SharedInfrastructure.startAll();
        service = RunningService.start(SharedInfrastructure.newDatabase("alert"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void findingIsListedStreamedAcknowledgedAndResolved() {
        String patient = Findings.newPatient();
        admit(patient, "ward-a");
        Finding finding = Findings.started(patient, Priority.HIGH);
        try (SseClient stream = service.stream(CLINICIAN, null)) {
            Findings.publish(finding);

            JsonNode told = stream.awaitTold(patient, 1).getFirst();
            assertThat(told.get("priority").asString()).isEqualTo("high");
            assertThat(told.get("displayName").asString()).isEqualTo("Ada Example");
            assertThat(told.get("bed").asString()).isEqualTo("A-12");
            assertThat(told.get("traceId").asString())
                    .isEqualTo("0af7651916cd43dd8448eb211c80319c");

            JsonNode listed = service.alerts("state=open&patient=" + patient).getFirst();
            assertThat(listed).isEqualTo(told);
            assertThat(listed.get("evidence").get(0).get("value").asInt()).isEqualTo(84);
            assertThat(listed.get("acknowledgement").isNull()).isTrue();
            String path = "/api/v1/alerts/" + listed.get("id").asString();

            assertThat(service.post(path + "/resolve").status()).isEqualTo(409);
            assertThat(service.post(path + "/resolve").body().get("code").asString())
                    .isEqualTo("CONDITION_ACTIVE");

            JsonNode accepted = service.post(path + "/acknowledge").body();
            assertThat(accepted.get("acknowledgement").get("by").asString())
                    .isEqualTo("test-clinician");
            JsonNode again =
                    service.post(path + "/acknowledge", TestTokens.shared().token("charge-nurse"))
                            .body();
            assertThat(again).isEqualTo(accepted);
            assertThat(stream.awaitTold(patient, 2)).contains(accepted);

            Findings.publish(Findings.ended(finding));
            await().untilAsserted(() ->
                    assertThat(service.get(path).body().get("state").asString())
                            .isEqualTo("resolved"));
            JsonNode resolved = service.get(path).body();
            assertThat(resolved.get("conditionActive").asBoolean()).isFalse();
            assertThat(resolved.get("conditionEndedAt").asString()).isNotEmpty();
            assertThat(service.alerts("state=open&patient=" + patient)).isEmpty();
            // Nobody is on call there, so that all four steps of HIGH are taken at once.
            assertThat(service.transitions(path))
                    .containsExactly(
                            "RAISED",
                            "CALLED",
                            "CALLED",
                            "CALLED",
                            "CALLED",
                            "ACKNOWLEDGED",
                            "CONDITION_ENDED",
                            "RESOLVED");
        }
    }

    @Test
    void statisticsAreOfTheUnitInWhichThePatientWasThen() {
        String patient = Findings.newPatient();
        String unit = "ward-of-" + patient;
        String nurse = TestTokens.shared().token("charge-nurse", unit);
        admit(patient, unit);
        await().untilAsserted(() ->
                assertThat(statistics(nurse, unit).get("patientDays").asDouble()).isPositive());
        Finding finding = Findings.started(patient, Priority.HIGH);
        Findings.publish(finding, Findings.retrospective(Findings.ended(finding)));
        await().until(() -> !service.alerts("state=open&patient=" + patient).isEmpty());
        String id = service.alerts("state=open&patient=" + patient).getFirst().get("id").asString();
        service.post("/api/v1/alerts/" + id + "/accept");
        // Accepting is forgotten where the priority rises or somebody else takes over, but not
        // here.
        service.send(
                "POST",
                "/api/v1/alerts/" + id + "/hand-over",
                TestTokens.shared().token("clinician"),
                "{\"to\":\"otto\"}",
                Map.of());

        JsonNode statistics = statistics(nurse, unit);

        assertThat(statistics.get("alerts").asLong()).isEqualTo(1);
        assertThat(statistics.at("/byPriority/high").asLong()).isEqualTo(1);
        assertThat(statistics.get("accepted").asLong()).isEqualTo(1);
        assertThat(statistics.get("medianTimeToAcceptSeconds").asDouble()).isPositive();
        assertThat(statistics.get("syntheticAlerts").asLong()).isEqualTo(1);
        assertThat(statistics.at("/daily/7/alerts").asLong()).isEqualTo(1);
        assertThat(
                        service.get(
                                        "/api/v1/alerts/statistics?unit=" + unit,
                                        TestTokens.shared().token("clinician", "ward-b"))
                                .status())
                .isEqualTo(403);
        assertThat(service.get("/api/v1/alerts/statistics?zone=Mars").status()).isEqualTo(400);
    }

    private static JsonNode statistics(String token, String unit) {
        return service.get("/api/v1/alerts/statistics?unit=" + unit, token).body();
    }

    @Test
    void transitionsArriveOnTheirTopicInOrderWithTheTrace() {
        String patient = Findings.newPatient();
        Finding finding = Findings.started(patient, Priority.MEDIUM);
        Findings.publish(finding, Findings.ended(finding));

        List<ConsumerRecord<String, byte[]>> records =
                Findings.probe()
                        .await(
                                Topic.ALERTS.topicName(),
                                3,
                                // Whether somebody was called before it ended is up to the batch.
                                record ->
                                        record.value() != null
                                                && episode(record)
                                                        .patientId()
                                                        .value()
                                                        .equals(patient)
                                                && episode(record).transition()
                                                        != Transition.CALLED,
                                Duration.ofSeconds(20));
        assertThat(records)
                .extracting(record -> episode(record).transition())
                .containsExactly(
                        Transition.RAISED, Transition.CONDITION_ENDED, Transition.RESOLVED);
        assertThat(episode(records.getFirst()).open()).isTrue();
        assertThat(episode(records.getLast()).open()).isFalse();
        assertThat(KafkaProbe.header(records.getFirst(), Headers.TRACEPARENT))
                .isEqualTo(Findings.TRACE);
        assertThat(KafkaProbe.header(records.getFirst(), Headers.EVENT_TYPE))
                .isEqualTo("vitalwire.v1.AlertEpisodeEvent");
    }

    @Test
    void findingThatIsDeliveredAgainRaisesNothingMore() {
        String patient = Findings.newPatient();
        Finding finding = Findings.started(patient, Priority.HIGH);
        Finding update = Findings.later(finding, Phase.UPDATED, Priority.HIGH, 5);
        Findings.publish(finding, finding, update, finding, update);
        Findings.publish(finding, update, Findings.ended(finding), finding, update);

        await().untilAsserted(() ->
                assertThat(service.alertOf(patient).get("conditionActive").asBoolean()).isFalse());
        assertThat(service.alerts("state=all&patient=" + patient)).hasSize(1);
        assertThat(service.transitions(service.pathOf(patient)))
                .filteredOn(transition -> !transition.equals("CALLED"))
                .containsExactly("RAISED", "UPDATED", "CONDITION_ENDED");
        String counted = "/api/v1/findings/count?patient=" + patient;
        assertThat(service.get(counted).body()).isEqualTo(service.get(counted).body());
        assertThat(service.get(counted).body().get("findings").asInt()).isEqualTo(1);
    }

    @Test
    void undecodableRecordIsQuarantinedAndItsNeighboursPass() {
        String patient = Findings.newPatient();
        Findings.probe()
                .produce(Topic.FINDINGS.topicName(), patient, new byte[] {1, 2, 3}, Map.of());
        Findings.publish(Findings.started(patient, Priority.LOW));
        awaitListed(patient, 1);
    }

    @Test
    void streamResumesAfterTheLastEventThatWasSeen() {
        String patient = Findings.newPatient();
        Finding finding = Findings.started(patient, Priority.HIGH);
        String seen;
        try (SseClient stream = service.stream(CLINICIAN, null)) {
            Findings.publish(finding);
            stream.awaitTold(patient, 1);
            seen = stream.alerts().getLast().id();
        }
        // While nobody listens.
        String other = Findings.newPatient();
        Findings.publish(Findings.started(other, Priority.LOW));
        Findings.publish(Findings.later(finding, Phase.UPDATED, Priority.HIGH, 7));
        awaitListed(other, 1);
        await().untilAsserted(() ->
                assertThat(service.alertOf(patient).get("detail").asString())
                        .isEqualTo("changed after 7 s"));

        try (SseClient stream = service.stream(CLINICIAN, seen)) {
            stream.awaitTold(other, 1);
            assertThat(stream.awaitTold(patient, 1).getFirst().get("detail").asString())
                    .isEqualTo("changed after 7 s");
            assertThat(stream.alerts())
                    .extracting(event -> Long.parseLong(event.id()))
                    .isSorted()
                    .allMatch(id -> id > Long.parseLong(seen));
        }
    }

    @Test
    void listSaysWhereTheStreamIsToStart() {
        String patient = Findings.newPatient();
        String position =
                service.get("/api/v1/alerts")
                        .headers()
                        .getOrDefault("vitalwire-stream-position", List.of())
                        .getFirst();
        Findings.publish(Findings.started(patient, Priority.LOW));
        awaitListed(patient, 1);
        try (SseClient stream =
                SseClient.open(
                        service.uri("/api/v1/alerts/stream?after=" + position), CLINICIAN, null)) {
            stream.awaitTold(patient, 1);
        }
    }

    @Test
    void clientWithAnEventIdOfAnotherLifeIsToldToReadTheList() {
        try (SseClient stream = service.stream(CLINICIAN, "999999999")) {
            await().untilAsserted(() -> assertThat(stream.first("reset")).isPresent());
            String id = stream.first("reset").orElseThrow().id();
            assertThat(Long.parseLong(id)).isLessThan(999_999_999);
        }
    }

    @Test
    void quietStreamBeats() {
        try (SseClient stream = service.stream(CLINICIAN, null)) {
            await().untilAsserted(() -> assertThat(stream.first("heartbeat")).isPresent());
        }
    }

    @Test
    void nobodySeesAlertsOfForeignUnits() {
        String mine = Findings.newPatient();
        String foreign = Findings.newPatient();
        String unknown = Findings.newPatient();
        admit(mine, "ward-a");
        admit(foreign, "ward-b");
        String token = TestTokens.shared().token("clinician", "ward-a");
        try (SseClient stream = service.stream(token, null)) {
            Findings.publish(
                    Findings.started(foreign, Priority.HIGH),
                    Findings.started(unknown, Priority.HIGH),
                    Findings.started(mine, Priority.HIGH));
            stream.awaitTold(mine, 1);
            awaitListed(foreign, 1);
            awaitListed(unknown, 1);
            assertThat(stream.alertsOf(foreign)).isEmpty();
            assertThat(stream.alertsOf(unknown)).isEmpty();
        }
        String foreignAlert = service.pathOf(foreign);
        assertThat(service.get(foreignAlert, token).status()).isEqualTo(404);
        assertThat(service.get(foreignAlert + "/transitions", token).status()).isEqualTo(404);
        assertThat(service.post(foreignAlert + "/acknowledge", token).status()).isEqualTo(404);
        assertThat(service.post(foreignAlert + "/resolve", token).status()).isEqualTo(404);
        assertThat(service.get("/api/v1/alerts?patient=" + foreign, token).status()).isEqualTo(404);
        assertThat(service.get("/api/v1/alerts?limit=1000", token).body().valueStream())
                .extracting(alert -> alert.get("patientId").asString())
                .contains(mine)
                .doesNotContain(foreign, unknown);
        assertThat(service.get("/api/v1/findings?limit=1000", token).body().valueStream())
                .extracting(found -> found.get("patientId").asString())
                .contains(mine)
                .doesNotContain(foreign, unknown);
    }

    @Test
    void onlyThoseWhoCareMayAcknowledge() {
        String patient = Findings.newPatient();
        Findings.publish(Findings.started(patient, Priority.LOW));
        awaitListed(patient, 1);
        String path = service.pathOf(patient);
        for (String role : List.of("operator", "integrator", "auditor")) {
            String token = TestTokens.shared().token(role);
            assertThat(service.get(path, token).status()).isEqualTo(200);
            assertThat(service.post(path + "/acknowledge", token).status()).isEqualTo(403);
            assertThat(service.post(path + "/resolve", token).status()).isEqualTo(403);
        }
        assertThat(service.get(path, "").status()).isEqualTo(401);
        assertThat(service.get("/api/v1/alerts/stream", "").status()).isEqualTo(401);
        assertThat(service.get("/actuator/health/readiness", "").status()).isEqualTo(200);
    }

    @Test
    void listPutsWhatWaitsFirst() {
        String patient = Findings.newPatient();
        Finding low = Findings.ofCondition(Findings.started(patient, Priority.LOW), "a");
        Finding high = Findings.ofCondition(Findings.started(patient, Priority.HIGH), "b");
        Finding accepted = Findings.ofCondition(Findings.started(patient, Priority.HIGH), "c");
        Findings.publish(low, high, accepted);
        awaitListed(patient, 3);
        String id =
                service.alerts("patient=" + patient).stream()
                        .filter(alert -> alert.get("condition").asString().equals("c"))
                        .findFirst()
                        .orElseThrow()
                        .get("id")
                        .asString();
        service.post("/api/v1/alerts/" + id + "/acknowledge");

        assertThat(service.alerts("patient=" + patient))
                .extracting(alert -> alert.get("condition").asString())
                .containsExactly("b", "a", "c");
        assertThat(service.alerts("acknowledged=true&patient=" + patient)).hasSize(1);
        assertThat(service.alerts("acknowledged=false&patient=" + patient)).hasSize(2);
        assertThat(service.alerts("state=resolved&patient=" + patient)).isEmpty();
        assertThat(service.get("/api/v1/alerts?state=shut").body().get("code").asString())
                .isEqualTo("UNKNOWN_STATE");
    }

    @Test
    void openApiDescribesTheAlertsAndNothingOfTheInside() {
        JsonNode paths = service.get("/api/v1/openapi/alert").body().get("paths");
        assertThat(paths.propertyNames())
                .contains("/api/v1/alerts", "/api/v1/alerts/{id}/acknowledge", "/api/v1/findings");
        assertThat(paths.get("/api/v1/alerts").get("get").get("parameters").valueStream())
                .extracting(parameter -> parameter.get("name").asString())
                .containsExactlyInAnyOrder("patient", "state", "acknowledged", "limit", "canary");
    }

    @Test
    void metricsTellWhatHappens() {
        String patient = Findings.newPatient();
        Findings.publish(Findings.started(patient, Priority.HIGH));
        awaitListed(patient, 1);
        var meters = service.bean(io.micrometer.core.instrument.MeterRegistry.class);
        assertThat(meters.get("vitalwire.alert.raised").tag("priority", "high").counters())
                .isNotEmpty();
        await().untilAsserted(() ->
                assertThat(meters.get("vitalwire.publish.to.alert").timer().count()).isPositive());
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() ->
                        assertThat(
                                        meters.get("vitalwire.alert.open")
                                                .tag("priority", "high")
                                                .gauge()
                                                .value())
                                .isPositive());
    }

    private static void awaitListed(String patient, int count) {
        await().untilAsserted(
                        () -> assertThat(service.alerts("patient=" + patient)).hasSize(count));
    }

    private static AlertEpisode episode(ConsumerRecord<String, byte[]> record) {
        return EventCodecs.ALERT_EPISODE.decode(record.value());
    }

    private static void admit(String patient, String unit) {
        service.admit(
                new CensusEntry(
                        new PatientId(patient),
                        Optional.of("Ada Example"),
                        Optional.empty(),
                        Optional.of(unit),
                        Optional.of("A-12"),
                        true));
    }
}
