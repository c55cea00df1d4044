package org.vitalwire.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.id.PatientId;

class PolicyScopeTest {

    @Test
    void aScopeIsItsCode() {
        Stream.of(
                        PolicyScope.ORGANISATION,
                        new PolicyScope.Unit("ward a/2"),
                        new PolicyScope.Patient(new PatientId("P1")))
                .forEach(scope -> assertThat(PolicyScope.ofCode(scope.code())).contains(scope));
    }

    @Test
    void nothingElseIsAScope() {
        assertThat(
                        Stream.of(
                                "",
                                "organization",
                                "unit:",
                                "unit: ",
                                "patient:",
                                "patient:-x",
                                "ward"))
                .allSatisfy(code -> assertThat(PolicyScope.ofCode(code)).isEmpty());
    }

    @Test
    void aPatientsScopeDoesNotPrintThePatient() {
        assertThat(new PolicyScope.Patient(new PatientId("P-4711")).toString())
                .doesNotContain("4711");
    }
}
