package org.vitalwire.ehr.correction;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.kit.kafka.BatchHandler;
import org.vitalwire.kit.kafka.RecordDecoder;

/** Hears of associations, and has corrected what that changes, also after a crash. */
final class CorrectionKeeper implements BatchHandler, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CorrectionKeeper.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final RecordDecoder decoder;
    private final DeviceHistories histories;
    private final Corrections corrections;
    private final Duration retention;
    private final InstantSource clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("ehr-corrections").factory());
    private volatile boolean running;
    private Instant forgetAt;

    CorrectionKeeper(
            RecordDecoder decoder,
            DeviceHistories histories,
            Corrections corrections,
            Duration retention,
            InstantSource clock) {
        this.decoder = decoder;
        this.histories = histories;
        this.corrections = corrections;
        this.retention = retention;
        this.clock = clock;
        this.forgetAt = clock.instant().plus(Duration.ofHours(1));
    }

    @Override
    public void handle(List<ConsumerRecord<String, byte[]>> batch) {
        for (ConsumerRecord<String, byte[]> record : batch) {
            Instant toldAt = Instant.ofEpochMilli(record.timestamp());
            decoder.decode(EventCodecs.ASSOCIATION_HISTORY, List.of(record))
                    .forEach(received -> histories.heard(received.event(), toldAt));
        }
    }

    @Override
    public void start() {
        running = true;
        var _ =
                timer.scheduleWithFixedDelay(
                        this::correct, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void correct() {
        try {
            while (running && corrections.correctSome()) {
                log.atDebug().log("lines looked through after a change of associations");
            }
            if (clock.instant().isAfter(forgetAt)) {
                corrections.forgetBefore(clock.instant().minus(retention).atOffset(ZoneOffset.UTC));
                forgetAt = clock.instant().plus(Duration.ofHours(1));
            }
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("exception", e.getClass().getName())
                    .log("lines not corrected, trying again");
        }
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
