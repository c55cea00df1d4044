package org.vitalwire.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vitalwire.kit.database.DatabaseSettings;

/** The contract on the oldest PostgreSQL that we run on. */
class PostgreSql15SampleStoreIT extends OpenedStoreContract {

    private static @Nullable PostgreSql15 server;
    private static @Nullable StoreUnderTest opened;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        assumeTrue(
                System.getProperty("os.arch").matches("amd64|x86_64"),
                "skipped: the build fetches PostgreSQL 15 for amd64 only");
        assumeTrue(
                Files.exists(PostgreSql15.JAR),
                "skipped: Maven's process-test-resources has not copied " + PostgreSql15.JAR);
        PostgreSql15 started = PostgreSql15.start();
        server = started;
        opened =
                StoreUnderTest.open(
                        new DatabaseSettings(started.jdbcUrl(), "postgres", "", 4), "ingest");
    }

    @AfterAll
    static void close() throws IOException, InterruptedException {
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
    void theServerIsThatOld() {
        assertThat(opened().text("SHOW server_version")).startsWith("15.");
    }
}
