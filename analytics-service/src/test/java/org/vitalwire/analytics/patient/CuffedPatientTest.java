package org.vitalwire.analytics.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vitalwire.analytics.patient.EvaluatedPatient.T0;
import static org.vitalwire.analytics.patient.EvaluatedPatient.at;
import static org.vitalwire.contracts.vitals.VitalSign.HEART_RATE;
import static org.vitalwire.contracts.vitals.VitalSign.SYSTOLIC_PRESSURE;

import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Finding.Phase;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.vitals.ValueFlag;

/** Blood pressure by a cuff, minutes or hours apart, under the shipped policy. */
class CuffedPatientTest {

    private final EvaluatedPatient patient = new EvaluatedPatient();

    @Test
    void cuffMeasurementIsBelievedAtOnce() {
        patient.read(at(0).value(SYSTOLIC_PRESSURE, 78).build());
        assertThat(patient.only("low-systolic-pressure").priority()).isEqualTo(Priority.HIGH);
    }

    /** NEWS2 gives a red score from 90 mmHg down; the next cuff may be hours away. */
    @Test
    void loneCuffMeasurementIsToldAfterFiveMinutesAndNotAfterTheNextOne() {
        patient.read(at(0).value(SYSTOLIC_PRESSURE, 90).build(), T0);
        patient.pass(T0.plusSeconds(290));
        assertThat(patient.told("low-systolic-pressure")).isEmpty();
        patient.pass(T0.plusSeconds(310));
        Finding found = patient.only("low-systolic-pressure");
        assertThat(found.phase()).isEqualTo(Phase.STARTED);
        assertThat(found.priority()).isEqualTo(Priority.MEDIUM);
        assertThat(found.at()).isEqualTo(T0.plusSeconds(300));
        assertThat(found.detail())
                .isEqualTo(
                        "Systolic blood pressure 90 mmHg, not refuted by another for 5 min,"
                                + " limit 91 mmHg, policy ward-adult 1");
        assertThat(found.evidence())
                .containsExactly(new Finding.Evidence(SYSTOLIC_PRESSURE, 90, T0));
        patient.pass(T0.plusSeconds(400));
        assertThat(patient.told("low-systolic-pressure")).hasSize(1);
    }

    @Test
    void secondCuffMeasurementRefutesTheFirst() {
        patient.read(at(0).value(SYSTOLIC_PRESSURE, 84).build(), T0);
        patient.read(at(150).value(SYSTOLIC_PRESSURE, 112).build());
        patient.pass(T0.plusSeconds(3_600));
        assertThat(patient.told("low-systolic-pressure")).isEmpty();
    }

    @Test
    void secondCuffMeasurementThatAgreesIsNotWaitedFor() {
        patient.read(at(0).value(SYSTOLIC_PRESSURE, 84).build(), T0);
        patient.read(at(120).value(SYSTOLIC_PRESSURE, 86).build());
        assertThat(patient.only("low-systolic-pressure").at()).isEqualTo(T0.plusSeconds(120));
        assertThat(patient.only("low-systolic-pressure").detail())
                .startsWith("Systolic blood pressure 86 mmHg for 2 min, limit 91 mmHg");
    }

    /** Two cuffs in quick succession are no continuous measurement. */
    @Test
    void quickRepetitionThatAgreesDoesNotEndInSilence() {
        patient.read(at(0).value(SYSTOLIC_PRESSURE, 84).build(), T0);
        patient.read(at(20).value(SYSTOLIC_PRESSURE, 85).build());
        patient.pass(T0.plusSeconds(310));
        assertThat(patient.only("low-systolic-pressure").at()).isEqualTo(T0.plusSeconds(300));
        assertThat(patient.only("low-systolic-pressure").evidence())
                .containsExactly(new Finding.Evidence(SYSTOLIC_PRESSURE, 85, T0.plusSeconds(20)));
    }

    /** Any later reading lets event time pass as our clock does: a replay finds the same. */
    @Test
    void loneCuffMeasurementIsBelievedByEventTimeToo() {
        patient.read(at(0).value(SYSTOLIC_PRESSURE, 84).build());
        patient.read(at(600).value(HEART_RATE, 72).build());
        assertThat(patient.only("low-systolic-pressure").at()).isEqualTo(T0.plusSeconds(300));
    }

    /** It was under way for longer than what it refutes was waited for. */
    @Test
    void whatRefutesALoneMeasurementTakesItBackWhenItComesLate() {
        patient.read(at(0).value(SYSTOLIC_PRESSURE, 84).build(), T0);
        patient.pass(T0.plusSeconds(310));
        patient.read(at(200).value(SYSTOLIC_PRESSURE, 118).build(), T0.plusSeconds(330));
        assertThat(patient.told("low-systolic-pressure"))
                .extracting(Finding::phase)
                .containsExactly(Phase.STARTED, Phase.ENDED);
        assertThat(patient.told("low-systolic-pressure").getLast().detail())
                .startsWith("withdrawn");
    }

    @Test
    void cuffThatIsHeldBackNeitherCallsNorRefutes() {
        patient.read(at(0).value(SYSTOLIC_PRESSURE, 84, ValueFlag.QUESTIONABLE).build(), T0);
        patient.pass(T0.plusSeconds(600));
        assertThat(patient.told("low-systolic-pressure")).isEmpty();
        patient.read(at(700).value(SYSTOLIC_PRESSURE, 84).build(), T0.plusSeconds(700));
        patient.read(at(800).value(SYSTOLIC_PRESSURE, 120, ValueFlag.QUESTIONABLE).build());
        patient.pass(T0.plusSeconds(1_010));
        assertThat(patient.only("low-systolic-pressure").at()).isEqualTo(T0.plusSeconds(1_000));
    }
}
