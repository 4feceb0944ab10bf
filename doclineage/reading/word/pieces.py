"""The content of one paragraph while it is gathered: its letters and how they are set."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from doclineage.reading.legacy import LegacyText
from doclineage.reading.markdown import MARKER
from doclineage.reading.word.shapes import Shapes
from doclineage.reading.word.styles import RunLook
from doclineage.reading.word.symbols import plain
from doclineage.vietnamese.legacy import Part
from doclineage.vietnamese.legacy_letters import LegacyFont, legacy_font
from doclineage.vietnamese.normalise import clean


class Pieces(msgspec.Struct):
    """The content of one paragraph while it is gathered."""

    style: str | None
    base: RunLook
    parts: list[str] = []
    looks: list[RunLook] = []
    """How the letters are set, one entry a change; `starts` are the parts where it holds first."""
    starts: list[int] = []
    notes: list[tuple[str, str]] = []
    """Footnotes and endnotes referred to: kind and number."""
    shapes: Shapes | None = None
    page: int | None = None
    contents: bool = False
    """True where a line of a table of contents was left out."""
    old: bool = False
    """True where a font from before Unicode was met."""

    def text(self, legacy: LegacyText) -> str:
        """Return the text, soft line breaks kept as line feeds; old letters become new ones."""
        text = "".join(self.parts)
        if self.old or legacy.looks_old(text):
            self.parts = self._modern(legacy)
            text = "".join(self.parts)
        return clean(text) if text.isprintable() else _tidy(text)

    def heads(self, text: str) -> tuple[int, int, float | None]:
        """Count the bold and the italic characters at the start, with the size of the first."""
        if len(self.looks) == 1:
            look, length = self.looks[0], len(text)
            return (length if look.bold else 0, length if look.italic else 0, look.size)
        spans = list(self._spans())
        size = next((look.size for part, look in spans if not part.isspace()), None)
        return (
            _head([(part, bool(look.bold)) for part, look in spans]),
            _head([(part, bool(look.italic)) for part, look in spans]),
            size,
        )

    def _modern(self, legacy: LegacyText) -> list[str]:
        """Return the parts in Unicode; none is added or taken, so that the looks still hold."""
        ends = [*self.starts[1:], len(self.parts)]
        fonts: list[LegacyFont | None] = []
        capitals: list[bool] = []
        for look, start, end in zip(self.looks, self.starts, ends, strict=True):
            font = None if look.font is None else legacy_font(look.font)
            fonts += [font] * (end - start)
            # An old letter is no letter that has a capital, until it is read.
            capitals += [font is not None and bool(look.caps)] * (end - start)
        modern = legacy.parts(list(map(Part, self.parts, fonts)))
        return [text.upper() if up else text for text, up in zip(modern, capitals, strict=True)]

    def _spans(self) -> Iterator[tuple[str, RunLook]]:
        ends = [*self.starts[1:], len(self.parts)]
        for look, start, end in zip(self.looks, self.starts, ends, strict=True):
            yield "".join(self.parts[start:end]), look


def _head(spans: list[tuple[str, bool]]) -> int:
    """Count the characters of the spans at the start that are on."""
    if not any(on for _, on in spans):
        return 0
    end = 0
    for index, (part, on) in enumerate(spans):
        if part.isspace():
            continue
        if on:
            end = index + 1
        # A plain "- " or "1. " before a bold head belongs to it.
        elif end or not MARKER.fullmatch("".join(text for text, _ in spans[: index + 1]).strip()):
            break
    return len(_tidy("".join(text for text, _ in spans[:end])))


def _tidy(text: str) -> str:
    return "\n".join(filter(None, map(clean, plain(text).split("\n"))))
