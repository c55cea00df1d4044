package org.vitalwire.ehr.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.vitalwire.contracts.vitals.ValueFlag;

/**
 * What the flags of a value become, after the table of measurement states of HL7's Personal Health
 * Device guide: invalid is a reason why there is no value, questionable and calibration are an
 * interpretation beside it, test and demonstration are a security label of the whole resource.
 *
 * @param absent why there is no value; a value that must not be believed is not charted
 * @param interpretations beside the value
 * @param testData whether the resource is to be labelled as test data
 */
record MeasurementStatus(
        Optional<CodeableConcept> absent, List<CodeableConcept> interpretations, boolean testData) {

    MeasurementStatus {
        interpretations = List.copyOf(interpretations);
    }

    /**
     * @param flags bit mask of {@link ValueFlag}
     */
    static MeasurementStatus of(int flags) {
        List<String> unusable = new ArrayList<>();
        List<CodeableConcept> interpretations = new ArrayList<>();
        boolean testData = false;
        for (ValueFlag flag : ValueFlag.of(flags)) {
            switch (flag) {
                case IMPLAUSIBLE, ARTEFACT, OUT_OF_DEVICE_RANGE -> unusable.add(flag.code());
                case QUESTIONABLE -> interpretations.add(state("questionable"));
                case CALIBRATION -> interpretations.add(state("calibration-ongoing"));
                case DEMO, TEST -> testData = true;
            }
        }
        return new MeasurementStatus(
                unusable.isEmpty() ? Optional.empty() : Optional.of(error(unusable)),
                interpretations,
                testData);
    }

    private static CodeableConcept error(List<String> flags) {
        return new CodeableConcept(new Coding(CodeSystems.DATA_ABSENT_REASON, "error", "Error"))
                .setText(String.join(", ", flags));
    }

    private static CodeableConcept state(String code) {
        return new CodeableConcept(
                new Coding().setSystem(CodeSystems.MEASUREMENT_STATUS).setCode(code));
    }
}
