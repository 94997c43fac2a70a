# Everything runs in .venv, which is made from requirements.lock alone. Needs Python 3.11 or later, make and git.
.DEFAULT_GOAL := help
.PHONY: help demo test lint pictures training browser postgres lock clean
.DELETE_ON_ERROR:

BIN := .venv/bin
# Errors only: with more than one index configured, pip warns of every package that one of them lacks.
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check --no-input

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*  ## \(.*\)/make \1|\2/p' Makefile | awk -F'|' '{ printf "%-15s %s\n", $$1, $$2 }'

demo: .venv/ready  ## read one sample article, make a corpus of all, say where to look
	@mkdir -p build
	@$(BIN)/reportedly read examples/articles/strait-relay.txt --outlet 'Northern Press Service' --published 2031-01-14
	@$(BIN)/reportedly read examples/articles/strait-analysis.txt --published 2031-01-16 --format html -o build/demo.html
	@$(BIN)/reportedly read examples/articles.jsonl --format json -o build/demo.jsonl
	@rm -f build/demo.db*
	@echo 'All samples as one corpus. They are set in 2031, hence a warning:'
	@$(BIN)/reportedly add build/demo.jsonl --corpus build/demo.db
	@$(BIN)/reportedly claims --corpus build/demo.db --most 3
	@$(BIN)/python examples/summary.py build/demo.jsonl build/demo.html build/demo.db

test: .venv/ready browser postgres  ## run every gate: ruff, mypy, pytest
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/pytest -n 2 --dist loadfile </dev/null

lint: .venv/ready  ## run ruff and mypy only
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy

pictures: .venv/ready browser  ## draw docs/pictures and run examples/tour.ipynb anew
	@$(BIN)/python examples/pictures.py

training: .venv/ready  ## add what training needs (torch, the encoder) to .venv
	@$(PIP) install -r requirements-training.lock

# Browser tests skip by name where there is no Chromium, so a failure here is told and is no error.
browser:
	@for name in chromium chromium-browser google-chrome; do command -v $$name >/dev/null && exit 0; done; \
	mkdir -p build; \
	if [ "$$(id -u)" = 0 ] && grep -q '^ID=debian' /etc/os-release 2>/dev/null; then \
		{ apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium; } \
			>build/apt.log 2>&1 </dev/null || echo "Chromium could not be installed (see build/apt.log): the browser tests will be skipped." >&2; \
	else echo "No Chromium found: the browser tests will be skipped. Install your system's package 'chromium' to run them." >&2; fi

# Likewise the tests of a corpus in PostgreSQL; they start a server of their own, and leave any other alone.
postgres:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && exit 0; command -v initdb >/dev/null && exit 0; \
	mkdir -p build; \
	if [ "$$(id -u)" = 0 ] && grep -q '^ID=debian' /etc/os-release 2>/dev/null; then \
		{ apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends postgresql; } \
			>build/apt-postgres.log 2>&1 </dev/null || echo "PostgreSQL could not be installed (see build/apt-postgres.log): its tests will be skipped." >&2; \
	else echo "No PostgreSQL server found: its tests will be skipped. Install your system's package 'postgresql' to run them." >&2; fi

lock:  ## write both lock files anew from pyproject.toml
	@python3 -m venv build/lock && build/lock/bin/python -m pip -qq --disable-pip-version-check install uv
	@build/lock/bin/uv pip compile --quiet pyproject.toml --extra dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-annotate --upgrade --custom-compile-command "make lock" -o requirements.lock
	@build/lock/bin/uv pip compile --quiet pyproject.toml --extra training --python-version 3.11 -c requirements.lock \
		$(if $(PIP_FIND_LINKS),--find-links $(PIP_FIND_LINKS)) --no-emit-index-url --no-emit-find-links --no-annotate --upgrade --no-header -o build/training.lock
	@{ echo "# Written by make lock. For make training; no hashes, because torch comes in a build for each machine."; \
		sed -e '/^nvidia-/d' -e '/^cuda-/d' -e '/^triton=/d' -e 's/+cpu//' build/training.lock; } >requirements-training.lock

clean:  ## remove .venv and everything that was built
	@rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

# Two steps, so that an edit of pyproject.toml alone does not install everything again.
.venv/locked: requirements.lock
	@python=""; for name in python3.11 python3.12 python3.13 python3.14 python3; do \
		$$name -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { python=$$name; break; }; done; \
	[ -n "$$python" ] || { echo "Python 3.11 or later with its venv module is needed and was not found (Debian: apt-get install python3 python3-venv)." >&2; exit 1; }; \
	echo "Setting up .venv from requirements.lock, once ($$python)" >&2; \
	$$python -m venv --clear .venv
	@$(PIP) install --only-binary :all: --require-hashes -r requirements.lock
	@touch $@

.venv/ready: .venv/locked pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@
