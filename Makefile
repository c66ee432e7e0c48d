# Everything a person does with this repository. Needs Python 3.11 or newer and make; no more.
SHELL := /bin/bash
.DEFAULT_GOAL := help

PYTHON ?= python3
UV_VERSION := 0.13.9
BIN := .venv/bin
PACKAGES := $(patsubst %/pyproject.toml,%,$(wildcard libs/*/pyproject.toml services/*/pyproject.toml deploy/*/pyproject.toml))
SOURCES := $(wildcard libs services deploy tests)
SERVICES := $(notdir $(wildcard services/*))
FRONTEND := libs/web/frontend
EXPORT := uv export -q --frozen --no-emit-workspace --no-annotate --no-header
export PATH := $(CURDIR)/$(BIN):$(PATH)
# Tests start hundreds of processes; one that may keep no compiled modules takes twice as long.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test test-unit test-containers check fmt assets setup reset up down logs bench faults faults-smoke faults-long mutants sequences wave lock

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | expand -t 12

run: setup assets ## start Samenspel on this machine (PORT=8000, BUS=log|amqp, DATABASE_URL=, AMQP_URL=)
	@samenspel run

test: setup assets ## run all tests but bench and faults, on real PostgreSQL and RabbitMQ
	@tests/install-servers
	@pytest -q -n 4 --dist worksteal

test-unit: setup ## run the tests that need no server
	@pytest -q $(wildcard libs/*/tests/unit services/*/tests/unit deploy/*/tests/unit)

check: setup assets ## run the gates: format, types, imports, dependencies, SQL, OpenAPI
	@tests/gates/run

fmt: setup ## format the code and repair what a tool can repair
	@ruff format -q . && ruff check -q --fix .

assets: $(FRONTEND)/node_modules/.built ## build the style sheets, scripts and fonts of the pages

setup: .venv/.ready ## install everything into .venv

reset: ## wipe the data of `make run`
	@if [ -x $(BIN)/samenspel ]; then samenspel reset; else rm -rf .samenspel; fi

up: ## start the system in containers and wait until it is healthy (PORT=8080, DEMO=1)
	@deploy/compose.sh up

down: ## stop and remove those containers; their data stays
	@deploy/compose.sh down

logs: ## follow the logs of those containers (SERVICE=intake, postgres, rabbitmq, proxy, ...)
	@deploy/compose.sh logs $(SERVICE)

test-containers: setup ## run the tests of the images and of the system in containers; needs Docker
	@pytest -q -x tests/containers

sequences: setup ## have people of all roles take 5,000 steps of any kind, and watch that nothing is nobody's (SEQUENCE_STEPS=)
	@tests/install-servers
	@SEQUENCE_STEPS=$(or $(SEQUENCE_STEPS),5000) pytest -q -n 0 services/intake/tests/integration/test_any_sequence.py

wave: setup ## have the yearly wave write 10,000 letters, its worker killed half-way (WAVE_TLVS=)
	@tests/install-servers
	@WAVE_TLVS=$(or $(WAVE_TLVS),10000) pytest -q -s -n 0 services/arrangements/tests/integration/test_tlv_wave.py

bench: setup assets ## measure speed, latency and cost beside others (ONLY="drain relay", ROUNDS=5, PROFILE=1, BENCH_FULL=1)
	@tests/install-servers
	@PROFILE=$(PROFILE) BENCH_FULL=$(BENCH_FULL) python -m tests.bench --only "$(ONLY)" --rounds $(or $(ROUNDS),5)

faults: setup ## kill, freeze, cut and fill everything under load, and count what became of it (FAULTS_SEED=)
	@tests/install-servers
	@pytest -q -n 2 --dist worksteal tests/faults

faults-smoke: setup ## the few of those that every change must pass
	@tests/install-servers
	@FAULTS_SCALE=smoke pytest -q -n 2 --dist worksteal -m smoke tests/faults

faults-long: setup ## the same with hundreds of kills, and a soak (SOAK_SECONDS=7200); for a night
	@tests/install-servers
	@FAULTS_SCALE=long SOAK_SECONDS=$(or $(SOAK_SECONDS),7200) pytest -q tests/faults

mutants: setup ## make known mistakes in copies of the spine, and see that a test notices each (ONLY=M5,S3)
	@tests/install-servers
	@python -m tests.mutants --only '$(ONLY)'

lock: setup ## choose the newest versions of all dependencies, with hashes
	@uv lock -q --upgrade
	@$(EXPORT) --all-packages --all-groups -o requirements.lock
	@$(EXPORT) --no-dev $(addprefix --package samenspel-,$(filter-out arrangements,$(SERVICES))) -o deploy/requirements.lock
	@$(EXPORT) --no-dev $(addprefix --package samenspel-,$(SERVICES)) -o deploy/requirements-arrangements.lock

.venv/bin/uv: Makefile
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Samenspel needs Python 3.11 or newer; name one with PYTHON=...'; exit 1; }
	@echo 'Installing into .venv'
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@

.venv/.ready: .venv/bin/uv requirements.lock pyproject.toml $(addsuffix /pyproject.toml,$(PACKAGES))
	@$(BIN)/uv pip install -q -p $(BIN)/python --require-hashes -r requirements.lock
	@$(BIN)/uv pip install -q -p $(BIN)/python --no-deps --no-build-isolation $(addprefix -e ./,$(PACKAGES))
	@touch $@

$(FRONTEND)/node_modules/.built: .venv/.ready $(FRONTEND)/package.json $(FRONTEND)/package-lock.json $(FRONTEND)/build.mjs
	@echo 'Building the assets of the pages'
	@cd $(FRONTEND) && npm ci --silent --ignore-scripts --no-audit --no-fund && npm run --silent build
	@touch $@
