package org.vitalwire.analytics.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.decision.Rulebooks;
import org.vitalwire.analytics.policy.Policy;
import org.vitalwire.contracts.id.PatientId;

/**
 * Runs evaluations that people asked for, one after the other, beside the live stream. What came of
 * the last ones is kept in memory, in this process only.
 */
final class EvaluationDesk implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EvaluationDesk.class);
    private static final int MOST_WAITING = 4;
    private static final int KEPT = 16;

    private final RecentReadings readings;
    private final Rulebooks rulebooks;
    private final InstantSource clock;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("evaluation").factory());
    private final Map<String, Job> jobs = new LinkedHashMap<>();

    /** Where an evaluation stands. */
    enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /**
     * One that was asked for.
     *
     * @param unit empty for all units
     * @param done share of the readings that were read, 0 to 1
     */
    record Job(
            Optional<String> unit,
            State state,
            double done,
            @Nullable Map<String, @Nullable Object> report) {}

    EvaluationDesk(RecentReadings readings, Rulebooks rulebooks, InstantSource clock) {
        this.readings = readings;
        this.rulebooks = rulebooks;
        this.clock = clock;
    }

    /**
     * @param wanted of whom
     * @return its id; empty when too many are waiting
     */
    synchronized Optional<String> begin(
            Policy policy, Optional<String> unit, Duration back, Predicate<PatientId> wanted) {
        long waiting = jobs.values().stream().filter(job -> job.state() == State.RUNNING).count();
        if (waiting >= MOST_WAITING) {
            return Optional.empty();
        }
        if (jobs.size() >= KEPT) {
            jobs.entrySet().stream()
                    .filter(job -> job.getValue().state() != State.RUNNING)
                    .findFirst()
                    .ifPresent(oldest -> jobs.remove(oldest.getKey()));
        }
        String id = UUID.randomUUID().toString();
        jobs.put(id, new Job(unit, State.RUNNING, 0, null));
        worker.execute(() -> run(id, policy, unit, back, wanted));
        return Optional.of(id);
    }

    synchronized Optional<Job> find(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    private void run(
            String id,
            Policy policy,
            Optional<String> unit,
            Duration back,
            Predicate<PatientId> wanted) {
        try {
            Instant now = clock.instant();
            WardEvaluation evaluation =
                    new WardEvaluation(policy, rulebooks, EventTime.micros(now), wanted);
            readings.since(
                    now.minus(back),
                    evaluation::take,
                    share -> put(id, new Job(unit, State.RUNNING, share, null)));
            put(id, new Job(unit, State.DONE, 1, evaluation.report(clock.instant())));
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("evaluation failed");
            put(id, new Job(unit, State.FAILED, 0, null));
        }
    }

    private synchronized void put(String id, Job job) {
        jobs.put(id, job);
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
