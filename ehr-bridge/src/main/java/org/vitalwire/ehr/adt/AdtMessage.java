package org.vitalwire.ehr.adt;

import java.time.Instant;
import java.util.List;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.census.CensusChange;

/**
 * An admission message that was understood.
 *
 * @param said in its order
 */
record AdtMessage(AdtHeader header, List<Said> said) {

    /** What it says. */
    sealed interface Said {
        record Change(CensusChange change) implements Said {}

        /**
         * Two records are one person.
         *
         * @param survivor what is said of the record that stays
         */
        record Merge(PatientId from, CensusChange survivor, Instant at) implements Said {}
    }
}
