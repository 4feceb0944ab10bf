"""What alignment sees of two documents: keys, weighted syllable pairs, tree."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from itertools import chain, pairwise

import msgspec

from doclineage.model import Document, Unit
from doclineage.settings import Settings
from doclineage.vietnamese.words import words

#: Two syllables, one below the other: a text keeps its hash, a pair of texts does not.
Gram = str
Pair = tuple[int, int]

#: Weights are kept as thousandths, rounded.
UNIT = 1000


class Side:
    """One document's content units and its tree, by unit index."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.units = document.units
        self.indices = document.content()
        self.keys = {i: words(match_text(self.units[i])).keys for i in self.indices}
        self._sections: dict[int, int] = {}
        self.grams = {i: grams(match_text(self.units[i])) for i in self.indices}
        self.shared: dict[int, frozenset[Gram]] = {}
        """Of each unit the syllable pairs that other units hold too and that tell anything."""

    @cached_property
    def holders(self) -> dict[Gram, list[int]]:
        """The units that hold each shared syllable pair."""
        found: dict[Gram, list[int]] = {}
        for index in self.indices:
            for gram in self.shared[index]:
                if gram in found:
                    found[gram].append(index)
                else:
                    found[gram] = [index]
        return found

    @cached_property
    def children(self) -> dict[int, tuple[int, ...]]:
        """Content units below each unit, -1 for the top."""
        below: dict[int, list[int]] = {}
        for index in self.indices:
            below.setdefault(self.units[index].parent, []).append(index)
        return {index: tuple(found) for index, found in below.items()}

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


class Features(msgspec.Struct, frozen=True):
    """Both sides and the weight of every syllable pair within them.

    Weights are whole numbers: their sums do not depend on the order of a set.
    """

    parent: Side
    child: Side
    weights: dict[Gram, int]
    """Of every syllable pair of both sides; 0 for one that is too common to tell anything."""
    parent_mass: dict[int, int]
    child_mass: dict[int, int]

    def weigh(self, found: Iterable[Gram]) -> int:
        """Return the weight of some syllable pairs."""
        return sum(map(self.weights.__getitem__, found))

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
    counts = Counter(chain.from_iterable((*left.grams.values(), *right.grams.values())))
    total = len(left.indices) + len(right.indices) + 2
    # A pair in one unit of each side counts as rare as one can be; formulas count little.
    most = telling_limit(Counter(counts.values()), settings.common_gram_units)
    worth = {
        count: round(UNIT * (math.log(total / max(2, count)) ** 2 + 0.05))
        for count in set(counts.values())
        if count <= most
    }
    weights = {gram: worth.get(count, 0) for gram, count in counts.items()}
    several = frozenset(gram for gram, count in counts.items() if 1 < count <= most)
    for side in (left, right):
        side.shared = {i: found & several for i, found in side.grams.items()}
    return Features(
        parent=left,
        child=right,
        weights=weights,
        parent_mass=_mass(left, weights),
        child_mass=_mass(right, weights),
    )


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


def _mass(side: Side, weights: dict[Gram, int]) -> dict[int, int]:
    return {i: sum(map(weights.__getitem__, found)) for i, found in side.grams.items()}
