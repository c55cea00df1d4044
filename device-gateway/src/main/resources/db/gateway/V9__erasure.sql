-- Patients who are to be forgotten (GDPR article 17), and how far that is. Written before anything is
-- done, so that a crash leaves nothing half forgotten. Times are the gateway's.
CREATE TABLE erasure (
    id           text PRIMARY KEY,
    -- Null once every service has forgotten: then nobody knows whom it was about.
    patient_id   text,
    -- Stands in the patient's place in the ledger.
    pseudonym    text NOT NULL,
    reason       text NOT NULL,
    requested_by text NOT NULL,
    requested_at timestamptz NOT NULL,
    -- When the services were last told; null for not yet.
    told_at      timestamptz,
    -- When this table itself was rid of the patient.
    settled_at   timestamptz
);

-- Where the patient's samples were: device, by the device's own time, end exclusive.
CREATE TABLE erasure_period (
    erasure_id text NOT NULL REFERENCES erasure (id),
    device_id  text NOT NULL,
    from_time  timestamptz NOT NULL,
    to_time    timestamptz NOT NULL
);
CREATE INDEX erasure_period_of ON erasure_period (erasure_id);

-- Which services have forgotten, and how many rows or records went.
CREATE TABLE erasure_part (
    erasure_id text NOT NULL REFERENCES erasure (id),
    service    text NOT NULL,
    erased     bigint NOT NULL,
    at         timestamptz NOT NULL,
    PRIMARY KEY (erasure_id, service)
);
