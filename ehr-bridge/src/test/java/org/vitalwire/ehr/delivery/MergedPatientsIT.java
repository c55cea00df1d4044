package org.vitalwire.ehr.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ehr.FakeIngest;
import org.vitalwire.ehr.RunningBridge;
import org.vitalwire.ehr.census.Survivors;
import org.vitalwire.ehr.chart.ChartEntry;
import org.vitalwire.ehr.chart.ChartFacts;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.chart.ChartKey;
import org.vitalwire.ehr.chart.MinuteSamples;
import org.vitalwire.ehr.ledger.ObservationLedger;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestTokens;

/** What was charted of a record before it was merged, and after, at the target and at /fhir. */
class MergedPatientsIT {

    private static final Instant MINUTE = Instant.parse("2026-11-22T10:00:00Z");
    private static final String OPERATOR = TestTokens.shared().token("operator");
    private static ScriptedFhirServer server;
    private static FakeIngest ingest;
    private static RunningBridge bridge;

    @BeforeAll
    static void start() {
        SharedInfrastructure.startAll();
        server = ScriptedFhirServer.start();
        ingest = new FakeIngest();
        bridge =
                RunningBridge.start(
                        SharedInfrastructure.newDatabase("ehr"),
                        "vitalwire.ehr.ingest.url=" + ingest.url(),
                        "vitalwire.ehr.targets.record.url=" + server.url(),
                        "vitalwire.ehr.targets.record.poll-interval=50ms");
    }

    @AfterAll
    static void stop() {
        bridge.close();
        ingest.close();
        server.close();
    }

    @Test
    void linesOfAMergedRecordAreTheSurvivorsAtTheTargetWithTheSameIds() {
        admit("m-1", "ward-a");
        admit("m-2", "ward-b");
        chart("m-1", 0, 61);
        String early = "Observation/" + key("m-1", 0).observationId();
        await().untilAsserted(() -> assertThat(subject(early)).isEqualTo("Patient/m-1"));

        assertThat(merge("m-1", "m-2")).isEqualTo(200);
        await().untilAsserted(() -> assertThat(subject(early)).isEqualTo("Patient/m-2"));
        chart("m-1", 30, 63);
        chart("m-1", 60, 70);

        String late = "Observation/" + key("m-1", 60).observationId();
        await().untilAsserted(() -> {
            assertThat(server.versions("Observation")).containsEntry(early, 3);
            assertThat(server.versions("Observation")).containsEntry(late, 1);
        });
        assertThat(subject(early)).isEqualTo("Patient/m-2");
        assertThat(subject(late)).isEqualTo("Patient/m-2");
        assertThat(server.resource(Observation.class, early).getValueQuantity().getValue())
                .as("of 61 and 63")
                .isEqualByComparingTo("62");
        String readers = TestTokens.shared().token("clinician", "ward-b");
        assertThat(bridge.get("/fhir/Observation?patient=m-2", readers).body())
                .contains("Patient/m-2")
                .doesNotContain("Patient/m-1")
                .contains("\"total\":2");
        assertThat(
                        bridge.get(
                                        "/fhir/Observation?patient=m-1",
                                        TestTokens.shared().token("clinician", "ward-a"))
                                .body())
                .as("who sees the survivor, and nobody else, sees the record's lines")
                .contains("\"total\":0");
        assertThat(bridge.get("/fhir/Patient/m-1", readers).body())
                .contains("replaced-by")
                .contains("Patient/m-2");
    }

    @Test
    void chainsOfMergesEndAtTheLastAndNeverInACircle() {
        admit("c-1", "ward-a");
        admit("c-2", "ward-a");
        admit("c-3", "ward-a");

        assertThat(merge("c-1", "c-2")).isEqualTo(200);
        assertThat(merge("c-2", "c-3")).isEqualTo(200);

        Survivors survivors = bridge.bean(Survivors.class);
        assertThat(survivors.of(new PatientId("c-1"))).isEqualTo(new PatientId("c-3"));
        assertThat(merge("c-1", "c-2")).as("again").isEqualTo(200);
        assertThat(merge("c-3", "c-1")).as("a circle").isEqualTo(409);
        assertThat(merge("c-3", "c-3")).as("itself").isEqualTo(409);
        assertThat(merge("c-1", "m-unknown")).isEqualTo(404);
        assertThat(bridge.put("/api/v1/patients/c-1", "{}", OPERATOR).statusCode()).isEqualTo(409);
        assertThat(survivors.recordsOf(new PatientId("c-2")))
                .containsExactlyInAnyOrder(
                        new PatientId("c-1"), new PatientId("c-2"), new PatientId("c-3"));
    }

    @Test
    void aSimulationIsNeverMergedWithAPerson() {
        admit("s-1", "ward-a");
        bridge.put("/api/v1/patients/s-2", "{\"synthetic\":true}", OPERATOR);

        assertThat(merge("s-2", "s-1")).isEqualTo(409);
        assertThat(merge("s-1", "s-2")).isEqualTo(409);
    }

    private static void admit(String patient, String unit) {
        assertThat(
                        bridge.put(
                                        "/api/v1/patients/" + patient,
                                        "{\"careUnit\":\"" + unit + "\"}",
                                        OPERATOR)
                                .statusCode())
                .isEqualTo(200);
    }

    private static int merge(String from, String into) {
        return bridge.post(
                        "/api/v1/patients/" + from + "/merge",
                        "{\"into\":\"" + into + "\"}",
                        OPERATOR)
                .statusCode();
    }

    private static String subject(String key) {
        assertThat(server.versions("Observation")).containsKey(key);
        return server.resource(Observation.class, key).getSubject().getReference();
    }

    private static ChartKey key(String patient, int second) {
        return new ChartKey(
                new PatientId(patient),
                Optional.of(new DeviceId("d-" + patient)),
                ChartItem.HEART_RATE,
                ChartKey.minuteOf(MINUTE.plusSeconds(second)));
    }

    private static void chart(String patient, int second, double value) {
        ChartKey key = key(patient, second);
        ingest.store(
                patient, "d-" + patient, VitalSign.HEART_RATE, MINUTE.plusSeconds(second), value);
        MinuteSamples samples = new MinuteSamples(ChartItem.HEART_RATE, key.minute());
        samples.add(VitalSign.HEART_RATE, MINUTE.plusSeconds(second), value);
        bridge.bean(ObservationLedger.class)
                .chart(
                        List.of(
                                new ChartEntry(
                                        key, new ChartFacts.Measured(samples), false, false)),
                        Duration.ZERO);
    }
}
