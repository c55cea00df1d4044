package org.vitalwire.analytics.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vitalwire.analytics.decision.Decisions.T0;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Finding.Phase;
import org.vitalwire.contracts.event.PolicyScope;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.event.ShadowNotice.Candidate;
import org.vitalwire.contracts.event.ShadowNotice.Found;
import org.vitalwire.contracts.event.ShadowNotice.Watched;
import org.vitalwire.contracts.id.PatientId;

class ShadowCountsTest {

    private static final Candidate CANDIDATE =
            new Candidate(PolicyScope.ORGANISATION, 3, "quieter");
    private static final PatientId ADA = new PatientId("ada");
    private static final PatientId BEN = new PatientId("ben");

    private final ShadowCounts counts =
            new ShadowCounts(
                    CANDIDATE,
                    T0.minusSeconds(36_000),
                    T0.plusSeconds(600),
                    T0.plus(Duration.ofHours(12)));

    @Test
    void whatBeganIsCountedOnceByConditionAndPatientDay() {
        watch(ADA, 0, 6);
        watch(BEN, 6, 12);
        watch(ADA, 0, 2);
        found("f1", ADA, "low-spo2", Phase.STARTED, 1);
        found("f1", ADA, "low-spo2", Phase.STARTED, 1);
        found("f1", ADA, "low-spo2", Phase.ENDED, 2);
        found("f2", ADA, "low-spo2", Phase.STARTED, 3);
        found("f3", BEN, "news2", Phase.STARTED, 7);
        ShadowReport report = counts.report(false);
        assertThat(report.patients()).isEqualTo(2);
        assertThat(report.patientDays()).isEqualTo(0.5);
        assertThat(report.candidate().started()).isEqualTo(3);
        assertThat(report.candidate().perPatientDay()).isEqualTo(6);
        assertThat(report.conditions())
                .extracting(c -> c.condition() + ' ' + c.candidate().started())
                .containsExactly("low-spo2 2", "news2 1");
    }

    @Test
    void whatWasInForceCountsOnlyForWhomAndWhenItWatched() {
        watch(ADA, 0, 2);
        counts.addInForce(finding("g1", ADA, "low-spo2", Phase.STARTED, 1));
        counts.addInForce(finding("g2", ADA, "low-spo2", Phase.STARTED, 5));
        counts.addInForce(finding("g3", BEN, "low-spo2", Phase.STARTED, 1));
        ShadowReport report = counts.report(true);
        assertThat(report.inForce().started()).isEqualTo(1);
        assertThat(report.candidate().started()).isZero();
        assertThat(report.truncated()).isTrue();
    }

    /** In the hour in which a trial begins, what had begun before would make it look quiet. */
    @Test
    void whatBeganBeforeTheTrialDoesNotCount() {
        ShadowCounts young =
                new ShadowCounts(
                        CANDIDATE, hour(1).plusSeconds(60), T0, T0.plus(Duration.ofHours(12)));
        young.add(new Watched(CANDIDATE, ADA, hour(1)));
        young.add(new Watched(CANDIDATE, ADA, hour(2)));
        young.addInForce(finding("g1", ADA, "low-spo2", Phase.STARTED, 1));
        young.addInForce(finding("g2", ADA, "low-spo2", Phase.STARTED, 2));
        assertThat(young.report(false).inForce().started()).isEqualTo(1);
    }

    @Test
    void whatIsOutsideTheRangeOrOfAnotherCandidateDoesNotCount() {
        watch(ADA, -3, 0);
        watch(ADA, 12, 14);
        counts.add(
                new Watched(new Candidate(PolicyScope.ORGANISATION, 2, "quieter"), ADA, hour(1)));
        found("f1", ADA, "low-spo2", Phase.STARTED, -1);
        found("f2", ADA, "low-spo2", Phase.STARTED, 12);
        ShadowReport report = counts.report(false);
        assertThat(report.patientDays()).isZero();
        assertThat(report.candidate().started()).isZero();
        assertThat(report.candidate().perPatientDay()).isNull();
    }

    private void watch(PatientId patient, int fromHour, int toHour) {
        for (int h = fromHour; h < toHour; h++) {
            counts.add(new Watched(CANDIDATE, patient, hour(h)));
        }
    }

    private void found(String id, PatientId patient, String condition, Phase phase, int hour) {
        counts.add(new Found(CANDIDATE, finding(id, patient, condition, phase, hour)));
    }

    private static Finding finding(
            String id, PatientId patient, String condition, Phase phase, int hour) {
        return new Finding(
                id,
                patient,
                condition,
                phase,
                Priority.LOW,
                hour(hour),
                hour(hour),
                "title",
                "detail",
                List.of(),
                false,
                true,
                "m",
                hour(hour));
    }

    private static Instant hour(int hour) {
        return T0.plus(Duration.ofHours(hour));
    }
}
