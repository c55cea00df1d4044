-- A line whose every value was measured on somebody else: it stays, as entered-in-error.
alter table observation add column entered_in_error boolean not null default false;
create index observation_device on observation (device_id, minute);

-- Whom each device was on, as it was last heard: an event of associations.v1.
create table device_history (
    device_id text primary key,
    history   bytea not null
);

-- Times of a device that belong to somebody else since a correction. What is charted of them, now
-- and when it comes late or again, is attributed by the history and not by the reading.
create table attribution_change (
    id           bigint generated always as identity primary key,
    device_id    text        not null,
    from_at      timestamptz not null,
    to_at        timestamptz not null,
    heard_at     timestamptz not null,
    -- How far the lines that were there were looked through.
    done         boolean     not null default false,
    after_minute timestamptz not null default '-infinity',
    after_id     text        not null default ''
);
create index attribution_change_device on attribution_change (device_id, to_at);
create index attribution_change_due on attribution_change (id) where not done;

-- How far FHIR servers were read for the census, by their clocks.
create table census_poll (
    server  text        not null,
    type    text        not null,
    reached timestamptz not null,
    primary key (server, type)
);
