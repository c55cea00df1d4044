package org.vitalwire.benchmarks.ehr;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.vitalwire.benchmarks.observe.ServerProcesses;
import org.vitalwire.benchmarks.process.KafkaProcess;
import org.vitalwire.benchmarks.process.MeasuredService;
import org.vitalwire.benchmarks.report.Quantiles;
import org.vitalwire.embedded.EmbeddedPostgreSql;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code benchmarks/ehr facade} calls. */
@Command(
        name = "ehr facade",
        mixinStandardHelpOptions = true,
        description =
                "A day of one sign, minute by minute, of one patient after another from /fhir, which"
                        + " reads it from ingest-service; authorised and audited.")
public final class FacadeBenchmark implements Callable<Integer> {

    private static final long LONGEST_MICROS = 600_000_000L;

    @Option(names = "--ehr-jar", required = true, paramLabel = "FILE")
    private @Nullable Path ehrJar;

    @Option(names = "--ingest-jar", required = true, paramLabel = "FILE")
    private @Nullable Path ingestJar;

    @Option(names = "--work", required = true, paramLabel = "DIR", description = "Scratch folder.")
    private @Nullable Path work;

    @Option(names = "--patients", defaultValue = "50", description = "(${DEFAULT-VALUE})")
    private int patients = 50;

    @Option(names = "--times", defaultValue = "400", description = "Searches (${DEFAULT-VALUE}).")
    private int times = 400;

    @Option(names = "--warm-up", defaultValue = "150", description = "(${DEFAULT-VALUE})")
    private int warmUp = 150;

    private FacadeBenchmark() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new FacadeBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path scratch = Objects.requireNonNull(work);
        Files.createDirectories(scratch);
        List<String> flags =
                List.of("-XX:+UseSerialGC", "-Xmx160m", "-XX:+UseCompactObjectHeaders");
        try (KafkaProcess kafka = KafkaProcess.start(scratch.resolve("kafka"));
                EmbeddedPostgreSql postgres =
                        new EmbeddedPostgreSql(
                                EmbeddedPostgreSql.Settings.in(scratch.resolve("postgres")))) {
            postgres.start();
            try (MeasuredService ingest =
                            MeasuredService.start(
                                    Objects.requireNonNull(ingestJar),
                                    scratch.resolve("ingest"),
                                    kafka,
                                    flags,
                                    MeasuredService.database(
                                            "ingest",
                                            postgres.createServiceDatabase(
                                                    "ingest", "benchmark-only", "ingest")));
                    MeasuredService bridge =
                            MeasuredService.start(
                                    Objects.requireNonNull(ehrJar),
                                    scratch.resolve("ehr"),
                                    kafka,
                                    flags,
                                    MeasuredService.database(
                                                    "ehr",
                                                    postgres.createServiceDatabase(
                                                            "ehr", "benchmark-only", "ehr"))
                                            .andThen(builder ->
                                                    builder.property(
                                                            "vitalwire.ehr.ingest.url",
                                                            "http://localhost:"
                                                                    + ingest.port())))) {
                measure(kafka, ingest, bridge);
                return 0;
            }
        }
    }

    private void measure(KafkaProcess kafka, MeasuredService ingest, MeasuredService bridge)
            throws Exception {
        DayOfReadings day = new DayOfReadings(patients, 1_440);
        Instant end = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        day.publish(kafka.bootstrapServers(), end);
        long readings = (long) patients * 1_440;
        while (ingest.meter("vitalwire_ingest_rows_total") < readings
                || bridge.meter("vitalwire_ehr_charted_total") < day.lines()) {
            LockSupport.parkNanos(200_000_000);
        }
        System.err.println("benchmark: searching");
        Histogram whole = new Histogram(LONGEST_MICROS, 3);
        Histogram page = new Histogram(LONGEST_MICROS, 3);
        long bytes = 0;
        long cpu = 0;
        for (int i = -warmUp; i < times; i++) {
            if (i == 0) {
                whole.reset();
                page.reset();
                cpu = ServerProcesses.cpuMicros(bridge.pid());
            }
            bytes = search(bridge, whole, i, end, 1_440);
            search(bridge, page, i, end, 50);
        }
        cpu = ServerProcesses.cpuMicros(bridge.pid()) - cpu;
        System.out.printf(
                Locale.ROOT,
                "| GET /fhir/Observation, 24 h of heart rate | n | p50/p99/p99.9 ms | most ms |%n"
                        + "|---|--:|--:|--:|%n"
                        + "| all 1,439 or 1,440 minutes in one answer (%,d kB) | %,d | %s | %.1f |%n"
                        + "| the first 50 | %,d | %s | %.1f |%n%n"
                        + "%.1f ms of the bridge's CPU for a pair of them; %d MB resident.%n",
                bytes / 1_000,
                whole.getTotalCount(),
                Quantiles.milliseconds(whole),
                whole.getMaxValue() / 1e3,
                page.getTotalCount(),
                Quantiles.milliseconds(page),
                page.getMaxValue() / 1e3,
                cpu / 1e3 / times,
                ServerProcesses.residentKilobytes(bridge.pid()) / 1024);
    }

    private long search(MeasuredService bridge, Histogram into, int turn, Instant end, int count)
            throws Exception {
        String path =
                "/fhir/Observation?patient=day-patient-%d&code=8867-4&date=ge%s&date=lt%s&_count=%d"
                        .formatted(
                                Math.floorMod(turn * 7, patients),
                                end.minus(24, ChronoUnit.HOURS),
                                end,
                                count);
        var request = bridge.request(path, "integrator");
        long begun = System.nanoTime();
        HttpResponse<String> answer = bridge.get(request);
        into.recordValue((System.nanoTime() - begun) / 1_000);
        int expected = Math.min(count, 1_439);
        long found = answer.body().split("\"resourceType\":\"Observation\"", -1).length - 1L;
        if (answer.statusCode() != 200 || found < expected) {
            throw new IllegalStateException(answer.statusCode() + ", " + found + " found");
        }
        return answer.body().length();
    }
}
