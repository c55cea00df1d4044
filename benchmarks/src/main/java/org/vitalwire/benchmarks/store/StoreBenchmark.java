package org.vitalwire.benchmarks.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.vitalwire.benchmarks.load.MicroClock;
import org.vitalwire.benchmarks.observe.ServerProcesses;
import org.vitalwire.benchmarks.process.KafkaProcess;
import org.vitalwire.contracts.event.AssociationHistory;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.embedded.EmbeddedPostgreSql;
import org.vitalwire.embedded.ServiceDatabase;
import org.vitalwire.testkit.KafkaProbe;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code benchmarks/store} calls. */
@Command(
        name = "store-benchmark",
        mixinStandardHelpOptions = true,
        description =
                "Measures ingest-service alone: from Kafka to the row beside a raw insert of the"
                        + " same rows, and from the row to its reader.")
public final class StoreBenchmark implements Callable<Integer> {

    static final String UNIT = "benchmark";
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final long FIRST_STOP = 1_000_000;
    private static final int CHUNK = 250_000;

    @Option(names = "--jar", required = true, paramLabel = "FILE", description = "The service's.")
    private @Nullable Path jar;

    @Option(names = "--work", required = true, paramLabel = "DIR", description = "Scratch folder.")
    private @Nullable Path work;

    @Option(
            names = "--rows",
            defaultValue = "20000000",
            description = "In the table when it is asked (default: ${DEFAULT-VALUE}).")
    private long rows = 20_000_000;

    @Option(
            names = "--round",
            defaultValue = "400000",
            description = "Rows written in a round (default: ${DEFAULT-VALUE}).")
    private int round = 400_000;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "At each size, the service and the raw insert by turns.")
    private int rounds = 3;

    @Option(names = "--devices", defaultValue = "500", description = "And patients.")
    private int devices = 500;

    @Option(
            names = "--raw-batch",
            defaultValue = "5000",
            description = "Rows in a commit of the raw insert: what the service may take at most.")
    private int rawBatch = 5_000;

    @Option(
            names = "--seconds",
            defaultValue = "30",
            description = "For the visible latency (default: ${DEFAULT-VALUE}).")
    private double seconds = 30;

    @Option(
            names = "--live-rate",
            defaultValue = "5000",
            description = "Readings/s during the outage (default: ${DEFAULT-VALUE}).")
    private double liveRate = 5_000;

    @Option(
            names = "--outage",
            defaultValue = "600",
            description = "Seconds without a database; 0 for none (default: ${DEFAULT-VALUE}).")
    private long outage = 600;

    @Option(
            names = "--ingest-jvm",
            split = ",",
            defaultValue = "-XX:+UseSerialGC,-Xmx160m,-XX:+UseCompactObjectHeaders",
            description = "Flags of the service's JVM (default: ${DEFAULT-VALUE}).")
    private List<String> ingestJvm = List.of();

    private final StoreReport report = new StoreReport();

    private StoreBenchmark() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new StoreBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path folder = Optional.ofNullable(work).orElseThrow();
        Files.createDirectories(folder);
        try (KafkaProcess kafka = KafkaProcess.start(folder.resolve("kafka"));
                EmbeddedPostgreSql postgres =
                        new EmbeddedPostgreSql(
                                EmbeddedPostgreSql.Settings.in(folder.resolve("postgres"))
                                        .withSharedBuffersMegabytes(256)
                                        .with("max_wal_size", "4GB"))) {
            postgres.start();
            ServiceDatabase database =
                    postgres.createServiceDatabase("ingest", "benchmark-only", "ingest");
            try (IngestProcess ingest =
                            IngestProcess.start(
                                    Optional.ofNullable(jar).orElseThrow(),
                                    folder,
                                    kafka,
                                    database,
                                    ingestJvm);
                    Publisher publisher = new Publisher(kafka.bootstrapServers())) {
                admit(kafka);
                boolean complete = new Run(postgres, database, ingest, publisher).measure();
                System.out.print(report);
                return complete ? 0 : 1;
            }
        }
    }

    /** Every patient on a device of its own; one more for the probe. */
    private void admit(KafkaProcess kafka) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        Instant since = Instant.now().minus(30, ChronoUnit.DAYS);
        for (int i = 0; i <= devices; i++) {
            PatientId patient = new PatientId(WideReadings.patient(i));
            records.add(
                    new ProducerRecord<>(
                            EventCodecs.CENSUS_ENTRY.topic().topicName(),
                            patient.value(),
                            EventCodecs.CENSUS_ENTRY.encode(
                                    new CensusEntry(
                                            patient,
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.of(UNIT),
                                            Optional.empty(),
                                            true))));
            records.add(
                    new ProducerRecord<>(
                            EventCodecs.ASSOCIATION_HISTORY.topic().topicName(),
                            WideReadings.device(i),
                            EventCodecs.ASSOCIATION_HISTORY.encode(
                                    new AssociationHistory(
                                            new DeviceId(WideReadings.device(i)),
                                            List.of(
                                                    new AssociationPeriod(
                                                            "benchmark-" + i,
                                                            patient,
                                                            Optional.of("B" + i),
                                                            since,
                                                            Optional.empty(),
                                                            "benchmark"))))));
        }
        new KafkaProbe(kafka.bootstrapServers()).produceAll(records);
    }

    private static void say(String text) {
        System.err.println("store benchmark: " + text);
    }

    /** One run on what was started. */
    private final class Run {

        private final EmbeddedPostgreSql postgres;
        private final ServiceDatabase database;
        private final IngestProcess ingest;
        private final Publisher publisher;
        private final long end = MicroClock.now();
        private final Sequence sequence;

        Run(
                EmbeddedPostgreSql postgres,
                ServiceDatabase database,
                IngestProcess ingest,
                Publisher publisher) {
            this.postgres = postgres;
            this.database = database;
            this.ingest = ingest;
            this.publisher = publisher;
            // Room for the rounds after the last stop.
            long planned = rows + (long) rounds * round + devices;
            this.sequence = new Sequence(devices, end - DAY_MICROS, DAY_MICROS, planned);
        }

        boolean measure() throws Exception {
            report.environment(
                    Map.of(
                            "when", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                            "cores", Integer.toString(Runtime.getRuntime().availableProcessors()),
                            "load average before", loadAverage(),
                            "service's JVM", String.join(" ", ingestJvm),
                            "devices", Integer.toString(devices)));
            long idleKilobytes = ServerProcesses.residentKilobytes(ingest.pid());
            report.throughputHeader();
            fillTo(Math.min(FIRST_STOP, rows / 2));
            List<Throughput> small = rounds("service, Kafka to row");
            List<Throughput> rawSmall = lastRaw;
            fillTo(rows);
            List<Throughput> large = rounds("service, Kafka to row");
            report.results();
            double rate = StoreReport.median(large);
            report.result(
                    "service's rows/s of the raw insert's, medians, %,d rows".formatted(rows),
                    ratio(rate, StoreReport.median(lastRaw)),
                    ">= 0.8");
            report.result(
                    "the same near the beginning",
                    ratio(StoreReport.median(small), StoreReport.median(rawSmall)),
                    ">= 0.8");
            report.result(
                    "ingest at %,d rows to ingest near the beginning".formatted(rows),
                    ratio(rate, StoreReport.median(small)),
                    ">= 0.95");
            queries();
            visible(rate / 2);
            if (outage > 0) {
                outage();
            }
            report.result(
                    "resident memory of the service, started / after all this",
                    "%,d / %,d MB"
                            .formatted(
                                    idleKilobytes / 1024,
                                    ServerProcesses.residentKilobytes(ingest.pid()) / 1024),
                    "<= 300 MB");
            return account();
        }

        private List<Throughput> lastRaw = List.of();

        /** Through the whole pipeline, so that all tables hold what they hold in life. */
        private void fillTo(long target) throws Exception {
            while (sequence.count() < target) {
                publish((int) Math.min(CHUNK, target - sequence.count()));
                awaitStored();
                say("%,d rows".formatted(sequence.count()));
            }
        }

        private void publish(int count) throws InterruptedException {
            for (int i = 0; i < count; i++) {
                publisher.publish(sequence.device(), sequence.micros());
                sequence.advance();
            }
            publisher.flush();
        }

        private void awaitStored() throws InterruptedException {
            // Asking costs the service some milliseconds, so not often.
            while (ingest.stored() < publisher.acknowledgedSoFar()) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }

        private List<Throughput> rounds(String name) throws Exception {
            List<Throughput> service = new ArrayList<>();
            List<Throughput> raw = new ArrayList<>();
            long postmaster = ServerProcesses.postmaster(postgres.dataDirectory());
            for (int i = 0; i < rounds; i++) {
                long inTable = sequence.count();
                Sequence same = sequence.copy();
                Throughput written = throughServiceFrom(name, postmaster);
                service.add(written);
                report.throughput(inTable, written);
                raw.add(RawInsert.run(database, postmaster, same, round, rawBatch));
                report.throughput(inTable, raw.getLast());
                say("round %d at %,d rows".formatted(i + 1, inTable));
            }
            lastRaw = raw;
            return service;
        }

        /** What is left of the round once all of it is in Kafka and its producer is silent. */
        private Throughput throughServiceFrom(String name, long postmaster) throws Exception {
            ServerProcesses processes = new ServerProcesses(ingest.pid(), postmaster);
            publish(round);
            long before = ingest.stored();
            ServerProcesses.Cpu cpu = processes.cpu();
            long begun = MicroClock.now();
            awaitStored();
            double took = (MicroClock.now() - begun) / 1e6;
            long written = publisher.acknowledgedSoFar() - before;
            if (written < round / 4) {
                throw new IllegalStateException("too little was left to measure: a larger --round");
            }
            return new Throughput(name, written, took, processes.cpu().since(cpu));
        }

        private void queries() throws Exception {
            say("queries");
            Queries queries = new Queries(ingest);
            Instant to = Instant.EPOCH.plus(end, ChronoUnit.MICROS);
            queries.latestOfEach(devices, 1);
            report.result(
                    "newest values of a patient, %,d patients in turn".formatted(devices),
                    StoreReport.quantiles(queries.latestOfEach(devices, 2)),
                    "p99 <= 20 ms");
            if (queries.knowsUnits()) {
                queries.latestOfTheUnit(devices, 20);
                report.result(
                        "newest values of %,d patients in one answer".formatted(devices),
                        StoreReport.quantiles(queries.latestOfTheUnit(devices, 100)),
                        "p99 <= 20 ms");
            }
            queries.aDay(devices, 50, to);
            report.result(
                    "24 h of a patient at 300 points, minutes just loaded still due",
                    StoreReport.quantiles(queries.aDay(devices, 100, to)),
                    "");
            double waited = awaitRollUps();
            report.result(
                    "the same once they are rolled up, %.0f s later".formatted(waited),
                    StoreReport.quantiles(queries.aDay(devices, 500, to)),
                    "p99 <= 50 ms");
        }

        /** A ward's minutes are rolled up as they pass; these came all at once. Seconds. */
        private double awaitRollUps() throws Exception {
            say("roll-ups");
            long begun = MicroClock.now();
            while (ingest.meter("vitalwire_ingest_rollup_due") > devices) {
                TimeUnit.SECONDS.sleep(1);
            }
            return (MicroClock.now() - begun) / 1e6;
        }

        private void visible(double rate) throws Exception {
            say("visible latency at %.0f readings/s".formatted(rate));
            try (var _ = publisher.paced(devices, rate)) {
                TimeUnit.SECONDS.sleep(3);
                report.result(
                        "publish to readable at %,.0f readings/s".formatted(rate),
                        StoreReport.quantiles(
                                new Queries(ingest).visible(publisher, devices, seconds)),
                        "p99 <= 250 ms");
            }
            awaitStored();
        }

        private void outage() throws Exception {
            say("outage of %d s".formatted(outage));
            // A clock of its own for each load: no device measures twice at one time.
            try (var _ = publisher.paced(devices, liveRate)) {
                TimeUnit.SECONDS.sleep(2);
                postgres.stop();
                TimeUnit.SECONDS.sleep(outage);
                postgres.start();
                long begun = MicroClock.now();
                long before = ingest.stored();
                while (ingest.stored() < publisher.acknowledgedSoFar() - liveRate / 2) {
                    TimeUnit.MILLISECONDS.sleep(50);
                }
                double took = (MicroClock.now() - begun) / 1e6;
                report.result(
                        "after %d s without a database at %,.0f readings/s: caught up in"
                                .formatted(outage, liveRate),
                        "%.1f s, %.1f times the live rate"
                                .formatted(took, (ingest.stored() - before) / took / liveRate),
                        ">= 3");
            }
            awaitStored();
        }

        /** Whether every acknowledged reading is a row, by the table itself. */
        private boolean account() throws SQLException {
            try (Connection connection = database.dataSource().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet count =
                            statement.executeQuery(
                                    "SELECT count(*) FROM vital_sample WHERE device_id < "
                                            + RawInsert.FIRST_DEVICE)) {
                count.next();
                long stored = count.getLong(1);
                report.result(
                        "acknowledged by Kafka / rows in the table",
                        "%,d / %,d".formatted(publisher.acknowledgedSoFar(), stored),
                        "equal");
                return stored == publisher.acknowledgedSoFar();
            }
        }

        private static String ratio(double one, double other) {
            return String.format(Locale.ROOT, "%.2f", one / other);
        }

        private static String loadAverage() throws IOException {
            return Files.readString(Path.of("/proc/loadavg")).strip();
        }
    }
}
