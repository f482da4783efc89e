"""What the tests of the command line share."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner
from standin import install

import kg


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "kg.pipeline", ModuleType("kg.pipeline"))
    install()


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """Runs commands in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return CliRunner()


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """A folder with three documents."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "b.txt").write_text("一、全市新增就业5000人\n二、培训300人，其中女100人\n", encoding="utf-8")
    (folder / "a.txt").write_text("新增学位70人\n", encoding="utf-8")
    (folder / "c.html").write_text("<p>招聘9人</p>", encoding="utf-8")
    return folder


@pytest.fixture
def start(tmp_path: Path) -> Callable[..., subprocess.Popen[str]]:
    """Starts ``kg`` with the stand-in in a process of its own."""

    def start(*arguments: str, **options: Any) -> subprocess.Popen[str]:
        code = f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); import standin; standin.install()"
        code += "; from kg.cli import main; main(prog_name='kg')"
        settings = {"cwd": tmp_path, "text": True, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
        return subprocess.Popen([sys.executable, "-c", code, *arguments], **settings)

    return start


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of two documents, built with the stand-in."""
    folder = tmp_path_factory.mktemp("graph")
    (folder / "b.txt").write_text("（一）全市新增就业5000人。培训300人，其中女100人。\n", encoding="utf-8")
    (folder / "c.html").write_text("<p>招聘9人</p>", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "kg.pipeline", ModuleType("kg.pipeline"))
        install()
        kg.build([folder / "b.txt", folder / "c.html"], folder / "out")
    return folder / "out"
