# Every target does its own set-up: a Debian machine with Python 3.11 (and make) is enough. `make` lists the targets.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
BIN := .venv/bin
CODE := $(wildcard src tests evaluation benchmarks training scripts)

.PHONY: help demo test test-slow lint format gate bench lock clean setup setup-dev

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

setup: ## make .venv with what is locked, to run Riwaya
	@scripts/setup.sh core

setup-dev:
	@scripts/setup.sh dev

demo: setup ## read the sample case and show who stands behind what
	@$(BIN)/riwaya demo -o out/demo.html

test: lint ## lint, types and the test suite
	@$(BIN)/pytest -n 2 -m "not slow"

test-slow: lint ## everything, the tests that take minutes too, and new examples for the properties
	@$(BIN)/pytest -n 2 --hypothesis-profile=searching

lint: setup-dev ## ruff and mypy --strict
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/ruff format --check $(CODE)
	@$(BIN)/mypy

format: setup-dev ## let ruff mend what it can
	@$(BIN)/ruff check --fix $(CODE)
	@$(BIN)/ruff format $(CODE)

gate: setup-dev ## measure on the annotated reports (../shared) and hold the figures to their floors
	@$(BIN)/python evaluation/gate.py

bench: setup-dev ## words and megabytes per second of extract, of names, of numbers, of times, of pages and of copies, beside rivals; a report more; the pages of the server
	@$(BIN)/python benchmarks/extract.py
	@$(BIN)/python benchmarks/name_speed.py
	@$(BIN)/python benchmarks/number_speed.py
	@$(BIN)/python benchmarks/time_speed.py
	@$(BIN)/python benchmarks/read_speed.py
	@$(BIN)/python benchmarks/copy_speed.py
	@$(BIN)/python benchmarks/add_one.py
	@$(BIN)/python benchmarks/page_speed.py

LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --no-annotate --no-header

lock: setup-dev ## write the lock files anew (hashes, no addresses); UPGRADE=--upgrade takes newer versions
	@$(BIN)/python -m pip install -qq uv
	@$(LOCK) $(UPGRADE) pyproject.toml --group build --output-file requirements.lock
	@$(LOCK) $(UPGRADE) pyproject.toml --group dev --output-file requirements-dev.lock
	@$(LOCK) $(UPGRADE) benchmarks/rivals.in --no-deps --output-file benchmarks/rivals.lock

clean: ## remove what the other targets made
	@rm -rf .venv out .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
