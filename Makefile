# Everything runs in .venv, which is made once from constraints.txt. Only Python 3.11 or newer and make are needed.
PYTHON  ?= python3
WORKERS ?= auto
BIN     := .venv/bin
PIP     := $(BIN)/python -m pip --disable-pip-version-check install -qq -c constraints.txt
# The tests that the coverage of rules and states is held to: measuring takes twice the time, so no others are measured.
DECIDING := tests/rules tests/states tests/rulings tests/properties tests/test_explanations.py \
            tests/tools/test_schema.py tests/tools/test_export_due.py
STORIES := a_good_year repairable_obstacles_are_mended a_lasting_obstacle_ends_without_fault

.PHONY: help demo test check format lint types contracts coverage docs fixtures bench deep node clean

help:       ## what can be made
	@grep -E '^[a-z]+: .*##' Makefile | sed -E 's/:.*##/\t/' | expand -t 12

# --- one environment that grows: what the demo needs, what working on mentorflow needs, what it is measured against ----
.venv/demo: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "mentorflow needs Python 3.11 or newer")'
	@echo "making .venv (once)"
	@$(PYTHON) -m venv .venv
	@$(PIP) pip
	@$(PIP) -e '.[cli]'
	@touch $@

.venv/dev: .venv/demo
	@$(PIP) -e '.[calendar,cli,draw,testing]' --group dev
	@touch $@

.venv/bench: .venv/dev benchmarks/requirements.txt
	@$(PIP) -r benchmarks/requirements.txt
	@touch $@

demo: .venv/demo  ## three stories of a mentoring year, told step by step
	@for story in $(STORIES); do $(BIN)/mentorflow play mentoring-connection --scenario $$story || exit 1; echo; done

test: .venv/dev  ## all tests
	$(BIN)/python -m pytest -n $(WORKERS)

check: format lint types contracts coverage docs test  ## everything a change must pass

format: .venv/dev  ## the formatter has nothing to say
	$(BIN)/ruff format --check .

lint: .venv/dev  ## ruff with all rules
	$(BIN)/ruff check .

types: .venv/dev  ## mypy on the code, pyright on the front door
	$(BIN)/mypy
	PATH=$(CURDIR)/$(BIN):$$PATH pyright
	PATH=$(CURDIR)/$(BIN):$$PATH pyright --verifytypes mentorflow --ignoreexternal

contracts: .venv/dev  ## who may import whom
	$(BIN)/lint-imports

coverage: .venv/dev  ## the tests of what decides, with every branch of rules and states taken
	$(BIN)/python -m pytest -n $(WORKERS) $(DECIDING) --cov --cov-report= --cov-fail-under=0
	$(BIN)/coverage report

docs: .venv/dev  ## generated pages are up to date, links lead somewhere (REWRITE=1 writes the pages and what they print)
	$(if $(REWRITE),$(BIN)/python -m tests.pages)
	$(BIN)/python -m docs.build $(if $(REWRITE),,--check)

fixtures: .venv/dev  ## write the expected findings anew; review the difference
	$(BIN)/python -m tests.fixtures.rewrite

bench: .venv/bench  ## the speed bounds, beside the peers
	$(BIN)/python benchmarks/run.py

deep: .venv/dev  ## the property tests with many more examples, and 10,000 workflows made by chance (an hour on two cores)
	MENTORFLOW_PROFILE=deep $(BIN)/python -m pytest -n $(WORKERS) tests

node: .venv/dev  ## what other programs make of what we write (needs node 18 or newer and npm; no part of check)
	@node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' 2>/dev/null && npm --version >/dev/null 2>&1 || \
		{ echo "make node needs node 18 or newer and npm, and they are not here; all else works without them"; exit 1; }
	cd tests/node && npm ci
	MENTORFLOW=$(BIN)/mentorflow PYTHON=$(CURDIR)/$(BIN)/python node --test tests/node/*.test.mjs

clean:  ## back to a fresh clone
	rm -rf .venv tests/node/node_modules build dist .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
