"""How much text two documents share, whatever a scan did to its marks; found without all pairs."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from heapq import nsmallest
from zlib import crc32

from doclineage.model import Document
from doclineage.vietnamese.agencies import find_mentions
from doclineage.vietnamese.normalise import fold_marks

#: Words of one shingle: long enough that two plans of one subject share few by chance, short
#: enough that a scan with one wrong word in twenty keeps most.
_SHINGLE = 4
#: Shingles that stand for a text: two texts that share half of theirs share about half of these.
SKETCH = 24
_WORD = re.compile(r"[a-z0-9]+")
# 2026 | 12/3/2026, but not the year of a number (30/2020/NĐ-CP)
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9/])")


def shingles(document: Document) -> frozenset[int]:
    """Return the hashed runs of words of what a document says, marks and case folded."""
    words = _WORD.findall(fold_marks(" ".join(_texts(document))))
    runs = range(max(1, len(words) - _SHINGLE + 1))
    return frozenset(crc32(" ".join(words[at : at + _SHINGLE]).encode()) for at in runs)


def sketch(found: frozenset[int]) -> tuple[int, ...]:
    """Return the smallest shingles: like texts have some of them in common."""
    return tuple(nsmallest(SKETCH, found))


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """Return the share of both texts that they have in common, 0..1."""
    return len(one & other) / max(1, len(one | other))


def containment(one: frozenset[int], other: frozenset[int]) -> float:
    """Return the share of the shorter text that the longer one has, 0..1."""
    return len(one & other) / max(1, min(len(one), len(other)))


def main_year(document: Document) -> str | None:
    """Return the year that a text speaks of most: last year's plan is copied with it changed."""
    years: Counter[str] = Counter(_YEAR.findall(" ".join(_texts(document))))
    ranked = years.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def named_places(document: Document) -> frozenset[str]:
    """Return the units of the country that a text names, folded: "phuong ben do"."""
    return frozenset(place for text in _texts(document) for place in _places(text))


@lru_cache(maxsize=65536)
def _places(text: str) -> tuple[str, ...]:
    return tuple(
        f"{mention.level} {fold_marks(mention.place)}"
        for mention in find_mentions(text)
        if mention.place
    )


def _texts(document: Document) -> list[str]:
    units = [document.units[index].text for index in document.content()]
    return units or [unit.text for unit in document.units]
