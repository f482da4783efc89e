"""A plan's monitoring: from its table in the corpus, and from records whose way can be computed by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.export.material import Material, load_material
from kg.ledger.indicators import AHEAD, BEHIND, COLUMNS, monitoring

CORPUS = Path(__file__).parents[2] / "corpus"
PLAN = "zhengzhou-2022-145-public-services-plan.txt"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Material:
    folder = tmp_path_factory.mktemp("plan") / "out"
    kg.build(CORPUS / PLAN, folder)
    return load_material(folder)


def made(folder: Path, reached: str) -> Material:
    """A plan of 2021 to 2025 from 50% to 60%, and a report of the end of 2022."""
    plan = (
        "东江市“十四五”教育发展规划\n\n东江市人民政府\n2021年3月1日\n\n到2025年，森林覆盖率由2020年的50%提高到60%。\n"
    )
    report = f"2023年东江市政府工作报告\n\n2022年工作回顾\n\n2022年，森林覆盖率达到{reached}。\n"
    (folder / "plan.txt").write_text(plan, encoding="utf-8")
    (folder / "report.txt").write_text(report, encoding="utf-8")
    kg.build([folder / "plan.txt", folder / "report.txt"], folder / "out")
    return load_material(folder / "out")


def test_the_table_of_the_plan_has_base_and_target(corpus: Material) -> None:
    rows = monitoring(corpus)
    assert all(tuple(row) == COLUMNS for row in rows)
    row = next(row for row in rows if row["指标"] == "人均预期寿命")
    assert {name: value for name, value in row.items() if value is not None} == {
        **{"指标": "人均预期寿命", "单位": "岁", "属性": "预期性", "基期": "2020", "基期值": 80.48},
        **{"目标年": "2025", "目标值": 81, "来源": PLAN},
    }


def test_a_row_is_of_one_document_or_place(corpus: Material) -> None:
    assert monitoring(corpus, document="public-services", place="郑州") == monitoring(corpus)
    assert monitoring(corpus, document="report") == monitoring(corpus, place="洛阳") == []


@pytest.mark.parametrize(("reached", "covered", "judged"), [("55%", "50%", AHEAD), ("51%", "10%", BEHIND)])
def test_time_elapsed_stands_against_distance_covered(tmp_path: Path, reached: str, covered: str, judged: str) -> None:
    (row,) = monitoring(made(tmp_path, reached), document="plan")
    assert (row["基期"], row["基期值"], row["目标年"], row["目标值"]) == ("2020", 50, "2025", 60)
    assert (row["最新值"], row["最新值截至"]) == (int(reached[:-1]), "2022-12-31")
    assert (row["时间进度"], row["完成进度"], row["进度判断"]) == ("40%", covered, judged)
