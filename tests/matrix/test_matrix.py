"""The responsibility matrix of the invented district's notice."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.export.material import load_material
from kg.matrix.build import Matrix, matrix


@pytest.fixture(scope="module")
def graph(pair_graph: Path) -> Path:
    return pair_graph


def roles(found: Matrix, item: int) -> dict[str, str]:
    cells = next(cells for task, cells in zip(found.tasks, found.cells, strict=True) if task["item"] == item)
    return {agent.removeprefix("临江市清河区"): role for agent, role in zip(found.agents, cells, strict=True) if role}


def test_a_cell_is_the_role_of_a_body_in_a_task(graph: Path) -> None:
    found = matrix(load_material(graph).tasks, documents=["清河区"])
    assert [task["item"] for task in found.tasks] == [1, 2, 3, 4, 5, 6, 7, 9, 10]  # 8: nobody answers for it
    assert roles(found, 1) == {"人力资源和社会保障局": "牵头", "财政局": "责任", "各街道办事处": "责任"}
    assert roles(found, 6) == {"民政局": "牵头"}
    assert all(len(cells) == len(found.agents) for cells in found.cells)


def test_a_body_is_one_column_whatever_it_is_called(graph: Path) -> None:
    found = matrix(load_material(graph).tasks, documents=["清河区"])
    assert len(set(found.agents)) == len(found.agents)
    assert roles(found, 2)["住房和城乡建设局"] == "责任"
    assert roles(found, 3)["住房和城乡建设局"] == "牵头"


def test_the_tasks_of_a_body_come_with_all_who_share_them(graph: Path) -> None:
    found = matrix(load_material(graph).tasks, documents=["清河区"], bodies=["区住建局"])
    assert [task["item"] for task in found.tasks] == [2, 3]
    assert "临江市清河区各街道办事处" in found.agents
    assert "临江市清河区民政局" not in found.agents


def test_roles_of_one_body_in_one_task_stand_together() -> None:
    duty = {"name": "区教育局", "label": "区教育局"}
    task = {"doc": "a.txt", "item": None, "text": "建\n学校", "responsibilities": [
        {**duty, "role": "lead"}, {**duty, "role": "cooperating"}, {**duty, "role": "lead"},
    ]}  # fmt: skip
    header, rows = matrix([task, {**task, "responsibilities": []}]).table()
    assert header == ["document", "item", "task", "区教育局"]
    assert rows == [["a.txt", "", "建学校", "牵头/配合"]]


def test_the_command_writes_it(graph: Path) -> None:
    result = CliRunner().invoke(main, ["matrix", "--document", "清河", "--format", "csv", "-g", str(graph)])
    assert result.exit_code == 0, result.output
    header, *rows = csv.reader(StringIO(result.stdout))
    assert header[:3] == ["document", "item", "task"]
    assert len(rows) == 9
