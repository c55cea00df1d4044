-- Patients who were forgotten, without them: what it takes to know their late data.
CREATE TABLE erasure (
    id text PRIMARY KEY,
    -- SHA-256 of "<id>:<patient id>", to refuse late scores.
    patient_hash text  NOT NULL,
    -- What was measured later, after a new admission, is kept.
    requested_at timestamptz NOT NULL,
    -- Rows that went; counted in the transactions that delete them.
    erased bigint NOT NULL DEFAULT 0
);

-- Where the samples were: device, by the device's own time, end exclusive.
CREATE TABLE erased_period (
    erasure_id text NOT NULL REFERENCES erasure (id),
    device text NOT NULL,
    from_time timestamptz NOT NULL,
    to_time timestamptz NOT NULL,
    PRIMARY KEY (erasure_id, device, from_time)
);

-- Tables and partitions that rows were deleted from and that were not written anew since.
CREATE TABLE erasure_rewrite (
    erasure_id text NOT NULL REFERENCES erasure (id),
    name text NOT NULL,
    PRIMARY KEY (erasure_id, name)
);
