package org.vitalwire.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.vitalwire.analytics.RunningAnalytics.Answer;
import org.vitalwire.analytics.policy.ShippedPolicies;
import org.vitalwire.contracts.event.PolicyDecision;
import org.vitalwire.contracts.event.PolicyScope;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestTokens;
import tools.jackson.databind.JsonNode;

/** The policies of a service that runs, as its users decide and see them. */
final class TestPolicies {

    static final String NURSE = TestTokens.shared().token("charge-nurse");
    static final String CLINICIAN = TestTokens.shared().token("clinician");

    private final RunningAnalytics service;

    TestPolicies(RunningAnalytics service) {
        this.service = service;
    }

    Answer put(String scope, String token, String document, String more) {
        return service.put("/api/v1/policies/" + scope, token, body(document, more));
    }

    Answer withdraw(String scope) {
        return service.delete(
                "/api/v1/policies/" + scope,
                NURSE,
                "{\"reason\":\"Übergabe: not needed any more\"}");
    }

    Answer putForAnHour(String patient, String document) {
        return put(
                "patient:" + patient,
                CLINICIAN,
                document,
                ",\"owner\":\"dr\",\"expiresAt\":\"" + Instant.now().plusSeconds(3_600) + "\"");
    }

    /** What the policy of the question would have done. */
    Answer evaluate(String token, String question) {
        return service.post("/api/v1/policies/evaluations", token, question);
    }

    List<JsonNode> entries(String scope) {
        return StreamSupport.stream(
                        service.get("/api/v1/policies", NURSE).body().get("policies").spliterator(),
                        false)
                .filter(entry -> entry.get("scope").asString().equals(scope))
                .toList();
    }

    JsonNode onlyEntry(String scope) {
        assertThat(entries(scope)).hasSize(1);
        return entries(scope).getFirst();
    }

    static String code(Answer answer) {
        return answer.body().get("code").asString();
    }

    static String body(String document, String more) {
        return "{\"reason\":\"tried\",\"policy\":" + document + more + "}";
    }

    /** As ward-adult, with another outermost limit of SpO2. */
    static String wardWith(String id, int lowSpo2) {
        return ShippedPolicies.WARD_ADULT
                .document()
                .toString()
                .replaceFirst("\"id\":\"ward-adult\"", "\"id\":\"" + id + "\"")
                .replaceFirst("\"beyond\":90", "\"beyond\":" + lowSpo2);
    }

    /** By version: each has a key, and so perhaps a partition, of its own. */
    static List<PolicyDecision> decisions(String unit) {
        return SharedInfrastructure.kafka().events().read(EventCodecs.POLICY_DECISION).stream()
                .filter(decision -> decision.scope().equals(new PolicyScope.Unit(unit)))
                .sorted(Comparator.comparingInt(PolicyDecision::version))
                .toList();
    }

    /** Of an evaluation, on the side of what is asked or of what is in force. */
    static int lowSaturations(JsonNode report, String side) {
        return report.get(side).get(0).get("byCondition").path("low-spo2").asInt(0);
    }
}
