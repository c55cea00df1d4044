package org.vitalwire.ehr.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Reference;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.ClockQuality;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.chart.ChartKey;

/**
 * One reading as it was measured, flags and doubts of its clock included: for spot checks, values
 * around an alert and whoever shows single samples. The chart's minutes are {@link
 * ObservationMapper}'s.
 *
 * <p>The time is the device's own (docs/adr/0005). Where its clock is off, the Observation refers
 * to the coincident time stamp that says by how much.
 */
public final class ReadingMapper {

    private static final String COINCIDENT_TIME_STAMP =
            "http://hl7.org/fhir/uv/phd/StructureDefinition/CoincidentTimeStampReference";

    private ReadingMapper() {}

    /** One Observation a chart item; none of a device that was on nobody. */
    public static List<Observation> toObservations(Reading reading) {
        return reading.patientId()
                .map(patient ->
                        Arrays.stream(ChartItem.values())
                                .filter(item ->
                                        item.signs().stream()
                                                .anyMatch(sign -> reading.value(sign).isPresent()))
                                .map(item -> toObservation(reading, patient, item))
                                .toList())
                .orElse(List.of());
    }

    private static Observation toObservation(Reading reading, PatientId patient, ChartItem item) {
        ItemCoding coding = ItemCoding.of(item);
        Observation observation = new Observation();
        String id = id(reading, patient, item);
        observation.setId(id);
        observation.setMeta(
                ObservationMapper.labels(
                        reading.synthetic() || isTestData(reading, item),
                        reading.isRetrospective()));
        coding.profile().ifPresent(observation.getMeta()::addProfile);
        observation.addIdentifier().setSystem(CodeSystems.OBSERVATION_ID).setValue(id);
        observation.setStatus(ObservationStatus.FINAL);
        observation.addCategory(ObservationMapper.category(coding.category()));
        observation.setCode(ObservationMapper.concept(coding.codings(), coding.text()));
        observation.setSubject(ObservationMapper.patient(patient));
        observation.setEffective(ObservationMapper.dateTime(reading.measuredAt()));
        observation.setIssuedElement(ObservationMapper.issued(reading.receivedAt()));
        observation.setDevice(new Reference("Device/" + FhirIds.of(reading.deviceId())));
        ObservationMapper.addMethod(observation, item);
        if (item.isPanel()) {
            panel(observation, reading, item);
        } else {
            reading.value(item.signs().getFirst()).ifPresent(value -> single(observation, value));
        }
        if (reading.clockQuality() == ClockQuality.OFFSET) {
            observation
                    .addExtension()
                    .setUrl(COINCIDENT_TIME_STAMP)
                    .setValue(
                            new Reference(
                                    "Observation/"
                                            + CoincidentTimeMapper.id(
                                                    reading.deviceId(), reading.clockOffset())));
        }
        return observation;
    }

    private static String id(Reading reading, PatientId patient, ChartItem item) {
        return ChartKey.digest(
                "vw-",
                String.join(
                        "|",
                        "vitalwire-reading-1",
                        reading.deviceId().value(),
                        patient.value(),
                        item.code(),
                        reading.measuredAt().toString()));
    }

    private static boolean isTestData(Reading reading, ChartItem item) {
        return item.signs().stream()
                .flatMap(sign -> reading.value(sign).stream())
                .anyMatch(value -> MeasurementStatus.of(value.flags()).testData());
    }

    private static void single(Observation observation, VitalValue value) {
        MeasurementStatus status = MeasurementStatus.of(value.flags());
        status.interpretations().forEach(observation::addInterpretation);
        if (status.absent().isPresent()) {
            observation.setDataAbsentReason(status.absent().get());
        } else if (value.sign() == VitalSign.CONSCIOUSNESS) {
            observation.setValue(Consciousness.concept(value.value()));
        } else {
            observation.setValue(ObservationMapper.quantity(value.sign(), value.value()));
        }
    }

    private static void panel(Observation observation, Reading reading, ChartItem item) {
        for (VitalSign sign : item.signs()) {
            Optional<VitalValue> value = reading.value(sign);
            if (value.isEmpty() && !ObservationMapper.isRequired(item, sign)) {
                continue;
            }
            ObservationComponentComponent component = observation.addComponent();
            component.setCode(
                    ObservationMapper.concept(ItemCoding.ofSign(sign), sign.entry().display()));
            if (value.isEmpty()) {
                component.setDataAbsentReason(ObservationMapper.unknown());
                continue;
            }
            MeasurementStatus status = MeasurementStatus.of(value.get().flags());
            status.interpretations().forEach(component::addInterpretation);
            if (status.absent().isPresent()) {
                component.setDataAbsentReason(status.absent().get());
            } else {
                component.setValue(ObservationMapper.quantity(sign, value.get().value()));
            }
        }
    }
}
