-- How people who are called want to be reached. Without a row: the console, at any time, in English.
create table person_preference (
    person     text primary key,             -- subject of the person's tokens
    version    bigint not null,
    language   text not null,                -- a BCP 47 tag
    quiet_zone text,                         -- an IANA time zone
    quiet_from time,
    quiet_to   time,
    quiet_days smallint[],                   -- ISO: 1 Monday .. 7 Sunday
    changed_by text not null,
    changed_at timestamptz not null,
    check (num_nonnulls(quiet_zone, quiet_from, quiet_to, quiet_days) in (0, 4))
);

-- Browsers that take Web Push. Endpoint and keys are secrets of the browser and leave by no answer.
create table push_subscription (
    id         uuid primary key,
    person     text not null references person_preference (person) on delete cascade,
    endpoint   text not null unique,         -- one browser is one person's: whoever signed in there last
    address    text not null,                -- as the channel web-push understands it, keys included
    label      text not null,                -- which browser it is, in its person's words
    created_at timestamptz not null
);
create index push_subscription_of_person on push_subscription (person);

-- In the order in which they are tried.
create table person_contact (
    person       text not null references person_preference (person) on delete cascade,
    position     smallint not null,
    channel      text not null,
    address      text,                       -- as the channel understands it
    subscription uuid references push_subscription (id) on delete cascade,
    enabled      boolean not null,
    primary key (person, position),
    unique (person, channel, address),
    unique (subscription),
    check (num_nonnulls(address, subscription) = 1)
);
