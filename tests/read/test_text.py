"""Reading .txt: every character kept, every bad file refused with one clear reason."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.read import read
from kg.read.limits import Limits
from kg.read.text import decode


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "text",
    [
        "新增就业12万人。\n",
        "一行\r\n二行\r三行\n",
        "\ufeff带标记",
        "全角　空格\u00a0x",
        "\U00020000扩展",
        "a\u2028b\x0bc\x0cd\n\n",
    ],
)
def test_text_is_untouched(tmp_path: Path, text: str) -> None:
    data = text.encode("utf-8")
    document = read(write(tmp_path, "a.txt", data), "a.txt")
    assert document.text == text
    assert document.name == "a.txt"
    assert document.media_type == "text/plain"
    assert document.sha256 == sha256(data).hexdigest()


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_decoding_undoes_encoding(text: str) -> None:
    data = text.encode("utf-8")
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        assert decode(data) == text


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", "\ufeff \n\u3000\r\n".encode(), "holds no text"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a picture"),
        ("noise.txt", bytes(range(128, 256)) * 9, "is not UTF-8 (byte 0x80 at position 0)"),
        ("half.txt", "郑州市".encode()[:-1], "is not UTF-8 (byte 0xE5 at position 6)"),
        ("notes.ppt", b"x", "unknown file type .ppt; known are .csv, .doc, .docm, .docx, .et, .htm"),
        ("notes", b"x", "unknown file type (no suffix)"),
    ],
)
def test_bad_file(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    path = write(tmp_path, name, data)
    with pytest.raises(ReadError) as caught:
        read(path, name)
    assert reason in caught.value.reason
    assert str(caught.value) == f"{path}: {caught.value.reason}"


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="does not exist"):
        read(tmp_path / "no.txt", "no.txt")


def test_folder_named_like_a_file(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(ReadError, match="is not a file"):
        read(tmp_path / "folder.txt", "folder.txt")


def test_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "secret.txt", b"x")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ReadError, match="cannot be read: Permission denied"):
        read(path, "secret.txt")


def test_file_that_is_too_large(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="is too large"):
        read(write(tmp_path, "large.txt", b"x" * 11), "large.txt", Limits(bytes=10))


def test_one_line_of_20_megabytes(tmp_path: Path) -> None:
    text = "新增就业12万人，" * 840_000
    document = read(write(tmp_path, "long.txt", text.encode()), "long.txt")
    assert len(document.text) == len(text)
