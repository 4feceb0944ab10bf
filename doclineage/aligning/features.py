"""What alignment sees of two documents: keys, weighted syllable pairs, tree."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import msgspec

from doclineage.model import Document, Unit
from doclineage.settings import Settings
from doclineage.vietnamese.words import words

if TYPE_CHECKING:
    from doclineage.aligning.turning import Turned

#: Two syllables, one below the other: a text keeps its hash, a pair of texts does not.
Gram = str
Pair = tuple[int, int]

#: Weights are kept as thousandths, rounded.
UNIT = 1000


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


def weights_of(told: Iterable[str], limit: int, weight: Callable[[int], float]) -> dict[str, int]:
    """Weigh what is told unit by unit, by how many units tell it; 0 for what too many do.

    `weight` is that of what stands in so many units, `limit` bounds their number.
    """
    counts = Counter(told)
    spread = Counter(counts.values())
    most = telling_limit(spread, limit)
    worth = {count: round(UNIT * weight(count)) if count <= most else 0 for count in spread}
    return dict(zip(counts, map(worth.__getitem__, counts.values()), strict=True))


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


class Features:
    """Both sides and the weight of every syllable pair within them.

    Weights are whole numbers: their sums do not depend on the order of a set.
    """

    def __init__(self, parent: Side, child: Side, weights: dict[Gram, int]) -> None:
        self.parent = parent
        self.child = child
        self.weights = weights
        """Of every syllable pair of both sides; 0 for one that is too common to tell anything."""
        self.views: dict[int, Turned] = {}
        """The groups as each side saw them last."""
        self._masses: tuple[dict[int, int], dict[int, int]] = ({}, {})
        self._shared: tuple[dict[int, dict[int, int]], dict[int, dict[int, int]]] = ({}, {})

    @cached_property
    def most(self) -> int:
        """The weight of the rarest syllable pairs."""
        return max(self.weights.values(), default=0)

    def weigh(self, found: Iterable[Gram]) -> int:
        """Return the weight of some syllable pairs."""
        return sum(map(self.weights.__getitem__, found))

    def mass(self, side: Side, unit: int) -> int:
        """Return the weight of all syllable pairs of a unit."""
        masses = self._masses[side is self.child]
        if unit not in masses:
            masses[unit] = self.weigh(side.grams[unit])
        return masses[unit]

    def shared_with(self, side: Side, unit: int) -> Mapping[int, int]:
        """Return the facing units that share syllable pairs that tell anything, and their weight.

        Found once of each unit, through an inverted index.
        """
        known = self._shared[side is self.child]
        if unit not in known:
            facing = (self.parent if side is self.child else self.child).read
            weights, holders = self.weights, facing.holders
            sums: dict[int, int] = {}
            for gram in side.grams[unit] & facing.every:
                weight = weights[gram]
                if weight:
                    for index in holders[gram]:
                        sums[index] = sums.get(index, 0) + weight
            known[unit] = sums
        return known[unit]

    def is_heading(self, pair: Pair) -> bool:
        """Tell whether both units of a pair are headings."""
        kinds = (self.parent.units[pair[0]].kind, self.child.units[pair[1]].kind)
        return kinds == ("heading", "heading")


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


def features(parent: Document, child: Document, settings: Settings) -> Features:
    """Weigh every syllable pair by how few units of the two documents hold it."""
    left, right = Side(parent), Side(child)
    total = len(left.indices) + len(right.indices) + 2
    weights = weights_of(
        chain(left.read.told, right.read.told),
        settings.common_gram_units,
        # A pair in one unit of each side counts as rare as one can be; formulas count little.
        lambda count: math.log(total / max(2, count)) ** 2 + 0.05,
    )
    return Features(left, right, weights)


#: Pairs of units that may be compared for the syllable pairs that they share: half a gigabyte. Two
#: plans of sixty units come to sixty thousand.
_MOST_PAIRS = 8_000_000


def telling_limit(spread: Mapping[int, int], most: int) -> int:
    """Return in how many units a syllable pair may stand to tell anything, `most` at the most.

    `spread` says how many syllable pairs stand in so many units. Of long documents made of a few
    words again and again only the rarer pairs count, so that the work stays bounded.

    >>> telling_limit({2: 1_000, 50: 2_000}, 60), telling_limit({2: 1_000, 50: 2_000_000}, 60)
    (60, 49)
    """
    pairs = 0
    for count in sorted(count for count in spread if count <= most):
        pairs += spread[count] * count * count
        if pairs > _MOST_PAIRS:
            return count - 1
    return most
