-- Devices: who may connect. Times are the gateway's.
CREATE TABLE device (
    id            text PRIMARY KEY,
    model         text NOT NULL,
    state         text NOT NULL CHECK (state IN ('ACTIVE', 'SUSPENDED', 'RETIRED')),
    registered_at timestamptz NOT NULL,
    registered_by text NOT NULL
);

CREATE TABLE device_certificate (
    serial     text PRIMARY KEY,
    device_id  text NOT NULL REFERENCES device (id),
    sha256     text NOT NULL,
    not_before timestamptz NOT NULL,
    not_after  timestamptz NOT NULL,
    issued_at  timestamptz NOT NULL,
    issued_by  text NOT NULL
);
CREATE INDEX device_certificate_of ON device_certificate (device_id, not_after);

-- The association ledger: the device was on the patient from (inclusive) to (exclusive).
CREATE TABLE association (
    id         text PRIMARY KEY,
    device_id  text NOT NULL REFERENCES device (id),
    patient_id text NOT NULL,
    bed        text,
    from_time  timestamptz NOT NULL,
    to_time    timestamptz,
    made_by    text NOT NULL,
    made_at    timestamptz NOT NULL,
    ended_by   text,
    CHECK (to_time IS NULL OR to_time > from_time)
);
CREATE UNIQUE INDEX association_open ON association (device_id) WHERE to_time IS NULL;
CREATE INDEX association_of_device ON association (device_id, from_time);
CREATE INDEX association_of_patient ON association (patient_id, from_time);

-- What was refused: a copy of rejected.v1 to list and look at.
CREATE TABLE rejection (
    id           text PRIMARY KEY,
    device_id    text NOT NULL,
    code         integer NOT NULL,
    reason       text NOT NULL,
    received_at  timestamptz NOT NULL,
    topic        text NOT NULL,
    codec        text NOT NULL,
    payload      bytea NOT NULL,
    payload_size integer NOT NULL,
    message_id   text
);
CREATE INDEX rejection_of_device ON rejection (device_id, received_at DESC);
CREATE INDEX rejection_newest ON rejection (received_at DESC);

-- MQTT sessions that outlive their connection, so that a client learns "session present" and
-- resends what was not acknowledged, even from a gateway that was killed meanwhile.
CREATE TABLE mqtt_session (
    device_id      text PRIMARY KEY,
    gateway        text NOT NULL,
    expiry_seconds bigint NOT NULL,
    connected      boolean NOT NULL,
    at             timestamptz NOT NULL
);
