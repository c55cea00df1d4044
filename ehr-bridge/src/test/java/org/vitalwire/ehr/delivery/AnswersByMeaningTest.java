package org.vitalwire.ehr.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vitalwire.ehr.ledger.Refusal;

class AnswersByMeaningTest {

    @ParameterizedTest
    @CsvSource({
        "200, DONE", "201 Created, DONE", "204, DONE", "202 Accepted, ACCEPTED",
        "301, UNAVAILABLE", "400, REFUSED", "401, UNAVAILABLE", "403, UNAVAILABLE",
        "404, ABSENT", "408, UNAVAILABLE", "409 Conflict, CONTESTED", "410, GONE",
        "412, CONTESTED", "422, REFUSED", "429, UNAVAILABLE", "500, UNAVAILABLE",
        "503, UNAVAILABLE", "'', UNAVAILABLE", "2, UNAVAILABLE"
    })
    void aStatusSaysWhetherItIsTheContentsFault(String status, Meaning meaning) {
        assertThat(Meaning.of(status)).isEqualTo(meaning);
    }

    @Test
    void whatAServerQuotesIsNotKept() {
        Refusal refusal =
                Diagnostics.of(
                        422,
                        outcome(
                                "HAPI-0931: Value \"117.5\" at Observation.component[1].value of"
                                        + " Patient/smith (Smith, John 1950-12-31) is above 90 mm[Hg]"
                                        + " for jones, must not be"));

        assertThat(refusal.error()).isEqualTo("422:invalid");
        assertThat(Diagnostics.without(refusal, List.of("Jones")).issues())
                .containsExactly(
                        new Refusal.Issue(
                                "invalid",
                                "Observation.component",
                                "HAPI-0931: Value … at Observation.component[1].value of … is above"
                                        + " … mm[Hg] for …, must not be"));
    }

    @Test
    void diagnosticsAreShort() {
        Refusal refusal = Diagnostics.of(400, outcome("word ".repeat(1000)));

        assertThat(refusal.issues().getFirst().diagnostics()).hasSize(Diagnostics.LONGEST);
    }

    @Test
    void withoutAnOutcomeTheStatusIsAllThereIs() {
        assertThat(Diagnostics.of(400, null).error()).isEqualTo("400:no-outcome");
        assertThat(Explanation.of("400:no-outcome").retryHelps()).isFalse();
        assertThat(Explanation.of("409:conflict").retryHelps()).isTrue();
        assertThat(Explanation.of("patient-gone").advice()).contains("restored");
    }

    private static OperationOutcome outcome(String diagnostics) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(IssueType.INVALID)
                .setDiagnostics(diagnostics)
                .addExpression("Observation.component");
        return outcome;
    }
}
