"""How the characters of the page's names are pronounced, for a search by pinyin.

The page holds one small table, each character with all its readings, instead of a key for each name: a name with a
character of several readings (重庆, 重点) is found by each of them, and the table grows with the characters in use
(some 20 KB for a large graph), not with the names.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from unicodedata import combining, normalize

FIRST = "\u3400"
"""Characters below have no pinyin."""

_NO_TONES = "\u0302\u0308"
"""Marks of ê and ü, which are no tones."""


def readings(names: Iterable[str]) -> dict[str, str]:
    """The characters of some names by their readings: ``{"zhong chong tong": "重", "lv lu": "绿"}``, sorted."""
    characters: set[str] = set()
    for name in names:
        characters.update(name)
    found: dict[str, str] = {}
    for character in sorted(characters):
        if character >= FIRST and (said := _readings(character)):
            found[said] = found.get(said, "") + character
    return dict(sorted(found.items()))


def _readings(character: str) -> str:
    """All readings of a character without tones, ``v`` for ``ü``, each once."""
    marked = _table().get(str(ord(character)), "")
    return " ".join(dict.fromkeys(map(_toneless, marked.split(","))))


def _toneless(reading: str) -> str:
    parts = (c for c in normalize("NFD", reading) if not combining(c) or c in _NO_TONES)
    return normalize("NFC", "".join(parts)).replace("ü", "v")


@cache
def _table() -> dict[str, str]:
    """pypinyin's table of characters, by code point; importing pypinyin for it takes half a second, for its phrases."""
    spec = find_spec("pypinyin")
    assert spec is not None
    assert spec.origin is not None
    table: dict[str, str] = json.loads(Path(spec.origin).with_name("pinyin_dict.json").read_text(encoding="utf-8"))
    return table
