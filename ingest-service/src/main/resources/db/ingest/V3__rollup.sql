-- Roll-ups by the minute and the hour (docs/adr/0006), and values that were marked as entered in
-- error.

-- A value of a device from from_time (inclusive) to to_time (exclusive), in the device's own time,
-- that is none: not shown, not rolled up, kept where it is. Whoever adds or retracts one calls
-- roll_up_again in the same transaction.
CREATE TABLE entered_in_error (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    device_id int NOT NULL,
    sign smallint,                       -- number of the sign; null for all of the device
    from_time timestamptz NOT NULL,
    to_time timestamptz NOT NULL CHECK (to_time > from_time),
    reason text NOT NULL,
    made_by text NOT NULL,
    made_at timestamptz NOT NULL,
    retracted_by text,
    retracted_at timestamptz
);
CREATE INDEX entered_in_error_device ON entered_in_error (device_id, from_time);

-- What is due to be rolled up. Writers leave a mark for each minute of a device that they add to, in
-- the same transaction; once in an epoch is enough. So a minute that has no mark is in vital_1m, as
-- it is; and an hour that has no mark, and no minute with one, is in vital_1h.
CREATE TABLE roll_up_due (
    level smallint NOT NULL,             -- 1: a minute, 60: an hour
    device_id int NOT NULL,
    bucket timestamptz NOT NULL,         -- its start
    epoch bigint NOT NULL,
    PRIMARY KEY (level, device_id, bucket, epoch)
);
CREATE INDEX roll_up_due_bucket ON roll_up_due (level, bucket);

-- One row. Samples (minutes) before raw_from (minutes_from) may have been dropped by retention, so
-- a bucket there is replaced only by one of at least as many values; whoever drops them sets it
-- first.
CREATE TABLE roll_up_state (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    epoch bigint NOT NULL,
    raw_from timestamptz NOT NULL DEFAULT '-infinity',
    minutes_from timestamptz NOT NULL DEFAULT '-infinity'
);
INSERT INTO roll_up_state (epoch) VALUES (1);

-- The epoch for marks of this transaction, READ COMMITTED. Until its end no other epoch begins.
-- Volatile on purpose: the epoch is read by a snapshot that is younger than the lock.
CREATE FUNCTION roll_up_epoch() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtext('vitalwire.ingest.rollup'), 1);
    RETURN (SELECT epoch FROM roll_up_state);
END $$;

-- Begins a new epoch. When it has been committed, all transactions that left marks in earlier
-- epochs have ended.
CREATE FUNCTION roll_up_new_epoch() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    begun bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('vitalwire.ingest.rollup'), 1);
    UPDATE roll_up_state SET epoch = epoch + 1 RETURNING epoch INTO begun;
    RETURN begun;
END $$;

DO $$
DECLARE
    timescale name;
    partitioned text := ' PARTITION BY RANGE (time)';
    parent text;
BEGIN
    SELECT n.nspname INTO timescale
      FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
     WHERE e.extname = 'timescaledb';
    IF timescale IS NOT NULL THEN
        partitioned := '';
    END IF;

    FOREACH parent IN ARRAY ARRAY['vital_1m', 'vital_1h'] LOOP
        EXECUTE format($table$
            CREATE TABLE %I (
                time timestamptz NOT NULL,       -- start of the bucket
                last_time timestamptz,           -- of the newest value that is not flagged
                total double precision NOT NULL, -- sum, lowest, highest and newest of such values
                low double precision,
                high double precision,
                last double precision,
                device_id int NOT NULL,
                n int NOT NULL,                  -- values that are not flagged
                all_n int NOT NULL,
                offset_low_ms int,               -- clock_offset_ms of the samples, null where none
                offset_high_ms int,              --   has any
                sign smallint NOT NULL,          -- number of the sign
                flags smallint NOT NULL,         -- of all values
                backfilled boolean NOT NULL,     -- whether any is
                synthetic boolean NOT NULL,
                PRIMARY KEY (device_id, time, sign)
            )$table$ || partitioned, parent);
        -- Clocks that are known to be off are rare; their buckets are looked at before use.
        EXECUTE format(
            'CREATE INDEX %I ON %I (device_id, sign, time) WHERE offset_low_ms IS NOT NULL',
            parent || '_offset', parent);
        IF timescale IS NOT NULL THEN
            EXECUTE format(
                'SELECT %I.create_hypertable(%L::regclass, ''time'', chunk_time_interval => interval %L, create_default_indexes => false)',
                timescale, parent, CASE parent WHEN 'vital_1m' THEN '1 day' ELSE '30 days' END);
        ELSE
            EXECUTE format('CREATE TABLE %I PARTITION OF %I DEFAULT', parent || '_default', parent);
        END IF;
    END LOOP;
END $$;

-- Marks what is there of a device from from_time (inclusive) to to_time (exclusive) as due, after
-- samples were deleted, or marked or unmarked as entered in error, in the same transaction.
CREATE FUNCTION roll_up_again(device int, from_time timestamptz, to_time timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    current_epoch bigint := roll_up_epoch();
    first_minute timestamptz := date_trunc('minute', from_time, 'UTC');
BEGIN
    INSERT INTO roll_up_due (level, device_id, bucket, epoch)
    SELECT 1, device, m.minute, current_epoch
      FROM (SELECT date_trunc('minute', s.time, 'UTC') AS minute FROM vital_sample s
             WHERE s.device_id = device AND s.time >= from_time AND s.time < to_time
             UNION
            SELECT date_trunc('minute', o.time, 'UTC') FROM observation o
             WHERE o.device_id = device AND o.time >= from_time AND o.time < to_time
             UNION
            SELECT r.time FROM vital_1m r
             WHERE r.device_id = device AND r.time >= first_minute AND r.time < to_time) m
    ON CONFLICT DO NOTHING;
    -- Hours too, as they stand: whoever deletes one need not know what it was made of.
    INSERT INTO roll_up_due (level, device_id, bucket, epoch)
    SELECT DISTINCT 60, device, r.time, current_epoch
      FROM vital_1h r
     WHERE r.device_id = device AND r.time < to_time
       AND r.time >= date_trunc('hour', from_time, 'UTC')
    ON CONFLICT DO NOTHING;
END $$;

-- What was stored before there were roll-ups.
INSERT INTO roll_up_due (level, device_id, bucket, epoch)
SELECT 1, h.device_id, h.hour + m * interval '1 minute', 0
  FROM sign_hour h CROSS JOIN generate_series(0, 59) m
ON CONFLICT DO NOTHING;
INSERT INTO roll_up_due (level, device_id, bucket, epoch)
SELECT DISTINCT 1, device_id, date_trunc('minute', time, 'UTC'), 0 FROM observation
ON CONFLICT DO NOTHING;

-- As in V2; and the roll-ups, those by the minute in partitions of a day as all others are, those
-- by the hour in partitions of a month.
CREATE OR REPLACE FUNCTION ensure_day(day date) RETURNS void
LANGUAGE plpgsql SET lock_timeout = '2s' AS $$
DECLARE
    parent text;
    part text;
    first_day date;
    end_day date;
    lower_bound timestamptz;
    upper_bound timestamptz;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('vitalwire.ingest.partitions'));
    FOREACH parent IN ARRAY
        ARRAY['vital_sample', 'observation', 'score', 'waveform', 'vital_1m', 'vital_1h']
    LOOP
        IF parent = 'vital_1h' THEN
            first_day := date_trunc('month', day::timestamp)::date;
            end_day := (first_day + interval '1 month')::date;
            part := parent || to_char(first_day, '_YYYYMM');
        ELSE
            first_day := day;
            end_day := day + 1;
            part := parent || to_char(day, '_YYYYMMDD');
        END IF;
        lower_bound := first_day::timestamp AT TIME ZONE 'UTC';
        upper_bound := end_day::timestamp AT TIME ZONE 'UTC';
        CONTINUE WHEN to_regclass(part) IS NOT NULL
            OR (SELECT relkind FROM pg_class WHERE oid = parent::regclass) <> 'p';
        EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', part, parent);
        -- Nobody may add to the default partition between the move and the attachment.
        EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', parent || '_default');
        EXECUTE format(
            'WITH moved AS (DELETE FROM %I WHERE time >= %L AND time < %L RETURNING *) INSERT INTO %I SELECT * FROM moved',
            parent || '_default', lower_bound, upper_bound, part);
        EXECUTE format(
            'ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
            parent, part, lower_bound, upper_bound);
    END LOOP;
END $$;
