-- Values on which no score or limit rests, with the reason: what analytics said on held-back.v1.
-- Few beside samples, so one plain table. event is the serialised vitalwire.v1.HeldBackEvent; time
-- its measured time, by the device's own clock.
CREATE TABLE held_back (
    time timestamptz NOT NULL,
    stored_at timestamptz NOT NULL DEFAULT now(),
    patient_id text NOT NULL,
    message_id text NOT NULL,
    event bytea NOT NULL,
    PRIMARY KEY (patient_id, time, message_id)
);

-- What has been kept for long enough goes by when it was stored: a device's clock may be off.
CREATE INDEX held_back_stored_at ON held_back USING brin (stored_at);
