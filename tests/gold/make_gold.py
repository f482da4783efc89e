#!/usr/bin/env python3
# ruff: noqa: T201 - a command-line script
"""Write the corpus documents and their gold records from the annotated sources.

    make_gold.py            write corpus/* and tests/gold/*.jsonl
    make_gold.py --check    compare instead of writing, exit 1 on a difference
    make_gold.py --bare     list the numerals that no record covers, with context, for review

``annotated/<file name>`` is the document with marks in it. Because every span is marked where it stands, offsets are
counted, never searched for, and no mark can be ambiguous:

    {quote with «number» and «number»¦record of the first¦record of the second}

A record is ``indicator;option;option``. Options: a comparator (``>= <= > < ~``), ``+`` increase, ``-`` decrease,
``d=ISO date`` or ``x`` (the deadline is set by a date word; ``x`` keeps the inherited date), ``nd`` no deadline,
``k=t|a|b`` kind, ``v=`` ``vm=`` ``u=`` value, upper bound and unit when they do not stand in the number itself,
``per=``, ``cum``, ``nature=``, ``scope=``. A line ``@@ key=value; key=value`` sets what the following records inherit
(``kind``, ``deadline``, ``sup``, ``lead``, ``resp``) and is no part of the document; ``@@ nobody`` empties the lists.

Records of an ``.html`` document get no offsets: those count in the text that a reader takes out of the page. Their
quotes occur once in the page, so that they can be located at run time.
"""

from __future__ import annotations

import json
import re
import sys
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parents[1] / "corpus"
KINDS = {"t": "target", "a": "achievement", "b": "baseline"}
MULTIPLIERS = {"": 1, "百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8}
DIGITS = dict(zip("一二两三四五六七八九", (1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
NUMBER = re.compile(r"(\d[\d.]*|[一二两三四五六七八九])(?:[—~－-](\d[\d.]*))?[余多]?([百千万亿]?)[余多]?(\D*)")
HINTS = re.compile(
    r"以上|以下|以内|不[低少高多超小]|至少|左右|(?<!签)约|超过|突破|逾|将近|近«|[余多][万亿个名家元场]|[≥≤<>]"
)


def plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def quantity(number: str) -> tuple[int | float, int | float | None, str]:
    """Value, upper bound and unit of a number as it is printed."""
    match = NUMBER.fullmatch("".join(number.split()).replace("％", "%"))
    if not match:
        raise ValueError(f"unreadable number: {number}")
    low, high, multiplier, unit = match.groups()
    factor = MULTIPLIERS[multiplier]
    value = Decimal(DIGITS.get(low, low)) * factor
    return plain(value), plain(Decimal(high) * factor) if high else None, unit


def record(spec: str, quote: str, number: str, context: dict) -> dict:
    indicator, *options = [part.strip() for part in spec.split(";")]
    explicit_value = any(o.startswith("v=") for o in options)
    value, value_max, unit = (None, None, "") if explicit_value else quantity(number)
    out = {
        "quote": quote,
        "number": number,
        "kind": context["kind"],
        "indicator": indicator,
        "value": value,
        "value_max": value_max,
        "unit": unit,
        "comparator": "range" if value_max is not None else "=",
        "change": "level",
        "deadline": context["deadline"],
        "deadline_explicit": False,
        "per": None,
        "cumulative": False,
        "lead": context["lead"],
        "responsible": context["resp"],
        "supervisor": context["sup"],
        "nature": None,
        "scope": None,
    }
    for option in options:
        key, _, text = option.partition("=") if option[0].isalpha() else (option, "", "")
        if option in (">=", "<=", ">", "<", "~"):
            out["comparator"] = option
        elif option in ("+", "-"):
            out["change"] = "increase" if option == "+" else "decrease"
        elif key == "d":
            out["deadline"], out["deadline_explicit"] = text, True
        elif key == "x":
            out["deadline_explicit"] = True
        elif key == "nd":
            out["deadline"] = None
        elif key == "k":
            out["kind"] = KINDS[text]
        elif key == "v":
            out["value"] = plain(Decimal(text))
        elif key == "vm":
            out["value_max"], out["comparator"] = plain(Decimal(text)), "range"
        elif key == "u":
            out["unit"] = text
        elif key == "cum":
            out["cumulative"] = True
        elif key in ("per", "nature", "scope"):
            out[key] = text
        else:
            raise ValueError(f"unknown option {option!r} in {spec!r}")
    return out


def names(text: str) -> list[str]:
    return [n for n in re.split("[、，]", text) if n]


def build(source: str, name: str) -> tuple[str, list[dict]]:
    """The document and its records, in text order."""
    context = {"kind": "target", "deadline": None, "lead": [], "resp": [], "sup": []}
    kept: list[str] = []
    directives: list[tuple[int, str]] = []
    length = 0
    for line in source.splitlines(keepends=True):
        if line.startswith("@@"):
            directives.append((length, line[2:].strip()))
        else:
            kept.append(line)
            length += len(line)
    marked = "".join(kept)
    text, records, position, size = [], [], 0, 0
    for match in re.finditer(r"\{([^{}¦]*)((?:¦[^{}¦]*)+)\}", marked):
        while directives and directives[0][0] <= match.start():
            apply(directives.pop(0)[1], context)
        before = marked[position : match.start()]
        text.append(before)
        size += len(before)
        quoted, specs = match.group(1), match.group(2)[1:].split("¦")
        quote = re.sub("[«»]", "", quoted)
        spans = list(re.finditer("«([^«»]*)»", quoted))
        if len(spans) != len(specs):
            raise ValueError(f"{name}: {len(spans)} numbers, {len(specs)} records: {match.group(0)}")
        for i, (span, spec) in enumerate(zip(spans, specs, strict=True)):
            start = size + span.start() - 2 * i
            got = record(spec, quote, span.group(1), context)
            if (
                len(specs) == 1
                and got["comparator"] == "="
                and HINTS.search(quoted)
                and not HINTS.search(got["indicator"])
            ):
                print(f"{name}: comparator? {quote}", file=sys.stderr)
            spot = {
                "start": start,
                "end": start + len(span.group(1)),
                "quote_start": size,
                "quote_end": size + len(quote),
            }
            records.append(spot | got)
        text.append(quote)
        size += len(quote)
        position = match.end()
    text.append(marked[position:])
    document = "".join(text)
    if re.search("[{}«»¦]|@@", document):
        raise ValueError(f"{name}: stray mark near {re.search('.{0,20}[{}«»¦].{0,20}', document)}")
    for r in records:
        assert document[r["start"] : r["end"]] == r["number"], r
        assert document[r["quote_start"] : r["quote_end"]] == r["quote"], r
    return document, records


def apply(directive: str, context: dict) -> None:
    if directive == "nobody":
        context |= {"lead": [], "resp": [], "sup": []}
        return
    for part in directive.split(";"):
        key, _, value = part.strip().partition("=")
        if key not in context:
            raise ValueError(f"unknown directive {part!r}")
        context[key] = names(value) if key in ("lead", "resp", "sup") else value


def outputs() -> dict[Path, str]:
    out = {}
    for path in sorted((HERE / "annotated").iterdir()):
        document, records = build(path.read_text(encoding="utf-8"), path.name)
        out[CORPUS / path.name] = document
        target = HERE / f"{path.stem}.jsonl"
        if path.suffix == ".html":
            target = HERE / f"{path.stem}.noffset.jsonl"
            for r in records:
                quote = r["quote"]
                if document.count(quote) != 1 or quote.count(r["number"]) != 1 or re.search("[<>&]", quote):
                    raise ValueError(f"{path.name}: cannot be located: {quote}")
            records = [{k: v for k, v in r.items() if not k.endswith(("start", "end"))} for r in records]
        out[target] = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records)
    return out


def bare() -> None:
    for path in sorted((HERE / "annotated").iterdir()):
        document, records = build(path.read_text(encoding="utf-8"), path.name)
        covered = {i for r in records for i in range(r["start"], r["end"])}
        print(f"== {path.name}: {len(records)} records")
        for match in re.finditer(r"\d[\d.]*|[一二三四五六七八九十百千万亿两]+[个所家条项名套座处]", document):
            if match.start() not in covered:
                print("   ", document[max(0, match.start() - 14) : match.end() + 10].replace("\n", "⏎"))


def main() -> int:
    if "--bare" in sys.argv:
        bare()
        return 0
    stale = 0
    for path, content in outputs().items():
        if "--check" in sys.argv:
            if not path.exists() or path.read_text(encoding="utf-8") != content:
                print(f"differs: {path.name}", file=sys.stderr)
                stale = 1
        else:
            path.write_text(content, encoding="utf-8", newline="\n")
            print(path.name, content.count("\n") if path.suffix == ".jsonl" else f"{len(content)} characters")
    return stale


if __name__ == "__main__":
    sys.exit(main())
