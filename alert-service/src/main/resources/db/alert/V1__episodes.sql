-- Times are processed times (now of the service) unless they say event time (the device's).
-- Priorities: 1 low, 2 medium, 3 high.

create table episode (
    id                 uuid primary key,
    patient_id         text not null,
    condition          text not null,
    retrospective      boolean not null,
    synthetic          boolean not null,
    state              text not null check (state in ('active', 'latched', 'resolved')),
    priority           smallint not null check (priority between 1 and 3),
    title              text not null,
    detail             text not null,
    evidence           jsonb not null,
    started_at         timestamptz not null, -- event time
    raised_at          timestamptz not null,
    updated_at         timestamptz not null,
    acknowledged_by    text,
    acknowledged_at    timestamptz,
    condition_ended_at timestamptz,          -- event time
    resolved_at        timestamptz,
    resolved_by        text,
    newest_finding_id  text not null,
    newest_started_at  timestamptz not null, -- event time
    newest_at          timestamptz not null, -- event time
    trace_id           text
);
-- The last defence against two alerts about one thing.
create unique index episode_open on episode (patient_id, condition, retrospective) where state <> 'resolved';
create index episode_of_patient on episode (patient_id, raised_at desc);
create index episode_by_age on episode (raised_at desc);

-- One row a finding, as its newest phase told it.
create table finding (
    finding_id    text not null,
    retrospective boolean not null,
    patient_id    text not null,
    condition     text not null,
    phase         text not null check (phase in ('STARTED', 'UPDATED', 'ENDED')),
    priority      smallint not null,
    started_at    timestamptz not null,      -- event time
    at            timestamptz not null,      -- event time
    title         text not null,
    detail        text not null,
    evidence      jsonb not null,
    synthetic     boolean not null,
    message_id    text not null,
    received_at   timestamptz not null,      -- at the gateway
    recorded_at   timestamptz not null,
    episode_id    uuid not null references episode (id),
    trace_id      text,
    primary key (finding_id, retrospective)
);
create index finding_of_patient on finding (patient_id, recorded_at desc);
create index finding_by_age on finding (recorded_at desc);

-- Every phase that was taken in, so that none is taken in twice. Kept longer than findings.v1 keeps its records.
create table finding_inbox (
    finding_id    text not null,
    retrospective boolean not null,
    phase         text not null,
    at            timestamptz not null,
    recorded_at   timestamptz not null,
    primary key (finding_id, retrospective, phase, at)
);
create index finding_inbox_by_age on finding_inbox (recorded_at);

-- Ids of events are given out under this row's lock, which lasts until commit: they are without gaps, and who has
-- seen one has seen, or can see, all before it. A sequence promises neither, and a reader of the stream needs both.
create table event_counter (
    one     boolean primary key default true check (one),
    last_id bigint not null
) with (fillfactor = 50);
insert into event_counter (last_id) values (0);

-- The audit trail of every transition, the source of the live stream, and the outbox of alerts.v1.
create table alert_event (
    id          bigint primary key,
    episode_id  uuid not null references episode (id),
    transition  text not null,
    state       text not null,
    priority    smallint not null,
    at          timestamptz not null,
    by          text,                        -- the person who acted
    finding_id  text,                        -- the finding that caused it
    received_at timestamptz,                 -- receipt at the gateway of the reading behind it
    traceparent text,
    payload     bytea not null               -- vitalwire.v1.AlertEpisodeEvent
);
create index alert_event_of_episode on alert_event (episode_id, id);

-- How far alerts.v1 is published. One replica at a time holds the lease, so that the order stays.
create table publication (
    topic         text primary key,
    last_event_id bigint not null,
    holder        text,
    lease_until   timestamptz not null default '-infinity'
) with (fillfactor = 50);
insert into publication (topic, last_event_id) values ('alerts.v1', 0);

create table webhook_delivery (
    id           uuid primary key,
    event_id     bigint not null references alert_event (id),
    priority     smallint not null,
    body         text not null,
    created_at   timestamptz not null,
    due_at       timestamptz not null,
    attempts     integer not null default 0,
    state        text not null default 'pending' check (state in ('pending', 'delivered', 'given-up')),
    last_result  text,
    delivered_at timestamptz
);
create index webhook_delivery_due on webhook_delivery (priority desc, due_at) where state = 'pending';
