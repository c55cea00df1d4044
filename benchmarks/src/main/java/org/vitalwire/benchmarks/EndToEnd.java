package org.vitalwire.benchmarks;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.vitalwire.benchmarks.load.Crisis;
import org.vitalwire.benchmarks.load.Fleet;
import org.vitalwire.benchmarks.load.LoadGenerator;
import org.vitalwire.benchmarks.load.Traffic;
import org.vitalwire.benchmarks.observe.AlertWatch;
import org.vitalwire.benchmarks.observe.PlatformTimers;
import org.vitalwire.benchmarks.observe.RowProbe;
import org.vitalwire.benchmarks.observe.RunningPlatform;
import org.vitalwire.benchmarks.observe.ServerProcesses;
import org.vitalwire.benchmarks.report.StepResult;
import org.vitalwire.simulator.platform.TokenSource;

/** Steps of load on a running platform. */
final class EndToEnd {

    private static final double PATIENCE_SECONDS = 60;
    private static final double SECONDS_TO_STORE = 30;

    private final RunningPlatform platform;
    private final TokenSource tokens;
    private final Fleet fleet;
    private final LoadGenerator load;
    private final AlertWatch alerts;
    private final PlatformTimers timers;

    EndToEnd(
            RunningPlatform platform,
            TokenSource tokens,
            Fleet fleet,
            LoadGenerator load,
            AlertWatch alerts) {
        this.platform = platform;
        this.tokens = tokens;
        this.fleet = fleet;
        this.load = load;
        this.alerts = alerts;
        this.timers = new PlatformTimers(platform.url(), tokens);
    }

    /**
     * One step. The last device of the fleet is the probe's; the others send.
     *
     * @param probed whether a reader waits for rows meanwhile
     */
    StepResult step(double rate, double seconds, boolean probed)
            throws IOException, InterruptedException, ExecutionException {
        Instant from = Instant.now();
        fleet.admit();
        Traffic complete = load.sendComplete();
        Thread.sleep(1_000);
        Histogram _ = alerts.take();

        int senders = fleet.devices().size() - 1;
        String probeDevice = fleet.devices().getLast().id();
        RowProbe probe =
                new RowProbe(
                        load, probeDevice, fleet.patientOf(probeDevice), platform.url(), tokens);
        CompletableFuture<Void> probing =
                probed
                        ? CompletableFuture.runAsync(() -> probe(probe, seconds))
                        : CompletableFuture.completedFuture(null);
        ServerProcesses.Cpu cpu = platform.processes().cpu();
        long generator = ServerProcesses.ownCpuMicros();
        Traffic traffic =
                load.run(senders, rate, seconds, List.of(Crisis.values()), PATIENCE_SECONDS);
        probing.join();
        int missing = alerts.awaitAll(5);
        ServerProcesses.Cpu used = platform.processes().cpu().since(cpu);
        long generated = ServerProcesses.ownCpuMicros() - generator;

        // The nurses' entries and, after them, the probe's samples are rows too, of this traffic.
        long others = complete.acknowledgedSoFar();
        long rows = awaitRows(from, traffic.acknowledgedSoFar() + others) - others;
        return new StepResult(
                rate,
                seconds,
                traffic.sentSoFar(),
                traffic.acknowledgedSoFar(),
                traffic.refusedSoFar(),
                rows,
                traffic.lostConnectionsSoFar(),
                used,
                generated,
                platform.processes().memory(),
                traffic.toPuback(),
                alerts.take(),
                missing,
                probed ? Optional.of(probe.latency()) : Optional.empty(),
                timers.quantiles("vitalwire.publish.to.store"));
    }

    /** Rates one after the other, until one is too much. */
    List<StepResult> climb(List<Double> rates, double seconds, Consumer<String> say)
            throws IOException, InterruptedException, ExecutionException {
        List<StepResult> results = new ArrayList<>();
        for (double rate : rates) {
            say.accept("%.0f messages/s for %.0f s".formatted(rate, seconds));
            StepResult result = step(rate, seconds, false);
            results.add(result);
            if (!result.isSustained()) {
                break;
            }
        }
        return results;
    }

    private long awaitRows(Instant from, long expected)
            throws InterruptedException, ExecutionException {
        Instant to = Instant.now().plusSeconds(60);
        long giveUp = System.nanoTime() + (long) (SECONDS_TO_STORE * 1e9);
        long rows = fleet.rows(from, to);
        while (rows < expected && System.nanoTime() < giveUp) {
            Thread.sleep(500);
            rows = fleet.rows(from, to);
        }
        return rows;
    }

    private static void probe(RowProbe probe, double seconds) {
        try {
            probe.run(seconds);
        } catch (IOException | ExecutionException e) {
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
