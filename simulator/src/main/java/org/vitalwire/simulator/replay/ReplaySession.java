package org.vitalwire.simulator.replay;

import java.io.IOException;
import java.io.PrintWriter;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.vitalwire.simulator.device.DeliveryCounts;
import org.vitalwire.simulator.platform.VitalwireClient;
import org.vitalwire.simulator.recording.Recording;

/** Replays recordings side by side, each on a device of its own, and says how far it is. */
final class ReplaySession {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final ReplayPlan plan;
    private final VitalwireClient client;
    private final InstantSource clock;
    private final PrintWriter progress;

    ReplaySession(
            ReplayPlan plan, VitalwireClient client, InstantSource clock, PrintWriter progress) {
        this.plan = plan;
        this.client = client;
        this.clock = clock;
        this.progress = progress;
    }

    List<ReplayResult> run(List<Recording> recordings)
            throws IOException, GeneralSecurityException, InterruptedException {
        List<Replay> replays = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Instant start = clock.instant();
            for (Recording recording : recordings) {
                replays.add(Replay.prepare(recording, plan, start, client, clock));
            }
            List<Future<ReplayResult>> results = new ArrayList<>();
            for (Replay replay : replays) {
                results.add(
                        threads.submit(() -> {
                            replay.send();
                            return replay.settle();
                        }));
            }
            List<ReplayResult> finished = new ArrayList<>();
            for (Future<ReplayResult> result : results) {
                finished.add(await(result, replays));
            }
            return finished;
        } catch (IOException | GeneralSecurityException | InterruptedException e) {
            replays.forEach(Replay::abandon);
            throw e;
        } catch (RuntimeException e) {
            replays.forEach(Replay::abandon);
            throw e;
        }
    }

    private ReplayResult await(Future<ReplayResult> result, List<Replay> replays)
            throws InterruptedException {
        while (true) {
            try {
                return result.get(BETWEEN_LINES.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                printProgress(replays);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new IllegalStateException("a replay failed", e);
            }
        }
    }

    private void printProgress(List<Replay> replays) {
        DeliveryCounts counts =
                replays.stream()
                        .map(Replay::delivery)
                        .reduce(DeliveryCounts.NONE, DeliveryCounts::plus);
        int all = replays.stream().mapToInt(Replay::size).sum();
        Instant end =
                replays.stream().map(Replay::plannedEnd).max(Instant::compareTo).orElseThrow();
        Duration left = Duration.between(clock.instant(), end);
        String what =
                counts.sent() < all
                        ? left.isPositive()
                                ? "%d:%02d left".formatted(left.toMinutes(), left.toSecondsPart())
                                : "sending what is left"
                        : counts.acknowledged() + counts.refusedInAll() < all
                                ? "waiting for acknowledgements"
                                : "waiting until everything is processed";
        progress.printf(
                "%d of %d messages sent, %d acknowledged, %s%n",
                counts.sent(), all, counts.acknowledged(), what);
        progress.flush();
    }
}
