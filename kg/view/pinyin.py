"""How the characters of the page's names are pronounced, for a search by pinyin.

The page holds one small table, each character with all its readings, instead of a key for each name: a name with a
character of several readings (重庆, 重点) is found by each of them, and the table grows with the characters in use
(some 20 KB for a large graph), not with the names.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

FIRST = "\u3400"
"""Characters below have no pinyin."""


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


@cache
def _readings(character: str) -> str:
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    return " ".join(dict.fromkeys(found[0])) if found else ""
