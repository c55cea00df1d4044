-- What is wrong with the platform itself, for who runs it. Times are processed times.
create table operations_alert (
    id       uuid primary key,
    kind     text not null,
    subject  text not null,      -- a care unit, a channel, a stage; never a person or patient
    since    timestamptz not null,
    detail   text not null,
    ended_at timestamptz
);
create unique index operations_alert_open on operations_alert (kind, subject) where ended_at is null;
create index operations_alert_by_age on operations_alert (since desc);
