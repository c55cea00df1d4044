package org.vitalwire.analytics.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.decision.Rulebooks;
import org.vitalwire.analytics.policy.Policy;
import org.vitalwire.analytics.policy.ShippedPolicies;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.testkit.TestReading;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WardEvaluationTest {

    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
    private static final Policy WARD = ShippedPolicies.WARD_ADULT.policy();
    private static final Policy HOME = ShippedPolicies.HOME.policy();

    @Test
    void aPolicyIsComparedWithWhatIsInForceOnTheVerySameReadings() {
        JsonNode report = report(evaluation(WARD, WARD));
        assertThat(report.path("patients").asInt()).isEqualTo(1);
        assertThat(report.path("patientDays").asDouble()).isEqualTo(1);
        JsonNode asked = report.path("asked").path(0);
        assertThat(asked.path("alertsPerPatientDay").asDouble()).isPositive();
        assertThat(asked.path("byCondition").path("low-spo2").asInt()).isEqualTo(1);
        assertThat(asked.path("byCondition"))
                .isEqualTo(report.path("inForce").path(0).path("byCondition"));
    }

    @Test
    void onlyTheUnitThatIsAskedAboutCounts() {
        WardEvaluation evaluation =
                new WardEvaluation(
                        WARD,
                        Rulebooks.always(HOME),
                        EventTime.micros(START),
                        patient -> patient.value().equals("somebody-else"));
        assertThat(report(evaluation).path("patients").asInt()).isZero();
    }

    private static WardEvaluation evaluation(Policy asked, Policy inForce) {
        return new WardEvaluation(
                asked, Rulebooks.always(inForce), EventTime.micros(START), patient -> true);
    }

    /** Ten minutes of too little oxygen within a day. */
    private static JsonNode report(WardEvaluation evaluation) {
        for (int second = 0; second < 23 * 3600; second += 10) {
            boolean low = second >= 36_000 && second < 36_600;
            evaluation.take(
                    TestReading.of("monitor-1", START.plusSeconds(second))
                            .patient("p1")
                            .value(VitalSign.SPO2, low ? 82 : 97 + second / 10 % 2)
                            .build());
        }
        Map<String, @Nullable Object> report =
                evaluation.report(START.plus(Duration.ofHours(23).plusMinutes(30)));
        return JsonMapper.shared().valueToTree(report);
    }
}
