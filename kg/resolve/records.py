"""From a finished reading to the typed records of :mod:`kg.model`: source offsets, IRIs, canonical names."""

from __future__ import annotations

from kg.extract.reading import Cited, Duty, Found, Mention, Reading
from kg.extract.responsibilities import owners
from kg.iri import Minter, document_key
from kg.model import Citation, Document, Extraction, Metadata, Responsibility, Statement, Task
from kg.resolve.bodies import Agent, resolve_body, resolve_person
from kg.resolve.indicators import canonical

_ROLE_ORDER = {"lead": 0, "responsible": 1, "cooperating": 2, "supervising": 3}


def resolve(document: Document, reading: Reading, minter: Minter) -> Extraction:
    """The extraction of one document."""
    return _Resolver(document, reading, minter).extraction()


class _Resolver:
    def __init__(self, document: Document, reading: Reading, minter: Minter) -> None:
        self._document = document
        self._reading = reading
        self._minter = minter
        self._key = document_key(document.text)
        self._owner = owners(reading.blocks)
        self._agents: dict[tuple[str, bool], Agent] = {}

    def extraction(self) -> Extraction:
        tasks = self._tasks()
        statements = tuple(self._statement(f, tasks) for f in self._reading.found)
        ordered = sorted(tasks.values(), key=lambda t: (t.start, t.end))
        return Extraction(
            name=self._document.name,
            text=self._document.text,
            media_type=self._document.media_type,
            sha256=self._document.sha256,
            metadata=self._metadata(),
            tasks=tuple(ordered),
            statements=statements,
            citations=tuple(self._citation(c) for c in self._reading.citations),
            warnings=self._warnings(),
        )

    # tasks ----------------------------------------------------------------------------------------------------------

    def _tasks(self) -> dict[tuple[int, int], Task]:
        """By span in the view: every numbered item under a label or with a target, every sentence and row with one."""
        spans: dict[tuple[int, int], tuple[int | None, tuple[str, ...], bool]] = {}
        covered = {d.start for d in self._reading.duties}
        for n, block in enumerate(self._reading.blocks):
            if block.kind == "item" and (block.start in covered or n in self._reading.not_applicable):
                applies = n not in self._reading.not_applicable
                spans[(block.body, block.end)] = (block.number, block.section, applies)
        for found in self._reading.found:
            span = self._task_span(found)
            if span is not None and span not in spans:
                spans[span] = (self._number(found), found.section, True)
        for duty in self._reading.duties:
            block = self._block_at(duty.start)
            if block is not None and (block.body, block.end) not in spans:
                if not any(duty.start <= a and b <= duty.end for a, b in spans):
                    spans[(block.body, block.end)] = (block.number, block.section, True)
        return {span: self._task(span, *rest) for span, rest in spans.items() if span[0] < span[1]}

    def _block_at(self, start: int):  # type: ignore[no-untyped-def]
        return next((b for b in self._reading.blocks if b.start == start), None)

    def _number(self, found: Found) -> int | None:
        return None if found.block is None else self._reading.blocks[self._owner[found.block]].number

    def _task_span(self, found: Found) -> tuple[int, int] | None:
        """An item is one task; elsewhere a sentence or table row that holds a target is one."""
        if found.block is None:
            return found.sentence
        block = self._reading.blocks[self._owner[found.block]]
        if block.kind == "item" and any(d.start == block.start for d in self._reading.duties):
            return block.body, block.end
        if block.kind == "item" and self._owner[found.block] in self._reading.not_applicable:
            return block.body, block.end
        return found.sentence if found.kind == "target" else None

    def _task(self, span: tuple[int, int], number: int | None, section: tuple[str, ...], applies: bool) -> Task:
        start, end = self._reading.view.span(*span)
        return Task(
            id=self._minter.task(self._key, start, end),
            start=start,
            end=end,
            number=number,
            text=self._reading.view.words[span[0] : span[1]].strip(),
            section=section,
            applies=applies,
            responsibilities=tuple(self._responsibility(m) for m in self._mentions(span)),
        )

    def _mentions(self, span: tuple[int, int]) -> list[Mention]:
        seen: dict[tuple[str, str], Mention] = {}
        for duty in self._covering(span):
            for mention in duty.mentions:
                seen.setdefault((mention.role, mention.name), mention)
        return sorted(seen.values(), key=lambda m: (_ROLE_ORDER[m.role], m.start))

    def _covering(self, span: tuple[int, int]) -> list[Duty]:
        return [d for d in self._reading.duties if d.start <= span[0] < d.end]

    def _responsibility(self, mention: Mention) -> Responsibility:
        agent = self._agent(mention)
        start, end = self._reading.view.span(mention.start, mention.end)
        person = mention.role == "supervising"
        return Responsibility(mention.role, mention.name, agent.label, agent.id, person, start, end)

    def _agent(self, mention: Mention) -> Agent:
        person = mention.role == "supervising"
        known = self._agents.get((mention.name, person))
        if known is None:
            resolve_name = resolve_person if person else resolve_body
            known = resolve_name(mention.name, self._reading.particulars.place, self._minter)
            self._agents[(mention.name, person)] = known
        return known

    # statements -----------------------------------------------------------------------------------------------------

    def _statement(self, found: Found, tasks: dict[tuple[int, int], Task]) -> Statement:
        text, view = self._document.text, self._reading.view
        start, end = view.span(*found.number)
        quote_start, quote_end = view.span(*found.clause)
        span = self._task_span(found)
        task = tasks.get(span) if span else None
        mentions = task.responsibilities if task else ()
        by_role = {role: [r for r in mentions if r.role == role] for role in _ROLE_ORDER}
        responsible = by_role["responsible"] + by_role["cooperating"]
        return Statement(
            doc=self._document.name,
            start=start,
            end=end,
            quote_start=quote_start,
            quote_end=quote_end,
            quote=text[quote_start:quote_end],
            number=text[start:end],
            kind=found.kind,
            indicator=found.indicator,
            indicator_id=self._minter.indicator(canonical(found.indicator)),
            value=found.quantity.value,
            value_max=found.quantity.upper,
            unit=found.quantity.unit,
            comparator=found.comparator,
            change=found.change,
            basis=found.basis,
            deadline=found.deadline,
            deadline_explicit=found.explicit,
            per=found.per,
            cumulative=found.cumulative,
            lead=tuple(r.name for r in by_role["lead"]),
            responsible=tuple(r.name for r in responsible),
            supervisor=tuple(r.name for r in by_role["supervising"]),
            lead_ids=tuple(r.agent for r in by_role["lead"]),
            responsible_ids=tuple(r.agent for r in responsible),
            supervisor_ids=tuple(r.agent for r in by_role["supervising"]),
            nature=found.nature,
            scope=found.scope,
            section=found.section,
            task=task.id if task else None,
            rule=found.rule,
            confidence=found.confidence,
            id=self._minter.statement(self._key, start, end),
        )

    # the document ---------------------------------------------------------------------------------------------------

    def _metadata(self) -> Metadata:
        about = self._reading.particulars
        issuer = resolve_body(about.issuer, about.place, self._minter) if about.issuer else None
        return Metadata(
            key=self._key,
            id=self._minter.document(self._key),
            title=about.title,
            number=about.number,
            issuer=about.issuer,
            issuer_id=issuer.id if issuer else None,
            issued=about.issued,
            place=about.place,
            place_id=self._minter.place(about.place) if about.place else None,
            genre=about.genre,
            year=about.year,
            period_start=about.period_start,
            period_end=about.period_end,
            addressees=tuple(about.addressees),
        )

    def _citation(self, cited: Cited) -> Citation:
        start, end = self._reading.view.span(cited.start, cited.end)
        name = cited.number or cited.title or ""
        return Citation(start, end, cited.title, cited.number, cited.relation, self._minter.cited(name))

    def _warnings(self) -> tuple[str, ...]:
        about, out = self._reading.particulars, []
        if about.year is None and self._reading.found:
            out.append("no year found: statements without a date of their own have no deadline")
        return tuple(out)
