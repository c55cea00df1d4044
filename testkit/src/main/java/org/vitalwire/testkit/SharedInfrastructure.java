package org.vitalwire.testkit;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.vitalwire.embedded.EmbeddedPostgreSql;
import org.vitalwire.embedded.ServiceDatabase;

/**
 * One Kafka and one PostgreSQL for all tests of a JVM, each started when first asked for, stopped
 * and deleted with the JVM. Tests keep apart by their own databases and topic names, not by
 * restarts. Whoever uses them waits a minute by default for what it awaits.
 */
public final class SharedInfrastructure {

    private static final Lazy<FaultableKafka> KAFKA = new Lazy<>(FaultableKafka::startOwn);
    private static final Lazy<EmbeddedPostgreSql> POSTGRES =
            new Lazy<>(SharedInfrastructure::startPostgres);
    private static final AtomicInteger DATABASES = new AtomicInteger();

    static {
        // What is awaited of real parts comes late on a busy machine, which is no fault of theirs.
        Awaitility.setDefaultTimeout(Duration.ofMinutes(2));
    }

    private SharedInfrastructure() {}

    /** The running broker. A test that stops it starts it again before it ends. */
    public static FaultableKafka kafka() {
        return KAFKA.get();
    }

    public static String bootstrapServers() {
        return kafka().bootstrapServers();
    }

    /** The running server, for administration. For rows see {@link #newDatabase(String)}. */
    public static EmbeddedPostgreSql postgres() {
        return POSTGRES.get();
    }

    /** Starts both in parallel, for tests that need both. */
    public static void startAll() {
        CompletableFuture<?> kafka = CompletableFuture.runAsync(SharedInfrastructure::kafka);
        CompletableFuture<?> postgres = CompletableFuture.runAsync(SharedInfrastructure::postgres);
        try {
            CompletableFuture.allOf(kafka, postgres).join();
        } catch (CompletionException e) {
            throw new IllegalStateException("infrastructure did not start", e.getCause());
        }
    }

    /**
     * A fresh, empty database with a role that owns the one schema {@code name} in it and nothing
     * else.
     *
     * @param name plain lower-case word: also the schema's name
     */
    public static ServiceDatabase newDatabase(String name) {
        String unique =
                "%s_%d".formatted(name.toLowerCase(Locale.ROOT), DATABASES.incrementAndGet());
        return postgres().createServiceDatabase(unique, unique, password(), name);
    }

    /** Another service's role and schema in a database that {@link #newDatabase} made. */
    public static ServiceDatabase addService(ServiceDatabase database, String name) {
        String url = database.jdbcUrl();
        String databaseName = url.substring(url.lastIndexOf('/') + 1);
        return postgres()
                .createServiceDatabase(databaseName, databaseName + "_" + name, password(), name);
    }

    private static String password() {
        byte[] bytes = new byte[12];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Tests kill processes, not the machine's power: fsync would only cost time. */
    private static EmbeddedPostgreSql startPostgres() {
        EmbeddedPostgreSql server =
                new EmbeddedPostgreSql(
                        EmbeddedPostgreSql.Settings.in(TemporaryDirectory.create("postgres"))
                                .withMaxConnections(200)
                                .notDurable());
        ShutdownTasks.add(server::close);
        server.start();
        return server;
    }

    /**
     * Starts at the first call; a failed start is tried again by the next one, not hidden from it.
     */
    private static final class Lazy<T> {

        private final Supplier<T> starter;
        private @Nullable T started;

        Lazy(Supplier<T> starter) {
            this.starter = starter;
        }

        synchronized T get() {
            T value = started;
            if (value == null) {
                value = starter.get();
                started = value;
            }
            return value;
        }
    }
}
