# Quầy một cửa. `make demo` and `make test` need only Python >= 3.11, git and make.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

VENV := .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.installed

.PHONY: help setup setup-system demo test check format translations screens bugs campaign fuzz damage bench papers lock

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

setup: $(STAMP) ## make .venv and install what is pinned

$(STAMP): requirements.lock .ci/find-python .ci/setup-system
	@.ci/setup-system --only-missing venv
	@python=$$(.ci/find-python) && $$python -m venv --clear $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@touch $@

setup-system: ## install the system's packages that setup and tests need (asks apt)
	@.ci/setup-system

demo: setup ## the main job: 40 citizens, the network goes and comes back, papers in demo/
	@$(PY) main.py demo --headless --out demo

check: setup ## format, lint, types, import contract
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports --no-logo

format: setup ## put the code into shape
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

test: check ## everything CI runs: check, tests with branch coverage
	@.ci/setup-system --only-missing test
	@$(PY) -m coverage erase
	@COVERAGE_PROCESS_START=$(CURDIR)/pyproject.toml $(PY) -m coverage run -m pytest -n 2 --dist loadfile
	@$(PY) -m coverage combine --quiet
	@$(PY) -m coverage report

translations: setup ## extract the window's strings into vi.ts, compile vi.qm
	@$(VENV)/bin/pyside6-lupdate $$(find ui -name '*.py' | sort) -silent -no-obsolete \
	  -locations none -ts resources/translations/vi.ts
	@$(VENV)/bin/pyside6-lrelease resources/translations/vi.ts -silent

screens: setup ## pictures of every view, light and dark, at three screens, into docs/screens
	@$(PY) -m tests.screens

bugs: setup ## plant small bugs one at a time and see that the tests catch each
	@$(PY) -m tests.planted

campaign: setup ## the long ones: kills, power cuts, cuts of the line, simulated desks and cities
	@$(PY) -m tests.faults.kill_the_demonstration --kills 50 --dossiers 200
	@$(PY) -m tests.faults.kill_the_window --kills 50
	@$(PY) -m tests.faults.kills
	@$(PY) -m tests.faults.power
	@$(PY) -m tests.faults.cut_every_kilobyte
	@$(PY) -m tests.faults.simulate --seeds 5000
	@$(PY) -m tests.faults.city --seeds 20000

fuzz: setup ## every parser against hostile texts, ten minutes; the central against random calls
	@$(PY) -m tests.fuzz --seconds 600
	@$(PY) -m tests.sync.central.random_calls --examples 5000

damage: setup ## every paper's codes, folded, blurred, turned, noisy, by two readers; figures as JSON
	@$(PY) -m tests.printing.damage_campaign

bench: setup ## figures of this machine: start, receipt and line beside other programs, the book
	@test requirements-bench.lock -ot .venv-bench/.installed || { \
	  python=$$(.ci/find-python) && $$python -m venv --clear .venv-bench && \
	  .venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --no-deps \
	    --require-hashes -r requirements-bench.lock && touch .venv-bench/.installed; }
	@.venv-bench/bin/python main.py bench start
	@.venv-bench/bin/python main.py bench receipt --peers
	@.venv-bench/bin/python main.py bench book
	@.venv-bench/bin/python main.py bench drain --peers
	@.venv-bench/bin/python main.py bench upload --peers

papers: setup ## a picture of every paper, into docs/papers
	@$(PY) -m tests.papers

lock: setup ## pin the newest versions that the ranges in pyproject.toml allow
	@$(PY) -m pip install --quiet --disable-pip-version-check uv
	@$(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --extra central --extra dev --no-header --output-file requirements.lock pyproject.toml
	@cp requirements.lock requirements-bench.lock
	@$(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --extra central --extra dev --extra peers --no-header \
	  --output-file requirements-bench.lock pyproject.toml
