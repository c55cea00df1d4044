package org.vitalwire.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.testkit.TestReading;

/** What every store keeps to, and what is particular to a database with TimescaleDB. */
abstract class TimescaleContract extends OpenedStoreContract {

    @Test
    void noLargeTableIsAnOrdinaryOne() {
        assertThat(
                        opened().text(
                                        """
                                        SELECT string_agg(hypertable_name, ' ' ORDER BY hypertable_name)
                                          FROM timescaledb_information.hypertables
                                         WHERE hypertable_schema = current_schema()\
                                        """))
                .isEqualTo("observation score vital_1h vital_1m vital_sample waveform");
        assertThat(
                        opened().text(
                                        """
                                        SELECT count(*) FROM pg_class
                                         WHERE relnamespace = current_schema()::regnamespace
                                           AND relkind = 'p'\
                                        """))
                .isEqualTo("0");
    }

    @Test
    void whatIsAWeekOldIsCompressed() {
        assumeTrue(
                opened().text("SELECT may_compress()").equals("t"),
                "skipped: this TimescaleDB's licence has no compression");
        store().write(
                        List.of(
                                TestReading.of("old", NOON.minus(Duration.ofDays(8)))
                                        .value(VitalSign.HEART_RATE, 60)
                                        .build(),
                                TestReading.of("young", NOON.minus(Duration.ofDays(6)))
                                        .value(VitalSign.HEART_RATE, 60)
                                        .build()));

        maintain();

        assertThat(compressed("2026-11-14")).isEqualTo("true");
        assertThat(compressed("2026-11-16")).isEqualTo("false");
    }

    private String compressed(String day) {
        return opened().text(
                        "SELECT compressed::text FROM parts_of('vital_sample') WHERE from_time = '%sT00:00Z'"
                                .formatted(day));
    }
}
