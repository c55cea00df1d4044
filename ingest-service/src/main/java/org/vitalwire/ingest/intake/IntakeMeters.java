package org.vitalwire.ingest.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.ingest.store.SampleStore.Written;

/** What the intake tells of itself. The lag of the consumer comes from Kafka's own meters. */
final class IntakeMeters {

    private final InstantSource clock;
    private final DistributionSummary batchSize;
    private final Timer publishToStore;
    private final Counter inserted;
    private final Counter merged;
    private final Counter duplicates;
    private final RepeatsSaid repeats;

    IntakeMeters(MeterRegistry meters, InstantSource clock) {
        this.clock = clock;
        this.batchSize =
                DistributionSummary.builder("vitalwire.ingest.batch.size")
                        .description("Readings in a batch")
                        .publishPercentiles(0.5, 0.99)
                        .register(meters);
        this.publishToStore =
                Timer.builder("vitalwire.publish.to.store")
                        .description("From the gateway's receipt to the committed row")
                        .publishPercentiles(0.5, 0.99, 0.999)
                        .register(meters);
        this.inserted = rows(meters, "inserted");
        this.merged = rows(meters, "merged");
        this.duplicates = rows(meters, "duplicate");
        this.repeats = new RepeatsSaid(clock);
    }

    private static Counter rows(MeterRegistry meters, String result) {
        return Counter.builder("vitalwire.ingest.rows")
                .description("Readings by what became of them")
                .tag("result", result)
                .register(meters);
    }

    void batch(int size) {
        batchSize.record(size);
    }

    void stored(Written written, List<Reading> readings) {
        inserted.increment(written.inserted());
        merged.increment(written.merged());
        duplicates.increment(written.duplicates());
        repeats.duplicates(written.duplicates());
        Instant now = clock.instant();
        for (Reading reading : readings) {
            // The gateway on another machine may be a little ahead of us.
            publishToStore.record(
                    now.isBefore(reading.receivedAt())
                            ? Duration.ZERO
                            : Duration.between(reading.receivedAt(), now));
        }
    }
}
