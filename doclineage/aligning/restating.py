"""A unit that says again what another of its own document says: a row of an annex, its task.

The other document may carry both by one unit, most of all where a table is the whole plan.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from doclineage.aligning.features import Features
from doclineage.aligning.saying import says, says_task, share_held, states_amount
from doclineage.aligning.sides import Side, grams, match_text
from doclineage.aligning.turning import Decided, Group, Turned
from doclineage.model import Unit
from doclineage.vietnamese.words import words

#: Syllables that open a task and say what is done: another that lacks them does something else.
_VERB = 2
#: A day, a month or a quarter as the keys of a text write it.
_TIME = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|(?:\d{1,2}|i{1,3}|iv)/\d{4}")

#: Of a group, its parents and its children that say again what another of them says.
Again = tuple[tuple[int, ...], tuple[int, ...]]

#: Rare syllable pairs in a unit that says enough to be known again.
_RARE_PAIRS = 2
#: Share of a unit's syllables, and of their pairs by weight, that another which says it holds.
_SYLLABLES, _PAIRS = 0.75, 0.3
#: The same, where both name one day, month or quarter.
_SYLLABLES_DATED, _PAIRS_DATED = 0.6, 0.15


def said_again(restated: Iterable[Again], side: int) -> set[int]:
    """Return the units of one side that others of their own document say already."""
    return {unit for found in restated for unit in found[side]}


def find_restated(seen: Features, groups: dict[Group, Decided]) -> dict[Group, Again]:
    """Return by group the left-over units that say one of its own again, of its widened side.

    Body and annex say one thing twice; two units of either are two tasks.
    """
    found: dict[Group, Again] = {}
    for side in (1, 0):
        view = seen.turned(groups, side)
        said = _restated(seen, view)
        for group in groups:
            again = said.get(group[1 - side][0], ()) if len(group[1 - side]) == 1 else ()
            if again:
                found[group] = ((), tuple(again)) if side else (tuple(again), ())
    return found


def _restated(seen: Features, view: Turned) -> dict[int, list[int]]:
    """Return by facing unit the left-over units that say again what it carries."""
    side = view.side
    least = _RARE_PAIRS * seen.most
    left = [unit for unit in view.left if seen.mass(side, unit) >= least]
    if not left:
        return {}
    home, holders, tops = view.home, side.read.holders, side.tops
    again: dict[int, list[int]] = defaultdict(list)
    for unit in left:
        telling = filter(seen.weights.__getitem__, side.grams[unit])
        twins = home.keys() & set[int]().union(*map(holders.__getitem__, telling))
        went = view.zones[tops[unit]]
        open_to = {
            twin: home[twin]
            for twin in sorted(twins)
            if side.units[twin].zone != side.units[unit].zone
            # A row left out of an annex that the plan has is an omission, though the plan keeps
            # a task of the body that says the same.
            and 2 * went[view.facing.units[home[twin]].zone] >= went.total()
        }
        best = min(_ranked(seen, view, unit, open_to), default=None)
        if best is not None:
            again[best[1]].append(unit)
    return again


def _ranked(
    seen: Features, view: Turned, unit: int, twins: Mapping[int, int]
) -> Iterator[tuple[float, int]]:
    """Yield the facing units that say what a unit and its twin say, the best least.

    A twin that says all of a unit says what is done for the facing unit too; a target says nothing
    of what is done.
    """
    own = view.side.units[unit]
    for twin, one in twins.items():
        beside, facing = view.side.units[twin], view.facing.units[one]
        said = _held(seen, view.side, unit, beside.text)
        held = _held(seen, view.side, unit, facing.text) if said else 0.0
        if said and held:
            yield -(said + held), one
        elif says(seen, own, facing, any_verb=_needs_no_verb(seen, own, beside, facing)):
            yield -1.0, one


def _needs_no_verb(seen: Features, own: Unit, twin: Unit, facing: Unit) -> bool:
    """Tell whether a twin says what is done, or only a target of the same day is faced."""
    if says_task(seen, own, twin):
        return True
    return states_amount(facing) and bool(_times(own.text) & _times(facing.text))


def _held(seen: Features, side: Side, unit: int, other: str) -> float:
    """Return how much of a unit another text holds, 0 where it says something else."""
    own = side.grams[unit]
    text = match_text(side.units[unit])
    if not set(words(text).bare[:_VERB]) <= set(words(other).bare):
        return 0.0
    pairs = seen.weigh(own & grams(other)) / seen.mass(side, unit)
    syllables = share_held(text, other)
    dated = _times(side.units[unit].text) & _times(other)
    least = (_SYLLABLES_DATED, _PAIRS_DATED) if dated else (_SYLLABLES, _PAIRS)
    return pairs + syllables if syllables >= least[0] and pairs >= least[1] else 0.0


def _times(text: str) -> set[str]:
    return {key for key in words(text).keys if _TIME.fullmatch(key)}
