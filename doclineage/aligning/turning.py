"""Groups seen from either side, and widened there: what holds for a merge holds for a split."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from functools import cached_property
from itertools import chain
from operator import itemgetter

from doclineage.aligning.sides import Side
from doclineage.model import Zone

#: Parents and children that answer each other.
Group = tuple[tuple[int, ...], tuple[int, ...]]
#: Evidence and score.
Decided = tuple[str, float]


class Turned:
    """The units of one side that each unit of the facing side carries."""

    def __init__(self, own: Side, facing: Side, groups: Collection[Group], side: int) -> None:
        self.groups = groups
        self.side = own
        self.facing = facing
        self.carried = {
            group[1 - side][0]: group[side]
            for group in groups
            if len(group[1 - side]) == 1 and facing.units[group[1 - side][0]].kind != "heading"
        }
        """By facing unit, where it stands alone in its group."""
        self.taken = frozenset(chain.from_iterable(map(itemgetter(side), groups)))
        """The units of the side that stand in any group."""

    @cached_property
    def left(self) -> tuple[int, ...]:
        """The units of the side that nothing carries, headings apart."""
        rest = (unit for unit in self.side.indices if unit not in self.taken)
        return tuple(unit for unit in rest if self.side.units[unit].kind != "heading")

    @cached_property
    def home(self) -> dict[int, int]:
        """The facing unit that carries each unit of the side."""
        return {unit: one for one, own in self.carried.items() for unit in own}

    @cached_property
    def zones(self) -> dict[int, Counter[Zone]]:
        """For each part of the document, by its topmost unit, the zones where its units went."""
        zones: dict[int, Counter[Zone]] = defaultdict(Counter)
        for unit, one in self.home.items():
            zones[self.side.tops[unit]][self.facing.units[one].zone] += 1
        return zones


def widened(
    groups: dict[Group, Decided], side: int, more: Mapping[int, list[int]]
) -> dict[Group, Decided]:
    """Return the groups with `more` units of one side, by the unit of the facing side."""
    if not more:
        return groups
    found: dict[Group, Decided] = {}
    for group, (evidence, score) in groups.items():
        facing = group[1 - side]
        added = more.get(facing[0], ()) if len(facing) == 1 else ()
        if not added:
            found[group] = (evidence, score)
            continue
        own = tuple(sorted((*group[side], *added)))
        found[(facing, own) if side else (own, facing)] = ("contained", score)
    return found


def with_more(
    groups: dict[Group, Decided], side: int, more: Mapping[int, list[int]], score: float
) -> dict[Group, Decided]:
    """Return the groups widened, and new ones where nothing else is of the facing unit."""
    if not more:
        return groups
    joined = widened(groups, side, more)
    taken = {unit for group in groups for unit in group[1 - side]}
    for one, units in more.items():
        if one not in taken:
            pair = ((one,), tuple(units))
            joined[pair if side else pair[::-1]] = ("contained", score)
    return joined
