package org.vitalwire.analytics.patient;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.policy.ShippedPolicies;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.id.Canary;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.testkit.TestReading;

/** What the watchdog counts on: that each beat of its canary is found at once. */
class CanaryPolicyTest {

    private static final Instant T0 = Instant.parse("2026-11-23T08:00:00Z");
    private static final int EVERY = 15;

    private final PatientEvaluator evaluator = new PatientEvaluator(ShippedPolicies.canary());
    private byte[] state = PatientStateCodec.encode(new PatientState());

    @Test
    void eachBeatBeginsOneFindingAndEndsTheOneBefore() {
        assertThat(beat(0)).containsExactly("canary-tick STARTED");
        for (int beat = 1; beat < 200; beat++) {
            assertThat(beat(beat * EVERY))
                    .as("beat %d", beat)
                    .containsExactlyInAnyOrder(name(beat) + " STARTED", name(beat - 1) + " ENDED");
        }
    }

    @Test
    void afterAnOutageTheNextBeatIsFoundAsWell() {
        beat(0);
        // As long as nothing comes, time passes in the analytics, too.
        PatientState decoded = PatientStateCodec.decode(state);
        Outcome passed =
                evaluator.onTime(decoded, Canary.PATIENT, EventTime.micros(T0.plusSeconds(3585)));
        state = PatientStateCodec.encode(decoded);
        assertThat(told(passed)).containsExactly("canary-tick ENDED");
        assertThat(beat(3600)).containsExactly("canary-tick STARTED");
    }

    private List<String> beat(int second) {
        Instant at = T0.plusSeconds(second);
        Reading reading =
                TestReading.of(Canary.DEVICE.value(), at)
                        .patient(Canary.PATIENT.value())
                        .value(
                                VitalSign.GLUCOSE,
                                second / EVERY % 2 == 0 ? Canary.TICK : Canary.TOCK)
                        .synthetic()
                        .build();
        PatientState decoded = PatientStateCodec.decode(state);
        Outcome outcome =
                evaluator.onReading(decoded, Canary.PATIENT, reading, EventTime.micros(at));
        state = PatientStateCodec.encode(decoded);
        assertThat(outcome.findings())
                .allSatisfy(finding -> {
                    assertThat(finding.priority()).isEqualTo(Priority.LOW);
                    assertThat(finding.messageId()).isEqualTo(reading.messageId());
                });
        return told(outcome);
    }

    private static List<String> told(Outcome outcome) {
        return outcome.findings().stream().map(CanaryPolicyTest::words).toList();
    }

    private static String words(Finding finding) {
        return finding.condition() + " " + finding.phase();
    }

    private static String name(int beat) {
        return beat % 2 == 0 ? "canary-tick" : "canary-tock";
    }
}
