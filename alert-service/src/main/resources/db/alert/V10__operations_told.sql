-- Whether the last resort was told of what is wrong with the platform, and when that was last tried.
alter table operations_alert
    add column tried_at timestamptz,
    add column told_at  timestamptz;
create index operations_alert_untold on operations_alert (since) where told_at is null and ended_at is null;
