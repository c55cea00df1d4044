package org.vitalwire.ingest.rollup;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** What the roller tells of itself. */
final class RollUpMeters {

    private final MeterRegistry meters;
    private final AtomicLong due;
    private final AtomicLong oldestSeconds;
    private final Counter failures;

    RollUpMeters(MeterRegistry meters) {
        this.meters = meters;
        this.due = new AtomicLong();
        this.oldestSeconds = new AtomicLong();
        meters.gauge("vitalwire.ingest.rollup.due", due);
        meters.gauge("vitalwire.ingest.rollup.oldest.due.seconds", oldestSeconds);
        this.failures =
                Counter.builder("vitalwire.ingest.rollup.failures")
                        .description("Turns of the roller that failed; the next one tries again")
                        .register(meters);
    }

    /** Minutes that are over and not rolled up, as of the last turn. */
    void due(RollUps.Due now, Instant at) {
        due.set(now.minutes());
        oldestSeconds.set(
                now.oldest().map(oldest -> Duration.between(oldest, at).toSeconds()).orElse(0L));
    }

    Timer.Sample begin() {
        return Timer.start(meters);
    }

    void rolled(String level, int buckets, Timer.Sample took) {
        took.stop(
                Timer.builder("vitalwire.ingest.rollup.batch")
                        .description("Duration of one transaction of roll-ups")
                        .tag("level", level)
                        .register(meters));
        Counter.builder("vitalwire.ingest.rollup.buckets")
                .description("Minutes and hours of devices that were rolled up")
                .tag("level", level)
                .register(meters)
                .increment(buckets);
    }

    void failed() {
        failures.increment();
    }
}
