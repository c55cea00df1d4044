package org.vitalwire.benchmarks.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import org.vitalwire.benchmarks.hop.KafkaHop;
import org.vitalwire.benchmarks.load.LoadGenerator;
import org.vitalwire.benchmarks.load.Traffic;
import org.vitalwire.benchmarks.observe.ServerProcesses;
import org.vitalwire.benchmarks.process.KafkaProcess;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code benchmarks/gateway} calls. */
@Command(
        name = "gateway-benchmark",
        mixinStandardHelpOptions = true,
        description =
                "Measures the device gateway alone, beside Mosquitto, an endpoint that decodes"
                        + " nothing and a bare Kafka producer.")
public final class GatewayBenchmark implements Callable<Integer> {

    private static final double PATIENCE_SECONDS = 30;

    /** The first after a start meets code that has rarely run. */
    private static final int STORMS = 3;

    private static final int STEADY_DEVICES = 100;
    private static final double STEADY_RATE = 1_000;

    @Option(
            names = "--jar",
            required = true,
            paramLabel = "FILE",
            description = "The gateway's executable jar.")
    private @Nullable Path jar;

    @Option(names = "--work", required = true, paramLabel = "DIR", description = "Scratch folder.")
    private @Nullable Path work;

    @Option(names = "--devices", defaultValue = "200", description = "Default: ${DEFAULT-VALUE}.")
    private int devices = 200;

    @Option(
            names = "--rates",
            split = ",",
            defaultValue = "10000,20000,25000,30000,40000,50000,60000",
            description = "Messages/s of the steps, upwards (default: ${DEFAULT-VALUE}).")
    private List<Double> rates = List.of();

    @Option(
            names = "--half-load",
            defaultValue = "25000",
            description = "Rate at which the raw producer's latency is compared.")
    private double halfLoad = 25_000;

    @Option(
            names = "--seconds",
            defaultValue = "15",
            description = "Of a step (default: ${DEFAULT-VALUE}).")
    private double seconds = 15;

    @Option(
            names = "--warm-up",
            defaultValue = "20",
            description = "Seconds before the first step of each (default: ${DEFAULT-VALUE}).")
    private double warmUp = 20;

    @Option(
            names = "--idle",
            split = ",",
            defaultValue = "2000,10000",
            description = "Numbers of idle connections, upwards (default: ${DEFAULT-VALUE}).")
    private List<Integer> idle = List.of();

    @Option(
            names = "--storm",
            defaultValue = "2000",
            description = "Clients that come back at once (default: ${DEFAULT-VALUE}).")
    private int storm = 2_000;

    @Option(
            names = "--only",
            split = ",",
            defaultValue = "gateway,bare,mosquitto,raw,storm,idle",
            description = "What is measured (default: ${DEFAULT-VALUE}).")
    private List<String> only = List.of();

    @Option(
            names = "--gateway-jvm",
            split = ",",
            description = "More flags for the gateway's JVM, such as a profiler's.")
    private List<String> gatewayJvm = List.of();

    private final GatewayReport report = new GatewayReport();

    private GatewayBenchmark() {}

    public static void main(String[] arguments) {
        // What was started has threads that would keep a failed run alive.
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            System.exit(1);
        });
        System.exit(new CommandLine(new GatewayBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path folder = Optional.ofNullable(work).orElseThrow();
        Files.createDirectories(folder);
        int most =
                Math.max(
                        devices,
                        only.contains("idle")
                                ? idle.stream().mapToInt(Integer::intValue).max().orElse(0)
                                : 0);
        say("making " + most + " certificates");
        if (only.contains("storm")) {
            most = Math.max(most, STEADY_DEVICES + storm);
        }
        Credentials credentials = Credentials.make(folder.resolve("credentials"), most);
        List<GatewayStep> steps = new ArrayList<>();
        try (KafkaProcess kafka = KafkaProcess.start(folder.resolve("kafka"))) {
            createTopic(kafka);
            if (only.contains("raw")) {
                say("bare Kafka producer");
                report.raw(RawProducer.run(kafka.bootstrapServers(), halfLoad, seconds));
            }
            if (only.contains("gateway")) {
                try (Contestant gateway = gateway(kafka, credentials)) {
                    steps.addAll(climb(gateway, kafka, credentials));
                }
            }
            if (only.contains("bare")) {
                try (Contestant bare = BareEndpoint.start(kafka, credentials)) {
                    steps.addAll(climb(bare, kafka, credentials));
                }
            }
            if (only.contains("mosquitto") && Mosquitto.isInstalled()) {
                try (Contestant mosquitto = Mosquitto.start(credentials)) {
                    steps.addAll(climb(mosquitto, kafka, credentials));
                }
            }
            if (only.contains("storm")) {
                try (Contestant gateway = gateway(kafka, credentials)) {
                    storm(gateway, credentials);
                }
            }
            if (only.contains("idle")) {
                try (Contestant gateway = gateway(kafka, credentials)) {
                    idle(gateway, credentials);
                }
            }
        }
        report.steps(steps);
        System.out.print(report);
        return steps.stream().allMatch(step -> step.acknowledged() <= step.sent()) ? 0 : 1;
    }

    private Contestant gateway(KafkaProcess kafka, Credentials credentials) {
        return Gateway.start(
                Optional.ofNullable(jar).orElseThrow(), kafka, credentials, gatewayJvm);
    }

    private static void createTopic(KafkaProcess kafka) throws Exception {
        try (Admin admin =
                Admin.create(
                        java.util.Map.<String, Object>of(
                                "bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(KafkaHop.TOPIC, 6, (short) 1))).all().get();
        }
    }

    /** Rates one after the other, until one is too much. */
    private List<GatewayStep> climb(
            Contestant contestant, KafkaProcess kafka, Credentials credentials) throws Exception {
        contestant.admit(credentials.ids().subList(0, devices));
        List<GatewayStep> results = new ArrayList<>();
        try (LoadGenerator load = new LoadGenerator()) {
            load.connect(
                    credentials.devicesAt(contestant.port(), devices), (device, crisis, due) -> {});
            say(contestant.name() + ": warming up");
            load.run(devices, rates.getFirst(), warmUp, List.of(), PATIENCE_SECONDS);
            for (double rate : rates) {
                say("%s: %.0f messages/s".formatted(contestant.name(), rate));
                GatewayStep step = step(contestant, kafka, load, rate);
                results.add(step);
                if (!step.isSustained()) {
                    break;
                }
            }
        }
        return results;
    }

    private GatewayStep step(
            Contestant contestant, KafkaProcess kafka, LoadGenerator load, double rate)
            throws Exception {
        long cpu = ServerProcesses.cpuMicros(contestant.pid());
        long broker = ServerProcesses.cpuMicros(kafka.pid());
        long own = ServerProcesses.ownCpuMicros();
        Traffic traffic = load.run(devices, rate, seconds, List.of(), PATIENCE_SECONDS);
        double messages = Math.max(1, traffic.acknowledgedSoFar());
        return new GatewayStep(
                contestant.name(),
                rate,
                seconds,
                traffic.sentSoFar(),
                traffic.acknowledgedSoFar(),
                traffic.lostConnectionsSoFar(),
                (ServerProcesses.cpuMicros(contestant.pid()) - cpu) / messages,
                (ServerProcesses.ownCpuMicros() - own) / messages,
                (ServerProcesses.cpuMicros(kafka.pid()) - broker) / messages,
                traffic.toPuback());
    }

    /** What a hundred devices notice when many others come back at once. */
    private void storm(Contestant gateway, Credentials credentials) throws Exception {
        gateway.admit(credentials.ids().subList(0, STEADY_DEVICES + storm));
        say("connecting the %d that will come back".formatted(storm));
        try (Herd herd = Herd.connect(credentials, gateway.port(), STEADY_DEVICES, storm);
                LoadGenerator steady = new LoadGenerator()) {
            steady.connect(
                    credentials.devicesAt(gateway.port(), STEADY_DEVICES),
                    (device, crisis, due) -> {});
            steady.run(STEADY_DEVICES, STEADY_RATE, warmUp, List.of(), PATIENCE_SECONDS);
            Traffic calm =
                    steady.run(STEADY_DEVICES, STEADY_RATE, seconds, List.of(), PATIENCE_SECONDS);
            for (int number = 1; number <= STORMS; number++) {
                herd.cut();
                TimeUnit.SECONDS.sleep(5);
                say("%d come back at once".formatted(storm));
                herd.comeBack();
                Traffic stormy =
                        steady.run(
                                STEADY_DEVICES, STEADY_RATE, seconds, List.of(), PATIENCE_SECONDS);
                report.storm(
                        number, storm, herd.secondsUntilBack(), calm.toPuback(), stormy.toPuback());
            }
        }
    }

    /** Resident memory of the gateway before, and with so many connections that say nothing. */
    private void idle(Contestant gateway, Credentials credentials) throws Exception {
        int most = idle.stream().mapToInt(Integer::intValue).max().orElse(0);
        gateway.admit(credentials.ids().subList(0, most));
        int warm = Math.min(100, most);
        try (LoadGenerator load = new LoadGenerator()) {
            int connected = connect(load, gateway, credentials, 0, warm);
            settle(gateway);
            long before = ServerProcesses.residentKilobytes(gateway.pid());
            for (int number : idle) {
                connected = connect(load, gateway, credentials, connected, number);
                settle(gateway);
                report.idle(
                        connected - warm, before, ServerProcesses.residentKilobytes(gateway.pid()));
            }
        }
    }

    private static int connect(
            LoadGenerator load, Contestant gateway, Credentials credentials, int from, int to)
            throws Exception {
        say("connecting devices %d to %d".formatted(from, to));
        load.connect(
                credentials.devicesAt(gateway.port(), to).subList(from, to),
                (device, crisis, due) -> {});
        return to;
    }

    /** What the handshakes left behind is no connection's: it is collected before the look. */
    private static void settle(Contestant gateway) throws IOException, InterruptedException {
        for (int i = 0; i < 2; i++) {
            new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                            Long.toString(gateway.pid()),
                            "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            TimeUnit.SECONDS.sleep(2);
        }
    }

    private static void say(String text) {
        System.err.println("gateway benchmark: " + text);
    }
}
