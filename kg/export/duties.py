"""A report of what bodies owe in a year, in Markdown or Word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from io import BytesIO

from kg.errors import UsageError
from kg.export.printable import printable
from kg.export.records import Record
from kg.graph.amounts import printed

Line = tuple[str, str]
"""A style (``title``, ``heading``, ``task``, ``target``, ``quote``) and the words."""

_ROLE = {"lead": "牵头", "responsible": "责任", "cooperating": "配合", "supervising": "分管"}
_SIGNS = {"=": "", ">=": "≥", "<=": "≤", ">": ">", "<": "<", "~": "约", "range": ""}
_CHANGE = {"level": "", "increase": "增长", "decrease": "下降"}


def duty_lines(
    tasks: Sequence[Record],
    statements: Sequence[Record],
    titles: dict[str, str],
    title: str,
    bodies: Sequence[str] = (),
) -> list[Line]:
    """The report line by line: a chapter a body or person, under it the tasks, their targets and their source.

    Args:
        titles: what to call each document, by file name.
        bodies: parts of names of those that it is about; all when empty.
    """
    of_task: dict[str, list[Record]] = defaultdict(list)
    for statement in statements:
        if statement["task"]:
            of_task[statement["task"]].append(statement)
    duties: dict[str, list[tuple[str, Record]]] = defaultdict(list)
    for task in tasks:
        for duty in task["responsibilities"]:
            if not bodies or any(part in name for part in bodies for name in (duty["label"], duty["name"])):
                duties[duty["label"]].append((duty["role"], task))
    lines: list[Line] = [("title", title)]
    for agent in sorted(duties, key=lambda name: (-len(duties[name]), name)):
        lines.append(("heading", agent))
        for role, task in duties[agent]:
            item = f"第{task['item']}项 " if task["item"] is not None else ""
            lines.append(("task", f"【{_ROLE[role]}】{item}{_flat(task['text'])}"))
            for statement in of_task[task["id"]]:
                lines.append(("target", _target(statement)))
            lines.append(("quote", f"{titles.get(task['doc'], task['doc'])} [{task['start']}, {task['end']})"))
    return lines


def to_markdown(lines: Sequence[Line]) -> str:
    marks = {"title": "# ", "heading": "\n## ", "task": "\n- ", "target": "  - ", "quote": "  - *"}
    return "".join(f"{marks[style]}{_escaped(text)}{'*' if style == 'quote' else ''}\n" for style, text in lines)


def to_docx(lines: Sequence[Line]) -> bytes:
    """The report as a Word file.

    Raises:
        UsageError: python-docx is not installed.
    """
    try:
        from docx import Document
    except ImportError as error:
        raise UsageError("Word files need python-docx: pip install 'policykg[office]'") from error
    document = Document()
    styles = {"task": "List Bullet", "target": "List Bullet 2", "quote": "List Bullet 2"}
    for style, text in lines:
        if style in ("title", "heading"):
            document.add_heading(printable(text), 0 if style == "title" else 1)
        else:
            document.add_paragraph(printable(text), style=styles[style]).runs[0].italic = style == "quote"
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _target(statement: Record) -> str:
    number = printed(statement["number"], statement["unit"], statement["value"])
    due = f"，{statement['deadline']}前" if statement["deadline"] else ""
    return f"{statement['indicator']} {_CHANGE[statement['change']]}{_SIGNS[statement['comparator']]}{number}{due}"


def _flat(text: str) -> str:
    return "".join(text.split())


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|" else c for c in text)
