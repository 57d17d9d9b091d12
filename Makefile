# Every target sets up .venv by itself: made when it is missing, brought up to date when pyproject.toml or
# constraints.txt changed.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
# two cores are enough for the tests; a parser of its own for each more would only take memory
export OMP_NUM_THREADS ?= 2

.PHONY: demo test check golden bench wheel setup clean
.DEFAULT_GOAL := help

.PHONY: help
help:
	@echo "make demo    code a sample of news articles and show the events"
	@echo "make test    run the tests"
	@echo "make check   formatting, lint, types, import floors, and all tests with warnings as errors"
	@echo "make golden  triples: precision and recall; non-events: false rows; every failing case"
	@echo "make bench   speed, memory, size: all ratios, some ten minutes; of compiled modules too after make wheel"
	@echo "make wheel   a wheel with compiled modules in dist/; needs a C compiler"

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "eventcoder needs Python 3.11 or newer: make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "setting up .venv (once; some minutes)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,notebook]'
	@touch $@

demo: $(STAMP)
	@$(BIN)/eventcoder demo --output output/demo

test: $(STAMP)
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -m "not slow" -n 2 --dist loadfile

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -W error

golden: $(STAMP)
	@$(BIN)/python -m tools.score_triples
	@$(BIN)/python -m tools.score_non_events

bench: $(STAMP)
	@$(BIN)/python -m bench

# the same sources, the hot modules compiled besides: twice as fast after the parse
wheel: $(STAMP)
	EVENTCODER_COMPILE=1 $(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
