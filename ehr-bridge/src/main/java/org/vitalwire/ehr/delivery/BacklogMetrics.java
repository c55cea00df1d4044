package org.vitalwire.ehr.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.ehr.ledger.DeliveryReport;

/** Counts what waits for each target, every half minute: scrapes do not query the database. */
final class BacklogMetrics implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BacklogMetrics.class);
    private static final int INTERVAL_SECONDS = 30;

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("ehr-backlog").factory());

    private record Gauges(
            String target, AtomicLong lines, AtomicLong failed, AtomicLong oldestSeconds) {

        static Gauges of(String target, MeterRegistry meters) {
            Tags tags = Tags.of("target", target);
            return new Gauges(
                    target,
                    register(meters, "vitalwire.ehr.backlog", tags),
                    register(meters, "vitalwire.ehr.failed", tags),
                    register(meters, "vitalwire.ehr.backlog.oldest.seconds", tags));
        }

        private static AtomicLong register(MeterRegistry meters, String name, Tags tags) {
            AtomicLong value = new AtomicLong();
            meters.gauge(name, tags, value);
            return value;
        }
    }

    BacklogMetrics(
            Collection<String> targets,
            DeliveryReport report,
            InstantSource clock,
            MeterRegistry meters) {
        List<Gauges> gauges = targets.stream().map(id -> Gauges.of(id, meters)).toList();
        var _ =
                timer.scheduleWithFixedDelay(
                        () -> gauges.forEach(target -> count(target, report, clock)),
                        5,
                        INTERVAL_SECONDS,
                        TimeUnit.SECONDS);
    }

    private static void count(Gauges target, DeliveryReport report, InstantSource clock) {
        try {
            DeliveryReport.Backlog backlog = report.backlog(target.target());
            target.lines().set(backlog.lines());
            target.failed().set(backlog.failed());
            target.oldestSeconds().set(backlog.lag(clock.instant()).toSeconds());
        } catch (RuntimeException e) {
            log.atDebug()
                    .addKeyValue("exception", e.getClass().getName())
                    .log("backlog not counted");
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
