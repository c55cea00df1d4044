package org.vitalwire.ingest.minutes;

import java.time.Instant;
import java.util.List;
import org.vitalwire.ingest.store.SampledMinute;

/**
 * Trusted values by the minute: all that there are from {@code from} to {@code to}.
 *
 * @param from inclusive; later than asked for where that would be too much at once
 * @param to exclusive; earlier than asked for likewise
 */
record MinutesAnswer(Instant from, Instant to, List<Minute> minutes) {

    /**
     * One sign of a device in one minute.
     *
     * @param at microseconds of each value since the minute's start
     * @param values canonical unit
     * @param late whether any came in the lane BACKFILL
     * @param received when the last of them came
     */
    @SuppressWarnings("ArrayRecordComponent") // goes into JSON at once
    record Minute(
            String device,
            String sign,
            Instant minute,
            int[] at,
            double[] values,
            boolean late,
            boolean synthetic,
            Instant received) {

        static Minute of(SampledMinute minute) {
            return new Minute(
                    minute.device().value(),
                    minute.sign().code(),
                    minute.minute(),
                    minute.micros(),
                    minute.values(),
                    minute.backfilled(),
                    minute.synthetic(),
                    minute.receivedAt());
        }
    }
}
