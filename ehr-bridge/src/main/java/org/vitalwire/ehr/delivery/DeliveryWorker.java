package org.vitalwire.ehr.delivery;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.ehr.delivery.TargetProgress.Doing;
import org.vitalwire.ehr.ledger.DeliveryLedger;
import org.vitalwire.ehr.ledger.DeliveryTargets;

/** Delivers to one target: holds its lock, gives work to its lanes, and waits when it must. */
final class DeliveryWorker {

    private static final Logger log = LoggerFactory.getLogger(DeliveryWorker.class);
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(500);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(15);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final String id;
    private final Duration pollInterval;
    private final Duration longestBackOff;
    private final double backlogLinesPerSecond;
    private final Supplier<Target> newTarget;
    private final TargetLocks locks;
    private final DeliveryTargets targets;
    private final DeliveryLedger ledger;
    private final InstantSource clock;
    private final TargetProgress progress = new TargetProgress();
    private volatile boolean running;
    private boolean registered;
    private @Nullable Thread thread;
    private Duration backOff = FIRST_BACK_OFF;

    /**
     * @param newTarget made when it is first needed, and closed at the end
     */
    DeliveryWorker(
            String id,
            TargetSettings settings,
            Supplier<Target> newTarget,
            TargetLocks locks,
            DeliveryTargets targets,
            DeliveryLedger ledger,
            InstantSource clock) {
        this.id = id;
        this.pollInterval = settings.pollInterval();
        this.longestBackOff = settings.longestBackOff();
        this.backlogLinesPerSecond = settings.backlogLinesPerSecond();
        this.newTarget = newTarget;
        this.locks = locks;
        this.targets = targets;
        this.ledger = ledger;
        this.clock = clock;
    }

    String id() {
        return id;
    }

    TargetProgress.Now progress() {
        return progress.now();
    }

    void start() {
        running = true;
        thread = Thread.ofPlatform().name("ehr-delivery-" + id).start(this::run);
    }

    void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(STOP_WITHIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        progress.is(Doing.STOPPED);
    }

    private void run() {
        // Virtual: they wait for the network and the database, and for little else.
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try (Target target = newTarget.get()) {
            @Nullable Lanes lanes = null;
            while (running) {
                try {
                    if (!registered) {
                        targets.configured(List.of(id));
                        registered = true;
                    } else if (!locks.hold(id)) {
                        progress.is(Doing.STANDBY);
                        pause(pollInterval);
                    } else if (lanes == null) {
                        lanes = connect(target, threads);
                    } else {
                        deliver(lanes);
                    }
                } catch (RuntimeException e) {
                    // The database, mostly. What was under way is SENT and will be settled.
                    log.atWarn()
                            .addKeyValue("target", id)
                            .addKeyValue("exception", e.getClass().getName())
                            .log("delivery interrupted, trying again");
                    backOff("interrupted", Optional.empty());
                }
            }
        } catch (InterruptedException e) {
            log.atDebug().addKeyValue("target", id).log("delivery stops");
        } finally {
            threads.shutdownNow();
            threads.close();
            locks.release(id);
        }
    }

    /** Null while the target does not say what it can do. */
    private @Nullable Lanes connect(Target target, ExecutorService threads)
            throws InterruptedException {
        if (progress.now().doing() != Doing.WAITING) {
            progress.is(Doing.CONNECTING);
        }
        targets.complete(id);
        return switch (target.connect()) {
            case Target.Connection.Ready(var lanes, int atOnce, var kinds) -> {
                targets.setKinds(id, kinds);
                // Observations, where they are new to it.
                targets.complete(id);
                backOff = FIRST_BACK_OFF;
                yield new Lanes(lanes, atOnce, backlogLinesPerSecond, threads, clock);
            }
            case Target.Connection.NotNow(String trouble, var after) -> {
                log.atWarn()
                        .addKeyValue("target", id)
                        .addKeyValue("answer", trouble)
                        .log("the target does not answer");
                backOff(trouble, after);
                yield null;
            }
        };
    }

    private void deliver(Lanes lanes) throws InterruptedException {
        if (lanes.start(ledger.dueLanes()) == 0) {
            progress.is(Doing.DELIVERING);
            pause(lanes.patience(pollInterval));
            return;
        }
        Optional<Lane.Outcome> ended = lanes.await(lanes.patience(pollInterval));
        if (ended.isEmpty()) {
            return;
        }
        switch (ended.get()) {
            case Lane.Outcome.Continue(int lines) -> {
                progress.is(Doing.DELIVERING);
                backOff = FIRST_BACK_OFF;
            }
            case Lane.Outcome.Stop(Answer.Unavailable cause) -> {
                // Nobody else begins; those under way come to the same, mostly.
                lanes.awaitAll();
                log.atWarn()
                        .addKeyValue("target", id)
                        .addKeyValue("code", cause.code())
                        .log("the target takes nothing now");
                backOff(cause.code(), cause.retryAfter());
            }
        }
    }

    private void backOff(String trouble, Optional<Duration> asked) throws InterruptedException {
        Duration wait =
                asked.map(duration -> shorter(duration, LONGEST_RETRY_AFTER)).orElse(backOff);
        backOff = shorter(backOff.multipliedBy(2), longestBackOff);
        progress.waits(trouble, clock.instant().plus(wait));
        pause(wait);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? other : one;
    }

    private static void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
    }
}
