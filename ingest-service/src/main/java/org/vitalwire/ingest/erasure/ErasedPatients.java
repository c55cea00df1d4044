package org.vitalwire.ingest.erasure;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.vitalwire.contracts.event.ErasureNotice.ErasedPeriod;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.kit.erasure.PatientHash;

/**
 * Who was forgotten, in memory: asked for everything that comes in, so that what comes late does
 * not bring a patient back. Hardly ever does it know anybody.
 */
public final class ErasedPatients {

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Counter late;
    private volatile Known known = new Known(List.of(), Map.of());

    public ErasedPatients(MeterRegistry meters) {
        this.late =
                Counter.builder("vitalwire.ingest.erased.late")
                        .description("Messages of erased patients that came late and were not kept")
                        .register(meters);
    }

    /**
     * @param hash see {@link PatientHash}
     */
    record Erased(String id, String hash, Instant requestedAt) {}

    record Known(List<Erased> patients, Map<String, List<ErasedPeriod>> periods) {}

    /** Takes a batch in: nobody is newly forgotten between its first question and its commit. */
    public void during(Runnable batch) {
        lock.readLock().lock();
        try {
            batch.run();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** From its return on, all batches under way know. */
    void know(Known newest) {
        lock.writeLock().lock();
        try {
            known = newest;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Whether what the device measured then is of a patient who was forgotten. */
    public boolean covers(DeviceId device, Instant measured) {
        Map<String, List<ErasedPeriod>> periods = known.periods();
        if (periods.isEmpty()) {
            return false;
        }
        for (ErasedPeriod period : periods.getOrDefault(device.value(), List.of())) {
            if (period.contains(measured)) {
                late.increment();
                return true;
            }
        }
        return false;
    }

    /** Whether what is said of the patient at that time is of before they were forgotten. */
    public boolean covers(PatientId patient, Instant at) {
        for (Erased erased : known.patients()) {
            if (!at.isAfter(erased.requestedAt())
                    && erased.hash().equals(PatientHash.of(erased.id(), patient))) {
                late.increment();
                return true;
            }
        }
        return false;
    }
}
