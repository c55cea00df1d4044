package org.vitalwire.benchmarks.alerts;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.vitalwire.benchmarks.observe.ServerProcesses;
import org.vitalwire.contracts.event.Priority;

/**
 * Many findings in a minute, and the memory that they take. All are HIGH and nobody accepts any, so
 * that the first ones escalate while the last ones come.
 */
final class Flood {

    private static final double SECONDS = 60;
    private static final long BETWEEN_LOOKS_NANOS = 250_000_000;
    private static final long AFTERWARDS_NANOS = 10_000_000_000L;

    private final Arrangement arrangement;

    Flood(Arrangement arrangement) {
        this.arrangement = arrangement;
    }

    /** Resident megabytes of the service. */
    record Result(
            FindingStep step, long megabytesBefore, long megabytesHighest, long megabytesAfter) {}

    Result measure(int findings) throws IOException, InterruptedException {
        long before = residentMegabytes();
        AtomicLong highest = new AtomicLong(before);
        Thread watch = Thread.ofPlatform().daemon().name("memory").start(() -> look(highest));
        FindingStep step = arrangement.load(findings / SECONDS, SECONDS, Priority.HIGH);
        watch.interrupt();
        watch.join();
        LockSupport.parkNanos(AFTERWARDS_NANOS);
        return new Result(step, before, highest.get(), residentMegabytes());
    }

    private void look(AtomicLong highest) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                long now = residentMegabytes();
                highest.accumulateAndGet(now, Math::max);
            } catch (IOException e) {
                return; // it ended, which the step will say
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }

    private long residentMegabytes() throws IOException {
        return ServerProcesses.residentKilobytes(arrangement.alerts().pid()) / 1024;
    }
}
