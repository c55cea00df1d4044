package org.vitalwire.contracts.event;

import java.time.Instant;
import org.vitalwire.contracts.id.PatientId;

/** What a candidate policy would have said, or that it watched. Nobody is called for it. */
public sealed interface ShadowNotice {

    /** Which candidate. */
    Candidate candidate();

    PatientId patientId();

    /**
     * @param scope of the candidate
     * @param version of the decision that made it one
     */
    record Candidate(PolicyScope scope, int version, String policyId) {

        /** Names no patient, wherever it may be printed. */
        @Override
        public String toString() {
            return "Candidate[" + policyId + ' ' + version + "]";
        }
    }

    /** It would have said this. */
    record Found(Candidate candidate, Finding finding) implements ShadowNotice {
        @Override
        public PatientId patientId() {
            return finding.patientId();
        }
    }

    /**
     * It saw readings of the patient within this hour; what patient-days are counted by.
     *
     * @param hour its beginning, event time
     */
    record Watched(Candidate candidate, PatientId patientId, Instant hour)
            implements ShadowNotice {}
}
