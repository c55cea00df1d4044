package org.vitalwire.ehr.delivery;

import java.util.Optional;
import org.springframework.context.SmartLifecycle;

/** Runs the worker where there is a target, and nothing where there is none. */
final class DeliveryLifecycle implements SmartLifecycle {

    private final Optional<SmartLifecycle> worker;
    private volatile boolean running;

    DeliveryLifecycle(Optional<SmartLifecycle> worker) {
        this.worker = worker;
    }

    @Override
    public void start() {
        worker.ifPresent(SmartLifecycle::start);
        running = true;
    }

    @Override
    public void stop() {
        worker.ifPresent(SmartLifecycle::stop);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
