"""The records of one document, without any output folder."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from kg.iri import DEFAULT_BASE
from kg.model import Document, Statement
from kg.read import SUFFIXES, read


def extract(source: str | Path, *, base_iri: str = DEFAULT_BASE) -> list[Statement]:
    """The quantified statements of one document, in text order.

    Args:
        source: a file (a ``Path``, or a string of one line that ends like a file name that can be read, such as
            ``"notice.txt"``), or else the text itself.
        base_iri: what the IRIs of the records begin with.

    Raises:
        ReadError: the file cannot be read.
    """
    from kg.pipeline import extract_document

    if isinstance(source, Path) or _is_path(source):
        path = Path(source)
        document = read(path, path.name)
    else:
        document = Document(
            name="text", text=source, sha256=sha256(source.encode("utf-8", "surrogatepass")).hexdigest()
        )
    return list(extract_document(document, base_iri).statements)


def _is_path(text: str) -> bool:
    return "\n" not in text and text.lower().endswith(tuple(SUFFIXES))
