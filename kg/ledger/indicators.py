"""A plan's own monitoring: base, target and latest value of each indicator, time elapsed against distance covered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from kg.export.material import Material
from kg.export.records import Record
from kg.export.workbook import Value

COLUMNS = (
    *("指标", "单位", "属性", "基期", "基期值", "目标年", "目标值", "最新值", "最新值截至"),
    *("时间进度", "完成进度", "进度判断", "来源"),
)
AHEAD, BEHIND = "不慢于时间", "慢于时间"


def monitoring(material: Material, *, document: str = "", place: str = "") -> list[dict[str, Value]]:
    """One row for each target of an indicator that has a start value or a later value, in the order of the graph.

    Args:
        document: part of the file name of the plan.
        place: part of the name of its place.
    """
    place_of = {d["doc"]: d["place"] or d["doc"] for d in material.documents}
    begins = {d["doc"]: d["period_start"] or "" for d in material.documents}
    by_measure: dict[tuple[object, ...], list[Record]] = defaultdict(list)
    by_target: dict[str, list[Record]] = defaultdict(list)  # what filled ledgers tell
    for statement in material.statements:
        if statement["about"]:
            by_target[statement["about"]].append(statement)
        else:
            by_measure[_measure(statement, place_of)].append(statement)
    out = []
    seen: set[tuple[object, ...]] = set()
    for statement in material.statements:
        if statement["kind"] != "target" or document not in statement["doc"] or place not in place_of[statement["doc"]]:
            continue
        key = (*_measure(statement, place_of), statement["deadline"], statement["value"])
        values = by_measure[_measure(statement, place_of)] + by_target[statement["id"]]
        row = None if key in seen else _row(statement, values, begins[statement["doc"]])
        if row:
            seen.add(key)
            out.append(row)
    return out


def _measure(statement: Record, place_of: dict[str, str]) -> tuple[object, ...]:
    """What has to be the same for two numbers to be values of one series."""
    names = ("indicator_id", "unit", "change", "basis", "per", "scope")
    return (place_of[statement["doc"]], *(statement[name] for name in names))


def _row(target: Record, values: Sequence[Record], begins: str) -> dict[str, Value] | None:
    """The row of a target; ``begins`` is the first day of its document's period: no value before it is a later one."""
    due = target["deadline"]
    if not due:
        return None
    told = [v for v in values if v["kind"] != "target" and v["deadline"]]
    bases = [v for v in told if v["kind"] == "baseline" and v["deadline"] < due]
    base = max(bases, key=lambda v: v["deadline"]) if bases else None
    later = [v for v in told if v["kind"] != "baseline" and begins <= v["deadline"] <= due]
    later = [v for v in later if base is None or v["deadline"] > base["deadline"]]
    latest = max(later, key=lambda v: v["deadline"]) if later else None
    if base is None and latest is None:
        return None
    elapsed = covered = None
    if base and latest:
        elapsed = _part(_day(base), _day(latest), _day(target))
        covered = _part(base["value"], latest["value"], target["value"])
    judged = None if elapsed is None or covered is None else AHEAD if covered >= elapsed else BEHIND
    row: dict[str, Value] = dict.fromkeys(COLUMNS)
    row |= {"指标": target["indicator"], "单位": target["unit"], "属性": target["nature"], "来源": target["doc"]}
    row |= {"目标年": due[:4], "目标值": target["value"], "进度判断": judged}
    if base:
        row |= {"基期": base["deadline"][:4], "基期值": base["value"]}
    if latest:
        row |= {"最新值": latest["value"], "最新值截至": latest["deadline"]}
    row |= {"时间进度": _percent(elapsed), "完成进度": _percent(covered)}
    return row


def _day(statement: Record) -> int:
    return date.fromisoformat(statement["deadline"]).toordinal()


def _part(first: float, now: float, last: float) -> float | None:
    """How much of the way from ``first`` to ``last`` is behind; ``None`` where there is no way to go."""
    return (now - first) / (last - first) if last != first else None


def _percent(part: float | None) -> str | None:
    return None if part is None else f"{part:.0%}"
