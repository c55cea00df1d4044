package org.vitalwire.gateway.intake;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.reading.ClockQuality;
import org.vitalwire.contracts.reading.Lane;

/** What the difference between a device's time and ours says. Pure; microseconds since 1970. */
final class ClockJudgement {

    private static final long YEAR_2000 =
            Instant.parse("2000-01-01T00:00:00Z").getEpochSecond() * 1_000_000L;

    private final long futureTolerance;
    private final long liveHorizon;
    private final long clockTolerance;

    ClockJudgement(ClockSettings settings) {
        this.futureTolerance = micros(settings.futureTolerance());
        this.liveHorizon = micros(settings.liveHorizon());
        this.clockTolerance = micros(settings.clockTolerance());
    }

    /** Why the time cannot be believed, or null. */
    @Nullable FailureCode fault(long measured, long received) {
        if (measured < YEAR_2000) {
            return FailureCode.CLOCK_NOT_SET;
        }
        return measured - received > futureTolerance ? FailureCode.FUTURE_TIME : null;
    }

    Lane lane(long measured, long received) {
        return received - measured <= liveHorizon ? Lane.LIVE : Lane.BACKFILL;
    }

    /**
     * A reading that comes late may have waited, or its device's clock may be slow. Only one that
     * was sent on its own, for the first time, is taken to have come at once; of others it is not
     * known. A reading from the future cannot have waited.
     *
     * @param waited whether it was sent again or in a batch
     */
    ClockQuality quality(long measured, long received, boolean waited) {
        long behind = received - measured;
        if (Math.abs(behind) <= clockTolerance) {
            return ClockQuality.SYNCHRONISED;
        }
        boolean told = behind < 0 || (!waited && behind <= liveHorizon);
        return told ? ClockQuality.OFFSET : ClockQuality.UNKNOWN;
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
