package org.vitalwire.ingest.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vitalwire.ingest.storage.StorageAnswer.Retention;
import org.vitalwire.ingest.storage.StorageAnswer.RollUps;
import org.vitalwire.ingest.storage.StorageAnswer.Table;

/**
 * What the database says of itself. Cheap: statistics, catalogues and index ends, no row counted.
 */
final class StorageFigures {

    private static final Duration GROWTH_OVER = Duration.ofDays(7);

    // Samples have no index by time alone; hours do, by device.
    private static final String ENDS =
            """
            WITH hours AS (
                SELECT d.device_id, h.oldest, h.newest FROM device d
                 CROSS JOIN LATERAL (
                    SELECT min(s.hour) AS oldest, max(s.hour) AS newest FROM sign_hour s
                     WHERE s.device_id = d.device_id) h)
            SELECT min(oldest),
                   (SELECT max(v.time) FROM hours n
                     CROSS JOIN LATERAL (
                        SELECT max(s.time) AS time FROM vital_sample s
                         WHERE s.device_id = n.device_id AND s.time >= n.newest
                           AND s.time < n.newest + interval '1 hour') v
                     WHERE n.newest = (SELECT max(newest) FROM hours))
              FROM hours\
            """;

    private final JdbcClient jdbc;

    StorageFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Versions, and the size of everything. */
    record Server(String version, @Nullable String timescale, long bytes) {}

    Server server() {
        return jdbc.sql(
                        """
                        SELECT split_part(current_setting('server_version'), ' ', 1),
                               (SELECT extversion FROM pg_extension WHERE extname = 'timescaledb'),
                               pg_database_size(current_database())\
                        """)
                .query((row, number) ->
                        new Server(row.getString(1), row.getString(2), row.getLong(3)))
                .single();
    }

    /** Oldest hour and newest time of samples, null where there are none. */
    record Ends(@Nullable Instant oldest, @Nullable Instant newest) {}

    Ends ends() {
        return jdbc.sql(ENDS)
                .query((row, number) -> new Ends(instant(row, 1), instant(row, 2)))
                .single();
    }

    List<Table> tables(Iterable<String> names) {
        List<Table> tables = new ArrayList<>();
        for (String name : names) {
            tables.add(
                    jdbc.sql("SELECT * FROM table_state(?)")
                            .param(name)
                            .query((row, number) ->
                                    new Table(
                                            name,
                                            row.getLong(1),
                                            row.getLong(2),
                                            row.getInt(3),
                                            instant(row, 4),
                                            row.getObject(5, Integer.class)))
                            .single());
        }
        return tables;
    }

    RollUps rollUps() {
        return jdbc.sql("SELECT count(*), min(bucket) FROM roll_up_due")
                .query((row, number) -> new RollUps(row.getLong(1), instant(row, 2)))
                .single();
    }

    /** Of each table, whether it was seen to yet or not. */
    List<Retention> retention(Map<String, Duration> keeps) {
        List<Retention> runs =
                jdbc.sql("SELECT table_name, last_run, last_dropped FROM maintenance_run")
                        .query((row, number) ->
                                new Retention(row.getString(1), "", instant(row, 2), row.getInt(3)))
                        .list();
        return keeps.entrySet().stream()
                .map(keep -> {
                    String period = "P" + keep.getValue().toDays() + "D";
                    return runs.stream()
                            .filter(run -> run.table().equals(keep.getKey()))
                            .findFirst()
                            .map(run ->
                                    new Retention(
                                            run.table(), period, run.lastRun(), run.lastDropped()))
                            .orElse(new Retention(keep.getKey(), period, null, 0));
                })
                .toList();
    }

    /** How large the database was lately, in the order of time. */
    List<DiskForecast.Size> sizes(Instant now) {
        return jdbc.sql("SELECT time, bytes FROM storage_size WHERE time >= ? ORDER BY time")
                .param(now.minus(GROWTH_OVER).atOffset(ZoneOffset.UTC))
                .query((row, number) ->
                        new DiskForecast.Size(
                                row.getObject(1, OffsetDateTime.class).toInstant(), row.getLong(2)))
                .list();
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
