.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
# pip's progress without what it says of root, new versions and packages that are there already.
INSTALL := PIP_ROOT_USER_ACTION=ignore PIP_NO_WARN_SCRIPT_LOCATION=1 $(BIN)/python -m pip install --disable-pip-version-check --progress-bar on
CODE := domain bot api jobs tests
# Tests of rules and checks that need neither a database nor weeks of a simulated car.
RULES := tests/domain/*/test_rules.py tests/domain/valuation/test_market.py tests/domain/hints tests/domain/reports/test_advice.py tests/domain/health tests/domain/booking/test_reasons.py tests/domain/booking/test_bars.py tests/domain/booking/test_capacity.py tests/domain/battery/test_capacity.py tests/domain/battery/test_outlook.py
SIMULATED := tests/domain/health/test_stories.py tests/domain/health/test_figures.py tests/domain/health/test_learn.py tests/domain/health/test_season.py
# Tests that serve the whole product, as processes, in a browser or for weeks of a story.
WALKS := tests/walks tests/browser tests/jobs tests/faults tests/domain/dialogue/test_every_story.py
PYTEST := OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 $(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile --inline-snapshot disable
unexport PYTHONDONTWRITEBYTECODE # the tests start the program some hundred times

.PHONY: help setup run test walks collect coverage faults lint format bench messages lock clean

help: ## Show what can be asked for
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/run.stamp: requirements.lock pyproject.toml
	@test -x $(BIN)/python || { echo "1/3 Making a virtual environment in .venv ..."; $(PYTHON) -m venv .venv; }
	@echo "2/3 Fetching $$(grep -c '==' requirements.lock) libraries; the first time this takes a few minutes ..."
	@$(INSTALL) --require-hashes -r requirements.lock
	@echo "3/3 Putting Beforehand itself in its place ..."
	@$(INSTALL) --quiet --no-deps --no-build-isolation -e .
	@touch $@
	@echo "Ready. make run starts the demo."

.venv/dev.stamp: .venv/run.stamp requirements-dev.lock
	@echo "Fetching what tests and checks need ..."
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

setup: .venv/run.stamp ## Make the virtual environment in .venv

run: setup ## Start the demo with its chat page on http://127.0.0.1:8000
	$(BIN)/beforehand run --demo

test: .venv/dev.stamp ## Run the tests of every part, on both databases (ten minutes on two cores)
	$(PYTEST) $(addprefix --ignore=,$(WALKS))

walks: .venv/dev.stamp ## Run the tests that serve the whole product, some in a browser (ten minutes on two cores)
	$(PYTEST) $(WALKS)

collect: .venv/dev.stamp ## Collect every test and print user and system time (last line, of what was started): 8 s at most
	@$(BIN)/python -m pytest --collect-only --quiet | tail -n 1; times

coverage: .venv/dev.stamp ## Hold rules and checks to the share of lines and branches that their own tests run
	$(BIN)/coverage run -m pytest --quiet $(RULES) $(addprefix --ignore=,$(SIMULATED)) -k "not sqlite and not postgresql"
	$(BIN)/coverage report

faults: .venv/dev.stamp ## Let Telegram, databases, disk and clock fail in every way, on SQLite and PostgreSQL
	$(BIN)/python -m pytest tests/faults tests/domain/dialogue/test_agreement.py tests/api/pages/test_addresses.py -m "long or not long" --inline-snapshot disable

lint: .venv/dev.stamp ## Format check, lint, types, import contract
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/dev.stamp ## Format the code and mend what ruff can mend
	$(BIN)/ruff format $(CODE)
	$(BIN)/ruff check --fix $(CODE)

bench: .venv/dev.stamp ## Measure the bars of docs/performance.md
	$(BIN)/beforehand bench all

messages: .venv/dev.stamp ## Collect the texts to translate into locales/
	$(BIN)/python -m jobs.messages

lock: .venv/dev.stamp ## Resolve the dependencies again
	@$(INSTALL) --quiet uv
	$(BIN)/uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group build --group dev -c requirements.lock --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet -o requirements-dev.lock

clean: ## Remove the virtual environment and caches
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
