package org.vitalwire.benchmarks.ehr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.vitalwire.benchmarks.alerts.Console;
import org.vitalwire.benchmarks.alerts.FindingLoad;
import org.vitalwire.benchmarks.load.MicroClock;
import org.vitalwire.benchmarks.observe.ServerProcesses;
import org.vitalwire.benchmarks.process.KafkaProcess;
import org.vitalwire.benchmarks.process.MeasuredService;
import org.vitalwire.benchmarks.report.Quantiles;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.embedded.EmbeddedPostgreSql;
import org.vitalwire.embedded.ServiceDatabase;
import org.vitalwire.testkit.TestTokens;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code benchmarks/ehr backlog} calls. */
@Command(
        name = "ehr backlog",
        mixinStandardHelpOptions = true,
        description =
                "A day of charting that its target was away for is drained while alerts go on:"
                        + " finding to console and alert to Flag, turn by turn with the target away"
                        + " and with the target back.")
public final class BacklogBenchmark implements Callable<Integer> {

    @Option(names = "--ehr-jar", required = true, paramLabel = "FILE")
    private @Nullable Path ehrJar;

    @Option(names = "--alert-jar", required = true, paramLabel = "FILE")
    private @Nullable Path alertJar;

    @Option(names = "--work", required = true, paramLabel = "DIR", description = "Scratch folder.")
    private @Nullable Path work;

    @Option(names = "--patients", defaultValue = "100", description = "(${DEFAULT-VALUE})")
    private int patients = 100;

    @Option(names = "--minutes", defaultValue = "1440", description = "(${DEFAULT-VALUE})")
    private int minutes = 1_440;

    @Option(names = "--rate", defaultValue = "20", description = "Alerts/s (${DEFAULT-VALUE}).")
    private double rate = 20;

    @Option(names = "--seconds", defaultValue = "25", description = "A turn (${DEFAULT-VALUE}).")
    private double seconds = 25;

    @Option(names = "--turns", defaultValue = "3", description = "Of each (${DEFAULT-VALUE}).")
    private int turns = 3;

    @Option(
            names = "--ehr-jvm",
            split = ",",
            defaultValue = "-XX:+UseSerialGC,-Xmx160m,-XX:+UseCompactObjectHeaders",
            description = "Flags of the bridge's JVM (${DEFAULT-VALUE}).")
    private List<String> ehrFlags = List.of();

    private final FastRecord target = new FastRecord();
    private int loads;

    private BacklogBenchmark() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BacklogBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path scratch = java.util.Objects.requireNonNull(work);
        Files.createDirectories(scratch);
        try (target;
                KafkaProcess kafka = KafkaProcess.start(scratch.resolve("kafka"));
                EmbeddedPostgreSql postgres =
                        new EmbeddedPostgreSql(
                                EmbeddedPostgreSql.Settings.in(scratch.resolve("postgres")))) {
            postgres.start();
            ServiceDatabase chart = postgres.createServiceDatabase("ehr", "benchmark-only", "ehr");
            try (MeasuredService alerts =
                            MeasuredService.start(
                                    java.util.Objects.requireNonNull(alertJar),
                                    scratch.resolve("alert"),
                                    kafka,
                                    List.of("-XX:+UseSerialGC", "-Xmx256m"),
                                    MeasuredService.database(
                                            "alert",
                                            postgres.createServiceDatabase(
                                                    "alert", "benchmark-only", "alert")));
                    MeasuredService bridge =
                            MeasuredService.start(
                                    java.util.Objects.requireNonNull(ehrJar),
                                    scratch.resolve("ehr"),
                                    kafka,
                                    ehrFlags,
                                    MeasuredService.database("ehr", chart)
                                            .andThen(builder ->
                                                    builder.property(
                                                            "vitalwire.ehr.target.url",
                                                            target.url())))) {
                return measure(kafka, alerts, bridge, chart);
            }
        }
    }

    private int measure(
            KafkaProcess kafka,
            MeasuredService alerts,
            MeasuredService bridge,
            ServiceDatabase chart)
            throws Exception {
        System.out.printf(
                Locale.ROOT,
                "Bridge started: %d MB resident.%n",
                ServerProcesses.residentKilobytes(bridge.pid()) / 1024);
        target.open(true);
        say("warming up");
        turn(kafka, alerts);
        target.open(false);
        DayOfReadings day = new DayOfReadings(patients, minutes);
        say("charting %,d lines, which nobody takes", day.lines());
        long begun = MicroClock.now();
        day.publish(kafka.bootstrapServers(), Instant.now().truncatedTo(ChronoUnit.MINUTES));
        awaitBacklog(bridge, day.lines());
        double charting = (MicroClock.now() - begun) / 1e6;
        // As if the day had passed: what was charted then has been due since then.
        execute(
                chart,
                "update delivery d set due_at = o.effective_at from observation o"
                        + " where o.id = d.resource_id and o.patient_id like 'day-%'");
        execute(chart, "vacuum analyze");
        List<Turn> away = new ArrayList<>();
        List<Turn> draining = new ArrayList<>();
        long drained = 0;
        double drainSeconds = 0;
        for (int i = 0; i < turns; i++) {
            target.open(false);
            say("turn %d: target away", i + 1);
            away.add(turn(kafka, alerts));
            target.open(true);
            // Its back-off passes, and delivery begins.
            long idle = target.lines();
            while (target.lines() < idle + 1_000) {
                LockSupport.parkNanos(50_000_000);
            }
            say("turn %d: draining", i + 1);
            long before = target.lines();
            long from = MicroClock.now();
            draining.add(turn(kafka, alerts));
            drained += target.lines() - before;
            drainSeconds += (MicroClock.now() - from) / 1e6;
            if (backlog(bridge) < 1_000) {
                say("the backlog ended within the turn: more patients or minutes are needed");
                return 1;
            }
        }
        say("the rest");
        long before = target.lines();
        long from = MicroClock.now();
        while (backlog(bridge) > 0) {
            LockSupport.parkNanos(100_000_000);
        }
        double rest = (MicroClock.now() - from) / 1e6;
        print(day, charting, away, draining);
        System.out.printf(
                Locale.ROOT,
                "%nDrained at %,.0f lines/s beside the alerts, at %,.0f lines/s alone; bridge %d MB"
                        + " resident, at most %d.%n",
                drained / drainSeconds,
                (target.lines() - before) / rest,
                ServerProcesses.residentKilobytes(bridge.pid()) / 1024,
                ServerProcesses.highestResidentKilobytes(bridge.pid()) / 1024);
        return away.stream().mapToInt(Turn::missing).sum()
                                + draining.stream().mapToInt(Turn::missing).sum()
                        == 0
                ? 0
                : 1;
    }

    private void print(DayOfReadings day, double charting, List<Turn> away, List<Turn> draining) {
        System.out.printf(
                Locale.ROOT,
                "%n%,d lines of %d patients charted in %.0f s. %.0f alerts/s, turns of %.0f s:%n%n",
                day.lines(),
                patients,
                charting,
                rate,
                seconds);
        System.out.println(
                "| turn | finding to console p50/p99/p99.9 ms, target away | draining | p99 ratio"
                        + " | alert to Flag p50/p99/p99.9 ms, draining |");
        System.out.println("|--:|--:|--:|--:|--:|");
        Histogram allAway = FindingLoad.newHistogram();
        Histogram allDraining = FindingLoad.newHistogram();
        for (int i = 0; i < away.size(); i++) {
            row(String.valueOf(i + 1), away.get(i).console(), draining.get(i));
            allAway.add(away.get(i).console());
            allDraining.add(draining.get(i).console());
        }
        System.out.printf(
                Locale.ROOT,
                "| all | %s | %s | %.2f | |%n",
                Quantiles.milliseconds(allAway),
                Quantiles.milliseconds(allDraining),
                ratio(allDraining, allAway));
    }

    private static void row(String name, Histogram away, Turn draining) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %.2f | %s |%n",
                name,
                Quantiles.milliseconds(away),
                Quantiles.milliseconds(draining.console()),
                ratio(draining.console(), away),
                Quantiles.milliseconds(draining.flags()));
    }

    private static double ratio(Histogram one, Histogram other) {
        return (double) one.getValueAtPercentile(99) / other.getValueAtPercentile(99);
    }

    /**
     * @param missing alerts that the console never saw
     */
    private record Turn(Histogram console, Histogram flags, int missing) {}

    private Turn turn(KafkaProcess kafka, MeasuredService alerts)
            throws IOException, InterruptedException {
        target.takeFlags();
        try (FindingLoad load =
                        new FindingLoad(
                                kafka.bootstrapServers(),
                                Topic.FINDINGS.topicName(),
                                "turn-" + ++loads,
                                Priority.MEDIUM);
                Console _ =
                        Console.open(
                                alerts.port(), TestTokens.shared().token("clinician"), load::saw)) {
            load.send(rate, Math.round(rate * seconds));
            int missing = load.awaitArrivals(60);
            return new Turn(load.latency(), target.takeFlags(), missing);
        }
    }

    private static void awaitBacklog(MeasuredService bridge, long lines) {
        while (backlog(bridge) < lines) {
            LockSupport.parkNanos(200_000_000);
        }
    }

    private static long backlog(MeasuredService bridge) {
        return (long) bridge.meter("vitalwire_ehr_backlog");
    }

    private static void execute(ServiceDatabase database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path to ehr");
            statement.execute(sql);
        }
    }

    private static void say(String format, Object... arguments) {
        System.err.printf(Locale.ROOT, "benchmark: " + format + "%n", arguments);
    }
}
