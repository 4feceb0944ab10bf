"""What alignment sees of two documents: both sides, and what their syllable pairs weigh."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from itertools import chain

from doclineage.aligning.sides import Gram, Side
from doclineage.aligning.turning import Decided, Group, Turned
from doclineage.model import Document
from doclineage.settings import Settings

Pair = tuple[int, int]

#: Weights are kept as thousandths, rounded.
UNIT = 1000


def weights_of(told: Iterable[str], limit: int, weight: Callable[[int], float]) -> dict[str, int]:
    """Weigh what is told unit by unit, by how many units tell it; 0 for what too many do.

    `weight` is that of what stands in so many units, `limit` bounds their number.
    """
    counts = Counter(told)
    spread = Counter(counts.values())
    most = telling_limit(spread, limit)
    worth = {count: round(UNIT * weight(count)) if count <= most else 0 for count in spread}
    return dict(zip(counts, map(worth.__getitem__, counts.values()), strict=True))


class Features:
    """Both sides and the weight of every syllable pair within them.

    Weights are whole numbers: their sums do not depend on the order of a set.
    """

    def __init__(self, parent: Side, child: Side, weights: dict[Gram, int]) -> None:
        self.parent = parent
        self.child = child
        self.weights = weights
        """Of every syllable pair of both sides; 0 for one that is too common to tell anything."""
        self._views: dict[int, Turned] = {}
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

    def turned(self, groups: dict[Group, Decided], side: int) -> Turned:
        """Return the groups as the parent (0) or the child (1) sees them.

        Groups do not change once they are turned: the last view of a side serves as long as they
        last.
        """
        last = self._views.get(side)
        if last is not None and last.groups is groups:
            return last
        own, facing = (self.child, self.parent) if side else (self.parent, self.child)
        self._views[side] = view = Turned(own, facing, groups, side)
        return view

    def is_heading(self, pair: Pair) -> bool:
        """Tell whether both units of a pair are headings."""
        kinds = (self.parent.units[pair[0]].kind, self.child.units[pair[1]].kind)
        return kinds == ("heading", "heading")


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
