package org.vitalwire.analytics.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vitalwire.analytics.decision.Decisions.T0;
import static org.vitalwire.analytics.decision.Decisions.document;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vitalwire.analytics.policy.InvalidPolicyException;
import org.vitalwire.analytics.policy.PolicyProblem;
import org.vitalwire.analytics.score.ScoreTables;
import org.vitalwire.contracts.event.PolicyDecision;
import org.vitalwire.contracts.event.PolicyScope;
import org.vitalwire.contracts.id.PatientId;

class DecisionReaderTest {

    private static final ScoreTables TABLES = ScoreTables.shipped();
    private static final PolicyScope PATIENT = new PolicyScope.Patient(new PatientId("p1"));
    private static final PolicyScope WARD = new PolicyScope.Unit("ward-a");

    @Test
    void whoeverSaysNothingElseMeansNow() {
        DecisionReader.Draft draft =
                DecisionReader.read(
                        "{\"reason\":\"why\",\"policy\":" + document("own") + "}",
                        WARD,
                        T0,
                        TABLES);
        assertThat(draft.effectiveFrom()).isEqualTo(T0);
        assertThat(draft.shadow()).isFalse();
        PolicyDecision decision = draft.decision(WARD, 7, "nurse", T0);
        assertThat(decision.policyId()).isEqualTo("own");
        assertThat(decision.document().orElseThrow()).contains("\"version\":7");
    }

    @Test
    void aMomentAgoIsNow() {
        DecisionReader.Draft draft =
                DecisionReader.read(
                        request(", \"effectiveFrom\":\"2026-11-23T09:59:30Z\""), WARD, T0, TABLES);
        assertThat(draft.effectiveFrom()).isEqualTo(T0);
    }

    @Test
    void aPatientsPolicyHasAnOwnerAndAnEnd() {
        assertThat(told(request(""), PATIENT))
                .containsExactly(
                        "expiresAt is missing: a patient's policy must end",
                        "owner is missing: somebody answers for a patient's policy");
        DecisionReader.Draft draft =
                DecisionReader.read(
                        request(", \"owner\":\"dr\",\"expiresAt\":\"2026-11-24T10:00:00Z\""),
                        PATIENT,
                        T0,
                        TABLES);
        assertThat(draft.expiresAt()).contains(T0.plus(Duration.ofDays(1)));
        assertThat(draft.owner()).contains("dr");
    }

    @Test
    void theRequestAndTheDocumentAreJudgedAtOnce() {
        assertThat(
                        told(
                                """
                                {"policy":{"id":"x","limits":[{}]},
                                 "effectiveFrom":"2026-11-22T10:00:00Z",
                                 "expiresAt":"yesterday","shadow":"yes","resaon":"typo"}
                                """,
                                WARD))
                .startsWith(
                        "reason is missing",
                        "effectiveFrom must not lie in the past",
                        "expiresAt must be a moment such as 2026-11-23T14:00:00Z",
                        "shadow must be true or false",
                        "resaon is not a field of a policy here")
                .contains(
                        "limits[0].title is missing",
                        "abandonAfter is missing (a duration such as PT30S)");
    }

    @Test
    void itEndsAfterItBegins() {
        assertThat(told(request(", \"expiresAt\":\"2026-11-23T10:00:00Z\""), WARD))
                .containsExactly("expiresAt must lie after effectiveFrom, and in the future");
        assertThat(told(request(", \"expiresAt\":\"2028-11-23T10:00:00Z\""), WARD))
                .containsExactly("expiresAt must not be more than a year away");
    }

    @Test
    void whatIsNoRequestAtAllIsSaidSo() {
        assertThat(told("{\"policy\": ", WARD)).singleElement().asString().startsWith("not JSON");
        assertThat(told("[]", WARD)).containsExactly("must be a JSON object");
        assertThat(told("{\"reason\":\"x\"}", WARD)).containsExactly("policy is missing");
        assertThat(told("{\"reason\":\"x\",\"policy\":3}", WARD))
                .containsExactly("policy must be an object");
        assertThat(told(" ".repeat(300_000), WARD))
                .containsExactly("must not be longer than 256 KiB");
    }

    private static String request(String more) {
        return "{\"reason\":\"why\"" + more + ",\"policy\":" + document("own") + "}";
    }

    private static List<String> told(String body, PolicyScope scope) {
        try {
            DecisionReader.read(body, scope, T0, TABLES);
            return List.of();
        } catch (InvalidPolicyException e) {
            return e.problems().stream().map(PolicyProblem::toString).toList();
        }
    }
}
