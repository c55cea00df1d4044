package org.vitalwire.ehr.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.uhn.fhir.context.FhirContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.ehr.RunningBridge;
import org.vitalwire.ehr.chart.ChartEntry;
import org.vitalwire.ehr.chart.ChartFacts;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.chart.ChartKey;
import org.vitalwire.ehr.chart.MinuteSamples;
import org.vitalwire.ehr.ledger.DeliveryLedger;
import org.vitalwire.ehr.ledger.Due;
import org.vitalwire.ehr.ledger.ObservationLedger;
import org.vitalwire.ehr.ledger.Refusal;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestTokens;

/** Over HTTP: the census, and what integrators read at {@code /fhir}. */
class CensusAndFacadeIT {

    private static final Instant MINUTE = Instant.parse("2026-11-22T10:00:00Z");
    private static final TestTokens TOKENS = TestTokens.shared();
    private static RunningBridge bridge;

    @BeforeAll
    static void start() {
        SharedInfrastructure.startAll();
        bridge =
                RunningBridge.start(
                        SharedInfrastructure.newDatabase("ehr"),
                        // Nobody listens there.
                        "vitalwire.ehr.targets.record.url=http://127.0.0.1:1/fhir");
        await().until(() ->
                bridge.get("/api/v1/deliveries", TOKENS.token("operator"))
                        .body()
                        .contains("\"record\""));
        put(
                "ward_a-1",
                "{\"displayName\":\"Test, One\",\"birthDate\":\"1950-12-31\","
                        + "\"careUnit\":\"ward-a\",\"bed\":\"A1\",\"synthetic\":true}");
        put("p-b", "{\"careUnit\":\"ward-b\"}");
        List<ChartEntry> lines = new ArrayList<>();
        for (int minute = 0; minute < 5; minute++) {
            lines.add(line("ward_a-1", ChartItem.HEART_RATE, minute, 60 + minute));
        }
        lines.add(line("ward_a-1", ChartItem.SPO2, 0, 96));
        lines.add(line("p-b", ChartItem.HEART_RATE, 0, 99));
        lines.add(line("unknown", ChartItem.HEART_RATE, 0, 50));
        bridge.bean(ObservationLedger.class).chart(lines, Duration.ZERO);
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    @Test
    void aCensusEntryIsOnTheTopicWhenItsPutIsAnswered() {
        put("p-topic", "{\"displayName\":\"Test, Two\",\"careUnit\":\"ward-a\"}");

        assertThat(SharedInfrastructure.kafka().probe().read(Topic.PATIENTS.topicName()))
                .filteredOn(record -> record.key().equals("p-topic"))
                .extracting(record -> EventCodecs.CENSUS_ENTRY.decode(record.value()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.careUnit()).contains("ward-a"));
    }

    @Test
    void badCensusEntriesAreRefused() {
        String operator = TOKENS.token("operator");
        assertThat(
                        bridge.put(
                                        "/api/v1/patients/p-x",
                                        "{\"birthDate\":\"31.12.1950\"}",
                                        operator)
                                .statusCode())
                .isEqualTo(400);
        assertThat(bridge.put("/api/v1/patients/-bad", "{}", operator).statusCode()).isEqualTo(400);
        assertThat(bridge.put("/api/v1/patients/p-x", "{}", TOKENS.token("clinician")).statusCode())
                .isEqualTo(403);
        assertThat(
                        bridge.put(
                                        "/api/v1/patients/p-b",
                                        "{\"careUnit\":\"ward-a\"}",
                                        TOKENS.token("charge-nurse", "ward-a"))
                                .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aPatientOfAnotherUnitDoesNotExist() {
        String nurse = TOKENS.token("clinician", "ward-a");

        assertThat(bridge.get("/api/v1/patients/p-b", nurse).statusCode()).isEqualTo(404);
        assertThat(bridge.get("/fhir/Patient/p-b", nurse).statusCode()).isEqualTo(404);
        assertThat(bridge.get("/api/v1/patients", nurse).body())
                .contains("ward_a-1")
                .doesNotContain("p-b");
    }

    @Test
    void aPatientIsExportedAsOneBundleToThoseWhoMaySeeThem() {
        String path = "/api/v1/patients/ward_a-1/export/fhir";

        assertThat(bridge.get(path, TOKENS.token("operator")).statusCode()).isEqualTo(403);
        assertThat(bridge.get(path, TOKENS.token("clinician", "ward-b")).statusCode())
                .isEqualTo(404);
        Bundle bundle =
                FhirContext.forR4Cached()
                        .newJsonParser()
                        .parseResource(
                                Bundle.class,
                                bridge.get(path, TOKENS.token("clinician", "ward-a")).body());

        assertThat(bundle.getType()).isEqualTo(Bundle.BundleType.COLLECTION);
        assertThat(bundle.getEntry())
                .extracting(entry -> entry.getResource().fhirType())
                .containsOnlyOnce("Patient")
                .filteredOn(type -> type.equals("Observation"))
                .hasSize(6);
        assertThat(bundle.getEntry())
                .allSatisfy(entry -> assertThat(entry.getFullUrl()).startsWith("http://localhost"));
        bundle.getEntry().removeIf(entry -> !entry.getFullUrl().contains("/Observation/"));
        assertThat(rates(bundle)).contains(96).containsSubsequence(60, 61, 62, 63, 64);
    }

    @Test
    void deliveriesReportWhatWaitsForEachTarget() {
        String operator = TOKENS.token("operator");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(bridge.get("/api/v1/deliveries", operator).body())
                                .contains("\"id\":\"record\"")
                                .contains("\"doing\":\"waiting\"")
                                .contains("\"trouble\":\"ConnectException\"")
                                .contains("\"backlog\":8"));
    }

    @Test
    void whatATargetRefusedIsExplainedAndCanBeTriedAgainByOperators() {
        String operator = TOKENS.token("operator");
        List<Due> due = new ArrayList<>();
        DeliveryLedger ledger =
                new DeliveryLedger(
                        bridge.bean(ServiceDatabase.class), "record", InstantSource.system());
        ledger.dueLanes().forEach(lane -> due.addAll(ledger.due(lane, 1)));
        String id = due.getFirst().line().id();
        ledger.fail(
                due.getFirst().line(),
                "422:invalid",
                Optional.of(
                        new Refusal(422, List.of(new Refusal.Issue("invalid", null, "too far")))));

        assertThat(bridge.get("/api/v1/deliveries/record/failed", operator).body())
                .contains(id)
                .contains("\"error\":\"422:invalid\"")
                .contains("\"meaning\":\"The target's rules refuse this content")
                .contains("\"diagnostics\":\"too far\"")
                .doesNotContain("ward_a-1")
                .doesNotContain("p-b");
        String retry = "/api/v1/deliveries/record/failed/OBSERVATION/" + id + "/retry";
        assertThat(bridge.post(retry, TOKENS.token("integrator")).statusCode()).isEqualTo(403);
        assertThat(bridge.post(retry, operator).body()).contains("\"lines\":1");
        var again = bridge.post(retry, operator);
        assertThat(again.statusCode()).isEqualTo(404);
        assertThat(again.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/problem+json");
        assertThat(bridge.post("/api/v1/deliveries/record/retry", operator).body())
                .contains("\"lines\":0");
        assertThat(bridge.post("/api/v1/deliveries/nobody/retry", operator).statusCode())
                .isEqualTo(404);
        assertThat(bridge.get("/api/v1/deliveries/record/failed?limit=0", operator).statusCode())
                .isEqualTo(400);
    }

    @Test
    void readinessAndMetricsSpeakOfCharting() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(
                                        bridge.get(
                                                        "/actuator/health/readiness",
                                                        TOKENS.token("operator"))
                                                .statusCode())
                                .isEqualTo(200));
        assertThat(bridge.get("/actuator/prometheus", TOKENS.token("operator")).body())
                .contains("vitalwire_ehr_charted_total")
                .contains("vitalwire_ehr_backlog{target=\"record\"}");
    }

    private static List<Integer> rates(Bundle bundle) {
        return bundle.getEntry().stream()
                .map(entry -> (org.hl7.fhir.r4.model.Observation) entry.getResource())
                .map(observation -> observation.getValueQuantity().getValue().intValue())
                .toList();
    }

    private static void put(String patient, String json) {
        var response = bridge.put("/api/v1/patients/" + patient, json, TOKENS.token("operator"));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    private static ChartEntry line(String patient, ChartItem item, int minute, double value) {
        Instant start = MINUTE.plusSeconds(60L * minute);
        MinuteSamples samples = new MinuteSamples(item, start);
        VitalSign sign = item.signs().getFirst();
        samples.add(sign, start, value);
        return new ChartEntry(
                new ChartKey(new PatientId(patient), Optional.of(new DeviceId("d1")), item, start),
                new ChartFacts.Measured(samples),
                false,
                false);
    }
}
