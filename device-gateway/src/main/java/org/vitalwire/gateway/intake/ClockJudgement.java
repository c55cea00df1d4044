package org.vitalwire.gateway.intake;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.reading.ClockQuality;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.gateway.codec.DeclaredClock;
import org.vitalwire.gateway.intake.clock.DeviceClocks;

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

    /**
     * What is to be thought of a measured time, given all that is known. See docs/adr/0005.
     *
     * @param measured by the device's clock
     * @param received by ours
     * @param now ours, by which the lane is judged: later than the receipt for a replay
     * @param waited whether it was sent again or in a batch
     * @param resent whether it was sent again
     * @param declared what the device says of its clock
     * @param estimate our clock minus the device's as its messages show it, or {@link
     *     DeviceClocks#UNKNOWN}
     */
    ClockVerdict judge(
            long measured,
            long received,
            long now,
            boolean waited,
            boolean resent,
            DeclaredClock declared,
            long estimate) {
        FailureCode fault = fault(measured, received);
        if (fault != null) {
            return ClockVerdict.refused(fault);
        }
        long behind = received - measured;
        boolean hasNow = declared.hasNow() && !resent;
        if (hasNow || estimate != DeviceClocks.UNKNOWN) {
            // Both are too large by the time under way, and by nothing else: the smaller is nearer.
            long offset = hasNow ? received - declared.nowMicros() : estimate;
            if (hasNow && estimate != DeviceClocks.UNKNOWN) {
                offset = Math.min(offset, estimate);
            }
            if (behind < offset - clockTolerance) {
                // It came before it was measured: the clock was stepped since.
                return shownByItself(behind, now - measured, waited);
            }
            if (!waited && !hasNow && behind > offset + clockTolerance) {
                // It was under way for long, or the clock was stepped back: nobody knows yet.
                return new ClockVerdict(
                        ClockQuality.UNKNOWN, 0, behind, laneOf(now - measured), null);
            }
            return known(offset, now - measured, hasNow);
        }
        if (declared.isUntraceable() && (waited || behind > liveHorizon)) {
            return ClockVerdict.refused(FailureCode.CLOCK_NOT_TRACEABLE);
        }
        if (declared.said() && declared.synchronised() && !declared.hasNow()) {
            return behind < -clockTolerance
                    ? shownByItself(behind, now - measured, waited)
                    : known(0, now - measured, true);
        }
        return shownByItself(behind, now - measured, waited);
    }

    /**
     * @param declared whether the device itself tied its time to ours. What its messages show may
     *     be a queue that is always as long as well as a clock that is behind: that must not make
     *     old readings page.
     */
    private ClockVerdict known(long offset, long age, boolean declared) {
        if (Math.abs(offset) <= clockTolerance) {
            return new ClockVerdict(ClockQuality.SYNCHRONISED, 0, 0, laneOf(age), null);
        }
        long trueAge = declared ? age - offset : Math.max(age, age - offset);
        return new ClockVerdict(ClockQuality.OFFSET, offset, offset, laneOf(trueAge), null);
    }

    /** Only this message tells. */
    private ClockVerdict shownByItself(long behind, long age, boolean waited) {
        ClockQuality quality = quality(0, behind, waited);
        long offset = quality == ClockQuality.OFFSET ? behind : 0;
        return new ClockVerdict(quality, offset, offset, laneOf(age), null);
    }

    private Lane laneOf(long age) {
        return age <= liveHorizon ? Lane.LIVE : Lane.BACKFILL;
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
