package org.vitalwire.ingest.storage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/** Pace and lag of the readings' consumers in this process, from meters that they keep anyway. */
final class IntakeWatch implements AutoCloseable {

    private static final long LOOK_EVERY_SECONDS = 10;

    private final MeterRegistry meters;
    private final ConcurrentMessageListenerContainer<String, byte[]> readings;
    private final InstantSource clock;
    private final IntakePace pace = new IntakePace();
    private final ScheduledExecutorService worker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("intake-watch").factory());

    private @Nullable ScheduledFuture<?> looking;

    IntakeWatch(
            MeterRegistry meters,
            ConcurrentMessageListenerContainer<String, byte[]> readings,
            InstantSource clock) {
        this.meters = meters;
        this.readings = readings;
        this.clock = clock;
    }

    /** Looks from time to time, so that an answer has something to compare with. */
    void start() {
        looking =
                worker.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        if (looking != null) {
            looking.cancel(false);
        }
        worker.shutdown();
    }

    IntakePace.Pace look() {
        Counter inserted = meters.find("vitalwire.ingest.rows").tag("result", "inserted").counter();
        Timer stored = meters.find("vitalwire.publish.to.store").timer();
        return pace.add(
                new IntakePace.Count(
                        clock.instant(),
                        inserted == null ? 0 : inserted.count(),
                        stored == null ? 0 : stored.count(),
                        stored == null ? 0 : stored.totalTime(TimeUnit.MILLISECONDS) / 1_000));
    }

    /** Readings that wait, as the consumers knew at their last fetch; null without partitions. */
    @Nullable Long lagMessages() {
        Long lag = null;
        for (Map<MetricName, ? extends Metric> consumer : readings.metrics().values()) {
            for (Map.Entry<MetricName, ? extends Metric> metric : consumer.entrySet()) {
                if (metric.getKey().name().equals("records-lag")
                        && metric.getKey().tags().containsKey("partition")
                        && metric.getValue().metricValue() instanceof Double waiting
                        && !waiting.isNaN()) {
                    lag = (lag == null ? 0 : lag) + waiting.longValue();
                }
            }
        }
        return lag;
    }
}
