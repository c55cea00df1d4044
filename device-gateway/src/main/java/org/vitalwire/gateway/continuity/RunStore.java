package org.vitalwire.gateway.continuity;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.vitalwire.kit.database.ServiceDatabase;

/** Runs in PostgreSQL. */
final class RunStore implements Counts {

    private static final String COLUMNS =
            "SELECT device_id, boot, run, version, seen, refused, settled_gaps, duplicates,"
                    + " first_measured, last_measured, started_at, last_at FROM counted_run ";

    private final ServiceDatabase database;
    private final JdbcTemplate batches;

    RunStore(ServiceDatabase database) {
        this.database = database;
        this.batches = new JdbcTemplate(database.dataSource());
    }

    /** A boot of a device. */
    record BootKey(String deviceId, String boot) {}

    /** A run and whose it is. */
    record Stored(String deviceId, CountedRun run) {}

    /** The newest runs of each boot that was asked for; empty runs where there is none. */
    Map<BootKey, DeviceRuns> load(Collection<BootKey> keys) {
        Map<BootKey, List<CountedRun>> runs = new HashMap<>();
        keys.forEach(key -> runs.put(key, new ArrayList<>(1)));
        String[] devices = keys.stream().map(BootKey::deviceId).toArray(String[]::new);
        String[] boots = keys.stream().map(BootKey::boot).toArray(String[]::new);
        batches.query(
                COLUMNS
                        + "WHERE (device_id, boot) IN (SELECT * FROM unnest(?::text[], ?::text[]))"
                        + " ORDER BY run",
                statement -> {
                    statement.setArray(1, statement.getConnection().createArrayOf("text", devices));
                    statement.setArray(2, statement.getConnection().createArrayOf("text", boots));
                },
                row -> {
                    Stored stored = stored(row);
                    runs.computeIfAbsent(
                                    new BootKey(stored.deviceId(), stored.run().boot()),
                                    any -> new ArrayList<>())
                            .add(stored.run());
                });
        Map<BootKey, DeviceRuns> loaded = new HashMap<>();
        runs.forEach((key, all) -> {
            int from = Math.max(0, all.size() - DeviceRuns.KEPT);
            loaded.put(key, new DeviceRuns(key.boot(), all.subList(from, all.size())));
        });
        return loaded;
    }

    /**
     * Writes runs whose version is one above the stored one.
     *
     * @throws OptimisticLockingFailureException when another gateway has written one meanwhile
     */
    void save(List<Stored> runs) {
        List<Stored> inOneOrder =
                runs.stream()
                        .sorted(
                                Comparator.comparing(Stored::deviceId)
                                        .thenComparing(stored -> stored.run().boot())
                                        .thenComparingInt(stored -> stored.run().run()))
                        .toList();
        int[][] counts =
                batches.batchUpdate(
                        """
                        INSERT INTO counted_run AS kept
                               (device_id, boot, run, version, seen, refused, settled_gaps,
                                duplicates, expected, received, refused_count, missing,
                                first_measured, last_measured, started_at, last_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (device_id, boot, run) DO UPDATE SET
                               version = excluded.version, seen = excluded.seen,
                               refused = excluded.refused, settled_gaps = excluded.settled_gaps,
                               duplicates = excluded.duplicates, expected = excluded.expected,
                               received = excluded.received,
                               refused_count = excluded.refused_count, missing = excluded.missing,
                               first_measured = excluded.first_measured,
                               last_measured = excluded.last_measured, last_at = excluded.last_at
                        WHERE kept.version = excluded.version - 1
                        """,
                        inOneOrder,
                        Math.max(1, inOneOrder.size()),
                        (row, stored) -> {
                            CountedRun run = stored.run();
                            row.setString(1, stored.deviceId());
                            row.setString(2, run.boot());
                            row.setInt(3, run.run());
                            row.setLong(4, run.version());
                            row.setObject(5, run.seen().triples());
                            row.setObject(6, run.refused().triples());
                            row.setLong(7, run.seen().settled());
                            row.setLong(8, run.duplicates());
                            row.setLong(9, run.expected());
                            row.setLong(10, run.received());
                            row.setLong(11, run.refusedCount());
                            row.setLong(12, run.missing());
                            row.setLong(13, run.firstMeasuredMicros());
                            row.setLong(14, run.lastMeasuredMicros());
                            row.setObject(15, run.startedAt().atOffset(ZoneOffset.UTC));
                            row.setObject(16, run.lastAt().atOffset(ZoneOffset.UTC));
                        });
        for (int[] batch : counts) {
            for (int count : batch) {
                if (count == 0) {
                    throw new OptimisticLockingFailureException("a run was written meanwhile");
                }
            }
        }
    }

    /** All runs of a device that are kept, the newest first. */
    List<CountedRun> of(String deviceId) {
        return database.jdbc()
                .sql(COLUMNS + "WHERE device_id = :device ORDER BY started_at DESC, run DESC")
                .param("device", deviceId)
                .query((row, number) -> stored(row).run())
                .list();
    }

    /** Whether the device has counted under another boot before that time. */
    boolean isKnown(String deviceId) {
        return database.jdbc()
                .sql("SELECT EXISTS (SELECT 1 FROM counted_run WHERE device_id = :device)")
                .param("device", deviceId)
                .query(Boolean.class)
                .single();
    }

    /** Runs with something missing that were heard of since. */
    List<Stored> withGaps(Instant since) {
        return database.jdbc()
                .sql(COLUMNS + "WHERE missing > 0 AND last_at >= :since ORDER BY device_id, boot")
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, number) -> stored(row))
                .list();
    }

    @Override
    public Map<String, CountTotals> totals() {
        Map<String, CountTotals> totals = new HashMap<>();
        batches.query(
                "SELECT device_id, sum(received)::bigint, sum(missing)::bigint, max(last_at)"
                        + " FROM counted_run"
                        + " GROUP BY device_id",
                row -> {
                    totals.put(
                            row.getString(1),
                            new CountTotals(
                                    row.getLong(2),
                                    row.getLong(3),
                                    row.getObject(4, OffsetDateTime.class).toInstant()));
                });
        return totals;
    }

    int forgetBefore(Instant time) {
        return database.jdbc()
                .sql("DELETE FROM counted_run WHERE last_at < :time")
                .param("time", time.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                row.getString("device_id"),
                new CountedRun(
                        row.getString("boot"),
                        row.getInt("run"),
                        row.getLong("version"),
                        SequenceIntervals.of(
                                longs(row.getArray("seen")), row.getLong("settled_gaps")),
                        SequenceIntervals.of(longs(row.getArray("refused")), 0),
                        row.getLong("duplicates"),
                        row.getLong("first_measured"),
                        row.getLong("last_measured"),
                        row.getObject("started_at", OffsetDateTime.class).toInstant(),
                        row.getObject("last_at", OffsetDateTime.class).toInstant()));
    }

    private static long[] longs(Array array) throws SQLException {
        Long[] boxed = (Long[]) array.getArray();
        long[] longs = new long[boxed.length];
        for (int i = 0; i < boxed.length; i++) {
            longs[i] = boxed[i];
        }
        return longs;
    }
}
