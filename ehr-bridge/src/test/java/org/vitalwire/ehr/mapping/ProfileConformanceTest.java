package org.vitalwire.ehr.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DeviceMetric;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vitalwire.contracts.event.AlertEpisode.Transition;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.chart.MinuteSamples;
import org.vitalwire.ehr.ledger.Aggregates;
import org.vitalwire.ehr.ledger.Aggregates.Line;
import org.vitalwire.ehr.ledger.LedgerEntry;
import org.vitalwire.ehr.policy.Span;

/**
 * Everything that is written, against the R4 profile it is meant for, by HAPI's own validator, and
 * that the same check finds known mistakes.
 */
class ProfileConformanceTest {

    private static final String HEART_RATE = R4Validator.HL7 + "heartrate";
    private static final String SATURATION = R4Validator.HL7 + "oxygensat";
    private static final String PRESSURE = R4Validator.HL7 + "bp";

    /** One of each chart item: whether it is of one value or of many does not change its shape. */
    static Stream<LedgerEntry> everyLine() {
        return Charts.each();
    }

    private static String intendedProfile(ChartItem item) {
        return ItemCoding.of(item).profile().orElse(R4Validator.HL7 + "Observation");
    }

    @ParameterizedTest
    @MethodSource("everyLine")
    void everyObservationConformsToTheProfileItIsMeantFor(LedgerEntry entry) {
        assertThat(
                        R4Validator.errors(
                                ObservationMapper.toObservation(entry),
                                intendedProfile(entry.chart().key().item())))
                .as(entry.chart().key().item().code())
                .isEmpty();
    }

    @Test
    void aMedianOfAMinuteConforms() {
        assertThat(
                        R4Validator.errors(
                                ObservationMapper.toObservation(
                                        Charts.measured(ChartItem.HEART_RATE, 3)),
                                HEART_RATE))
                .isEmpty();
    }

    @Test
    void aMedianOfFiveMinutesConforms() {
        LedgerEntry minute = Charts.measured(ChartItem.HEART_RATE, 3);
        LedgerEntry five =
                Aggregates.summary(
                                Line.of(minute.chart().key(), new Span(Charts.MINUTE, 5)),
                                List.of(minute))
                        .orElseThrow();

        Observation observation = ObservationMapper.toObservation(five);
        assertThat(observation.getNoteFirstRep().getText()).contains("5 minutes");
        assertThat(R4Validator.errors(observation, HEART_RATE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ChartItem.class,
            names = {"HEART_RATE", "BLOOD_PRESSURE"})
    void whatIsTakenBackConforms(ChartItem item) {
        LedgerEntry stood = Charts.measured(item, 1);

        Observation observation =
                ObservationMapper.toObservation(
                        new LedgerEntry(
                                stood.id(),
                                stood.chart(),
                                2,
                                stood.chartedAt(),
                                Optional.empty(),
                                1,
                                Optional.empty(),
                                true));
        assertThat(observation.getStatus()).isEqualTo(ObservationStatus.ENTEREDINERROR);
        assertThat(R4Validator.errors(observation, intendedProfile(item))).isEmpty();
    }

    @Test
    void aPressureWithOneHalfMissingConforms() {
        MinuteSamples samples = new MinuteSamples(ChartItem.BLOOD_PRESSURE, Charts.MINUTE);
        samples.add(VitalSign.SYSTOLIC_PRESSURE, Charts.MINUTE, 120);

        assertThat(
                        R4Validator.errors(
                                ObservationMapper.toObservation(
                                        Charts.measured(ChartItem.BLOOD_PRESSURE, samples)),
                                PRESSURE))
                .isEmpty();
    }

    @Test
    void valuesWithFlagsAndOfAClockThatIsOffConform() {
        assertConforms(
                HEART_RATE,
                ReadingMapperTest.value(VitalSign.HEART_RATE, 900, ValueFlag.IMPLAUSIBLE));
        assertConforms(
                HEART_RATE,
                ReadingMapperTest.value(VitalSign.HEART_RATE, 90, ValueFlag.QUESTIONABLE));
        assertConforms(
                PRESSURE,
                ReadingMapperTest.value(VitalSign.SYSTOLIC_PRESSURE, 120),
                ReadingMapperTest.value(VitalSign.DIASTOLIC_PRESSURE, 3, ValueFlag.ARTEFACT));
    }

    private static void assertConforms(String profile, VitalValue... values) {
        Observation observation =
                ReadingMapper.toObservations(
                                ReadingMapperTest.reading(Duration.ofSeconds(42), values))
                        .getFirst();
        assertThat(R4Validator.errors(observation, profile)).isEmpty();
    }

    static Stream<Resource> everyOtherKind() {
        DeviceId device = new DeviceId("cuff-1");
        AlertResources alert =
                AlertMapper.toResources(
                        List.of(
                                Alerts.at(0, Transition.RAISED),
                                Alerts.at(1, Transition.CALLED),
                                Alerts.by("nurse-1", 9, Transition.ACKNOWLEDGED),
                                Alerts.closed(60)));
        return Stream.of(
                SubjectMapper.toPatient(
                        new PatientId("p1"),
                        Optional.of(
                                new CensusEntry(
                                        new PatientId("p1"),
                                        Optional.of("Amy Shaw"),
                                        Optional.of(java.time.LocalDate.of(1987, 2, 20)),
                                        Optional.of("ward-1"),
                                        Optional.of("1"),
                                        true))),
                SubjectMapper.toDevice(device),
                DeviceMapper.toDevice(DeviceMapperTest.EXAMPLE),
                DeviceMapperTest.platform(),
                DeviceMapper.toMetrics(device, List.of(VitalSign.SPO2)).getFirst(),
                DeviceMapperTest.provenance("vw-1", "vw-2"),
                CoincidentTimeMapper.toObservation(
                        device, Charts.MINUTE, Duration.ofSeconds(42), true),
                WaveformMapperTest.example(),
                alert.flag(),
                alert.calls().getFirst(),
                alert.task().orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("everyOtherKind")
    void everyOtherKindConformsToR4(Resource resource) {
        assertThat(R4Validator.errors(resource)).as(resource.fhirType()).isEmpty();
    }

    /** That the check can fail. */
    @Test
    void knownMistakesOfVitalSignsAreFound() {
        assertFound(
                ChartItem.HEART_RATE,
                HEART_RATE,
                "/min",
                rate -> rate.getValueQuantity().setCode("{beat}/min"));
        assertFound(
                ChartItem.HEART_RATE,
                HEART_RATE,
                ".unit: minimum required",
                rate -> rate.getValueQuantity().setUnit(null));
        assertFound(
                ChartItem.HEART_RATE,
                HEART_RATE,
                "/min",
                rate -> rate.getValueQuantity().setCode("kg"));
        assertFound(
                ChartItem.SPO2,
                SATURATION,
                "OxygenSatCode",
                spo2 ->
                        spo2.getCode()
                                .getCoding()
                                .removeIf(coding -> "2708-6".equals(coding.getCode())));
        assertFound(
                ChartItem.BLOOD_PRESSURE,
                PRESSURE,
                "DiastolicBP",
                pressure -> pressure.getComponent().remove(1));
        assertFound(ChartItem.HEART_RATE, HEART_RATE, "vs-2", rate -> rate.setValue(null));
    }

    private static void assertFound(
            ChartItem item, String profile, String word, Consumer<Observation> mistake) {
        Observation observation = ObservationMapper.toObservation(Charts.measured(item, 1));
        mistake.accept(observation);
        assertThat(R4Validator.errors(observation, profile))
                .anySatisfy(error -> assertThat(error).contains(word));
    }

    /** That what the validator is told of the other kinds is enough to refuse one. */
    @Test
    void knownMistakesOfOtherKindsAreFound() {
        AlertResources alert =
                AlertMapper.toResources(
                        List.of(Alerts.at(1, Transition.CALLED), Alerts.closed(60)));
        alert.flag().setCode(null);
        alert.calls().getFirst().setStatus(null);
        alert.task().orElseThrow().setIntent(null);
        Provenance provenance = DeviceMapperTest.provenance("vw-1");
        provenance.setAgent(null);
        DeviceMetric metric =
                DeviceMapper.toMetrics(new DeviceId("d1"), List.of(VitalSign.SPO2)).getFirst();
        metric.setType(null);
        Device device = DeviceMapper.toDevice(DeviceMapperTest.EXAMPLE);
        device.getVersionFirstRep().setValue(null);
        Observation wave = WaveformMapperTest.example();
        wave.getValueSampledData().setOrigin(null);
        Observation clock =
                CoincidentTimeMapper.toObservation(
                        new DeviceId("d1"), Charts.MINUTE, Duration.ofSeconds(42), true);
        clock.setStatusElement(null);

        assertThat(
                        Stream.of(
                                alert.flag(),
                                alert.calls().getFirst(),
                                alert.task().orElseThrow(),
                                provenance,
                                metric,
                                device,
                                wave,
                                clock))
                .allSatisfy(resource ->
                        assertThat(R4Validator.errors(resource))
                                .as(resource.fhirType())
                                .isNotEmpty());
    }
}
