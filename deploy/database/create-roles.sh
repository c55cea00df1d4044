#!/bin/sh
# Run once by the PostgreSQL image on an empty volume: a role and a schema for each service, and
# nothing for anybody on another's. The passwords come from the environment.
set -eu
for service in gateway ingest alert ehr; do
  password=$(printenv "$(printf '%s' "$service" | tr '[:lower:]' '[:upper:]')_DATABASE_PASSWORD")
  psql -v ON_ERROR_STOP=1 -v role="vitalwire_$service" -v password="$password" -v schema="$service" \
    --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
CREATE ROLE :"role" LOGIN PASSWORD :'password';
CREATE SCHEMA :"schema" AUTHORIZATION :"role";
-- To remove an erased patient's bytes from the files (docs/operators.md).
GRANT pg_checkpoint TO :"role";
GRANT EXECUTE ON FUNCTION pg_switch_wal() TO :"role";
GRANT MAINTAIN ON pg_catalog.pg_statistic TO :"role";
SQL
done
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
  -c 'REVOKE ALL ON SCHEMA public FROM PUBLIC' \
  -c 'CREATE EXTENSION IF NOT EXISTS timescaledb'
