package org.vitalwire.gateway.limit;

/**
 * So much a second, and for a moment more. What was taken beyond it is a debt that time pays off,
 * as a message that is there already must not be dropped. Not safe for threads; nanoseconds of
 * {@link System#nanoTime}.
 */
public final class TokenBucket {

    private static final double NANOS_A_SECOND = 1e9;

    private final double nanosEach;
    private final double burst;
    private double tokens;
    private long filledNanos;

    /**
     * @param perSecond positive
     * @param burst at least 1
     */
    public TokenBucket(double perSecond, double burst, long nowNanos) {
        if (!(perSecond > 0) || !(burst >= 1)) {
            throw new IllegalArgumentException("a bucket has a rate and a burst of at least one");
        }
        this.nanosEach = NANOS_A_SECOND / perSecond;
        this.burst = burst;
        this.tokens = burst;
        this.filledNanos = nowNanos;
    }

    /** Takes one in any case; returns how long to take no more, 0 for not at all. */
    public long take(long nowNanos) {
        fill(nowNanos);
        tokens -= 1;
        return tokens >= 0 ? 0 : (long) Math.ceil(-tokens * nanosEach);
    }

    /** Takes one where there is one. */
    public boolean tryTake(long nowNanos) {
        fill(nowNanos);
        if (tokens < 1) {
            return false;
        }
        tokens -= 1;
        return true;
    }

    private void fill(long nowNanos) {
        long passed = nowNanos - filledNanos;
        if (passed > 0) {
            tokens = Math.min(burst, tokens + passed / nanosEach);
            filledNanos = nowNanos;
        }
    }
}
