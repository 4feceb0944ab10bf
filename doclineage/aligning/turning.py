"""Groups seen from either side, and widened there: what holds for a merge holds for a split."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from doclineage.aligning.features import Features, Side
from doclineage.aligning.parts import Decided, Group


class Turned(msgspec.Struct, frozen=True):
    """The units of one side that each unit of the facing side carries."""

    side: Side
    facing: Side
    carried: dict[int, tuple[int, ...]]
    """By facing unit, where it stands alone in its group."""
    taken: frozenset[int]
    """The units of the side that stand in any group."""

    def left(self) -> Iterator[int]:
        """Yield the units of the side that nothing carries, headings apart."""
        for unit in self.side.indices:
            if unit not in self.taken and self.side.units[unit].kind != "heading":
                yield unit


def turned(seen: Features, groups: Mapping[Group, Decided], side: int) -> Turned:
    """Return the groups as the parent (0) or the child (1) sees them."""
    own, facing = (seen.child, seen.parent) if side else (seen.parent, seen.child)
    return Turned(
        side=own,
        facing=facing,
        carried={
            group[1 - side][0]: group[side]
            for group in groups
            if len(group[1 - side]) == 1 and facing.units[group[1 - side][0]].kind != "heading"
        },
        taken=frozenset(unit for group in groups for unit in group[side]),
    )


def widened(
    groups: Mapping[Group, Decided], side: int, more: Mapping[int, list[int]]
) -> dict[Group, Decided]:
    """Return the groups with `more` units of one side, by the unit of the facing side."""
    found: dict[Group, Decided] = {}
    for group, (evidence, score) in groups.items():
        facing = group[1 - side]
        added = more.get(facing[0], ()) if len(facing) == 1 else ()
        own = tuple(sorted((*group[side], *added)))
        found[(facing, own) if side else (own, facing)] = (
            "contained" if added else evidence,
            score,
        )
    return found


def with_more(
    groups: Mapping[Group, Decided], side: int, more: Mapping[int, list[int]], score: float
) -> dict[Group, Decided]:
    """Return the groups widened, and new ones where nothing else is of the facing unit."""
    joined = widened(groups, side, more)
    taken = {unit for group in groups for unit in group[1 - side]}
    for one, units in more.items():
        if one not in taken:
            pair = ((one,), tuple(units))
            joined[pair if side else pair[::-1]] = ("contained", score)
    return joined
