-- Pages: who is told of which alerts, and by which ways that is tried. Times are processed times.

-- One person is told of one alert, or of several that came together.
create table page (
    id          uuid primary key,
    -- The event that made it, or the last one that it was extended by: its place on the live stream.
    event_id    bigint not null,
    -- Rises with each alert that is added; who answers a page answers what they have seen of it.
    version     integer not null default 1,
    patient_id  text,                        -- null: a digest, of several patients
    care_unit   text,
    person      text,                        -- null: there was nobody who could be paged
    target      text not null,               -- whom the step called: primary, buddy, ..., person, last-resort
    priority    smallint not null check (priority between 1 and 3),
    synthetic   boolean not null,
    created_at  timestamptz not null,
    told_at     timestamptz not null,        -- when it goes out: later than created_at for a digest
    state       text not null check (state in ('open', 'received', 'answered', 'withdrawn', 'unreachable')),
    received_at timestamptz,
    ended_at    timestamptz,                 -- answered or withdrawn
    -- Open: when the next way is tried for want of a receipt. Unreachable: when the episodes have to be told of it.
    due_at      timestamptz,
    check (due_at is not null or state <> 'open')
);
create index page_due on page (due_at) where due_at is not null;
create index page_of_person on page (person, told_at desc);
create index page_of_event on page (event_id);
create index page_by_age on page (created_at);

-- What a page lists.
create table page_episode (
    page_id    uuid not null references page (id),
    episode_id uuid not null references episode (id),
    round      integer not null,
    step       integer not null,             -- of the round, from 1; the newest that called this person
    target     text not null,
    last       boolean not null,             -- whether no other target follows in the round
    priority   smallint not null,            -- of the alert as the person was told of it
    version    integer not null,             -- of the page, when it was added
    live       boolean not null default true, -- whether the person still has to know
    primary key (page_id, episode_id)
);
create index page_episode_of_episode on page_episode (episode_id, round, step);
create index page_episode_live on page_episode (episode_id) where live;

-- One way that a page is sent by. The id is the same for all attempts.
create table page_delivery (
    id          uuid primary key,
    page_id     uuid not null references page (id),
    rank        smallint not null,           -- in which order ways are tried
    channel     text not null,
    address     text not null,
    priority    smallint not null,
    created_at  timestamptz not null,
    due_at      timestamptz not null,        -- -infinity: at once, whatever clocks do
    attempts    integer not null default 0,
    listed      integer not null default 0,  -- version of the page that the last attempt showed
    state       text not null check (state in
        ('waiting', 'pending', 'sent', 'received', 'refused', 'given-up', 'withdrawn')),
    reference   text,                        -- the next system's name for it
    last_result text,
    sent_at     timestamptz,
    received_at timestamptz
);
create index page_delivery_of_page on page_delivery (page_id, rank);
create index page_delivery_due on page_delivery (channel, priority desc, due_at) where state = 'pending';
create index page_delivery_by_reference on page_delivery (channel, reference) where reference is not null;
