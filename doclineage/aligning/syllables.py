"""What the syllables of two documents are worth, and which of their units say them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, repeat
from typing import NamedTuple

from doclineage.aligning.features import weights_of
from doclineage.aligning.saying import weighty
from doclineage.aligning.sides import KEPT, Side, holders_of

#: Units that a syllable may stand in to tell anything, beside what bounds the work.
_COMMON = 1_000


class Sayings(NamedTuple):
    """What the units of one document say, whatever it is compared with."""

    said: dict[int, frozenset[str]]
    holders: dict[str, list[int]]
    """The units that say each syllable."""
    told: tuple[str, ...]
    """The syllables unit by unit, to count them."""


class Weighed(NamedTuple):
    """What each syllable of two documents is worth, and what the units of either say."""

    worth: Mapping[str, int]
    most: int
    sayings: tuple[Sayings, Sayings]

    def sums(self, said: Iterable[str], holders: Mapping[str, Sequence[int]]) -> Mapping[int, int]:
        """Return the units that say some syllables, each with the worth of those it says."""
        found: dict[int, int] = defaultdict(int)
        for syllable in said:
            worth = self.worth.get(syllable)
            if worth and syllable in holders:
                for unit in holders[syllable]:
                    found[unit] += worth
        return found


def weigh(parent: Side, child: Side) -> Weighed:
    """Weigh the syllables of two documents by how few of their units say them."""
    sayings = _sayings(parent), _sayings(child)
    total = len(parent.indices) + len(child.indices)
    worth = weights_of(
        chain(sayings[0].told, sayings[1].told),
        _COMMON,
        lambda count: math.log(total / max(2, count)),
    )
    return Weighed(worth, max(worth.values(), default=0), sayings)


def _sayings(side: Side) -> Sayings:
    return (_kept_sayings if side.is_kept else _read_sayings)(side.indices, side.texts)


def _read_sayings(indices: tuple[int, ...], texts: tuple[str, ...]) -> Sayings:
    said = dict(zip(indices, map(frozenset, map(weighty, texts)), strict=True))
    return Sayings(said, holders_of(said), tuple(chain.from_iterable(said.values())))


_kept_sayings = lru_cache(maxsize=KEPT)(_read_sayings)


def sum_of(worth: Mapping[str, int], said: Iterable[str]) -> int:
    """Return what some syllables are worth together."""
    return sum(map(worth.get, said, repeat(0)))
