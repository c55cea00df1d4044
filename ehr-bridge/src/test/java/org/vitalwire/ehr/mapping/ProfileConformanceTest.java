package org.vitalwire.ehr.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import ca.uhn.fhir.validation.ValidationOptions;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.chart.MinuteSamples;
import org.vitalwire.ehr.ledger.LedgerEntry;

/**
 * Everything that is charted, against the R4 profile it is meant for, by HAPI's own validator. The
 * profile is named to the validator: it does not apply one by itself.
 */
class ProfileConformanceTest {

    private static final String HL7 = "http://hl7.org/fhir/StructureDefinition/";

    private static final java.util.Set<ResultSeverityEnum> SERIOUS =
            java.util.Set.of(ResultSeverityEnum.ERROR, ResultSeverityEnum.FATAL);

    private static FhirValidator validator;

    @BeforeAll
    static void prepareValidator() {
        FhirContext fhir = FhirContext.forR4Cached();
        FhirInstanceValidator instances =
                new FhirInstanceValidator(
                        new ValidationSupportChain(
                                new DefaultProfileValidationSupport(fhir),
                                new CommonCodeSystemsTerminologyService(fhir),
                                new InMemoryTerminologyServerValidationSupport(fhir)));
        validator = fhir.newValidator().registerValidatorModule(instances);
    }

    static Stream<LedgerEntry> everyLine() {
        return Charts.all();
    }

    private static List<String> errors(Observation observation, String profile) {
        return validator
                .validateWithResult(observation, new ValidationOptions().addProfile(profile))
                .getMessages()
                .stream()
                .filter(message -> SERIOUS.contains(message.getSeverity()))
                .map(SingleValidationMessage::getMessage)
                .toList();
    }

    private static String intendedProfile(ChartItem item) {
        return ItemCoding.of(item).profile().orElse(HL7 + "Observation");
    }

    @ParameterizedTest
    @MethodSource("everyLine")
    void everyObservationConformsToTheProfileItIsMeantFor(LedgerEntry entry) {
        assertThat(
                        errors(
                                ObservationMapper.toObservation(entry),
                                intendedProfile(entry.chart().key().item())))
                .as(entry.chart().key().item().code())
                .isEmpty();
    }

    @Test
    void aPressureWithOneHalfMissingConforms() {
        MinuteSamples samples = new MinuteSamples(ChartItem.BLOOD_PRESSURE, Charts.MINUTE);
        samples.add(org.vitalwire.contracts.vitals.VitalSign.SYSTOLIC_PRESSURE, Charts.MINUTE, 120);

        assertThat(
                        errors(
                                ObservationMapper.toObservation(
                                        Charts.measured(ChartItem.BLOOD_PRESSURE, samples)),
                                HL7 + "bp"))
                .isEmpty();
    }

    /** That the check can fail. */
    @Test
    void knownMistakesAreFound() {
        Observation beats = observation(ChartItem.HEART_RATE);
        beats.getValueQuantity().setCode("{beat}/min");
        Observation unitless = observation(ChartItem.HEART_RATE);
        unitless.getValueQuantity().setUnit(null);
        Observation oneCode = observation(ChartItem.SPO2);
        oneCode.getCode().getCoding().removeIf(coding -> "2708-6".equals(coding.getCode()));
        Observation half = observation(ChartItem.BLOOD_PRESSURE);
        half.getComponent().remove(1);
        Observation kilograms = observation(ChartItem.HEART_RATE);
        kilograms.getValueQuantity().setCode("kg");

        assertThat(errors(beats, HL7 + "heartrate")).isNotEmpty();
        assertThat(errors(unitless, HL7 + "heartrate")).isNotEmpty();
        assertThat(errors(oneCode, HL7 + "oxygensat")).isNotEmpty();
        assertThat(errors(half, HL7 + "bp")).isNotEmpty();
        assertThat(errors(kilograms, HL7 + "heartrate")).isNotEmpty();
    }

    private static Observation observation(ChartItem item) {
        return ObservationMapper.toObservation(Charts.measured(item, 1));
    }
}
