-- Life cycle, labels, revocation, claims and expiry warnings. Times are the gateway's.
ALTER TABLE device DROP CONSTRAINT device_state_check;
ALTER TABLE device ADD CONSTRAINT device_state_check
    CHECK (state IN ('REGISTERED', 'ACTIVE', 'SUSPENDED', 'RETIRED'));
ALTER TABLE device
    ADD COLUMN udi      text,
    ADD COLUMN serial   text,
    ADD COLUMN lot      text,
    ADD COLUMN firmware text;

CREATE TABLE device_state_change (
    device_id  text NOT NULL REFERENCES device (id),
    at         timestamptz NOT NULL,
    from_state text,
    to_state   text NOT NULL,
    reason     text NOT NULL,
    made_by    text NOT NULL
);
CREATE INDEX device_state_change_of ON device_state_change (device_id, at);

-- Certificates of other authorities are remembered when they are first seen. Serial numbers of two
-- authorities may be the same, fingerprints are not.
ALTER TABLE device_certificate DROP CONSTRAINT device_certificate_pkey;
ALTER TABLE device_certificate
    ADD PRIMARY KEY (sha256),
    ADD COLUMN external   boolean NOT NULL DEFAULT false,
    ADD COLUMN revoked_at timestamptz,
    ADD COLUMN revoked_by text,
    ADD COLUMN reason     text;
CREATE INDEX device_certificate_serial ON device_certificate (device_id, serial);
CREATE INDEX device_certificate_end ON device_certificate (not_after);

-- A claim enrols one device once. The claim itself is known to its bearer only.
CREATE TABLE device_claim (
    sha256             text PRIMARY KEY,
    device_id          text NOT NULL,
    model              text NOT NULL,
    udi                text,
    serial             text,
    lot                text,
    created_at         timestamptz NOT NULL,
    created_by         text NOT NULL,
    expires_at         timestamptz NOT NULL,
    used_at            timestamptz,
    -- Taken back, such as by a later claim for the same device.
    void_at            timestamptz,
    -- Of the certificate that may only bring the claim, where one was made.
    certificate_sha256 text
);
CREATE INDEX device_claim_of ON device_claim (device_id, created_at);
CREATE UNIQUE INDEX device_claim_certificate ON device_claim (certificate_sha256);

-- How far we have told of a certificate's end: days left, 0 for expired.
CREATE TABLE certificate_warning (
    device_id text PRIMARY KEY REFERENCES device (id),
    sha256    text NOT NULL,
    not_after timestamptz NOT NULL,
    days      integer NOT NULL,
    told_at   timestamptz NOT NULL
);
