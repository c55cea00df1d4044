package org.vitalwire.ingest.store;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.vitalwire.kit.database.DatabaseSettings;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.testkit.MutableClock;
import org.vitalwire.testkit.SharedInfrastructure;

/** A database with our migrations, and the store in it. */
record StoreUnderTest(ServiceDatabase database, SampleStore store) implements AutoCloseable {

    /** In a new database of the shared PostgreSQL 18. */
    static StoreUnderTest fresh(int connections, InstantSource clock) {
        var database = SharedInfrastructure.newDatabase("ingest");
        return open(
                new DatabaseSettings(
                        database.jdbcUrl(), database.username(), database.password(), connections),
                "ingest",
                clock);
    }

    static StoreUnderTest open(DatabaseSettings settings, String schema) {
        return open(settings, schema, new MutableClock(SampleStoreContract.NOON));
    }

    private static StoreUnderTest open(
            DatabaseSettings settings, String schema, InstantSource clock) {
        ServiceDatabase database =
                ServiceDatabase.open(
                        settings, schema, "classpath:db/ingest", new SimpleMeterRegistry());
        return new StoreUnderTest(
                database,
                PostgresSampleStore.of(
                        database.dataSource(),
                        clock,
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
