# For developers. People who want to use the program: see the top of README.md.

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
SHELL := /bin/sh
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PYTEST := $(BIN)/python -m pytest -n auto --dist loadgroup

.DEFAULT_GOAL := help
.PHONY: help demo test lint types unit thorough format golden schemas bench clean

help:  ## This list
	@sed -n 's/^\([a-z]*\):.*## /\1|/p' $(MAKEFILE_LIST) | while IFS='|' read -r name meaning; do \
		printf '  make %-8s %s\n' "$$name" "$$meaning"; done

demo: .venv/run  ## The whole program on the sample interviews, in a new home that it names and keeps
	@$(BIN)/followup-mail demo

test: lint types unit  ## Everything that must pass: lint, types and tests

lint: .venv/dev  ## ruff: rules and layout
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: .venv/dev  ## mypy --strict
	$(BIN)/mypy

unit: .venv/dev  ## The tests alone
	$(PYTEST)

thorough: .venv/dev  ## The plan against the oracle over 100,000 histories, and every property with 2,000 examples
	HYPOTHESIS_PROFILE=thorough $(PYTEST) tests/timing tests/moments tests/test_history.py tests/test_policy.py

format: .venv/dev  ## Lay the code out as `make lint` wants it
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

golden: .venv/dev  ## Write tests/golden/ anew; read the difference before you commit it
	$(PYTEST) --update-golden

schemas: .venv/run  ## Write docs/*.schema.json anew from the table of keys
	$(BIN)/python -X utf8 -c "from followup_mail.schemas import *; print(end=as_json(notes_schema()))" >docs/notes.schema.json
	$(BIN)/python -X utf8 -c "from followup_mail.schemas import *; print(end=as_json(config_schema()))" >docs/config.schema.json

bench: .venv/dev  ## How quickly it starts, against a bare Python and mailmerge
	$(BIN)/python bench/startup.py

clean:  ## Remove all that make and the tools have made
	rm -rf .venv .venv-bench .mypy_cache .ruff_cache .pytest_cache .hypothesis dist

# Two stamps, so that `make demo` need not wait for the tools of a developer.
.venv/made:
	@sh .ci/venv .venv
	@touch $@

.venv/run: .venv/made pyproject.toml
	@echo "Installing followup-mail into .venv …"
	@$(PIP) install --upgrade "pip>=25.1"
	@$(PIP) install --editable .
	@touch $@

.venv/dev: .venv/run
	@echo "Installing the tools for lint, types and tests …"
	@$(PIP) install --group dev
	@touch $@
