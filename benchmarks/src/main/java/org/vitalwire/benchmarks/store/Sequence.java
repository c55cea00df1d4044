package org.vitalwire.benchmarks.store;

/**
 * Readings in the order of their times, one device after the other, over a span of time. Not safe
 * for threads.
 */
final class Sequence {

    private final int devices;
    private final long firstMicros;
    private final long stepMicros;
    private long next;

    /**
     * @param planned how many readings are to fill the span
     */
    Sequence(int devices, long firstMicros, long spanMicros, long planned) {
        this.devices = devices;
        this.firstMicros = firstMicros;
        this.stepMicros = Math.max(1, spanMicros / Math.max(1, planned / devices));
    }

    private Sequence(Sequence other) {
        this.devices = other.devices;
        this.firstMicros = other.firstMicros;
        this.stepMicros = other.stepMicros;
        this.next = other.next;
    }

    /** Begins where this one is, and goes its own way. */
    Sequence copy() {
        return new Sequence(this);
    }

    int device() {
        return (int) (next % devices);
    }

    /** Measured time of the next reading; devices are a little apart, as they are in life. */
    long micros() {
        return firstMicros + next / devices * stepMicros + next % devices;
    }

    void advance() {
        next++;
    }

    long count() {
        return next;
    }
}
