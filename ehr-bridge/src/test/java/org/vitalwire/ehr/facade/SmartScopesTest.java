package org.vitalwire.ehr.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vitalwire.ehr.facade.SmartScopes.Interaction.READ;
import static org.vitalwire.ehr.facade.SmartScopes.Interaction.SEARCH;

import java.util.List;
import org.junit.jupiter.api.Test;

class SmartScopesTest {

    private static SmartScopes scopes(String... scopes) {
        return SmartScopes.of(List.of(scopes));
    }

    @Test
    void aTokenWithoutSmartScopesIsJudgedByItsRolesAlone() {
        assertThat(scopes("openid", "profile").permit("Observation", READ)).isTrue();
        assertThat(scopes("openid").categories(SEARCH)).isEmpty();
    }

    @Test
    void bothVersionsAreUnderstood() {
        assertThat(scopes("system/*.read").permit("Observation", SEARCH)).isTrue();
        assertThat(scopes("user/Patient.*").permit("Patient", READ)).isTrue();
        assertThat(scopes("user/Observation.rs").permit("Observation", SEARCH)).isTrue();
        assertThat(scopes("user/Observation.cruds").permit("Observation", READ)).isTrue();
    }

    @Test
    void whatIsNotNamedIsNotPermitted() {
        assertThat(scopes("system/Patient.read").permit("Observation", READ)).isFalse();
        assertThat(scopes("user/Observation.r").permit("Observation", SEARCH)).isFalse();
        assertThat(scopes("system/*.write").permit("Patient", READ)).isFalse();
        assertThat(scopes("system/Observation.cud").permit("Observation", READ)).isFalse();
    }

    @Test
    void anAppOfAPatientIsPermittedNothing() {
        assertThat(scopes("patient/*.read").permit("Observation", READ)).isFalse();
        assertThat(scopes("patient/*.read").permit("Patient", READ)).isFalse();
    }

    @Test
    void aCategoryNarrowsAndWhatNobodyWouldEnforcePermitsNothing() {
        SmartScopes vitals =
                scopes(
                        "user/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|vital-signs");
        assertThat(vitals.permit("Observation", SEARCH)).isTrue();
        assertThat(vitals.categories(SEARCH).orElseThrow()).containsExactly("vital-signs");
        assertThat(
                        scopes("user/Observation.rs?category=survey", "system/Observation.rs")
                                .categories(SEARCH))
                .isEmpty();
        assertThat(scopes("user/Observation.rs?code=8867-4").permit("Observation", SEARCH))
                .isFalse();
        assertThat(
                        scopes("user/Observation.rs?category=survey&code=1")
                                .permit("Observation", SEARCH))
                .isFalse();
    }
}
