"""Several units of one document said in short by one unit of the other.

Each is held only in part, so that none is a part of a merge by itself; what speaks for them is
that together they say what the others of the group leave out.
"""

from __future__ import annotations

from collections import defaultdict

from doclineage.aligning.features import Features
from doclineage.aligning.saying import share_held
from doclineage.aligning.sides import Gram, match_text
from doclineage.aligning.turning import Decided, Group, Turned, widened

#: Rare syllable pairs that a unit must bring of what the others leave out.
_RARE_PAIRS = 2
#: Of a unit said in short at least so much is there: of its pairs by weight, of its syllables.
_PAIRS, _SYLLABLES = 0.25, 0.5
#: Of what a unit shares, so much must be what the others leave out.
_FRESH = 0.5
#: Share of what the others leave out that the units together must say.
_FILLED = 0.45


def join_condensed(seen: Features, groups: dict[Group, Decided]) -> dict[Group, Decided]:
    """Return the groups, each widened by the left-over units that one unit says in short."""
    joined = groups
    for side in (0, 1):
        view = seen.turned(joined, side)
        joined = widened(joined, side, _condensed(seen, view))
    return joined


def _condensed(seen: Features, view: Turned) -> dict[int, list[int]]:
    """Return by facing unit the left-over units that it says in short."""
    least = _RARE_PAIRS * seen.most
    left = [unit for unit in view.left if seen.mass(view.side, unit) >= least]
    if not left:
        return {}
    gaps = {
        one: view.facing.grams[one].difference(*(view.side.grams[unit] for unit in own))
        for one, own in view.carried.items()
    }
    offered: dict[int, list[int]] = defaultdict(list)
    for unit in left:
        shared = seen.shared_with(view.side, unit)
        fit = [
            (-fresh, one)
            for one, weight in sorted(shared.items())
            if one in gaps
            and (fresh := seen.weigh(view.side.grams[unit] & gaps[one])) >= _FRESH * weight
            and fresh >= least
            and _is_said(seen, view, unit, one, weight)
        ]
        if fit:
            offered[min(fit)[1]].append(unit)
    return {one: units for one, units in offered.items() if _fills(seen, view, gaps[one], units)}


def _is_said(seen: Features, view: Turned, unit: int, one: int, weight: int) -> bool:
    if weight < _PAIRS * seen.mass(view.side, unit):
        return False
    texts = match_text(view.side.units[unit]), match_text(view.facing.units[one])
    return share_held(*texts) >= _SYLLABLES


def _fills(seen: Features, view: Turned, gap: frozenset[Gram], units: list[int]) -> bool:
    said = frozenset[Gram]().union(*(view.side.grams[unit] for unit in units))
    return seen.weigh(gap & said) >= _FILLED * seen.weigh(gap)
