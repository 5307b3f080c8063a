# Two verbs a newcomer needs: `make interview` and `make test`.
# Each sets up what it needs on a fresh machine; a second run finds that done.

.PHONY: help interview test benchmarks train clean
.NOTPARALLEL:

PYTHON := .venv/bin/python
SHELL := /bin/bash

help:
	@echo 'make interview   hold a spoken mock interview (sets everything up first)'
	@echo 'make test        linter, types, tests, and what they cover (sets everything up first)'
	@echo 'make benchmarks  measure how well it hears, how right it marks, how quick it is'
	@echo 'make train       make the tables and the encoder anew out of corpus/ (half an hour)'
	@echo 'make clean       forget what was set up; recordings stay'

interview:
	@sh setup/venv.sh .
	@sh setup/sound.sh
	@$(PYTHON) -m mockint interview --or-rehearse $(ARGS)

test:
	@sh setup/venv.sh '.[dev]'
	@sh setup/soundcard.sh
	@sh setup/browser.sh
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	@# By files: the tests of one share what was spoken for them.
	@rm -rf .coverage && mkdir .coverage
	@set -o pipefail; $(PYTHON) -m coverage run -m pytest --numprocesses 2 --dist loadfile | tee .coverage/told
	@# How much of each part of the product that ran; 1 where one is under its share.
	@# Of a process that was killed there may be half a file: coverage says so, and passes it over.
	@$(PYTHON) -m coverage combine --quiet
	@$(PYTHON) -m coverage json --quiet | $(PYTHON) -m tests.covered
	@tail -n 1 .coverage/told

benchmarks:
	@sh setup/venv.sh '.[dev]'
	@sh setup/soundcard.sh
	$(PYTHON) -m benchmarks.hearing
	$(PYTHON) -m benchmarks.judge
	$(PYTHON) -m benchmarks.compare
	$(PYTHON) -m benchmarks.turn
	$(PYTHON) -m benchmarks.afterwards

train:
	@sh setup/venv.sh '.[dev]'
	$(PYTHON) -m pip install --quiet --editable '.[train]'
	$(PYTHON) -m training

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
