"""Left-over units of both sides that answer each other: each is nearer to the other than all else.

A plan that says a task in words of its own keeps too few pairs of syllables to be known by. It is
still nearer to that task than to all else that is left over, and the task is nearer to it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from doclineage.aligning.features import Features, Pair
from doclineage.aligning.restating import Again, said_again
from doclineage.aligning.sides import Side, holders_of, match_text
from doclineage.aligning.syllables import Weighed, sum_of
from doclineage.aligning.turning import Decided, Group
from doclineage.vietnamese.deeds import are_like_deeds, are_other_deeds


class _Least(NamedTuple):
    """What two units must share at least.

    The worth in syllables that stand once on either side, and the share of either unit by the
    rarity of its syllables.
    """

    worth: float
    share: float


#: Anywhere; in place, where their headings or neighbours answer each other; and, of two that stand
#: first or last, beside one pair of tasks, and between two.
_ANYWHERE, _IN_PLACE = _Least(3.0, 0.3), _Least(3.0, 0.25)
_BETWEEN = {1: _Least(3.0, 0.3), 2: _Least(2.0, 0.2)}
#: Terms, of syllables side by side in both, that the shared ones come to at least: two tasks of one
#: body share its name ("tổ tuần rừng"), those that answer each other words here and there.
_TERMS = 3
#: The same beside one pair of tasks, and between two.
_TERMS_BETWEEN = {1: 2, 2: 0}
#: Shares of the units of which one is nearly all said by the other.
_ALL_OF_ONE, _HALF = 0.7, 0.5
#: How much more two units share than either does with the next.
_MARGIN = 1.2
#: How alike such units are held to be.
_SCORE = 0.45
#: The groups of the tasks before and behind one, None at an end of its section.
_Place = tuple[int | None, int | None]
#: A facing unit, what it shares with a unit, and what the next one does.
_Top = tuple[int, int, int]
_NOTHING: _Top = (-1, 0, 0)


def join_leftovers(
    seen: Features,
    groups: dict[Group, Decided],
    restated: Collection[Again],
    weighed: Callable[[], Weighed],
) -> dict[Group, Decided]:
    """Return the groups, and the pairs of left-over units that are nearest to each other.

    What another unit of its own document says already, the `restated`, stays apart. What is said
    is `weighed` where anything is left on both sides.
    """
    parents, children = (
        [unit for unit in seen.turned(groups, side).left if unit not in again]
        for side, again in ((side, said_again(restated, side)) for side in (0, 1))
    )
    if not parents or not children:
        return groups
    worths = weighed()
    homes = _homes(groups)
    found: dict[Group, Decided] = {
        ((p,), (c,)): ("context", _SCORE)
        for (p, c), worth in nearest(_shared(worths, parents, children))
        if seen.parent.units[p].zone == seen.child.units[c].zone
        and _is_enough(
            worths, (p, c), worth, _IN_PLACE if _is_in_place(seen, homes, (p, c)) else _ANYWHERE
        )
        and (_are_all_one(worths, (p, c), worth) or _are_one_task(seen, worths, (p, c)))
    }
    joined = {**groups, **found} if found else groups
    return _join_between(seen, joined, worths, parents, children)


def _join_between(
    seen: Features,
    groups: dict[Group, Decided],
    weighed: Weighed,
    parents: Sequence[int],
    children: Sequence[int],
) -> dict[Group, Decided]:
    """Return the groups, and the pairs that stand between the same tasks on either side.

    Where the units before and behind answer each other, fewer words tell that these do too.
    """
    homes = _homes(groups)
    left = [u for u in parents if u not in homes[0]], [u for u in children if u not in homes[1]]
    places = _places(seen.parent, homes[0], left[0]), _places(seen.child, homes[1], left[1])
    found: dict[Group, Decided] = {}
    for place in places[0].keys() & places[1].keys():
        pair = places[0][place], places[1][place]
        answered = len(place) - place.count(None)
        worth = _worth(weighed, pair)
        if _is_enough(weighed, pair, worth, _BETWEEN[answered]) and _are_one_task(
            seen, weighed, pair, terms=_TERMS_BETWEEN[answered]
        ):
            found[(pair[0],), (pair[1],)] = "context", _SCORE
    return {**groups, **dict(sorted(found.items()))} if found else groups


def _places(side: Side, home: Mapping[int, int], left: Iterable[int]) -> dict[_Place, int]:
    """Return the left-over tasks by the groups of those before and behind each in its section.

    Of the first or the last of a section one is asked; where several stand alike none is taken.
    """
    sections = {side.units[unit].parent for unit in left}
    wanted = {unit for unit in left if side.units[unit].kind != "heading"}
    found: dict[_Place, list[int]] = {}
    for section in sorted(sections):
        row = (None, *side.children.get(section, ()), None)
        for before, unit, behind in zip(row, row[1:], row[2:], strict=False):
            beside = [u for u in (before, behind) if u is not None]
            if unit in wanted and unit is not None and beside and all(u in home for u in beside):
                ends = (None if u is None else home[u] for u in (before, behind))
                found.setdefault((next(ends), next(ends)), []).append(unit)
    return {place: units[0] for place, units in found.items() if len(units) == 1}


def _worth(weighed: Weighed, pair: Pair) -> int:
    """Return what the syllables are worth that two units share."""
    said, facing = (sayings.said[unit] for sayings, unit in zip(weighed.sayings, pair, strict=True))
    return sum_of(weighed.worth, said & facing)


def _are_one_task(seen: Features, weighed: Weighed, pair: Pair, terms: int = _TERMS) -> bool:
    """Tell whether two units share more than the name of a thing, or do alike with it."""
    asked, done = (
        match_text(side.units[unit])
        for side, unit in zip((seen.parent, seen.child), pair, strict=True)
    )
    if are_other_deeds(asked, done):
        return False
    return _terms(seen, weighed, pair) >= terms or are_like_deeds(asked, done)


def _are_all_one(weighed: Weighed, pair: Pair, worth: int) -> bool:
    """Tell whether one unit is nearly all said by the other, whatever verb it is said with.

    "Bố trí lối đi cho xe lăn", "thẩm định thiết kế phải yêu cầu có lối đi cho xe lăn".
    """
    shares = _shares(weighed, pair, worth)
    return max(shares) >= _ALL_OF_ONE and min(shares) >= _HALF


def _homes(groups: Iterable[Group]) -> tuple[dict[int, int], dict[int, int]]:
    """Return for the units of either side the number of the group that they stand in."""
    homes: tuple[dict[int, int], dict[int, int]] = ({}, {})
    for number, group in enumerate(groups):
        for home, units in zip(homes, group, strict=True):
            home.update(dict.fromkeys(units, number))
    return homes


def _is_in_place(seen: Features, homes: tuple[dict[int, int], dict[int, int]], pair: Pair) -> bool:
    """Tell whether the units above, before or behind a pair answer each other."""
    p, c = pair
    above = seen.parent.parent_of(p), seen.child.parent_of(c)
    for one, other in (above, (p - 1, c - 1), (p + 1, c + 1)):
        home = homes[0].get(one)
        if home is not None and home == homes[1].get(other):
            return True
    return False


def _shared(
    weighed: Weighed, parents: Sequence[int], children: Sequence[int]
) -> Iterator[tuple[Pair, int]]:
    """Yield the pairs of units that share syllables, and what these are worth."""
    own, facing = (sayings.said for sayings in weighed.sayings)
    holders = holders_of({child: facing[child] for child in children})
    for parent in parents:
        for child, worth in weighed.sums(own[parent], holders).items():
            yield (parent, child), worth


def nearest(shared: Iterable[tuple[Pair, int]]) -> Iterator[tuple[Pair, int]]:
    """Yield the pairs that share more than either unit does with the next, by a margin."""
    # Of each unit the nearest, what they share, and what it shares with the next: no more is kept.
    tops: tuple[dict[int, _Top], dict[int, _Top]] = ({}, {})
    for pair, worth in shared:
        for side, top in enumerate(tops):
            unit, other = pair[side], pair[1 - side]
            best = top.get(unit, _NOTHING)
            if worth > best[1]:
                top[unit] = other, worth, best[1]
            elif worth > best[2]:
                top[unit] = *best[:2], worth
    for parent, (child, worth, after) in sorted(tops[0].items()):
        back, _, behind = tops[1][child]
        if back == parent and worth >= _MARGIN * max(after, behind):
            yield (parent, child), worth


def _is_enough(weighed: Weighed, pair: Pair, worth: int, least: _Least) -> bool:
    """Tell whether what two units share tells enough of either."""
    return worth >= least.worth * weighed.most and min(_shares(weighed, pair, worth)) >= least.share


def _shares(weighed: Weighed, pair: Pair, worth: int) -> tuple[float, float]:
    """Return the shares of two units that what they share comes to."""
    own, facing = (
        worth / max(1, sum_of(weighed.worth, sayings.said[unit]))
        for sayings, unit in zip(weighed.sayings, pair, strict=True)
    )
    return own, facing


def _terms(seen: Features, weighed: Weighed, pair: Pair) -> int:
    """Count the terms that two units share: syllables side by side in both are one."""
    said, facing = (sayings.said[unit] for sayings, unit in zip(weighed.sayings, pair, strict=True))
    shared = said & facing
    grams = seen.parent.grams[pair[0]] & seen.child.grams[pair[1]]
    return len(shared) - sum(shared.issuperset(gram.split("\n")) for gram in grams)
