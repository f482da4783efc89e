"""Records as a workbook, one sheet a kind, and as Parquet."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from kg.errors import UsageError
from kg.export.records import FIELDS, Record
from kg.export.workbook import Sheet, Value, workbook

KIND_SHEETS = {"target": "targets", "achievement": "achievements", "baseline": "baselines", "progress": "progress"}
_ID = FIELDS.index("id")


def to_xlsx(statements: Sequence[Record], tasks: Sequence[Record], page: str) -> bytes:
    """A workbook: a sheet for each kind of statement that there is, and one of the tasks with who answers for them.

    Args:
        page: where the page of the graph is, seen from the workbook; the identifiers lead there.
    """
    sheets = []
    for kind, name in KIND_SHEETS.items():
        own = [statement for statement in statements if statement["kind"] == kind]
        if own:
            links = {(n, _ID): f"{page}#statement={s['id'].rsplit('/', 1)[-1]}" for n, s in enumerate(own)}
            sheets.append(Sheet(name, FIELDS, [[_value(s[field]) for field in FIELDS] for s in own], links))
    if tasks:
        sheets.append(Sheet("tasks", _TASK, [_task(task) for task in tasks]))
    return workbook(sheets)


def to_parquet(statements: Sequence[Record]) -> bytes:
    """The statements, a column a field; lists stay lists.

    Raises:
        UsageError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise UsageError("Parquet needs pyarrow: pip install 'policykg[parquet]'") from error
    types = dict.fromkeys(FIELDS, pa.string())
    types |= dict.fromkeys(_LISTS, pa.list_(pa.string()))
    types |= dict.fromkeys((name for name in _WHOLE if name in types), pa.int64())
    types |= dict.fromkeys(_FLOATS, pa.float64()) | dict.fromkeys(_TRUTHS, pa.bool_())
    columns = {name: [_number(s[name], name) for s in statements] for name in FIELDS}
    table = pa.table({name: pa.array(columns[name], types[name]) for name in FIELDS})
    out = BytesIO()
    parquet.write_table(table, out)
    return out.getvalue()


_TASK = ("doc", "item", "text", "section", "applies", "lead", "responsible", "cooperating", "supervising", "id")
_WHOLE = ("start", "end", "quote_start", "quote_end", "table", "row", "column", "page")
_TRUTHS = ("deadline_explicit", "cumulative")
_LISTS = (
    *("lead", "responsible", "supervisor", "lead_ids", "responsible_ids", "supervisor_ids", "section", "scope_ids"),
)
_FLOATS = ("value", "value_max", "confidence")


def _task(task: Record) -> list[Value]:
    roles = [
        "、".join(d["name"] for d in task["responsibilities"] if d["role"] == role)
        for role in ("lead", "responsible", "cooperating", "supervising")
    ]
    first = [_value(task[name]) for name in ("doc", "item", "text", "section", "applies")]
    return [*first, *roles, task["id"]]


def _value(value: object) -> Value:
    if isinstance(value, list):
        return "、".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else value  # type: ignore[return-value]


def _number(value: object, name: str) -> object:
    return float(value) if name in _FLOATS and isinstance(value, (int, float)) else value
