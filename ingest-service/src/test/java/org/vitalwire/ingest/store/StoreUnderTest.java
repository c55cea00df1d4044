package org.vitalwire.ingest.store;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.vitalwire.kit.database.DatabaseSettings;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.testkit.MutableClock;

/** A database with our migrations, and the store in it. */
record StoreUnderTest(ServiceDatabase database, SampleStore store) implements AutoCloseable {

    static StoreUnderTest open(DatabaseSettings settings, String schema) {
        ServiceDatabase database =
                ServiceDatabase.open(
                        settings, schema, "classpath:db/ingest", new SimpleMeterRegistry());
        return new StoreUnderTest(
                database,
                PostgresSampleStore.of(
                        database.dataSource(),
                        new MutableClock(SampleStoreContract.NOON),
                        new StoreSettings(settings, Duration.ofDays(40), Duration.ofDays(2))));
    }

    /** The one value of a statement's one row. */
    String text(String sql) {
        return database.jdbc().sql(sql).query(String.class).single();
    }

    @Override
    public void close() {
        database.close();
    }
}
