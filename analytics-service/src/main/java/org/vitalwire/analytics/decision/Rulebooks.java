package org.vitalwire.analytics.decision;

import java.time.LocalDate;
import java.util.Optional;
import org.vitalwire.analytics.policy.Policy;
import org.vitalwire.contracts.id.PatientId;

/** By which rules a patient is judged. Asked for every reading. */
public interface Rulebooks {

    /**
     * @param at event time, microseconds
     */
    Rulebook inForce(PatientId patientId, long at);

    /**
     * The candidate that is evaluated beside it, if there is one.
     *
     * @param at event time, microseconds
     */
    Optional<Rulebook> candidate(PatientId patientId, long at);

    /** From the census, for scores whose bands depend on the age; empty where it is not known. */
    default Optional<LocalDate> bornOn(PatientId patientId) {
        return Optional.empty();
    }

    /** One policy for everybody at all times, and no candidate. */
    static Rulebooks always(Policy policy) {
        Rulebook only = Rulebook.shipped(policy);
        return new Rulebooks() {
            @Override
            public Rulebook inForce(PatientId patientId, long at) {
                return only;
            }

            @Override
            public Optional<Rulebook> candidate(PatientId patientId, long at) {
                return Optional.empty();
            }
        };
    }
}
