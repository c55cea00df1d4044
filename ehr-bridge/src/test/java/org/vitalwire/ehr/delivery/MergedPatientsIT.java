package org.vitalwire.ehr.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.AssociationHistory;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.wire.EventCodecs;
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
    void whatWasMeasuredOnAnotherPatientIsEnteredInErrorThereAndChartedOnTheRightOne() {
        DeviceId device = new DeviceId("d-mixed-up");
        Instant ten = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(2));
        admit("x-wrong", "ward-a");
        admit("x-right", "ward-a");
        tell(device, period("x-wrong", ten.minusSeconds(600), null));
        chart("x-wrong", device, ten.plusSeconds(10), 61);
        chart("x-wrong", device, ten.plusSeconds(70), 62);
        chart("x-wrong", device, ten.plusSeconds(100), 64);
        chart("x-wrong", device, ten.plusSeconds(130), 65);
        String before = key("x-wrong", device, ten);
        String split = key("x-wrong", device, ten.plusSeconds(60));
        String wrong = key("x-wrong", device, ten.plusSeconds(120));
        await().untilAsserted(() ->
                assertThat(server.versions("Observation")).containsKeys(before, split, wrong));

        // It was on the other patient from 10:01:30 on.
        AssociationPeriod first = period("x-wrong", ten.minusSeconds(600), ten.plusSeconds(90));
        tell(device, first, period("x-right", ten.plusSeconds(90), null));

        String right = key("x-right", device, ten.plusSeconds(120));
        String rightPart = key("x-right", device, ten.plusSeconds(60));
        await().untilAsserted(() -> {
            assertThat(status(wrong)).isEqualTo(ObservationStatus.ENTEREDINERROR);
            assertThat(value(right)).isEqualTo(65);
            assertThat(value(rightPart)).isEqualTo(64);
            assertThat(value(split)).isEqualTo(62);
        });
        assertThat(status(split)).isEqualTo(ObservationStatus.FINAL);
        assertThat(server.versions("Observation")).containsEntry(before, 1);
        assertThat(subject(right)).isEqualTo("Patient/x-right");

        // Read again after a crash, and late, with the patient that was known then.
        chart("x-wrong", device, ten.plusSeconds(130), 65);
        chart("x-wrong", device, ten.plusSeconds(140), 67);
        await().untilAsserted(() -> assertThat(value(right)).isEqualTo(66));
        assertThat(server.versions("Observation")).containsEntry(wrong, 2).containsEntry(right, 2);
        // The correction was wrong itself.
        tell(device, period("x-wrong", ten.minusSeconds(600), null));
        await().untilAsserted(() -> {
            assertThat(status(right)).isEqualTo(ObservationStatus.ENTEREDINERROR);
            assertThat(status(wrong)).isEqualTo(ObservationStatus.FINAL);
            assertThat(value(wrong)).isEqualTo(66);
            assertThat(status(rightPart)).isEqualTo(ObservationStatus.ENTEREDINERROR);
            assertThat(value(split)).isEqualTo(63);
        });
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

    private static void tell(DeviceId device, AssociationPeriod... periods) {
        SharedInfrastructure.kafka()
                .events()
                .publish(
                        EventCodecs.ASSOCIATION_HISTORY,
                        device.value(),
                        new AssociationHistory(device, List.of(periods)));
    }

    private static AssociationPeriod period(String patient, Instant from, @Nullable Instant to) {
        return new AssociationPeriod(
                patient + from,
                new PatientId(patient),
                Optional.empty(),
                from,
                Optional.ofNullable(to),
                "test");
    }

    private static void chart(String patient, DeviceId device, Instant at, double value) {
        ChartKey key =
                new ChartKey(
                        new PatientId(patient),
                        Optional.of(device),
                        ChartItem.HEART_RATE,
                        ChartKey.minuteOf(at));
        MinuteSamples samples = new MinuteSamples(ChartItem.HEART_RATE, key.minute());
        samples.add(VitalSign.HEART_RATE, at, value);
        bridge.bean(ObservationLedger.class)
                .chart(
                        List.of(
                                new ChartEntry(
                                        key, new ChartFacts.Measured(samples), false, false)),
                        Duration.ZERO);
    }

    private static String key(String patient, DeviceId device, Instant minute) {
        return "Observation/"
                + new ChartKey(
                                new PatientId(patient),
                                Optional.of(device),
                                ChartItem.HEART_RATE,
                                minute)
                        .observationId();
    }

    private static ObservationStatus status(String key) {
        return server.resource(Observation.class, key).getStatus();
    }

    private static int value(String key) {
        assertThat(server.versions("Observation")).containsKey(key);
        return server.resource(Observation.class, key)
                .getValueQuantity()
                .getValue()
                .intValueExact();
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
