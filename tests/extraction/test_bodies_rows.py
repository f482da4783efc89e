"""The tables of functional systems, bodies, predecessors and themes fit together."""

from __future__ import annotations

from datetime import date

import pytest

from kg.data import rows

SYSTEMS = {row["key"]: row for row in rows("systems")}
REFORMS = {row["reform"]: row for row in rows("reforms")}
CANONICAL = {alias: row["name"] for row in rows("bodies") for alias in [row["name"], *row["aliases"].split()]}


def test_systems_have_one_row_each_and_every_body_belongs_to_one() -> None:
    names = [row["system"] for row in SYSTEMS.values()]
    assert len(SYSTEMS) == len(rows("systems")) == len(set(names))
    assert {row["system"] for row in rows("bodies")} == set(names)


def test_a_broader_system_is_one_and_no_system_is_its_own() -> None:
    for row in SYSTEMS.values():
        above, seen = row["broader"], {row["key"]}
        while above:
            assert above not in seen
            seen.add(above)
            above = SYSTEMS[above]["broader"]


def test_every_system_has_a_branch_and_a_theme() -> None:
    branches = {"government", "party", "mass", "vertical", "judicial", "enterprise"}
    themes = {row["key"] for row in rows("themes")}
    assert {row["branch"] for row in SYSTEMS.values()} == branches
    assert {row["theme"] for row in SYSTEMS.values()} == themes


@pytest.mark.parametrize("level", ["province", "national"])
def test_a_name_of_a_higher_level_belongs_to_one_body(level: str) -> None:
    names = [name for row in rows("bodies") for name in row[level].split()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("row", rows("predecessors"), ids=lambda row: row["name"])
def test_an_old_name_leads_to_the_body_of_today(row: dict[str, str]) -> None:
    today = CANONICAL[row["successor"]]
    for name in [row["name"], *row["aliases"].split()]:
        assert CANONICAL[name] in (today, name)
        assert name != row["successor"]
    assert row["reform"] in REFORMS
    assert {*row["current"].split()} <= {row["name"], *row["aliases"].split(), row["province"]}


def test_predecessors_lead_to_an_end() -> None:
    following = {row["name"]: row["successor"] for row in rows("predecessors")}
    assert len(following) == len(rows("predecessors"))
    for name in following:
        seen = {name}
        while name in following:
            name = following[name]
            assert name not in seen
            seen.add(name)


def test_reforms_are_dated_and_have_their_source() -> None:
    for row in REFORMS.values():
        day = date.fromisoformat(row["date"])
        assert row["reform"] == str(day.year)
        assert row["source"]
        assert not row["local"] or date.fromisoformat(row["local"]) > day


def test_a_key_word_belongs_to_one_theme() -> None:
    words = [word for row in rows("themes") for word in row["keywords"].split()]
    assert len(words) == len(set(words))
