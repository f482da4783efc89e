"""Ready queries, one ``.rq`` file each; the first line of a file is a comment that says what it answers."""

from __future__ import annotations

from importlib.resources import files

from kg.errors import UsageError


def names() -> list[str]:
    """The names of all ready queries, in alphabetical order."""
    return sorted(entry.name.removesuffix(".rq") for entry in files(__name__).iterdir() if entry.name.endswith(".rq"))


def read(name: str) -> str:
    """The text of a ready query.

    Raises:
        UsageError: there is none of that name.
    """
    if name not in names():
        raise UsageError(f"no ready query {name!r}; there are: {', '.join(names())}")
    return files(__name__).joinpath(f"{name}.rq").read_text(encoding="utf-8")


def question(name: str) -> str:
    """What a ready query answers, in one line."""
    return read(name).splitlines()[0].removeprefix("#").strip()
