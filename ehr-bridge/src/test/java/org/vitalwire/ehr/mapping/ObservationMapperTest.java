package org.vitalwire.ehr.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.chart.MinuteSamples;

class ObservationMapperTest {

    private static final String PROFILES = "http://hl7.org/fhir/StructureDefinition/";

    private static Observation map(ChartItem item) {
        return ObservationMapper.toObservation(Charts.measured(item, 1));
    }

    private static List<String> codes(CodeableConcept concept, String system) {
        return concept.getCoding().stream()
                .filter(coding -> system.equals(coding.getSystem()))
                .map(Coding::getCode)
                .toList();
    }

    @Test
    void oxygenSaturationCarriesBothLoincCodesAndMdc() {
        Observation spo2 = map(ChartItem.SPO2);

        assertThat(codes(spo2.getCode(), CodeSystems.LOINC)).containsExactly("2708-6", "59408-5");
        assertThat(codes(spo2.getCode(), CodeSystems.MDC)).containsExactly("150456");
        assertThat(spo2.getMeta().hasProfile(PROFILES + "oxygensat")).isTrue();
    }

    @Test
    void everyTemperatureSiteAlsoCarriesTheGeneralCode() {
        for (ChartItem item : ChartItem.values()) {
            if (item.code().startsWith("temperature")) {
                assertThat(codes(map(item).getCode(), CodeSystems.LOINC))
                        .as(item.code())
                        .startsWith("8310-5");
            }
        }
        assertThat(codes(map(ChartItem.TEMPERATURE_RECTAL).getCode(), CodeSystems.LOINC))
                .contains("8332-9");
    }

    @Test
    void pressuresAreAPanelOfSystolicDiastolicAndMean() {
        Observation pressure = map(ChartItem.BLOOD_PRESSURE);

        assertThat(codes(pressure.getCode(), CodeSystems.LOINC)).containsExactly("85354-9");
        assertThat(pressure.hasValue()).isFalse();
        assertThat(pressure.getComponent())
                .extracting(component -> codes(component.getCode(), CodeSystems.LOINC).getFirst())
                .containsExactly("8480-6", "8462-4", "8478-0");
        assertThat(pressure.getComponentFirstRep().getValueQuantity().getCode())
                .isEqualTo("mm[Hg]");
    }

    @Test
    void aMissingDiastolicPressureIsSaidToBeUnknown() {
        MinuteSamples samples = new MinuteSamples(ChartItem.BLOOD_PRESSURE, Charts.MINUTE);
        samples.add(VitalSign.SYSTOLIC_PRESSURE, Charts.MINUTE, 120);

        Observation pressure =
                ObservationMapper.toObservation(Charts.measured(ChartItem.BLOOD_PRESSURE, samples));

        ObservationComponentComponent diastolic = pressure.getComponent().get(1);
        assertThat(pressure.getComponent()).hasSize(2);
        assertThat(diastolic.hasValue()).isFalse();
        assertThat(diastolic.getDataAbsentReason().getCodingFirstRep().getCode())
                .isEqualTo("unknown");
    }

    @Test
    void anArterialLineIsToldFromACuff() {
        assertThat(codes(map(ChartItem.INVASIVE_BLOOD_PRESSURE).getMethod(), CodeSystems.SNOMED))
                .containsExactly("77938009");
        assertThat(map(ChartItem.BLOOD_PRESSURE).hasMethod()).isFalse();
    }

    @Test
    void oxygenFlowIsAnObservationOfItsOwnThatClaimsNoProfile() {
        Observation flow = map(ChartItem.OXYGEN_FLOW);

        assertThat(flow.getMeta().getProfile()).isEmpty();
        assertThat(codes(flow.getCode(), CodeSystems.LOINC)).containsExactly("3151-8");
        assertThat(flow.getValueQuantity().getCode()).isEqualTo("L/min");
    }

    @Test
    void consciousnessIsALetterAndAFinding() {
        CodeableConcept level = map(ChartItem.CONSCIOUSNESS).getValueCodeableConcept();

        assertThat(level.getText()).isEqualTo("V");
        assertThat(codes(level, CodeSystems.SNOMED)).containsExactly("300202002");
    }

    @Test
    void valuesKeepTheResolutionTheyWereMeasuredWith() {
        MinuteSamples samples = new MinuteSamples(ChartItem.TEMPERATURE, Charts.MINUTE);
        samples.add(VitalSign.TEMPERATURE, Charts.MINUTE, 37);

        Observation temperature =
                ObservationMapper.toObservation(Charts.measured(ChartItem.TEMPERATURE, samples));

        assertThat(temperature.getValueQuantity().getValue().toPlainString()).isEqualTo("37.0");
        assertThat(temperature.getValueQuantity().getUnit()).isEqualTo("°C");
    }

    @Test
    void syntheticAndLateDataAreLabelled() {
        Observation rate = map(ChartItem.HEART_RATE);

        assertThat(rate.getMeta().getSecurityFirstRep().getCode()).isEqualTo("HTEST");
        assertThat(rate.getMeta().getTagFirstRep().getCode()).isEqualTo("retrospective");
    }

    @Test
    void aScoreNamesItsPointsByTheCodesOfTheScaleUsed() {
        Observation score = ObservationMapper.toObservation(Charts.score());

        assertThat(score.getValueIntegerType().getValue()).isEqualTo(9);
        assertThat(score.getComponent()).hasSize(7);
        assertThat(score.getComponent())
                .flatExtracting(component -> codes(component.getCode(), CodeSystems.SNOMED))
                .containsExactly(
                        "1104301000000104",
                        "1104311000000102",
                        "1104331000000105",
                        "1104341000000101",
                        "1104351000000103",
                        "1104361000000100",
                        "1104371000000107");
    }

    @Test
    void theSameLineIsTheSameJsonToTheLetter() {
        var parser = FhirContext.forR4Cached().newJsonParser();

        Charts.all()
                .forEach(entry ->
                        assertThat(
                                        parser.encodeResourceToString(
                                                ObservationMapper.toObservation(entry)))
                                .isEqualTo(
                                        parser.encodeResourceToString(
                                                ObservationMapper.toObservation(entry))));
    }

    @Test
    void anIdThatFhirDoesNotAllowIsReplacedByADigest() {
        assertThat(map(ChartItem.HEART_RATE).getDevice().getReference())
                .matches("Device/vwd-[0-9a-f]{32}");
        assertThat(map(ChartItem.HEART_RATE).getSubject().getReference()).isEqualTo("Patient/p1");
    }
}
