package org.vitalwire.ingest.storage;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of the storage.
 *
 * @param timescale version of TimescaleDB, null without it
 * @param database version of PostgreSQL
 * @param rowsPerSecond new rows of this process in the last minute
 * @param lagMessages readings of this process's partitions that wait in Kafka; null while it has
 *     none
 * @param lagSeconds from receipt at the gateway to the committed row, mean of the last minute; null
 *     where readings wait and none was stored
 * @param oldest hour of the oldest sample, by the devices' clocks
 * @param newest time of the newest one
 */
record StorageAnswer(
        Instant at,
        @Nullable String timescale,
        String database,
        double rowsPerSecond,
        @Nullable Long lagMessages,
        @Nullable Double lagSeconds,
        @Nullable Instant oldest,
        @Nullable Instant newest,
        long databaseBytes,
        List<Table> tables,
        Disk disk,
        RollUps rollUps,
        List<Retention> retention) {

    /**
     * @param rows as the database's statistics have it
     * @param bytes with indexes
     * @param oldestPartition start of its time
     * @param compressedPartitions null without TimescaleDB
     */
    record Table(
            String name,
            long rows,
            long bytes,
            int partitions,
            @Nullable Instant oldestPartition,
            @Nullable Integer compressedPartitions) {}

    /**
     * @param totalBytes of the database's disk, where it is on this machine and we were told where
     * @param bytesPerDay by which the database grew, over the last seven days or what is known of
     *     them; null before six hours are known
     * @param daysLeft at that growth; null where it does not grow
     */
    record Disk(
            @Nullable Long totalBytes,
            @Nullable Long freeBytes,
            @Nullable Long bytesPerDay,
            @Nullable Double daysLeft) {}

    /** Buckets that wait to be computed. */
    record RollUps(long due, @Nullable Instant oldestDue) {}

    /**
     * @param keep ISO-8601 period of whole days
     * @param lastDropped partitions that went at the last run
     */
    record Retention(String table, String keep, @Nullable Instant lastRun, int lastDropped) {}
}
