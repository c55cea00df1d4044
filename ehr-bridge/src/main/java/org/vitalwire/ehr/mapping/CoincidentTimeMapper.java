package org.vitalwire.ehr.mapping;

import java.time.Duration;
import java.time.Instant;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Reference;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.ehr.chart.ChartKey;

/**
 * By how much a device's clock is off: its time (value) at a moment of ours (effective), as the
 * coincident time stamp of HL7's Personal Health Device guide. Subject is the device, so nothing of
 * a patient is in it.
 */
public final class CoincidentTimeMapper {

    private CoincidentTimeMapper() {}

    /**
     * @param at our clock
     * @param offset our clock minus the device's
     */
    public static Observation toObservation(
            DeviceId device, Instant at, Duration offset, boolean synthetic) {
        Observation observation = new Observation();
        String id = id(device, offset);
        observation.setId(id);
        observation.setMeta(ObservationMapper.labels(synthetic, false));
        observation.addIdentifier().setSystem(CodeSystems.OBSERVATION_ID).setValue(id);
        observation.setStatus(ObservationStatus.FINAL);
        observation.setCode(
                new CodeableConcept(new Coding(CodeSystems.MDC, "67975", "MDC_ATTR_TIME_ABS"))
                        .setText("The device's clock"));
        observation.setSubject(new Reference("Device/" + FhirIds.of(device)));
        observation.setEffective(ObservationMapper.dateTime(at));
        observation.setValue(ObservationMapper.dateTime(at.minus(offset)));
        observation.setDevice(PlatformMapper.reference());
        return observation;
    }

    /** One for each offset that a device is found to have: to the millisecond. */
    static String id(DeviceId device, Duration offset) {
        return ChartKey.digest(
                "vwt-",
                String.join(
                        "|",
                        "vitalwire-clock-1",
                        device.value(),
                        Long.toString(offset.toMillis())));
    }
}
