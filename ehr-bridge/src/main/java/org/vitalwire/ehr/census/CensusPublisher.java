package org.vitalwire.ehr.census;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.kit.kafka.EventPublisher;

/**
 * Keeps patients.v1 equal to the census. What could not be published is tried again every few
 * seconds, and at start everything is published anew: that heals a crash between the two, and a
 * broker that lost its data.
 */
final class CensusPublisher implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CensusPublisher.class);
    private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final CensusStore store;
    private final EventPublisher events;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("ehr-census").factory());
    private volatile boolean running;
    private boolean startedOver;

    CensusPublisher(CensusStore store, EventPublisher events) {
        this.store = store;
        this.events = events;
    }

    @Override
    public void start() {
        running = true;
        var _ =
                timer.scheduleWithFixedDelay(
                        this::publishPending, 0, RETRY.toSeconds(), TimeUnit.SECONDS);
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

    /**
     * Returns once Kafka has the newest revision.
     *
     * @throws CompletionException when Kafka did not acknowledge in time; it is tried again later
     */
    void publish(PatientId patientId) {
        store.publish(patientId, this::send);
    }

    /** Publishes what is pending, soon and without making anybody wait. */
    void publishSoon() {
        if (running) {
            timer.execute(this::publishPending);
        }
    }

    private void send(CensusEntry entry) {
        events.publish(EventCodecs.CENSUS_ENTRY, entry.patientId().value(), entry, null)
                .orTimeout(ACKNOWLEDGED_WITHIN.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private void publishPending() {
        try {
            if (!startedOver) {
                store.forgetPublished();
                startedOver = true;
            }
            store.unpublished().forEach(this::publish);
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("exception", e.getClass().getName())
                    .log("census not published, trying again");
        }
    }
}
