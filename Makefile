# Needs Python 3.11 or newer (with venv), make and git; everything else goes into .venv.
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
BIN := .venv/bin

.PHONY: graph test lint docs ontology bench wheel clean

graph: .venv/user ## build the graph of corpus/ into outputs/
	$(BIN)/kg build corpus/ -o outputs

test: .venv/dev ## run every test, a file at a time on each core
	$(BIN)/python -m pytest -n auto --dist loadfile

lint: .venv/dev ## style, types, and which floor imports which
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: .venv/dev ## the page of the ontology; links, commands and fields in the documentation
	$(BIN)/python -m kg.ontology.page docs/ontology/index.html
	$(BIN)/python -m pytest tests/packaging/test_docs.py

ontology: .venv/dev ## schemes from the rows of kg/data, Turtle in canonical form
	$(BIN)/python -m kg.ontology.compile
	$(BIN)/python -m kg.ontology.page docs/ontology/index.html

bench: .venv/dev graph ## start-up times against bare Python
	$(BIN)/python bench/startup.py --graph outputs

wheel: .venv/dev ## dist/*.whl
	$(BIN)/python -m build --wheel

clean:
	rm -rf .venv build dist *.egg-info

.venv/bin/python:
	@test -n "$(PYTHON)" && $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name one with: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/user: .venv/bin/python setup.cfg pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

.venv/dev: .venv/bin/python setup.cfg pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[test,dev]'
	touch $@ .venv/user
