package org.vitalwire.alert.episode;

import java.time.Instant;
import org.vitalwire.contracts.id.PatientId;

/** Who is on call for whom. Answers from memory: it is asked within transactions. */
@FunctionalInterface
public interface StaffDirectory {

    /** Every step has somebody: as long as nothing is known about the ward, none is skipped. */
    StaffDirectory ALWAYS_STAFFED = (_, _) -> _ -> true;

    Staffing of(PatientId patientId, Instant now);
}
