package org.vitalwire.ehr.facade;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ehr.FakeIngest;
import org.vitalwire.ehr.Readings;
import org.vitalwire.ehr.RunningBridge;
import org.vitalwire.ehr.chart.ChartEntry;
import org.vitalwire.ehr.chart.ChartFacts;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.chart.ChartKey;
import org.vitalwire.ehr.chart.MinuteSamples;
import org.vitalwire.ehr.ledger.ObservationLedger;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestTokens;

/** What integrators read at {@code /fhir}, of what ingest-service has stored. */
class FacadeIT {

    /** Older than the ledger keeps anything. */
    private static final Instant MINUTE = Instant.parse("2025-11-22T10:00:00Z");

    private static final TestTokens TOKENS = TestTokens.shared();
    private static final String INTEGRATOR = TOKENS.token("integrator");
    private static FakeIngest ingest;
    private static RunningBridge bridge;

    @BeforeAll
    static void start() {
        SharedInfrastructure.startAll();
        ingest = new FakeIngest();
        bridge =
                RunningBridge.start(
                        SharedInfrastructure.newDatabase("ehr"),
                        "vitalwire.ehr.ingest.url=" + ingest.url());
        put(
                "ward_a-1",
                "{\"displayName\":\"Test, One\",\"birthDate\":\"1950-12-31\","
                        + "\"careUnit\":\"ward-a\",\"bed\":\"A1\",\"synthetic\":true}");
        put("p-b", "{\"careUnit\":\"ward-b\"}");
        for (int minute = 0; minute < 5; minute++) {
            heartRate("ward_a-1", minute, 60 + minute);
        }
        ingest.store("ward_a-1", "d1", VitalSign.SPO2, MINUTE, 96);
        heartRate("p-b", 0, 99);
        // Three values of one minute, and another one hours later.
        for (int second = 0; second < 3; second++) {
            ingest.store(
                    "p-many", "d2", VitalSign.HEART_RATE, MINUTE.plusSeconds(second), 70 + second);
        }
        heartRate("p-many", 600, 90);
        ingest.store(Readings.completeScore("p-many", MINUTE.plusSeconds(5)));
        ingest.store(Readings.completeScore("p-many", MINUTE.plusSeconds(50)));
        ingest.store(Readings.incompleteScore("p-many", MINUTE.plusSeconds(120)));
    }

    @AfterAll
    static void stop() {
        bridge.close();
        ingest.close();
    }

    private static void heartRate(String patient, int minute, double value) {
        ingest.store(
                patient,
                "d1",
                VitalSign.HEART_RATE,
                MINUTE.plus(Duration.ofMinutes(minute)),
                value);
    }

    @Test
    void theFacadeNeedsATokenOfAReaderWhoseScopesPermitIt() {
        String search = "/fhir/Observation?patient=p-many";
        assertThat(bridge.get(search, "no-token").statusCode()).isEqualTo(401);
        assertThat(bridge.get(search, TOKENS.token("operator")).statusCode()).isEqualTo(403);
        assertThat(bridge.get("/fhir/metadata", TOKENS.token("operator")).statusCode())
                .isEqualTo(200);
        assertThat(bridge.get(search, scoped("system/Patient.rs")).statusCode()).isEqualTo(403);
        assertThat(bridge.get(search, scoped("system/Observation.r")).statusCode()).isEqualTo(403);
        assertThat(bridge.get(search, scoped("openid system/*.read")).statusCode()).isEqualTo(200);
        assertThat(
                        search(
                                        "Observation?patient=p-many",
                                        scoped("user/Observation.rs?category=survey"))
                                .getTotal())
                .isEqualTo(1);
    }

    @Test
    void theCapabilityStatementNamesWhatCanBeSearched() {
        CapabilityStatement statement =
                parse(CapabilityStatement.class, bridge.get("/fhir/metadata", INTEGRATOR));

        assertThat(statement.getFhirVersion().toCode()).startsWith("4.0");
        assertThat(statement.getRestFirstRep().getResource())
                .filteredOn(resource -> resource.getType().equals("Observation"))
                .singleElement()
                .satisfies(resource -> {
                    assertThat(resource.getSearchParam())
                            .extracting(parameter -> parameter.getName())
                            .contains("patient", "code", "date", "category", "_lastUpdated");
                    assertThat(resource.getOperation())
                            .extracting(operation -> operation.getName())
                            .contains("lastn", "stats");
                });
    }

    @Test
    void aPatientOfAnotherUnitDoesNotExist() {
        String nurse = TOKENS.token("clinician", "ward-a");

        assertThat(bridge.get("/fhir/Patient/p-b", nurse).statusCode()).isEqualTo(404);
        assertThat(search("Observation?patient=p-b", nurse).getTotal()).isZero();
        assertThat(search("Observation/$lastn?patient=p-b", nurse).getTotal()).isZero();
        assertThat(search("Observation?patient=" + patientId(), nurse).getTotal()).isEqualTo(6);
    }

    @Test
    void observationsAreFoundByPatientCodeDateAndCategory() {
        String patient = patientId();

        assertThat(total("patient=" + patient)).isEqualTo(6);
        assertThat(total("subject=Patient/" + patient)).isEqualTo(6);
        assertThat(total("patient=p-b," + patient)).isEqualTo(7);
        assertThat(total("code=http://loinc.org|59408-5&patient=" + patient)).isEqualTo(1);
        assertThat(total("code=8867-4,2708-6&patient=" + patient)).isEqualTo(6);
        assertThat(total("category=survey&patient=" + patient)).isZero();
        assertThat(total("category=vital-signs&patient=" + patient)).isEqualTo(6);
        assertThat(total("code=no-such-code&patient=" + patient)).isZero();
        assertThat(
                        total(
                                "patient="
                                        + patient
                                        + "&date=ge2025-11-22T10:01:00Z&date=lt2025-11-22T10:03:00Z"))
                .isEqualTo(2);
        assertThat(bridge.get("/fhir/Observation", INTEGRATOR).statusCode()).isEqualTo(400);
    }

    @Test
    void aMinuteIsItsMedianAndAScoreTheNewestCompleteOne() {
        List<Observation> found = observations(search("Observation?patient=p-many"));

        assertThat(found).hasSize(3);
        assertThat(found.getFirst().getValueQuantity().getValue()).isEqualByComparingTo("90");
        Observation score = found.get(1);
        assertThat(score.getEffectiveDateTimeType().getValue()).isEqualTo(MINUTE.plusSeconds(50));
        assertThat(score.getValueIntegerType().getValue()).isEqualTo(9);
        Observation median = found.get(2);
        assertThat(median.getValueQuantity().getValue()).isEqualByComparingTo("71");
        assertThat(median.getNoteFirstRep().getText()).startsWith("Median of 3 values");
        assertThat(median.getIdElement().getIdPart())
                .as("what the bridge would deliver it by")
                .isEqualTo(key("p-many", "d2", MINUTE).observationId());
        assertThat(median.getMeta().getVersionId()).isEqualTo("1");
    }

    @Test
    void aCountIsACountAndNothingElse() {
        Bundle count = search("Observation?_summary=count&patient=p-many");

        assertThat(count.getTotal()).isEqualTo(3);
        assertThat(count.getEntry()).isEmpty();
        assertThat(total("_summary=count&patient=p-many&date=lt2025-11-22T12:00:00Z")).isEqualTo(2);
    }

    @Test
    void pagesFollowEachOtherAndEndWhateverComesMeanwhile() {
        String query = "Observation?code=8867-4&_count=2&patient=" + patientId();
        Bundle first = search(query + "&_total=accurate");

        assertThat(rates(first)).containsExactly(64, 63);
        assertThat(first.getTotal()).isEqualTo(5);
        Bundle second = follow(first);
        assertThat(rates(second)).containsExactly(62, 61);
        Bundle third = follow(second);
        assertThat(rates(third)).containsExactly(60);
        assertThat(third.getLink("next")).isNull();

        Bundle oldest = search(query + "&_sort=date");
        assertThat(rates(oldest)).containsExactly(60, 61);
        assertThat(rates(follow(oldest))).containsExactly(62, 63);
        assertThat(bridge.get("/fhir/" + query + "&_cursor=nonsense", INTEGRATOR).statusCode())
                .isEqualTo(400);
    }

    @Test
    void theNewestOfEachCodeAndStatisticsAreTold() {
        Bundle newest = search("Observation/$lastn?max=2&patient=p-many");
        assertThat(observations(newest)).hasSize(3);
        assertThat(rates(search("Observation/$lastn?code=8867-4&patient=p-many")))
                .containsExactly(90);

        Observation statistics =
                (Observation)
                        parse(
                                        Parameters.class,
                                        bridge.get(
                                                "/fhir/Observation/$stats?subject=Patient/"
                                                        + patientId()
                                                        + "&code=8867-4&system=http://loinc.org"
                                                        + "&statistic=average&statistic=count&statistic=maximum"
                                                        + "&duration=1",
                                                INTEGRATOR))
                                .getParameterFirstRep()
                                .getResource();
        assertThat(statistics.getComponent()).hasSize(3);
        assertThat(statistics.getComponent().get(1).getValueQuantity().getValue())
                .as("nothing in the last hour")
                .isEqualByComparingTo("0");
        assertThat(statistics.getComponentFirstRep().hasDataAbsentReason()).isTrue();
    }

    @Test
    void whatWasUpdatedIsKnownByTheLedger() {
        Instant recent = Instant.now().truncatedTo(ChronoUnit.MINUTES).minusSeconds(600);
        ingest.store("p-new", "d1", VitalSign.HEART_RATE, recent, 77);
        ingest.store("p-new", "d1", VitalSign.HEART_RATE, MINUTE, 66);
        chart("p-new", recent, 77);

        Bundle updated =
                search("Observation?patient=p-new&_lastUpdated=ge" + recent.plusSeconds(300));
        assertThat(rates(updated)).containsExactly(77);
        String id = observations(updated).getFirst().getIdElement().getIdPart();
        assertThat(rates(search("Observation?_id=" + id))).containsExactly(77);
        assertThat(bridge.get("/fhir/Observation/" + id, INTEGRATOR).statusCode()).isEqualTo(200);
    }

    @Test
    void whatWasEnteredInErrorIsNotShownAndNotCalledMissingTooEarly() {
        Instant recent = Instant.now().truncatedTo(ChronoUnit.MINUTES).minusSeconds(600);
        ingest.store("p-error", "d1", VitalSign.HEART_RATE, recent, 250);
        chart("p-error", recent, 250);
        String id = key("p-error", "d1", recent).observationId();
        ingest.forget("p-error", VitalSign.HEART_RATE, recent);

        assertThat(total("patient=p-error")).isZero();
        HttpResponse<String> read = bridge.get("/fhir/Observation/" + id, INTEGRATOR);
        assertThat(read.statusCode())
                .as("charted just now: it may not be stored yet")
                .isEqualTo(503);
        assertThat(read.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void whileIngestServiceIsAwayNobodyIsToldThatThereIsNothing() {
        ingest.setAway(true);
        try {
            HttpResponse<String> answer =
                    bridge.get("/fhir/Observation?patient=p-many", INTEGRATOR);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("7");
            assertThat(
                            FhirContext.forR4Cached()
                                    .newJsonParser()
                                    .parseResource(OperationOutcome.class, answer.body())
                                    .getIssue())
                    .isNotEmpty();
            assertThat(answer.body()).doesNotContain("p-many");
        } finally {
            ingest.setAway(false);
        }
    }

    @Test
    void anIdThatFhirDoesNotAllowIsReachedByItsDigest() {
        Patient patient =
                (Patient) search("Patient?identifier=ward_a-1").getEntryFirstRep().getResource();

        assertThat(patient.getIdElement().getIdPart()).startsWith("vwp-");
        assertThat(patient.getNameFirstRep().getText()).isEqualTo("Test, One");
        assertThat(patient.getMeta().getSecurityFirstRep().getCode()).isEqualTo("HTEST");
        assertThat(
                        bridge.get(
                                        "/fhir/Patient/" + patient.getIdElement().getIdPart(),
                                        INTEGRATOR)
                                .statusCode())
                .isEqualTo(200);
    }

    private static String scoped(String scope) {
        return TOKENS.tokenWithScope("integrator", scope);
    }

    private static String patientId() {
        return search("Patient?identifier=ward_a-1")
                .getEntryFirstRep()
                .getResource()
                .getIdElement()
                .getIdPart();
    }

    private static ChartKey key(String patient, String device, Instant minute) {
        return new ChartKey(
                new PatientId(patient),
                Optional.of(new DeviceId(device)),
                ChartItem.HEART_RATE,
                minute);
    }

    private static void chart(String patient, Instant minute, double value) {
        MinuteSamples samples = new MinuteSamples(ChartItem.HEART_RATE, minute);
        samples.add(VitalSign.HEART_RATE, minute, value);
        bridge.bean(ObservationLedger.class)
                .chart(
                        List.of(
                                new ChartEntry(
                                        key(patient, "d1", minute),
                                        new ChartFacts.Measured(samples),
                                        false,
                                        false)),
                        Duration.ZERO);
    }

    private static List<Observation> observations(Bundle bundle) {
        List<Observation> observations = new ArrayList<>();
        bundle.getEntry().forEach(entry -> observations.add((Observation) entry.getResource()));
        return observations;
    }

    private static List<Integer> rates(Bundle bundle) {
        return observations(bundle).stream()
                .map(observation -> observation.getValueQuantity().getValue().intValue())
                .toList();
    }

    private static int total(String query) {
        return search("Observation?" + query).getTotal();
    }

    private static Bundle follow(Bundle bundle) {
        return search(bundle.getLink("next").getUrl().replaceFirst(".*/fhir/", ""));
    }

    private static Bundle search(String query) {
        return search(query, INTEGRATOR);
    }

    private static Bundle search(String query, String token) {
        return parse(Bundle.class, bridge.get("/fhir/" + query, token));
    }

    private static <T extends IBaseResource> T parse(Class<T> type, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return FhirContext.forR4Cached().newJsonParser().parseResource(type, response.body());
    }

    private static void put(String patient, String json) {
        var response = bridge.put("/api/v1/patients/" + patient, json, TOKENS.token("operator"));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }
}
