package org.vitalwire.alert.webhook;

import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.vitalwire.alert.work.WakeableLoop;

/** The workers of the webhook, none where it is not configured. */
final class WebhookChannel implements SmartLifecycle {

    private final List<WakeableLoop> workers;
    private final Runnable atStop;
    private volatile boolean running;

    WebhookChannel(List<WakeableLoop> workers, Runnable atStop) {
        this.workers = List.copyOf(workers);
        this.atStop = atStop;
    }

    void wake() {
        workers.forEach(WakeableLoop::wake);
    }

    @Override
    public void start() {
        running = true;
        workers.forEach(WakeableLoop::start);
    }

    @Override
    public void stop() {
        workers.forEach(WakeableLoop::stop);
        atStop.run();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return WakeableLoop.PHASE;
    }
}
