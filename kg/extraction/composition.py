"""The indicator of a number from the words on its left and right and from what earlier clauses have said."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.data import pattern, words
from kg.extraction.indicators import Noun, carried_rate, is_measure, measure_start, predicate, without_names
from kg.extraction.segments import Segment
from kg.extraction.wording import PLACE_ENDINGS, standalone, verb, whole

COMPARED = pattern("compared")
_ATTAINED = pattern("attained")
_ADVERBS = words("manner")
_EFFECT = pattern("effect")
_PLAIN_VERB = pattern("plain-verb")
_SHARE_OF = pattern("share-of-a-whole")
_STATE = pattern("state-of-things")
_EACH_RATE = pattern("each-a-time")
_STATE_ALONE = pattern("state-alone")
_OF_THE_YEAR = pattern("of-the-year")
_OUT_OF = pattern("out-of")
_GENERIC = pattern("generic")
_STEP = pattern("step-reached")
_PROPORTION = pattern("proportion")
_COUNTED = pattern("measure-that-is-counted")
_PROMISED = pattern("words-of-promise")
_REMARK = pattern("remark-in-brackets")
RATIOS = ("share", "ratio")
_LISTED = ("count", "people", "area", "length")
_ASPECT = "已均未正"  # 学校已 of 学校已投入使用
_PREPOSITIONS = "向将把由从"
MAX_GROUP = 5  # characters before 每生每年 that only tell a group
MAX_VERB = 4  # characters of a verb without an object of its own
MAX_LISTED = 16  # characters of a list member that still takes the verb of the member before


@dataclass(slots=True)
class State:
    """What later clauses of a sentence may lean on.

    Attributes:
        subject: the last indicator, for 同比增长 and for numbers without words of their own.
        verb: the last leading verb, for list members without one.
        topic: a clause without a number right before.
        members: indicators that a following 分别 can refer to.
        scope: the place named last.
        owner: what the last measure was a measure of (新能源 of 新能源投资).
        theme: what the sentence is about (…方面).
        recent: the indicators of the sentence so far, last one last.
        whole: what the members behind 其中 are parts of, and ``whole_unit`` the unit of their numbers.
        sector: what the sentences before are about.
        title: what the item is called, for what its sentences leave unsaid: 城区供热管网改造。仅完成33公里.
        change: that of the last number, with its unit in ``by_unit``.
        partial: the last number told how far some of the things counted have come, and counted nothing new.
        by_unit: the last indicator with each unit, for 竣工9个 after 新开工14个.
        ending: a verb at the end of a list member, for those after it: 幼儿园新增10所、学位3600个.
    """

    subject: str = ""
    owner: str = ""
    theme: str = ""
    recent: list[str] = field(default_factory=list)
    verb: str = ""
    topic: str = ""
    members: list[str] = field(default_factory=list)
    whole: str = ""
    whole_unit: str = ""
    ending: str = ""
    sector: str = ""
    title: str = ""
    change: tuple[str, str] = ("level", "")
    by_unit: dict[str, str] = field(default_factory=dict)
    partial: bool = False
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What surrounds a number.

    Attributes:
        left, right: phrases before and behind it, cleaned.
        verb: the leading verb of ``left``.
        linked: 达到 or 为 stands before the number.
        opened: 实现 or the like was skipped before ``left``.
        jointly: 均 stands before the number: it holds for all members of the list before.
    """

    left: str
    right: str
    verb: str
    linked: bool
    opened: bool
    jointly: bool

    @classmethod
    def of(cls, text: str, segment: Segment, noun: Noun, left: str, right: str) -> Words:
        """From the noun before the number and the phrase behind it."""
        leading = text[noun.verb[0] : noun.verb[1]] if noun.verb else ""
        opened = bool(noun.spans) and _ATTAINED.search(text, segment.start, noun.spans[0][0]) is not None
        end = noun.spans[-1][1] if noun.spans else segment.start
        return cls(left, right, leading, noun.linked, opened, "均" in text[end : segment.quantity.start])


def compose(words: Words, segment: Segment, change: str, state: State) -> tuple[str, str]:
    """The indicator and the name of the rule that made it; ``state`` is brought up to date."""
    state.partial = False
    told = state.subject
    indicator, rule = _composed(words, segment, change, state)
    if told and not _GENERIC.fullmatch(told) and _PROMISED.fullmatch(_REMARK.sub("", indicator)):
        state.subject = indicator = told  # 新增停车位8600个,占全年1.2万个任务的71.7%
    if not state.partial:
        state.by_unit[segment.quantity.unit] = indicator
    return indicator, rule


def _composed(words: Words, segment: Segment, change: str, state: State) -> tuple[str, str]:
    if change != "level":
        state.verb = ""
        if not words.right:
            return _of_change(words, state)
    if not words.right:
        if COMPARED.match(words.left) and (compared := _compared(state)):
            return compared + words.left, "share"
        whole = _SHARE_OF.fullmatch(words.left) if segment.quantity.dimension in RATIOS else None
        if whole and state.subject:  # 新增就业690万人、稳定在全国1/10以上
            return f"{state.subject}占{whole.group(1)}", "share"
        return _number_last(words, segment, state)
    return _number_inside(words, segment, state)


def _of_change(words: Words, state: State) -> tuple[str, str]:
    """地区生产总值增长6.5%, or 同比增长6.5% of what the clause before has named."""
    left = words.left
    if left.startswith("占"):
        left = _compared(state) + left
    elif COMPARED.match(left):
        return _compared(state) + left, "share"
    elif left and _is_bare(left):
        left = _owner_of(left, state) + left
    elif left and state.whole and not is_measure(left):  # 居民消费价格上涨2.6%,其中食品类上涨9.3%
        left = _part_of(state.whole, left, measure=False) or left
    indicator = left or _compared(state) or state.topic
    _remember(indicator, state)
    return indicator, "growth"


def _compared(state: State) -> str:
    """What a share or a rate of change is one of: the last indicator, or the title where that says nothing."""
    return state.title if not state.subject or _GENERIC.fullmatch(state.subject) else state.subject


def _owner_of(measure: str, state: State) -> str:
    """What a bare measure is a measure of: 新能源 for 利用率 after 新能源投资, but 生产总值 for 总量."""
    if state.theme or not (state.owner or state.subject):
        return state.theme or state.sector or owner(state.title)
    if measure in whole():
        return owner(state.subject)
    return state.owner or ("" if _is_bare(state.subject) else owner(state.subject))


def _is_bare(phrase: str) -> bool:
    """A measure without what it measures: 装机规模, but not 进出口总额."""
    return measure_start(phrase) == 0 and not phrase.startswith(standalone())


def _remember(indicator: str, state: State) -> None:
    """Make ``indicator`` the subject that later clauses lean on."""
    indicator = _OF_THE_YEAR.sub("", indicator)
    state.subject = indicator
    start = measure_start(indicator)
    state.owner = owner(indicator[:start] if start < len(indicator) else indicator)


def _number_inside(words: Words, segment: Segment, state: State) -> tuple[str, str]:
    """建成4条示范街, 、5条示范路, 9条道路建成通车"""
    left, right = words.left, words.right
    if words.verb:
        state.verb = left if _is_all_verbs(left) else words.verb  # 启动改造19个A、180个B
    elif _ends_with_verb(left):
        state.verb = left
    elif not left and not segment.first and not segment.joined and state.verb:
        left = state.verb
    elif segment.first:
        state.verb = ""
    shares = segment.quantity.dimension in RATIOS and segment.first  # 一般公共预算支出3.4万亿元,74%以上用于民生
    done = _PLAIN_VERB.sub("", right, count=1)  # 11所已投入使用
    remaining = left and not _PLAIN_VERB.sub("", left, count=1)  # 剩余5000余台于10月20日前装完
    if remaining and (_STATE.match(right) or _starts_with_verb(done)):
        state.partial = True
        return _counted(segment, state) + left + right, "number-first"
    told = (state.by_unit.get(segment.quantity.unit) if done != right else "") or state.topic or state.subject
    if not left and (segment.counts or shares) and _starts_with_verb(done) and told:
        right = owner(told) + done  # 其中1所达到三级
    elif not left and _STATE.match(right) and not segment.joined:  # 另有2个正在装修
        state.partial = True
        return _counted(segment, state) + right, "number-first"
    if _EFFECT.fullmatch(left) and (base := _base(segment, state)):  # 惠及1.3万户居民
        return base + left + right, "verb-object"
    step = _STEP.search(left)
    _remember(left[: step.start()] if step else left + right, state)  # 总产值连续迈上4个万亿元台阶
    return left + right, "verb-object" if left else "number-first"


def _number_last(words: Words, segment: Segment, state: State) -> tuple[str, str]:
    """新增城镇就业12万人, 多功能运动场20个, 、15.9亿元"""
    left = words.left
    if not left:
        return state.subject or state.topic or state.title, "carried"
    if not segment.first and not segment.joined and segment.counts:
        left = carried_rate(state.subject, left) + left
    if _EFFECT.match(left) and (base := _base(segment, state)):
        state.subject, state.verb = base, words.verb
        return base + left, "verb-object" if words.verb else "measure"
    if words.verb:
        if left == words.verb and len(left) <= MAX_VERB and not segment.touches:  # 项目开工390个、竣工437个
            named = _counted(segment, state)
            left = named if named.startswith(left) or named.endswith(left) else named + left
        _remember(left, state)
        state.verb = words.verb
        return left, "verb-object"
    each = _EACH_RATE.search(left) if segment.quantity.dimension == "money" else None
    if each and each.start() <= MAX_GROUP and (told := state.topic or state.subject):  # 标准为小学每生每年1000元
        state.subject = state.subject or told
        return told + left, "measure"
    if _GENERIC.fullmatch(left) and state.subject and not _GENERIC.fullmatch(state.subject):  # 控制目标为4.5%以内
        return state.subject, "carried"
    if _STATE_ALONE.fullmatch(left) and segment.counts:
        state.partial = True
        return _counted(segment, state) + left, "measure"
    things = segment.quantity.dimension == "count" and _COUNTED.search(left) is not None  # 团体标准5项
    measure = is_measure(left) and not things
    if segment.first:
        state.ending = ""
        state.verb = "" if measure or words.linked else state.verb
    if state.whole and segment.quantity.unit == state.whole_unit:
        unsaid = state.title if len(left) <= MAX_VERB and _GENERIC.fullmatch(state.whole) else ""
        part = unsaid + left + "资金" if unsaid else _part_of(state.whole, left, measure)  # 其中市级3000万元
        if part:
            _remember(part, state)
            return part, "listed"
    if words.jointly and len(state.members) > 1 and measure and leans(left):  # 办结建议608件、提案684件,满意率均100%
        left = "、".join(owner(m) for m in state.members) + left
    elif _incomplete(left, measure, segment, state):
        left = _completed(left, segment, state)
    elif _takes_verb(left, measure, words, segment, state):
        _remember(state.verb + left, state)
        return state.subject, "listed"
    elif segment.first:
        state.verb = ""
    elif _is_plain(left, measure, words, segment):
        left += state.ending
    state.ending = _verb_at_end(left)
    _remember(left, state)
    return left, "measure"


def _counted(segment: Segment, state: State) -> str:
    """The things that a number without words of its own counts: those last counted in its unit, or the title."""
    counted = state.by_unit.get(segment.quantity.unit, state.subject) if segment.counts else state.subject
    if state.title and counted == state.title:
        return counted
    named = (owner(phrase) for phrase in (counted, state.subject or state.topic) if not _GENERIC.fullmatch(phrase))
    return next((name for name in named if name), state.title)


def _base(segment: Segment, state: State) -> str:
    """What an effect is the effect of: the clause before, or what the last number has counted."""
    if len(state.topic) > 2 and segment.first:
        return without_names(_without_verb(state.topic))
    measure = is_measure(state.subject) and not _starts_with_verb(state.subject)
    bare = measure or _EFFECT.match(state.subject) or verb().fullmatch(_PLAIN_VERB.sub("", state.subject))
    if bare or (state.title and state.subject.startswith(state.title)):
        return state.title
    return state.subject or state.title


def _without_verb(phrase: str) -> str:
    match = verb().match(phrase)
    return phrase[match.end() :] if match else phrase


def completed(phrase: str, segment: Segment, state: State) -> str:
    """``phrase`` with what it measures before it, where it does not say so: 占比 of 占比由31%提升至54%."""
    measure = is_measure(phrase)
    return _completed(phrase, segment, state) if phrase and _incomplete(phrase, measure, segment, state) else phrase


def _completed(left: str, segment: Segment, state: State) -> str:
    topic = state.topic if segment.first and not state.theme else ""
    before = owner(topic) if topic else _owner_of(left, state)
    return left if before and left.startswith(before) else before + left


def _part_of(whole: str, left: str, measure: bool) -> str:
    """The indicator of a member behind 其中, or ``""`` where it names itself in full.

    参保904万人,其中城镇职工666万人 counts 城镇职工参保.
    """
    if measure or _PROPORTION.search(left):
        apart = "占" not in left[:-2] and not _PROPORTION.search(whole) and not left.startswith(whole)
        return whole + left if apart and _PROPORTION.search(left) else ""
    if predicate(left) or _starts_with_verb(left):
        return ""
    leading = verb().match(whole)
    if leading:
        return leading.group() + left
    start = measure_start(whole)
    return left + (whole[start:] if 0 < start < len(whole) else whole)


def _incomplete(left: str, measure: bool, segment: Segment, state: State) -> bool:
    """筛查率, 招生: too short to stand without what the clause before is about."""
    if measure:
        return leans(left) and bool(state.theme or state.topic or state.subject or state.sector or state.title)
    return len(left) <= 2 and segment.first and verb().match(state.topic) is not None


def leans(measure: str) -> bool:
    """满意率, 装机规模: a measure that does not say of what."""
    return len(measure) <= 3 or _is_bare(measure)


def _is_plain(left: str, measure: bool, words: Words, segment: Segment) -> bool:
    """Whether a list member is a noun alone, without a verb or measure of its own."""
    listed = not segment.joined and segment.quantity.dimension in _LISTED and len(left) <= MAX_LISTED
    return listed and not (measure or words.linked or predicate(left))


def _verb_at_end(phrase: str) -> str:
    """新增 of 公办幼儿园新增."""
    return next((m.group() for m in verb().finditer(phrase, 2) if m.end() == len(phrase)), "")


def _takes_verb(left: str, measure: bool, words: Words, segment: Segment, state: State) -> bool:
    """Whether a list member takes the verb of the member before: 新增驿站30个、运动场20个."""
    if not state.verb or words.linked or words.opened or segment.joined or left[0] in _PREPOSITIONS:
        return False
    same = state.subject == state.by_unit.get(segment.quantity.unit) and state.subject.startswith(state.verb)
    if measure:  # 治理水土流失面积8000平方公里、石漠化面积1033平方公里
        return same and left[-2:] == state.subject[-2:] and not segment.first
    listed = segment.quantity.dimension in _LISTED or (same and not segment.first)
    return listed and len(left) <= MAX_LISTED and not predicate(left)


def _starts_with_verb(phrase: str) -> bool:
    """安置群众 does; 安置房 does not."""
    match = verb().match(phrase)
    return match is not None and phrase[match.end() : match.end() + 1] not in PLACE_ENDINGS


def _is_all_verbs(phrase: str) -> bool:
    """启动改造: nothing but verbs."""
    at = 0
    while match := verb().match(phrase, at):
        at = match.end()
    return at == len(phrase)


def _ends_with_verb(phrase: str) -> bool:
    """免费为新生儿进行 does: what follows it is a list of objects."""
    return any(m.end() == len(phrase) for m in verb().finditer(phrase))


def owner(phrase: str) -> str:
    """The noun of an earlier clause without its verbs: 信访突出问题 of 认真开展信访突出问题化解."""
    out_of = _OUT_OF.match(phrase)
    phrase = out_of.group(1) if out_of else phrase
    begin = 2 if phrase[:2] in _ADVERBS else 0
    if _starts_with_verb(phrase[begin:]):
        first = verb().match(phrase, begin)
        phrase = phrase[first.end() :] if first else phrase
    action = predicate(phrase)
    return phrase[: len(phrase) - len(action)].rstrip(_ASPECT) if action else phrase
