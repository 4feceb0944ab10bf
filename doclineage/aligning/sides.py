"""What alignment sees of one document: keys, syllable pairs, tree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from itertools import chain, pairwise

import msgspec

from doclineage.model import Document, Unit
from doclineage.vietnamese.words import words

#: Two syllables, one below the other: a text keeps its hash, a pair of texts does not.
Gram = str


class _Read(msgspec.Struct, frozen=True):
    """What the content units of one document say, whatever it is compared with."""

    keys: dict[int, tuple[str, ...]]
    grams: dict[int, frozenset[Gram]]
    holders: dict[Gram, list[int]]
    """The units that hold each syllable pair."""
    every: frozenset[Gram]
    told: tuple[Gram, ...]
    """The syllable pairs unit by unit, to count them."""


def holders_of(held: Mapping[int, Iterable[str]]) -> dict[str, list[int]]:
    """Return the units that hold each syllable, or pair of syllables."""
    holders: dict[str, list[int]] = {}
    for index, found in held.items():
        for one in found:
            if one in holders:
                holders[one].append(index)
            else:
                holders[one] = [index]
    return holders


def _read(indices: tuple[int, ...], texts: tuple[str, ...]) -> _Read:
    held = dict(zip(indices, map(grams, texts), strict=True))
    holders = holders_of(held)
    keys = dict(zip(indices, (words(text).keys for text in texts), strict=True))
    told = tuple(chain.from_iterable(held.values()))
    return _Read(keys, held, holders, frozenset(holders), told)


#: Of documents of at most so many units the last few are kept read: a plan has sixty to three
#: hundred, and one is compared with many.
_KEPT_UNITS = 600
#: How many of them.
KEPT = 32
_kept_read = lru_cache(maxsize=KEPT)(_read)


class Side:
    """One document's content units and its tree, by unit index."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.units = document.units
        self.indices = document.content()
        self.texts = tuple(match_text(self.units[i]) for i in self.indices)
        self.is_kept = len(self.indices) <= _KEPT_UNITS
        self.read = (_kept_read if self.is_kept else _read)(self.indices, self.texts)
        self.keys = self.read.keys
        self.grams = self.read.grams
        self._sections: dict[int, int] = {}

    @cached_property
    def children(self) -> dict[int, tuple[int, ...]]:
        """Content units below each unit, -1 for the top."""
        below: dict[int, list[int]] = {}
        for index in self.indices:
            below.setdefault(self.units[index].parent, []).append(index)
        return {index: tuple(found) for index, found in below.items()}

    @cached_property
    def tops(self) -> list[int]:
        """The topmost unit above each unit: a unit comes after the one above it."""
        tops: list[int] = []
        for index, unit in enumerate(self.units):
            tops.append(tops[unit.parent] if unit.parent >= 0 else index)
        return tops

    def parent_of(self, index: int) -> int:
        """Return the unit above, -1 at the top."""
        return self.units[index].parent

    def section(self, index: int) -> int:
        """Return the nearest heading above a unit, -1 where there is none."""
        passed = []
        while index not in self._sections:
            passed.append(index)
            above = self.units[index].parent
            if above < 0 or self.units[above].kind == "heading":
                self._sections[index] = above
            else:
                index = above
        # What was passed on the way up need not go there again: trees may be as deep as long.
        self._sections.update(dict.fromkeys(passed, self._sections[index]))
        return self._sections[index]


def match_text(unit: Unit) -> str:
    """Return the text that a unit is matched by: of a table row its task."""
    return unit.cells.get("task") or unit.text


_joined = "\n".join


@lru_cache(maxsize=65536)
def grams(text: str) -> frozenset[Gram]:
    """Return the syllable pairs of a text without diacritics, its ends included.

    Without diacritics OCR damage to tone marks costs nothing.
    """
    bare = ("", *words(text).bare, "")
    return frozenset(map(_joined, pairwise(bare)))
