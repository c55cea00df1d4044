package org.vitalwire.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vitalwire.kit.database.DatabaseSettings;
import org.vitalwire.testkit.NeedsProgram;

/** The contract on TimescaleDB where there is no Docker: in WebAssembly, through npm. */
@NeedsProgram({"node", "npm"})
class PgliteTimescaleSampleStoreIT extends TimescaleContract {

    private static @Nullable PgliteTimescale server;
    private static @Nullable StoreUnderTest opened;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        assumeTrue(PgliteTimescale.installed(), "skipped: npm could not fetch PGlite");
        PgliteTimescale started = PgliteTimescale.start();
        server = started;
        DatabaseSettings settings = new DatabaseSettings(started.jdbcUrl(), "postgres", "", 4);
        // Flyway holds its lock in one transaction and migrates in another, by default.
        Flyway.configure()
                .dataSource(settings.url(), settings.username(), settings.password())
                .schemas("ingest")
                .locations("classpath:db/ingest")
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load()
                .migrate();
        opened = StoreUnderTest.open(settings, "ingest");
    }

    @AfterAll
    static void close() {
        if (opened != null) {
            opened.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Override
    StoreUnderTest opened() {
        return Objects.requireNonNull(opened);
    }

    @Test
    void itIsTimescaleDb() {
        assertThat(
                        opened().text(
                                        "SELECT extversion FROM pg_extension WHERE extname = 'timescaledb'"))
                .startsWith("2.");
    }
}
