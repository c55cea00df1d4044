package org.vitalwire.ingest.statistics;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long a score was at least so high.
 *
 * @param patients in the unit now, by the census
 * @param hours of all patients in which it is known whether the score was so high
 */
record ScoreStatistics(
        String unit,
        String score,
        int atLeast,
        Instant from,
        Instant to,
        int patients,
        double hours,
        double hoursAtLeast,
        List<OfPatient> perPatient) {

    /**
     * @param highest the most that the score was known to be at least; null where none was known
     */
    record OfPatient(
            String patientId, double hours, double hoursAtLeast, @Nullable Integer highest) {

        static OfPatient of(String patientId, ScoreTime.Times times) {
            return new OfPatient(
                    patientId,
                    Hours.of(times.decided()),
                    Hours.of(times.reached()),
                    times.highest());
        }
    }

    static ScoreStatistics of(
            String unit,
            String score,
            int atLeast,
            Instant from,
            Instant to,
            List<OfPatient> perPatient) {
        return new ScoreStatistics(
                unit,
                score,
                atLeast,
                from,
                to,
                perPatient.size(),
                Hours.sum(perPatient.stream().mapToDouble(OfPatient::hours)),
                Hours.sum(perPatient.stream().mapToDouble(OfPatient::hoursAtLeast)),
                perPatient);
    }
}
