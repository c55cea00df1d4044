package org.vitalwire.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;
import org.vitalwire.kit.database.DatabaseSettings;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.testkit.MutableClock;
import org.vitalwire.testkit.RunsWhereDockerIs;

/** The contract on a real TimescaleDB. */
@RunsWhereDockerIs
class TimescaleSampleStoreIT extends SampleStoreContract {

    // The image creates the extension in every new database.
    private static final PostgreSQLContainer CONTAINER =
            new PostgreSQLContainer(
                    DockerImageName.parse("timescale/timescaledb:2.28.0-pg18")
                            .asCompatibleSubstituteFor("postgres"));
    private static ServiceDatabase database;
    private static SampleStore shared;

    @BeforeAll
    static void open() {
        CONTAINER.start();
        StoreSettings settings =
                new StoreSettings(
                        new DatabaseSettings(
                                CONTAINER.getJdbcUrl(),
                                CONTAINER.getUsername(),
                                CONTAINER.getPassword(),
                                4),
                        Duration.ofDays(40),
                        Duration.ofDays(2));
        database =
                ServiceDatabase.open(
                        settings.database(),
                        "ingest",
                        "classpath:db/ingest",
                        new SimpleMeterRegistry());
        shared = PostgresSampleStore.of(database.dataSource(), new MutableClock(NOON), settings);
    }

    @AfterAll
    static void close() {
        database.close();
        CONTAINER.stop();
    }

    @Override
    SampleStore store() {
        return shared;
    }

    @Test
    void theLargeTablesAreHypertables() {
        assertThat(
                        database.jdbc()
                                .sql(
                                        """
                                        SELECT count(*) FROM timescaledb_information.hypertables
                                         WHERE hypertable_schema = 'ingest'\
                                        """)
                                .query(Long.class)
                                .single())
                .isEqualTo(6);
    }
}
