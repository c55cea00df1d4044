package org.vitalwire.ehr.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.SampledData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ehr.chart.ChartEntry;
import org.vitalwire.ehr.chart.ChartFacts;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.chart.ChartKey;
import org.vitalwire.ehr.chart.MinuteSamples;
import org.vitalwire.ehr.ledger.LedgerEntry;
import org.vitalwire.ehr.mapping.ObservationMapping;

class SiteMappingTest {

    private static final Instant MINUTE = Instant.parse("2026-11-22T10:00:00Z");
    private static final String RATE =
            "'valueName':'hr','valueType':'Quantity','unit':'count/min','code':'count/min',"
                    + "'system':'http://unitsofmeasure.org'";
    private static final String PRESSURE = "'valueType':'Quantity','unit':'mmHg','valueName':";

    private static LedgerEntry line(ChartItem item, MinuteSamples samples) {
        ChartKey key =
                new ChartKey(
                        new PatientId("p1"), Optional.of(new DeviceId("monitor-1")), item, MINUTE);
        return new LedgerEntry(
                key.observationId(),
                new ChartEntry(key, new ChartFacts.Measured(samples), true, true),
                1,
                MINUTE.plusSeconds(75),
                Optional.empty(),
                0,
                Optional.empty());
    }

    /** Values at the seconds 0, 10, 20 and so on. */
    private static LedgerEntry line(ChartItem item, VitalSign sign, double... values) {
        MinuteSamples samples = new MinuteSamples(item, MINUTE);
        for (int i = 0; i < values.length; i++) {
            samples.add(sign, MINUTE.plusSeconds(10L * i), values[i]);
        }
        return line(item, samples);
    }

    private static LedgerEntry pressures() {
        MinuteSamples samples = new MinuteSamples(ChartItem.BLOOD_PRESSURE, MINUTE);
        samples.add(VitalSign.SYSTOLIC_PRESSURE, MINUTE, 120);
        samples.add(VitalSign.DIASTOLIC_PRESSURE, MINUTE, 80);
        samples.add(VitalSign.MEAN_PRESSURE, MINUTE, 93);
        return line(ChartItem.BLOOD_PRESSURE, samples);
    }

    private static String single(String codes, String value) {
        return Mapping.template(
                "'typeName':'t','codes':[" + codes + "],'value':{'valueName':'v'," + value + "}");
    }

    private static String loinc(String code) {
        return "{'code':'%s','system':'http://loinc.org'}".formatted(code);
    }

    @Test
    void theSitesCodesAndUnitsStandOnOurIdsTimesAndLabels() throws Exception {
        LedgerEntry line = line(ChartItem.HEART_RATE, VitalSign.HEART_RATE, 70, 72, 200);
        Observation ours = ObservationMapping.STANDARD.toObservation(line);

        Observation theirs = Mapping.site(Mapping.heartRate(RATE)).toObservation(line);

        assertThat(theirs.getCode().getText()).isEqualTo("hr");
        assertThat(theirs.getCode().getCoding()).hasSize(1);
        // the median, in a unit that UCUM knows
        assertThat(theirs.getValueQuantity().getValue().toPlainString()).isEqualTo("72");
        assertThat(theirs.getValueQuantity().getUnit()).isEqualTo("count/min");
        assertThat(theirs.getValueQuantity().getCode()).isEqualTo("/min");
        assertThat(theirs.getMeta().hasProfile()).isFalse();
        assertThat(theirs.getMeta().getSecurityFirstRep().getCode()).isEqualTo("HTEST");
        assertThat(theirs.getMeta().getTagFirstRep().getCode()).isEqualTo("retrospective");
        assertThat(theirs.getIdPart()).isEqualTo(ours.getIdPart());
        assertThat(theirs.getIdentifierFirstRep().equalsDeep(ours.getIdentifierFirstRep()))
                .isTrue();
        assertThat(theirs.getSubject().equalsDeep(ours.getSubject())).isTrue();
        assertThat(theirs.getDevice().equalsDeep(ours.getDevice())).isTrue();
        assertThat(theirs.getEffective().equalsDeep(ours.getEffective())).isTrue();
        assertThat(theirs.getNoteFirstRep().getText()).startsWith("Median of 3");
        assertThat(theirs.getCategoryFirstRep().equalsDeep(ours.getCategoryFirstRep())).isTrue();
    }

    @Test
    void sampledDataHasEveryValueOfTheMinute() throws Exception {
        SiteMapping site =
                Mapping.site(
                        Mapping.heartRate(
                                "'valueName':'hr','valueType':'SampledData','unit':'count/min',"
                                        + "'defaultPeriod':5000"));

        Observation observation =
                site.toObservation(line(ChartItem.HEART_RATE, VitalSign.HEART_RATE, 70, 72, 200));

        SampledData data = (SampledData) observation.getValue();
        assertThat(data.getData()).isEqualTo("70 E 72 E 200");
        assertThat(data.getOrigin().getCode()).isEqualTo("/min");
        assertThat(observation.hasNote()).isFalse();
        assertThat(observation.getEffectiveDateTimeType().getValue().toInstant()).isEqualTo(MINUTE);
    }

    @ParameterizedTest
    @CsvSource({
        "GLUCOSE, 2339-0, 90, mmol/L, 5.00, mmol/L",
        "GLUCOSE, 41653-7, 90, mg/dL, 90, mg/dL",
        "TEMPERATURE, 8310-5, 37, degF, 98.6, [degF]",
        "TEMPERATURE, 8310-5, 37, '', 37.0, Cel",
        "TEMPERATURE, 8310-5, 37, degC, 37.0, Cel",
        "SPO2, 59408-5, 97, 1, 0.97, 1",
        "WEIGHT, 29463-7, 70, lb, 154.32, [lb_av]"
    })
    void numbersAreConvertedToTheUnitThatTheTemplateWants(
            ChartItem item, String code, double measured, String unit, String written, String ucum)
            throws Exception {
        SiteMapping site =
                Mapping.site(single(loinc(code), "'valueType':'Quantity','unit':'" + unit + "'"));

        Quantity quantity =
                site.toObservation(line(item, item.signs().getFirst(), measured))
                        .getValueQuantity();

        assertThat(quantity.getValue().toPlainString()).isEqualTo(written);
        assertThat(quantity.getCode()).isEqualTo(ucum);
        assertThat(quantity.getSystem()).isEqualTo("http://unitsofmeasure.org");
        assertThat(quantity.getUnit()).isNotEmpty();
    }

    @Test
    void aUnitsCodeOfTheSitesOwnSystemStays() throws Exception {
        Quantity quantity =
                Mapping.site(
                                single(
                                        loinc("8867-4"),
                                        "'valueType':'Quantity','unit':'bpm','code':'BPM-7',"
                                                + "'system':'https://hospital.example'"))
                        .toObservation(line(ChartItem.HEART_RATE, VitalSign.HEART_RATE, 70))
                        .getValueQuantity();

        assertThat(quantity.getCode()).isEqualTo("BPM-7");
        assertThat(quantity.getSystem()).isEqualTo("https://hospital.example");
    }

    @Test
    void aTextHasItsUnitWithIt() throws Exception {
        SiteMapping site =
                Mapping.site(
                        Mapping.collection(
                                single(loinc("2339-0"), "'valueType':'String'"),
                                Mapping.template(
                                        "'typeName':'c','codes':["
                                                + loinc("80288-4")
                                                + "],'value':{'valueName':'acvpu',"
                                                + "'valueType':'String'}")));

        assertThat(
                        site.toObservation(line(ChartItem.GLUCOSE, VitalSign.GLUCOSE, 90))
                                .getValueStringType()
                                .getValue())
                .isEqualTo("90 mg/dL");
        assertThat(
                        site.toObservation(
                                        line(ChartItem.CONSCIOUSNESS, VitalSign.CONSCIOUSNESS, 2))
                                .getValueStringType()
                                .getValue())
                .isEqualTo("V");
    }

    @Test
    void aPanelIsWrittenWithTheTemplatesComponents() throws Exception {
        SiteMapping site =
                Mapping.site(
                        Mapping.pressures(
                                Mapping.component("8480-6", PRESSURE + "'s'"),
                                Mapping.component("8462-4", PRESSURE + "'d'")));

        Observation pressure = site.toObservation(pressures());

        assertThat(pressure.getComponent())
                .extracting(component -> component.getValueQuantity().getValue().intValue())
                .containsExactly(120, 80);
        assertThat(pressure.getComponentFirstRep().getValueQuantity().getCode())
                .isEqualTo("mm[Hg]");
    }

    @Test
    void whatTheTemplateCannotSayIsWrittenAsWeDo() throws Exception {
        SiteMapping site =
                Mapping.site(
                        Mapping.pressures(
                                Mapping.component("8480-6", PRESSURE + "'s'"),
                                Mapping.component("8462-4", PRESSURE + "'d'")));
        MinuteSamples mean = new MinuteSamples(ChartItem.BLOOD_PRESSURE, MINUTE);
        mean.add(VitalSign.MEAN_PRESSURE, MINUTE, 93);
        LedgerEntry onlyMean = line(ChartItem.BLOOD_PRESSURE, mean);
        LedgerEntry half = line(ChartItem.BLOOD_PRESSURE, VitalSign.SYSTOLIC_PRESSURE, 120);
        LedgerEntry rate = line(ChartItem.HEART_RATE, VitalSign.HEART_RATE, 70);

        for (LedgerEntry line : List.of(onlyMean, half, rate)) {
            assertThat(
                            site.toObservation(line)
                                    .equalsDeep(ObservationMapping.STANDARD.toObservation(line)))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'code':'8867-4','system':'http://loinc.org'} | [HEART_RATE]",
                "{'code':'8867-4','system':'http://loinc.org'},"
                        + "{'code':'149530','system':'urn:iso:std:iso:11073:10101'} | [PULSE_RATE]",
                "{'code':'8310-5','system':'http://loinc.org'},"
                        + "{'code':'8332-9','system':'https://loinc.org/'} | [TEMPERATURE_RECTAL]",
                "{'code':'2708-6','system':'http://loinc.org'},"
                        + "{'code':'59408-5','system':'http://loinc.org'} | [SPO2]",
                "{'code':'55423-8','system':'http://loinc.org'} | []"
            })
    void codesSayWhichLineATemplateIsFor(String codes, String items) throws Exception {
        assertThat(Mapping.site(single(codes, "'valueType':'Quantity'")).items())
                .hasToString(items);
    }

    @Test
    void theMdcCodesTellAnArterialLineFromACuff() throws Exception {
        String component =
                "{'codes':[{'code':'%s','system':'urn:iso:std:iso:11073:10101'}],"
                        + "'value':{'valueName':'%s','valueType':'Quantity'}}";

        assertThat(
                        Mapping.site(
                                        Mapping.pressures(
                                                component.formatted("150037", "s"),
                                                component.formatted("150038", "d")))
                                .items())
                .containsExactly(ChartItem.INVASIVE_BLOOD_PRESSURE);
    }

    @Test
    void aSitesOwnCodesAreBoundByOurNamesOrByTheVitalwireMember() throws Exception {
        String local = "'codes':[{'code':'1','system':'https://hospital.example'}],'value':{";
        String named =
                Mapping.template(
                        "'typeName':'x'," + local + "'valueName':'spo2','valueType':'Quantity'}");
        String said =
                Mapping.template(
                        "'typeName':'y'," + local + "'valueName':'v','valueType':'Quantity'}");
        String ofNoInterest =
                Mapping.template(
                        "'typeName':'z'," + local + "'valueName':'gcs','valueType':'Quantity'}");
        String mapping = Mapping.collection(named, said, ofNoInterest);
        mapping =
                mapping.substring(0, mapping.length() - 1)
                        + ",'vitalwire':{'signs':{'Y.v':{'sign':'heart-rate'},'z.gcs':null}}}";

        assertThat(Mapping.site(mapping).items())
                .containsExactly(ChartItem.HEART_RATE, ChartItem.SPO2);
        assertThat(Mapping.faults(mapping.replace("heart-rate", "hart-rate")))
                .containsExactly(
                        "$.vitalwire.signs['Y.v'].sign: a sign of the catalogue such as heart-rate");
    }

    @Test
    void aDiastolicPressureUnderTheCodeOfTheHeartRateIsRefused() {
        assertThat(
                        Mapping.faults(
                                Mapping.pressures(
                                        Mapping.component("8480-6", PRESSURE + "'systolic'"),
                                        Mapping.component("8867-4", PRESSURE + "'diastolic'"))))
                .containsExactly(
                        "$.template.components[1].value: its code is that of 8867-4 heart-rate, and"
                                + " heart-rate does not come in mmHg; blood-pressure is made of"
                                + " 8480-6 systolic-pressure, 8462-4 diastolic-pressure, 8478-0"
                                + " mean-pressure");
    }

    @Test
    void halfABloodPressureIsRefused() {
        assertThat(
                        Mapping.faults(
                                Mapping.pressures(
                                        Mapping.component("8480-6", PRESSURE + "'systolic'"),
                                        Mapping.component("8867-4", RATE))))
                .containsExactly(
                        "$.template.components: none is 8462-4 diastolic-pressure, which would be"
                                + " lost");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "8867-4 | 'valueType':'Quantity','unit':'mmHg' | value.unit: heart-rate does not",
                "2339-0 | 'valueType':'Quantity','unit':'mg/dL','code':'mmol/L'"
                        + " | value.unit: unit mg/dL and code mmol/L are different",
                "8867-4 | 'valueType':'CodeableConcept','text':'x'"
                        + " | value.valueType: it would say the same",
                "80288-4 | 'valueType':'Quantity' | value.valueType: consciousness is a letter",
                "80288-4 | 'valueType':'SampledData','defaultPeriod':1000"
                        + " | value.valueType: consciousness is a letter"
            })
    void whatWouldBeWrongIsRefused(String code, String value, String fault) {
        assertThat(Mapping.faults(single(loinc(code), value)))
                .singleElement()
                .satisfies(found -> assertThat(found).startsWith("$.template." + fault));
    }

    @Test
    void codesThatContradictEachOtherAreRefused() {
        assertThat(
                        Mapping.faults(
                                single(
                                        loinc("8867-4") + "," + loinc("9279-1"),
                                        "'valueType':'Quantity'")))
                .containsExactly("$.template.codes: its codes are of different things");
    }

    @Test
    void twoTemplatesForOneLineAreRefused() {
        assertThat(
                        Mapping.faults(
                                Mapping.collection(
                                        Mapping.heartRate(RATE),
                                        single(loinc("8867-4"), "'valueType':'Quantity'"))))
                .containsExactly(
                        "$.template[1].template: an earlier template is for heart-rate, too");
    }

    @Test
    void anIntervalIsNotFollowedAndSaysSo() throws Exception {
        String hourly =
                Mapping.heartRate(RATE).replace("'typeName'", "'periodInterval':60,'typeName'");

        assertThat(Mapping.site(hourly).notUsed())
                .extracting(TemplateProblem::path)
                .containsExactly("$.template.periodInterval");
    }
}
