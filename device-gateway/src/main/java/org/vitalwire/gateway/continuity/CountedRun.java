package org.vitalwire.gateway.continuity;

import java.time.Instant;

/**
 * One run in which a device counts: what was seen of its numbers. Pure; {@code expected = received
 * + refused + missing} at all times.
 *
 * @param boot the device's name for the run, empty when it has none
 * @param run 0, or for unnamed boots how often the device began anew
 * @param version of the stored row, 0 before it is stored
 * @param seen every number that came, accepted or refused
 * @param refused those of them that were refused and did not come in a form to accept since
 * @param duplicates readings whose number was there already
 * @param firstMeasuredMicros the device's time at its lowest number
 * @param lastMeasuredMicros the device's time at its highest number
 * @param startedAt our time when the first of it came
 * @param lastAt our time when the newest of it came
 */
record CountedRun(
        String boot,
        int run,
        long version,
        SequenceIntervals seen,
        SequenceIntervals refused,
        long duplicates,
        long firstMeasuredMicros,
        long lastMeasuredMicros,
        Instant startedAt,
        Instant lastAt) {

    static CountedRun begun(String boot, int run, Counted first) {
        return new CountedRun(
                boot,
                run,
                0,
                SequenceIntervals.EMPTY,
                SequenceIntervals.EMPTY,
                0,
                first.measuredMicros(),
                first.measuredMicros(),
                first.receivedAt(),
                first.receivedAt());
    }

    long expected() {
        return seen.expected();
    }

    long missing() {
        return seen.missing();
    }

    long refusedCount() {
        return refused.expected() - refused.missing();
    }

    long received() {
        return expected() - missing() - refusedCount();
    }

    /** With one more message. */
    CountedRun with(Counted message, int mostIntervals) {
        long number = message.sequence();
        boolean isNew = !seen.contains(number);
        boolean wasRefused = !isNew && refused.contains(number);
        long noticed = CountedTime.micros(message.receivedAt());
        SequenceIntervals nowRefused = refused;
        if (message.refused() && isNew) {
            nowRefused = refused.with(number, noticed, mostIntervals);
        } else if (!message.refused() && wasRefused) {
            nowRefused = refused.without(number, mostIntervals);
        }
        boolean duplicate = !message.refused() && !isNew && !wasRefused;
        return new CountedRun(
                boot,
                run,
                version,
                isNew ? seen.with(number, noticed, mostIntervals) : seen,
                nowRefused,
                duplicates + (duplicate ? 1 : 0),
                !message.refused() && (seen.isEmpty() || number < seen.first())
                        ? message.measuredMicros()
                        : firstMeasuredMicros,
                !message.refused() && (seen.isEmpty() || number > seen.last())
                        ? message.measuredMicros()
                        : lastMeasuredMicros,
                startedAt,
                message.receivedAt().isAfter(lastAt) ? message.receivedAt() : lastAt);
    }

    /**
     * Whether a message without a boot's name can only come from a later run: a lower number,
     * measured later than the highest one. A late message has a lower number, too, but was measured
     * earlier; a repeated one at the same time.
     */
    boolean isBefore(Counted message) {
        return !seen.isEmpty()
                && message.sequence() < seen.last()
                && message.measuredMicros() > lastMeasuredMicros;
    }

    /** Whether a message without a boot's name was measured before this run began. */
    boolean isAfter(Counted message) {
        return !seen.isEmpty()
                && message.measuredMicros() < firstMeasuredMicros
                && message.sequence() > seen.first();
    }

    CountedRun stored(long newVersion) {
        return new CountedRun(
                boot,
                run,
                newVersion,
                seen,
                refused,
                duplicates,
                firstMeasuredMicros,
                lastMeasuredMicros,
                startedAt,
                lastAt);
    }
}
