"""Paths of units: unique in their document, made of the printed labels."""

from __future__ import annotations

import re
from collections import Counter

from doclineage.model import Marker
from doclineage.structure.levels import NAMED

_EDGES = " .:)-/–"


class Paths:
    """The paths given so far: they count what has no label and keep apart what repeats."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._counts: Counter[str] = Counter()
        self._repeats: Counter[str] = Counter()

    def numbered(self, base: str, letter: str) -> str:
        """Return the path of the next unlabelled unit below `base`: "II.1/b3"."""
        key = f"{base}/{letter}" if base else letter
        self._counts[key] += 1
        return f"{key}{self._counts[key]}"

    def unique(self, path: str) -> str:
        """Return `path`, with "~2" and so on where it was given before, and give it."""
        candidate = path
        while candidate in self._given:
            self._repeats[path] += 1
            candidate = f"{path}~{self._repeats[path] + 1}"
        self._given.add(candidate)
        return candidate


def dotted(base: str, label: str) -> str:
    """Return the path of a labelled unit below `base`.

    >>> dotted("II", "1"), dotted("", "II")
    ('II.1', 'II')
    """
    return f"{base}.{label}" if base else label


def label_of(marker: Marker, base: str) -> str:
    """Return the label of a marker below the path `base`.

    >>> label_of(Marker(scheme="chapter", ordinal=2, glyph="CHƯƠNG II."), "")
    'Chương II'
    >>> label_of(Marker(scheme="decimal", ordinal=2, glyph="1.2."), "I.1")
    '2'
    """
    glyph = " ".join(marker.glyph.strip(_EDGES).split())
    if marker.scheme in NAMED:
        return _capitalised(glyph)
    if marker.scheme == "bracketed":
        return glyph.strip("()")
    if marker.scheme == "decimal":
        # 1.2 below I.1 goes on as I.1.2: the part that repeats its parent's label is left out.
        above = set(re.split(r"[./]", base[-_LONGEST_BASE:]))
        parts = glyph.split(".")
        while len(parts) > 1 and parts[0] in above:
            parts = parts[1:]
        return ".".join(parts)
    return glyph


#: Labels that a decimal number may repeat stand in so many characters at the end of its base.
_LONGEST_BASE = 200


def _capitalised(glyph: str) -> str:
    """Return "PHẦN THỨ NHẤT" as "Phần thứ nhất", "CHƯƠNG II" as "Chương II"."""
    word, _, rest = glyph.partition(" ")
    if word.upper() == "TIỂU":
        second, _, rest = rest.partition(" ")
        word = f"{word} {second}"
    rest = rest.lower() if rest.lower().startswith("thứ ") else rest
    return f"{word[:1].upper()}{word[1:].lower()} {rest}".strip()
