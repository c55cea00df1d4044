package org.vitalwire.ehr.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.SampledData;
import org.junit.jupiter.api.Test;

class TemplateObservationsTest {

    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");

    private static TimedValue at(long seconds, String value) {
        return new TimedValue(TEN.plusSeconds(seconds), value);
    }

    private static List<Observation> observations(String mapping, TimedValue... values)
            throws InvalidTemplateException {
        return observations(mapping, Optional.empty(), Map.of("hr", List.of(values)));
    }

    private static List<Observation> observations(
            String mapping, Optional<String> correlation, Map<String, List<TimedValue>> values)
            throws InvalidTemplateException {
        return Mapping.read(mapping).observations(new MeasurementGroup("HR", correlation, values));
    }

    private static String grouped(int interval, String value) {
        return Mapping.template(
                "'codes': [{'code': '8867-4', 'system': 'http://loinc.org', 'display': 'Rate'}],"
                        + " 'category': [{'text': 'Vital Signs', 'codes': [{'code': 'vital-signs',"
                        + " 'system': 'http://terminology.hl7.org/CodeSystem/observation-category'"
                        + "}]}], 'typeName': 'hr', 'periodInterval': "
                        + interval
                        + ", 'value': {"
                        + value
                        + "}");
    }

    private static final String QUANTITY =
            "'valueName': 'hr', 'valueType': 'Quantity', 'unit': 'bpm', 'code': '/min',"
                    + " 'system': 'http://unitsofmeasure.org'";
    private static final String SAMPLED =
            "'valueName': 'hr', 'valueType': 'SampledData', 'unit': 'bpm', 'defaultPeriod': 600000";

    @Test
    void aQuantityHasTheTemplatesUnitCodesAndCategory() throws Exception {
        Observation observation = observations(grouped(0, QUANTITY), at(7, "72.50")).getFirst();

        assertThat(observation.getValueQuantity().getValue().toPlainString()).isEqualTo("72.50");
        assertThat(observation.getValueQuantity().getUnit()).isEqualTo("bpm");
        assertThat(observation.getValueQuantity().getCode()).isEqualTo("/min");
        assertThat(observation.getValueQuantity().getSystem())
                .isEqualTo("http://unitsofmeasure.org");
        assertThat(observation.getCode().getText()).isEqualTo("hr");
        assertThat(observation.getCode().getCodingFirstRep().getDisplay()).isEqualTo("Rate");
        assertThat(observation.getCategoryFirstRep().getText()).isEqualTo("Vital Signs");
        assertThat(observation.getCategoryFirstRep().getCodingFirstRep().getCode())
                .isEqualTo("vital-signs");
        assertThat(observation.getEffectiveDateTimeType().getValue())
                .isEqualTo(Instant.parse("2026-11-22T10:00:07.000Z"));
    }

    @Test
    void eachMomentIsAnObservationWithoutAnInterval() throws Exception {
        assertThat(observations(grouped(0, QUANTITY), at(7, "72"), at(1, "70")))
                .extracting(observation -> observation.getValueQuantity().getValue().intValue())
                .containsExactly(70, 72);
    }

    @Test
    void anHourIsAnObservationWithTheEarliestQuantity() throws Exception {
        List<Observation> hours =
                observations(grouped(60, QUANTITY), at(3600, "80"), at(60, "72"), at(30, "71"));

        assertThat(hours)
                .extracting(hour -> hour.getValueQuantity().getValue().intValue())
                .containsExactly(71, 80);
        assertThat(hours.getFirst().getEffectivePeriod().getStartElement().getValue())
                .isEqualTo(Instant.parse("2026-11-22T10:00:00.000Z"));
        assertThat(hours.getFirst().getEffectivePeriod().getEndElement().getValue())
                .isEqualTo(Instant.parse("2026-11-22T10:59:59.999Z"));
    }

    @Test
    void sampledDataIsAGridWithTheLatestOfEachPlace() throws Exception {
        SampledData data =
                (SampledData)
                        observations(
                                        grouped(60, SAMPLED),
                                        at(1300, "77"),
                                        at(1250, "75"),
                                        at(10, "70"),
                                        at(3000, "no number"))
                                .getFirst()
                                .getValue();

        assertThat(data.getData()).isEqualTo("70 E 77 E E E");
        assertThat(data.getPeriod().longValueExact()).isEqualTo(600_000);
        assertThat(data.getDimensions()).isEqualTo(1);
        assertThat(data.getOrigin().getValue().intValue()).isZero();
        assertThat(data.getOrigin().getUnit()).isEqualTo("bpm");
    }

    @Test
    void aDayIsADayOfUtc() throws Exception {
        List<Observation> days =
                observations(grouped(1440, SAMPLED), at(0, "70"), at(86_400, "71"));

        assertThat(days)
                .extracting(day -> ((SampledData) day.getValue()).getData().split(" ").length)
                .containsExactly(144, 144);
        assertThat(days.get(1).getEffectivePeriod().getStartElement().getValue())
                .isEqualTo(Instant.parse("2026-11-23T00:00:00.000Z"));
    }

    @Test
    void whatCorrelatesIsOneObservationFromItsFirstToItsLastMoment() throws Exception {
        Map<String, List<TimedValue>> values =
                Map.of("hr", List.of(at(0, "70"), at(1200, "72")), "other", List.of(at(1201, "1")));

        Observation observation =
                observations(grouped(-1, SAMPLED), Optional.of("c"), values).getFirst();

        assertThat(((SampledData) observation.getValue()).getData()).isEqualTo("70 E 72");
        assertThat(observation.getEffectivePeriod().getEndElement().getValue())
                .isEqualTo(Instant.parse("2026-11-22T10:20:01.000Z"));
        assertThatThrownBy(() -> observations(grouped(-1, SAMPLED), at(0, "70")))
                .hasMessageContaining("no correlation id");
        assertThatThrownBy(() ->
                        observations(
                                grouped(-1, SAMPLED.replace("600000", "1")),
                                Optional.of("c"),
                                values))
                .hasMessageContaining("more than 86,400");
    }

    @Test
    void aStringIsTheValueItself() throws Exception {
        assertThat(
                        observations(
                                        Mapping.heartRate("'valueName':'hr','valueType':'String'"),
                                        at(0, "high"))
                                .getFirst()
                                .getValueStringType()
                                .getValue())
                .isEqualTo("high");
    }

    @Test
    void aConceptIsTheTemplatesWhateverTheValue() throws Exception {
        Observation worn =
                observations(
                                Mapping.heartRate(
                                        "'valueName':'hr', 'valueType':'CodeableConcept',"
                                                + " 'text':'Worn', 'codes':[{'code':'w',"
                                                + "'system':'https://example.org'}]"),
                                at(0, "false"))
                        .getFirst();

        assertThat(worn.getValueCodeableConcept().getText()).isEqualTo("Worn");
        assertThat(worn.getValueCodeableConcept().getCodingFirstRep().getCode()).isEqualTo("w");
    }

    @Test
    void componentsAreThoseThatWereMeasured() throws Exception {
        String mapping =
                Mapping.pressures(
                        Mapping.component("8480-6", "'valueName':'s','valueType':'Quantity'"),
                        Mapping.component("8462-4", "'valueName':'d','valueType':'String'"));
        FhirTemplates templates = Mapping.read(mapping);

        Observation half =
                templates
                        .observations(
                                new MeasurementGroup(
                                        "bp", Optional.empty(), Map.of("s", List.of(at(0, "120")))))
                        .getFirst();

        assertThat(half.hasValue()).isFalse();
        assertThat(half.getComponent())
                .singleElement()
                .satisfies(component -> {
                    assertThat(component.getCode().getText()).isEqualTo("s");
                    assertThat(component.getValueQuantity().getValue().intValue()).isEqualTo(120);
                });
    }

    @Test
    void aNumberThatIsNoneIsSaidToBeAnErrorAndNoValue() throws Exception {
        Observation observation = observations(grouped(0, QUANTITY), at(0, "---")).getFirst();

        assertThat(observation.hasValue()).isFalse();
        assertThat(observation.getDataAbsentReason().getCodingFirstRep().getCode())
                .isEqualTo("error");
    }

    @Test
    void nothingMeasuredIsNoObservation() throws Exception {
        assertThat(
                        observations(
                                grouped(0, QUANTITY),
                                Optional.empty(),
                                Map.of("another", List.of(at(0, "1")))))
                .isEmpty();
        assertThat(
                        Mapping.read(grouped(0, QUANTITY))
                                .observations(
                                        new MeasurementGroup(
                                                "x",
                                                Optional.empty(),
                                                Map.of("hr", List.of(at(0, "1"))))))
                .isEmpty();
    }
}
