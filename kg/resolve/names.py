"""Names of places, taken apart: the units in a full name, short names of towns and zones."""

from __future__ import annotations

import re
from functools import cache

from kg.data import pattern, rows
from kg.resolve.gazetteer import gazetteer, is_name


def town_stem(name: str) -> str:
    """The name of a town without its generic word, which changes when a town becomes a sub-district."""
    return re.sub(r"(?:街道|镇|[^\W\d_]{1,4}族乡|乡|苏木)\Z", "", name)


def units_of(name: str) -> list[str]:
    """The administrative units in a full place name, outermost first: 郑州市中原区 is [郑州市, 中原区]."""
    tables = gazetteer()
    province = next((n for n in range(2, 9) if any(p.level == "province" for p in tables.named(name[:n]))), 0)
    if 0 < province < len(name):  # 贵州省 ends in 省, not in 州
        return [name[:province], *units_of(name[province:])]
    units: list[str] = pattern("place-of-a-body").findall(name)
    rest = name[sum(map(len, units)) :]
    if "".join(units) + rest != name or (rest and not is_name(rest)):
        return [name]
    units += [rest] if rest else []
    for n in range(len(units) - 1):  # 郑东新区 and 市中区 hold the end of a unit inside
        joined = "".join(units[n:])
        if tables.named(joined) or (pattern("zone-name").search(joined) and not tables.named(units[n])):
            return [*units[:n], joined]
    return units or [name]


def holds(level: str | None, inner: str | None) -> bool:
    """Whether places of one level can have parts of another; what a name calls a city may be a county-level one."""
    order = ("country", "province", "prefecture", "county", "township", "village")
    inner = "county" if inner in ("development-zone", "prefecture") else inner
    return level in order and inner in order and order.index(level) < order.index(inner)


def is_zone(short: str, name: str) -> bool:
    """Whether a zone's full name may be called so for short: 高新区 of 郑州高新技术产业开发区."""
    return bool((long := _zone_words().get(short)) and re.search(long, name))


@cache
def _zone_words() -> dict[str, str]:
    return {row["short"]: row["long"] for row in rows("zone_words")}
