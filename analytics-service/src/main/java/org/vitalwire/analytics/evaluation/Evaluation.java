package org.vitalwire.analytics.evaluation;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.vitalwire.analytics.patient.PatientEvaluator;
import org.vitalwire.analytics.policy.Policy;

/**
 * Runs policies over recorded stays. Stays are played in parallel and counted in their order, so
 * that the same recordings give the same figures whatever the number of cores.
 */
public final class Evaluation {

    /** Stays that are read ahead for each thread. */
    private static final int AHEAD = 16;

    private final List<Policy> policies;
    private final int threads;

    /**
     * @param policies the first is the one whose limits are shown raw
     */
    public Evaluation(List<Policy> policies, int threads) {
        if (policies.isEmpty()) {
            throw new IllegalArgumentException("nothing to evaluate");
        }
        this.policies = List.copyOf(policies);
        this.threads = threads;
    }

    /**
     * @throws IOException when the recordings cannot be read
     * @throws UnreadableDataException when they are not what they should be
     */
    public DataReport run(StaySource source, Progress progress) throws IOException {
        Counts counts = new Counts(policies);
        List<PatientEvaluator> evaluators = policies.stream().map(PatientEvaluator::new).toList();
        Deque<Future<Played>> running = new ArrayDeque<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            try {
                source.forEach(stay -> {
                    running.add(pool.submit(() -> play(stay, evaluators)));
                    if (running.size() > threads * AHEAD) {
                        counts.add(result(running.remove()));
                        progress.at(counts.stays(), source.expected());
                    }
                });
                while (!running.isEmpty()) {
                    counts.add(result(running.remove()));
                    progress.at(counts.stays(), source.expected());
                }
            } catch (IOException | RuntimeException e) {
                pool.shutdownNow();
                throw e;
            }
        }
        return counts.report(source.name());
    }

    private Played play(Stay stay, List<PatientEvaluator> evaluators) {
        Played references = references(stay);
        return new Played(
                stay,
                references.references(),
                new RawLimits(policies.getFirst().limits()).alerts(stay),
                evaluators.stream().map(evaluator -> PolicyRun.of(evaluator, stay)).toList());
    }

    /** What the references make of a stay, and no policy. */
    static Played references(Stay stay) {
        HourlyChart chart = HourlyChart.of(stay);
        Map<String, int[]> references = new LinkedHashMap<>();
        for (ReferenceScore reference : ReferenceScore.ALL) {
            references.put(reference.name(), reference.score(chart));
        }
        return new Played(stay, references, List.of(), List.of());
    }

    /** One stay with what came of it. */
    record Played(
            Stay stay,
            Map<String, int[]> references,
            List<Alert> raw,
            List<StayOutcome> outcomes) {}

    private static Played result(Future<Played> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a stay could not be played", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
