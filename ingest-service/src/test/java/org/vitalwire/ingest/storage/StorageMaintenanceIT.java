package org.vitalwire.ingest.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.vitalwire.ingest.storage.StorageAnswer.Retention;
import org.vitalwire.ingest.storage.StorageAnswer.Table;
import org.vitalwire.kit.database.DatabaseSettings;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.testkit.MutableClock;
import org.vitalwire.testkit.SharedInfrastructure;

/** On PostgreSQL 18. That samples go at the right time is in the store's contract. */
class StorageMaintenanceIT {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final StorageSettings SETTINGS =
            new StorageSettings(
                    Duration.ofDays(10),
                    Duration.ofDays(10),
                    Duration.ofDays(400),
                    Duration.ofDays(20),
                    Duration.ofDays(7),
                    Duration.ofDays(30),
                    Duration.ZERO,
                    Duration.ofHours(1),
                    null);
    private static final ServiceDatabase DATABASE = open();

    private final MutableClock clock = new MutableClock(NOON);
    private final StorageMaintenance maintenance =
            new StorageMaintenance(DATABASE.dataSource(), clock, SETTINGS);
    private final StorageFigures figures = new StorageFigures(DATABASE.jdbc());

    private static ServiceDatabase open() {
        var fresh = SharedInfrastructure.newDatabase("ingest");
        return ServiceDatabase.open(
                new DatabaseSettings(fresh.jdbcUrl(), fresh.username(), fresh.password(), 4),
                "ingest",
                "classpath:db/ingest",
                new SimpleMeterRegistry());
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private static void execute(String sql) {
        DATABASE.jdbc().sql(sql).update();
    }

    private static long count(String from) {
        return DATABASE.jdbc().sql("SELECT count(*) FROM " + from).query(Long.class).single();
    }

    private Retention retention(String table) {
        return figures.retention(SETTINGS.keeps()).stream()
                .filter(run -> run.table().equals(table))
                .findFirst()
                .orElseThrow();
    }

    private static void score(String patient, String day) {
        execute("DO $$ BEGIN PERFORM ensure_day(DATE '%s'); END $$".formatted(day));
        execute(
                """
                INSERT INTO score VALUES ('%sT10:00Z', 1, '%s', 'news2', '%s', false, false, 'x')\
                """
                        .formatted(day, patient, day));
    }

    @Test
    void whatWasHeldBackGoesByWhenItWasStored() throws SQLException {
        execute(
                """
                INSERT INTO held_back (time, stored_at, patient_id, message_id, event) VALUES
                ('1999-01-01Z', '2026-11-20Z', 'keep', 'm1', ''), ('2026-11-20Z', '2026-10-20Z', 'go', 'm2', '')\
                """);
        maintenance.run();
        assertThat(count("held_back WHERE patient_id = 'keep'")).isEqualTo(1);
        assertThat(count("held_back WHERE patient_id = 'go'")).isZero();
    }

    @Test
    void eachTableGoesByItsOwnTimeAndDaysAheadAreMade() throws SQLException {
        score("p-1", "2026-11-01");
        score("p-1", "2026-11-05");
        execute(
                "INSERT INTO score VALUES ('1999-01-01Z', 1, 'p-1', 'news2', 'm', false, false, 'x')");

        maintenance.run();

        assertThat(count("score WHERE patient_id = 'p-1'")).isEqualTo(1);
        assertThat(count("score_20261105")).isEqualTo(1);
        assertThat(count("vital_sample_20261124")).isZero();
        assertThat(retention("score")).isEqualTo(new Retention("score", "P20D", NOON, 1));
        assertThat(retention("vital_1h").lastRun()).isEqualTo(NOON);
        assertThat(figures.sizes(NOON)).hasSize(1);
    }

    @Test
    void whoReadsAnOldDayHoldsUpItsEndAndNothingElse() throws Exception {
        Instant later = NOON.plus(Duration.ofDays(100));
        score("p-2", "2027-01-20");
        clock.set(later);
        try (Connection reader = DATABASE.dataSource().getConnection();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("SELECT * FROM score_20270120");
            maintenance.run();
            assertThat(
                            count(
                                    "maintenance_run WHERE table_name = 'score' AND last_failure = '55P03'"))
                    .isEqualTo(1);
            assertThat(count("maintenance_run WHERE last_failure IS NULL")).isEqualTo(5);
            reader.rollback();
        }
        assertThat(count("score WHERE patient_id = 'p-2'")).isEqualTo(1);

        maintenance.run();
        assertThat(count("score WHERE patient_id = 'p-2'")).isZero();
        assertThat(count("maintenance_run WHERE last_failure IS NULL")).isEqualTo(6);
    }

    @Test
    void figuresAreThoseOfTheDatabase() {
        execute("INSERT INTO device (name) VALUES ('monitor-1')");
        execute(
                """
                INSERT INTO vital_sample (time, lag_ms, device_id, backfill, synthetic, heart_rate)
                SELECT TIMESTAMPTZ '2026-11-22T10:59:00Z' + i * interval '1 second', 0, device_id,
                       false, false, 70
                  FROM device, generate_series(0, 99) i\
                """);
        execute("INSERT INTO sign_hour SELECT device_id, '2026-11-22T10:00Z', 1 FROM device");
        execute("INSERT INTO sign_hour SELECT device_id, '2026-11-22T11:00Z', 1 FROM device");
        execute("INSERT INTO roll_up_due VALUES (1, 1, '2026-11-22T10:59Z', 0)");
        execute("ANALYZE vital_sample");

        List<Table> tables = figures.tables(SETTINGS.keeps().keySet());
        Table samples = tables.getFirst();
        assertThat(samples.name()).isEqualTo("vital_sample");
        assertThat(samples.rows()).isEqualTo(100);
        assertThat(samples.bytes()).isGreaterThan(100 * 50);
        assertThat(samples.compressedPartitions()).isNull();
        assertThat(figures.ends())
                .isEqualTo(
                        new StorageFigures.Ends(
                                Instant.parse("2026-11-22T10:00:00Z"),
                                Instant.parse("2026-11-22T11:00:39Z")));
        assertThat(figures.rollUps())
                .isEqualTo(new StorageAnswer.RollUps(1, Instant.parse("2026-11-22T10:59:00Z")));
        assertThat(figures.server().version()).startsWith("18.");
        assertThat(figures.server().timescale()).isNull();
        assertThat(figures.server().bytes()).isGreaterThan(samples.bytes());
        execute("DELETE FROM roll_up_due");
        execute("DELETE FROM vital_sample");
    }
}
