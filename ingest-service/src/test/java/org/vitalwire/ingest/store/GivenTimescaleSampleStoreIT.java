package org.vitalwire.ingest.store;

import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.postgresql.Driver;
import org.vitalwire.kit.database.DatabaseSettings;

/**
 * The contract on a server of yours: {@code jdbc:postgresql://host/database?user=u&password=p},
 * with the extension in that database. It works in a schema of its own, and drops it.
 */
@EnabledIfEnvironmentVariable(
        named = GivenTimescaleSampleStoreIT.VARIABLE,
        matches = "jdbc:postgresql:.+",
        disabledReason = "skipped: " + GivenTimescaleSampleStoreIT.VARIABLE + " names no server")
class GivenTimescaleSampleStoreIT extends TimescaleContract {

    static final String VARIABLE = "VITALWIRE_TEST_TIMESCALE_URL";
    private static final String SCHEMA =
            "vitalwire_test_" + UUID.randomUUID().toString().substring(0, 8);
    private static @Nullable StoreUnderTest opened;

    @BeforeAll
    static void open() {
        String url = Objects.requireNonNull(System.getenv(VARIABLE));
        Properties parts = Objects.requireNonNull(Driver.parseURL(url, new Properties()));
        opened =
                StoreUnderTest.open(
                        new DatabaseSettings(
                                url,
                                parts.getProperty("user", "postgres"),
                                parts.getProperty("password", ""),
                                4),
                        SCHEMA);
    }

    @AfterAll
    static void close() {
        if (opened != null) {
            opened.database().jdbc().sql("DROP SCHEMA " + SCHEMA + " CASCADE").update();
            opened.close();
        }
    }

    @Override
    StoreUnderTest opened() {
        return Objects.requireNonNull(opened);
    }
}
