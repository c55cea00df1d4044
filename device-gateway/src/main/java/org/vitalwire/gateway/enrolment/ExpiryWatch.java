package org.vitalwire.gateway.enrolment;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.vitalwire.gateway.enrolment.ExpiryCheck.Due;
import org.vitalwire.gateway.enrolment.ExpiryStore.Candidate;
import org.vitalwire.gateway.event.DeviceEvents;

/** Tells of certificates that end, in good time and once. */
final class ExpiryWatch implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ExpiryWatch.class);

    private final ExpiryStore store;
    private final DeviceEvents events;
    private final Duration every;
    private final InstantSource clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("certificate-expiry").factory());
    private volatile boolean running;

    ExpiryWatch(ExpiryStore store, DeviceEvents events, Duration every, InstantSource clock) {
        this.store = store;
        this.events = events;
        this.every = every;
        this.clock = clock;
    }

    // The timer goes on for as long as the gateway.
    @SuppressWarnings("FutureReturnValueIgnored")
    @Override
    public void start() {
        running = true;
        timer.scheduleWithFixedDelay(this::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            Instant now = clock.instant();
            store.candidates(now.plus(Duration.ofDays(ExpiryCheck.FIRST_DAYS)))
                    .forEach(candidate -> tell(candidate, now));
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("cause", e.getClass().getSimpleName())
                    .log("certificates' ends could not be looked at");
        }
    }

    /** Told first, written down then: after a crash in between it is told again by the same id. */
    private void tell(Candidate candidate, Instant now) {
        Due due = ExpiryCheck.check(candidate.device(), candidate.newest(), candidate.told(), now);
        due.events().forEach(events::tell);
        if (due.told().equals(candidate.told())) {
            return;
        }
        due.told()
                .ifPresentOrElse(
                        told -> store.told(candidate.device(), told, now),
                        () -> store.forget(candidate.device()));
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
