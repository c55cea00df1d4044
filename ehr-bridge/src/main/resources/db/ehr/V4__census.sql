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
