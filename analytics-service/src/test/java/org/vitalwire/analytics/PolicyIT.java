package org.vitalwire.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.vitalwire.analytics.TestPatients.admit;
import static org.vitalwire.analytics.TestPatients.events;
import static org.vitalwire.analytics.TestPatients.newPatient;
import static org.vitalwire.analytics.TestPatients.newUnit;
import static org.vitalwire.analytics.TestPatients.send;
import static org.vitalwire.analytics.TestPolicies.CLINICIAN;
import static org.vitalwire.analytics.TestPolicies.NURSE;
import static org.vitalwire.analytics.TestPolicies.body;
import static org.vitalwire.analytics.TestPolicies.code;
import static org.vitalwire.analytics.TestPolicies.decisions;
import static org.vitalwire.analytics.TestPolicies.lowSaturations;
import static org.vitalwire.analytics.TestPolicies.wardWith;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vitalwire.analytics.RunningAnalytics.Answer;
import org.vitalwire.contracts.event.ErasureNotice.Erasure;
import org.vitalwire.contracts.event.ErasureNotice.ErasureDone;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.PolicyDecision;
import org.vitalwire.contracts.event.ShadowNotice;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestTokens;
import tools.jackson.databind.JsonNode;

/** Policies of the whole service against a real broker. */
class PolicyIT {

    @SuppressWarnings("NullAway.Init")
    private static RunningAnalytics service;

    @SuppressWarnings("NullAway.Init")
    private static TestPolicies policies;

    @BeforeAll
    static void start() {
        service = RunningAnalytics.start();
        policies = new TestPolicies(service);
        await().atMost(Duration.ofSeconds(60)).until(service::isReady);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aDecisionIsDurableAndInForceWhenItIsAnswered() {
        String unit = newUnit();
        Answer first = policies.put("unit:" + unit, NURSE, wardWith("own-1", 90), "");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body().get("state").asString()).isEqualTo("IN_FORCE");
        assertThat(first.body().get("author").asString()).isEqualTo("test-charge-nurse");
        assertThat(first.body().get("version").asInt()).isEqualTo(1);
        assertThat(decisions(unit)).extracting(PolicyDecision::policyId).containsExactly("own-1");

        policies.put("unit:" + unit, NURSE, wardWith("own-2", 88), "");
        JsonNode entry = policies.onlyEntry("unit:" + unit);
        assertThat(entry.get("id").asString()).isEqualTo("own-2");
        assertThat(entry.get("version").asInt()).isEqualTo(2);
        assertThat(entry.get("expiresAt").isNull()).isTrue();
        assertThat(entry.get("policy").get("limits").get(0).get("condition").asString())
                .isEqualTo("low-spo2");

        JsonNode history =
                service.get("/api/v1/policies/history?scope=unit:" + unit, NURSE)
                        .body()
                        .get("decisions");
        assertThat(history)
                .extracting(d -> d.get("state").asString())
                .containsExactly("IN_FORCE", "SUPERSEDED");

        assertThat(policies.withdraw("unit:" + unit).status()).isEqualTo(200);
        assertThat(decisions(unit).getLast().reason()).isEqualTo("Übergabe: not needed any more");
        assertThat(policies.entries("unit:" + unit)).isEmpty();
        assertRefused(policies.withdraw("unit:" + unit), 404, "POLICY_NOT_FOUND");
    }

    @Test
    void theReasonOfAWithdrawalIsAskedForAndNeverInTheUrl() {
        String path = "/api/v1/policies/unit:" + newUnit();
        service.put(path, NURSE, body(wardWith("own", 90), ""));
        Answer inUrl = service.delete(path + "?reason=bed%204", NURSE, "{\"reason\":\"r\"}");
        assertRefused(inUrl, 400, "NOT_IN_URL");
        for (String without : List.of("", "{}", "{\"reason\":\" \"}", "{\"reasn\":\"r\"}", "[]")) {
            Answer answer = service.delete(path, NURSE, without);
            assertThat(answer.status()).as(without).isEqualTo(422);
            assertThat(code(answer)).isEqualTo("POLICY_INVALID");
        }
        assertThat(service.get(path, NURSE).body().get("policies")).hasSize(1);
    }

    @Test
    void ofTwoEditorsTheSecondOverwritesNothingUnseen() {
        String path = "/api/v1/policies/unit:" + newUnit();
        String none = service.get(path, NURSE).etag();
        assertThat(none).isEqualTo("\"0\"");
        Answer first = service.ifMatch("PUT", path, NURSE, body(wardWith("own", 90), ""), none);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.etag()).isEqualTo(service.get(path, NURSE).etag()).isEqualTo("\"1\"");

        for (Answer second :
                List.of(
                        service.ifMatch("PUT", path, NURSE, body(wardWith("own", 88), ""), none),
                        service.ifMatch("DELETE", path, NURSE, "{\"reason\":\"r\"}", none))) {
            assertRefused(second, 412, "POLICY_CHANGED");
        }
        JsonNode kept = service.get(path, NURSE).body();
        assertThat(kept.get("version").asInt()).isEqualTo(1);
        assertThat(
                        service.get("/api/v1/policies", NURSE)
                                .body()
                                .get("versions")
                                .get(kept.get("scope").asString())
                                .asInt())
                .isEqualTo(1);
        // A withdrawal is a decision, too, although it leaves no entry.
        assertThat(service.ifMatch("DELETE", path, NURSE, "{\"reason\":\"r\"}", "W/\"1\"").etag())
                .isEqualTo(service.get(path, NURSE).etag())
                .isEqualTo("\"2\"");
    }

    @Test
    void careUnitsAreCalledAsTheHospitalCallsThem() {
        String suffix = UUID.randomUUID().toString().substring(0, 8);
        for (String name :
                List.of("ICU/2", "Ward 4 A", "Pädiatrie Süd", "50 % // 外科", "a+b&c=d?")) {
            String scope = "unit:" + name + ' ' + suffix;
            String path =
                    "/api/v1/policies/"
                            + URLEncoder.encode(scope, StandardCharsets.UTF_8).replace("+", "%20");
            assertThat(service.put(path, NURSE, body(wardWith("own", 90), "")).status())
                    .as(name)
                    .isEqualTo(200);
            assertThat(policies.onlyEntry(scope).get("id").asString()).isEqualTo("own");
            assertThat(service.get(path, NURSE).body().get("scope").asString()).isEqualTo(scope);
            assertThat(service.delete(path, NURSE, "{\"reason\":\"r\"}").status()).isEqualTo(200);
            assertThat(policies.entries(scope)).isEmpty();
        }
        // Elsewhere nobody has a slash in a name, so there it is refused as before.
        assertThat(service.get("/api/v1/patients/a%2Fb/oxygen-target", CLINICIAN).status())
                .isEqualTo(400);
        assertThat(service.get("/api/v1/policies/..%2Fpatients", CLINICIAN).status())
                .isEqualTo(400);
    }

    @Test
    void whatIsShippedIsTold() {
        JsonNode shipped = service.get("/api/v1/policies", CLINICIAN).body().get("shipped");
        assertThat(shipped)
                .extracting(s -> s.get("id").asString())
                .containsExactly("ward-adult", "step-down", "home");
        assertThat(shipped)
                .extracting(s -> s.get("inForceByDefault").asBoolean())
                .containsExactly(true, false, false);
    }

    @Test
    void anUnsoundPolicyIsRefusedFieldByFieldAndChangesNothing() {
        String unit = newUnit();
        String unsound =
                wardWith("own", 90)
                        .replace("\"beyond\":85", "\"beyond\":95")
                        .replace("\"signs\":[\"spo2\"]", "\"signs\":[\"sp02\"]");
        for (Answer answer :
                List.of(
                        policies.put("unit:" + unit, NURSE, unsound, ""),
                        service.post("/api/v1/policies/check", NURSE, body(unsound, "")))) {
            assertRefused(answer, 422, "POLICY_INVALID");
            assertThat(answer.body().get("problems"))
                    .extracting(p -> p.get("field").asString())
                    .containsExactly("limits[0].signs[0]", "limits[0].steps[1].beyond");
        }
        Answer garbled = service.put("/api/v1/policies/unit:" + unit, NURSE, "{\"policy\":");
        assertThat(garbled.status()).isEqualTo(422);
        assertThat(garbled.body().get("problems").get(0).get("message").asString())
                .startsWith("not JSON");
        assertThat(policies.entries("unit:" + unit)).isEmpty();
        assertThat(decisions(unit)).isEmpty();
    }

    @Test
    void aCheckChangesNothing() {
        Answer answer =
                service.post("/api/v1/policies/check", NURSE, body(wardWith("own", 90), ""));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("valid").asBoolean()).isTrue();
        assertThat(answer.body().get("limits").asInt()).isEqualTo(9);
        assertThat(policies.entries("organisation")).isEmpty();
    }

    @Test
    void whoDecidesForWhomIsKept() {
        TestTokens tokens = TestTokens.shared();
        String document = wardWith("own", 90);
        assertThat(policies.put("organisation", "", document, "").status()).isEqualTo(401);
        assertThat(policies.put("organisation", tokens.token("auditor"), document, "").status())
                .isEqualTo(403);
        assertForbidden(policies.put("organisation", CLINICIAN, document, ""));
        assertForbidden(policies.put("unit:ward-a", CLINICIAN, document, ""));
        String ofWardB = tokens.token("charge-nurse", "ward-b");
        assertForbidden(policies.put("organisation", ofWardB, document, ""));
        assertForbidden(policies.put("unit:ward-a", ofWardB, document, ""));
        assertThat(policies.put("patient:" + newPatient(), ofWardB, document, "").status())
                .isEqualTo(404);
        assertRefused(policies.put("ward-a", NURSE, document, ""), 400, "INVALID_SCOPE");
        assertThat(service.get("/api/v1/policies/history?scope=organisation", CLINICIAN).status())
                .isEqualTo(403);
        assertThat(
                        service.get(
                                        "/api/v1/policies/history?scope=organisation",
                                        tokens.token("auditor"))
                                .status())
                .isEqualTo(200);
    }

    @Test
    void aPatientsPolicyNeedsAnOwnerAndAnEndAndIsShownToFewOnly() {
        String patient = newPatient();
        admit(patient, "ward-c");
        Answer without = policies.put("patient:" + patient, CLINICIAN, wardWith("own", 87), "");
        assertThat(without.body().get("problems"))
                .extracting(p -> p.get("field").asString())
                .containsExactly("expiresAt", "owner");
        assertThat(policies.putForAnHour(patient, wardWith("own", 87)).status()).isEqualTo(200);
        assertThat(policies.onlyEntry("patient:" + patient).get("owner").asString())
                .isEqualTo("dr");
        assertThat(
                        service.get(
                                        "/api/v1/policies",
                                        TestTokens.shared().token("clinician", "ward-d"))
                                .body()
                                .get("policies"))
                .noneMatch(entry -> entry.get("scope").asString().contains(patient));
    }

    @Test
    void anErasedPatientHasNoPolicyAnyMore() {
        String patient = newPatient();
        assertThat(policies.putForAnHour(patient, wardWith("own", 87)).status()).isEqualTo(200);
        events().publish(
                        EventCodecs.ERASURE,
                        patient,
                        new Erasure(
                                patient, new PatientId(patient), Instant.now(), "me", List.of()));
        ErasureDone done =
                (ErasureDone)
                        events().awaitOne(
                                        EventCodecs.ERASURE,
                                        notice ->
                                                notice instanceof ErasureDone
                                                        && notice.erasureId().equals(patient));
        assertThat(done.erased()).isEqualTo(1);
        assertThat(policies.entries("patient:" + patient)).isEmpty();
        assertThat(
                        SharedInfrastructure.kafka().probe().read("policies.v1").stream()
                                .filter(record -> record.key().contains(patient))
                                .reduce((first, second) -> second)
                                .orElseThrow()
                                .value())
                .isNull();
    }

    @Test
    void thePatientsOwnPolicyJudgesTheNextReading() {
        String patient = newPatient();
        assertThat(policies.putForAnHour(patient, wardWith("own", 98)).status()).isEqualTo(200);
        Instant start = Instant.now().truncatedTo(ChronoUnit.MICROS);
        for (int t = 0; t <= 20; t++) {
            send(patient, start.plusSeconds(t), 96);
        }
        Finding finding =
                events().awaitOne(EventCodecs.FINDING, f -> f.patientId().value().equals(patient));
        assertThat(finding.condition()).isEqualTo("low-spo2");
        assertThat(finding.at()).isEqualTo(start.plusSeconds(15));
    }

    @Test
    void aCandidateOfAUnitIsTriedWithoutCallingAnybody() {
        String unit = newUnit();
        String patient = newPatient();
        admit(patient, unit);
        assertThat(
                        policies.put(
                                        "unit:" + unit,
                                        NURSE,
                                        wardWith("trial", 98),
                                        ",\"shadow\":true")
                                .status())
                .isEqualTo(200);
        assertThat(policies.onlyEntry("unit:" + unit).get("shadow").asBoolean()).isTrue();
        Instant start = Instant.now().truncatedTo(ChronoUnit.MICROS);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> {
                    // The census is another topic: measure until it is known who is on the unit.
                    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
                    for (int t = 0; t <= 20; t++) {
                        send(patient, now.plusSeconds(t), 96);
                    }
                    assertThat(events().read(EventCodecs.SHADOW))
                            .anyMatch(notice ->
                                    notice instanceof ShadowNotice.Found
                                            && notice.patientId().value().equals(patient));
                });
        Answer answer =
                service.get(
                        "/api/v1/policies/shadow?scope=unit:"
                                + unit
                                + "&from="
                                + start.minusSeconds(60)
                                + "&to="
                                + start.plusSeconds(3_600),
                        NURSE);
        assertThat(answer.status()).isEqualTo(200);
        JsonNode report = answer.body();
        assertThat(report.get("policyId").asString()).isEqualTo("trial");
        assertThat(report.get("patients").asInt()).isEqualTo(1);
        assertThat(report.get("patientDays").asDouble()).isPositive();
        assertThat(report.get("candidate").get("started").asInt()).isPositive();
        assertThat(report.get("conditions").get(0).get("condition").asString())
                .isEqualTo("low-spo2");
        assertThat(report.get("inForce").get("started").asInt()).isZero();
        assertThat(report.get("truncated").asBoolean()).isFalse();
        assertThat(events().read(EventCodecs.FINDING))
                .noneMatch(finding -> finding.patientId().value().equals(patient));
        assertThat(service.get("/api/v1/policies/shadow?scope=unit:" + newUnit(), NURSE).status())
                .isEqualTo(404);
        service.delete(
                "/api/v1/policies/unit:" + unit, NURSE, "{\"reason\":\"r\",\"shadow\":true}");
        assertThat(policies.entries("unit:" + unit)).isEmpty();
    }

    @Test
    void whatAPolicyWouldHaveDoneIsEvaluatedOnTheReadingsThatAreKept() {
        String patient = newPatient();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        for (int t = 0; t <= 40; t++) {
            send(patient, now.plusSeconds(t), 93);
        }
        String question = "{\"policy\":" + wardWith("stricter", 95) + ",\"days\":1}";
        Answer begun = policies.evaluate(NURSE, question);
        assertThat(begun.status()).isEqualTo(202);
        String path = "/api/v1/policies/evaluations/" + begun.body().get("id").asString();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(service.get(path, NURSE).body().get("state").asString())
                                .isEqualTo("DONE"));
        JsonNode report = service.get(path, NURSE).body().get("report");
        assertThat(report.get("patients").asInt()).isPositive();
        int asked = lowSaturations(report, "asked");
        assertThat(asked).isPositive().isGreaterThan(lowSaturations(report, "inForce"));
        assertThat(report.toString()).doesNotContain(patient);

        assertThat(policies.evaluate(CLINICIAN, question).status()).isEqualTo(403);
        assertThat(code(policies.evaluate(NURSE, question.replace("\"days\":1", "\"days\":90"))))
                .isEqualTo("BAD_RANGE");
        assertThat(code(policies.evaluate(NURSE, question.replace("\"spo2\"", "\"sp02\""))))
                .isEqualTo("POLICY_INVALID");
    }

    @Test
    void aProcessThatStartsKnowsEveryDecisionBeforeItIsReady() {
        String unit = newUnit();
        policies.put("unit:" + unit, NURSE, wardWith("kept", 88), "");
        try (RunningAnalytics another =
                RunningAnalytics.start(
                        "vitalwire.analytics.application-id=policies-of-another",
                        "vitalwire.analytics.state-directory=target/analytics-state-another")) {
            assertThat(another.get("/api/v1/policies", NURSE).body().get("policies"))
                    .anyMatch(entry ->
                            entry.get("scope").asString().equals("unit:" + unit)
                                    && entry.get("id").asString().equals("kept"));
        }
    }

    private static void assertForbidden(Answer answer) {
        assertRefused(answer, 403, "SCOPE_FORBIDDEN");
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(code(answer)).isEqualTo(code);
    }
}
