package org.vitalwire.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What every store keeps to, and what is particular to a database with TimescaleDB. */
abstract class TimescaleContract extends SampleStoreContract {

    abstract StoreUnderTest opened();

    @Override
    final SampleStore store() {
        return opened().store();
    }

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
}
