"""Web pages saved as one file (``.mht``, RFC 2557): the page among the parts, by what they declare."""

from __future__ import annotations

from email import policy
from email.parser import BytesParser

from kg.read import html
from kg.read.layout import Content
from kg.read.limits import Limits

MAX_PARTS = 10_000


def extract(data: bytes, limits: Limits) -> Content:
    """The content of the saved page; frames and pictures are left out.

    Raises:
        ValueError: it holds no page, or as :func:`kg.read.html.extract`.
    """
    if data.count(b"\n--") > MAX_PARTS:
        raise ValueError(f"has more than {MAX_PARTS:,} parts, which is the most that is read")
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(data)
        pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
        if not pages:
            raise ValueError("is a saved page without a page in it")
        body = pages[0].get_payload(decode=True)
        label = pages[0].get_content_charset()
    except (LookupError, RecursionError, TypeError, AttributeError) as error:
        raise ValueError(f"is damaged: no complete saved page ({error})") from error
    if not isinstance(body, bytes):
        raise ValueError("is a saved page without a page in it")
    return html.extract(body, limits, label)
