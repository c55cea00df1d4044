package org.vitalwire.benchmarks.load;

import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What happened on all connections during one step. */
public final class Traffic {

    /** Ten minutes in microseconds, three digits. */
    private final Histogram toPuback = new ConcurrentHistogram(600_000_000L, 3);

    private final LongAdder sent = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder lostConnections = new LongAdder();

    void sent() {
        sent.increment();
    }

    void acknowledged(long micros) {
        acknowledged.increment();
        toPuback.recordValue(Math.clamp(micros, 0, 600_000_000L));
    }

    void refused() {
        refused.increment();
    }

    void connectionLost() {
        lostConnections.increment();
    }

    /** Microseconds from the scheduled time of sending to the PUBACK. */
    public Histogram toPuback() {
        return toPuback;
    }

    public long sentSoFar() {
        return sent.sum();
    }

    public long acknowledgedSoFar() {
        return acknowledged.sum();
    }

    public long refusedSoFar() {
        return refused.sum();
    }

    public long lostConnectionsSoFar() {
        return lostConnections.sum();
    }
}
