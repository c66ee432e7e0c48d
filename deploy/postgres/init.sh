#!/usr/bin/env bash
# Makes the database and the roles of each service, with the passwords of the files in SECRETS
# (default /run/secrets): <service>_owner, <service>_app, <service>_worker.
#
# For /docker-entrypoint-initdb.d of the public postgres image, which runs it as the superuser on an
# empty data directory. Run by hand it brings a server up to date: what is there stays, what lacks
# is made, passwords become those of the files. PGHOST, PGUSER and so on mean what they do to psql.
if [[ ${BASH_SOURCE[0]} != "$0" ]]; then
  bash "${BASH_SOURCE[0]}"  # the image reads a file that may not be executed; keep to ourselves
  return
fi
set -euo pipefail

export SECRETS=${SECRETS:-/run/secrets}
export PGUSER=${PGUSER:-${POSTGRES_USER:-postgres}} PGDATABASE=${PGDATABASE:-postgres}
# Statements with a password in them are never logged, whatever the server is set to.
export PGOPTIONS="-c log_statement=none -c log_duration=off -c log_min_duration_statement=-1
  -c log_min_duration_sample=-1 -c log_transaction_sample_rate=0
  -c log_min_error_statement=panic -c log_error_verbosity=terse"
services=(intake arrangements notifications reporting)

missing=()
for service in "${services[@]}"; do
  for kind in owner app worker; do
    grep -qs '[^[:space:]]' "$SECRETS/${service}_$kind" || missing+=("$SECRETS/${service}_$kind")
  done
done
if ((${#missing[@]})); then
  printf 'There is no password in %s\n' "${missing[@]}" >&2
  echo 'No database was made.' >&2
  exit 1
fi

run() { psql --no-psqlrc --no-password --quiet --set ON_ERROR_STOP=1 --set VERBOSITY=terse; }

run <<'SQL'
REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC;
SQL

for service in "${services[@]}"; do
  SERVICE=$service run <<'SQL'
\getenv service SERVICE
\set database samenspel_ :service
\set owner_password `cat "$SECRETS/${SERVICE}_owner"`
\set app_password `cat "$SECRETS/${SERVICE}_app"`
\set worker_password `cat "$SECRETS/${SERVICE}_worker"`

SELECT format('CREATE ROLE %I', :'service' || kind)
  FROM unnest(ARRAY['_owner', '_app', '_worker', '_feed']) AS kind
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'service' || kind) \gexec

SELECT format('ALTER ROLE %I NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS',
              :'service' || kind)
  FROM unnest(ARRAY['_owner', '_app', '_worker', '_feed']) AS kind \gexec

SELECT format('ALTER ROLE %I LOGIN PASSWORD %L', :'service' || kind, password)
  FROM (VALUES ('_owner', :'owner_password'), ('_app', :'app_password'),
               ('_worker', :'worker_password')) AS secret (kind, password) \gexec

SELECT format('CREATE DATABASE %I OWNER %I', :'database', :'service' || '_owner')
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec

REVOKE ALL ON DATABASE :"database" FROM PUBLIC;

SELECT format('GRANT CONNECT ON DATABASE %I TO %I', :'database', :'service' || kind)
  FROM unnest(ARRAY['_owner', '_app', '_worker', '_feed']) AS kind \gexec

\echo :database: its roles may enter, and nobody else
SQL
done
