-- Bulk exports of a care unit, and what of them is done. Written in steps: each adds a part and says
-- so in one transaction, so that an export goes on where it was, in whichever process.
create table bulk_job (
    -- Random, as whoever knows it still needs a token of the same subject.
    id          text primary key,
    subject     text        not null,
    care_unit   text        not null,
    -- What was asked for, as it is told again; names no patient.
    request     text        not null,
    -- Resource types, in the order in which they are written.
    types       text[]      not null,
    since       timestamptz,
    -- What is charted later is not part of it.
    until       timestamptz not null,
    -- Who was in the unit when it was asked for.
    patients    text[]      not null,
    -- How many of them are done, where the one in hand is, and how many steps that took.
    done        int         not null default 0,
    place       text,
    step        int         not null default 0,
    state       text        not null check (state in ('RUNNING', 'DONE', 'FAILED')),
    bytes       bigint      not null default 0,
    created_at  timestamptz not null,
    touched_at  timestamptz not null
);
create index bulk_job_touched on bulk_job (touched_at);

create table bulk_part (
    job_id    text   not null references bulk_job on delete cascade,
    -- Several parts make a file of at most some ten thousand lines.
    type      text   not null,
    file      int    not null,
    step      int    not null,
    resources int    not null,
    -- NDJSON in gzip; parts behind each other are a gzip file again.
    content   bytea  not null,
    primary key (job_id, type, file, step)
);
-- Compressed already.
alter table bulk_part alter column content set storage external;
