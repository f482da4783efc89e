"""The columns of a ledger; a filled one is known again by them."""

from __future__ import annotations

from typing import Final

NUMBER: Final = "序号"
TASK: Final = "任务"
INDICATOR: Final = "指标"
TARGET: Final = "目标值"
UNIT: Final = "单位"
LEAD: Final = "牵头单位"
RESPONSIBLE: Final = "责任单位"
SUPERVISOR: Final = "分管领导"
DEADLINE: Final = "完成时限"
SOURCE: Final = "来源"
ABOVE: Final = "上级任务"
LATEST: Final = "已报进展"
DONE: Final = "本期进展"
AS_OF: Final = "进展截至"
STATE: Final = "状态"
REMARKS: Final = "备注"
IRI: Final = "标识（勿改）"

COLUMNS: Final = (
    *(NUMBER, TASK, INDICATOR, TARGET, UNIT, LEAD, RESPONSIBLE, SUPERVISOR, DEADLINE, SOURCE, ABOVE, LATEST),
    *(DONE, AS_OF, STATE, REMARKS, IRI),
)
"""In the order of the sheet."""

TO_FILL: Final = (DONE, AS_OF, STATE, REMARKS)
"""What the clerk fills in: a number without unit, a date, a word, anything."""
