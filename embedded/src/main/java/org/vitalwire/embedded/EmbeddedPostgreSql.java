package org.vitalwire.embedded;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server as a child of this machine, its data on disk. Created stopped; {@link
 * #start()} and {@link #stop()} may alternate.
 *
 * <p>Listens on 127.0.0.1 only and has no Unix socket; every login needs a password (SCRAM), the
 * superuser's too. Durable: {@code fsync}, {@code synchronous_commit} and {@code full_page_writes}
 * are on, and checked on the running server.
 */
public final class EmbeddedPostgreSql implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgreSql.class);
    private static final String SUPERUSER = "postgres";
    private static final long PROGRAM_TIMEOUT_SECONDS = 120;

    /**
     * @param directory holds {@code data} (the cluster), {@code superuser.password} and logs
     * @param port 0 for any free one
     * @param sharedBuffersMegabytes PostgreSQL's own cache, 16 or more
     * @param maxConnections 10 or more
     * @param durable false gives up fsync: for tests only, a power cut may then ruin the cluster
     * @param overrides further server settings, which win over ours
     */
    public record Settings(
            Path directory,
            int port,
            int sharedBuffersMegabytes,
            int maxConnections,
            boolean durable,
            Map<String, String> overrides) {

        public Settings {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("a port is 0 to 65535");
            }
            if (sharedBuffersMegabytes < 16 || maxConnections < 10) {
                throw new IllegalArgumentException("at least 16 MB and 10 connections");
            }
            overrides = Map.copyOf(overrides);
        }

        /** Any free port, 64 MB, 100 connections, durable. */
        public static Settings in(Path directory) {
            return new Settings(directory, 0, 64, 100, true, Map.of());
        }

        public Settings withPort(int newPort) {
            return new Settings(
                    directory, newPort, sharedBuffersMegabytes, maxConnections, durable, overrides);
        }

        public Settings withSharedBuffersMegabytes(int megabytes) {
            return new Settings(directory, port, megabytes, maxConnections, durable, overrides);
        }

        public Settings withMaxConnections(int connections) {
            return new Settings(
                    directory, port, sharedBuffersMegabytes, connections, durable, overrides);
        }

        public Settings notDurable() {
            return new Settings(
                    directory, port, sharedBuffersMegabytes, maxConnections, false, overrides);
        }

        public Settings with(String name, String value) {
            Map<String, String> more = new HashMap<>(overrides);
            more.put(name, value);
            return new Settings(
                    directory, port, sharedBuffersMegabytes, maxConnections, durable, more);
        }
    }

    private final Settings settings;
    private final int port;
    private final Path data;
    private final Postmaster postmaster;
    private @Nullable DataDirectoryLock lock;

    public EmbeddedPostgreSql(Settings settings) {
        this.settings = settings;
        this.port = Ports.orFree(settings.port());
        this.data = settings.directory().resolve("data").toAbsolutePath().normalize();
        this.postmaster = new Postmaster(data);
    }

    /**
     * Returns when the server takes connections. An earlier server that still runs on our data,
     * left by a crash of its JVM, is stopped first.
     */
    public synchronized void start() {
        if (lock != null) {
            return;
        }
        long began = System.nanoTime();
        DataDirectoryLock held = DataDirectoryLock.acquire(settings.directory());
        try {
            startServer(new PostgresPrograms(PostgresBinaries.unpacked()));
            verify();
        } catch (IOException | SQLException | RuntimeException e) {
            InfrastructureException failure = asFailure(e);
            try (held) {
                stopServer();
            } catch (RuntimeException again) {
                failure.addSuppressed(again);
            }
            throw failure;
        }
        lock = held;
        LOG.atInfo()
                .addKeyValue("port", port)
                .addKeyValue("milliseconds", (System.nanoTime() - began) / 1_000_000)
                .log("PostgreSQL started");
    }

    /** Stops cleanly ("fast": running transactions roll back); {@link #start()} may follow. */
    public synchronized void stop() {
        DataDirectoryLock held = lock;
        if (held == null) {
            return;
        }
        lock = null;
        try (held) {
            stopServer();
        }
        LOG.atInfo().addKeyValue("port", port).log("PostgreSQL stopped");
    }

    @Override
    public void close() {
        stop();
    }

    public synchronized boolean isRunning() {
        return lock != null;
    }

    public int port() {
        return port;
    }

    /** The cluster's directory, as the server itself names it. */
    public Path dataDirectory() {
        return data;
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    /** The superuser's access to a database: for administration, never for a service. */
    public ServiceDatabase superuser(String database) {
        return new ServiceDatabase(jdbcUrl(database), SUPERUSER, superuserPassword(), "public");
    }

    /** See {@link ServiceDatabases#create}. The database is {@code vitalwire}. */
    public ServiceDatabase createServiceDatabase(String role, String password, String schema) {
        return createServiceDatabase("vitalwire", role, password, schema);
    }

    /**
     * A schema of its own for a service, owned by a role of its own that may do nothing elsewhere.
     * Idempotent: what exists stays, the password becomes the given one.
     */
    public ServiceDatabase createServiceDatabase(
            String database, String role, String password, String schema) {
        return new ServiceDatabases(this).create(database, role, password, schema);
    }

    /** Drops the database with all its connections, if it exists. */
    public void dropDatabase(String database) {
        new ServiceDatabases(this).drop(database);
    }

    private void startServer(PostgresPrograms programs) throws IOException {
        boolean initialised = Files.exists(data.resolve("PG_VERSION"));
        if (initialised) {
            postmaster.stopLeftover(() -> pgCtlStop(programs));
        }
        Ports.requireFree(port, "PostgreSQL", settings.port());
        if (!initialised) {
            initialise(programs);
        }
        Files.writeString(data.resolve("vitalwire.conf"), configuration());
        programs.run(
                log(),
                PROGRAM_TIMEOUT_SECONDS,
                "pg_ctl",
                List.of("-D", data.toString(), "-w", "-t", "100", "-l", log().toString(), "start"));
    }

    private void stopServer() {
        if (postmaster.isRunning()) {
            pgCtlStop(new PostgresPrograms(PostgresBinaries.unpacked()));
        }
    }

    private void initialise(PostgresPrograms programs) throws IOException {
        Path password = passwordFile();
        Files.deleteIfExists(password);
        Files.createFile(
                password,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(password, newPassword());
        // Under a name of its own until it is whole: a crash in initdb leaves nothing that looks
        // like a cluster.
        Path fresh = settings.directory().resolve("data.new").toAbsolutePath().normalize();
        if (Files.exists(fresh)) {
            PostgresBinaries.deleteTree(fresh);
        }
        programs.run(
                settings.directory().resolve("initdb.log"),
                PROGRAM_TIMEOUT_SECONDS,
                "initdb",
                List.of(
                        "-D",
                        fresh.toString(),
                        "--username=" + SUPERUSER,
                        "--pwfile=" + password.toAbsolutePath(),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--no-locale",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--no-instructions",
                        settings.durable() ? "--sync-method=fsync" : "--no-sync"));
        Files.writeString(
                fresh.resolve("postgresql.conf"),
                "\n# Written by Vitalwire at every start.\ninclude 'vitalwire.conf'\n",
                java.nio.file.StandardOpenOption.APPEND);
        try {
            Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new InfrastructureException("cannot move the new cluster to " + data, e);
        }
    }

    private String configuration() {
        String durable = settings.durable() ? "on" : "off";
        Map<String, String> c = new TreeMap<>();
        c.put("listen_addresses", "127.0.0.1");
        c.put("port", Integer.toString(port));
        c.put("unix_socket_directories", "");
        c.put("max_connections", Integer.toString(settings.maxConnections()));
        c.put("shared_buffers", settings.sharedBuffersMegabytes() + "MB");
        c.put("fsync", durable);
        c.put("synchronous_commit", durable);
        c.put("full_page_writes", durable);
        c.put("password_encryption", "scram-sha-256");
        c.put("huge_pages", "off");
        c.put("jit", "off");
        c.put("io_method", "sync");
        c.put("max_wal_size", "1GB");
        c.put("checkpoint_timeout", "10min");
        // A recycled segment of the log holds old rows until it is written over: the erasure of a
        // patient could not be.
        c.put("wal_recycle", "off");
        c.put("max_wal_senders", "0");
        c.put("wal_level", "minimal");
        c.put("timezone", "UTC");
        c.put("log_timezone", "UTC");
        c.put("lc_messages", "C");
        c.put("log_statement", "none");
        // A failing statement may hold a patient's data: the code and message do without it.
        c.put("log_min_error_statement", "panic");
        c.put("log_error_verbosity", "terse");
        c.put("log_checkpoints", "off");
        c.put("log_lock_waits", "on");
        c.put("logging_collector", "on");
        c.put("log_directory", "log");
        c.put("log_filename", "postgresql-%a.log");
        c.put("log_truncate_on_rotation", "on");
        c.put("log_rotation_age", "1d");
        c.putAll(settings.overrides());
        StringBuilder text = new StringBuilder("# Rewritten at every start.\n");
        c.forEach((name, value) ->
                text.append(name).append(" = '").append(value.replace("'", "''")).append("'\n"));
        return text.toString();
    }

    /** Are we talking to our own server, and does it keep its promises? */
    private void verify() throws SQLException {
        try (Connection connection = superuser("postgres").dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            String served = show(statement, "data_directory");
            if (!Path.of(served).normalize().equals(data)) {
                throw new InfrastructureException(
                        "another PostgreSQL, with the data in %s, answers on port %d; ours is in %s"
                                .formatted(served, port, data));
            }
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                String value = show(statement, setting);
                if (settings.durable() && !value.equals("on")) {
                    throw new InfrastructureException(
                            "PostgreSQL runs with %s=%s: acknowledged rows could be lost"
                                    .formatted(setting, value));
                }
            }
        }
    }

    private static String show(Statement statement, String setting) throws SQLException {
        try (ResultSet result = statement.executeQuery("SHOW " + setting)) {
            result.next();
            return result.getString(1);
        }
    }

    private void pgCtlStop(PostgresPrograms programs) {
        try {
            programs.run(
                    log(),
                    PROGRAM_TIMEOUT_SECONDS,
                    "pg_ctl",
                    List.of("-D", data.toString(), "-m", "fast", "-w", "-t", "100", "stop"));
        } catch (InfrastructureException e) {
            if (postmaster.isRunning()) {
                throw e;
            }
            // Killed by somebody else meanwhile, which pg_ctl cannot tell from a failure.
            LOG.atWarn().addKeyValue("port", port).log("PostgreSQL ended before it was stopped");
        }
    }

    private InfrastructureException asFailure(Exception cause) {
        return cause instanceof InfrastructureException told
                ? told
                : new InfrastructureException(
                        "PostgreSQL did not start on port %d with the data in %s: %s"
                                .formatted(port, data, cause.getMessage()),
                        cause);
    }

    private Path log() {
        return settings.directory().resolve("pg_ctl.log").toAbsolutePath();
    }

    private Path passwordFile() {
        return settings.directory().resolve("superuser.password");
    }

    private String superuserPassword() {
        try {
            return Files.readString(passwordFile()).strip();
        } catch (IOException e) {
            throw new InfrastructureException(
                    "the superuser's password cannot be read from " + passwordFile(), e);
        }
    }

    private static String newPassword() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
