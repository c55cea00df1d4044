package org.vitalwire.benchmarks.alerts;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.vitalwire.benchmarks.report.Quantiles;
import org.vitalwire.contracts.event.Priority;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code benchmarks/alerts service} calls. */
@Command(
        name = "alerts service",
        mixinStandardHelpOptions = true,
        description =
                "Measures alert-service as a process of its own, with a broker and a database of"
                        + " its own: finding to console beside a raw Kafka hop, one alert to a"
                        + " thousand consoles, and 10,000 findings in a minute.")
public final class AlertsBenchmark implements Callable<Integer> {

    /** What can be measured. */
    enum Part {
        RATES,
        CONSOLES,
        FLOOD
    }

    @Option(names = "--jar", required = true, paramLabel = "FILE", description = "The service's.")
    private @Nullable Path jar;

    @Option(names = "--work", required = true, paramLabel = "DIR", description = "Scratch folder.")
    private @Nullable Path work;

    @Option(
            names = "--only",
            split = ",",
            defaultValue = "RATES,CONSOLES,FLOOD",
            description = "Of ${COMPLETION-CANDIDATES} (default: all).")
    private List<Part> parts = List.of();

    @Option(
            names = "--rates",
            split = ",",
            defaultValue = "100,200,400,600,800,1000,1500,2000",
            description = "Findings/s tried, upwards (default: ${DEFAULT-VALUE}).")
    private List<Double> rates = List.of();

    @Option(
            names = "--sustained",
            description = "Findings/s that are known to be sustained, in place of trying.")
    private @Nullable Double known;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "A step on the way up (default: ${DEFAULT-VALUE}).")
    private double seconds = 10;

    @Option(
            names = "--share-seconds",
            defaultValue = "20",
            description = "At each share of what is sustained (default: ${DEFAULT-VALUE}).")
    private double shareSeconds = 20;

    @Option(
            names = "--warm-up",
            defaultValue = "20",
            description = "Seconds before anything is measured (default: ${DEFAULT-VALUE}).")
    private double warmUp = 20;

    @Option(
            names = "--warm-up-rate",
            defaultValue = "100",
            description = "Findings/s of the warm-up (default: ${DEFAULT-VALUE}).")
    private double warmUpRate = 100;

    @Option(
            names = "--consoles",
            defaultValue = "1000",
            description = "Of one alert (default: ${DEFAULT-VALUE}).")
    private int consoles = 1_000;

    @Option(
            names = "--alerts",
            defaultValue = "40",
            description = "One a second, to all consoles (default: ${DEFAULT-VALUE}).")
    private int alerts = 40;

    @Option(
            names = "--flood",
            defaultValue = "10000",
            description = "Findings in a minute (default: ${DEFAULT-VALUE}).")
    private int flood = 10_000;

    @Option(
            names = "--alert-jvm",
            split = ",",
            defaultValue = "-XX:+UseSerialGC,-Xmx256m,-XX:+UseCompactObjectHeaders",
            description = "Flags of the service's JVM (default: ${DEFAULT-VALUE}).")
    private List<String> flags = List.of();

    private boolean complete = true;

    private AlertsBenchmark() {}

    public static void main(String[] arguments) {
        int code = 1;
        try {
            code = new CommandLine(new AlertsBenchmark()).execute(arguments);
        } finally {
            // Also after an error: the issuer of tokens would keep this process.
            System.exit(code);
        }
    }

    @Override
    public Integer call() throws Exception {
        try (Arrangement arrangement =
                new Arrangement(
                        Optional.ofNullable(jar).orElseThrow(),
                        Optional.ofNullable(work).orElseThrow(),
                        flags)) {
            say("warming up");
            complete = arrangement.load(warmUpRate, warmUp, Priority.MEDIUM).isComplete();
            // In an order in which none begins among what another one left behind.
            if (parts.contains(Part.RATES)) {
                atShares(arrangement, known == null ? sustained(arrangement) : known);
            }
            if (parts.contains(Part.CONSOLES)) {
                manyConsoles(arrangement);
            }
            if (parts.contains(Part.FLOOD)) {
                flood(arrangement);
            }
        }
        return complete ? 0 : 1;
    }

    /** The highest rate of those that were tried. */
    private double sustained(Arrangement arrangement) throws Exception {
        double highest = 0;
        System.out.println(
                "| findings/s | sustained | service CPU us/finding | PostgreSQL CPU us/finding"
                        + " | not on the console at the end | to console p50/p99/p99.9 ms |");
        System.out.println("|--:|---|--:|--:|--:|--:|");
        for (double rate : rates) {
            say("%,.0f findings/s", rate);
            FindingStep step = arrangement.load(rate, seconds, Priority.MEDIUM);
            complete &= step.isComplete();
            System.out.printf(
                    Locale.ROOT,
                    "| %,.0f | %s | %,.0f | %,.0f | %,d | %s |%n",
                    rate,
                    step.isSustained() ? "yes" : "no",
                    step.serviceMicros(),
                    step.postgresMicros(),
                    step.waiting(),
                    Quantiles.milliseconds(step.toConsole()));
            if (!step.isSustained()) {
                break;
            }
            highest = rate;
        }
        System.out.printf(Locale.ROOT, "%nHighest rate sustained: %,.0f findings/s.%n%n", highest);
        return highest;
    }

    private void atShares(Arrangement arrangement, double rate) throws Exception {
        System.out.println(
                "| findings/s | n | finding to console p50/p99/p99.9 ms | most ms"
                        + " | raw Kafka hop of the same bytes p50/p99/p99.9 ms | never seen |");
        System.out.println("|--:|--:|--:|--:|--:|--:|");
        for (double share : List.of(0.2, 0.5, 0.8)) {
            say("%.0f %% of %,.0f findings/s", share * 100, rate);
            FindingStep step = arrangement.load(rate * share, shareSeconds, Priority.MEDIUM);
            complete &= step.isComplete();
            Histogram hop = arrangement.hop(rate * share, shareSeconds / 2);
            System.out.printf(
                    Locale.ROOT,
                    "| %,.0f | %,d | %s | %.1f | %s | %d |%n",
                    rate * share,
                    step.toConsole().getTotalCount(),
                    Quantiles.milliseconds(step.toConsole()),
                    step.toConsole().getMaxValue() / 1e3,
                    Quantiles.milliseconds(hop),
                    step.missing());
        }
        System.out.println();
    }

    private void manyConsoles(Arrangement arrangement) throws Exception {
        say("one alert to %,d consoles", consoles);
        FanOut.Result result = new FanOut(arrangement, consoles).measure(alerts);
        complete &= result.missing() == 0 && result.broken() == 0;
        System.out.printf(
                Locale.ROOT,
                "| one alert to %,d consoles, %d times | n | p50/p99/p99.9 ms | most ms |%n"
                        + "|---|--:|--:|--:|%n"
                        + "| to each console | %,d | %s | %.1f |%n"
                        + "| to the last of them | %,d | %s | %.1f |%n"
                        + "| a bare loop over as many sockets, to each | %,d | %s | %.1f |%n%n"
                        + "%d arrivals missing, %d streams broken; %,.0f ms of the service's CPU"
                        + " for an alert.%n%n",
                consoles,
                alerts,
                result.toEach().getTotalCount(),
                Quantiles.milliseconds(result.toEach()),
                result.toEach().getMaxValue() / 1e3,
                result.toLast().getTotalCount(),
                Quantiles.milliseconds(result.toLast()),
                result.toLast().getMaxValue() / 1e3,
                result.bare().getTotalCount(),
                Quantiles.milliseconds(result.bare()),
                result.bare().getMaxValue() / 1e3,
                result.missing(),
                result.broken(),
                result.serviceMicros() / 1e3 / alerts);
    }

    private void flood(Arrangement arrangement) throws Exception {
        say("%,d findings in a minute", flood);
        Flood.Result result = new Flood(arrangement).measure(flood);
        complete &= result.step().isComplete();
        System.out.printf(
                Locale.ROOT,
                "| %,d findings in a minute | |%n|---|--:|%n"
                        + "| stored / seen on the console | %,d / %,d |%n"
                        + "| finding to console p50/p99/p99.9 ms | %s |%n"
                        + "| last one seen after it was due | %.1f ms at most |%n"
                        + "| resident MB before / highest meanwhile / 10 s after | %d / %d / %d"
                        + " |%n"
                        + "| service CPU us/finding | %,.0f |%n%n",
                flood,
                result.step().stored(),
                result.step().findings() - result.step().missing(),
                Quantiles.milliseconds(result.step().toConsole()),
                result.step().toConsole().getMaxValue() / 1e3,
                result.megabytesBefore(),
                result.megabytesHighest(),
                result.megabytesAfter(),
                result.step().serviceMicros());
    }

    private static void say(String format, Object... arguments) {
        System.err.printf(Locale.ROOT, "benchmark: " + format + "%n", arguments);
    }
}
