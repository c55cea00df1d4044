package org.vitalwire.ingest.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Calls the procedure {@code maintain}: days ahead, retention, compression. A call that fails is
 * tried again at the next hour; what is old can wait for it.
 */
final class StorageMaintenance implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(StorageMaintenance.class);
    private static final long FIRST_AFTER_SECONDS = 60;
    private static final int DAYS_AHEAD = 2;
    private static final int LONGEST_MILLISECONDS = 3_600_000;
    private static final String MAINTAIN =
            "CALL maintain(CAST(? AS timestamptz), ?, CAST(? AS jsonb), CAST(? AS interval))";
    private static final String FORGET_HELD_BACK = "DELETE FROM held_back WHERE stored_at < ?";
    private static final String FAILURES =
            "SELECT table_name, last_failure FROM maintenance_run WHERE last_failure <> ''";

    private final DataSource dataSource;
    private final InstantSource clock;
    private final StorageSettings settings;
    private final ScheduledExecutorService worker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("storage-maintenance").factory());
    private volatile @Nullable ScheduledFuture<?> scheduled;

    StorageMaintenance(DataSource dataSource, InstantSource clock, StorageSettings settings) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * Once, now.
     *
     * @throws SQLException when the database is away
     */
    void run() throws SQLException {
        Duration compressAfter = settings.compressAfter();
        try (Connection connection = dataSource.getConnection()) {
            // Compressing a day takes longer than any answer may; the pool puts its own back.
            connection.setNetworkTimeout(Runnable::run, LONGEST_MILLISECONDS);
            try (PreparedStatement call = connection.prepareStatement(MAINTAIN)) {
                call.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
                call.setInt(2, DAYS_AHEAD);
                call.setString(3, keepsAsJson());
                call.setString(
                        4, compressAfter.isZero() ? null : "P" + compressAfter.toDays() + "D");
                call.execute();
            }
            try (PreparedStatement delete = connection.prepareStatement(FORGET_HELD_BACK)) {
                delete.setObject(
                        1, clock.instant().minus(settings.keepHeldBack()).atOffset(ZoneOffset.UTC));
                delete.executeUpdate();
            }
            tellFailures(connection);
        }
    }

    private static void tellFailures(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FAILURES);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                log.atWarn()
                        .addKeyValue("table", row.getString(1))
                        .addKeyValue("sqlState", row.getString(2))
                        .log("old rows not dropped, trying again later");
            }
        }
    }

    private String keepsAsJson() {
        return settings.keeps().entrySet().stream()
                .map(keep -> "\"%s\":\"P%dD\"".formatted(keep.getKey(), keep.getValue().toDays()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private void runAndTell() {
        try {
            run();
        } catch (SQLException e) {
            log.atWarn()
                    .addKeyValue("sqlState", e.getSQLState())
                    .log("storage not maintained, trying again later");
        }
    }

    @Override
    public void start() {
        scheduled =
                worker.scheduleWithFixedDelay(
                        this::runAndTell,
                        FIRST_AFTER_SECONDS,
                        settings.maintainEvery().toSeconds(),
                        TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        ScheduledFuture<?> running = scheduled;
        if (running != null) {
            // Whatever transaction is under way ends as it would.
            running.cancel(false);
        }
        scheduled = null;
    }

    @Override
    public boolean isRunning() {
        return scheduled != null;
    }
}
