-- What devices counted and what of it came. One row for each run of a device in which it counts:
-- numbers of a boot, or of the n-th run of a device that does not name its boots.
CREATE TABLE counted_run (
    device_id      text NOT NULL,
    boot           text NOT NULL,
    run            integer NOT NULL,
    version        bigint NOT NULL,
    -- Triples: from, to (both inclusive), microseconds since 1970 when the gap before was noticed.
    seen           bigint[] NOT NULL,
    -- Of what was seen: refused, and not accepted since. The same triples.
    refused        bigint[] NOT NULL,
    settled_gaps   bigint NOT NULL,
    duplicates     bigint NOT NULL,
    expected       bigint NOT NULL,
    received       bigint NOT NULL,
    refused_count  bigint NOT NULL,
    missing        bigint NOT NULL,
    -- The device's own times at its lowest and its highest number, microseconds since 1970.
    first_measured bigint NOT NULL,
    last_measured  bigint NOT NULL,
    -- The gateway's times of the first and of the newest receipt.
    started_at     timestamptz NOT NULL,
    last_at        timestamptz NOT NULL,
    PRIMARY KEY (device_id, boot, run)
);
CREATE INDEX counted_run_with_gaps ON counted_run (last_at) WHERE missing > 0;
CREATE INDEX counted_run_oldest ON counted_run (last_at);

-- Up to where of readings.v1 the runs above are counted, written in the same transaction: a record
-- that Kafka gives twice is counted once. A topic that is made anew has another id.
CREATE TABLE counted_offset (
    topic_id    text NOT NULL,
    partition   integer NOT NULL,
    next_offset bigint NOT NULL,
    PRIMARY KEY (topic_id, partition)
);

-- What lasts at this moment: told as STARTED, not yet as ENDED.
CREATE TABLE open_condition (
    kind       text NOT NULL,
    subject    text NOT NULL,
    occurrence text NOT NULL,
    severity   text NOT NULL,
    started_at timestamptz NOT NULL,
    detail     text NOT NULL,
    devices    text[] NOT NULL,
    PRIMARY KEY (kind, subject)
);

-- A copy of device-events.v1 to list.
CREATE TABLE device_event (
    id         text PRIMARY KEY,
    device_id  text,
    kind       text NOT NULL,
    phase      text NOT NULL,
    severity   text NOT NULL,
    at         timestamptz NOT NULL,
    detail     text NOT NULL,
    occurrence text NOT NULL,
    devices    text[] NOT NULL
);
CREATE INDEX device_event_newest ON device_event (at DESC, id);
CREATE INDEX device_event_of_device ON device_event (device_id, at DESC);

-- Each gateway says here that it is alive.
CREATE TABLE gateway_heartbeat (
    gateway text PRIMARY KEY,
    at      timestamptz NOT NULL,
    -- Whether it said good-bye.
    stopped boolean NOT NULL
);
