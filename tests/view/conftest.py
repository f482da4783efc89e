"""A browser, opened once for all tests of the page."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import chromium
import pytest
from view_samples import full, linked, many, notice, report

from kg.view import render_page


@pytest.fixture(scope="session")
def tab() -> Iterator[chromium.Tab]:
    program = chromium.find()
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("chromium is not installed")
        pytest.skip("chromium is not installed")
    opened = chromium.Tab(program)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the notice and the report, as a file."""
    path = tmp_path_factory.mktemp("page") / "index.html"
    path.write_text(render_page([notice(), report()], title="青川"), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the notice and the report with places, bodies, links and findings."""
    path = tmp_path_factory.mktemp("rich") / "index.html"
    path.write_text(linked(full()), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of 25 documents with 6,000 statements."""
    path = tmp_path_factory.mktemp("large") / "index.html"
    path.write_text(render_page(many(25, 240), title="大"), encoding="utf-8")
    return path
