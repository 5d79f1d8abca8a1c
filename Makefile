# `make demo` and `make test` do everything; the rest are their parts.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check check-style gate bench clean

.venv/.ready: pyproject.toml requirements/dev.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes -r requirements/dev.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

demo: .venv/.ready  ## read the bundled example articles and print the ledger
	$(BIN)/recount demo

test: .venv/.ready  ## all tests
	$(BIN)/python -m pytest

check-style: .venv/.ready  ## style, types and import contract
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: check-style test gate  ## what a change must pass: style, types, import contract, tests, accuracy

gate: .venv/.ready  ## accuracy floors alone
	$(BIN)/python benchmarks/gate.py

bench: .venv/.ready  ## speed and memory, written to benchmarks/RESULTS.md
	$(BIN)/python benchmarks/speed.py

clean:
	rm -rf .venv demo build dist
