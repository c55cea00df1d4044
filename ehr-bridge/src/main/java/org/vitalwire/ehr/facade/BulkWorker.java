package org.vitalwire.ehr.facade;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.hl7.fhir.r4.model.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.encoding.FhirJson;
import org.vitalwire.ehr.facade.BulkJobs.Part;
import org.vitalwire.ehr.facade.ObservationSearch.Criteria;
import org.vitalwire.ehr.facade.ObservationSearch.Found;
import org.vitalwire.ehr.facade.ObservationSearch.Updated;
import org.vitalwire.ehr.measured.IngestRefusedException;
import org.vitalwire.ehr.measured.IngestUnavailableException;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;

/**
 * Writes bulk exports, one after the other. It reads with the token of whoever asked last how far
 * an export is, and keeps no token: after a restart, or when a token has ended, the export waits
 * until its caller asks again, and goes on where it was.
 */
final class BulkWorker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BulkWorker.class);
    private static final int LINES_A_STEP = 1_000;
    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

    private final BulkJobs jobs;
    private final ObservationSearch search;
    private final ObservationReader reader;
    private final PatientProvider patients;
    private final VisiblePatients visible;
    private final AuditLog audit;
    private final Map<String, Asker> askers = new ConcurrentHashMap<>();
    private final Set<String> queued = ConcurrentHashMap.newKeySet();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("ehr-bulk").factory());

    /**
     * Whoever asked last.
     *
     * @param items that their scopes permit
     */
    record Asker(Caller caller, String token, Set<ChartItem> items) {
        Asker {
            items = Set.copyOf(items);
        }

        @Override
        public String toString() {
            return "Asker[" + caller.subject() + "]";
        }
    }

    BulkWorker(
            BulkJobs jobs,
            ObservationSearch search,
            ObservationReader reader,
            PatientProvider patients,
            VisiblePatients visible,
            AuditLog audit) {
        this.jobs = jobs;
        this.search = search;
        this.reader = reader;
        this.patients = patients;
        this.visible = visible;
        this.audit = audit;
    }

    /** Sees to it that the export goes on, with this token from now on. */
    void goOn(String jobId, Asker asker) {
        askers.put(jobId, asker);
        if (queued.add(jobId)) {
            thread.execute(() -> {
                queued.remove(jobId);
                work(jobId);
            });
        }
    }

    private void work(String jobId) {
        try {
            Optional<BulkJob> job = running(jobId);
            while (job.isPresent() && !Thread.currentThread().isInterrupted()) {
                job = step(job.get()) ? running(jobId) : Optional.empty();
            }
        } catch (IngestUnavailableException e) {
            log.atWarn().log("a bulk export waits for ingest-service");
        } catch (IngestRefusedException e) {
            if (!e.isTokenExpired()) {
                jobs.fail(jobId);
            }
        } catch (RuntimeException e) {
            // By name only: a message may quote values.
            log.atError()
                    .addKeyValue("exception", e.getClass().getName())
                    .log("a bulk export failed");
            failQuietly(jobId);
        } finally {
            askers.remove(jobId);
        }
    }

    private void failQuietly(String jobId) {
        try {
            jobs.fail(jobId);
        } catch (RuntimeException e) {
            // The database is away: the export is as it was, and goes on when it is asked for.
            log.atWarn()
                    .addKeyValue("exception", e.getClass().getName())
                    .log("a bulk export could not be marked as failed");
        }
    }

    private Optional<BulkJob> running(String jobId) {
        return jobs.find(jobId).filter(job -> job.state() == BulkJob.State.RUNNING);
    }

    private boolean step(BulkJob job) {
        Asker asker = askers.get(job.id());
        if (asker == null) {
            return false;
        }
        if (job.patients().isEmpty()) {
            return jobs.keep(job, job.after(Optional.empty()), List.of());
        }
        PatientId patient = job.patients().get(job.done());
        if (!visible.isVisible(asker.caller(), patient)) {
            // Moved to another unit meanwhile, or erased.
            return jobs.keep(job, job.after(Optional.empty()), List.of());
        }
        List<Part> parts = new ArrayList<>();
        Optional<Cursor> rest = Optional.empty();
        if (job.place().isEmpty()) {
            audit.phiRead(asker.caller(), "fhir-bulk-export", patient);
            if (job.types().contains(BulkJob.PATIENT)) {
                patients.find(patient)
                        .ifPresent(found -> parts.add(part(BulkJob.PATIENT, List.of(found))));
            }
        }
        if (job.types().contains(BulkJob.OBSERVATION)) {
            Found found =
                    search.page(
                            criteria(job, patient, asker.items()),
                            false,
                            job.place(),
                            LINES_A_STEP,
                            asker.token());
            if (!found.entries().isEmpty()) {
                parts.add(part(BulkJob.OBSERVATION, reader.observations(found.entries())));
            }
            rest = found.next();
        }
        return jobs.keep(job, job.after(rest), parts);
    }

    private static Criteria criteria(BulkJob job, PatientId patient, Set<ChartItem> permitted) {
        Set<ChartItem> items = EnumSet.noneOf(ChartItem.class);
        items.addAll(permitted);
        return new Criteria(
                Set.of(patient),
                items,
                Instant.EPOCH,
                job.until(),
                job.since().map(since -> new Updated(since, END)));
    }

    private static Part part(String type, List<? extends Resource> resources) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            for (Resource resource : resources) {
                gzip.write(FhirJson.encode(resource).getBytes(StandardCharsets.UTF_8));
                gzip.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Part(type, resources.size(), bytes.toByteArray());
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
