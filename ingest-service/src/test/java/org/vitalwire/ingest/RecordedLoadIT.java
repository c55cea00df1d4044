package org.vitalwire.ingest;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.topic.Keys;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.testkit.SharedData;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestReading;

/**
 * Recorded patients through Kafka and the service into the database. What stands in the tables then
 * equals what a reading of the files for itself says of them. The first rows of each file by
 * default; all with {@code -Dvitalwire.test.recorded-rows=1000000}.
 */
class RecordedLoadIT {

    private static final Logger log = LoggerFactory.getLogger(RecordedLoadIT.class);
    private static final int ROWS = Integer.getInteger("vitalwire.test.recorded-rows", 20_000);
    private static final String SEPSIS = "sepsis2019/dev/setB_dev.csv.gz";
    private static final String EICU = "eicu-demo/vitalAperiodic.csv.gz";

    /** Column to sign; FiO2 is a fraction there and a percentage here. */
    private static final Map<String, VitalSign> SEPSIS_SIGNS =
            Map.ofEntries(
                    entry("HR", VitalSign.HEART_RATE),
                    entry("O2Sat", VitalSign.SPO2),
                    entry("Temp", VitalSign.TEMPERATURE),
                    entry("SBP", VitalSign.SYSTOLIC_PRESSURE),
                    entry("MAP", VitalSign.MEAN_PRESSURE),
                    entry("DBP", VitalSign.DIASTOLIC_PRESSURE),
                    entry("Resp", VitalSign.RESPIRATORY_RATE),
                    entry("EtCO2", VitalSign.ETCO2),
                    entry("FiO2", VitalSign.FIO2));

    private static final Map<String, VitalSign> EICU_SIGNS =
            Map.of(
                    "noninvasivesystolic", VitalSign.SYSTOLIC_PRESSURE,
                    "noninvasivediastolic", VitalSign.DIASTOLIC_PRESSURE,
                    "noninvasivemean", VitalSign.MEAN_PRESSURE);

    private static RunningIngest service;

    @BeforeAll
    static void start() {
        service = RunningIngest.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void hourlyRowsOfIntensiveCare() throws Exception {
        Path file = SharedData.path(SEPSIS);
        Instant admission = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(15));
        load(file, "sepsis", "patient_id", "ICULOS", Duration.ofHours(1), admission, SEPSIS_SIGNS);
        compare(file, "sepsis", List.of("patient_id", "ICULOS"), SEPSIS_SIGNS);
    }

    @Test
    void cuffPressuresAtIrregularTimesSomeOfThemTwice() throws Exception {
        Path file = SharedData.path(EICU);
        Instant admission = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(100));
        load(
                file,
                "eicu",
                "patientunitstayid",
                "observationoffset",
                Duration.ofMinutes(1),
                admission,
                EICU_SIGNS);
        compare(file, "eicu", List.of("patientunitstayid", "observationoffset"), EICU_SIGNS);
    }

    /** Publishes each row of the file that holds a value of a sign, in the file's order. */
    private static void load(
            Path file,
            String name,
            String patientColumn,
            String timeColumn,
            Duration timeUnit,
            Instant admission,
            Map<String, VitalSign> signs)
            throws IOException {
        long begun = System.nanoTime();
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        int published = 0;
        double handledBefore = handled();
        try (BufferedReader lines = open(file);
                KafkaProducer<String, byte[]> producer = producer()) {
            List<String> header = Arrays.asList(lines.readLine().split(",", -1));
            int patient = header.indexOf(patientColumn);
            int time = header.indexOf(timeColumn);
            String line = lines.readLine();
            for (int row = 0; row < ROWS && line != null; row++, line = lines.readLine()) {
                String[] cells = line.split(",", -1);
                Instant at = admission.plus(timeUnit.multipliedBy(Long.parseLong(cells[time])));
                TestReading reading =
                        TestReading.of(name + "-" + cells[patient], at)
                                .messageId(name + "-" + row)
                                .receivedAt(Instant.now())
                                .synthetic()
                                .backfill();
                boolean any = false;
                for (int c = 0; c < cells.length; c++) {
                    VitalSign sign = signs.get(header.get(c));
                    if (sign != null && !cells[c].isEmpty()) {
                        reading.value(sign, canonical(sign, cells[c]));
                        any = true;
                    }
                }
                if (any) {
                    var _ =
                            producer.send(
                                    record(reading.build()),
                                    (metadata, exception) -> {
                                        if (exception != null) {
                                            failure.set(exception);
                                        }
                                    });
                    published++;
                }
            }
        }
        assertThat(failure.get()).isNull();
        double handledThen = handledBefore + published;
        await().pollInterval(Duration.ofMillis(200))
                .atMost(Duration.ofMinutes(5))
                .until(() -> handled() >= handledThen);
        log.atInfo()
                .addKeyValue("file", file.getFileName())
                .addKeyValue("readings", published)
                .addKeyValue("millis", (System.nanoTime() - begun) / 1_000_000)
                .log("recorded patients loaded");
    }

    /** Readings that the service has stored or known to be stored. */
    private static double handled() {
        return service.bean(MeterRegistry.class).get("vitalwire.ingest.rows").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private static double canonical(VitalSign sign, String cell) {
        double value = Double.parseDouble(cell);
        return sign == VitalSign.FIO2 ? value * 100 : value;
    }

    private static ProducerRecord<String, byte[]> record(Reading reading) {
        return new ProducerRecord<>(
                EventCodecs.READING.topic().topicName(),
                Keys.of(reading),
                EventCodecs.READING.encode(reading));
    }

    private static KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        SharedInfrastructure.bootstrapServers(),
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        20,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        128 * 1024),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** The file once more, column by column, against the table. */
    private static void compare(
            Path file, String name, List<String> key, Map<String, VitalSign> signs)
            throws IOException {
        RecordedTruth truth;
        try (BufferedReader lines = open(file)) {
            truth = RecordedTruth.of(lines, ROWS, key, signs);
        }
        // What other tests left on the topic may have been counted among ours.
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> {
                    Map<String, RecordedTruth.Extent> extents = extentsInTable(name, signs);
                    log.atInfo().addKeyValue("extents", extents).log("in the table");
                    assertThat(extents).isEqualTo(truth.extents()).isNotEmpty();
                    assertThat(rowsInTable(name)).isEqualTo(truth.rowsOfPatients()).isNotEmpty();
                });
    }

    private static Map<String, RecordedTruth.Extent> extentsInTable(
            String name, Map<String, VitalSign> signs) {
        JdbcClient jdbc = service.bean(ServiceDatabase.class).jdbc();
        Map<String, RecordedTruth.Extent> inTable = new TreeMap<>();
        for (VitalSign sign : signs.values()) {
            String column = sign.code().replace('-', '_');
            jdbc.sql(
                            "SELECT count(%1$s), min(%1$s), max(%1$s) FROM vital_sample"
                                            .formatted(column)
                                    + " JOIN device USING (device_id) WHERE name LIKE ?")
                    .param(name + "-%")
                    .query(row -> {
                        if (row.getLong(1) > 0) {
                            inTable.put(
                                    sign.code(),
                                    new RecordedTruth.Extent(
                                            row.getLong(1), row.getFloat(2), row.getFloat(3)));
                        }
                    });
        }
        return inTable;
    }

    private static Map<String, Long> rowsInTable(String name) {
        Map<String, Long> rows = new HashMap<>();
        service.bean(ServiceDatabase.class)
                .jdbc()
                .sql(
                        "SELECT name, count(*) FROM vital_sample JOIN device USING (device_id)"
                                + " WHERE name LIKE ? GROUP BY name")
                .param(name + "-%")
                .query(row -> {
                    rows.put(row.getString(1).substring(name.length() + 1), row.getLong(2));
                });
        return rows;
    }

    private static BufferedReader open(Path file) throws IOException {
        return new BufferedReader(
                new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(file), 1 << 16),
                        StandardCharsets.US_ASCII));
    }
}
