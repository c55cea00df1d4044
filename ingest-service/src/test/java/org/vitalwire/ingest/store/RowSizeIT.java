package org.vitalwire.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.kit.database.DatabaseSettings;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestReading;

/**
 * What docs/operators.md says of bytes a row, measured with rows in the order in which they come.
 */
class RowSizeIT {

    private static final int BEDS = 50;
    private static final int SECONDS = 1_200;
    private static final List<VitalSign> SIX =
            List.of(
                    VitalSign.HEART_RATE,
                    VitalSign.PULSE_RATE,
                    VitalSign.RESPIRATORY_RATE,
                    VitalSign.SPO2,
                    VitalSign.PERFUSION_INDEX,
                    VitalSign.ETCO2);

    @Test
    void aRowTakesWhatTheSizingTableSays() {
        var fresh = SharedInfrastructure.newDatabase("ingest");
        try (StoreUnderTest opened =
                StoreUnderTest.open(
                        new DatabaseSettings(
                                fresh.jdbcUrl(), fresh.username(), fresh.password(), 4),
                        "ingest")) {
            List<Reading> batch = new ArrayList<>();
            for (int second = 0; second < SECONDS; second++) {
                Instant at = SampleStoreContract.NOON.minusSeconds(SECONDS - second);
                for (int bed = 0; bed < BEDS; bed++) {
                    TestReading reading =
                            TestReading.of("monitor-" + bed, at.plusMillis(bed))
                                    .receivedAt(at.plus(Duration.ofMillis(bed + 40)));
                    for (VitalSign sign : SIX) {
                        reading.value(sign, 60 + second % 40);
                    }
                    if (second % 60 == bed) {
                        reading.value(VitalSign.GLUCOSE, 100);
                    }
                    batch.add(reading.build());
                }
                if (second % 10 == 9) {
                    opened.store().write(batch);
                    batch.clear();
                }
            }
            double sample = bytesPerRow(opened, "vital_sample");
            rollUp(opened, "vital_1m", SECONDS);
            double minute = bytesPerRow(opened, "vital_1m");
            double observation = bytesPerRow(opened, "observation");
            scores(opened);
            double score = bytesPerRow(opened, "score");
            System.out.printf(
                    "bytes a row with its index: vital_sample of six signs %.0f, vital_1m %.0f,"
                            + " observation %.0f, score %.0f%n",
                    sample, minute, observation, score);
            assertThat(sample).isBetween(80.0, 180.0);
            assertThat(minute).isBetween(80.0, 220.0);
        }
    }

    /** A row for each device, sign and minute, in the order in which minutes end. */
    private static void rollUp(StoreUnderTest opened, String table, int minutes) {
        opened.database()
                .jdbc()
                .sql(
                        """
                        INSERT INTO %s (time, last_time, total, device_id, n, all_n, low, high, last,
                                        sign, flags, backfilled, synthetic)
                        SELECT '2026-11-22T00:00Z'::timestamptz + m * interval '1 minute',
                               '2026-11-22T00:00:59Z'::timestamptz + m * interval '1 minute',
                               4200, d, 60, 60, 60, 80, 70, s, 0, false, false
                          FROM generate_series(0, %d) m, generate_series(1, %d) d,
                               generate_series(1, %d) s
                         ORDER BY 1, d, s\
                        """
                                .formatted(table, minutes / 10 - 1, BEDS, SIX.size()))
                .update();
    }

    /** A NEWS2 of seven inputs for each bed and minute. */
    private static void scores(StoreUnderTest opened) {
        List<Score.Component> components = new ArrayList<>();
        for (String input :
                List.of(
                        "respiratory-rate",
                        "spo2",
                        "oxygen",
                        "systolic-pressure",
                        "heart-rate",
                        "consciousness",
                        "temperature")) {
            components.add(
                    new Score.Component(
                            input,
                            3,
                            Optional.of(
                                    new Score.Input(
                                            36.9,
                                            1,
                                            SampleStoreContract.NOON,
                                            SampleStoreContract.NOON.plusSeconds(900),
                                            "monitor-12:1763812800000"))));
        }
        byte[] event =
                EventCodecs.SCORE.encode(
                        new Score(
                                "news2",
                                new PatientId("patient-0012"),
                                SampleStoreContract.NOON,
                                1,
                                components,
                                false,
                                false,
                                "monitor-12:1763812800000"));
        opened.database()
                .jdbc()
                .sql(
                        """
                        INSERT INTO score
                        SELECT '2026-11-22T00:00Z'::timestamptz + m * interval '1 minute',
                               nextval('score_revision'), 'patient-00' || b, 'news2',
                               'monitor-' || b || ':' || 1763812800000 + m * 60000, false, false, ?
                          FROM generate_series(0, 239) m, generate_series(10, 59) b\
                        """)
                .param(event)
                .update();
    }

    private static double bytesPerRow(StoreUnderTest opened, String table) {
        return Double.parseDouble(
                opened.text(
                        """
                        SELECT (bytes::float8 / (SELECT count(*) FROM %1$s))::text
                          FROM (SELECT sum(pg_total_relation_size(inhrelid)) AS bytes
                                  FROM pg_inherits i
                                 WHERE inhparent = '%1$s'::regclass
                                   AND pg_relation_size(inhrelid) > 0) b\
                        """
                                .formatted(table)));
    }
}
