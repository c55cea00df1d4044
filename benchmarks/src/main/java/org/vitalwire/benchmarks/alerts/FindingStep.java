package org.vitalwire.benchmarks.alerts;

import org.HdrHistogram.Histogram;

/**
 * Findings at a rate.
 *
 * @param rate findings a second
 * @param findings published
 * @param behindMicros how late the generator sent the last one
 * @param waiting not on the console yet when the last one had been sent
 * @param missing never on the console
 * @param stored in the service's database, by its own account
 * @param serviceMicros CPU of the service for a finding
 * @param postgresMicros CPU of PostgreSQL for a finding
 * @param toConsole microseconds from when a finding was due to the arrival of its alert
 */
record FindingStep(
        double rate,
        long findings,
        long behindMicros,
        int waiting,
        int missing,
        long stored,
        double serviceMicros,
        double postgresMicros,
        Histogram toConsole) {

    private static final double QUEUE_SECONDS = 0.5;
    private static final long BEHIND_MICROS = 500_000;

    boolean isComplete() {
        return missing == 0 && stored == findings;
    }

    /** Everything stored and told, with no queue that grew and a generator that kept up. */
    boolean isSustained() {
        return isComplete() && behindMicros <= BEHIND_MICROS && waiting <= rate * QUEUE_SECONDS;
    }
}
