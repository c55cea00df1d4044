-- What people and time make of an episode. The timers are these columns: they change in the transaction that
-- changes the state, so that neither can be lost without the other (docs/adr/0008).
alter table episode
    add column version            bigint not null default 1, -- grows with all on which a person's decision depends
    add column signal             text not null default 'enabled' check (signal in ('enabled', 'paused', 'off')),
    add column signal_until       timestamptz,
    add column signal_by          text,
    add column signal_reason      text,
    add column rejections         jsonb not null default '[]',
    add column call_round         integer not null default 0, -- rounds that have begun
    add column call_since         timestamptz,                -- null: nobody is looked for
    add column calls_taken        integer not null default 0,
    add column call_first         text,                       -- who is still to be called by name
    add column remind_at          timestamptz,
    add column due_at             timestamptz,                -- when time has to do something
    add column disposition        text check (disposition in ('actionable', 'not-actionable', 'artefact')),
    add column disposition_by     text,
    add column disposition_at     timestamptz;

-- Who is looked for now was looked for before: a round begins.
update episode set call_round = 1, call_since = now(), due_at = now()
where state <> 'resolved' and not retrospective and acknowledged_by is null;
update episode set remind_at = now() + interval '10 minutes', due_at = now() + interval '10 minutes'
where state = 'active' and not retrospective and acknowledged_by is not null and priority > 1;

alter table episode
    add constraint silence_ends check ((signal = 'enabled') = (signal_until is null)),
    add constraint high_is_never_off check (signal <> 'off' or priority < 3 or state = 'resolved'),
    -- The last defence against an alert for which nobody would be called.
    add constraint somebody_is_called check (
        state = 'resolved' or retrospective or priority < 3 or acknowledged_by is not null or due_at is not null);
create index episode_due on episode (due_at) where due_at is not null;

alter table alert_event
    add column target     text,    -- whom it called: primary, buddy, charge-nurse, everyone
    add column person     text,    -- whom it called by name, or to whom it was handed over
    add column call_round integer,
    add column call_step  integer,
    add column staffed    boolean, -- false: nobody was on call for the target
    add column reason     text;    -- code, of the person who acted
