#!/usr/bin/env bash
# The system in containers on this machine; `make up`, `make down` and `make logs` call it.
#   compose.sh up               build, start, wait until all is healthy, print the address
#   compose.sh down             stop and remove the containers; data and passwords stay (-v: no data)
#   compose.sh logs [service]   follow the logs of one service, or of all
#   compose.sh …                anything else that Compose can do (ps, exec, run, …)
# Reads PORT (8080), DEMO (1), SCANNER (look for viruses in documents: 1, and 0 while DEMO=1),
# PUBLIC_URL, COMPOSE_PROJECT_NAME (samenspel) and HEALTHY_WITHIN (120 seconds, 600 with the scanner);
# own changes go into deploy/compose.override.yaml.
set -euo pipefail
cd "$(dirname "$0")"

export PORT=${PORT:-8080} DEMO=${DEMO:-1}
export PUBLIC_URL=${PUBLIC_URL:-http://127.0.0.1:$PORT}
# Documents of a demonstration are made up; for those of children somebody looks. A setting of its
# own: a demonstration can have it too, and who looks elsewhere can do without.
SCANNER=${SCANNER:-$((DEMO == 1 ? 0 : 1))}
if [[ $SCANNER != [01] ]]; then echo "SCANNER is 0 or 1, not $SCANNER" >&2; exit 2; fi
project=${COMPOSE_PROJECT_NAME:-samenspel}
healthy_within=${HEALTHY_WITHIN:-120}  # seconds
running=$((11 + SCANNER))              # PostgreSQL, RabbitMQ, four times api and worker, proxy

if docker compose version >/dev/null 2>&1; then compose=(docker compose); else compose=(docker-compose); fi
compose+=(-p "$project" -f compose.yaml)
if [[ -f compose.override.yaml ]]; then compose+=(-f compose.override.yaml); fi

if [[ $SCANNER == 1 ]]; then
  compose+=(--profile scanner)
  healthy_within=${HEALTHY_WITHIN:-600}  # it brings in its signatures first
  export CLAMD_URL=${CLAMD_URL:-tcp://clamav:3310}
fi

complain() { printf '%s\n' "$@" >&2; exit 1; }

quietly() { # what it says is only of interest when it fails
  local said
  said=$("$@" 2>&1) || complain "$said"
}

states() { # one line a container that should run: service and what the engine says of it
  docker ps -a --filter label=com.docker.compose.project="$project" \
    --format '{{.Label "com.docker.compose.service"}} {{.Status}}' | grep -v -E '^[a-z]+-migrate |^demo ' || true
}

wait_until_healthy() {
  local until=$((SECONDS + healthy_within)) unwell
  while true; do
    unwell=$(states | grep -v '(healthy)' || true)
    if [[ -z $unwell && $(states | wc -l) -ge $running ]]; then return; fi
    if ((SECONDS >= until)); then
      for service in $(cut -d' ' -f1 <<<"$unwell"); do "${compose[@]}" logs --tail=10 "$service" >&2; done
      complain "Not healthy within $healthy_within s:" "$unwell"
    fi
    sleep 1
  done
}

up() {
  docker info >/dev/null 2>&1 || complain "Docker does not answer: is it installed and started, and may you use it?"
  python3 write_secrets.py
  echo 'Building images'
  quietly "${compose[@]}" --profile demo build -q
  echo 'Starting containers'
  quietly "${compose[@]}" up -d --remove-orphans
  wait_until_healthy
  if [[ $DEMO == 1 ]]; then "${compose[@]}" run --rm -T demo; fi
  echo "Samenspel is up: $PUBLIC_URL"
}

logs() {
  case ${1:-} in
    '') "${compose[@]}" logs -f --tail=50 ;;
    intake | arrangements | notifications | reporting)
      "${compose[@]}" logs -f --tail=200 "$1-migrate" "$1-api" "$1-worker" ;;
    *) "${compose[@]}" logs -f --tail=200 "$1" ;;
  esac
}

case ${1:-} in
  up) up ;;
  down) "${compose[@]}" --profile demo --profile scanner down --remove-orphans "${@:2}" ;;
  logs) if (($# > 2)) || [[ ${2:-} == -* ]]; then "${compose[@]}" "$@"; else logs "${2:-}"; fi ;;
  *) "${compose[@]}" "$@" ;;
esac
