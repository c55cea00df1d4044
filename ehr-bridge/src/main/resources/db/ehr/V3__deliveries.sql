-- Whom charts are delivered to. Whoever charts makes a delivery for each of them, whatever its own
-- configuration says, so that a target which one process has is not left out by another.
create table delivery_target (
    id       text primary key,
    -- Whether what the ledger had before the target came has its deliveries.
    complete boolean     not null default false,
    -- When a process last had it in its configuration.
    seen_at  timestamptz not null
);

-- How far each charted line got towards each target's record.
create table delivery (
    target       text        not null,
    -- Of what kind the resource is: which table has its facts.
    kind         text        not null,
    resource_id  text        not null,
    patient_id   text        not null,
    -- All of a patient are in one lane, and a lane has one writer. By sha256, which gives the same
    -- in every release of PostgreSQL; a patient id has no backslashes.
    lane         int         not null generated always as (get_byte(sha256(patient_id::bytea), 0) & 7) stored,
    -- The revision that is to be there, or is.
    revision     int         not null,
    state        text        not null
        check (state in ('INTENDED', 'SENT', 'CONFIRMED', 'FAILED', 'WITHDRAWN')),
    due_at       timestamptz not null,
    attempts     int         not null default 0,
    -- Codes only, nothing that a server said in its own words.
    last_error   text,
    -- Of what failed: the OperationOutcome's codes, and its diagnostics without what we had sent.
    outcome      jsonb,
    failed_at    timestamptz,
    confirmed_at timestamptz,
    -- The id at a target that chooses ids itself.
    remote_id    text,
    -- What a score was derived from, of what the target has; fixed when it is first sent.
    derived_from text[],
    primary key (target, kind, resource_id)
);

-- Where no target ever was, there is nothing to carry over.
insert into delivery_target (id, complete, seen_at)
select 'default', true, now()
where exists (select from observation where state <> 'PENDING' or attempts > 0);

insert into delivery (target, kind, resource_id, patient_id, revision, state, due_at, attempts,
    last_error, failed_at, confirmed_at, remote_id, derived_from)
select t.id, 'OBSERVATION', o.id, o.patient_id, o.revision,
    case o.state when 'PENDING' then 'INTENDED' else o.state end, o.due_at, o.attempts, o.last_error,
    case o.state when 'FAILED' then o.due_at end, o.confirmed_at, o.remote_id, o.derived_from
from observation o cross join delivery_target t;

create index delivery_due on delivery (target, lane, due_at, resource_id)
    where state in ('INTENDED', 'SENT');
create index delivery_failed on delivery (target, kind, resource_id) where state = 'FAILED';

alter table observation
    drop column state,
    drop column due_at,
    drop column attempts,
    drop column last_error,
    drop column confirmed_at,
    drop column remote_id,
    drop column derived_from;
