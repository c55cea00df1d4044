-- What travelled beside a refused payload, a JSON object of texts: MQTT user properties may be part
-- of its meaning. And what came of sending it through again.
ALTER TABLE rejection
    ADD COLUMN properties text,
    -- Whether it had been sent again or in a batch; of what came before this column nobody knows.
    ADD COLUMN waited boolean NOT NULL DEFAULT true,
    ADD COLUMN replayed_at timestamptz,
    ADD COLUMN replayed_by text,
    ADD COLUMN replay_outcome text CHECK (replay_outcome IN ('ACCEPTED', 'PARTLY', 'REJECTED'));
CREATE INDEX rejection_open ON rejection (code, received_at)
    WHERE replay_outcome IS NULL OR replay_outcome <> 'ACCEPTED';
