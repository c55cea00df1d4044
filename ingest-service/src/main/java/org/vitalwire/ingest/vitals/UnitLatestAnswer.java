package org.vitalwire.ingest.vitals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.event.CensusEntry;

/**
 * The newest measured values of a unit's patients.
 *
 * @param patients by patient id; those of whom nothing was measured too
 * @param next what to give as {@code after} for the next page; null on the last one
 */
public record UnitLatestAnswer(
        Instant asOf, String unit, List<OfPatient> patients, @Nullable String next) {

    /**
     * @param bed by the census
     * @param vitals by code of the sign
     */
    public record OfPatient(
            String patientId, @Nullable String bed, Map<String, LatestAnswer.Vital> vitals) {

        static OfPatient of(CensusEntry entry, LatestAnswer latest) {
            return new OfPatient(latest.patientId(), entry.bed().orElse(null), latest.vitals());
        }
    }
}
