-- Who was in which care unit when, as the census said it to this service: what statistics are counted per day of.
-- Processed times.
create table stay (
    patient_id text not null,
    care_unit  text not null,
    since      timestamptz not null,
    until      timestamptz,                  -- null: still there
    check (until >= since)
);
create unique index stay_open on stay (patient_id) where until is null;
create index stay_of_unit on stay (care_unit, since);
create index stay_by_age on stay (since);

-- A rising priority takes the acknowledgement away; how soon somebody answered stays.
alter table episode add column first_acknowledged_at timestamptz;
update episode set first_acknowledged_at = first.at
from (select episode_id, min(at) as at from alert_event where transition = 'ACKNOWLEDGED' group by 1) as first
where first.episode_id = episode.id;

create index episode_by_end on episode (resolved_at, raised_at) where resolved_at is not null;
