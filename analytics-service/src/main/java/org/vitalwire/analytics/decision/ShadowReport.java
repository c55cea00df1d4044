package org.vitalwire.analytics.decision;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a candidate would have done, beside what was in force for the same patients in the same
 * hours. Counts only; names nobody.
 *
 * @param version of the decision that made it a candidate
 * @param patients whom it watched
 * @param patientDays hours in which it saw readings of a patient, over all patients, by 24
 * @param truncated whether there was more than was read: the counts are then too small
 * @param candidate all conditions together
 * @param inForce all conditions together
 */
record ShadowReport(
        String scope,
        int version,
        String policyId,
        Instant from,
        Instant to,
        int patients,
        double patientDays,
        boolean truncated,
        Calls candidate,
        Calls inForce,
        List<OfCondition> conditions) {

    /**
     * @param started findings that began, and would have called somebody
     * @param perPatientDay null when nobody was watched
     */
    record Calls(int started, @Nullable Double perPatientDay) {}

    record OfCondition(String condition, Calls candidate, Calls inForce) {}

    ShadowReport {
        conditions = List.copyOf(conditions);
    }
}
