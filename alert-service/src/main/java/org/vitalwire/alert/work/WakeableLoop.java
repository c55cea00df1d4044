package org.vitalwire.alert.work;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Does one thing again and again on a thread of its own: at once when woken, else after an idle
 * time. A failure is followed by a growing pause and another attempt.
 */
public final class WakeableLoop implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(WakeableLoop.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(5);

    /** Stops before the web server waits for its open streams, and after the consumer. */
    public static final int PHASE = Integer.MAX_VALUE - 500;

    /** What is to be done. */
    @FunctionalInterface
    public interface Work {
        /**
         * @return whether there is more to do at once
         */
        boolean run() throws InterruptedException;
    }

    private final String name;
    private final Duration idle;
    private final Work work;
    private final Runnable atStop;
    private final Semaphore calls = new Semaphore(0);
    private volatile boolean running;
    private @Nullable Thread thread;

    public WakeableLoop(String name, Duration idle, Work work) {
        this(name, idle, work, () -> {});
    }

    /**
     * @param atStop done once, when the loop has ended
     */
    public WakeableLoop(String name, Duration idle, Work work, Runnable atStop) {
        this.name = name;
        this.idle = idle;
        this.work = work;
        this.atStop = atStop;
    }

    /** There is something to do. */
    public void wake() {
        if (calls.availablePermits() == 0) {
            calls.release();
        }
    }

    @Override
    public synchronized void start() {
        if (!running) {
            running = true;
            thread = Thread.ofVirtual().name(name).start(this::loop);
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        wake();
        Thread ending = thread;
        thread = null;
        if (ending == null) {
            return;
        }
        try {
            // An interrupt breaks a database connection; so it comes only to one that hangs.
            if (!ending.join(PATIENCE_AT_STOP)) {
                ending.interrupt();
                ending.join(PATIENCE_AT_STOP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        atStop.run();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void loop() {
        Duration pause = SHORTEST_PAUSE;
        try {
            while (running) {
                try {
                    if (!work.run()) {
                        await(idle);
                    }
                    pause = SHORTEST_PAUSE;
                } catch (RuntimeException | Error e) {
                    // An error too: a loop that ended unseen would be an alert that never comes.
                    if (running) {
                        complain(e);
                        TimeUnit.MILLISECONDS.sleep(pause.toMillis());
                        pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void await(Duration atMost) throws InterruptedException {
        if (calls.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            calls.drainPermits();
        }
    }

    private void complain(Throwable e) {
        // The class only: messages of database exceptions quote values.
        log.atWarn()
                .addKeyValue("loop", name)
                .addKeyValue("exception", e.getClass().getName())
                .log("background work failed, trying again");
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
