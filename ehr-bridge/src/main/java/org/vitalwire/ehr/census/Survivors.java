package org.vitalwire.ehr.census;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.vitalwire.contracts.id.PatientId;

/**
 * Whom a patient's record stands for since records were merged. Lines of the chart keep the patient
 * that they were measured on, in their key, id and lane; their subject is the survivor.
 *
 * <p>Whoever delivers asks after having read the revision that is to be delivered: a merge revises
 * lines after it was committed, so that what was sent with the old subject is sent again.
 */
public interface Survivors {

    /** Where the chain of merges ends; the patient, where there is none. */
    PatientId of(PatientId patientId);

    /** The survivor of each. */
    Map<PatientId, PatientId> ofAll(Collection<PatientId> patientIds);

    /** All records that are one person with this one, which is among them. */
    Set<PatientId> recordsOf(PatientId patientId);
}
