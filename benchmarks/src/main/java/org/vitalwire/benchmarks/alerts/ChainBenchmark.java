package org.vitalwire.benchmarks.alerts;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.vitalwire.benchmarks.hop.TopicWatch;
import org.vitalwire.benchmarks.load.Crisis;
import org.vitalwire.benchmarks.load.Fleet;
import org.vitalwire.benchmarks.load.LoadGenerator;
import org.vitalwire.benchmarks.load.Traffic;
import org.vitalwire.benchmarks.observe.AlertWatch;
import org.vitalwire.benchmarks.observe.EnvironmentTokens;
import org.vitalwire.benchmarks.observe.RunningPlatform;
import org.vitalwire.benchmarks.report.Quantiles;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.simulator.platform.TokenSource;
import org.vitalwire.simulator.platform.VitalwireClient;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code benchmarks/alerts chain} calls. */
@Command(
        name = "alerts chain",
        mixinStandardHelpOptions = true,
        description =
                "Measures a running platform from the publish by MQTT to the live stream of alerts"
                        + " at shares of the rate that it sustains, beside raw hops under the same"
                        + " load: PUBACK, and a record through its Kafka.")
public final class ChainBenchmark implements Callable<Integer> {

    private static final double PATIENCE_SECONDS = 60;
    private static final String HOP_TOPIC = "benchmark-hop";

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Data directory of the running platform to measure.")
    private @Nullable Path data;

    @Option(names = "--devices", defaultValue = "200", description = "Default: ${DEFAULT-VALUE}.")
    private int devices = 200;

    @Option(
            names = "--sustained",
            defaultValue = "15000",
            description =
                    "Messages/s that benchmarks/run found to be sustained (default:"
                            + " ${DEFAULT-VALUE}).")
    private double sustained = 15_000;

    @Option(
            names = "--shares",
            split = ",",
            defaultValue = "0.2,0.5,0.8",
            description = "Of the sustained rate (default: ${DEFAULT-VALUE}).")
    private List<Double> shares = List.of();

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description =
                    "At each share, each with new patients, two alerts of each device (default:"
                            + " ${DEFAULT-VALUE}).")
    private int rounds = 3;

    @Option(
            names = "--seconds",
            defaultValue = "15",
            description = "Of a round (default: ${DEFAULT-VALUE}).")
    private double seconds = 15;

    @Option(
            names = "--warm-up",
            defaultValue = "45",
            description = "Seconds at a third of the sustained rate (default: ${DEFAULT-VALUE}).")
    private double warmUp = 45;

    private final Map<String, Long> awaitedFindings = new ConcurrentHashMap<>();
    private volatile Histogram toFinding = FindingLoad.newHistogram();

    private ChainBenchmark() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ChainBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path directory = Optional.ofNullable(data).orElseThrow();
        RunningPlatform platform = RunningPlatform.on(directory);
        TokenSource tokens = new EnvironmentTokens();
        createHopTopic(platform.kafka());
        boolean complete = true;
        try (VitalwireClient client = new VitalwireClient(platform.url(), tokens);
                LoadGenerator load = new LoadGenerator();
                AlertWatch alerts = AlertWatch.open(platform.url(), tokens);
                TopicWatch _ =
                        new TopicWatch(platform.kafka(), Topic.FINDINGS.topicName(), this::found)) {
            say("enrolling %d devices", devices);
            Fleet fleet = Fleet.enrol(client, devices, directory.resolve("devices"));
            load.connect(
                    fleet.devices(),
                    (device, crisis, due) -> {
                        String patient = fleet.patientOf(device);
                        awaitedFindings.put(key(patient, crisis.condition()), due);
                        alerts.expect(patient, crisis, due);
                    });
            say("warming up");
            round(fleet, load, alerts, sustained / 3, warmUp);
            head();
            for (double share : shares) {
                complete &= measure(platform, fleet, load, alerts, sustained * share);
            }
            alerts.failure().ifPresent(ChainBenchmark::say);
        }
        return complete ? 0 : 1;
    }

    private static void createHopTopic(String kafka) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            if (!admin.listTopics().names().get().contains(HOP_TOPIC)) {
                admin.createTopics(List.of(new NewTopic(HOP_TOPIC, 6, (short) 1))).all().get();
            }
        }
    }

    private static void head() {
        System.out.println(
                "| messages/s | alerts | publish to console p50/p99/p99.9 ms | most ms"
                        + " | of which to finding p50/p99/p99.9 ms | to PUBACK p50/p99/p99.9 ms"
                        + " | raw Kafka hop p50/p99/p99.9 ms | alerts missing |");
        System.out.println("|--:|--:|--:|--:|--:|--:|--:|--:|");
    }

    private boolean measure(
            RunningPlatform platform,
            Fleet fleet,
            LoadGenerator load,
            AlertWatch alerts,
            double rate)
            throws Exception {
        Histogram toConsole = FindingLoad.newHistogram();
        Histogram findings = FindingLoad.newHistogram();
        Histogram toPuback = FindingLoad.newHistogram();
        Histogram hop = FindingLoad.newHistogram();
        int missing = 0;
        for (int i = 0; i < rounds; i++) {
            say("%,.0f messages/s, round %d of %d", rate, i + 1, rounds);
            // Fifty records a second beside the load, which they do not change.
            try (FindingLoad beside =
                            new FindingLoad(platform.kafka(), HOP_TOPIC, "hop-" + i, Priority.LOW);
                    TopicWatch _ =
                            new TopicWatch(
                                    platform.kafka(),
                                    HOP_TOPIC,
                                    (record, at) -> beside.arrived(record.key(), at))) {
                Thread hopping =
                        Thread.ofPlatform()
                                .daemon()
                                .start(() -> beside.send(50, Math.round(50 * seconds)));
                Round round = round(fleet, load, alerts, rate, seconds);
                hopping.join();
                beside.awaitArrivals(5);
                missing += round.missing();
                toPuback.add(round.traffic().toPuback());
                toConsole.add(alerts.take());
                findings.add(toFinding);
                hop.add(beside.latency());
            }
        }
        System.out.printf(
                Locale.ROOT,
                "| %,.0f | %,d | %s | %.1f | %s | %s | %s | %d |%n",
                rate,
                toConsole.getTotalCount(),
                Quantiles.milliseconds(toConsole),
                toConsole.getMaxValue() / 1e3,
                Quantiles.milliseconds(findings),
                Quantiles.milliseconds(toPuback),
                Quantiles.milliseconds(hop),
                missing);
        return missing == 0;
    }

    private record Round(Traffic traffic, int missing) {}

    /** Every device on a patient that nobody has heard of, and each in both crises once. */
    private Round round(
            Fleet fleet, LoadGenerator load, AlertWatch alerts, double rate, double forSeconds)
            throws Exception {
        fleet.admit();
        Traffic complete = load.sendComplete();
        long giveUp = System.nanoTime() + 10_000_000_000L;
        while (complete.acknowledgedSoFar() < devices && System.nanoTime() < giveUp) {
            Thread.sleep(20);
        }
        Histogram _ = alerts.take();
        toFinding = FindingLoad.newHistogram();
        Traffic traffic =
                load.run(devices, rate, forSeconds, List.of(Crisis.values()), PATIENCE_SECONDS);
        int missing = alerts.awaitAll(20);
        awaitedFindings.clear();
        return new Round(traffic, missing);
    }

    private void found(ConsumerRecord<String, byte[]> record, long at) {
        Finding finding = EventCodecs.FINDING.decode(record.value());
        Long due = awaitedFindings.remove(key(finding.patientId().value(), finding.condition()));
        if (due != null) {
            toFinding.recordValue(Math.clamp(at - due, 0, FindingLoad.LONGEST_MICROS));
        }
    }

    private static String key(String patient, String condition) {
        return patient + '/' + condition;
    }

    private static void say(String format, Object... arguments) {
        System.err.printf(Locale.ROOT, "benchmark: " + format + "%n", arguments);
    }
}
