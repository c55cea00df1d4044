package org.vitalwire.ingest.statistics;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long a sign was in a range.
 *
 * @param patients in the unit now, by the census
 * @param hours of all patients in which the sign is known
 * @param inRangeFraction of these hours; null where there are none
 */
record SignStatistics(
        String unit,
        String sign,
        Instant from,
        Instant to,
        int patients,
        double hours,
        @Nullable Double inRangeFraction,
        List<OfPatient> perPatient) {

    record OfPatient(
            String patientId,
            double hours,
            double inRangeHours,
            double belowHours,
            double aboveHours) {

        static OfPatient of(String patientId, TimeInRange.Times times) {
            return new OfPatient(
                    patientId,
                    Hours.of(times.all()),
                    Hours.of(times.in()),
                    Hours.of(times.below()),
                    Hours.of(times.above()));
        }
    }

    static SignStatistics of(
            String unit, String sign, Instant from, Instant to, List<OfPatient> perPatient) {
        double hours = Hours.sum(perPatient.stream().mapToDouble(OfPatient::hours));
        double inRange = Hours.sum(perPatient.stream().mapToDouble(OfPatient::inRangeHours));
        return new SignStatistics(
                unit,
                sign,
                from,
                to,
                perPatient.size(),
                hours,
                hours == 0 ? null : Hours.rounded(inRange / hours),
                perPatient);
    }
}
