"""Records as CSV that a spreadsheet opens: UTF-8 with a byte order mark, lists joined, no cell that computes.

A cell of text that a spreadsheet would take for a formula (``=``, ``+``, ``-``, ``@``, also full-width, a tab or a
line end, and something after it) gets an apostrophe before it, because the text comes from documents that anybody may
have written. Numbers are numbers, negative ones too.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Any, TextIO

from kg.export.records import FIELDS, Record

BOM = "\ufeff"
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_SEPARATORS = {"section": " / ", "lead_ids": " ", "responsible_ids": " ", "supervisor_ids": " "}


def write_csv(records: Iterable[Record], stream: TextIO, *, bom: bool = True) -> None:
    """Write records as CSV (RFC 4180), their fields as the header.

    Args:
        stream: opened with ``newline=""``.
        bom: begin with a byte order mark, without which Excel does not show Chinese.
    """
    if bom:
        stream.write(BOM)
    writer = csv.writer(stream)
    writer.writerow(FIELDS)
    columns = [(name, _SEPARATORS.get(name, "、")) for name in FIELDS]
    writer.writerows([cell(record[name], separator) for name, separator in columns] for record in records)


def cell(value: Any, separator: str = "、") -> str | int | float:
    """What a spreadsheet shows and does not compute; lists are joined."""
    if isinstance(value, str):
        return "'" + value if len(value) > 1 and value.startswith(_FORMULA) else value
    if value is None:
        return ""
    if isinstance(value, list):
        return cell(separator.join(value), separator)
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, (int, float)) else str(value)
