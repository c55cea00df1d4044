package org.vitalwire.contracts.event;

import java.time.Instant;
import org.vitalwire.contracts.id.PatientId;

/**
 * A clinician's order of the NEWS2 SpO2 scale: 2 is for a prescribed target of 88-92 % in
 * hypercapnic failure, and is never inferred (RCP, NEWS2, 2017).
 */
public record OxygenTargetOrder(
        PatientId patientId, int spo2Scale, Instant orderedAt, String orderedBy) {

    public OxygenTargetOrder {
        if (spo2Scale != 1 && spo2Scale != 2) {
            throw new IllegalArgumentException("the SpO2 scale is 1 or 2");
        }
    }
}
