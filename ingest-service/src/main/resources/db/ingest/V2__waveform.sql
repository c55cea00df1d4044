-- Sampled waves. One row for ten seconds of one channel of one device, never a row a sample: rows
-- begin at whole multiples of ten seconds of the device's own time, so where a sample belongs does
-- not depend on how or in which order it came.

DO $$
DECLARE
    timescale name;
    partitioned text := ' PARTITION BY RANGE (time)';
BEGIN
    SELECT n.nspname INTO timescale
      FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
     WHERE e.extname = 'timescaledb';
    IF timescale IS NOT NULL THEN
        partitioned := '';
    END IF;

    EXECUTE $table$
        CREATE TABLE waveform (
            time timestamptz NOT NULL,       -- when the ten seconds begin
            factor double precision NOT NULL,
            origin double precision NOT NULL, -- physical = raw * factor + origin
            device_id int NOT NULL,
            rate_mhz int NOT NULL,           -- samples in 1,000 s
            n int NOT NULL,                  -- samples that were taken; the rest are gaps
            channel smallint NOT NULL,       -- number of the sign
            codec smallint NOT NULL,         -- how samples are packed; 1: see WaveformCompression
            synthetic boolean NOT NULL,
            samples bytea NOT NULL,
            -- A device that changes its rate or scale within the ten seconds begins another row.
            PRIMARY KEY (device_id, channel, time, rate_mhz, factor, origin)
        )$table$ || partitioned;
    -- Compressed already.
    ALTER TABLE waveform ALTER COLUMN samples SET STORAGE EXTERNAL;

    IF timescale IS NOT NULL THEN
        EXECUTE format(
            'SELECT %I.create_hypertable(''waveform''::regclass, ''time'', chunk_time_interval => interval ''1 day'', create_default_indexes => false)',
            timescale);
    ELSE
        CREATE TABLE waveform_default PARTITION OF waveform DEFAULT;
    END IF;
END $$;

-- As in V1, with the new table.
CREATE OR REPLACE FUNCTION ensure_day(day date) RETURNS void
LANGUAGE plpgsql SET lock_timeout = '2s' AS $$
DECLARE
    parent text;
    part text;
    lower_bound timestamptz := day::timestamp AT TIME ZONE 'UTC';
    upper_bound timestamptz := (day + 1)::timestamp AT TIME ZONE 'UTC';
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('vitalwire.ingest.partitions'));
    FOREACH parent IN ARRAY ARRAY['vital_sample', 'observation', 'score', 'waveform'] LOOP
        part := parent || to_char(day, '_YYYYMMDD');
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

-- Forgets waves from before then: whole days at once, the rest row by row. Returns how many days
-- (or hypertable chunks) went whole. Gives up after two seconds of waiting for a lock.
CREATE FUNCTION forget_waveforms(before timestamptz) RETURNS int
LANGUAGE plpgsql SET lock_timeout = '2s' AS $$
DECLARE
    timescale name;
    part name;
    dropped int := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('vitalwire.ingest.partitions'));
    SELECT n.nspname INTO timescale
      FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
     WHERE e.extname = 'timescaledb';
    IF timescale IS NOT NULL THEN
        EXECUTE format(
            'SELECT count(*) FROM %I.drop_chunks(''waveform''::regclass, older_than => %L::timestamptz)',
            timescale, before) INTO dropped;
    ELSE
        FOR part IN
            SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
             WHERE i.inhparent = 'waveform'::regclass
               AND c.relname ~ '^waveform_[0-9]{8}$'
               AND (to_date(right(c.relname, 8), 'YYYYMMDD') + 1)::timestamp AT TIME ZONE 'UTC' <= before
        LOOP
            EXECUTE format('DROP TABLE %I', part);
            dropped := dropped + 1;
        END LOOP;
    END IF;
    DELETE FROM waveform WHERE time < before;
    RETURN dropped;
END $$;
