"""The store on disk, and what is said when there is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import GraphError, OutputError
from kg.graph.store import FORMAT, MANIFEST, QUADS, STORE, base_iri, load_store, open_store, read_manifest, write_quads


def test_the_store_holds_every_line(folder: Path) -> None:
    lines = (folder / QUADS).read_text(encoding="utf-8").splitlines()
    assert len(open_store(folder)) == len(lines) > 300


def test_two_readers_at_a_time(folder: Path) -> None:
    first, second = open_store(folder), open_store(folder)
    assert len(first) == len(second)


def test_a_store_opened_for_reading_cannot_be_changed(folder: Path) -> None:
    with pytest.raises(RuntimeError, match="read-write"):
        open_store(folder).clear()


@pytest.mark.parametrize("lines", [[], ["<urn:s> <urn:p> <urn:o> <urn:g> ."]])
def test_small_graphs(tmp_path: Path, lines: list[str]) -> None:
    write_quads(lines, tmp_path / QUADS)
    load_store(tmp_path / QUADS, tmp_path / STORE)
    assert len(open_store(tmp_path)) == len(lines)


def test_no_folder_and_no_graph(tmp_path: Path) -> None:
    for folder in (tmp_path / "missing", tmp_path):
        with pytest.raises(GraphError, match="no graph here; 'kg build"):
            open_store(folder)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_store(tmp_path: Path) -> None:
    (tmp_path / STORE).mkdir()
    (tmp_path / STORE / "CURRENT").write_text("nonsense")
    with pytest.raises(GraphError, match=r"cannot be opened .* build it again"):
        open_store(tmp_path)


def test_a_graph_of_another_format(tmp_path: Path) -> None:
    (tmp_path / STORE).mkdir()
    (tmp_path / MANIFEST).write_text(json.dumps({"format": FORMAT + 1}))
    with pytest.raises(GraphError, match=f"format {FORMAT + 1}, this version reads format {FORMAT}"):
        open_store(tmp_path)


@pytest.mark.parametrize("text", ["{", "[]", '"x"'])
def test_a_damaged_manifest(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(GraphError, match=r"build\.json"):
        read_manifest(tmp_path)


def test_the_base_is_that_of_the_manifest(tmp_path: Path, folder: Path) -> None:
    (tmp_path / MANIFEST).write_text('{"base": "https://example.org/"}')
    assert base_iri(tmp_path) == "https://example.org/"
    assert base_iri(folder) == "https://w3id.org/policykg/data/"


def test_lines_that_are_no_quads(tmp_path: Path) -> None:
    write_quads(["nonsense"], tmp_path / QUADS)
    with pytest.raises(GraphError, match=r"graph\.nq: not valid RDF"):
        load_store(tmp_path / QUADS, tmp_path / STORE)


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="file"):
        write_quads([], tmp_path / "file" / QUADS)
    write_quads([], tmp_path / QUADS)
    with pytest.raises(OutputError, match="file"):
        load_store(tmp_path / QUADS, tmp_path / "file" / STORE)
