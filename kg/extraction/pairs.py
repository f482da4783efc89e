"""What a bulletin tells of a task in one breath: how much was promised, and behind it how much of that is done.

新建幼儿园36所,完工34所,完工率94.4%: neither number has a date or a label; the second says which the first is.
"""

from __future__ import annotations

import re
from itertools import pairwise

from kg.data import pattern
from kg.extraction.clauses import brackets
from kg.extraction.reading import Found

_DONE_PART = pattern("done-part")
_DONE_ALREADY = pattern("done-already")
_PART = pattern("part-of-what-was-promised")
_PROMISED_ANEW = pattern("promised-anew")
_BRACKET = re.compile(r"\([^()]*\)")
OVERFULFILLED = 1.5
"""By how much what is done may go beyond what was promised."""


def settle_pairs(text: str, found: list[Found], as_of: str | None, promised: str | None) -> None:
    """Set kind and deadline of the numbers of one sentence of a bulletin.

    Args:
        text: the view.
        found: its statements, in text order; changed in place.
        as_of, promised: the day that the bulletin reports for, and the end of what was promised, ISO dates.
    """
    done_from: int | None = None
    inner = brackets(text, *found[0].sentence) if found else []
    outer = [f for f in found if not any(start < f.number[0] < end for start, end in inner)]
    for first, second in pairwise(outer):
        if done_from is not None and ";" in text[done_from : first.number[0]]:
            done_from = None
        between = text[first.number[1] : second.number[0]]
        if first.kind == "target" and second.kind == "progress" and _PART.match(between) and not second.explicit:
            second.kind, second.deadline = first.kind, first.deadline  # 目标2600个,其中不少于500个
        if _is_pair(text, first, second):
            if not first.explicit:
                first.kind, first.deadline = "target", promised
            done_from = second.number[0]
            second.kind = "progress" if second.kind == "achievement" else second.kind
        if (
            done_from is not None
            and second.kind == "target"
            and not second.explicit
            and _reached(text, done_from, second)
        ):
            second.kind, second.deadline = "progress", as_of


def _is_pair(text: str, first: Found, second: Found) -> bool:
    same = first.quantity.unit == second.quantity.unit and first.quantity.unit not in ("", "%")
    if not same or first.kind not in ("progress", "target") or second.change != "level":
        return False
    if second.quantity.value > float(first.quantity.value) * OVERFULFILLED:
        return False
    between = _BRACKET.sub("", text[first.number[1] : second.number[0]])
    return _DONE_PART.search(between) is not None and not _DONE_ALREADY.search(text, first.clause[0], first.number[0])


def _reached(text: str, start: int, found: Found) -> bool:
    return _PROMISED_ANEW.search(text, start, found.number[0]) is None
