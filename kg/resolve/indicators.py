"""One name for an indicator that documents word differently: 新增城镇就业 and 城镇新增就业 are one."""

from __future__ import annotations

import re
from functools import cache

from kg.data import rows

_DROP = re.compile(r"[\s“”\"'‘’]")


@cache
def _aliases() -> dict[str, str]:
    out = {}
    for row in rows("indicators"):
        for alias in [row["indicator"], *row["aliases"].split()]:
            out[alias] = row["indicator"]
    return out


def canonical(indicator: str) -> str:
    """The label that the indicator's IRI is made from; an unknown indicator keeps its words without quotation marks."""
    plain = _DROP.sub("", indicator)
    return _aliases().get(plain, plain)
