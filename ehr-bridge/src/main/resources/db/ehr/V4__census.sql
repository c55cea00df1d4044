-- Who said it last, and when that was so: an older word never overwrites a newer one.
alter table census
    add column source text not null default 'REST' check (source in ('REST', 'ADT', 'FHIR')),
    -- When the newest change that was applied was entered over there.
    add column event_at timestamptz not null default '-infinity',
    -- Of the stay that ended last; null while the patient is here.
    add column discharged_at timestamptz,
    -- Whom this record was merged into, directly.
    add column merged_into text;

-- Two records that are one person. Never a cycle, and survivors are no record that was merged.
create table patient_merge (
    from_id           text primary key,
    -- As it was said; the survivor is where the chain of merges ends.
    into_id           text        not null,
    survivor_id       text        not null,
    merged_at         timestamptz not null,
    -- How far the charted lines of the record were revised for their new subject.
    redelivered       boolean     not null default false,
    redelivered_after text        not null default '',
    check (from_id <> into_id and from_id <> survivor_id)
);
create index patient_merge_survivor on patient_merge (survivor_id);
create index patient_merge_redeliver on patient_merge (merged_at) where not redelivered;

-- Admission messages that were answered, to know them when they come again. A number that is used
-- again for another message is another message.
create table adt_message (
    sender      text        not null,
    control_id  text        not null,
    digest      bytea       not null,
    received_at timestamptz not null,
    result      text        not null,
    primary key (sender, control_id, digest)
);
create index adt_message_received on adt_message (received_at);

-- Messages that a person has to look at. They name patients: kept for a time only.
create table adt_quarantine (
    id          bigint generated always as identity primary key,
    received_at timestamptz not null,
    sender      text        not null,
    control_id  text        not null,
    trigger     text        not null,
    -- What is wrong, and where: never what was sent.
    reason      text        not null,
    place       text        not null,
    message     bytea       not null
);
