# The commands of the project: `make` lists them.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := aide
.PHONY: aide demo demo-neuve test test-lent endurance check bench captures verrou propre

aide: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk 'BEGIN {FS = ":.*## "} {printf "  make %-12s %s\n", $$1, $$2}'

demo: $(VENV)/.demo ## set up, then run the whole portal with sample data (PORT=8000)
	$(BIN)/portail demo --port $(PORT)

demo-neuve: $(VENV)/.demo ## the same, from a clean state
	$(BIN)/portail demo --port $(PORT) --neuve

test: $(VENV)/.dev ## set up, then all tests but the slow ones, Chromium's journeys included
	$(BIN)/python outils/chromium.py
	$(BIN)/pytest -n 2 --dist worksteal -m "not lent and not navigateur"
	$(BIN)/pytest -m "navigateur and not lent"

test-lent: $(VENV)/.dev ## bounded attack and chaos
	$(BIN)/pytest -m lent

endurance: $(VENV)/.dev ## the full figures of attack and chaos, by hand
	$(BIN)/python -m bench.chaos_paiements --coups 200
	$(BIN)/python -m bench.notifications --tours 200
	$(BIN)/python -m bench.verification --factures 100000

check: $(VENV)/.dev ## format, lint, types, import contracts, templates
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet templates partials

bench: $(VENV)/.dev ## measured comparisons (printed, not judged)
	$(BIN)/python -m bench.imports
	$(BIN)/python -m bench.poids
	$(BIN)/python -m bench.connexions

captures: $(VENV)/.dev ## the screenshots of docs/
	$(BIN)/python outils/captures.py

verrou: $(VENV)/.dev ## resolve the dependencies anew (hashed, without addresses)
	$(BIN)/uv pip compile pyproject.toml --extra demo --extra installation $(OPTIONS_VERROU) -o requirements.txt
	$(BIN)/uv pip compile pyproject.toml --extra demo --extra installation --extra dev $(OPTIONS_VERROU) -o requirements-dev.txt

OPTIONS_VERROU := --quiet --generate-hashes --universal --python-version 3.11 --no-emit-index-url --custom-compile-command "make verrou"

propre: ## remove what was installed and measured, keep the demonstration's state
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed: make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.demo: requirements.txt requirements-htmx.txt pyproject.toml | $(VENV)/bin/pip
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python outils/htmx.py
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.demo
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
