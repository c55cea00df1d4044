package org.vitalwire.ehr.encounter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterLocationStatus;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.RunningBridge;
import org.vitalwire.ehr.census.Survivors;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestTokens;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The census follows a hospital's FHIR server. */
class FhirCensusIT {

    private static final String OPERATOR = TestTokens.shared().token("operator");
    private static final String TOPIC = "http://hospital.example/SubscriptionTopic/encounters";
    private static final String ENDPOINT = "https://vitalwire.example/hooks/census-fhir";
    private static final String SECRET = "a secret of the hospital's";
    private static Instant began;
    private static HospitalServer hospital;
    private static RunningBridge bridge;

    @BeforeAll
    static void start() {
        SharedInfrastructure.startAll();
        began = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(3_600);
        hospital = new HospitalServer();
        hospital.save(location("ward-a", "Ward A", "wa", null), began);
        hospital.save(location("room-1", "Room 1", "ro", "ward-a"), began);
        for (int bed = 1; bed <= 5; bed++) {
            hospital.save(location("bed-" + bed, "Bed " + bed, "bd", "room-1"), began);
            hospital.save(patient("f-" + bed), began);
            hospital.save(
                    encounter("e-" + bed, "f-" + bed, EncounterStatus.INPROGRESS, "bed-" + bed),
                    began.plusSeconds(bed));
        }
        hospital.save(patient("f-gone"), began);
        hospital.save(encounter("e-gone", "f-gone", EncounterStatus.FINISHED, null), began);
        bridge =
                RunningBridge.start(
                        SharedInfrastructure.newDatabase("ehr"),
                        "vitalwire.ehr.census-fhir.url=" + hospital.url() + "/",
                        "vitalwire.ehr.census-fhir.interval=100ms",
                        "vitalwire.ehr.census-fhir.page-size=2",
                        "vitalwire.ehr.census-fhir.subscription.topic=" + TOPIC,
                        "vitalwire.ehr.census-fhir.subscription.endpoint=" + ENDPOINT,
                        "vitalwire.ehr.census-fhir.subscription.secret=" + SECRET,
                        "vitalwire.ehr.census-fhir.subscription.checked=200ms",
                        "vitalwire.ehr.census-fhir.units.[Ward A]=ward-a");
        await().untilAsserted(() ->
                assertThat(patientNow("f-5").path("bed").asString("")).isEqualTo("Bed 5"));
    }

    @AfterAll
    static void stop() {
        bridge.close();
        hospital.close();
    }

    @Test
    void whoIsInABedIsFoundPageByPageAndWhoHasLeftIsNot() {
        JsonNode patient = patientNow("f-1");
        assertThat(patient.path("displayName").asString()).isEqualTo("Test, f-1");
        assertThat(patient.path("birthDate").asString()).isEqualTo("1950-12-31");
        assertThat(patient.path("careUnit").asString()).isEqualTo("ward-a");
        assertThat(patient.path("bed").asString()).isEqualTo("Bed 1");
        assertThat(bridge.get("/api/v1/patients/f-gone", OPERATOR).statusCode()).isEqualTo(404);
    }

    @Test
    void aMoveAndADischargeAreHeardOf() {
        hospital.save(encounter("e-2", "f-2", EncounterStatus.INPROGRESS, "bed-4"), Instant.now());
        await().untilAsserted(() ->
                assertThat(patientNow("f-2").path("bed").asString("")).isEqualTo("Bed 4"));

        Encounter finished = encounter("e-2", "f-2", EncounterStatus.FINISHED, null);
        Instant end = began.plusSeconds(1_800);
        finished.setPeriod(new Period().setEnd(Date.from(end)));
        hospital.save(finished, Instant.now());

        await().untilAsserted(() ->
                assertThat(patientNow("f-2").path("dischargedAt").asString("")).isNotEmpty());
        assertThat(Instant.parse(patientNow("f-2").path("dischargedAt").asString()).toEpochMilli())
                .isEqualTo(end.toEpochMilli());
    }

    @Test
    void anOldStayThatIsSavedAgainDischargesNobodyWhoIsHereAnew() {
        hospital.save(encounter("e-3-old", "f-3", EncounterStatus.FINISHED, null), Instant.now());
        hospital.save(encounter("e-1", "f-1", EncounterStatus.INPROGRESS, "bed-1"), Instant.now());

        int asked = hospital.asked().size();
        await().until(() -> hospital.asked().size() > asked + 6);
        assertThat(patientNow("f-3").hasNonNull("dischargedAt")).isFalse();
        assertThat(patientNow("f-3").path("bed").asString()).isEqualTo("Bed 3");
    }

    @Test
    void aRecordThatAnotherReplacesIsMerged() {
        Patient gone = patient("f-4");
        gone.addLink().setType(LinkType.REPLACEDBY).setOther(new Reference("Patient/f-4-right"));
        hospital.save(patient("f-4-right"), Instant.now());
        hospital.save(gone, Instant.now());

        await().untilAsserted(() ->
                assertThat(bridge.bean(Survivors.class).of(new PatientId("f-4")))
                        .isEqualTo(new PatientId("f-4-right")));
        assertThat(patientNow("f-4-right").path("bed").asString()).isEqualTo("Bed 4");
    }

    @Test
    void aServerThatWasAwayIsReadFromWhereItWas() {
        hospital.answerWith(503);
        int asked = hospital.asked().size();
        await().until(() -> hospital.asked().size() > asked + 2);
        hospital.save(patient("f-6"), Instant.now());
        hospital.save(encounter("e-6", "f-6", EncounterStatus.INPROGRESS, "bed-1"), Instant.now());
        hospital.answerWith(200);

        await().untilAsserted(() ->
                assertThat(patientNow("f-6").path("bed").asString("")).isEqualTo("Bed 1"));
        assertThat(hospital.asked().stream().filter(query -> query.startsWith("Encounter?status")))
                .as("all that are there were asked for once: two and two and one")
                .hasSize(3);
    }

    @Test
    void aSubscriptionThatTheServerSwitchedOffIsAskedForAgainForEver() {
        for (SubscriptionStatus off :
                List.of(
                        SubscriptionStatus.ERROR,
                        SubscriptionStatus.OFF,
                        SubscriptionStatus.ERROR)) {
            await().untilAsserted(() ->
                    assertThat(hospital.subscription().map(Subscription::getStatus))
                            .contains(SubscriptionStatus.ACTIVE));
            hospital.switchSubscription(off);
        }
        await().untilAsserted(() ->
                assertThat(hospital.subscription().map(Subscription::getStatus))
                        .contains(SubscriptionStatus.ACTIVE));
        Subscription subscription = hospital.subscription().orElseThrow();
        assertThat(subscription.getCriteria()).isEqualTo(TOPIC);
        assertThat(subscription.getChannel().getEndpoint()).isEqualTo(ENDPOINT);
        assertThat(subscription.getChannel().getHeader())
                .extracting(header -> header.getValue())
                .containsExactly(FhirSubscription.HEADER + ": " + SECRET);
    }

    @Test
    void aNotificationIsTakenFromWhoKnowsTheSecretOnly() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest.Builder notification =
                    HttpRequest.newBuilder(URI.create(bridge.url("/hooks/census-fhir")))
                            .POST(HttpRequest.BodyPublishers.ofString("{}"));
            assertThat(status(http, notification)).isEqualTo(401);
            assertThat(status(http, notification.setHeader(FhirSubscription.HEADER, "guessed")))
                    .isEqualTo(401);
            assertThat(status(http, notification.setHeader(FhirSubscription.HEADER, SECRET)))
                    .isEqualTo(200);
        }
    }

    private static int status(HttpClient http, HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static JsonNode patientNow(String id) {
        return new ObjectMapper().readTree(bridge.get("/api/v1/patients/" + id, OPERATOR).body());
    }

    private static Patient patient(String id) {
        Patient patient = new Patient();
        patient.setId(id);
        patient.addName().setFamily("Test").addGiven(id);
        patient.setBirthDateElement(new DateType("1950-12-31"));
        return patient;
    }

    private static Location location(String id, String name, String type, @Nullable String partOf) {
        Location location = new Location();
        location.setId(id);
        location.setName(name);
        location.getPhysicalType().addCoding(new Coding().setCode(type));
        if (partOf != null) {
            location.setPartOf(new Reference("Location/" + partOf));
        }
        return location;
    }

    private static Encounter encounter(
            String id, String patient, EncounterStatus status, @Nullable String bed) {
        Encounter encounter = new Encounter();
        encounter.setId(id);
        encounter.setStatus(status);
        encounter.setClass_(new Coding().setCode("IMP"));
        encounter.setSubject(new Reference("Patient/" + patient));
        if (bed != null) {
            encounter
                    .addLocation()
                    .setStatus(EncounterLocationStatus.ACTIVE)
                    .setLocation(new Reference("Location/" + bed));
        }
        return encounter;
    }
}
