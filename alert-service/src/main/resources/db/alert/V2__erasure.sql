-- Patients who were forgotten, without them: to know late events of theirs.
create table erased_patient (
    erasure_id   text primary key,
    -- SHA-256 of "<erasure id>:<patient id>".
    patient_hash text        not null,
    -- What was measured later, after a new admission, is kept.
    requested_at timestamptz not null
);
