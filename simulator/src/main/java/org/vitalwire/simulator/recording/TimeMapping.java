package org.vitalwire.simulator.recording;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When a recorded row is sent, and what time it is said to have been measured at. The recording's
 * intervals are kept, and its last row falls on the planned end of the replay: at speed 1 that is
 * live, faster leaves all but the end in the past. Nothing is ever measured after it is sent.
 *
 * @param start of the replay
 * @param speed at least 1
 * @param first the recording's own time of its first row
 * @param last and of its last
 */
public record TimeMapping(Instant start, double speed, Duration first, Duration last) {

    public TimeMapping {
        if (!(speed >= 1) || Double.isInfinite(speed)) {
            throw new IllegalArgumentException("speed must be 1 or more");
        }
        // Micros, as the platform stores them: two replays of a file must not meet on one time.
        start = start.truncatedTo(ChronoUnit.MICROS);
    }

    public static TimeMapping of(Recording recording, Instant start, double speed) {
        return new TimeMapping(
                start,
                speed,
                recording.rows().getFirst().offset(),
                recording.rows().getLast().offset());
    }

    public Instant plannedEnd() {
        return sendAt(last);
    }

    public Instant sendAt(Duration offset) {
        long micros = offset.minus(first).toNanos() / 1_000;
        return start.plus(Math.round(micros / speed), ChronoUnit.MICROS);
    }

    public Instant measuredAt(Duration offset) {
        return plannedEnd().minus(last.minus(offset)).truncatedTo(ChronoUnit.MICROS);
    }
}
