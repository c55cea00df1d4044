package org.vitalwire.kit.erasure;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.vitalwire.contracts.event.ErasureNotice.Erasure;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.kit.database.ServiceDatabase;

/**
 * Knows forgotten patients again without knowing them, so that what comes late does not bring them
 * back. Kept in the service's own table {@code erased_patient (erasure_id text primary key,
 * patient_hash text, requested_at timestamptz)}.
 */
public final class ForgottenPatients {

    /** How late another process of the service learns of an erasure. */
    private static final Duration REFRESH = Duration.ofSeconds(30);

    private final ServiceDatabase database;
    private final InstantSource clock;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile Known known;

    private record Forgotten(String erasureId, String hash, Instant requestedAt) {}

    private record Known(List<Forgotten> patients, Instant at) {}

    public ForgottenPatients(ServiceDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.known = load();
    }

    /** From its return on, all work under way in this process knows. */
    public void remember(Erasure erasure) {
        database.jdbc()
                .sql("INSERT INTO erased_patient VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                .params(
                        erasure.erasureId(),
                        PatientHash.of(erasure.erasureId(), erasure.patientId()),
                        erasure.requestedAt().atOffset(ZoneOffset.UTC))
                .update();
        Known newest = load();
        lock.writeLock().lock();
        try {
            known = newest;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Does work for which nobody is newly forgotten between its first question and its commit. */
    public void during(Runnable work) {
        if (clock.instant().isAfter(known.at().plus(REFRESH))) {
            known = load();
        }
        lock.readLock().lock();
        try {
            work.run();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Whether what is said of the patient at that time is of before they were forgotten. */
    public boolean covers(PatientId patient, Instant at) {
        for (Forgotten forgotten : known.patients()) {
            if (!at.isAfter(forgotten.requestedAt())
                    && forgotten.hash().equals(PatientHash.of(forgotten.erasureId(), patient))) {
                return true;
            }
        }
        return false;
    }

    private Known load() {
        return new Known(
                database.jdbc()
                        .sql("SELECT erasure_id, patient_hash, requested_at FROM erased_patient")
                        .query((row, number) ->
                                new Forgotten(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getObject(3, OffsetDateTime.class).toInstant()))
                        .list(),
                clock.instant());
    }
}
