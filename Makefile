PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.PHONY: demo test browser pictures lint types check bench serve clean

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("Clew needs Python 3.11 or newer, this is " + sys.version.split()[0] + ": run make PYTHON=python3.12 …" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $(STAMP)

demo: $(STAMP)
	$(BIN)/python examples/demo.py

serve: $(STAMP)
	CLEW_HOME=$${CLEW_HOME:-.demo} $(BIN)/clew serve

test: $(STAMP) browser
	$(BIN)/python -m pytest -n auto --dist loadfile

# What tests/browser needs: Debian's Chromium where this machine can install it, else whatever
# browser is there already; without one those tests are skipped and say so.
browser: $(STAMP)
	@$(BIN)/python tests/browsing.py || ./.ci/browser

# One picture of every type of page, for docs/site.md.
pictures: $(STAMP) browser
	$(BIN)/python docs/pictures/shoot.py

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

# Each prints its figures; benchmarks/RESULTS.md says what others there are.
bench: $(STAMP)
	$(BIN)/python benchmarks/search.py --sizes 10000 --alone
	$(BIN)/python benchmarks/export.py --records 5000
	$(BIN)/python benchmarks/harvest.py --records 4000

check: lint types test

clean:
	rm -rf $(VENV) .demo
