package org.vitalwire.ingest.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.vitalwire.contracts.vitals.VitalSign.HEART_RATE;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.contracts.event.AssociationHistory;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.topic.Keys;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.testkit.KafkaProbe;
import org.vitalwire.testkit.TestReading;

/**
 * Faults while readings come in. After each the database holds what Kafka acknowledged: nothing is
 * lost, nothing is there twice, nobody lent a hand, and a meter and a log line say what happened.
 */
class IngestFaultsIT {

    private static final Logger log = LoggerFactory.getLogger(IngestFaultsIT.class);
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration OUTAGE =
            Duration.ofSeconds(Long.getLong("vitalwire.test.database-outage-seconds", 3));
    private static final int PER_SECOND = 400;
    private static final String RETRIED = "vitalwire_batches_retried_total";
    private static final String READINGS = "topic=\"readings.v1\"";

    @TempDir static Path directory;
    private static FaultGround ground;
    private static @Nullable Instance first;
    private static @Nullable Instance second;

    @BeforeAll
    static void start() throws IOException {
        ground = FaultGround.in(directory);
    }

    @AfterAll
    static void stop() {
        for (Instance instance : java.util.Arrays.asList(first, second)) {
            if (instance != null) {
                instance.close();
            }
        }
        ground.close();
    }

    /** The instance that most tests share, started anew where one of them ended it. */
    private static Instance first() {
        Instance running = first;
        if (running == null || !running.isAlive()) {
            running = ground.startInstance().awaitReady();
            first = running;
        }
        return running;
    }

    private static Instance second() {
        Instance running = second;
        if (running == null || !running.isAlive()) {
            running = ground.startInstance().awaitReady();
            second = running;
        }
        return running;
    }

    /** A load of which the service has stored something already. */
    private static Load load(String name, int perSecond) {
        Load load = Load.start(ground.bootstrapServers(), name, perSecond);
        awaitRows(load);
        return load;
    }

    private static void awaitRows(Load load) {
        await().atMost(PATIENCE).until(() -> rows(load.name()) > 0);
    }

    private static long rows(String name) {
        return ground.jdbc()
                .sql(
                        "SELECT count(*) FROM vital_sample JOIN device USING (device_id)"
                                + " WHERE name LIKE ?")
                .param(name + "-%")
                .query(Long.class)
                .single();
    }

    private static void assertStoredExactly(Load load) throws InterruptedException {
        Map<Load.Key, Load.Sent> sent = load.stop();
        await().atMost(PATIENCE.plus(OUTAGE)).until(() -> rows(load.name()) >= sent.size());
        assertTableHolds(load.name(), sent);
    }

    private static void assertTableHolds(String name, Map<Load.Key, Load.Sent> sent) {
        Map<Load.Key, Load.Sent> stored = new HashMap<>();
        ground.jdbc()
                .sql(
                        """
                        SELECT d.name, s.time, s.heart_rate,
                               (SELECT count(*) FROM observation o
                                 WHERE o.device_id = s.device_id AND o.time = s.time)
                          FROM vital_sample s JOIN device d USING (device_id) WHERE d.name LIKE ?\
                        """)
                .param(name + "-%")
                .query(row -> {
                    Load.Sent twice =
                            stored.put(
                                    new Load.Key(row.getString(1), row.getTimestamp(2).toInstant()),
                                    new Load.Sent(row.getDouble(3), row.getInt(4) == 1));
                    assertThat(twice).isNull();
                });
        assertThat(stored).as("rows of " + name).hasSize(sent.size());
        assertThat(stored).as("rows of " + name).isEqualTo(sent);
    }

    @Test
    void databaseStoppedUnderLoad() throws Exception {
        Instance service = first();
        try (Load load = load("stopped", PER_SECOND)) {
            double retried = service.meter(RETRIED, READINGS);
            ground.stopDatabase();
            try {
                // Its health check waits five seconds for a connection: a part of the outage.
                Instant begun = Instant.now();
                assertThat(service.isReady()).isFalse();
                Duration left = OUTAGE.minus(Duration.between(begun, Instant.now()));
                await().pollDelay(left.isNegative() ? Duration.ZERO : left)
                        .atMost(OUTAGE.plus(PATIENCE))
                        .until(() -> true);
                await().atMost(PATIENCE).until(() -> service.meter(RETRIED, READINGS) > retried);
            } finally {
                ground.startDatabase();
            }
            Instant back = Instant.now();
            await().atMost(PATIENCE).until(service::isReady);
            int sentByThen = load.acknowledgedSoFar();
            await().atMost(PATIENCE.plus(OUTAGE)).until(() -> rows("stopped") >= sentByThen);
            log.atInfo()
                    .addKeyValue("outageSeconds", OUTAGE.toSeconds())
                    .addKeyValue("perSecond", PER_SECOND)
                    .addKeyValue("readings", sentByThen)
                    .addKeyValue("millis", Duration.between(back, Instant.now()).toMillis())
                    .log("caught up after the database was back");
            assertStoredExactly(load);
        }
        assertThat(service.log()).contains("batch not kept, trying again");
        await().atMost(PATIENCE).until(() -> service.said("batches are kept again"));
    }

    @Test
    void databaseKilledUnderLoad() throws Exception {
        Instance service = first();
        try (Load load = load("db-killed", PER_SECOND)) {
            double retried = service.meter(RETRIED, READINGS);
            ground.killDatabase();
            try {
                await().atMost(PATIENCE).until(() -> service.meter(RETRIED, READINGS) > retried);
            } finally {
                ground.startDatabase();
            }
            await().atMost(PATIENCE).until(service::isReady);
            assertStoredExactly(load);
        }
        assertThat(service.log()).contains("batch not kept, trying again");
    }

    @Test
    void diskFullAndRoomMadeUnderLoad() throws Exception {
        Assumptions.assumeTrue(
                ground.disk().isLimited(), "skipped: no tmpfs can be mounted here (not root)");
        Instance service = first();
        try (Load load = load("disk", 5 * PER_SECOND)) {
            double retried = service.meter(RETRIED, READINGS);
            ground.disk().leaveFree(1);
            try {
                // The tables run out of room, or the log of changes does: that ends the server.
                await().atMost(PATIENCE)
                        .until(() ->
                                service.said("batch not kept", "53100")
                                        || !ground.databaseAnswers());
                await().atMost(PATIENCE).until(() -> service.meter(RETRIED, READINGS) > retried);
            } finally {
                ground.disk().makeRoom();
                // Whoever supervises it starts it again where it did not outlive the full disk.
                ground.startDatabaseIfDead();
            }
            assertStoredExactly(load);
        }
        await().atMost(PATIENCE).until(() -> service.said("batches are kept again"));
    }

    @Test
    void serviceKilledUnderLoad() throws Exception {
        Instance killed = first();
        try (Load load = load("killed", PER_SECOND)) {
            killed.kill9();
            Instance service = first();
            assertStoredExactly(load);
            assertThat(service.meter("vitalwire_ingest_rows_total", "result=\"inserted\""))
                    .isPositive();
            assertThat(service.said("partitions assigned", "readings.v1-2")).isTrue();
        }
    }

    @Test
    void rebalancesUnderLoad() throws Exception {
        Instance stays = first();
        try (Load load = load("rebalance", PER_SECOND)) {
            Instance joins = second();
            await().atMost(PATIENCE)
                    .until(() -> joins.meter("vitalwire_ingest_rows_total", "inserted") > 0);
            String assigned = "vitalwire_partitions_assigned";
            await().atMost(PATIENCE)
                    .until(() ->
                            stays.meter(assigned, READINGS) + joins.meter(assigned, READINGS)
                                    == FaultGround.PARTITIONS);
            assertThat(joins.meter(assigned, READINGS)).isBetween(1.0, 2.0);
            assertThat(stays.said("partitions revoked", "readings.v1")).isTrue();
            joins.terminate();
            await().atMost(PATIENCE)
                    .until(() -> stays.meter(assigned, READINGS) == FaultGround.PARTITIONS);
            assertStoredExactly(load);
        }
    }

    @Test
    void consumerKilledInTheMiddleOfABatchAndItsPartitionsTakenOver() throws Exception {
        Instance stays = first();
        Instance dies = second();
        try (Load load = load("mid-batch", PER_SECOND)) {
            await().atMost(PATIENCE)
                    .until(() -> dies.meter("vitalwire_ingest_rows_total", "inserted") > 0);
            try (Connection connection = ground.connection();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("LOCK TABLE vital_sample IN EXCLUSIVE MODE");
                // Both stand in their transactions now.
                await().atMost(PATIENCE).until(() -> writersThatWait() >= 2);
                dies.kill9();
                connection.rollback();
            }
            await().atMost(PATIENCE)
                    .until(() ->
                            stays.meter("vitalwire_partitions_assigned", READINGS)
                                    == FaultGround.PARTITIONS);
            assertStoredExactly(load);
        }
    }

    private static long writersThatWait() {
        return ground.jdbc()
                .sql(
                        """
                        SELECT count(*) FROM pg_stat_activity
                         WHERE application_name = 'vitalwire-ingest' AND wait_event_type = 'Lock'\
                        """)
                .query(Long.class)
                .single();
    }

    @Test
    void topicReadTwiceFromItsBeginning() throws Exception {
        first();
        Map<Load.Key, Load.Sent> sent;
        try (Load load = load("twice", PER_SECOND)) {
            await().until(() -> load.acknowledgedSoFar() >= PER_SECOND);
            assertStoredExactly(load);
            sent = load.stop();
        }
        first().terminate();
        await().atMost(PATIENCE).until(ground::groupIsEmpty);
        ground.rewind();

        Instance again = first();
        await().atMost(PATIENCE)
                .until(() ->
                        again.meter("vitalwire_ingest_rows_total", "duplicate") >= sent.size());
        assertTableHolds("twice", sent);
        assertThat(again.said("came again that are stored already")).isTrue();
    }

    @Test
    void aRowOf1999AndOneOf2099AreKeptAndNeitherIsShownAsTheNewest() {
        Instance service = first();
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        publish(
                EventCodecs.CENSUS_ENTRY.topic().topicName(),
                "far-p",
                EventCodecs.CENSUS_ENTRY.encode(
                        new CensusEntry(
                                new PatientId("far-p"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("ward-a"),
                                Optional.empty(),
                                true)));
        publish(
                EventCodecs.ASSOCIATION_HISTORY.topic().topicName(),
                "far",
                EventCodecs.ASSOCIATION_HISTORY.encode(
                        new AssociationHistory(
                                new DeviceId("far"),
                                List.of(
                                        new AssociationPeriod(
                                                "far-1",
                                                new PatientId("far-p"),
                                                Optional.empty(),
                                                Instant.parse("1990-01-01T00:00:00Z"),
                                                Optional.empty(),
                                                "tester")))));
        publish(reading("far", "far-p", now, 72));
        publish(reading("far", "far-p", Instant.parse("1999-12-31T23:59:59Z"), 71));
        publish(reading("far", "far-p", Instant.parse("2099-01-01T00:00:00Z"), 73));
        await().atMost(PATIENCE).until(() -> timesOf("far").size() == 3);

        assertThat(timesOf("far"))
                .containsExactly(
                        Instant.parse("1999-12-31T23:59:59Z"),
                        now,
                        Instant.parse("2099-01-01T00:00:00Z"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    assertThat(
                                    service.json(
                                                    "/api/v1/patients/far-p/vitals/latest",
                                                    "clinician")
                                            .at("/vitals/heart-rate/value")
                                            .asInt())
                            .isEqualTo(72);
                    assertThat(
                                    service.json("/api/v1/board", "clinician")
                                            .at("/patients/0/vitals/heart-rate/value")
                                            .asInt())
                            .isEqualTo(72);
                });
    }

    private static List<Instant> timesOf(String device) {
        return ground.jdbc()
                .sql(
                        "SELECT time FROM vital_sample JOIN device USING (device_id)"
                                + " WHERE name = ? ORDER BY time")
                .param(device)
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .list();
    }

    @Test
    void onePoisonousRowAmongAThousandIsQuarantinedAndTheOthersAreStored() {
        Instance service = first();
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        double refused = service.meter("vitalwire_ingest_rows_total", "refused");
        List<Reading> thousand = new ArrayList<>();
        for (int i = 0; i < 999; i++) {
            thousand.add(reading("poison-1", "poison-p", now.minusSeconds(i), 70));
        }
        thousand.add(
                617, reading("poison-1", "poison-p", Instant.parse("-9000-01-01T00:00:00Z"), 70));
        publish(thousand.toArray(Reading[]::new));
        await().atMost(PATIENCE).until(() -> rows("poison") == 999);
        await().atMost(PATIENCE)
                .until(() ->
                        service.meter("vitalwire_ingest_rows_total", "refused") == refused + 1);
        assertThat(service.said("row refused by the database, quarantined", "poison-1")).isTrue();
    }

    private static Reading reading(String device, String patient, Instant at, double heartRate) {
        // Received now, as any: retention goes by that too.
        return TestReading.of(device, at)
                .receivedAt(Instant.now())
                .patient(patient)
                .value(HEART_RATE, heartRate)
                .build();
    }

    private static void publish(Reading... readings) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (Reading reading : readings) {
            records.add(
                    new ProducerRecord<>(
                            EventCodecs.READING.topic().topicName(),
                            Keys.of(reading),
                            EventCodecs.READING.encode(reading)));
        }
        new KafkaProbe(ground.bootstrapServers()).produceAll(records);
    }

    private static void publish(String topic, String key, byte[] event) {
        new KafkaProbe(ground.bootstrapServers()).produce(topic, key, event);
    }
}
