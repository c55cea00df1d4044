-- How an association was made, and that it was wrong: by whom that was said, when and why. A row that
-- is superseded is history of the ledger itself and says nothing about anybody any more.
ALTER TABLE association
    ADD COLUMN method            text NOT NULL DEFAULT 'api' CHECK (method IN ('scan', 'adt', 'api')),
    ADD COLUMN superseded_at     timestamptz,
    ADD COLUMN superseded_by     text,
    ADD COLUMN superseded_reason text,
    -- The row that stands in its place.
    ADD COLUMN corrected_as      text;

DROP INDEX association_open;
CREATE UNIQUE INDEX association_open ON association (device_id)
    WHERE to_time IS NULL AND superseded_at IS NULL;
