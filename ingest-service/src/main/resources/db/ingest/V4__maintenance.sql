-- One scheduled procedure for all that time does to the tables: days are made ahead, what has been
-- kept for long enough goes, chunks of TimescaleDB are compressed. It may be called at any time by
-- any number of processes.

-- When it last ran for a table, and what came of it.
CREATE TABLE maintenance_run (
    table_name text PRIMARY KEY,
    keep interval NOT NULL,
    last_run timestamptz NOT NULL,
    last_dropped int NOT NULL,           -- partitions or chunks that went whole
    last_failure text                    -- SQL state of what went wrong, null where nothing did
);

-- How large the database was, for the disk's forecast. A row a call, kept for 30 days.
CREATE TABLE storage_size (
    time timestamptz PRIMARY KEY,
    bytes bigint NOT NULL
);

DROP FUNCTION forget_waveforms(timestamptz);

-- The schema of the extension timescaledb, null where it is not installed.
CREATE FUNCTION timescale_schema() RETURNS name LANGUAGE sql STABLE AS $$
    SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
     WHERE e.extname = 'timescaledb'
$$;

-- Partitions of a large table, or its chunks on TimescaleDB; the default partition is none of them.
-- Names are as they stand, without a schema; to_time is exclusive.
CREATE FUNCTION parts_of(parent text)
    RETURNS TABLE (part_schema name, part name, from_time timestamptz, to_time timestamptz, compressed boolean)
LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF timescale_schema() IS NULL THEN
        RETURN QUERY
        SELECT n.nspname, c.relname, b.bounds[1]::timestamptz, b.bounds[2]::timestamptz, NULL::boolean
          FROM pg_inherits i
          JOIN pg_class c ON c.oid = i.inhrelid
          JOIN pg_namespace n ON n.oid = c.relnamespace,
               regexp_match(pg_get_expr(c.relpartbound, c.oid), '\(''(.+)''\) TO \(''(.+)''\)') AS b(bounds)
         WHERE i.inhparent = to_regclass(parent) AND b.bounds IS NOT NULL;
    ELSE
        RETURN QUERY EXECUTE
            'SELECT chunk_schema, chunk_name, range_start, range_end, is_compressed
               FROM timescaledb_information.chunks
              WHERE hypertable_schema = current_schema() AND hypertable_name = $1'
        USING parent;
    END IF;
END $$;

-- How much there is of a large table: rows as statistics have them, bytes with indexes.
CREATE FUNCTION table_state(parent text) RETURNS TABLE (
    row_count bigint, bytes bigint, partitions int, oldest timestamptz, compressed int)
LANGUAGE plpgsql STABLE AS $$
DECLARE
    timescale name := timescale_schema();
BEGIN
    IF timescale IS NULL THEN
        SELECT coalesce(sum(greatest(c.reltuples, pg_stat_get_live_tuples(c.oid), 0)), 0),
               coalesce(sum(pg_total_relation_size(c.oid)), 0)
          INTO row_count, bytes
          FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
         WHERE i.inhparent = to_regclass(parent);
    ELSE
        EXECUTE format(
            'SELECT %1$I.approximate_row_count(%2$L::regclass), %1$I.hypertable_size(%2$L::regclass)',
            timescale, parent) INTO row_count, bytes;
    END IF;
    SELECT count(*), min(p.from_time), count(*) FILTER (WHERE p.compressed)
      INTO partitions, oldest, table_state.compressed
      FROM parts_of(parent) p;
    IF timescale IS NULL THEN
        table_state.compressed := NULL;
    END IF;
    RETURN NEXT;
END $$;

-- Whether what is older may go; false while minutes (or hours) are still due to be rolled up from it.
-- From then on they are not computed from it any more. In a transaction of its own: writers would
-- wait for its row.
CREATE FUNCTION may_forget(parent text, before timestamptz) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    IF parent IN ('vital_sample', 'observation') THEN
        IF EXISTS (SELECT FROM roll_up_due WHERE level = 1 AND bucket < before) THEN
            RETURN false;
        END IF;
        UPDATE roll_up_state SET raw_from = before WHERE raw_from < before;
    ELSIF parent = 'vital_1m' THEN
        IF EXISTS (SELECT FROM roll_up_due WHERE level = 60 AND bucket < before) THEN
            RETURN false;
        END IF;
        UPDATE roll_up_state SET minutes_from = before WHERE minutes_from < before;
    END IF;
    RETURN true;
END $$;

-- Forgets what was measured before then, and received before then as far as the table knows: a
-- device whose clock stands in 1999 sends what is as new as anything, and a clock of 2099 keeps
-- nothing for longer. Whole parts at once; rows one by one only in the default partition. Returns
-- how many parts went.
CREATE FUNCTION forget(parent text, before timestamptz, today timestamptz) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
    timescale name := timescale_schema();
    samples boolean := parent = 'vital_sample';
    observations boolean := parent = 'observation';
    old_part record;
    needed boolean;
    doomed name[] := '{}';
    dropped int := 0;
BEGIN
    FOR old_part IN
        SELECT * FROM parts_of(parent) p
         WHERE p.to_time <= before OR samples AND p.from_time > today + interval '2 days'
         ORDER BY p.from_time
    LOOP
        needed := false;
        IF samples THEN
            EXECUTE format(
                'SELECT EXISTS (SELECT FROM %I WHERE time >= $1 AND time < $2 AND time + lag_ms * interval ''1 ms'' >= $3)',
                parent) INTO needed USING old_part.from_time, old_part.to_time, before;
        ELSIF observations THEN
            -- They know their receipt by the row of their time.
            EXECUTE
                'SELECT EXISTS (SELECT FROM observation o JOIN vital_sample v USING (device_id, time)
                   WHERE o.time >= $1 AND o.time < $2 AND v.time >= $1 AND v.time < $2
                     AND v.time + v.lag_ms * interval ''1 ms'' >= $3)'
                INTO needed USING old_part.from_time, old_part.to_time, before;
        END IF;
        IF NOT needed THEN
            doomed := doomed || old_part.part;
        END IF;
    END LOOP;

    -- Not before: whoever makes a day waits for this lock.
    PERFORM pg_advisory_xact_lock(hashtext('vitalwire.ingest.partitions'));
    FOR old_part IN SELECT * FROM parts_of(parent) p WHERE p.part = ANY (doomed) LOOP
        IF timescale IS NULL THEN
            EXECUTE format('DROP TABLE %I.%I', old_part.part_schema, old_part.part);
        ELSE
            EXECUTE format(
                'SELECT %I.drop_chunks(%L::regclass, older_than => %L::timestamptz, newer_than => %L::timestamptz)',
                timescale, parent, old_part.to_time, old_part.from_time);
        END IF;
        dropped := dropped + 1;
    END LOOP;

    IF timescale IS NULL THEN
        IF samples THEN
            DELETE FROM vital_sample_default WHERE time + lag_ms * interval '1 ms' < before;
        ELSIF observations THEN
            DELETE FROM observation_default o
             WHERE CASE
                 WHEN EXISTS (SELECT FROM vital_sample v WHERE v.device_id = o.device_id AND v.time = o.time)
                 THEN EXISTS (SELECT FROM vital_sample v
                               WHERE v.device_id = o.device_id AND v.time = o.time
                                 AND v.time + v.lag_ms * interval '1 ms' < before)
                 ELSE o.time < before END;
        ELSE
            EXECUTE format('DELETE FROM %I WHERE time < $1', parent || '_default') USING before;
        END IF;
    END IF;
    IF samples THEN
        DELETE FROM sign_hour h
         WHERE h.hour < before
           AND NOT EXISTS (SELECT FROM vital_sample v
                            WHERE v.device_id = h.device_id
                              AND v.time >= h.hour AND v.time < h.hour + interval '1 hour');
    END IF;
    RETURN dropped;
END $$;

-- Whether chunks can be compressed here: it is in TimescaleDB's Community licence only.
CREATE FUNCTION may_compress() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT timescale_schema() IS NOT NULL
       AND coalesce(current_setting('timescaledb.license', true), '') = 'timescale'
$$;

-- The first chunk of the table that ended before then and is not compressed, compressed; false where
-- there is none. Late rows find their way into compressed chunks, too.
CREATE FUNCTION compress_next(parent text, segments text, ordering text, before timestamptz) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
    timescale name := timescale_schema();
    chunk record;
BEGIN
    SELECT * INTO chunk FROM parts_of(parent) p
     WHERE p.to_time <= before AND NOT p.compressed ORDER BY p.from_time LIMIT 1;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    IF NOT (SELECT compression_enabled FROM timescaledb_information.hypertables
             WHERE hypertable_schema = current_schema() AND hypertable_name = parent) THEN
        EXECUTE format(
            'ALTER TABLE %I SET (timescaledb.compress, timescaledb.compress_segmentby = %L, timescaledb.compress_orderby = %L)',
            parent, segments, ordering);
    END IF;
    EXECUTE format(
        'SELECT %I.compress_chunk(%L::regclass)', timescale,
        format('%I.%I', chunk.part_schema, chunk.part));
    RETURN true;
END $$;

-- keeps: {"vital_sample": "P3650D", ...}, how long each table is kept; what is not named is kept for
-- ever, and a table that is not there is passed over. compress_after: null for never. Each table in
-- transactions of its own, which wait no longer than two seconds for a lock: what one table cannot
-- have now it gets the next time. Call it outside a transaction.
CREATE PROCEDURE maintain(
    today timestamptz, days_ahead int, keeps jsonb, compress_after interval)
LANGUAGE plpgsql AS $$
DECLARE
    large text[] := ARRAY['observation', 'vital_sample', 'vital_1m', 'vital_1h', 'score', 'waveform'];
    -- Of the same length. Waves are packed already.
    segments text[] := ARRAY['device_id, metric', 'device_id', 'device_id, sign', 'device_id, sign', 'patient_id, score', ''];
    first_day date := (today AT TIME ZONE 'UTC')::date;
    parent text;
    before timestamptz;
    went int;
    failure text;
    more boolean;
BEGIN
    FOR d IN 0 .. days_ahead LOOP
        BEGIN
            PERFORM ensure_day(first_day + d);
        EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
            NULL; -- Rows of that day go to the default partition, and move along later.
        END;
        COMMIT;
    END LOOP;

    FOR i IN 1 .. array_length(large, 1) LOOP
        parent := large[i];
        CONTINUE WHEN to_regclass(parent) IS NULL;
        IF keeps ->> parent IS NOT NULL THEN
            went := 0;
            failure := NULL;
            before := today - (keeps ->> parent)::interval;
            BEGIN
                PERFORM set_config('lock_timeout', '2s', true);
                more := may_forget(parent, before);
            EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
                more := false;
            END;
            COMMIT;
            BEGIN
                PERFORM set_config('lock_timeout', '2s', true);
                IF more THEN
                    went := forget(parent, before, today);
                END IF;
            EXCEPTION WHEN OTHERS THEN
                failure := SQLSTATE;
            END;
            INSERT INTO maintenance_run AS r
            VALUES (parent, (keeps ->> parent)::interval, today, went, failure)
            ON CONFLICT (table_name) DO UPDATE
               SET keep = excluded.keep, last_run = excluded.last_run,
                   last_dropped = excluded.last_dropped, last_failure = excluded.last_failure;
            COMMIT;
        END IF;
        more := compress_after IS NOT NULL AND segments[i] <> '' AND may_compress();
        WHILE more LOOP
            BEGIN
                PERFORM set_config('lock_timeout', '2s', true);
                more := compress_next(
                    parent, segments[i],
                    CASE parent WHEN 'score' THEN 'time, message_id' ELSE 'time' END,
                    today - compress_after);
            EXCEPTION WHEN OTHERS THEN
                more := false;
                RAISE WARNING 'chunks of % not compressed: %', parent, SQLSTATE;
            END;
            COMMIT;
        END LOOP;
    END LOOP;

    INSERT INTO storage_size VALUES (today, pg_database_size(current_database()))
    ON CONFLICT DO NOTHING;
    DELETE FROM storage_size WHERE time < today - interval '30 days';
END $$;

-- A late batch may have to unpack more of a compressed chunk than TimescaleDB permits by default;
-- it would be refused again and again.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_settings
                WHERE name = 'timescaledb.max_tuples_decompressed_per_dml_transaction') THEN
        EXECUTE 'ALTER ROLE CURRENT_USER SET timescaledb.max_tuples_decompressed_per_dml_transaction = 0';
    END IF;
END $$;
