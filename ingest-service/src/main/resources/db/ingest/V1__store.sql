-- Tables of ingest-service, for PostgreSQL 15-18 and TimescaleDB alike.
-- Where the extension timescaledb is installed in the database, the large tables are hypertables;
-- elsewhere they are partitioned by day of the measured time (UTC), with a default partition, so
-- that an insert never fails for want of a partition. Installing the extension is the operator's
-- act: it needs a superuser and a preloaded library.

-- Device names as four bytes.
CREATE TABLE device (
    device_id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE
);

-- Which wide columns a device filled in which hour, bit = number of the sign. It is what makes
-- "the newest temperature" cheap on a device that sends heart rates all day and a temperature at
-- dawn, or never. Written only when a device-hour gains a sign.
CREATE TABLE sign_hour (
    device_id int NOT NULL,
    hour timestamptz NOT NULL,
    signs bigint NOT NULL,
    PRIMARY KEY (device_id, hour)
);

-- Copy of the association ledger (associations.v1): the only truth of who was on which device.
CREATE TABLE association_period (
    association_id text PRIMARY KEY,
    device text NOT NULL,
    patient_id text NOT NULL,
    bed text,
    from_time timestamptz NOT NULL,
    to_time timestamptz,
    made_by text NOT NULL
);
CREATE INDEX association_period_patient ON association_period (patient_id);
CREATE INDEX association_period_device ON association_period (device);

-- Orders scores of one measured time by when they were made.
CREATE SEQUENCE score_revision;

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

    -- One row a message. time is the device's own measured time.
    EXECUTE $table$
        CREATE TABLE vital_sample (
            time timestamptz NOT NULL,
            lag_ms bigint NOT NULL,          -- received minus measured, milliseconds
            device_id int NOT NULL,
            backfill boolean NOT NULL,       -- lane BACKFILL
            synthetic boolean NOT NULL,
            clock_offset_ms int,             -- gateway minus device, where the clock is known to be off
            flags smallint[],                -- flags[number of the sign]; null when nothing is flagged
            heart_rate real,
            pulse_rate real,
            respiratory_rate real,
            spo2 real,
            perfusion_index real,
            systolic_pressure real,
            diastolic_pressure real,
            mean_pressure real,
            invasive_systolic_pressure real,
            invasive_diastolic_pressure real,
            invasive_mean_pressure real,
            temperature real,
            etco2 real,
            fio2 real,
            oxygen_flow real,
            consciousness real,
            PRIMARY KEY (device_id, time)
        )$table$ || partitioned;

    -- Signs without a column of their own: spot checks and rare ones. Lane and lag stand in the
    -- vital_sample row of the same key.
    EXECUTE $table$
        CREATE TABLE observation (
            time timestamptz NOT NULL,
            value double precision NOT NULL,
            device_id int NOT NULL,
            metric smallint NOT NULL,        -- number of the sign
            flags smallint NOT NULL,
            PRIMARY KEY (device_id, metric, time)
        )$table$ || partitioned;

    -- event is the serialised vitalwire.v1.ScoreEvent; time its measured time.
    EXECUTE $table$
        CREATE TABLE score (
            time timestamptz NOT NULL,
            revision bigint NOT NULL,
            patient_id text NOT NULL,
            score text NOT NULL,
            message_id text NOT NULL,
            backfill boolean NOT NULL,
            synthetic boolean NOT NULL,
            event bytea NOT NULL,
            PRIMARY KEY (patient_id, score, time, message_id)
        )$table$ || partitioned;

    FOREACH parent IN ARRAY ARRAY['vital_sample', 'observation', 'score'] LOOP
        IF timescale IS NOT NULL THEN
            EXECUTE format(
                'SELECT %I.create_hypertable(%L::regclass, ''time'', chunk_time_interval => interval ''1 day'', create_default_indexes => false)',
                timescale, parent);
        ELSE
            EXECUTE format('CREATE TABLE %I PARTITION OF %I DEFAULT', parent || '_default', parent);
        END IF;
    END LOOP;
END $$;

-- Makes the day partitions of the large tables; nothing to do on hypertables. May be called for any
-- day at any time: rows of that day which lie in the default partition move along. It gives up
-- after two seconds of waiting for a lock, as a caller can do without: see the default partition.
CREATE FUNCTION ensure_day(day date) RETURNS void
LANGUAGE plpgsql SET lock_timeout = '2s' AS $$
DECLARE
    parent text;
    part text;
    lower_bound timestamptz := day::timestamp AT TIME ZONE 'UTC';
    upper_bound timestamptz := (day + 1)::timestamp AT TIME ZONE 'UTC';
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('vitalwire.ingest.partitions'));
    FOREACH parent IN ARRAY ARRAY['vital_sample', 'observation', 'score'] LOOP
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
