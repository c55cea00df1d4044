package org.vitalwire.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.testkit.MutableClock;
import org.vitalwire.testkit.TestReading;

/** The contract on PostgreSQL 18, and what is particular to native partitions. */
class EmbeddedPostgresSampleStoreIT extends SampleStoreContract {

    private static ServiceDatabase database;
    private static SampleStore shared;

    @BeforeAll
    static void open() {
        StoreUnderTest opened = StoreUnderTest.fresh(4, new MutableClock(NOON));
        database = opened.database();
        shared = opened.store();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Override
    SampleStore store() {
        return shared;
    }

    private static long rowsOf(String table) {
        return database.jdbc().sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }

    @Test
    void rowsLieInThePartitionOfTheirDay() {
        Instant day = Instant.parse("2026-11-03T23:59:59.999999Z");
        shared.write(List.of(TestReading.of("p-1", day).value(VitalSign.HEART_RATE, 60).build()));
        assertThat(rowsOf("vital_sample_20261103")).isEqualTo(1);
    }

    @Test
    void daysBeyondTheHorizonShareTheDefaultPartition() {
        long before = rowsOf("vital_sample_default");
        shared.write(
                List.of(
                        TestReading.of("p-2", Instant.parse("2003-01-01T00:00:00Z"))
                                .value(VitalSign.HEART_RATE, 60)
                                .build()));
        assertThat(rowsOf("vital_sample_default")).isEqualTo(before + 1);
    }

    @Test
    void rowsOfTheDefaultPartitionMoveToALaterMadeDay() {
        Instant far = Instant.parse("2012-05-05T05:05:05Z");
        shared.write(List.of(TestReading.of("p-3", far).value(VitalSign.GLUCOSE, 60).build()));
        database.jdbc().sql("SELECT ensure_day(DATE '2012-05-05')").query().listOfRows();
        assertThat(rowsOf("vital_sample_20120505")).isEqualTo(1);
        assertThat(rowsOf("observation_20120505")).isEqualTo(1);
        assertThat(rowsOf("vital_sample WHERE time = '2012-05-05T05:05:05Z'")).isEqualTo(1);
    }

    @Test
    void everyMonitoredSignHasAColumn() {
        List<@Nullable String> columns =
                database.jdbc()
                        .sql(
                                """
                                SELECT column_name FROM information_schema.columns
                                 WHERE table_name = 'vital_sample' AND data_type = 'real'\
                                """)
                        .query(String.class)
                        .list();
        assertThat(columns)
                .containsExactlyInAnyOrderElementsOf(
                        WideColumns.SIGNS.stream().map(WideColumns::column).toList());
    }

    private static void enterInError(String device, VitalSign sign, Instant from, Instant to) {
        database.jdbc()
                .sql(
                        """
                        INSERT INTO entered_in_error
                               (device_id, sign, from_time, to_time, reason, made_by, made_at)
                        SELECT device_id, ?, ?, ?, 'test', 'test', ?
                          FROM device WHERE name = ?\
                        """)
                .params(sign.number(), SqlTime.of(from), SqlTime.of(to), SqlTime.of(NOON), device)
                .update();
    }

    @Test
    void whatWasEnteredInErrorIsNotThereUntilThatIsRetracted() {
        List<VitalSign> signs = List.of(VitalSign.HEART_RATE, VitalSign.GLUCOSE);
        for (int second = 0; second < 3; second++) {
            shared.write(
                    List.of(
                            TestReading.of("e-1", NOON.plusSeconds(second))
                                    .value(VitalSign.HEART_RATE, 60 + second)
                                    .value(VitalSign.GLUCOSE, 60 + second)
                                    .value(VitalSign.SPO2, 97)
                                    .build()));
        }
        List<DevicePeriod> always =
                List.of(
                        new DevicePeriod(
                                new DeviceId("e-1"), Instant.EPOCH, DevicePeriod.OPEN_END));
        for (VitalSign sign : signs) {
            enterInError("e-1", sign, NOON.plusSeconds(2), NOON.plusSeconds(3));
            assertThat(shared.values(always, sign)).hasSize(2);
            assertThat(shared.buckets(always, sign, NOON, Duration.ofHours(1)).getFirst().n())
                    .isEqualTo(2);
            assertThat(shared.latest(always).get(sign))
                    .extracting(StoredValue::value)
                    .isEqualTo(61.0);
        }
        List<RecordedValue> told = new ArrayList<>();
        shared.forEach(always, EnumSet.allOf(VitalSign.class), told::add);
        assertThat(told).hasSize(7);
        assertThat(shared.values(always, VitalSign.SPO2)).hasSize(3);

        database.jdbc().sql("UPDATE entered_in_error SET retracted_at = made_at").update();
        assertThat(shared.values(always, VitalSign.HEART_RATE)).hasSize(3);
        assertThat(shared.latest(always).get(VitalSign.GLUCOSE))
                .extracting(StoredValue::value)
                .isEqualTo(62.0);
    }
}
