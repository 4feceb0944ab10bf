"""Left-over units that one unit of the other document says: all their clauses, or aims in short.

What is asked for is the words of a clause in one place and its figures, not how much of a unit is
shared: a long unit that carries other tasks says a short one by the way.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from doclineage.aligning.features import Features
from doclineage.aligning.restating import Again, said_again
from doclineage.aligning.saying import FEWEST, Said, is_fresh, says, weighty
from doclineage.aligning.sides import Side, match_text
from doclineage.aligning.turning import Decided, Group, Turned, widened, with_more
from doclineage.vietnamese.purposes import is_aim

#: Share of a unit's pairs of syllables, by weight, that one worth a close look shares.
_SHARED = 0.15
#: Share of a piece that says an aim in short.
_IN_SHORT = 0.7
#: How alike such units are held to be.
_SCORE = 0.5
_PIECES = re.compile(r"[;:,.]\s")


def join_contained(
    seen: Features, groups: dict[Group, Decided], restated: Collection[Again]
) -> dict[Group, Decided]:
    """Return the groups, widened by the left-over units that one of their units says.

    What another unit of its own document says already, the `restated`, stays apart.
    """
    joined = groups
    for side in (0, 1):
        again = said_again(restated, side)
        view = seen.turned(joined, side)
        joined = widened(joined, side, _contained(seen, view, again))
        view = seen.turned(joined, side)
        joined = with_more(joined, side, _aims_in_short(seen, view, again), _SCORE)
    return joined


def _contained(seen: Features, view: Turned, again: Collection[int]) -> dict[int, list[int]]:
    """Return by facing unit the left-over units all of whose clauses it says."""
    side, facing = view.side, view.facing
    left = [unit for unit in view.left if unit not in again and not _is_aim(side, unit)]
    found: dict[int, list[int]] = defaultdict(list)
    for unit, shared in _shared(seen, view, left, view.carried):
        went = view.zones[side.tops[unit]]
        least = _SHARED * seen.mass(side, unit)
        near = sorted((-weight, one) for one, weight in shared.items() if weight >= least)
        for _, one in near:
            # A row left out of an annex that the plan has is an omission, whatever its body says.
            if side.units[unit].zone == "annex" and not (
                2 * went[facing.units[one].zone] >= went.total()
            ):
                continue
            if says(seen, side.units[unit], facing.units[one], known=_known(view, one)):
                found[one].append(unit)
                break
    return found


def _shared(
    seen: Features, view: Turned, left: Sequence[int], among: Collection[int]
) -> Iterator[tuple[int, dict[int, int]]]:
    """Yield left-over units, each with the weight of the syllable pairs that facing ones hold."""
    for unit in left:
        shared = seen.shared_with(view.side, unit)
        yield unit, {one: weight for one, weight in shared.items() if one in among}


def _aims_in_short(seen: Features, view: Turned, again: Collection[int]) -> dict[int, list[int]]:
    """Return by facing aim the left-over aims that it says in short."""
    side, facing = view.side, view.facing
    left = [unit for unit in view.left if unit not in again and _is_aim(side, unit)]
    if not left:
        return {}
    aims = [
        one
        for one in facing.indices
        if facing.units[one].kind != "heading" and _is_aim(facing, one)
    ]
    pieces = {one: list(_pieces(facing, one)) for one in aims}
    found: dict[int, list[int]] = defaultdict(list)
    for unit, shared in _shared(seen, view, left, pieces):
        own = weighty(match_text(side.units[unit]))
        fit = [
            (-held, one)
            for one in sorted(shared)
            if (held := _in_short(own, pieces[one], _known(view, one)))
        ]
        if fit:
            found[min(fit)[1]].append(unit)
    return found


def _known(view: Turned, one: int) -> list[Said]:
    """Return what the units say that a facing unit carries already."""
    return [weighty(match_text(view.side.units[unit])) for unit in view.carried.get(one, ())]


def _in_short(aim: Said, pieces: list[Said], known: list[Said]) -> int:
    """Return how many syllables of an aim the pieces say that are but short for it."""
    held = ((piece, (aim & piece).total()) for piece in pieces)
    return sum(
        count
        for piece, count in held
        if count >= max(FEWEST, _IN_SHORT * piece.total()) and is_fresh(aim & piece, known)
    )


def _pieces(side: Side, index: int) -> Iterator[Said]:
    for piece in _PIECES.split(match_text(side.units[index])):
        yield weighty(piece)


def _is_aim(side: Side, index: int) -> bool:
    above = (side.units[i] for i in side.document.ancestors(index))
    headings = (unit.text for unit in above if unit.kind == "heading")
    return side.units[index].zone == "body" and is_aim(side.units[index].text, headings)
