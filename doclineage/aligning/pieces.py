"""Left-over units that a piece of another unit says, better than any unit beside them does.

A plan of few words says in one unit what its parent says in five, each in a piece of its own:
"90% số hộ phân loại đúng 3 nhóm; chôn lấp dưới 30%". No share of either unit tells that, but each
piece has one unit of the other document that explains it best.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from itertools import filterfalse, islice
from typing import NamedTuple

from doclineage.aligning.features import Features
from doclineage.aligning.restating import Again, said_again
from doclineage.aligning.saying import task_of, weighty
from doclineage.aligning.sides import Side, holders_of, match_text
from doclineage.aligning.syllables import Sayings, Weighed, sum_of
from doclineage.aligning.turning import Decided, Group, Turned, with_more
from doclineage.vietnamese.deeds import are_other_deeds
from doclineage.vietnamese.purposes import is_situation
from doclineage.vietnamese.words import clauses, words

#: Share of a piece, by the rarity of its syllables, that the unit which it is of must say.
_OF_PIECE = 0.4
#: The same of a unit that carries nothing else: it may well be the plan's own.
_OF_NEW = 0.5
#: Share of the unit, by the same, that the piece says at least: less is a word by the way.
_OF_UNIT = 0.1
#: Share of the unit from which on its words are kept, and its verb, where it is not, was changed.
_ALL_BUT = 0.6
#: What the shared syllables must be worth, in syllables that stand once on either side: more than
#: one word of two, which may stand there by chance ("thông tin").
_RARE = 2.1
#: The same of one whose neighbour the other unit carries: the list goes on.
_RARE_BESIDE = 1.0
#: Sides whose units are placed, one after the other: what a neighbour's place tells comes last.
_PASSES = (0, 1, 0, 1)
#: How alike such units are held to be.
_SCORE = 0.5
#: Syllables up to which what stands before a comma is but a verb: "Tuyên truyền, vận động …".
_LONGEST_VERB = 3
#: What stands before a verb, without diacritics: "không để", "bảo đảm", "tiếp tục".
_NOT_VERBS = frozenset(
    ("khong", "de", "can", "phai", "bao", "dam", "tiep", "tuc", "tang", "cuong", "day", "manh")
)
_PIECES = re.compile(r"[;:.]\s")
_LISTED = re.compile(r",\s")


class _Piece(NamedTuple):
    """One piece of a facing unit: what it says, and what that is worth."""

    one: int
    said: frozenset[str]
    worth: int


def join_pieces(
    seen: Features,
    groups: dict[Group, Decided],
    restated: Collection[Again],
    weighed: Callable[[], Weighed],
) -> dict[Group, Decided]:
    """Return the groups, widened by the left-over units that a piece of one unit says.

    What another unit of its own document says already, the `restated`, stays apart. What is said
    is `weighed` where anything is left.
    """
    joined = groups
    settled: dict[int, object] = {}
    for side in _PASSES:
        again = said_again(restated, side)
        view = seen.turned(joined, side)
        left = [unit for unit in view.left if unit not in again]
        # Where nothing was placed since a side was asked, nothing is to be placed now.
        if left and settled.get(side) is not joined:
            more = _said(view, left, side, weighed())
            if not more:
                settled[side] = joined
            joined = with_more(joined, side, more, _SCORE)
    return joined


def _said(view: Turned, left: Sequence[int], side: int, weighed: Weighed) -> dict[int, list[int]]:
    """Return by facing unit the left-over units that its pieces say best."""
    own = weighed.sayings[side]
    told = cache(partial(_is_told, view.side))
    best = dict.fromkeys(left, (0, 0))
    for piece in _offered(view, left, side, weighed):
        carried = view.carried.get(piece.one, ())
        of_tasks = any(not told(unit) for unit in carried)
        lists = {view.side.parent_of(unit) for unit in carried}
        sums = weighed.sums(piece.said, own.holders)
        if of_tasks:
            sums = {unit: worth for unit, worth in sums.items() if not told(unit)}
        worth = max(sums.values(), default=0)
        ranked = (
            (view.side.parent_of(unit) in lists, unit not in best, -unit)
            for unit, said in sums.items()
            if said == worth
        )
        beside, taken, unit = max(ranked, default=(False, True, 0))
        unit = -unit
        if taken or worth < max(
            (_RARE_BESIDE if beside else _RARE) * weighed.most, _least(view, piece)
        ):
            continue
        of_unit = sum_of(weighed.worth, own.said[unit])
        if (
            worth >= _OF_UNIT * of_unit
            and 2 * _known(weighed.worth, own, piece.said, unit, carried) <= worth
            and not (worth >= _ALL_BUT * of_unit and _lacks_verb(view, unit, piece))
            and _is_open(view, unit, piece.one)
            and not are_other_deeds(
                match_text(view.side.units[unit]), match_text(view.facing.units[piece.one])
            )
        ):
            best[unit] = max(best[unit], (worth, -piece.one))
    found: dict[int, list[int]] = defaultdict(list)
    for unit, (worth, one) in best.items():
        if worth:
            found[-one].append(unit)
    return found


def _offered(view: Turned, left: Sequence[int], side: int, weighed: Weighed) -> Iterator[_Piece]:
    """Yield the pieces of which a unit left over says enough to explain them, in order."""
    worth, said = weighed.worth, weighed.sayings[side].said
    open_to = holders_of({unit: filter(worth.__getitem__, said[unit]) for unit in left})
    among = frozenset(open_to)
    least = _RARE_BESIDE * weighed.most
    for one, text in zip(view.facing.indices, view.facing.texts, strict=True):
        if view.facing.units[one].kind == "heading":
            continue
        for piece in _pieces(text):
            # Most pieces share too little with all units left over together.
            shared = piece & among
            bound = sum_of(worth, shared)
            if bound < least:
                continue
            found = _Piece(one, piece, sum_of(worth, piece))
            needed = max(least, _least(view, found))
            if bound >= needed and max(weighed.sums(shared, open_to).values(), default=0) >= needed:
                yield found


def _least(view: Turned, piece: _Piece) -> float:
    """Return what a unit must say of a piece that it is explained by."""
    return piece.worth * (_OF_PIECE if view.carried.get(piece.one) else _OF_NEW)


def _known(
    worth: Mapping[str, int],
    own: Sayings,
    said: frozenset[str],
    unit: int,
    others: Iterable[int],
) -> int:
    """Return the worth of what a unit says of `said` and one of the others says too."""
    shared = said & own.said[unit]
    return max((sum_of(worth, shared & own.said[other]) for other in others), default=0)


@lru_cache(maxsize=16384)
def _pieces(text: str) -> tuple[frozenset[str], ...]:
    """Return what each piece of a text says."""
    return tuple(map(frozenset, map(weighty, _PIECES.split(text))))


def _lacks_verb(view: Turned, unit: int, piece: _Piece) -> bool:
    """Tell whether a piece says none of what a unit asks to be done."""
    return piece.said.isdisjoint(_verbs(match_text(view.side.units[unit])))


def _verbs(text: str) -> Iterator[str]:
    """Yield the first syllables of what each clause asks to be done.

    >>> list(_verbs("Tuyên truyền, vận động người dân; không để hố sâu, ao cạn không rào chắn"))
    ['tuyen', 'van', 'ho', 'sau']
    """
    for start, end in clauses(text):
        # "Tuyên truyền, vận động …" has two verbs; "không để …" is told by what must not be.
        for verb in _LISTED.split(task_of(text[start:end])):
            said = words(verb).bare
            most = _LONGEST_VERB if said[:1] and said[0] in _NOT_VERBS else 1
            yield from islice(filterfalse(_NOT_VERBS.__contains__, said), most)
            if len(said) > _LONGEST_VERB:
                break


def _is_told(side: Side, index: int) -> bool:
    """Tell whether a unit says how things stand: what it says is not said by a task."""
    above = side.section(index)
    return above >= 0 and is_situation(side.units[above].text)


def _is_open(view: Turned, unit: int, one: int) -> bool:
    """Tell whether a unit may be said where a facing unit stands.

    A row left out of an annex that the plan has is an omission, whatever its body says.
    """
    if view.side.units[unit].zone != "annex":
        return True
    went = view.zones[view.side.tops[unit]]
    return 2 * went[view.facing.units[one].zone] >= went.total()
