"""A run of syllables inside a text: one side of a difference."""

from __future__ import annotations

import msgspec

from doclineage.model import Span
from doclineage.vietnamese.words import Words


class Passage(msgspec.Struct, frozen=True, gc=False):
    """Syllables `start` to `stop` (exclusive) of `text`; an empty run is a place between two."""

    text: str
    words: Words
    start: int
    stop: int

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its syllables."""
        return self.words.keys[self.start : self.stop]

    @property
    def bare(self) -> tuple[str, ...]:
        """The keys without diacritics."""
        return self.words.bare[self.start : self.stop]

    @property
    def span(self) -> Span:
        """Its characters in the text."""
        spans = self.words.spans
        if self.start < self.stop:
            return spans[self.start][0], spans[self.stop - 1][1]
        if self.start < len(spans):
            return spans[self.start][0], spans[self.start][0]
        end = spans[-1][1] if spans else 0
        return end, end

    @property
    def printed(self) -> str:
        """Its characters as printed."""
        start, end = self.span
        return self.text[start:end]
