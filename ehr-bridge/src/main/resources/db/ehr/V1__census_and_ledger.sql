-- Who is on the ward. The truth; patients.v1 follows it.
create table census (
    patient_id         text primary key,
    -- The id under which FHIR knows the patient: patient_id where that is a legal FHIR id.
    fhir_id            text        not null unique,
    display_name       text,
    birth_date         date,
    care_unit          text,
    bed                text,
    synthetic          boolean     not null,
    revision           bigint      not null,
    -- The revision that patients.v1 has.
    published_revision bigint      not null default 0,
    updated_at         timestamptz not null
);
create index census_care_unit on census (care_unit);

-- What is charted, and how far it got towards the record. Resources are derived from facts.
create table observation (
    id            text primary key,
    patient_id    text        not null,
    -- Null for scores, which rest on several devices.
    device_id     text,
    item          text        not null,
    minute        timestamptz not null,
    -- When it was measured, or the start of the minute that it stands for.
    effective_at  timestamptz not null,
    facts         bytea       not null,
    synthetic     boolean     not null,
    retrospective boolean     not null,
    -- Counts up when late values change what is charted.
    revision      int         not null,
    charted_at    timestamptz not null,
    -- Observations that a score rests on; fixed when it is first sent.
    derived_from  text[],
    state         text        not null check (state in ('PENDING', 'SENT', 'CONFIRMED', 'FAILED')),
    due_at        timestamptz not null,
    attempts      int         not null default 0,
    -- Codes only, nothing that a server said in its own words.
    last_error    text,
    confirmed_at  timestamptz,
    -- The id at a target that chooses ids itself.
    remote_id     text
);
create index observation_patient on observation (patient_id, item, effective_at desc);
create index observation_time on observation (effective_at);
create index observation_due on observation (due_at, id) where state in ('PENDING', 'SENT');
create index observation_failed on observation (id) where state = 'FAILED';
