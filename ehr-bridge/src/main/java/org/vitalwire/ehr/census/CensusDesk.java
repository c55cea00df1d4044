package org.vitalwire.ehr.census;

import java.time.Instant;
import java.util.Optional;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.census.CensusRules.Verdict;

/** Where systems of the hospital say what they know of patients. */
public final class CensusDesk {

    private final CensusStore store;
    private final PatientMerges merges;
    private final CensusPublisher publisher;

    CensusDesk(CensusStore store, PatientMerges merges, CensusPublisher publisher) {
        this.store = store;
        this.merges = merges;
        this.publisher = publisher;
    }

    /**
     * Applies a change unless something newer is known, in the caller's transaction.
     *
     * @return why a person has to look at it; mostly nothing
     */
    public Optional<String> apply(CensusChange change, Instant now) {
        return switch (store.apply(change, now)) {
            case Verdict.Applied applied -> Optional.empty();
            case Verdict.Older older -> Optional.empty();
            case Verdict.NotHere notHere -> Optional.empty();
            case Verdict.Merged merged ->
                    Optional.of("the record was merged into another one before");
        };
    }

    /**
     * Merges a record into that of the survivor, in the caller's transaction.
     *
     * @param at when it was so at the hospital
     * @return why a person has to look at it; mostly nothing
     */
    public Optional<String> merge(PatientId from, CensusChange survivor, Instant at, Instant now) {
        if (from.equals(survivor.patientId())) {
            return Optional.of("a record cannot be merged into itself");
        }
        // Somebody may be on a device whom the census does not know.
        store.ensure(survivor, now);
        if (merges.of(survivor.patientId()).equals(survivor.patientId())) {
            store.apply(survivor, now);
        }
        return switch (merges.merge(from, survivor.patientId(), at)) {
            case MERGED, ALREADY_MERGED -> Optional.empty();
            case MERGED_ELSEWHERE -> Optional.of("the record was merged into a third one before");
            case CIRCULAR -> Optional.of("the one was merged into the other before");
            case SYNTHETIC_AND_REAL -> Optional.of("one of them is a simulation");
            case SURVIVOR_UNKNOWN -> Optional.of("the survivor is not known");
        };
    }

    /** Has the others told, soon. */
    public void publishSoon() {
        publisher.publishSoon();
    }
}
