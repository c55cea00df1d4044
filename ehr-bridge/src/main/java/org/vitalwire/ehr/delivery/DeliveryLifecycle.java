package org.vitalwire.ehr.delivery;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.SmartLifecycle;

/** Runs a worker for each target, and nothing where there is none. */
final class DeliveryLifecycle implements SmartLifecycle {

    private final List<DeliveryWorker> workers;
    private final TargetLocks locks;
    private volatile boolean running;

    DeliveryLifecycle(List<DeliveryWorker> workers, TargetLocks locks) {
        this.workers = List.copyOf(workers);
        this.locks = locks;
    }

    /** What this process does for its targets, by id. */
    Map<String, TargetProgress.Now> progress() {
        return workers.stream()
                .collect(Collectors.toMap(DeliveryWorker::id, DeliveryWorker::progress));
    }

    @Override
    public void start() {
        workers.forEach(DeliveryWorker::start);
        running = true;
    }

    @Override
    public void stop() {
        workers.forEach(DeliveryWorker::stop);
        locks.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
