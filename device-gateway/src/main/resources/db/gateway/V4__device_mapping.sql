-- MedTech device content mappings as they were uploaded; the newest version of an id runs.
CREATE TABLE device_mapping (
    id             text NOT NULL,
    version        integer NOT NULL CHECK (version > 0),
    device_content bytea NOT NULL,
    -- MedTech's second file: which codes and units the values have. May come later, or never.
    fhir_mapping   bytea,
    uploaded_by    text NOT NULL,
    uploaded_at    timestamptz NOT NULL,
    PRIMARY KEY (id, version)
);

-- Device models that use a mapping, beside those that ship with the gateway.
CREATE TABLE device_mapping_model (
    id            text PRIMARY KEY,
    mapping_id    text NOT NULL,
    display       text NOT NULL,
    type          text NOT NULL,
    synthetic     boolean NOT NULL,
    silence_limit interval NOT NULL,
    made_by       text NOT NULL,
    made_at       timestamptz NOT NULL
);
CREATE INDEX device_mapping_model_of ON device_mapping_model (mapping_id);
