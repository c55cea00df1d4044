package org.vitalwire.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vitalwire.benchmarks.hop.HopResult;
import org.vitalwire.benchmarks.hop.KafkaHop;
import org.vitalwire.benchmarks.hop.PostgresHop;
import org.vitalwire.benchmarks.load.Fleet;
import org.vitalwire.benchmarks.load.LoadGenerator;
import org.vitalwire.benchmarks.observe.AlertWatch;
import org.vitalwire.benchmarks.observe.EnvironmentTokens;
import org.vitalwire.benchmarks.observe.RunningPlatform;
import org.vitalwire.benchmarks.observe.ServerProcesses;
import org.vitalwire.benchmarks.report.MarkdownReport;
import org.vitalwire.benchmarks.report.StepResult;
import org.vitalwire.simulator.platform.TokenSource;
import org.vitalwire.simulator.platform.VitalwireClient;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What {@code benchmarks/run} calls. Tokens come by the environment, not by the command line. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        description = "Measures a running platform end to end, or the raw hops alone.")
public final class Benchmark implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data directory of the running platform to measure.")
    private @Nullable Path data;

    @Option(
            names = "--hops",
            paramLabel = "DIR",
            description = "Measures the raw hops, on new servers in this folder.")
    private @Nullable Path hops;

    @Option(names = "--devices", defaultValue = "200", description = "Default: ${DEFAULT-VALUE}.")
    private int devices = 200;

    @Option(
            names = "--rates",
            split = ",",
            defaultValue = "1000,2500,5000,7500,10000,12500,15000,20000,25000,30000",
            description = "Messages/s of the steps, upwards (default: ${DEFAULT-VALUE}).")
    private List<Double> rates = List.of();

    @Option(
            names = "--probed-rate",
            defaultValue = "5000",
            description = "The step with a reader who waits for rows (default: ${DEFAULT-VALUE}).")
    private double probedRate = 5_000;

    @Option(
            names = "--warm-up",
            defaultValue = "60",
            description =
                    "Seconds at the probed rate before the first step (default: ${DEFAULT-VALUE}).")
    private double warmUp = 60;

    @Option(
            names = "--seconds",
            defaultValue = "30",
            description = "Of a step (default: ${DEFAULT-VALUE}).")
    private double seconds = 30;

    @Option(
            names = "--note",
            paramLabel = "NAME=VALUE",
            description = "A fact about the run, for the report.")
    private Map<String, String> notes = new LinkedHashMap<>();

    private Benchmark() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        MarkdownReport report = new MarkdownReport();
        List<StepResult> steps = List.of();
        if (data != null) {
            report.environment(environment());
            steps = endToEnd(data, report);
        }
        if (hops != null) {
            report.hops(measureHops(hops));
        }
        out.print(report);
        out.flush();
        boolean complete = steps.stream().allMatch(step -> step.rows() == step.acknowledged());
        return complete ? 0 : 1;
    }

    private List<StepResult> endToEnd(Path directory, MarkdownReport report) throws Exception {
        RunningPlatform platform = RunningPlatform.on(directory);
        idle(platform.processes(), report);
        TokenSource tokens = new EnvironmentTokens();
        List<StepResult> steps = new ArrayList<>();
        try (VitalwireClient client = new VitalwireClient(platform.url(), tokens);
                LoadGenerator load = new LoadGenerator();
                AlertWatch alerts = AlertWatch.open(platform.url(), tokens)) {
            say("enrolling " + devices + " devices");
            Fleet fleet = Fleet.enrol(client, devices + 1, directory.resolve("devices"));
            load.connect(
                    fleet.devices(),
                    (device, crisis, due) -> alerts.expect(fleet.patientOf(device), crisis, due));
            EndToEnd test = new EndToEnd(platform, tokens, fleet, load, alerts);
            say("warming up");
            StepResult warm = test.step(probedRate, warmUp, false);
            say("warmed up: %d of %d acknowledged".formatted(warm.acknowledged(), warm.sent()));
            say("%.0f messages/s for %.0f s with a probing reader".formatted(probedRate, seconds));
            steps.add(test.step(probedRate, seconds, true));
            steps.addAll(test.climb(rates, seconds, Benchmark::say));
            alerts.failure().ifPresent(Benchmark::say);
        }
        report.steps(steps);
        return steps;
    }

    private static void idle(ServerProcesses server, MarkdownReport report)
            throws IOException, InterruptedException {
        say("watching it idle");
        Duration watched = Duration.ofSeconds(20);
        ServerProcesses.Cpu before = server.cpu();
        Thread.sleep(watched);
        double share = server.cpu().since(before).sum() / (watched.toNanos() / 1e3);
        report.idle(server.memory(), watched, share);
    }

    private static List<HopResult> measureHops(Path folder) throws Exception {
        Duration warmUp = Duration.ofSeconds(5);
        Duration duration = Duration.ofSeconds(10);
        say("Kafka alone");
        HopResult kafka = KafkaHop.measure(folder.resolve("kafka"), warmUp, duration);
        say("PostgreSQL alone");
        return List.of(kafka, PostgresHop.measure(folder.resolve("postgresql"), warmUp, duration));
    }

    private Map<String, String> environment() throws IOException {
        Map<String, String> facts = new LinkedHashMap<>(notes);
        facts.put("when", Instant.now().truncatedTo(ChronoUnit.MINUTES).toString());
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("JVM", Runtime.version().toString());
        facts.put(
                "processor",
                Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                        .filter(line -> line.startsWith("model name"))
                        .findFirst()
                        .map(line -> line.substring(line.indexOf(':') + 2))
                        .orElse("unknown"));
        facts.put("load average before", Files.readString(Path.of("/proc/loadavg")).strip());
        facts.put("devices", Integer.toString(devices));
        return facts;
    }

    private static void say(String text) {
        System.err.println("benchmark: " + text);
    }
}
