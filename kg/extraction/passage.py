"""What a sentence may lean on outside itself: the title of its item and the sentences before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Passage:
    """What surrounds a sentence.

    Attributes:
        sector: what the sentences before are about, for a measure that does not say of what.
        title: what the item is called.
        counted: the last indicator with each unit in the sentences before.
    """

    sector: str = ""
    title: str = ""
    counted: Mapping[str, str] = field(default_factory=dict)


NOTHING = Passage()
