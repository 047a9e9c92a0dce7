# Every target does its own set-up in .venv; Python 3.11 is all it needs.
.DEFAULT_GOAL := help
PYTHON ?= $(shell command -v python3.11 || echo python3)
BIN := .venv/bin
STAMP := .venv/.installed
DEMO_OUT ?= demo-output
OUT ?= build/screenshots
WALK_OUT ?= build/walk

.PHONY: help run demo test check format translations screenshots walk clean

help:
	@echo "make run     open the window"
	@echo "make demo    analyse the demo patient's videos, write report and tables to $(DEMO_OUT)"
	@echo "make test    run the tests"
	@echo "make check   ruff, mypy --strict, import contracts"
	@echo "make format  let ruff lay out the code"
	@echo "make translations   renew the window's translations from the sources"
	@echo "make screenshots   take pictures of every screen, in both themes and languages, into $(OUT)"
	@echo "make walk    go through the program by mouse and keyboard, with a picture of every step"

$(STAMP): pyproject.toml installer/constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --constraint installer/constraints.txt "setuptools>=77"
	$(BIN)/python -m pip install --quiet --constraint installer/constraints.txt \
		--no-build-isolation --editable ".[dev,train]"
	touch $(STAMP)

run: $(STAMP)
	$(BIN)/hemiface

demo: $(STAMP)
	$(BIN)/hemiface demo --out $(DEMO_OUT)

test: $(STAMP)
	$(BIN)/python -m pytest --cov --cov-report=term:skip-covered --cov-fail-under=100

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

screenshots: $(STAMP)
	$(BIN)/python -m installer.screenshots $(OUT)

walk: $(STAMP)
	$(BIN)/python -m installer.walk $(WALK_OUT)

translations: $(STAMP)
	$(BIN)/python -m installer.translate

clean:
	rm -rf .venv build dist *.egg-info demo-output
