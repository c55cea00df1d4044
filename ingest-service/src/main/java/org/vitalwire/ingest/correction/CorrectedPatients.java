package org.vitalwire.ingest.correction;

import org.vitalwire.contracts.id.PatientId;

/** Hears, after it is committed, of whom values were marked or marks were retracted. */
@FunctionalInterface
public interface CorrectedPatients {

    void corrected(PatientId patientId);
}
