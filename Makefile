# `make run` shows the paper, `make test` proves it. Both make what they need on a fresh clone.

PYTHON ?= python3
PORT ?= 8000
VENV ?= .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
BIOME := 2.6.8

# A machine of one's own, said aloud: `manage.py` guesses for no command that may change data which site it is for.
export DEBUG ?= true
export SITE_URL ?= http://127.0.0.1:$(PORT)

.PHONY: run test test-postgresql soak durations lint messages clean

run: $(VENV)/run-installed
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) loadsample
	@$(MANAGE) makedemopeople
	@echo "http://127.0.0.1:$(PORT)/  ·  http://127.0.0.1:$(PORT)/admin/"
	@$(MANAGE) runserver --skip-checks 127.0.0.1:$(PORT)

test: $(VENV)/dev-installed
	$(BIN)/pytest $(ARGS)

# All that runs on SQLite; `.ci/run` runs on PostgreSQL what a database decides.
test-postgresql: $(VENV)/dev-installed
	.ci/with-postgresql $(BIN)/pytest --whole $(ARGS)

# What is long by nature: generated cases, the suite on days to come, the browser beside a load.
soak: export PREPARED := $(CURDIR)/var/soak
soak: $(VENV)/dev-installed
	@rm -rf $(PREPARED)
	$(BIN)/pytest --soak
	$(BIN)/pytest -m "not browser" --on 2027-01-01
	$(BIN)/pytest -m "not browser" --on 2028-02-29
	.ci/steady
	$(BIN)/python soak/behind_nginx.py
	$(BIN)/python soak/watching.py sqlite
	$(BIN)/python soak/watching.py postgresql
	$(BIN)/python soak/outages.py
	$(BIN)/python soak/doctor.py postgresql
	$(BIN)/python soak/disk_full.py sqlite
	$(BIN)/python soak/disk_full.py postgresql
	$(BIN)/python soak/kills.py
	$(BIN)/python soak/readers.py
	$(BIN)/python soak/backup.py
	$(BIN)/python soak/upgrade.py

# Measure how long each file takes, for the order in which the next runs begin them.
durations: $(VENV)/dev-installed
	$(BIN)/pytest --write-durations

lint: $(VENV)/dev-installed .tools/biome-$(BIOME)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djade --target-version 5.2 --check $$(git ls-files 'templates/*.html')
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/lint-imports --no-logo --no-cache
	$(BIN)/mypy
	.tools/node_modules/.bin/biome lint --error-on-warnings

messages: $(VENV)/dev-installed
	$(MANAGE) makemessages --locale zh_Hans --no-wrap --add-location file --ignore '.venv*' --ignore var --ignore .tools
	$(MANAGE) compilemessages --locale zh_Hans --ignore '.venv*'

clean:
	rm -rf .venv .venv-* .tools var .mypy_cache .pytest_cache .ruff_cache

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed.")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/run-installed: requirements.txt | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/dev-installed: requirements.txt requirements-prod.txt requirements-dev.txt | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

# One program without dependencies; npm only brings it.
.tools/biome-$(BIOME):
	@command -v npm >/dev/null || { echo "npm is needed (apt install npm): it fetches what checks style sheets and scripts."; exit 1; }
	npm install --silent --no-audit --no-fund --ignore-scripts --prefix .tools @biomejs/biome@$(BIOME)
	@touch $@
