package org.vitalwire.ingest.ledger;

import java.time.Instant;
import java.util.List;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ingest.store.DevicePeriod;

/** On which devices a patient was, and when. All that is read of a patient begins here. */
public interface PatientPeriods {

    /**
     * All periods, open ones ending in {@link DevicePeriod#OPEN_END}, in the order of time; what
     * follows without a gap on the same device is one.
     */
    List<DevicePeriod> of(PatientId patientId);

    /** What of them lies in {@code [from, to)}. */
    default List<DevicePeriod> of(PatientId patientId, Instant from, Instant to) {
        return DevicePeriod.within(of(patientId), from, to);
    }
}
