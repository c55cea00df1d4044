package org.vitalwire.alert.statistics;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the alerts of a period were. A share, rate or median of nothing is null.
 *
 * @param unit null: all care units of the caller
 * @param zone whose days {@code daily} has
 * @param patientDays what patients spent in the care units within the period, in days
 * @param patientDaysSince since when stays are known; null where none is
 * @param alerts raised in the period
 * @param syntheticAlerts of them, those of simulated patients
 * @param alertsPerPatientDay alerts of patients who were in a care unit then, by patientDays
 * @param byPriority as the alerts' priorities are now
 * @param byCondition the twenty most frequent
 * @param accepted alerts that somebody took on
 * @param waited alerts that somebody took on, or that stood for a minute without
 * @param acceptedWithin60s share of those that waited that were taken on in their first minute
 * @param medianTimeToAcceptSeconds from raising to the first acceptance
 * @param initialToTotalRatio share of pages that went to who is called first; the others are
 *     escalations, repetitions and reminders
 * @param reAlertRate share of alerts that were raised within 30 min after the one before it, of the
 *     same patient and condition, was over
 * @param disposed alerts that somebody judged
 * @param actionableShare of those
 * @param pages to people in the period
 * @param unreachable pages that nobody received
 * @param patients who were in the care units in the period, or had an alert
 * @param topDecileShare share of alerts that come from the tenth of patients who had most
 */
record AlertStatistics(
        Instant from,
        Instant to,
        @Nullable String unit,
        String zone,
        double patientDays,
        @Nullable Instant patientDaysSince,
        long alerts,
        long syntheticAlerts,
        @Nullable Double alertsPerPatientDay,
        Map<String, Long> byPriority,
        List<OfCondition> byCondition,
        long accepted,
        long waited,
        @Nullable Double acceptedWithin60s,
        @Nullable Double medianTimeToAcceptSeconds,
        @Nullable Double initialToTotalRatio,
        @Nullable Double reAlertRate,
        long disposed,
        @Nullable Double actionableShare,
        long pages,
        @Nullable Double pagesPerAlert,
        long unreachable,
        long patients,
        @Nullable Double topDecileShare,
        List<OfDay> daily) {

    record OfCondition(String condition, long alerts) {}

    /**
     * @param day in the zone of the answer
     * @param medianSeconds from raising to the first acceptance; null where there was none
     */
    record OfDay(LocalDate day, long alerts, @Nullable Double medianSeconds) {}

    /** Null of nothing. */
    static @Nullable Double share(long part, long whole) {
        return share((double) part, (double) whole);
    }

    /** Null of nothing. */
    static @Nullable Double share(double part, double whole) {
        return whole == 0 ? null : part / whole;
    }
}
