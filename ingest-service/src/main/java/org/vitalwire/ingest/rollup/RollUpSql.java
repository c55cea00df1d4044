package org.vitalwire.ingest.rollup;

import java.util.stream.Collectors;
import org.vitalwire.ingest.store.WideColumns;

/** Statements that compute roll-ups anew: of minutes from samples, of hours from minutes. */
final class RollUpSql {

    /** Takes the latest start, the epoch, and how many. */
    static final String DUE_MINUTES =
            """
            SELECT DISTINCT bucket, device_id FROM roll_up_due
             WHERE level = 1 AND bucket <= ? AND epoch < ? ORDER BY bucket, device_id LIMIT ?\
            """;

    /** Only the roller marks hours, so no epoch is needed; not while a minute of it is due. */
    static final String DUE_HOURS =
            """
            SELECT DISTINCT h.bucket, h.device_id FROM roll_up_due h
             WHERE h.level = 60 AND h.bucket <= ? AND h.epoch < ?
               AND NOT EXISTS (SELECT FROM roll_up_due m
                                WHERE m.level = 1 AND m.device_id = h.device_id
                                  AND m.bucket >= h.bucket
                                  AND m.bucket < h.bucket + interval '1 hour')
             ORDER BY h.bucket, h.device_id LIMIT ?\
            """;

    /** Marks of a later epoch stay. Takes devices, starts (microseconds), level and epoch. */
    static final String FORGET_DUE =
            """
            DELETE FROM roll_up_due d USING %s
             WHERE d.level = ? AND d.device_id = k.device_id AND d.bucket = k.bucket
               AND d.epoch < ?\
            """
                    .formatted(keys());

    static final String FORGET_MINUTES = forget("vital_1m", "raw_from");
    static final String FORGET_HOURS = forget("vital_1h", "minutes_from");

    private static final String COLUMNS =
            """
            (time, device_id, sign, n, all_n, total, low, high, last_time, last, flags,
             backfilled, synthetic, offset_low_ms, offset_high_ms)\
            """;

    /** Takes devices and starts. */
    static final String ROLL_MINUTES =
            """
            INSERT INTO vital_1m %s
            SELECT k.bucket, k.device_id, v.sign, count(*) FILTER (WHERE v.flags = 0), count(*),
                   coalesce(sum(v.value) FILTER (WHERE v.flags = 0), 0),
                   min(v.value) FILTER (WHERE v.flags = 0), max(v.value) FILTER (WHERE v.flags = 0),
                   max(v.time) FILTER (WHERE v.flags = 0),
                   (max(ARRAY[date_part('epoch', v.time), v.value]) FILTER (WHERE v.flags = 0))[2],
                   bit_or(v.flags), bool_or(v.backfill), bool_or(v.synthetic),
                   min(v.clock_offset_ms), max(v.clock_offset_ms)
              FROM %s CROSS JOIN LATERAL (
                   SELECT s.time, w.sign, w.value, coalesce(w.flags, 0::smallint) AS flags,
                          s.backfill, s.synthetic, s.clock_offset_ms
                     FROM vital_sample s CROSS JOIN LATERAL (VALUES %s) w(sign, value, flags)
                    WHERE s.device_id = k.device_id
                      AND s.time >= k.bucket AND s.time < k.bucket + interval '1 minute'
                      AND w.value IS NOT NULL
                    UNION ALL
                   SELECT o.time, o.metric, o.value, o.flags, coalesce(s.backfill, false),
                          coalesce(s.synthetic, false), s.clock_offset_ms
                     FROM observation o LEFT JOIN LATERAL (
                          SELECT backfill, synthetic, clock_offset_ms FROM vital_sample
                           WHERE device_id = o.device_id AND time = o.time LIMIT 1) s ON true
                    WHERE o.device_id = k.device_id
                      AND o.time >= k.bucket AND o.time < k.bucket + interval '1 minute') v
             WHERE NOT EXISTS (
                   SELECT FROM entered_in_error e
                    WHERE e.device_id = k.device_id AND e.retracted_at IS NULL
                      AND (e.sign IS NULL OR e.sign = v.sign)
                      AND v.time >= e.from_time AND v.time < e.to_time)
             GROUP BY k.device_id, k.bucket, v.sign
            %s\
            """
                    .formatted(COLUMNS, keys(), wideValues(), unlessLess("vital_1m"));

    static final String ROLL_HOURS =
            """
            INSERT INTO vital_1h %s
            SELECT k.bucket, k.device_id, m.sign, sum(m.n), sum(m.all_n), sum(m.total), min(m.low),
                   max(m.high), max(m.last_time),
                   (max(ARRAY[date_part('epoch', m.last_time), m.last]) FILTER (WHERE m.n > 0))[2],
                   bit_or(m.flags), bool_or(m.backfilled), bool_or(m.synthetic),
                   min(m.offset_low_ms), max(m.offset_high_ms)
              FROM %s JOIN LATERAL (
                   SELECT * FROM vital_1m
                    WHERE device_id = k.device_id
                      AND time >= k.bucket AND time < k.bucket + interval '1 hour') m ON true
             GROUP BY k.device_id, k.bucket, m.sign
            %s\
            """
                    .formatted(COLUMNS, keys(), unlessLess("vital_1h"));

    /** Takes the epoch, devices and starts of minutes; their hours become due. */
    static final String MARK_HOURS =
            """
            INSERT INTO roll_up_due (level, device_id, bucket, epoch)
            SELECT DISTINCT 60, k.device_id, date_trunc('hour', k.bucket, 'UTC'), ?::bigint
              FROM %s
            ON CONFLICT DO NOTHING\
            """
                    .formatted(keys());

    private RollUpSql() {}

    private static String keys() {
        return """
        (SELECT u.device_id, timestamptz 'epoch' + u.t * interval '1 microsecond' AS bucket
           FROM unnest(?::int[], ?::bigint[]) AS u(device_id, t)) k\
        """;
    }

    /**
     * A row that is there still is one whose samples retention may have dropped. It is replaced
     * only by what is made of at least as much: a device whose clock stands in 1999 is rolled up,
     * and a late sample does not wipe out an hour whose others are gone.
     */
    private static String unlessLess(String table) {
        return """
        ON CONFLICT (device_id, time, sign) DO UPDATE SET
            n = excluded.n, all_n = excluded.all_n, total = excluded.total, low = excluded.low,
            high = excluded.high, last_time = excluded.last_time, last = excluded.last,
            flags = excluded.flags, backfilled = excluded.backfilled,
            synthetic = excluded.synthetic, offset_low_ms = excluded.offset_low_ms,
            offset_high_ms = excluded.offset_high_ms
         WHERE %s.all_n <= excluded.all_n\
        """
                .formatted(table);
    }

    /** Only where everything that a bucket is made of is there still. */
    private static String forget(String table, String keptFrom) {
        return """
        DELETE FROM %s r USING %s
         WHERE r.device_id = k.device_id AND r.time = k.bucket
           AND k.bucket >= (SELECT %s FROM roll_up_state)\
        """
                .formatted(table, keys(), keptFrom);
    }

    private static String wideValues() {
        return WideColumns.SIGNS.stream()
                .map(sign ->
                        "(%1$d::smallint, s.%2$s::float8, s.flags[%1$d])"
                                .formatted(sign.number(), WideColumns.column(sign)))
                .collect(Collectors.joining(", "));
    }
}
