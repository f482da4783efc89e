"""The places that have a code: GB/T 2260 with former names, development zones, towns and sub-districts.

Codes have six digits, towns nine. The parent is told by the code; a county that stands right under its province
(济源市, 仙桃市, 石河子市) has the province as parent.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.data import pattern, words

MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})


@dataclass(frozen=True, slots=True)
class Known:
    """A place of the tables.

    Attributes:
        code: six digits, or nine of a town.
        name: its own name (中原区); ``label`` the name that is one in China (郑州市中原区, 新郑市).
        level: one of :data:`kg.model.LEVELS`.
        parent: code of the place that it is part of; ``None`` of a province.
    """

    code: str
    name: str
    label: str
    level: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class Former:
    """What a place was called before.

    Attributes:
        code, name: of that time; ``parent`` the name of the city or province it was part of, or empty.
        now: code of the place it is, or is part of, today.
        year, kind, source: when that changed, how (撤县设区), and by what decision.
    """

    code: str
    name: str
    parent: str
    now: str
    year: str
    kind: str
    source: str


class Gazetteer:
    """All places above the towns, by code, name and short name; made once, in about twenty milliseconds."""

    def __init__(self) -> None:
        self._codes: dict[str, Known] = {}
        self._names: dict[str, list[str]] = {}
        self._stems: dict[str, list[str]] = {}
        self._children: dict[str, list[str]] = {}
        self._former: dict[str, list[Former]] = {}
        self._was: dict[str, list[str]] = {}
        for code, name in _table("places"):
            self._add(code, name, _level(code))
        for code, name in _table("zones"):
            self._add(code, name, "development-zone")
        for row in _table("former_places"):
            former = Former(*row)
            self._former.setdefault(former.name, []).append(former)
            if former.name != self._codes[former.now].name:
                self._was.setdefault(former.now, []).append(former.name)

    def _add(self, code: str, name: str, level: str) -> None:
        parent = self._parent(code)
        above = self._codes[parent] if parent else None
        in_city = above is not None and (above.level == "prefecture" or above.code in MUNICIPALITIES)
        alone = level == "county" and name.endswith("市")  # county-level cities have names of their own
        label = above.name + name if above and in_city and not alone and stem(above.name) not in name else name
        self._codes[code] = Known(code, name, label, level, parent)
        self._names.setdefault(name, []).append(code)
        self._stems.setdefault(stem(name), []).append(code)
        if parent:
            self._children.setdefault(parent, []).append(code)

    def _parent(self, code: str) -> str | None:
        if code.endswith("0000"):
            return None
        city = code[:4] + "00"
        return city if city != code and city in self._codes else code[:2] + "0000"

    def codes(self) -> list[str]:
        """The codes of all places above the towns."""
        return list(self._codes)

    def get(self, code: str) -> Known:
        """The place of a code.

        Raises:
            KeyError: no place has it.
        """
        return self._codes[code] if len(code) == 6 else _towns(code[:6])[code]

    def named(self, name: str) -> list[Known]:
        """The places that have this name today."""
        return [self._codes[c] for c in self._names.get(name, ())]

    def called(self, short: str) -> list[Known]:
        """The places whose name without its generic word is ``short``: 中原 is 中原区."""
        return [self._codes[c] for c in self._stems.get(short, ())]

    def formerly(self, name: str) -> list[Former]:
        """The places that had this name, with what they are now."""
        return self._former.get(name, [])

    def former_names(self, code: str) -> tuple[str, ...]:
        """What the place of a code was called before, or what it took in, oldest code first."""
        return tuple(dict.fromkeys(self._was.get(code, ())))

    def children(self, code: str) -> list[Known]:
        """The units right below a place, without zones, in the order of their codes."""
        return [p for c in self._children.get(code, ()) if (p := self._codes[c]).level != "development-zone"]

    def zones(self, code: str) -> list[Known]:
        """The development zones of a city."""
        return [p for c in self._children.get(code, ()) if (p := self._codes[c]).level == "development-zone"]

    def towns(self, code: str) -> list[Known]:
        """The towns and sub-districts of a county."""
        return list(_towns(code).values())

    def above(self, place: Known) -> Iterator[Known]:
        """The place and what it is part of, innermost first."""
        yield place
        while place.parent:
            place = self.get(place.parent)
            yield place

    def prefixed(self, prefix: str) -> list[Known]:
        """The places whose documents may have this number prefix (惠府办: 惠州市, 惠山区 and others)."""
        short = pattern("prefix-office").sub("", prefix)
        if not short:
            return []
        own = self.called(short) + [self._codes[f.now] for n in "县市区" for f in self.formerly(short + n)]
        signs = [p for p in self._codes.values() if _ABBREVIATIONS.get(p.code) == short]
        first = [
            p for p in self._codes.values() if len(short) == 1 and p.name[0] == short and p.level != "development-zone"
        ]
        return list(dict.fromkeys(own + signs + first))


_ABBREVIATIONS = {
    code + "0000": sign
    for code, sign in zip(
        "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65".split(),
        "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云藏陕甘青宁新",
        strict=True,
    )
}  # GB/T 2260, annex: 简称

_GENERIC = re.compile(
    r"(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|自治县|自治旗|地区|林区|矿区|新区|省|市|县|区|盟|旗|州)\Z"
)


@cache
def stem(name: str) -> str:
    """A name without its generic word and the peoples in it: 管城 of 管城回族区, 黔南 of 黔南布依族苗族自治州."""
    short = _GENERIC.sub("", name) or name
    peoples = pattern("peoples")
    while match := peoples.search(short):
        if match.start() < 2:
            break
        short = short[: match.start()]
    return short if len(short) > 1 else name


@cache
def gazetteer() -> Gazetteer:
    """The one gazetteer of the process."""
    return Gazetteer()


def level_of(name: str) -> str | None:
    """The level that the name of a place tells, for places that no table knows; ``None`` where it tells none.

    市 may be a city or a county-level city: the document's other places decide, see :mod:`kg.resolve.places`.
    """
    if pattern("zone-name").search(name):
        return "development-zone"
    return next((level for ending, level in _ENDINGS if name.endswith(ending)), None)


_ENDINGS = (
    ("特别行政区", "province"), ("自治区", "province"), ("省", "province"),
    ("自治州", "prefecture"), ("地区", "prefecture"), ("盟", "prefecture"), ("市", "prefecture"), ("州", "prefecture"),
    ("自治县", "county"), ("自治旗", "county"), ("县", "county"), ("旗", "county"), ("区", "county"),
    ("街道", "township"), ("办事处", "township"), ("苏木", "township"), ("镇", "township"), ("乡", "township"),
    ("社区", "village"), ("嘎查", "village"), ("村", "village"),
)  # fmt: skip


def is_name(text: str) -> bool:
    """Whether a text can be the name of a place: it ends as one does and is no word that means any place."""
    return level_of(text) is not None and text not in words("no-place")


@cache
def _towns(county: str) -> dict[str, Known]:
    """The towns of a county by code; the table is read when the first town is asked for."""
    above = gazetteer().get(county)
    parts = _town_rows().get(county, "").split()
    return {county + p[:3]: Known(county + p[:3], p[3:], above.label + p[3:], "township", county) for p in parts}


@cache
def _town_rows() -> dict[str, str]:
    return {row[0]: row[1] for row in _table("towns")}


def _level(code: str) -> str:
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def _table(name: str) -> Iterator[list[str]]:
    """The rows of a table of ``kg/data`` without its header, read as lists for speed."""
    text = (files("kg.data") / f"{name}.csv").read_text(encoding="utf-8")
    lines = csv.reader(text.splitlines())
    next(lines)
    return lines
