"""Every row of the vocabulary does what its example says, and leaves its counter-example alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.data import rows, table
from kg.extraction import composition, indicators, statements
from kg.extraction import table as tables
from kg.extraction.filters import Rule, rules
from kg.extraction.indicators import is_measure, measure_start, shared_action, unit_from
from kg.extraction.indicators import names as member_names
from kg.extraction.quantities import Quantity, quantities
from kg.extraction.row_duties import government_of, state_of
from kg.extraction.wording import Tail, comparators, read_after, read_head, read_tail, verb, whole
from kg.iri import Minter
from kg.model import STATES, Document, Statement
from kg.pipeline import extract_document
from kg.resolve.bodies import Bodies
from kg.resolve.indicators import canonical
from kg.resolve.places import Places
from kg.structure.blocks import parse_blocks
from kg.structure.copied import KNOWN, indicator_tables
from kg.structure.headers import header_cell
from kg.structure.metadata import Particulars, genre_of
from kg.structure.view import fold

NUMERAL = "[0-9零一二三四五六七八九十百千万亿]"
LISTS = (
    "units",
    "other_units",
    "comparators",
    "verbs",
    "wording",
    "furniture",
    "implied_units",
    "unitless",
    "table_headers",
    "merged_names",
    "currency_signs",
    "money_parts",
)


def names(row: dict[str, str]) -> str:
    return "-".join(str(v) for v in list(row.values())[:2])


def opposed(row: dict[str, str], column: str) -> str:
    """The row's counter-example, which has the row's word in it, too."""
    assert fold(row[column]) in fold(row["not"]), "a counter-example is about its row's word"
    return row["not"]


def read_units(text: str) -> list[str]:
    """The units that the grammar of statements finds in ``text``."""
    return [q.unit.split("/")[0] for q in quantities(fold(text))]


def only(text: str) -> tuple[str, Quantity]:
    """The folded text and its last quantity."""
    text = fold(text)
    return text, quantities(text)[-1]


@pytest.mark.parametrize("row", rows("units"), ids=names)
def test_units(row: dict[str, str]) -> None:
    _, quantity = only(row["example"])
    assert quantity.unit.split("/")[0] == row["unit"]
    for word in row["unless"].split():
        assert row["unit"] not in read_units(f"新增3{row['unit']}{word}")


@pytest.mark.parametrize("row", rows("units"), ids=names)
def test_units_in_other_words(row: dict[str, str]) -> None:
    counter = opposed(row, "unit")
    assert re.search(NUMERAL, counter)
    assert row["unit"] not in [*read_units(counter), *(q.unit for q in kg.quantities(counter))]


@pytest.mark.parametrize("row", rows("other_units"), ids=names)
def test_other_units_in_other_words(row: dict[str, str]) -> None:
    for text in [opposed(row, "unit"), *(f"新增3{row['unit']}{word}" for word in row["unless"].split())]:
        assert re.search(NUMERAL, text)
        assert row["unit"] not in [q.unit for q in kg.quantities(text)]


@pytest.mark.parametrize("row", rows("currency_signs"), ids=names)
def test_currency_signs(row: dict[str, str]) -> None:
    (found,) = kg.quantities(row["example"])
    assert row["example"][found.start :].startswith(row["sign"])
    assert found.unit == row["unit"]
    assert row["unit"] not in [q.unit for q in kg.quantities(row["not"])]
    assert row["sign"] in row["not"]


@pytest.mark.parametrize("row", rows("money_parts"), ids=names)
def test_money_parts(row: dict[str, str]) -> None:
    (found,) = kg.quantities(row["example"])
    assert row["example"][: found.end].endswith(row["part"])
    assert found.unit == row["unit"]
    assert found.value % 1 != 0
    counter = opposed(row, "part")
    for text in [counter, *(f"收费5{row['unit']}3{row['part']}{word}" for word in row["unless"].split())]:
        assert all(q.value % 1 == 0 for q in kg.quantities(text) if q.unit == row["unit"])


@pytest.mark.parametrize("row", rows("comparators"), ids=names)
def test_comparators(row: dict[str, str]) -> None:
    if row["word"] in "≥≤<>":
        assert comparators(row["position"])[row["word"]] == row["comparator"]
        return
    text, quantity = only(row["example"])
    if row["position"] == "after":
        assert read_after(text, quantity.end, len(text))[0] == row["comparator"]
    elif row["word"] in text[: quantity.start][-len(row["word"]) :]:
        assert read_tail(text, 0, quantity.start).comparator == row["comparator"]
    else:
        assert row["word"] in text[: quantity.start]  # it stands before the verb: 至少建成1家


def signs(text: str) -> set[str | None]:
    """What the words around the numbers of ``text`` say, by both readings."""
    folded = fold(text)
    found = quantities(folded)
    assert found
    return {
        *(read_tail(folded, 0, q.start).comparator for q in found),
        *(read_after(folded, q.end, len(folded))[0] for q in found),
        *(q.comparator for q in kg.quantities(text)),
    }


@pytest.mark.parametrize("row", rows("comparators"), ids=names)
def test_comparators_in_other_words(row: dict[str, str]) -> None:
    assert row["comparator"] not in signs(opposed(row, "word"))
    for other in row["unless"].split():
        before = row["position"] == "before"
        assert row["comparator"] not in signs(
            f"全年{other}{row['word']}12家" if before else f"新增12家{row['word']}{other}"
        )


def read(sentence: str) -> list[Statement]:
    title = "2021年甲市政府工作报告\n\n三、2021年工作安排\n\n"
    return list(extract_document(Document("a.txt", f"{title}{sentence}。\n")).statements)


def measured(sentence: str) -> list[str]:
    return [s.indicator for s in read(sentence)]


def verbs(text: str) -> list[str]:
    return [m.group() for m in verb().finditer(fold(text))]


@pytest.mark.parametrize("row", rows("verbs"), ids=names)
def test_verbs(row: dict[str, str]) -> None:
    assert any(row["verb"] in found for found in verbs(row["example"]))


@pytest.mark.parametrize("row", rows("verbs"), ids=names)
def test_verbs_in_other_words(row: dict[str, str]) -> None:
    """What looks like the verb is none, or else it does not go over to the next member of the list."""
    for other in row["unless"].split():
        assert not any(row["verb"] in found for found in verbs(row["verb"] + other))
    counter = opposed(row, "verb")
    if any(row["verb"] in found for found in verbs(counter)):
        others = [fold(s.indicator) for s in read(counter) if row["verb"] not in fold(s.quote)]
        assert others
        assert not any(row["verb"] in indicator for indicator in others)


def of_role(*roles: str) -> list[dict[str, str]]:
    return [row for row in rows("wording") if row["role"].partition(":")[0] in roles]


def number_after(text: str, word: str) -> tuple[str, Quantity]:
    """The folded text and the first quantity behind ``word`` in it."""
    text = fold(text)
    return text, next(q for q in quantities(text) if q.start >= text.index(word) + len(word))


def tails(text: str) -> list[Tail]:
    """What leads to each of the numbers of ``text``."""
    text = fold(text)
    found = [read_tail(text, 0, q.start) for q in quantities(text)]
    assert found
    return found


def within(row: dict[str, str]) -> list[str]:
    """The row's word within those that its column ``unless`` makes of it, right before a number."""
    return [f"全年{other}{row['word']}12家" for other in row["unless"].split()]


@pytest.mark.parametrize("row", of_role("head"), ids=names)
def test_heads_are_skipped(row: dict[str, str]) -> None:
    assert read_head(row["example"], 0, len(row["example"])) >= len(row["word"])
    for text in [opposed(row, "word"), *(row["word"] + other for other in row["unless"].split())]:
        assert read_head(text, 0, len(text)) < text.index(row["word"]) + len(row["word"])


@pytest.mark.parametrize("row", of_role("tail"), ids=names)
def test_tails_are_stripped(row: dict[str, str]) -> None:
    text, quantity = number_after(row["example"], row["word"])
    start = text.index(row["word"])
    assert 0 < read_tail(text, 0, quantity.start).end <= start
    assert read_tail(text, 0, start + len(row["word"])).change is None
    for other in [opposed(row, "word"), *within(row)]:
        text, quantity = only(other)
        assert row["word"] in text[: read_tail(text, 0, quantity.start).end]


@pytest.mark.parametrize("row", of_role("level", "increase", "decrease"), ids=names)
def test_changes(row: dict[str, str]) -> None:
    text, quantity = number_after(row["example"], row["word"])
    assert read_tail(text, 0, quantity.start).change == row["role"]
    for other in [opposed(row, "word"), *within(row)]:
        assert row["role"] not in [tail.change for tail in tails(other)]


@pytest.mark.parametrize("row", of_role("basis"), ids=names)
def test_bases(row: dict[str, str]) -> None:
    basis = row["role"].partition(":")[2]
    text, quantity = number_after(row["example"], row["word"])
    assert read_tail(text, 0, quantity.start).basis == basis
    for other in [opposed(row, "word"), *within(row)]:
        assert basis not in [tail.basis for tail in tails(other)]


@pytest.mark.parametrize("row", of_role("measure"), ids=names)
def test_measures(row: dict[str, str]) -> None:
    assert is_measure(row["example"])
    for other in [opposed(row, "word"), *(other + row["word"] for other in row["unless"].split())]:
        assert not is_measure(other)


@pytest.mark.parametrize("row", of_role("whole"), ids=names)
def test_measures_of_measures(row: dict[str, str]) -> None:
    assert row["word"] in whole()
    assert is_measure(row["word"])
    first, last = measured(row["example"])
    assert last.startswith(first)
    first, last = measured(opposed(row, "word"))
    assert not last.startswith(first)  # 新能源 of 新能源投资 for 装机规模


@pytest.mark.parametrize("row", of_role("standalone"), ids=names)
def test_measures_that_stand_alone(row: dict[str, str]) -> None:
    assert measure_start(row["word"]) == 0
    assert measured(row["example"])[-1].startswith(row["word"])
    assert not measured(opposed(row, "word"))[-1].startswith((row["word"], "总"))


@pytest.mark.parametrize("row", of_role("action"), ids=names)
def test_actions(row: dict[str, str]) -> None:
    text, quantity = only(row["example"])
    assert shared_action(text[quantity.end :]).endswith(row["word"])
    text, quantity = only(opposed(row, "word"))
    assert row["word"] in text[quantity.end :]
    assert row["word"] not in shared_action(text[quantity.end :])
    assert row["word"] not in measured(text)[0]


@pytest.mark.parametrize("row", of_role("contrast"), ids=names)
def test_words_that_tell_list_members_apart(row: dict[str, str]) -> None:
    phrase = row["example"].partition("分别")[0]
    first, last = member_names(phrase, 2) or ("", "")
    shared = first.removeprefix(row["word"])
    assert shared not in ("", first)
    assert last.endswith(shared)
    counter = opposed(row, "word")
    assert member_names(counter, 2) == counter.split("和")


def words_of(name: str) -> set[str]:
    return {row["word"] for row in of_role(name)}


@pytest.mark.parametrize("row", of_role("tail"), ids=names)
def test_tails_that_link_or_part_and_no_others(row: dict[str, str]) -> None:
    text, quantity = only(f"就业人数{row['word']}12万人")
    tail = read_tail(text, 0, quantity.start)
    assert tail.linked == (row["word"] in words_of("linked"))
    assert tail.parted == (row["word"] in words_of("parted"))


@pytest.mark.parametrize("row", of_role("increase", "decrease"), ids=names)
def test_nouns_of_change_and_no_others(row: dict[str, str]) -> None:
    """增幅达到12% is an increase, 增加达到12% a level."""
    text, quantity = only(f"总量{row['word']}达到12%")
    assert (read_tail(text, 0, quantity.start).change == row["role"]) == (row["word"] in words_of("noun"))


@pytest.mark.parametrize("row", of_role("head", "tail"), ids=names)
def test_words_that_are_the_verb_when_alone_and_no_others(row: dict[str, str]) -> None:
    word = row["word"]
    kept = read_head(word, 0, len(word)) == 0 if row["role"] == "head" else read_tail(word, 0, len(word)).end > 0
    assert kept == (word in words_of("alone"))


@pytest.mark.parametrize("row", of_role("linked", "parted", "noun", "alone"), ids=names)
def test_finer_roles(row: dict[str, str]) -> None:
    text, quantity = number_after(row["example"], row["word"])
    assert told_by(row, text, quantity)
    text, quantity = number_after(opposed(row, "word"), row["word"])
    assert not told_by(row, text, quantity)


def told_by(row: dict[str, str], text: str, quantity: Quantity) -> bool:
    """Whether the row's word does before this number what its finer role says."""
    tail = read_tail(text, 0, quantity.start)
    if row["role"] == "alone":
        start = text.index(row["word"])
        if start:
            return tail.end > start
        return read_head(text, 0, quantity.start) == 0 and (tail.end > 0 or tail.change is not None)
    return {"linked": tail.linked, "parted": tail.parted, "noun": tail.change in ("increase", "decrease")}[row["role"]]


def test_finer_roles_tell_apart_words_of_the_others() -> None:
    assert words_of("linked") | words_of("parted") <= words_of("tail")
    assert words_of("noun") <= words_of("increase") | words_of("decrease")
    assert words_of("alone") <= words_of("head") | words_of("tail")


@pytest.mark.parametrize("row", rows("merged_names"), ids=names)
def test_merged_names(row: dict[str, str]) -> None:
    rest = row["example"].removeprefix(row["word"])
    assert indicators.names(row["example"], 2) == [row["first"] + rest, row["second"] + rest]
    assert row["first"] not in "".join(indicators.names(row["not"], 2) or [])


@pytest.mark.parametrize("row", rows("implied_units"), ids=names)
def test_implied_units(row: dict[str, str]) -> None:
    assert row["unit"] in read_units(row["example"])
    for text in [opposed(row, "noun"), *(f"惠及30万{row['noun']}{word}" for word in row["unless"].split())]:
        assert re.search(NUMERAL, text)
        assert row["unit"] not in [*read_units(text), *(q.unit for q in kg.quantities(text))]


@pytest.mark.parametrize("row", rows("unitless"), ids=names)
def test_units_told_by_the_noun(row: dict[str, str]) -> None:
    text, quantity = only(row["example"])
    assert quantity.unit == ""
    assert unit_from(text[: quantity.start]) == row["unit"]
    text, quantity = only(opposed(row, "noun"))
    assert quantity.unit == ""
    assert unit_from(text[: quantity.start]) != row["unit"]


@pytest.mark.parametrize("row", rows("furniture"), ids=names)
def test_furniture(row: dict[str, str]) -> None:
    assert re.search(row["pattern"], fold(row["example"]).replace(" ", ""))
    _, blocks = parse_blocks(row["example"])
    assert blocks[0].kind == "furniture"
    assert any(word in row["not"].replace(" ", "") for word in re.findall("[\u4e00-\u9fffA-Za-z]{2,}", row["pattern"]))
    _, blocks = parse_blocks(row["not"])
    assert blocks[0].kind != "furniture"


def value_columns(row: dict[str, str], cell: str) -> set[str]:
    """The kinds of the value columns of a table with ``cell`` in its header; none where it is no header."""
    head = [cell] if row["column"] == "indicator" else ["指标", cell]
    values = 2 if row["column"] in ("baseline", "target", "rate") else 1
    lines = [*head, "2025年预期", "森林覆盖率", *["35"] * values, "床位数", *["8"] * values, "失业率", *["5"] * values]
    found, _ = indicator_tables(*parse_blocks("\n".join(lines)))
    return {column.role for line in found for column, _ in line.cells} & {"baseline", "target", "rate"}


@pytest.mark.parametrize("row", rows("table_headers"), ids=names)
def test_table_headers(row: dict[str, str]) -> None:
    assert header_cell(fold(row["example"])).role == row["column"]
    assert header_cell(fold(opposed(row, "word"))).role != row["column"]
    inner = header_cell(fold("本部门" + row["word"]))
    assert (inner.role == row["column"]) <= (row["where"] == "end")


COPIED = [row for row in rows("table_headers") if row["column"] in KNOWN and row["word"] == row["example"]]


@pytest.mark.parametrize("row", COPIED, ids=names)
def test_headers_of_tables_with_a_cell_a_line(row: dict[str, str]) -> None:
    kinds = value_columns(row, row["example"])
    assert kinds == ({row["column"], "target"} if row["column"] in ("baseline", "target", "rate") else {"target"})
    assert value_columns(row, opposed(row, "word")) == set()


@pytest.mark.parametrize("row", rows("states"), ids=names)
def test_states(row: dict[str, str]) -> None:
    found = state_of(row["example"], 0, len(row["example"]))
    assert found
    assert found[2] == row["state"] in STATES
    counter = state_of(row["not"], 0, len(row["not"]))
    assert counter is None or row["not"][counter[0] : counter[1]] != row["word"]


@pytest.mark.parametrize("row", rows("place_bodies"), ids=names)
def test_governments_of_places(row: dict[str, str]) -> None:
    assert government_of(row["example"]) == row["example"] + row["body"]
    assert government_of(row["not"]) == row["not"]


def marked(example: str) -> tuple[str, Quantity]:
    """The example without its brackets and the quantity that they mark."""
    start = example.index("[")
    end = example.index("]")
    text = fold(example[:start] + example[start + 1 : end] + example[end + 1 :])
    found = [q for q in quantities(text) if q.start < end - 1 and q.end > start]
    assert found, f"no quantity in {example}"
    return text, found[0]


def by_name(name: str) -> list[Rule]:
    return [rule for rule in (*rules(), *rules("doubts")) if rule.name == name]


def applies(rule: Rule, text: str, quantity: Quantity) -> bool:
    fits = (not rule.dimensions or quantity.dimension in rule.dimensions) and (
        not rule.units or quantity.unit in rule.units
    )
    return fits and rule.holds(text, quantity, 0, len(text))


RULES = [row for name in ("not_statements", "doubts") for row in table(name)["rule"]]
RULE_EXAMPLES = [(row["name"], e) for row in RULES for e in row["examples"]]
RULE_COUNTERS = [(row["name"], e) for row in RULES for e in row["not"]]


@pytest.mark.parametrize(("name", "example"), RULE_EXAMPLES)
def test_rule_rejects_its_examples(name: str, example: str) -> None:
    text, quantity = marked(example)
    assert any(applies(rule, text, quantity) for rule in by_name(name))


@pytest.mark.parametrize(("name", "example"), RULE_COUNTERS)
def test_rule_leaves_its_counter_examples(name: str, example: str) -> None:
    text, quantity = marked(example)
    assert not any(applies(rule, text, quantity) for rule in by_name(name))


def test_every_rule_has_examples_both_ways() -> None:
    lacking = [row["name"] for row in RULES if not row["examples"] or not row["not"]]
    assert lacking == []
    assert len({row["name"] for row in RULES}) == len(RULES)


@pytest.mark.parametrize("row", table("genres")["genre"], ids=lambda row: row["name"])
def test_genres(row: dict[str, Any]) -> None:
    for example in row["examples"]:
        assert genre_of(example) == row["name"]
    for example in row["not"]:
        assert genre_of(example) != row["name"]


@pytest.mark.parametrize("row", table("sections")["section"], ids=lambda row: row["name"])
def test_sections(row: dict[str, Any]) -> None:
    for example in row["examples"]:
        assert re.search(row["pattern"], example)
    for example in row["not"]:
        assert not re.search(row["pattern"], example)


@pytest.mark.parametrize("row", table("roles")["role"], ids=lambda row: row["name"])
def test_roles(row: dict[str, Any]) -> None:
    for label in row["labels"]:
        _, blocks = parse_blocks(f"1. 新建道路3条。\n{label}：区城建局")
        assert [mark.role for mark in blocks[-1].labels] == [row["name"]]
    for example in row["not"]:
        _, blocks = parse_blocks(example)
        assert not blocks[-1].labels


def test_bodies_have_one_name_each() -> None:
    seen: dict[str, str] = {}
    bodies = Bodies(Places(Particulars(place="郑州市中原区"), "", "0", Minter()), Minter())
    for row in rows("bodies"):
        for alias in [row["name"], *row["aliases"].split()]:
            assert seen.setdefault(alias, row["name"]) == row["name"], alias
            body = bodies.body("区" + alias)
            assert body.label == "郑州市中原区" + row["name"]


def test_indicators_have_one_name_each() -> None:
    for row in rows("indicators"):
        for alias in [row["indicator"], *row["aliases"].split()]:
            assert canonical(alias) == row["indicator"]


@pytest.mark.parametrize("name", LISTS)
def test_no_row_stands_twice(name: str) -> None:
    keys = [tuple(list(row.values())[:2]) for row in rows(name)]
    assert len(keys) == len(set(keys))
    assert all(row["example"] for row in rows(name))


def test_every_rule_has_its_confidence() -> None:
    named = {row["rule"] for row in rows("confidence")}
    written = set()
    for module in (composition, statements, tables):
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        written |= {rule for rule in named if f'"{rule}"' in source}
    assert written == named
    assert all(0 < float(row["confidence"]) <= 1 for row in rows("confidence"))
