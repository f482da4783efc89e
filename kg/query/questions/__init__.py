"""Ready questions, one ``.rq`` file each, with a header that says what it answers and what it has to be told.

A header is comment lines of ``# key: value``; everything behind it is the query::

    # title: Which targets are due in a quarter?
    # title-zh: 某一季度到期的目标有哪些？
    # description: ...
    # user: auditor
    # param: quarter quarter "the quarter, as 2021Q4"
    # param: place place optional "only documents of this place: its name or part of it"
    SELECT ...

``param`` lines name a parameter, its type (:data:`kg.query.parameters.TYPES`), ``optional`` or ``= DEFAULT`` if it may
be left out, and between quotation marks what it is. The query holds the value as a variable in capitals, ``$PLACE``; it
is unbound where an optional parameter is not given. A quarter is two dates, ``$QUARTER_START`` and ``$QUARTER_END``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from kg.errors import UsageError
from kg.query.parameters import TYPES, Parameter
from kg.query.syntax import Query

USERS: Final = {
    "researcher": "研究者",
    "auditor": "审计监督人员",
    "exporter": "数据使用者",
}

_LINE: Final = re.compile(r"# ([a-z-]+): (.*)")
_PARAMETER: Final = re.compile(r'([a-z][a-z-]*) ([a-z]+)(?: (optional)| = (\S+))? "([^"]+)"')


@dataclass(frozen=True, slots=True)
class Question:
    """A question that the graph can be asked.

    Attributes:
        name: of the file, without ``.rq``.
        title, title_zh: the question in English and in Chinese.
        description: what the answer holds, and what it leaves out.
        user: one of :data:`USERS`, for whom it is first of all.
        parameters: in the order of the header.
        sparql: the query without its header, its parameters unbound.
    """

    name: str
    title: str
    title_zh: str
    description: str
    user: str
    parameters: tuple[Parameter, ...]
    sparql: str

    def bind(self, **values: Any) -> str:
        """The query with the values of its parameters, behind its first brace; a hyphen in a name is ``_`` here.

        ``None`` stands for a parameter that is not given.

        Raises:
            UsageError: there is no such parameter, one is missing, or a value is not of its type.
        """
        given = {name: value for name, value in values.items() if value is not None}
        known = {parameter.keyword: parameter for parameter in self.parameters}
        for name in given:
            if name not in known:
                raise UsageError(f"{self.name} has no parameter {name!r}; {self.usage()}")
        bound: list[tuple[str, str]] = []
        for keyword, parameter in known.items():
            value = given.get(keyword, parameter.default)
            if value is not None:
                try:
                    bound += parameter.bindings(value)
                except UsageError as error:
                    raise UsageError(f"{self.name}: {error}; {self.usage()}") from error
            elif parameter.required:
                raise UsageError(f"{self.name} needs --{parameter.name}; {self.usage()}")
        return _with_values(self.sparql, bound)

    def usage(self) -> str:
        """The parameters in one line, those that may be left out in square brackets."""
        words = [f"--{p.name} {p.metavar}" if p.required else f"[--{p.name} {p.metavar}]" for p in self.parameters]
        return f"its parameters: {' '.join(words)}" if words else "it has no parameters"


def _with_values(sparql: str, bound: list[tuple[str, str]]) -> str:
    """The query with one line of VALUES behind its first brace, where every filter of the outermost group sees them."""
    if not bound:
        return sparql
    at = next(token.start for token in Query(sparql).tokens if token.text == "{") + 1
    names, terms = " ".join(f"${name}" for name, _ in bound), " ".join(term for _, term in bound)
    return f"{sparql[:at]}\n  VALUES ({names}) {{ ({terms}) }}{sparql[at:]}"


def names() -> list[str]:
    """The names of all questions, in alphabetical order."""
    return sorted(entry.name.removesuffix(".rq") for entry in files(__name__).iterdir() if entry.name.endswith(".rq"))


def questions() -> Iterator[Question]:
    """All questions, those of one user together, in the order of :data:`USERS`, then of their names."""
    every = [find(name) for name in names()]
    for user in USERS:
        yield from (question for question in every if question.user == user)


@cache
def find(name: str) -> Question:
    """A question by its name.

    Raises:
        UsageError: there is none of that name.
    """
    if name not in names():
        raise UsageError(f"there is no question {name!r}; there are: {', '.join(names())}")
    return _parsed(name, files(__name__).joinpath(f"{name}.rq").read_text(encoding="utf-8"))


def _parsed(name: str, text: str) -> Question:
    lines = text.splitlines(keepends=True)
    header: dict[str, list[str]] = {}
    while lines and (line := _LINE.fullmatch(lines[0].rstrip())):
        header.setdefault(line[1], []).append(line[2])
        del lines[0]
    return Question(
        name=name,
        title=" ".join(header["title"]),
        title_zh="".join(header["title-zh"]),
        description=" ".join(header["description"]),
        user=header["user"][0],
        parameters=tuple(map(_parameter, header.get("param", ()))),
        sparql="".join(lines),
    )


def _parameter(text: str) -> Parameter:
    found = _PARAMETER.fullmatch(text)
    if not found or found[2] not in TYPES:
        raise ValueError(f"not a parameter: {text}")
    return Parameter(found[1], found[2], found[5], required=not found[3] and not found[4], default=found[4])
