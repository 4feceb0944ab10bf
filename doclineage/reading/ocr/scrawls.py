"""Pen strokes and pieces of stamps that a recogniser read: no text, but told and accounted for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from doclineage.model import Dropped, Notice
from doclineage.wording import phrase, shorten

#: Characters of a reading that a notice quotes.
_QUOTED = 80


def scrawls(texts: Sequence[str], page: int) -> Iterator[Dropped]:
    """Yield what the strokes of a page were read as."""
    for text in texts:
        yield Dropped(text=text, reason="scrawl", page=page)


def scrawl_notices(dropped: Sequence[Dropped]) -> Iterator[Notice]:
    """Yield a notice for each page on which something was not taken for text."""
    for page, group in groupby(dropped, key=lambda drop: drop.page):
        texts = [drop.text for drop in group]
        example = shorten(max(texts, key=len), _QUOTED)
        said = phrase("notice.scrawl", count=len(texts), example=example)
        yield Notice(code="scrawl", message=said.vi, message_en=said.en, page=page)
