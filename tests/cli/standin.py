"""A stand-in for extraction, so that what is around it is tested on its own and fast."""

from __future__ import annotations

import os
import re
import sys
import time
from decimal import Decimal
from pathlib import Path
from types import ModuleType

from kg.iri import DEFAULT_BASE, Minter, document_key
from kg.model import Document, Extraction, Metadata, Responsibility, Statement, Task


def fake_extraction(document: Document, base: str = DEFAULT_BASE, enough: int | None = None) -> Extraction:
    """Every number before 人 is a target of 区教育局, every line a task; some words stand for what can go wrong."""
    mint = Minter(base)
    key = document_key(document.text)
    if "BOOM" in document.text:
        raise ZeroDivisionError("boom")
    if "KILL" in document.text:
        os._exit(9)
    if "SLOW" in document.text:
        time.sleep(30)
    body = mint.body("中原区", "区教育局")
    tasks, statements = [], []
    for line in re.finditer(r"[^\n]+", document.text):
        found = list(re.finditer(r"(\d+)人", line[0]))
        if not found:
            continue
        task = mint.task(key, line.start(), line.end())
        lead = Responsibility("lead", "区教育局", "中原区教育局", body, False, line.start(), line.start())
        tasks.append(Task(task, line.start(), line.end(), len(tasks) + 1, line[0], ("一、就业",), True, (lead,)))
        for number in found:
            start, end = line.start() + number.start(), line.start() + number.end()
            statements.append(
                Statement(
                    doc=document.name,
                    start=start,
                    end=end,
                    quote_start=line.start(),
                    quote_end=line.end(),
                    quote=line[0],
                    number=number[0],
                    kind="target",
                    indicator=line[0][: number.start()] or "=1+1",
                    indicator_id=mint.indicator("新增就业"),
                    value=Decimal(number[1]),
                    value_max=None,
                    unit="人",
                    comparator=">=",
                    change="level",
                    basis=None,
                    deadline="2021-12-31",
                    deadline_explicit=False,
                    per=None,
                    cumulative=False,
                    lead=("区教育局",),
                    responsible=(),
                    supervisor=(),
                    lead_ids=(body,),
                    responsible_ids=(),
                    supervisor_ids=(),
                    nature=None,
                    scope="全市" if "全市" in line[0] else None,
                    section=("一、就业", "（一）"),
                    task=task,
                    rule="fake",
                    confidence=1.0,
                    id=mint.statement(key, start, end),
                )
            )
    metadata = Metadata(key, mint.document(key), title="通知", place="中原区", place_id=mint.place("中原区"), year=2021)
    warnings = ("没有数字",) if not statements else ()
    return Extraction(
        name=document.name,
        text=document.text,
        media_type=document.media_type,
        sha256=document.sha256,
        metadata=metadata,
        tasks=tuple(tasks),
        statements=tuple(statements),
        warnings=warnings,
    )


def install() -> None:
    """Put the stand-in where the pipeline is, for this process and those it forks."""
    module = ModuleType("kg.pipeline")
    module.extract_document = fake_extraction  # type: ignore[attr-defined]
    sys.modules["kg.pipeline"] = module


def tree(folder: Path) -> dict[str, bytes]:
    """The outputs that are the same whenever the input is: all but the store, whose files carry times."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.relative_to(folder).parts[0].startswith((".", "store"))
    }
