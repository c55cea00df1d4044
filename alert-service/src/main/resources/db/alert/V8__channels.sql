-- Keys of the service's own making, see ChannelSecrets: whoever can read this can answer for anybody.
create table channel_secret (
    name       text primary key,
    value      bytea not null,
    created_at timestamptz not null
);
