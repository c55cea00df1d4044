-- Which replica sends the canary's beats, and the newest that the gateway took.
create table watchdog (
    one          boolean primary key default true check (one),
    holder       text,
    lease_until  timestamptz not null default '-infinity',
    beat         bigint not null default 0,
    published_at timestamptz             -- the beat's own time
) with (fillfactor = 50);
insert into watchdog default values;

-- Deletions of episodes (erasure, the canary's own) must not read whole tables.
create index finding_of_episode on finding (episode_id);
create index webhook_delivery_of_event on webhook_delivery (event_id);
