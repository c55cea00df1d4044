-- Who is called for which care unit. The document is what GET answers and PUT takes.
create table on_call_team (
    id         text primary key,
    care_unit  text not null,
    version    bigint not null,
    document   jsonb not null,
    changed_by text not null,
    changed_at timestamptz not null
);
-- Every change that was ever made; without a document where the team was deleted.
create table on_call_change (
    team_id    text not null,
    version    bigint not null,
    document   jsonb,
    changed_by text not null,
    changed_at timestamptz not null,
    primary key (team_id, version)
);
