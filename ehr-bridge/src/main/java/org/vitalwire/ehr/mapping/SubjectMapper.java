package org.vitalwire.ehr.mapping;

import java.util.Optional;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;

/** Whom and what Observations refer to. */
public final class SubjectMapper {

    private SubjectMapper() {}

    /** As much of the patient as the census knows. */
    public static Patient toPatient(PatientId patientId, Optional<CensusEntry> census) {
        Patient patient = new Patient();
        patient.setId(FhirIds.of(patientId));
        patient.addIdentifier().setSystem(CodeSystems.PATIENT_ID).setValue(patientId.value());
        census.ifPresent(entry -> {
            if (entry.synthetic()) {
                patient.setMeta(testData());
            }
            entry.displayName().ifPresent(name -> patient.addName().setText(name));
            entry.birthDate()
                    .ifPresent(date -> patient.setBirthDateElement(new DateType(date.toString())));
        });
        return patient;
    }

    public static Reference reference(PatientId patientId) {
        return ObservationMapper.patient(patientId);
    }

    /** As much of the device as its readings tell. */
    public static Device toDevice(DeviceId deviceId) {
        return DeviceMapper.toDevice(DeviceFacts.of(deviceId));
    }

    private static Meta testData() {
        Meta meta = new Meta();
        ObservationMapper.addTestDataLabel(meta);
        return meta;
    }
}
