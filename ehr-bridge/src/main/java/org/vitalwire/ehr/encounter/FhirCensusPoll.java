package org.vitalwire.ehr.encounter;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.vitalwire.ehr.access.ServerAccess;

/**
 * Looks at the FHIR server again and again, and when it notifies us; when it was away, from where
 * it was.
 */
final class FhirCensusPoll implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(FhirCensusPoll.class);

    private final Look census;
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final ServerAccess access;
    private final Duration interval;
    private final InstantSource clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("ehr-census-fhir").factory());
    private volatile boolean running;
    private volatile Instant lookedAt;

    /** One look; the next begins where it ended. */
    interface Look {
        void look() throws FhirReader.NotReadException, InterruptedException;
    }

    FhirCensusPoll(
            Look census,
            ServerAccess access,
            Duration interval,
            InstantSource clock,
            MeterRegistry meters) {
        this.census = census;
        this.access = access;
        this.interval = interval;
        this.clock = clock;
        this.lookedAt = clock.instant();
        meters.gauge(
                "vitalwire.ehr.census.fhir.age.seconds",
                this,
                poll -> Duration.between(poll.lookedAt, clock.instant()).toMillis() / 1_000.0);
    }

    @Override
    public void start() {
        running = true;
        var _ =
                timer.scheduleWithFixedDelay(
                        this::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The server has something new. However often it says so, one look is enough. */
    void lookSoon() {
        if (running && wanted.compareAndSet(false, true)) {
            timer.execute(this::look);
        }
    }

    private void look() {
        wanted.set(false);
        try {
            census.look();
            lookedAt = clock.instant();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (FhirReader.NotReadException e) {
            log.atWarn()
                    .addKeyValue("code", e.getMessage())
                    .log("census not read from the FHIR server, next time again");
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("exception", e.getClass().getName())
                    .log("census not read from the FHIR server, next time again");
        }
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
        access.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
