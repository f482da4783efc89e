"""Traditional characters read as simplified ones, one for one, so that every position stays the same.

The characters and phrases (乾隆 stays, 乾淨 becomes 干净) are those of OpenCC (Apache-2.0).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_HINTS = re.compile("[們為與國發產業務區縣處關對時會動進這說實現應責單標項萬億設學網體創優質環協調農雙]")
_SIMPLIFIED = re.compile("[们为与国发产业务区县处关对时会动进这说实现应责单标项万亿设学网体创优质环协调农双]")
_FEWEST = 2
_SAMPLE = 100_000  # characters that tell
_PARTICLE = re.compile("著(?=[力手眼重实])")  # OpenCC leaves 著 alone


def is_traditional(text: str) -> bool:
    """Whether a text is in traditional characters: common ones that were simplified stand in it as they were."""
    hints = len(_HINTS.findall(text, 0, _SAMPLE))
    return hints >= _FEWEST and hints > 2 * len(_SIMPLIFIED.findall(text, 0, _SAMPLE))


def simplified(text: str) -> str:
    """``text`` in simplified characters, each in the place of the one it stands for."""
    converter = _converter()
    return "".join(_same_length(converter, line) for line in text.splitlines(keepends=True))


def _same_length(converter: OpenCC, line: str) -> str:
    found = converter.convert(line)
    if len(found) != len(line):
        found = "".join(c if len(s := converter.convert(c)) != 1 else s for c in line)
    return _PARTICLE.sub("着", found)


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")
