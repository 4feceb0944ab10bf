"""Texts of a page, each stored once; a sentence is a pattern and the quotes that fill it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from doclineage.model import Edit

_QUOTE = re.compile(r"“([^“”]*)”")


class Pool:
    """Texts by number, in the order in which they came."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    @property
    def texts(self) -> list[str]:
        """Every text, at its number."""
        return list(self._numbers)

    def add(self, text: str) -> int:
        """Return the number of a text."""
        return self._numbers.setdefault(text, len(self._numbers))

    def add_known(self, text: str | None) -> int | None:
        """Return the number of a text, None for None."""
        return None if text is None else self.add(text)

    def sentence(self, vi: str, en: str) -> list[int]:
        """Return a sentence in two languages; what both quote is stored once.

        The first two numbers are the patterns, the others what stands between their quotation
        marks. Patterns repeat from plan to plan, quotes do not.

        >>> pool = Pool()
        >>> pool.sentence("thiếu “rà soát”", "lacks “rà soát”"), pool.texts
        ([0, 1, 2], ['thiếu “”', 'lacks “”', 'rà soát'])
        """
        quotes = _QUOTE.findall(vi)
        if not quotes or quotes != _QUOTE.findall(en):
            return [self.add(vi), self.add(en)]
        patterns = (_QUOTE.sub("“”", text) for text in (vi, en))
        return [self.add(text) for text in (*patterns, *quotes)]


def rebuilt(text: str, edits: Sequence[Edit]) -> str | None:
    """Return what `text` becomes under edits in order, None where they do not follow each other."""
    parts, at = [], 0
    for edit in edits:
        start, end = edit.parent_span
        if start < at:
            return None
        parts += [text[at:start], edit.child_text]
        at = end
    return "".join([*parts, text[at:]])
