"""From the quantities of a sentence to its statements."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.extract import indicators as ind
from kg.extract.clauses import Span, brackets, clauses, quoted
from kg.extract.filters import rejected_by
from kg.extract.periods import Period
from kg.extract.quantities import Quantity
from kg.extract.wording import Tail, read_after, read_tail, verb

RATES = frozenset(("share", "points", "multiple"))
_SEPARATOR = re.compile(r"、|,|;|(?:以及|并且|同时|其中|[和及并与])(?=[^\u4e00-\u9fff]|\Z)")
_NAME_LIST = re.compile(r"[、和及]")
_WITH_VERB = re.compile(r"分别([\u4e00-\u9fff()、]{2,8})\Z")
_FROM = re.compile(r"[由从](?:原来的?|目前的?|现在的?|上年的?|去年的?)?\Z")
_STANDARD = re.compile(r"的(?:标准|要求|目标)")
_ONLY_JOINT = re.compile(r"(?:以上|以下|左右|以内)?(?:、|和|及|与|以及|,)?(?:超|近|约)?\Z")


@dataclass(slots=True)
class Draft:
    """A statement in the coordinates of the view, before deadlines and names are resolved.

    Attributes:
        clause: span of the words that state it; ``number`` span of the numeral.
        indicator: in the document's words.
        baseline: the start value of a 由…提高到.
        joint: the indicator of a rate is that of the whole list.
    """

    quantity: Quantity
    clause: Span
    indicator: str
    comparator: str
    change: str
    basis: str | None
    rule: str
    scope: str | None = None
    per: str | None = None
    baseline: bool = False
    members: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Segment:
    """A quantity with the words that belong to it: ``[start, quantity.start)`` and ``[quantity.end, end)``."""

    quantity: Quantity
    start: int
    end: int
    clause_start: int
    joined: bool  # no mark parts it from the quantity before
    joins: bool  # no mark parts it from the quantity after
    first: bool  # the first of its clause


@dataclass(slots=True)
class _State:
    """What later clauses of a sentence may lean on."""

    subject: str = ""
    verb: str = ""
    topic: str = ""
    members: list[str] = field(default_factory=list)
    scope: str | None = None


class SentenceReader:
    """Reads the statements of one sentence after another.

    Args:
        places: names of the document's own place, long to short, recognised as scopes.
    """

    def __init__(self, places: tuple[str, ...]) -> None:
        self._places = places

    def read(self, text: str, quantities: list[Quantity], periods: list[Period]) -> list[Draft]:
        """All statements of the sentence ``text``, in text order; positions are relative to it."""
        kept = _statements_only(text, quantities, periods)
        if not kept:
            return []
        drafts: list[Draft] = []
        outer = text
        for start, end in brackets(text, 0, len(text)):
            inside = [q for q in kept if start < q.start and q.end <= end]
            if inside:
                drafts += self._plain(ind.HOLE * (start + 1) + text[start + 1 : end - 1], inside, periods)
                outer = outer[:start] + ind.HOLE * (end - start) + outer[end:]
                kept = [q for q in kept if not (start < q.start and q.end <= end)]
        drafts += self._plain(outer, kept, periods)
        return sorted(drafts, key=lambda d: d.quantity.start)

    def _plain(self, text: str, quantities: list[Quantity], periods: list[Period]) -> list[Draft]:
        drafts: list[Draft] = []
        state = _State()
        waiting = list(quantities)
        for start, end, mark in clauses(text, 0, len(text)):
            if mark == ";":
                state = _State()
            inside = [q for q in waiting if start <= q.start < end]
            if not inside:
                begin = ind.read_noun(text, start, end, periods, self._places, listed=False)
                if begin.scope:
                    state.scope = begin.scope
                phrase = ind.words(text, begin.spans)
                state.topic = phrase if len(phrase) <= 24 else ""
                state.verb = ""
                continue
            told = self._clause(text, _segments(text, start, end, inside), periods, state)
            drafts += told
            state.topic = ""
            if len(told) > 1 and all(d.rule != "distributed" for d in told):
                state.members = [d.indicator for d in told]
        return drafts

    def _clause(self, text: str, segments: list[_Segment], periods: list[Period], state: _State) -> list[Draft]:
        drafts: list[Draft] = []
        n = 0
        while n < len(segments):
            segment = segments[n]
            tail = read_tail(text, segment.start, segment.quantity.start)
            parted = _WITH_VERB.search(text, segment.start, tail.end)
            action = ""
            if parted and verb().fullmatch(parted.group(1)):  # A、B分别建成15个、30个
                tail.end, tail.parted, action = parted.start(), True, parted.group(1)
            if n + 1 < len(segments) and self._from_to(text, segment, segments[n + 1], periods):
                drafts += self._pair(text, segment, segments[n + 1], periods, state)
                n += 2
                continue
            group = _parted(text, segments, n) if tail.parted else [segment]
            if len(group) > 1:
                drafts += self._distributed(text, group, tail, action, periods, state)
                n += len(group)
                continue
            drafts.append(self._single(text, segment, tail, periods, state))
            n += 1
        _share_endings(text, segments, drafts)
        return drafts

    # one number ----------------------------------------------------------------------------------------------------

    def _single(self, text: str, segment: _Segment, tail: Tail, periods: list[Period], state: _State) -> Draft:
        quantity = segment.quantity
        after, right = read_after(text, quantity.end, segment.end)
        followed = ind.has_words(text, right, segment.end)
        rate = quantity.dimension in RATES
        changes = tail.change in ("increase", "decrease") and (rate or (not followed and _by(text, tail, quantity)))
        stop = tail.end
        if tail.change in ("increase", "decrease") and not changes:  # 提升8个活动中心: the verb of an object
            stop = quantity.start
        noun = ind.read_noun(text, segment.start, stop, periods, self._places, listed=followed)
        noun.linked = tail.linked
        left = ind.words(text, noun.spans)
        if changes and not rate and not left and not state.subject:
            changes = False
            noun = ind.read_noun(text, segment.start, quantity.start, periods, self._places, listed=followed)
            left = ind.words(text, noun.spans)
        behind_end = read_tail(text, right, segment.end).end if segment.joins else segment.end
        behind = ind.words(text, _without(periods, right, _side_remark(text, right, behind_end))) if followed else ""
        if followed and left:  # 推进A、B2个项目: as many names as the number says
            action = text[noun.verb[0] : noun.verb[1]] if noun.verb else ""
            if quantity.value == len(_NAME_LIST.split(left[len(action) :])) > 1:
                left = action
        if not quantity.unit and quantity.bare:
            quantity.unit, quantity.dimension = ind.unit_from(left), "money"
        if noun.scope:
            state.scope = noun.scope
        change = tail.change if changes and tail.change else "level"
        if change == "level" and tail.change != "level" and noun.verb:
            change, left = _verb_of_change(text, noun, left, rate)
        if _COMPARED.match(left) and not left.startswith("占"):  # 高于全国1.7个百分点: a distance, no change
            change = "level"
            left = ind.words(text, [(noun.spans[0][0], quantity.start)]) if noun.spans else left
        indicator, rule = _compose(text, segment, noun, left, behind, change, state)
        if any(word in indicator for word in ("增幅", "增速", "涨幅")) and rate and change == "level":
            change = "increase"
        elif rate and change == "level" and re.search(r"降幅|减幅|压减幅度|下降幅度", indicator):
            change = "decrease"
        return Draft(
            quantity,
            _quote(text, segment, right),
            indicator,
            comparator(quantity, tail.comparator or _early(text, segment.start, quantity.start), after),
            change,
            tail.basis,
            rule,
            noun.scope or (state.scope if not segment.first or not left else None),
            noun.per,
        )

    # several numbers with one set of words --------------------------------------------------------------------------

    def _distributed(
        self, text: str, group: list[_Segment], tail: Tail, action: str, periods: list[Period], state: _State
    ) -> list[Draft]:
        """A、B和C分别为x、y和z: each number gets its own name; ``action`` is a verb behind 分别."""
        noun = ind.read_noun(text, group[0].start, tail.end, periods, self._places, listed=False)
        phrase = ind.words(text, noun.spans)
        members = ind.names(phrase, len(group)) if phrase else None
        if members is None and len(state.members) == len(group):
            members = [m + phrase for m in state.members] if phrase and len(phrase) <= 6 else state.members
        last_after, _ = read_after(text, group[-1].quantity.end, group[-1].end)
        drafts = []
        for n, segment in enumerate(group):
            name = (members[n] if members else phrase or state.subject) + action
            after, right = read_after(text, segment.quantity.end, segment.end)
            own = read_tail(text, segment.start, segment.quantity.start) if n else tail
            drafts.append(
                Draft(
                    segment.quantity,
                    (group[0].clause_start, right),
                    name,
                    comparator(segment.quantity, own.comparator or tail.comparator, after or last_after),
                    _rate_change(tail.change, name, segment.quantity),
                    tail.basis,
                    "distributed",
                    noun.scope or state.scope,
                    noun.per,
                )
            )
        if members:
            state.members = members
        state.subject = phrase or state.subject
        return drafts

    def _from_to(self, text: str, first: _Segment, second: _Segment, periods: list[Period]) -> bool:
        """由A提高到B, with or without the years of both."""
        if not second.joined:
            return False
        before = _undated(text, first.quantity.start, periods)
        if not (_FROM.search(text, first.start, before) or text[before : before + 1] in ("由", "从")):
            return False
        tail = read_tail(text, first.quantity.end, _undated(text, second.quantity.start, periods))
        last = text[_undated(text, second.quantity.start, periods)]
        return tail.change == "level" or tail.linked or last in "到至" or text[second.quantity.start - 1] in "到至为"

    def _pair(
        self, text: str, first: _Segment, second: _Segment, periods: list[Period], state: _State
    ) -> list[Draft]:
        opening = max(text.rfind("由", first.start, first.quantity.start), text.rfind("从", first.start, first.quantity.start))
        noun = ind.read_noun(text, first.start, opening, periods, self._places, listed=False)
        after, right = read_after(text, second.quantity.end, second.end)
        name = ind.words(text, noun.spans) or state.subject or state.topic
        if not name and ind.has_words(text, right, second.end):
            name = ind.words(text, [(right, second.end)])
        tail = read_tail(text, first.quantity.end, _undated(text, second.quantity.start, periods))
        drafts = []
        for segment, comp in ((first, None), (second, comparator(second.quantity, tail.comparator, after))):
            drafts.append(
                Draft(
                    segment.quantity,
                    (first.start, max(right, second.quantity.end)),
                    name,
                    comp or comparator(segment.quantity, None, None),
                    "level",
                    None,
                    "from-to",
                    noun.scope,
                    noun.per,
                    baseline=segment is first,
                )
            )
        state.subject = name
        return drafts


_AT_LEAST = re.compile(r"至少|最少|不少于|不低于")
_AT_MOST = re.compile(r"至多|最多(?!跑)|不超过|不得超过")


def _early(text: str, start: int, end: int) -> str | None:
    """The comparator that stands before the verb: 每个街道至少建成1家."""
    if _AT_LEAST.search(text, start, end):
        return ">="
    return "<=" if _AT_MOST.search(text, start, end) else None


def comparator(quantity: Quantity, before: str | None, after: str | None) -> str:
    """One sign from the words on both sides (Civil Code art. 1259: 以上, 以下, 以内 include the number)."""
    if quantity.upper is not None:
        return "range"
    if after in (">=", "<=") and before in (None, "~", "="):
        return after
    if before is not None:
        return before
    if after is not None:
        return after
    return "~" if quantity.approximate else "="


def _statements_only(text: str, quantities: list[Quantity], periods: list[Period]) -> list[Quantity]:
    inside = quoted(text, 0, len(text))
    kept: list[Quantity] = []
    for n, quantity in enumerate(quantities):
        if quantity.bare and not quantity.unit and n + 1 < len(quantities):
            following = quantities[n + 1]  # 分别达1.28万亿、1.18万亿、8200亿元: the unit stands at the end
            if following.dimension in ("money", "") and following.start - quantity.end <= 2:
                last = next((q for q in quantities[n + 1 :] if q.unit), None)
                if last is not None and last.dimension == "money":
                    quantity.unit, quantity.dimension = last.unit, last.dimension
        if any(p.start < quantity.end and quantity.start < p.end for p in periods):
            continue
        mark = next((s for s in inside if s[0] < quantity.start and quantity.end <= s[1]), None)
        if mark is not None and not _STANDARD.match(text, mark[1]):
            continue
        if quantity.han and not _han_counts(text, quantity):
            continue
        if quantity.bare and quantity.dimension == "money" and kept and _class_of(text, kept[-1], quantity):
            continue
        if rejected_by(text, quantity, 0, len(text)) is None:
            kept.append(quantity)
    return kept


def _class_of(text: str, count: Quantity, amount: Quantity) -> bool:
    """191家企业营业收入超百亿元: the round sum tells which enterprises are counted."""
    between = text[count.end : amount.start]
    return count.dimension == "count" and len(between) <= 16 and not re.search(r"[,;、]", between)


_HAN_VERB = re.compile(
    r"(?:至少|不少于|不低于|不超过|新建|建成|建立|建设|新增|设立|配备|拥有|进行|接受|开展|组织|举办|办好|培育|打造|引进|投用|开工|有|完成|每年|每月|每季度|每周|达到|成立|实施|免费)(?:完成|建成|建立|建设|新建)?\Z"
)
_HAN_BIG = re.compile(r"(?:突破|超过?|逾|破|过|达到?|近|约|逾|跨越|跃上|迈上|上|增至|至|首次突破)\Z")


_COUNTED = frozenset(("所", "家", "座", "次", "部", "支", "艘", "条", "处", "名", "场", "个"))


def _han_counts(text: str, quantity: Quantity) -> bool:
    """Whether a Han numeral is a count at all: 突破万人, 至少一所, 进行一次 are; 三级, 一批, 五大 are not."""
    before = text[max(0, quantity.start - 6) : quantity.start]
    if quantity.dimension in ("share", "ratio"):
        return True
    if quantity.bare:
        return bool(_HAN_BIG.search(before)) or (quantity.dimension == "data" and text.startswith("到", quantity.end))
    if quantity.dimension in RATES or quantity.dimension in ("money", "area", "mass"):
        return quantity.value >= 1
    if quantity.dimension == "time":
        return False
    if any(c in "百千万亿" for c in text[quantity.start : quantity.end]):
        return True
    if quantity.value == 1 and quantity.unit == "次" and re.search(r"(?:、|以及)\Z", before):
        return True
    if quantity.value < 10 and re.search(r"至少|不少于|均[有建要]|每[个所]", text[max(0, quantity.start - 30) : quantity.start]):
        return quantity.unit in _COUNTED and text[quantity.end : quantity.end + 1] not in "级层"
    if quantity.unit in _COUNTED:
        return bool(_HAN_VERB.search(before))
    return bool(re.search(r"(?:至少|不少于|不低于)[\u4e00-\u9fff]{0,2}\Z", before))


def _segments(text: str, start: int, end: int, inside: list[Quantity]) -> list[_Segment]:
    segments: list[_Segment] = []
    begin, joined = start, False
    for n, quantity in enumerate(inside):
        _, right = read_after(text, quantity.end, end)
        stop, following, joins = (right if text[right : right + 1] == "、" else end), end, False
        if n + 1 < len(inside):
            stop, following, joins = _boundary(text, quantity, inside[n + 1])
        segments.append(_Segment(quantity, begin, stop, start, joined, joins, n == 0))
        begin, joined = following, joins
    return segments


def _boundary(text: str, first: Quantity, second: Quantity) -> tuple[int, int, bool]:
    """Where the words of ``first`` end, where those of ``second`` begin, and whether they share the words between."""
    _, right = read_after(text, first.end, second.start)
    between = text[right : second.start]
    depth = 0
    for n, char in enumerate(between):
        if char in "(“《":
            depth += 1
        elif char in ")”》":
            depth -= 1
        elif char == "、" and depth <= 0:
            return right + n, right + n + 1, False
    head = re.match(r"[、和及与并]|以及|并且|其中", between)
    if head:
        return right, right + head.end(), False
    joint = re.search(r"(?:以及|并且|其中|[和及与])\Z", between) or re.search(
        r"(?:以及|并且|其中|并)(?=[\u4e00-\u9fff])", between
    )
    if joint:
        return right + joint.start(), right + joint.end(), False
    return second.start, first.end if right == first.end else right, True


def _parted(text: str, segments: list[_Segment], n: int) -> list[_Segment]:
    """The run of numbers that a 分别 governs, from ``segments[n]`` on."""
    run = [segments[n]]
    for segment in segments[n + 1 :]:
        between = text[run[-1].quantity.end : segment.quantity.start]
        if not _ONLY_JOINT.match(between.replace(ind.HOLE, "")):
            break
        run.append(segment)
    return run


def _compose(
    text: str, segment: _Segment, noun: ind.Noun, left: str, behind: str, change: str, state: _State
) -> tuple[str, str]:
    """The indicator and the name of the rule that made it."""
    carried = state.subject
    if change != "level":
        state.verb = ""
    if change != "level" and not behind:
        if left.startswith("占"):
            left = carried + left
        elif _COMPARED.match(left):
            return carried + left, "share"
        indicator = left or carried or state.topic
        if left:
            state.subject = left
        return indicator, "growth"
    if _COMPARED.match(left) and carried and not behind:
        return carried + left, "share"
    own_verb = text[noun.verb[0] : noun.verb[1]] if noun.verb else ""
    if not behind:
        opened = bool(noun.spans) and "实现" in text[segment.start : noun.spans[0][0]]
        return _number_last(segment, left, own_verb, noun.linked, opened, state)
    if own_verb:
        state.verb = own_verb
    elif not left and not segment.first and not segment.joined and state.verb:
        left = state.verb
    elif segment.first:
        state.verb = ""
    if not left and _starts_with_verb(behind) and (state.topic or carried) and _counts(segment):
        behind = _owner(state.topic or carried) + behind  # 其中1所达到三级
    if segment.joins and not left and not noun.verb:
        rule = "number-first"
    else:
        rule = "verb-object" if left else "number-first"
    indicator = left + behind
    state.subject = indicator
    return indicator, rule


_COMPARED = re.compile(r"(?:在[^,、]{2,24}中)?(?:所)?占|高[于出]|低于|快于|慢于|优于|领先|好于|超过全")


def _starts_with_verb(phrase: str) -> bool:
    match = verb().match(phrase)
    return match is not None and phrase[match.end() : match.end() + 1] not in ("区", "房", "点", "站")


def _counts(segment: _Segment) -> bool:
    """Whether the number counts things or people."""
    return segment.quantity.dimension in ("count", "people")


def _number_last(
    segment: _Segment, left: str, own_verb: str, linked: bool, opened: bool, state: _State
) -> tuple[str, str]:
    """新增城镇就业12万人, 多功能运动场20个, 、15.9亿元"""
    if not left:
        return state.subject or state.topic, "carried"
    if not segment.first and not segment.joined and _counts(segment):
        left = ind.carried_rate(state.subject, left) + left
    measure = ind.is_measure(left)
    if own_verb:
        if left == own_verb and (state.subject or state.topic):  # 项目开工390个、竣工437个
            left = _owner(state.subject or state.topic) + left
        state.verb = own_verb
        state.subject = left
        return left, "verb-object"
    if segment.first and (measure or linked):
        state.verb = ""
    short = (measure and len(left) <= 3) or (len(left) <= 2 and bool(verb().match(state.topic)))
    if short and (state.topic or state.subject):
        owner = _owner(state.topic or state.subject)
        state.subject = owner + left
        return owner + left, "measure"
    if not measure and state.verb and not linked and not opened and not segment.joined and segment.quantity.dimension in ("count", "people", "area"):
        if not ind.predicate(left) and len(left) <= 16:
            state.subject = state.verb + left
            return state.verb + left, "listed"
    if segment.first:
        state.verb = ""
    state.subject = left
    return left, "measure"


_ADVERBS = frozenset(("认真", "大力", "全力", "积极", "深入", "扎实", "持续", "有序", "加快", "切实"))


def _owner(phrase: str) -> str:
    """The noun of an earlier clause without its verbs: 信访突出问题 of 认真开展信访突出问题化解."""
    first = verb().match(phrase, 2 if phrase[:2] in _ADVERBS else 0)
    if first:
        phrase = phrase[first.end() :]
    action = ind.predicate(phrase)
    return phrase[: len(phrase) - len(action)] if action else phrase


def _verb_of_change(text: str, noun: ind.Noun, left: str, rate: bool) -> tuple[str, str]:
    """压减一般性支出15%以上: the leading verb says by how much; 增加市场主体1.3万户 counts new things."""
    word = text[noun.verb[0] : noun.verb[1]] if noun.verb else ""
    if word in ("压减", "压缩", "减少", "精简", "降低", "削减"):
        return "decrease", (left.removeprefix(word) if rate else "") or left
    if rate and word in ("提升", "增加", "提高"):
        return "increase", left.removeprefix(word) or left
    return "level", left


def _rate_change(change: str | None, name: str, quantity: Quantity) -> str:
    if change in ("increase", "decrease"):
        return change
    if quantity.dimension in RATES and any(word in name for word in ("增幅", "增速", "涨幅")):
        return "increase"
    return "level"


_REMARK = re.compile(r"、(?=(?:规模|总量|增速|总规模|占比|位居|位列|居|均|同比|实现|较|比|完成|占|达到|增长|稳居|排名|总投资|总额)[^、]*\Z)")


def _side_remark(text: str, start: int, end: int) -> int:
    """Where the noun ends in 24个省份、规模居全国前列."""
    match = _REMARK.search(text, start, end)
    return match.start() if match else end


_BY = re.compile(r"(?:增加|增长|净增|多增|增收|上升|上涨|提高|上调|提标|减少|下降|降低|压减|缩减|缩短|压缩|下调|削减)(?:了)?(?:约|超过?|近)?\Z")


def _by(text: str, tail: Tail, quantity: Quantity) -> bool:
    """Whether a verb says by how much (增加25天); in 建设、改造、提升76个 it does not."""
    match = _BY.search(text, tail.end, quantity.start)
    return match is not None and text[max(0, match.start() - 1) : match.start()] != "、"


def _without(periods: list[Period], start: int, end: int) -> list[Span]:
    """``[start, end)`` less the dates in it: 项目在年底前开工."""
    out, at = [], start
    for period in periods:
        if start <= period.start and period.end <= end and not period.base:
            out.append((at, period.start))
            at = period.end
    return [*out, (at, end)]


def _undated(text: str, end: int, periods: list[Period]) -> int:
    """``end`` moved before a date that stands right there: 提高到2025年的."""
    stop = end - 1 if text[end - 1 : end] == "的" else end
    return next((p.start for p in periods if p.end == stop), end)


def _quote(text: str, segment: _Segment, right: int) -> Span:
    start = segment.clause_start if segment.joined else segment.start
    end = segment.end if ind.has_words(text, right, segment.end) else max(right, segment.quantity.end)
    while start < end and text[start] in " ,、;:" + ind.HOLE:
        start += 1
    while end > segment.quantity.end and text[end - 1] in " ,、;:" + ind.HOLE:
        end -= 1
    return start, end


_LEVEL = re.compile(r"(?:国家|世界|省部|省|市|县|区|乡|镇|村)级")


def _share_endings(text: str, segments: list[_Segment], drafts: list[Draft]) -> None:
    """启动235个老旧小区、91条支路背街改造: the last member's 改造, or predicate, holds for those before it."""
    listed = [d for d in drafts if d.rule in ("number-first", "verb-object")]
    by_start = {s.quantity.start: s for s in segments}
    for n, draft in enumerate(listed[:-1]):
        segment, following = by_start[draft.quantity.start], listed[n + 1 :]
        _, right = read_after(text, segment.quantity.end, segment.end)
        own = ind.words(text, [(right, segment.end)])
        if not own or not ind.has_words(text, right, segment.end):
            continue
        last = following[0] if segment.joins else following[-1]
        last_segment = by_start[last.quantity.start]
        _, last_right = read_after(text, last_segment.quantity.end, last_segment.end)
        last_own = ind.words(text, [(last_right, last_segment.end)])
        if last_own and _LEVEL.fullmatch(own):  # 1个国家级、2个省级中医专科诊疗中心
            draft.indicator += _LEVEL.sub("", last_own, count=1)
            continue
        if not last_own or ind.predicate(own) or ind.shared_action(own):
            continue
        ending = ind.predicate(last_own) or ("" if segment.joins else ind.shared_action(last_own))
        if segment.joins and not ending:
            ending = last_own
        draft.indicator += ending
