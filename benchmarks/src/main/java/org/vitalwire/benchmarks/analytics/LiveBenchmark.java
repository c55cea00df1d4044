package org.vitalwire.benchmarks.analytics;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.vitalwire.benchmarks.analytics.LiveLoad.Crises;
import org.vitalwire.benchmarks.report.Quantiles;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code benchmarks/analytics live} calls. */
@Command(
        name = "analytics live",
        mixinStandardHelpOptions = true,
        description =
                "Measures analytics-service as a process of its own on a broker of its own: what it"
                        + " sustains, publish to finding at half of that beside a raw Kafka hop,"
                        + " and ten times the patients at the same rate.")
public final class LiveBenchmark implements Callable<Integer> {

    @Option(names = "--jar", required = true, paramLabel = "FILE", description = "The service's.")
    private @Nullable Path jar;

    @Option(names = "--work", required = true, paramLabel = "DIR", description = "Scratch folder.")
    private @Nullable Path work;

    @Option(
            names = "--rates",
            split = ",",
            defaultValue = "1000,2000,4000,6000,8000,10000,15000,20000,30000",
            description = "Readings/s tried, upwards (default: ${DEFAULT-VALUE}).")
    private List<Double> rates = List.of();

    @Option(
            names = "--seconds",
            defaultValue = "20",
            description = "A step on the way up (default: ${DEFAULT-VALUE}).")
    private double seconds = 20;

    @Option(
            names = "--half-seconds",
            defaultValue = "60",
            description = "At half load (default: ${DEFAULT-VALUE}).")
    private double halfSeconds = 60;

    @Option(
            names = "--warm-up",
            defaultValue = "45",
            description = "Seconds before each part (default: ${DEFAULT-VALUE}).")
    private double warmUp = 45;

    @Option(
            names = "--half-rate",
            description = "Readings/s at half load; half of what was sustained when absent.")
    private @Nullable Double halfRate;

    @Option(
            names = "--tenfold-rate",
            defaultValue = "1000",
            description = "Readings/s of 1,000 and of 10,000 patients; 0 for none.")
    private double tenfoldRate = 1_000;

    @Option(
            names = "--analytics-jvm",
            split = ",",
            defaultValue = "-XX:+UseSerialGC,-Xms256m,-Xmn128m,-Xmx1g,-XX:+UseCompactObjectHeaders",
            description = "Flags of the service's JVM (default: ${DEFAULT-VALUE}).")
    private List<String> flags = List.of();

    private int arrangements;
    private boolean complete = true;

    private LiveBenchmark() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LiveBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        double half = halfRate == null ? sustained() / 2 : halfRate;
        if (half > 0) {
            halfLoad(half);
        }
        if (tenfoldRate > 0) {
            tenfold();
        }
        return complete ? 0 : 1;
    }

    /** The highest rate of those that were tried, each patient at one reading a second. */
    private double sustained() throws Exception {
        double highest = 0;
        System.out.println(
                "| readings/s, as many patients | sustained | service CPU us/reading"
                        + " | Kafka CPU us/reading | not evaluated at the end"
                        + " | to finding p50/p99/p99.9 ms |");
        System.out.println("|--:|---|--:|--:|--:|--:|");
        try (Arrangement arrangement = begin()) {
            int loads = 0;
            arrangement.load(everySecond(rates.getFirst(), warmUp, Crises.ofQuarter(loads)));
            for (double rate : rates) {
                say("%,.0f readings/s", rate);
                LiveStep step =
                        arrangement.load(everySecond(rate, seconds, Crises.ofQuarter(++loads)));
                complete &= step.isComplete();
                System.out.printf(
                        Locale.ROOT,
                        "| %,.0f | %s | %.1f | %.1f | %,d | %s |%n",
                        rate,
                        step.isSustained() ? "yes" : "no",
                        step.serviceMicros(),
                        step.brokerMicros(),
                        Math.max(0, step.backlog()),
                        Quantiles.milliseconds(step.toFinding()));
                if (!step.isSustained()) {
                    break;
                }
                highest = rate;
            }
        }
        System.out.printf(Locale.ROOT, "%nHighest rate sustained: %,.0f readings/s.%n%n", highest);
        return highest;
    }

    private void halfLoad(double rate) throws Exception {
        say("half load, %,.0f readings/s", rate);
        LiveLoad.Plan plan = everySecond(rate, halfSeconds, Crises.ofOthers());
        try (Arrangement arrangement = begin()) {
            arrangement.load(everySecond(rate, warmUp, Crises.ofQuarter(0)));
            LiveStep step = arrangement.load(plan);
            complete &= step.isComplete();
            say("raw hop, %,.0f records/s", rate);
            Histogram hop = arrangement.hop(everySecond(rate, halfSeconds / 2, Crises.NONE));
            System.out.printf(
                    Locale.ROOT,
                    "| at %,.0f readings/s of %,d patients | n | p50/p99/p99.9 ms | most ms |%n"
                            + "|---|--:|--:|--:|%n"
                            + "| publish to finding | %,d | %s | %.1f |%n"
                            + "| raw Kafka hop of the same bytes | %,d | %s | %.1f |%n%n"
                            + "%d findings missing; %.1f us of the service's CPU and %.1f us of"
                            + " Kafka's per reading.%n%n",
                    rate,
                    plan.patients(),
                    step.toFinding().getTotalCount(),
                    Quantiles.milliseconds(step.toFinding()),
                    step.toFinding().getMaxValue() / 1e3,
                    hop.getTotalCount(),
                    Quantiles.milliseconds(hop),
                    hop.getMaxValue() / 1e3,
                    step.missing(),
                    step.serviceMicros(),
                    step.brokerMicros());
        }
    }

    private void tenfold() throws Exception {
        System.out.printf(
                Locale.ROOT,
                "| at %,.0f readings/s | service CPU us/reading | Kafka CPU us/reading |%n"
                        + "|---|--:|--:|%n",
                tenfoldRate);
        List<Double> costs = new ArrayList<>();
        for (int patients : List.of(1_000, 10_000)) {
            say("%,d patients", patients);
            try (Arrangement arrangement = begin()) {
                arrangement.load(new LiveLoad.Plan(patients, tenfoldRate, warmUp, Crises.NONE));
                LiveStep step =
                        arrangement.load(
                                new LiveLoad.Plan(patients, tenfoldRate, halfSeconds, Crises.NONE));
                complete &= step.isComplete();
                costs.add(step.serviceMicros());
                System.out.printf(
                        Locale.ROOT,
                        "| %,d patients | %.1f | %.1f |%n",
                        patients,
                        step.serviceMicros(),
                        step.brokerMicros());
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%nTen times the patients at the same total rate: %.2f times the CPU.%n",
                costs.getLast() / costs.getFirst());
    }

    private Arrangement begin() throws Exception {
        arrangements++;
        Path folder = Optional.ofNullable(work).orElseThrow().resolve("run-" + arrangements);
        Files.createDirectories(folder);
        return new Arrangement(Optional.ofNullable(jar).orElseThrow(), folder, flags);
    }

    private static LiveLoad.Plan everySecond(double rate, double seconds, Crises crises) {
        return new LiveLoad.Plan((int) rate, rate, seconds, crises);
    }

    private static void say(String format, Object... arguments) {
        System.err.printf(Locale.ROOT, "benchmark: " + format + "%n", arguments);
    }
}
