-- What a target gets: of what it wants, what it offers to take.
alter table delivery_target
    add column kinds       text[] not null default '{OBSERVATION}',
    -- Wanted, but the target's capability statement does not list them.
    add column not_offered text[] not null default '{}';

-- What is known of alert episodes. alerts.v1 forgets transitions that others superseded.
create table alert_transition (
    episode_id text        not null,
    -- An event of alerts.v1, as it came.
    facts      bytea       not null,
    -- The same event comes again after a crash, and is the same.
    facts_hash bytea       not null generated always as (sha256(facts)) stored,
    patient_id text        not null,
    at         timestamptz not null,
    open       boolean     not null,
    -- The order of arrival, for transitions of one time.
    arrival    bigint      not null generated always as identity,
    primary key (episode_id, facts_hash)
);
create index alert_transition_patient on alert_transition (patient_id);

-- What is known of devices that something was charted of.
create table device_facts (
    device_id text    primary key,
    -- An event of device-status.v1 without what changes from hour to hour; null: none came yet.
    status    bytea,
    -- Whether all that was charted of it was synthetic; null: nothing was charted yet.
    synthetic boolean
);

-- Lines of the chart besides Observations: which there are, and how often each has changed. What
-- they say is derived from the tables above.
create table chart_line (
    kind         text        not null,
    id           text        not null,
    -- Whose lane it is delivered in: the patient, or device:<id>.
    patient_id   text        not null,
    -- The episode or device that it is made of.
    origin       text        not null,
    -- The sign of a metric.
    item         text,
    effective_at timestamptz not null,
    revision     int         not null,
    charted_at   timestamptz not null,
    primary key (kind, id)
);
create index chart_line_origin on chart_line (origin);
create index chart_line_patient on chart_line (patient_id);

-- Few among very many.
create index delivery_due_further on delivery (target, lane, due_at, resource_id)
    where state in ('INTENDED', 'SENT') and kind <> 'OBSERVATION';
