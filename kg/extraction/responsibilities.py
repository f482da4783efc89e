"""Who is responsible: label lines, labels or words in brackets behind a sentence, 由…牵头 in the sentence.

Label lines cover the item or paragraph above them, or the whole section when they stand right under its heading; a
bracket covers the text since the bracket before it.
"""

from __future__ import annotations

import re
from itertools import pairwise

from kg.data import pattern
from kg.extraction.clauses import Span, brackets, sentences
from kg.extraction.duty_phrases import duty_phrases, has_duty_phrase
from kg.extraction.periods import periods
from kg.extraction.reading import Duty, Mention, Reading, TimeLimit
from kg.structure.blocks import CONTENT, Block, Label, labels
from kg.structure.lines import label
from kg.structure.nesting import Outline
from kg.structure.numerals import whole_number

_DIGIT = re.compile(r"\d")
MAX_LABEL = 12  # characters from an opening bracket to the end of the label in it
_PART = re.compile(r"[、,;。\n]|(?<=[局委办会府处心司街道站院厅部])[和及与](?=[\u4e00-\u9fff]{2})")
_WORD = re.compile("[^ ]+")
_BODY = pattern("body-cell")
_TAIL = pattern("end-of-names")
_FIELD = pattern("field-in-brackets")
_LEADING = pattern("leading-one")
_OFFICE = pattern("office")
_ABOVE = pattern("tasks-above")
_ITEMS = pattern("tasks-by-number")
MAX_ITEMS = 60  # blocks above in which an item is looked for that a sentence names by its number
_NOT_OURS = pattern("not-ours")


def owners(blocks: list[Block]) -> list[int]:
    """For each block the index of the item (or else the paragraph) that it belongs to."""
    out: list[int] = []
    item: int | None = None
    paragraph = 0
    for n, block in enumerate(blocks):
        if block.kind == "heading":
            item = None
        elif block.kind == "item":
            item = n
        elif block.kind != "label":
            paragraph = n
        out.append(n if block.kind == "heading" else item if item is not None else paragraph)
    return out


def read_duties(reading: Reading) -> tuple[list[Duty], set[int]]:
    """The duties of the document, and the items that it says do not concern its own place."""
    duties: list[Duty] = []
    excluded: set[int] = set()
    sections: dict[int, Duty] = {}
    owner = owners(reading.blocks)
    text = reading.view.text
    outline = Outline(reading.blocks, len(text))
    opened: int | None = None  # the heading that label lines stand right under
    for n, block in enumerate(reading.blocks):
        if block.kind != "label":
            opened = n if block.kind == "heading" or block.marked else None
        if block.kind == "label":
            # A numbered label line ((二)责任单位:…) belongs to the block that it and its brothers stand under.
            heading = outline.parent(n) if block.level else opened
            if heading is not None:
                _add_to_section(reading, sections, (heading, outline.end(heading)), block)
                continue
            mentions = [m for label in block.labels for m in mentions_of(reading, label)]
            first = reading.blocks[_first_covered(reading, owner, outline, n, duties)]
            _add_limits(reading, block.labels, first.start, block.end, n)
            if duties and duties[-1].start == first.start:
                duties[-1].mentions += mentions
                duties[-1].end = block.end
            else:
                duties.append(Duty(first.start, block.end, mentions))
        elif block.kind not in ("furniture", "table", "grid"):
            if _NOT_OURS.search(text, block.start, block.end):
                excluded.add(owner[n])
            if block.kind == "heading":  # 一、发展产业(由市工信局牵头): for all that stands under it
                for duty in _bracketed(reading, block, n, outline.end(n)):
                    _add_mentions(reading, sections, (n, outline.end(n)), duty.mentions)
                continue
            duties += _bracketed(reading, block, n)
            duties += _closing(reading, block, n)
            told = _in_sentences(reading, block)
            if len(told) == 1 and owner[n] != n and _says_no_more(reading, block, told[0]):
                told[0].start = reading.blocks[owner[n]].start  # a line below its item: 由区教育局牵头。
            duties += told
            reading.section_duties += _for_those_above(reading, n)
    duties.sort(key=lambda d: d.start)
    return duties, excluded


def _first_covered(reading: Reading, owner: list[int], outline: Outline, n: int, duties: list[Duty]) -> int:
    """The first block that the label line ``n`` covers: its item, or behind (1)…(2)… the item that these are parts of.

    The parts are covered together when none of them has had label lines of its own. Paragraphs that say what they hold
    (目标任务:…, 目前进展:…) are parts of one task.
    """
    item, blocks = owner[n], reading.blocks
    while item and all(_is_content(reading, block) for block in blocks[item - 1 : item + 1]):
        item -= 1
    parent = outline.parent(item)
    if parent is None or blocks[parent].kind != "item" or blocks[item].level <= blocks[parent].level:
        return item
    last = duties[-1] if duties else None
    before = blocks[item].start  # a duty that reaches beyond it is of the label line right above
    told = last is not None and blocks[parent].start <= last.start < before and last.end <= before
    return item if told else parent


def _is_content(reading: Reading, block: Block) -> bool:
    return block.kind in ("paragraph", "cell") and CONTENT.match(reading.view.text, block.start, block.end) is not None


def _add_to_section(reading: Reading, sections: dict[int, Duty], section: tuple[int, int], block: Block) -> None:
    """Give the names of a label line to everything in a section: index of its heading, and where it ends."""
    heading, end = section
    _add_limits(reading, block.labels, reading.blocks[heading].start, end, heading)
    _add_mentions(reading, sections, section, [m for label in block.labels for m in mentions_of(reading, label)])


def _add_mentions(
    reading: Reading, sections: dict[int, Duty], section: tuple[int, int], mentions: list[Mention]
) -> None:
    heading, end = section
    if heading in sections:
        sections[heading].mentions += mentions
    else:
        sections[heading] = Duty(reading.blocks[heading].start, end, mentions)
        reading.section_duties.append(sections[heading])


def _bracketed(reading: Reading, block: Block, n: int, until: int | None = None) -> list[Duty]:
    """（牵头单位：…；责任单位：…） and （区教育局负责）; time limits in them hold up to ``until``."""
    out = []
    at = block.start
    titled = block.text + len(block.title) if block.title else block.start
    for start, end in brackets(reading.view.text, block.start, block.end, all_kinds=True):
        found = labels(reading.view.text, start + 1, end - 1)
        told = found
        if not found or found[0].start - start > MAX_LABEL:  # (由市工信局牵头;分管负责同志:王强)
            told = _in_words(reading, start, found[0].start if found else end)
            found = found if told else []
            told += found
        _add_limits(reading, found, at, until or end, n)
        mentions = [m for label in told for m in mentions_of(reading, label)]
        if mentions and not found:  # (市民政局牵头,10月底前完成)
            _add_limits(reading, [Label("deadline", start, end)], at, until or end, n)
        if (mentions or found) and end <= titled:  # 1.农村危房改造(县住建局牵头)。…: for the whole item
            out.append(Duty(at, until or block.end, mentions))
        elif mentions or found:
            out.append(Duty(at, end, mentions))
            at = end
    return out


def _closing(reading: Reading, block: Block, n: int) -> list[Duty]:
    """…达到95%。责任单位:市教育局。 in one paragraph: the labels behind a sentence, for what stands before them."""
    text = reading.view.text
    inside = brackets(text, block.start, block.end, all_kinds=True)
    out, at = [], block.start
    for match in label().finditer(text, block.text, block.end):
        begins = match.start() > at and text[match.start() - 1] in "。;" and match.group()[0] not in "([【"
        if not begins or any(a < match.start() < b for a, b in inside):
            continue
        stop = text.find("。", match.end(), block.end)
        stop = stop if stop >= 0 else block.end
        found = labels(text, match.start(), stop)
        _add_limits(reading, found, at, stop, n)
        out.append(Duty(at, stop, [m for each in found for m in mentions_of(reading, each)]))
        at = stop
    return out


def _in_words(reading: Reading, start: int, end: int) -> list[Label]:
    """区教育局负责 inside the bracket ``[start, end)`` of the view."""
    found = duty_phrases(reading.view.text, start + 1, end - 1, bracketed=True)
    return [Label(role, a, b) for role, (a, b) in found]


def _in_sentences(reading: Reading, block: Block) -> list[Duty]:
    """由区教育局牵头，区财政局配合: for its sentence, and for the whole item when it opens it."""
    out: list[Duty] = []
    text = reading.view.text
    if not has_duty_phrase(text, block.start, block.end) or (
        _ABOVE.match(text, block.text, block.end) or _ITEMS.match(text, block.text, block.end)
    ):
        return out
    for start, end in sentences(text, block.text, block.end):
        spans = list(duty_phrases(text, start, end, bracketed=False))
        parts = _clauses_with_leads(text, start, end, spans)
        if len(parts) > 1:
            out += [Duty(a, b, _told(reading, inside)) for a, b, inside in parts]
        elif spans:
            alone = spans[0][1][0] - start <= 1 and not _DIGIT.search(text, start, end)
            covered = out[-1].end if out else block.start  # 由区教育局负责。 says it of what stands before
            out.append(Duty(covered if alone else start, end, _told(reading, spans)))
    if len(out) == 1 and out[0].start == block.text and block.level:
        out[0].end = block.end
    return out


def _clauses_with_leads(
    text: str, start: int, end: int, spans: list[tuple[str, Span]]
) -> list[tuple[int, int, list[tuple[str, Span]]]]:
    """The parts of a sentence in which each number has a lead of its own: 7个项目由甲局牵头,5个由乙镇牵头."""
    leads = [a for role, (a, _) in spans if role == "lead" and text[a - 1] == "由"]
    cuts = [max(text.rfind(mark, start, a) for mark in ",;") + 1 or start for a in leads]
    cuts = [max(cut, start) for cut in cuts]
    edges = [start, *cuts[1:], end]
    parts = [(a, b, [s for s in spans if a <= s[1][0] < b]) for a, b in pairwise(edges)]
    numbered = all(_DIGIT.search(text, cut, lead) for cut, lead in zip(cuts, leads, strict=True))
    return parts if len(leads) > 1 and numbered else []


def _says_no_more(reading: Reading, block: Block, duty: Duty) -> bool:
    """Whether a line is nothing but one duty: 由区教育局牵头,区财政局配合。"""
    text = reading.view.text
    alone = text.find("。", block.start, block.end) in (-1, block.end - 1)
    return (
        alone
        and text[block.start] == "由"
        and duty.start == block.start
        and not _DIGIT.search(text, block.start, block.end)
    )


def _for_those_above(reading: Reading, n: int) -> list[Duty]:
    """以上三项任务由市农业农村局牵头, 第3、4项由…牵头: for the numbered blocks above that the sentence names."""
    text, block = reading.view.text, reading.blocks[n]
    above, named = _ABOVE.match(text, block.text, block.end), _ITEMS.match(text, block.text, block.end)
    opening = above or named
    if opening is None:
        return []
    begin = opening.end()
    spans = list(duty_phrases(text, begin, block.end, bracketed=False))
    spans += [(label.role, (label.start, label.end)) for label in labels(text, begin, block.end, loose=True)]
    if named:
        return _for_items(reading, n, named, spans)
    mentions = _told(reading, spans)
    count, first, level = whole_number(above.group(1) or "") if above else 0, n, 0.0
    count = count or len(reading.blocks)
    for at in range(n - 1, -1, -1):
        other = reading.blocks[at]
        if other.kind == "heading" or (level and 0 < other.level < level) or not count:
            break
        if other.level:
            first, level, count = at, other.level, count - 1
    return [Duty(reading.blocks[first].start, block.end, mentions)] if mentions else []


def _for_items(reading: Reading, n: int, named: re.Match[str], spans: list[tuple[str, Span]]) -> list[Duty]:
    """第9、10项分别由甲局、乙局牵头: each item its own lead; without 分别 all have the same."""
    numbers = [whole_number(part) for part in re.split("[、,和]", named.group(1))]
    mentions = _told(reading, spans)
    leads = [m for m in mentions if m.role == "lead"]
    each = bool(named.group(2)) and len(leads) == len(numbers)
    out = []
    for at in range(n - 1, max(-1, n - MAX_ITEMS), -1):
        other = reading.blocks[at]
        if other.number in numbers:
            own = leads[numbers.index(other.number)] if each else None
            out.append(
                Duty(other.start, other.end, [m for m in mentions if own is None or m.role != "lead" or m is own])
            )
            numbers_left = numbers[: numbers.index(other.number)]
            if not numbers_left:
                break
    return out


def _told(reading: Reading, spans: list[tuple[str, Span]]) -> list[Mention]:
    return [m for role, (a, b) in spans for m in mentions_of(reading, Label(role, a, b))]


def _add_limits(reading: Reading, found: list[Label], start: int, end: int, block: int) -> None:
    """Note the deadline that a label such as 完成时限 sets for ``[start, end)``."""
    for each in found:
        if each.role != "deadline":
            continue
        year = reading.contexts[block].year
        dates = [p for p in periods(reading.view.text, year, each.start, each.end) if not p.base]
        if dates:
            reading.limits.append(TimeLimit(start, end, dates[-1].last or None))


def mentions_of(reading: Reading, label: Label) -> list[Mention]:
    """The names in the list behind a role word."""
    if label.role == "deadline":
        return []
    text = reading.view.text
    out = []
    for start, end in _parts(text, label.start, label.end):
        while start < end and text[start] in " (":
            start += 1
        while start < end and text[end - 1] in " ":
            end -= 1
        role = label.role
        office = _OFFICE.match(text, start, end) if role == "supervising" else None
        start = office.end() if office else start  # 副县长 田守成: the person; an office alone is nobody
        leading = _LEADING.search(text, start, end)
        if leading:  # 市卫生健康委(牵头)
            role, end = "lead", leading.start()
        cut = _TAIL.search(text, start, end)
        end = cut.start() if cut else end
        remark = _FIELD.search(text, start, end)
        end = remark.start() if remark and role != "supervising" else end
        if start < end:
            out.append(Mention(role, reading.view.words[start:end].replace(" ", ""), start, end))
    return out


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The list split on 、 , ; and 。 outside brackets; on spaces between bodies, and where it has no other mark."""
    out: list[tuple[int, int]] = []
    inside = brackets(text, start, end)
    at = start
    for match in _PART.finditer(text, start, end):
        if not any(a < match.start() < b for a, b in inside):
            out.append((at, match.start()))
            at = match.end()
    out.append((at, end))
    spaced = [(a, b) for a, b in out if a < b]
    if len(spaced) == 1:
        a, b = spaced[0]
        words = [(m.start(), m.end()) for m in re.finditer(r"[^ ]+", text[a:b])]
        if len(words) > 1 and all(j - i >= 3 for i, j in words):
            return [(a + i, a + j) for i, j in words]
    return [piece for a, b in spaced for piece in _bodies(text, a, b)]


def _bodies(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """市住建局 市商务局: the words between spaces where each is the name of a body, else the whole."""
    words = [m.span() for m in _WORD.finditer(text, start, end)]
    return words if len(words) > 1 and all(_BODY.match(text[a:b]) for a, b in words) else [(start, end)]
