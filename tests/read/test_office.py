"""Older Office files through LibreOffice, and one clear message where it is not installed or does not answer."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import format_writers as write
import pytest

from kg.read import extract, kinds
from kg.read.limits import Limits

RTF = rb"{\rtf1\ansi\uc1 \u23601?\u19994? 12\par}"
needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def test_message_without_libreoffice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ValueError, match=r"needs LibreOffice .*soffice is not on PATH.* save the file as \.docx"):
        extract(RTF, ".rtf")


def test_program_that_does_not_answer_or_gives_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    program.write_text("#!/bin/sh\nsleep 60 & sleep 60\n", encoding="utf-8")
    program.chmod(0o755)
    with pytest.raises(ValueError, match="longer than 1 seconds"):
        extract(RTF, ".rtf", Limits(seconds=1))
    program.write_text("#!/bin/sh\necho no filter >&2\n", encoding="utf-8")
    with pytest.raises(ValueError, match="cannot be read by LibreOffice: no filter"):
        extract(RTF, ".rtf")


def test_what_is_a_sheet() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    assert kinds.is_sheet(ole + "Workbook".encode("utf-16-le"), ".doc")
    assert not kinds.is_sheet(ole + "WordDocument".encode("utf-16-le"), ".xls")
    assert kinds.is_sheet(b"PK", ".ods")


@needs_office
@pytest.mark.parametrize("suffix", ["doc", "rtf", "odt", "xls"])
def test_old_formats(suffix: str, tmp_path: Path) -> None:
    content: write.Content = [("paragraph", "任务分解表"), ("table", [["指标", "目标"], ["就业", "3.2万人"]])]
    source = tmp_path / ("a.xlsx" if suffix == "xls" else "a.docx")
    (write.xlsx_file if suffix == "xls" else write.docx_file)(content, source)
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless", "--convert-to", suffix,
         "--outdir", str(tmp_path), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    found, _ = extract((tmp_path / f"a.{suffix}").read_bytes(), f".{suffix}")
    assert "3.2万人" in found.text
    if suffix != "doc":  # LibreOffice itself loses this table when it writes the .doc
        (table,) = found.tables
        assert "3.2万人" in [found.text[c.start : c.end] for c in table.cells]
    assert found.text.splitlines()[0].strip() == "任务分解表"
