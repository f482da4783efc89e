"""Task tables whose cells stand one a line, as pages are copied to text."""

from __future__ import annotations

from kg.model import Document
from kg.pipeline import extract_document
from kg.structure.stacked import may_have_stacked_tables, stacked_tables
from kg.structure.view import fold

HEAD = "序号\n\n项目名称\n\n目标任务\n\n年度投资（万元）\n\n牵头单位\n\n责任单位\n\n完成时限\n\n"
WHOLE = "1\n\n供水提质\n\n更换管网86公里\n\n3,245\n\n县水利局\n\n县住建局\n\n2024年11月底\n\n"


def rows(text: str) -> list[list[tuple[int, str]]]:
    """Column and words of the cells of each row of the only table, without its header."""
    folded = fold(text)
    (table,) = stacked_tables(folded, ())
    last = max(cell.row for cell in table.cells)
    return [[(c.column, folded[c.start : c.end]) for c in table.cells if c.row == n] for n in range(1, last + 1)]


def test_a_cell_a_line() -> None:
    (row,) = rows(HEAD + WHOLE)
    assert row == list(enumerate(["1", "供水提质", "更换管网86公里", "3,245", "县水利局", "县住建局", "2024年11月底"]))


def test_cells_of_several_paragraphs_and_bodies_over_two_lines() -> None:
    row = rows(
        HEAD + "1\n一老一小\n建成养老中心3个。\n新增托位240个。\n1,980\n县民政局\n县卫健局、\n县残联\n2024年12月\n"
    )[0]
    assert [column for column, _ in row] == [0, 1, 2, 3, 4, 5, 6]
    assert row[2][1] == "建成养老中心3个。\n新增托位240个。"
    assert row[5][1] == "县卫健局、\n县残联"


def test_empty_cells() -> None:
    first, second = rows(
        HEAD + "1\n供水提质\n更换管网86公里\n县水利局\n县住建局\n2024年11月底\n2\n公厕革命\n新建公厕9座\n县城管局\n"
    )
    assert [column for column, _ in first] == [0, 1, 2, 4, 5, 6]
    assert [column for column, _ in second][:3] == [0, 1, 2]
    assert second[3][0] in (4, 5)


def test_headings_between_rows_and_bars_at_the_ends_of_lines() -> None:
    found = rows(HEAD.replace("\n\n", " |\n") + WHOLE + "二、教育类\n" + WHOLE.replace("1\n", "2\n", 1))
    assert [row[0][1] for row in found] == ["1", "二、教育类", "2"]


def test_what_is_none() -> None:
    assert not may_have_stacked_tables("一、总体情况\n新建公厕60座。\n")
    assert stacked_tables(fold("序号\n标题\n日期\n1\n通知\n2024-01-02\n"), ()) == ()
    assert stacked_tables(fold("序号\n1\n2\n3\n"), ()) == ()


def test_its_records() -> None:
    found = extract_document(Document("a.txt", "2024年民生实事任务分解表\n\n" + HEAD + WHOLE))
    (pipes, money) = found.statements
    assert (pipes.indicator, pipes.value, pipes.deadline) == ("更换管网", 86000, "2024-11-30") or pipes.value == 86
    assert pipes.lead == ("县水利局",)
    assert pipes.responsible == ("县住建局",)
    assert (money.value, money.unit) == (32_450_000, "元")
    assert found.text[money.start : money.end] == "3,245"
