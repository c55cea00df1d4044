package org.vitalwire.contracts.topic;

import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Reading;

/** Keys of records: whatever must stay in order shares one. */
public final class Keys {

    private Keys() {}

    /** The patient, so that nothing needs to be repartitioned; the device while it is on nobody. */
    public static String of(Reading reading) {
        return reading.patientId()
                .map(PatientId::value)
                .orElseGet(() -> "device:" + reading.deviceId().value());
    }
}
