"""A ledger from the records of a graph."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from io import StringIO

from kg.export.material import Material
from kg.export.records import Record
from kg.export.spreadsheet import BOM, cell
from kg.export.workbook import Sheet, Value, workbook
from kg.structure import ledger as c
from kg.trace.tree import SIGNS, quantity

_LINKS_UP = ("same", "share", "narrower", "changed-deadline", "changed-comparator", "discrepancy")
_OUTCOMES = ("met", "missed", "under-way")
_FIELDS = {c.LEAD: "lead", c.RESPONSIBLE: "responsible", c.SUPERVISOR: "supervisor"}
_ROLES = {"lead": "lead", "responsible": "responsible", "cooperating": "responsible", "supervising": "supervisor"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which tasks a ledger holds; every field that is given has to hold.

    Attributes:
        body: part of the name of a body or person with a role in it.
        place: part of the name of the document's place, or of the scope.
        year: of the deadline, or of the document for a task without one.
        document: part of the file name.
    """

    body: str = ""
    place: str = ""
    year: int | None = None
    document: str = ""


def ledger(material: Material, wanted: Wanted) -> list[dict[str, Value]]:
    """The rows: one for each target, and one for each task without a target that somebody answers for."""
    return _Ledger(material, wanted).rows()


class _Ledger:
    def __init__(self, material: Material, wanted: Wanted) -> None:
        self._material = material
        self._wanted = wanted
        self._documents = {document["doc"]: document for document in material.documents}
        self._above: dict[str, Record] = {}
        self._latest: dict[str, Record] = {}
        for link in material.links:
            parent, child = link["parent"], link["child"]
            if parent and child and link["relation"] in _LINKS_UP:
                self._above.setdefault(child["id"], parent)
            if parent and child and link["relation"] in _OUTCOMES and child["value"] is not None:
                known = self._latest.get(parent["id"])
                if known is None or (child["deadline"] or "") >= (known["deadline"] or ""):
                    self._latest[parent["id"]] = child

    def rows(self) -> list[dict[str, Value]]:
        entries = [s for s in self._material.statements if s["kind"] == "target" and self._is_wanted(s)]
        with_target = {s["task"] for s in self._material.statements if s["kind"] == "target"}
        rest = [
            task for task in self._material.tasks if task["responsibilities"] and task["applies"]
            and task["id"] not in with_target and self._is_wanted(_as_entry(task))
        ]  # fmt: skip
        entries += map(_as_entry, rest)
        order = {doc: n for n, doc in enumerate(self._documents)}
        entries.sort(key=lambda entry: (order[entry["doc"]], entry["start"]))
        return [self._row(n, entry) for n, entry in enumerate(entries, 1)]

    def _is_wanted(self, entry: Record) -> bool:
        wanted, document = self._wanted, self._documents[entry["doc"]]
        names = [name for field in _FIELDS.values() for name in entry[field]]
        year = int(entry["deadline"][:4]) if entry["deadline"] else document["year"]
        return (
            (not wanted.body or any(wanted.body in name for name in names))
            and (not wanted.place or wanted.place in f"{document['place'] or ''} {entry['scope'] or ''}")
            and (wanted.year is None or year == wanted.year)
            and (not wanted.document or wanted.document in entry["doc"])
        )

    def _row(self, number: int, entry: Record) -> dict[str, Value]:
        task = self._material.task(entry["task"])
        above, latest = self._above.get(entry["id"]), self._latest.get(entry["id"])
        row: dict[str, Value] = dict.fromkeys(c.COLUMNS)
        row |= {
            c.NUMBER: number,
            c.TASK: _flat(task["text"] if task else entry["quote"]),
            c.DEADLINE: entry["deadline"],
        }
        if entry["value"] is not None:
            row |= {c.INDICATOR: entry["indicator"], c.TARGET: _target(entry), c.UNIT: entry["unit"]}
        row |= {column: "、".join(entry[field]) for column, field in _FIELDS.items()}
        row |= {c.SOURCE: self._source(entry, task), c.IRI: entry["id"]}
        if above:
            words = quantity(above) if above["number"] is not None else ""
            row[c.ABOVE] = f"{above['place'] or above['doc']}：{_flat(above['indicator'])}{words}"
        if latest:
            row[c.LATEST] = f"{latest['value']:,.10g}（{latest['deadline'] or ''}）".removesuffix("（）")
        return row

    def _source(self, entry: Record, task: Record | None) -> str:
        document = self._documents[entry["doc"]]
        item = f"第{task['item']}项" if task and task["item"] is not None else ""
        page = f"第{entry['page']}页" if entry.get("page") else f"[{entry['start']}, {entry['end']})"
        return f"{document['number'] or document['title'] or entry['doc']} {item}{page}"


def _as_entry(task: Record) -> Record:
    """A task without a target, with the fields of a statement."""
    roles: dict[str, list[str]] = defaultdict(list)
    for duty in task["responsibilities"]:
        roles[_ROLES[duty["role"]]].append(duty["name"])
    fields = {field: roles[field] for field in _FIELDS.values()}
    return {
        **{"doc": task["doc"], "start": task["start"], "end": task["end"], "quote": task["text"], "id": task["id"]},
        **{"task": task["id"], "value": None, "deadline": None, "scope": None, **fields},
    }


def _target(entry: Record) -> Value:
    """The number itself where it is one to reach; otherwise with its sign, or from … to."""
    if entry["comparator"] == "range":
        return f"{entry['value']:.10g}—{entry['value_max'] or entry['value']:.10g}"
    sign = SIGNS[entry["comparator"]]
    return f"{sign}{entry['value']:.10g}" if sign else entry["value"]


def _flat(text: str) -> str:
    return "".join(text.split())


def to_xlsx(rows: Sequence[dict[str, Value]]) -> bytes:
    """One sheet, ready to be filled in."""
    return workbook([Sheet("督办台账", c.COLUMNS, [list(row.values()) for row in rows])])


def to_csv(rows: Iterable[dict[str, Value]]) -> str:
    """With a byte order mark, without which Excel does not show Chinese."""
    out = StringIO()
    table = ([("" if value is None else cell(value)) for value in row.values()] for row in rows)
    csv.writer(out).writerows([c.COLUMNS, *table])
    return BOM + out.getvalue()


def to_html(rows: Iterable[dict[str, Value]]) -> str:
    """One page without scripts or requests."""
    head = "".join(f"<th>{escape(name)}</th>" for name in c.COLUMNS)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(str(v)) if v is not None else ''}</td>" for v in row.values()) + "</tr>"
        for row in rows
    )
    return _PAGE.replace("%HEAD%", head).replace("%BODY%", body)


_PAGE = """<!DOCTYPE html>
<html lang="zh"><head><meta charset="utf-8"><title>督办台账</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>body{font:14px/1.5 "Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif;margin:1em}
table{border-collapse:collapse}th,td{border:1px solid #999;padding:.3em .5em;vertical-align:top;max-width:22em}
th{background:#eee;position:sticky;top:0}@page{size:A3 landscape}</style></head>
<body><table><thead><tr>%HEAD%</tr></thead><tbody>%BODY%</tbody></table></body></html>
"""
