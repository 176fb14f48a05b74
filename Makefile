# What one does here. `make` alone lists it; see README.md for the settings of `make run`.

PY := .venv/bin/python
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help environment run demo test bench lint types fmt clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

environment: ## .venv as the lock file says (instant when it already is)
	@.ci/environment

run: environment ## serve on HOST:PORT with the data in DATA_DIR
	@exec $(PY) app.py $(ARGS)

demo: environment ## serve a fresh demo from data-demo/, forgetting the last one
	@mkdir -p data-demo && flock -n data-demo/app.lock rm -rf data-demo \
	  || { echo "make demo: data-demo is still in use by another process" >&2; exit 1; }
	@DATA_DIR=data-demo exec $(PY) app.py $(ARGS)

test: environment ## all tests, or ARGS='tests/backend -k lock'
	@.ci/browser
	@$(PY) -m pytest $(ARGS)

bench: environment ## measure the promised times; results in bench/out/
	@$(PY) -m bench $(ARGS)

lint: environment ## ruff: rules and format
	@$(PY) -m ruff check --quiet . && $(PY) -m ruff format --quiet --check . && echo "lint: clean"

types: environment ## basedpyright, strict
	@$(PY) -m basedpyright

fmt: environment ## put the code into shape
	@$(PY) -m ruff check --quiet --fix . ; $(PY) -m ruff format .

clean: ## remove what tools left behind; never data, never .venv
	@rm -rf .pytest_cache .ruff_cache bench/out tests/backend/js/node_modules
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
