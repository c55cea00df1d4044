package org.vitalwire.ingest.rollup;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Rolls up what is due, in a thread of its own, and rests after each batch for as long as the batch
 * took: writers and readers come first, and whoever reads what is not rolled up yet reads samples.
 */
final class Roller implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Roller.class);

    private final RollUps rollUps;
    private final InstantSource clock;
    private final RollUpSettings settings;
    private final RollUpMeters meters;
    private volatile CountDownLatch stopped = new CountDownLatch(0);
    private Instant hoursDone = Instant.MIN;
    private @Nullable Thread thread;

    Roller(RollUps rollUps, InstantSource clock, RollUpSettings settings, MeterRegistry meters) {
        this.rollUps = rollUps;
        this.clock = clock;
        this.settings = settings;
        this.meters = new RollUpMeters(meters);
    }

    @Override
    public synchronized void start() {
        stopped = new CountDownLatch(1);
        thread = Thread.ofPlatform().daemon().name("roll-up").start(this::work);
    }

    private void work() {
        try {
            while (!stopped.await(settings.every().toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    turn();
                } catch (RuntimeException e) {
                    meters.failed();
                    log.atWarn()
                            .addKeyValue("exception", e.getClass().getName())
                            .log("roll-ups wait for the next turn, samples are read instead");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything that is due now. */
    void turn() throws InterruptedException {
        Instant now = clock.instant();
        Instant end = now.minus(settings.settle());
        RollUps.Due due = rollUps.due(end);
        meters.due(due, now);
        boolean hoursAreDue =
                hoursDone.equals(Instant.MIN)
                        || !now.isBefore(hoursDone.plus(settings.hoursEvery()));
        if (due.minutes() == 0 && !hoursAreDue) {
            return;
        }
        long epoch = rollUps.newEpoch();
        if (due.minutes() > 0) {
            all("minute", epoch, e -> rollUps.minutes(e, end));
        }
        if (hoursAreDue) {
            // Hours were marked by the minutes of this turn too.
            all("hour", rollUps.newEpoch(), e -> rollUps.hours(e, end));
            hoursDone = now;
        }
        meters.due(rollUps.due(end), now);
    }

    private void all(String level, long epoch, LongToIntFunction batch)
            throws InterruptedException {
        int rolled;
        do {
            Timer.Sample took = meters.begin();
            long start = System.nanoTime();
            rolled = batch.applyAsInt(epoch);
            meters.rolled(level, rolled, took);
            Duration rest = Duration.ofNanos(System.nanoTime() - start);
            if (rolled < settings.batch()
                    || stopped.await(rest.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } while (rolled > 0);
    }

    @Override
    public synchronized void stop() {
        stopped.countDown();
        Thread working = thread;
        if (working != null) {
            try {
                working.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        thread = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
