"""Every encoding that these documents come in is recognised by its bytes."""

from __future__ import annotations

import pytest

from kg.read.charset import detect

SIMPLIFIED = "滨河市人民政府关于印发2024年重点工作任务分解方案的通知，全年新增就业12万人，镕基、喆、堃。\n"
TRADITIONAL = "濱河市人民政府關於印發2024年重點工作任務分解方案的通知，全年新增就業12萬人以上。\n"
SHORT = "全年新增就业12万人"


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (SIMPLIFIED.replace("镕", "").replace("喆", "").replace("堃", ""), "gb2312", "gb18030"),
        (SIMPLIFIED + "𠮷", "gb18030", "gb18030"),
        (SHORT, "gbk", "gb18030"),
        (TRADITIONAL, "big5", "big5hkscs"),
        (TRADITIONAL, "gbk", "gb18030"),
        (TRADITIONAL, "utf-8", "utf-8"),
        ("ASCII only 12%", "ascii", "utf-8"),
    ],
)
def test_encodings(text: str, encoding: str, name: str) -> None:
    found, detected = detect(text.encode(encoding))
    assert (found.removeprefix("\ufeff"), detected) == (text, name)


@pytest.mark.parametrize(("encoding", "name"), [("utf-16", "utf-16-le"), ("utf-16-be", "utf-16-be")])
def test_utf16_keeps_its_mark(encoding: str, name: str) -> None:
    data = ("\ufeff" if encoding == "utf-16-be" else "") + SIMPLIFIED
    assert detect(data.encode(encoding)) == ("\ufeff" + SIMPLIFIED, name)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\0\1\2\3" * 50, "is a binary file"),
        (bytes(range(128, 256)) * 9, "binary, or text in another encoding"),
        (SIMPLIFIED.encode()[:-2], "damaged or cut off"),
        (SIMPLIFIED.encode() + b"\xff\xfe" + SIMPLIFIED.encode(), "damaged or cut off"),
    ],
)
def test_what_is_no_text(data: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        detect(data)
