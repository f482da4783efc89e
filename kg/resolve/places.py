"""The places of one document: which one it governs, and what its words for others mean in its context.

What is known of a place decides, in this order: the units that the document names around it (郑州市中原区), the prefix
of its number (中原政办), the cities and provinces that its text names. Where these leave more than one place, the name
stays unresolved, with its candidates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.data import pattern
from kg.iri import Minter
from kg.model import Place
from kg.resolve.gazetteer import MUNICIPALITIES, Known, gazetteer, is_name, level_of, stem
from kg.resolve.names import holds, is_zone, town_stem, units_of
from kg.structure.metadata import Particulars

HEAD = 4000
"""Code points of the text in which names of cities and provinces tell where a document is from."""

MENTIONS = 3
"""How often a text must name a city by its short name to be about it, when its title does so too."""

HEADING = 16
"""Code points of a line that may be a heading that names the place."""

NATION = "中国"
_LEVEL_WORDS = {
    "省": ("province",),
    "自治区": ("province",),
    "自治州": ("prefecture",),
    "自治县": ("county",),
    "自治旗": ("county",),
    "市": ("prefecture", "county", "province"),
    "区": ("county", "development-zone", "province"),
    "县": ("county",),
    "州": ("prefecture",),
    "盟": ("prefecture",),
    "旗": ("county",),
    "镇": ("township",),
    "乡": ("township",),
}


@dataclass(frozen=True, slots=True)
class _Node:
    """A place on its way to a record: a known one, or one that only documents know, with its chain of parents."""

    place: Place
    above: _Node | None = None

    def chain(self) -> list[_Node]:
        """The place and what it is part of, innermost first."""
        out: list[_Node] = [self]
        while out[-1].above is not None:
            out.append(out[-1].above)
        return out


class Places:
    """The places of one document.

    Args:
        about: the document's particulars.
        text: its text, or the beginning of it.
        key: the document's key, for names that stay unresolved.

    Attributes:
        home: the place that the document governs, or ``None``.
        home_candidates: IRIs of the places that its number prefix allows, when nothing else tells its place.
    """

    def __init__(self, about: Particulars, text: str, key: str, minter: Minter) -> None:
        self._minter, self._key = minter, key
        self._tables = gazetteer()
        self._head = re.sub(r"\s", "", text[:HEAD])
        self._printed = about.place or ""
        self._used: dict[str, Place] = {}
        self._resolved: dict[str, tuple[_Node, ...]] = {}
        self._home: _Node | None = None
        self.home_candidates: tuple[str, ...] = ()
        prefixed = self._prefixed(about.number)
        if about.place:
            self._home = self._govern(about.place, prefixed)
        else:
            self._home = self._titled(about.title or "", "title") or self._headed(text)
            if self._home is None and prefixed:
                self._from_prefix(prefixed)
        if self._home:
            self._use(self._home)

    @property
    def home(self) -> Place | None:
        return self._home.place if self._home else None

    def begins(self, name: str) -> tuple[Place, str] | None:
        """The document's place or one above it, when a name begins with its name as printed, and the rest."""
        line = self.line()
        names = [(line[0], self._printed)] if line and self._printed else []
        names += [(place, own) for place in line for own in (place.label, place.name)]
        fits = [(place, own) for place, own in names if name.startswith(own) and len(name) > len(own)]
        return next(((place, name[len(own) :]) for place, own in fits), None)

    def line(self) -> list[Place]:
        """The place that the document governs and what it is part of, innermost first."""
        return [n.place for n in self._home.chain()] if self._home else []

    def used(self) -> tuple[Place, ...]:
        """Every place that was resolved, with what it is part of, in order of their IRIs."""
        return tuple(sorted(self._used.values(), key=lambda p: p.id))

    def resolve(self, words: str) -> tuple[Place, ...]:
        """The places that words for places mean: 全市, 我区, 市区, 金水区、中牟县, 各县, 郑东新区.

        Words that are no place give none; a name that may be several places gives one place with candidates.
        """
        if words not in self._resolved:
            self._resolved[words] = self._read(words)
        for node in self._resolved[words]:
            self._use(node)
        return tuple(n.place for n in self._resolved[words])

    def key_of(self, place: Place) -> str:
        """What IRIs of things of a place begin with: its full name; one of this document alone while it is open."""
        return f"{place.name}-{self._key}" if place.candidates else place.label

    def nation(self) -> Place:
        """The whole country."""
        return self._use(_Node(Place(self._minter.place(NATION), NATION, NATION, "country")))

    def own(self, level_word: str) -> Place | None:
        """The document's place or the nearest one above it that a level word stands for: 市 in a district."""
        node = self._own(level_word)
        return self._use(node) if node else None

    def governed(self, name: str) -> Place | None:
        """The place that a whole name is, when a body is meant: 中牟县, 须水街道, 郑东新区."""
        whole = len(name) > 2 and name[0] not in _LEVEL_WORDS and not name.endswith("办事处")
        node = self._named(name) if whole else None
        return self._use(node) if node else None

    def prefix_of(self, name: str) -> tuple[Place, str] | None:
        """The place that a name of a body begins with, and the rest: 中原区教育局, 郑东新区管委会, 林山寨街道办事处."""
        found = self._longest(name)
        if found is None:
            return None
        node, rest = found
        return self._use(node), rest

    def below(self, place: Place, word: str) -> tuple[Place, ...]:
        """The units right below a place that a word names: 县, 县(市、区), 街道; empty where no table knows."""
        if place.code is None:
            return ()
        node = self._known(place.code)
        return tuple(self._use(n) for n in self._units(node, word))

    # the document's own place ---------------------------------------------------------------------------------------

    def _govern(self, name: str, prefixed: list[Known]) -> _Node:
        units = units_of(name)
        found, evidence = self._fits(units)
        if len(found) > 1 and (narrowed := [p for p in found if p in prefixed]):
            found, evidence = narrowed, "number prefix"
        if len(found) > 1 and (named := self._named_around(found)):
            found, evidence = named, "place around it named in the text"
        if len(found) > 1:  # 桥西区 of 邢台市 is 信都区 since 2020
            was = {f.now for f in self._tables.formerly(units[-1]) if f.parent and f.parent in self._head}
            if len(was) == 1:
                found, evidence = [self._tables.get(was.pop())], "former name, its city named in the text"
        if len(found) == 1:
            return self._known(found[0].code, f"{name}: {evidence}")
        if found:
            return self._open(units[-1], [p.code for p in found])
        return self._invented(units)

    def _fits(self, units: list[str]) -> tuple[list[Known], str]:
        """The places that a chain of units may mean, and why."""
        found, evidence = self._tables.named(units[-1]), "the only place of this name"
        if len(units) > 1:
            found = [p for p in found if self._lies_in(p, units[:-1])]
            evidence = "name, and the places named around it"
        if found:
            return found, evidence
        was = [f for f in self._tables.formerly(units[-1]) if len(units) == 1 or self._lay_in(f.parent, f.now, units)]
        now = list(dict.fromkeys(f.now for f in was))
        if now:
            return [self._tables.get(c) for c in now], f"former name ({was[0].year} {was[0].kind}, {was[0].source})"
        called = self._tables.called(stem(units[-1]))
        if len(units) > 1:  # 郑州市管城回族自治区, 甘肃省积石山县
            return [p for p in called if self._lies_in(p, units[:-1])], "short name, and the places named around it"
        alike = [p for p in called if p.level != "development-zone" and p.name[-1] == units[0][-1]]
        return (alike, "short for the only place of this name") if len(alike) == 1 else ([], "")

    def _lies_in(self, place: Known, above: list[str]) -> bool:
        """Whether all units of a chain are what a place is part of, under their names of today or before."""
        around = [p for p in self._tables.above(place) if p != place]
        names = {n for p in around for n in (p.name, stem(p.name), *self._tables.former_names(p.code))}
        return all(u in names or stem(u) in names for u in above)

    def _lay_in(self, parent: str, now: str, units: list[str]) -> bool:
        around = {p.name for p in self._tables.above(self._tables.get(now))}
        return all(u in around or parent.endswith(u) for u in units[:-1])

    def _named_around(self, found: list[Known]) -> list[Known]:
        """Those of several places whose city the text names, or else whose province; all if it names several."""
        for level in ("prefecture", "province"):
            named = [p for p in found if any(self._speaks_of(a) for a in self._around(p) if a.level == level)]
            if len(named) == 1:
                return named
            if named:
                found = named
        return []

    def _around(self, place: Known) -> list[Known]:
        return [a for a in self._tables.above(place) if a != place]

    def _speaks_of(self, place: Known) -> bool:
        """Whether the head of the text names a place as a unit: 长春市, not 长春路."""
        return place.name in self._head

    def _prefixed(self, number: str | None) -> list[Known]:
        prefix = re.match(r"[\u4e00-\u9fff]+", number or "")
        return self._tables.prefixed(prefix.group()) if prefix else []

    def _headed(self, text: str) -> _Node | None:
        """The same of the first headings of a text whose title names no place: 【郑州实践】."""
        lines = [line.strip() for line in text[:HEAD].splitlines()]
        return self._titled("\n".join(line for line in lines if 0 < len(line) <= HEADING), "headings")

    def _titled(self, title: str, where: str) -> _Node | None:
        """The city or province that a title calls by its short name (看郑州发展), when the text speaks of it too."""
        plain = re.sub(r"[^\S\n]", "", title)
        parts = {plain[a:b] for a in range(len(plain)) for b in range(a + 2, min(len(plain), a + 9) + 1)}
        told = {p.code: p for part in parts for p in self._tables.called(part) + self._tables.named(part)}
        large = [p for p in told.values() if p.level in ("province", "prefecture")]
        found = [p for p in large if p.name in self._head or self._head.count(stem(p.name)) >= MENTIONS]
        inner = [p for p in found if not any(p.code == q.parent for q in found)]
        return (
            self._known(inner[0].code, f"{inner[0].name}: named in the {where}, and the text speaks of it")
            if len(inner) == 1
            else None
        )

    def _from_prefix(self, prefixed: list[Known]) -> None:
        """A number prefix alone proves nothing: the text must name one, and only one, of its places as an issuer."""
        named = [p for p in prefixed if re.search(re.escape(p.name) + "(?:人民)?(?:政府|委|各)", self._head)]
        if len(named) == 1:
            self._home = self._known(named[0].code, "number prefix, and its government named in the text")
        else:
            self.home_candidates = tuple(sorted(self._use(self._known(p.code)).id for p in named or prefixed))

    # words in context -----------------------------------------------------------------------------------------------

    def _read(self, words: str) -> tuple[_Node, ...]:
        if own := pattern("own-place").search(words):
            node = self._own("" if own.group(1) == "域" else own.group(1))
            return (node,) if node else ()
        if pattern("part-of-city").search(words):
            return self._part(words)
        if words == "辖区":
            return (self._home,) if self._home else ()
        if each := pattern("each-place-below").search(words):
            return tuple(self._units(self._home, each.group(1))) if self._home else ()
        parts = [p for p in re.split("[、,，及和]", words) if p]
        nodes = [self._named(part, short=True) for part in parts]
        return tuple(n for n in nodes if n) if all(nodes) else tuple(n for n in [self._named(words)] if n)

    def _own(self, word: str) -> _Node | None:
        line = self._home.chain() if self._home else []
        if not word:
            return line[0] if line else None
        fits = [n for n in line if n.place.level in _LEVEL_WORDS.get(word, ())]
        exact = [n for n in fits if n.place.name.endswith(word)]
        was = [n for n in fits if any(name.endswith(word) for name in n.place.former)]  # 县 of 开封县, now a district
        return next(iter(exact + was), None)

    def _part(self, words: str) -> tuple[_Node, ...]:
        """市区 of a city: a place of its own within it."""
        city = self._own("县") if words.startswith("县") else self._own("市") or (self._home if self._home else None)
        return (self._beneath(city, words, None),) if city else ()

    def _units(self, node: _Node | None, word: str) -> list[_Node]:
        """The units of a collective word right below a place, as far as tables know them."""
        if node is None or node.place.code is None or len(node.place.code) > 6:
            return []
        code = node.place.code
        if re.search("[镇乡街]", word):
            if node.place.level != "county":
                return []
            endings = tuple({"镇": "镇", "乡": "乡", "街": "街道"}[c] for c in word if c in "镇乡街")
            return [self._known(p.code) for p in self._tables.towns(code) if p.name.endswith(endings)]
        if node.place.level not in ("province", "prefecture"):
            return []
        endings = tuple(c for c in word if c in "市县区旗州盟")
        return [self._known(p.code) for p in self._tables.children(code) if p.name.endswith(endings)]

    def _named(self, name: str, *, short: bool = False) -> _Node | None:
        """A place by its name: of the document's line, below it, beside it, one of its kind, or new.

        Args:
            short: whether 荥阳 may be 荥阳市, below a place of the line.
        """
        units = units_of(name)
        if len(units) > 1:
            found, evidence = self._fits(units)
            if len(found) == 1:
                return self._known(found[0].code, f"{name}: {evidence}")
        line = self._home.chain() if self._home else []
        for node in line:
            if name in (node.place.name, node.place.label):
                return node
            if node.place.code and len(node.place.code) == 6 and (below := self._inside(node.place.code, name, short)):
                return self._known(below.code, f"{name}: in {node.place.label}")
        found, evidence = self._fits(units)
        if len(units) == 1 and any(n.place.code is None for n in line) and not self._named_around(found):
            found = [p for p in found if p.level in ("province", "prefecture")]  # 西城区 in a city that no table knows
        if len(found) == 1:
            return self._known(found[0].code, f"{name}: {evidence}")
        if len(found) > 1:
            near = self._named_around(found)
            if len(near) == 1:
                return self._known(near[0].code, f"{name}: place around it named in the text")
            return self._open(name, [p.code for p in found])
        return self._invented(units) if is_name(name) else None

    def _inside(self, code: str, name: str, short: bool) -> Known | None:
        """A unit or zone below a place: by name or, where that is one, by short name; towns of a county."""
        below = self._tables.children(code) + self._tables.zones(code)
        named = [p for p in below if p.name == name]
        if not named:  # 高新区, 航空港区, 二七: short for exactly one of them
            named = [p for p in below if self._short(p, name) or (short and stem(p.name) == name)]
        if not named and level_of(name) == "township":
            counties = [p for p in below if p.level == "county"] or [self._tables.get(code)]
            full = name.removesuffix("办事处")
            if len(counties) == 1:
                towns = self._tables.towns(counties[0].code)
                named = [t for t in towns if t.name in (full, full + "街道")]
                named = named or [t for t in towns if town_stem(t.name) == town_stem(full)]  # 龙湖镇, now 龙湖街道
        was = [f for f in self._tables.formerly(name) if code in {a.code for a in self._tables.above(self._now(f.now))}]
        if not named and was:
            named = list(dict.fromkeys(self._now(f.now) for f in was))
        return named[0] if len(named) == 1 else None

    def _now(self, code: str) -> Known:
        return self._tables.get(code)

    def _short(self, place: Known, name: str) -> bool:
        if place.level != "development-zone":
            return len(name) > 1 and stem(place.name) == stem(name) and place.name[-1:] == name[-1:]
        return is_zone(name, place.name)

    def _longest(self, name: str) -> tuple[_Node, str] | None:
        """The longest beginning of a name that is a place, and the rest."""
        for match in reversed(list(pattern("end-of-unit").finditer(name))):
            first, rest = name[: match.end()], name[match.end() :]
            node = self._named(first) if len(first) > 1 and first[0] not in _LEVEL_WORDS else None
            if node and (node.place.code or node.place.candidates or self._governed(node.place, rest)):
                return node, rest
        return None

    def _governed(self, place: Place, rest: str) -> bool:
        """Whether a place that no table knows is one, by what follows its name: 郑东新区|管委会, 河口镇|人民政府."""
        if place.level in ("prefecture", "county"):
            return len(place.name) > 2
        return bool(pattern("own-government").search(rest))

    # records --------------------------------------------------------------------------------------------------------

    def _known(self, code: str, evidence: str = "") -> _Node:
        known = self._tables.get(code)
        above = self._known(known.parent) if known.parent else None
        place = Place(
            id=self._minter.place(code),
            name=known.name,
            label=known.label,
            level=known.level,
            code=code,
            parent=above.place.id if above else None,
            former=self._tables.former_names(code),
            evidence=evidence,
        )
        return _Node(place, above)

    def _open(self, name: str, codes: Iterable[str]) -> _Node:
        """A name that stays open: a place of this document alone, with the places that it may be."""
        candidates = tuple(sorted(self._minter.place(c) for c in codes))
        levels = {self._tables.get(c.rpartition("-")[2]).level for c in candidates}
        level = levels.pop() if len(levels) == 1 else None
        place = Place(
            id=self._minter.place(f"{name}-{self._key}"),
            name=name,
            label=name,
            level=level,
            candidates=candidates,
            evidence=f"{name}: {len(candidates)} places have this name",
        )
        return _Node(place)

    def _invented(self, units: list[str]) -> _Node:
        """A place that no table knows, below the known or unknown units that are named before it."""
        above: _Node | None = None
        if len(units) > 1:
            found, evidence = self._fits(units[:-1])
            above = self._known(found[0].code, evidence) if len(found) == 1 else self._invented(units[:-1])
        elif self._home:
            above = next((n for n in self._home.chain() if holds(n.place.level, level_of(units[0]))), None)
        level = level_of(units[-1])
        if level == "prefecture" and above and above.place.level == "prefecture":
            level = "county"
        return self._beneath(above, units[-1], level)

    def _beneath(self, above: _Node | None, name: str, level: str | None) -> _Node:
        named = above is not None and (above.place.level != "province" or above.place.code in MUNICIPALITIES)
        prefix = above.place.label if above and named else ""
        label = name if name.startswith(prefix) else prefix + name
        place = Place(
            id=self._minter.place(label),
            name=name,
            label=label,
            level=level,
            parent=above.place.id if above else None,
            evidence=f"{name}: " + (f"in {above.place.label}, " if above else "") + "no table knows it",
        )
        return _Node(place, above)

    def _use(self, node: _Node) -> Place:
        """The place of a node, kept with what it is part of and what it may be."""
        for candidate in node.place.candidates:
            self._use(self._known(candidate.rpartition("-")[2]))
        for n in node.chain():
            had = self._used.get(n.place.id)
            if had is None or (n.place.evidence and not had.evidence):
                self._used[n.place.id] = n.place
        return node.place
