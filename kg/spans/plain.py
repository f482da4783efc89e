"""A plain form of any text that remembers where every character came from.

Full-width forms, formal numerals, and the traditional characters of numerals, units and the words around them become
the ordinary ones, one character for one; white space beside a Han character is left out, as it parts nothing there.
What parts two numbers or two words stays.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from kg.structure.view import fold

_HAN = "\u3007\u4e00-\u9fff"
_SPACE = " \t\x0b\x0c"
_THOUSANDS = re.compile(r"(?<=\d)[\u2005\u2006\u2009\u202f](?=\d{3}(?!\d))")  # 12 345, by GB/T 15835
_NOTHING = "\u200b\u200c\u200d\u2060\ufeff\xad"
_GAP = re.compile(f"[{_SPACE}{_NOTHING}]+")
_HAN_BESIDE = re.compile(f"[{_HAN}%‰]")
_BEFORE_DASH = re.compile(rf"\d[{_SPACE}]{{1,20}}[-~][{_SPACE}]{{1,20}}\d")
_BEHIND_DASH = re.compile(rf"\d[{_SPACE}]{{1,20}}[-~]\Z")
_TWO_NUMBERS = re.compile(rf"\d[{_SPACE}]{{1,20}}[一二两三四五六七八九]")
_NUMERALS = ("對雙萬億兩倆點負個幾餘貳參叄陸", "对双万亿两两点负个几余贰叁叁陆")
_UNITS = (
    "圓圆塊錢銭歐韓鎊銖盧馬紐蘭噸畝頃釐擔時間鐘條項戶臺輛場門冊張組隊種隻頭盞顆處幢棟歲號屆篇車學",
    "元元块钱钱欧韩镑铢卢马纽兰吨亩顷厘担时间钟条项户台辆场门册张组队种只头盏颗处幢栋岁号届篇车学",
)
_WORDS = ("達過於內將滿從減長優總這為與後標準該質現實應約週", "达过于内将满从减长优总这为与后标准该质现实应约周")
_ENDS = ("\r\x85\u2028\u2029", "\n\n\n\n")
_ORDINARY = str.maketrans(*map("".join, zip(_NUMERALS, _UNITS, _WORDS, _ENDS, strict=True)))
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_NUMERAL = "零〇一二两三四五六七八九十百千万亿兆分之点负又壹贰叁肆伍陆柒捌玖拾佰仟"
_FORMAL_RUN = re.compile(
    f"(?<=[{_NUMERAL}])[壹贰叁肆伍陆柒捌玖拾佰仟]|[壹贰叁肆伍陆柒捌玖拾佰仟](?=[拾佰仟十百千万亿兆]|点[一二三四五六七八九])"
    f"|(?<=[元角零])[壹贰叁肆伍陆柒捌玖](?=[角分])"
    f"|(?<!收)拾(?=[{_NUMERAL}])|[佰仟](?=分之)|壹(?!号)"
)


class Plain:
    """A text in its plain form.

    Attributes:
        text: what is read; positions in it are turned into those of the source by :meth:`span`.
    """

    __slots__ = ("_plain", "_source", "text")

    def __init__(self, source: str) -> None:
        folded = _THOUSANDS.sub(_NOTHING[0], fold(source).translate(_ORDINARY))
        parts: list[str] = []
        self._plain, self._source = [0], [0]
        at = length = 0
        for gap in _GAP.finditer(folded):
            if not _parts_nothing(folded, gap):
                continue
            parts.append(folded[at : gap.start()])
            length += gap.start() - at
            at = gap.end()
            self._plain.append(length)
            self._source.append(at)
        parts.append(folded[at:])
        self.text = _FORMAL_RUN.sub(lambda found: found.group().translate(_FORMAL), "".join(parts))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span in the source of ``text[start:end]``, which is not empty."""
        return self._at(start), self._at(end - 1) + 1

    def _at(self, position: int) -> int:
        i = bisect_right(self._plain, position) - 1
        return self._source[i] + position - self._plain[i]


def _parts_nothing(text: str, gap: re.Match[str]) -> bool:
    """Whether white space stands beside a Han character or a percent sign, or is invisible anyway."""
    if gap.group().strip(_NOTHING) == "":
        return True
    if _TWO_NUMBERS.match(text, gap.start() - 1):  # 667.123 五点八
        return False
    if _BEFORE_DASH.match(text, gap.start() - 1):  # 20 - 100个
        return True
    if text[gap.end() : gap.end() + 1].isdecimal() and _BEHIND_DASH.search(text, max(0, gap.start() - 22), gap.start()):
        return True
    return bool(_HAN_BESIDE.match(text[gap.start() - 1 : gap.start()]) or _HAN_BESIDE.match(text, gap.end()))
