# Two verbs a newcomer needs: `make interview` and `make test`.
# Each sets up what it needs on a fresh machine; a second run is quick.

.PHONY: help interview test lint types benchmarks clean
.DEFAULT_GOAL := help

VENV := .venv
PYTHON := $(VENV)/bin/python
MOCKINT := $(VENV)/bin/mockint

help:
	@echo 'make interview   hold a spoken mock interview (sets everything up first)'
	@echo 'make test        linter, types and tests (sets everything up first)'

interview: $(VENV)/.ready
	@sh setup/portaudio.sh
	@$(MOCKINT) interview --or-rehearse $(ARGS)

test: $(VENV)/.ready-for-tests
	@sh setup/soundcard.sh
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	MOCKINT_NEEDS_SOUND=1 $(PYTHON) -m pytest

$(VENV)/.ready: pyproject.toml setup/venv.sh
	@sh setup/venv.sh $(VENV) .
	@touch $@

$(VENV)/.ready-for-tests: $(VENV)/.ready
	@sh setup/venv.sh $(VENV) '.[dev]'
	@touch $@

benchmarks: $(VENV)/.ready-for-tests
	$(PYTHON) benchmarks/hearing.py
	$(PYTHON) benchmarks/turn.py

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache
