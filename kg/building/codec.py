"""Extractions as JSON and back, driven by the types that :mod:`kg.model` declares."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from kg.model import Extraction


def to_json(extraction: Extraction) -> str:
    """One line of JSON; decimals as strings, so that nothing of them is lost."""
    return json.dumps(extraction, default=_plain, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Extraction:
    """What :func:`to_json` wrote."""
    extraction: Extraction = _decoder(Extraction)(json.loads(text))
    return extraction


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    return {f.name: getattr(value, f.name) for f in fields(value)}


@cache
def _decoder(hint: Any) -> Callable[[Any], Any]:
    """The function that makes a value of the declared type from what JSON holds."""
    if isinstance(hint, type) and is_dataclass(hint):
        parts = {name: _decoder(part) for name, part in get_type_hints(hint).items()}
        return lambda value: hint(**{name: parts[name](part) for name, part in value.items()})
    if get_origin(hint) is tuple:
        item = _decoder(get_args(hint)[0])
        return lambda value: tuple(map(item, value))
    if get_origin(hint) is UnionType:
        (inner,) = (_decoder(part) for part in get_args(hint) if part is not NoneType)
        return lambda value: None if value is None else inner(value)
    return Decimal if hint is Decimal else _same


def _same(value: Any) -> Any:
    return value
