package org.vitalwire.ingest.store;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;
import org.vitalwire.kit.database.DatabaseSettings;
import org.vitalwire.testkit.RunsWhereDockerIs;

/** The contract on a real TimescaleDB in a container. */
@RunsWhereDockerIs
class TimescaleSampleStoreIT extends TimescaleContract {

    // The image creates the extension in every new database.
    private static final PostgreSQLContainer CONTAINER =
            new PostgreSQLContainer(
                    DockerImageName.parse("timescale/timescaledb:2.28.0-pg18")
                            .asCompatibleSubstituteFor("postgres"));
    private static @Nullable StoreUnderTest opened;

    @BeforeAll
    static void open() {
        CONTAINER.start();
        opened =
                StoreUnderTest.open(
                        new DatabaseSettings(
                                CONTAINER.getJdbcUrl(),
                                CONTAINER.getUsername(),
                                CONTAINER.getPassword(),
                                4),
                        "ingest");
    }

    @AfterAll
    static void close() {
        if (opened != null) {
            opened.close();
        }
        CONTAINER.stop();
    }

    @Override
    StoreUnderTest opened() {
        return Objects.requireNonNull(opened);
    }
}
