# `make run` shows the paper, `make test` proves it. Both make what they need on a fresh clone.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py

export SITE_URL ?= http://127.0.0.1:$(PORT)

.PHONY: run test lint messages clean

run: .venv/run-installed
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) loadsample
	@$(MANAGE) makedemopeople
	@echo "http://127.0.0.1:$(PORT)/  ·  http://127.0.0.1:$(PORT)/admin/"
	@$(MANAGE) runserver --skip-checks 127.0.0.1:$(PORT)

test: .venv/dev-installed
	$(BIN)/pytest $(ARGS)

lint: .venv/dev-installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djade --target-version 5.2 --check $$(git ls-files 'templates/*.html')
	$(BIN)/djlint --lint --quiet templates

messages: .venv/dev-installed
	$(MANAGE) makemessages --locale zh_Hans --no-wrap --add-location file --ignore .venv --ignore var --ignore .tools
	$(MANAGE) compilemessages --locale zh_Hans --ignore .venv

clean:
	rm -rf .venv .tools var .pytest_cache .ruff_cache

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed.")'
	$(PYTHON) -m venv .venv

.venv/run-installed: requirements.txt | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/dev-installed: requirements.txt requirements-prod.txt requirements-dev.txt | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
