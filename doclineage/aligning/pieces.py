"""Left-over units that a piece of another unit says, better than any unit beside them does.

A plan of few words says in one unit what its parent says in five, each in a piece of its own:
"90% số hộ phân loại đúng 3 nhóm; chôn lấp dưới 30%". No share of either unit tells that, but each
piece has one unit of the other document that explains it best.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, filterfalse, islice
from typing import NamedTuple

from doclineage.aligning.features import UNIT, Features, Side, match_text, telling_limit
from doclineage.aligning.parts import Decided, Group
from doclineage.aligning.restating import Again, tops_of, zones_of
from doclineage.aligning.saying import task_of, weighty
from doclineage.aligning.turning import Turned, turned, with_more
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
#: What the shared syllables must be worth, in syllables that stand once on either side.
_RARE = 1.5
#: The same of one whose neighbour the other unit carries: the list goes on.
_RARE_BESIDE = 1.0
#: Sides whose units are placed, one after the other: what a neighbour's place tells comes last.
_PASSES = (0, 1, 0, 1)
#: How alike such units are held to be.
_SCORE = 0.5
#: Units that a syllable may stand in to tell anything, beside what bounds the work.
_COMMON = 1_000
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


class _Weighed(NamedTuple):
    """What each syllable of two documents is worth, and what the units of a side say of it."""

    worth: Mapping[str, int]
    said: Mapping[int, frozenset[str]]
    units: Mapping[int, int]
    pieces: Sequence[_Piece]
    """Those of the facing side."""

    def holders(self, units: Iterable[int]) -> Mapping[str, Sequence[int]]:
        """Return which of some units say each syllable that is worth anything."""
        found: dict[str, list[int]] = defaultdict(list)
        for unit in units:
            for syllable in self.said[unit]:
                if self.worth[syllable]:
                    found[syllable].append(unit)
        return found

    def sums(self, said: Iterable[str], holders: Mapping[str, Sequence[int]]) -> Mapping[int, int]:
        """Return the units that say some syllables, each with the worth of those it says."""
        found: dict[int, int] = defaultdict(int)
        for syllable in said:
            if syllable in holders:
                worth = self.worth[syllable]
                for unit in holders[syllable]:
                    found[unit] += worth
        return found

    def known(self, said: frozenset[str], unit: int, others: Iterable[int]) -> int:
        """Return the worth of what a unit says of `said` and one of the others says too."""
        shared = said & self.said[unit]
        return max((_sum(self.worth, shared & self.said[other]) for other in others), default=0)


def join_pieces(
    seen: Features, groups: Mapping[Group, Decided], restated: Iterable[Again]
) -> dict[Group, Decided]:
    """Return the groups, widened by the left-over units that a piece of one unit says.

    What another unit of its own document says already, the `restated`, stays apart.
    """
    joined = dict(groups)
    apart = list(restated)
    # What is said stays as it is while units are placed: it is weighed once.
    weigh = cache(_weigh)
    for side in _PASSES:
        again = {unit for found in apart for unit in found[side]}
        view = turned(seen, joined, side)
        left = [unit for unit in view.left() if unit not in again]
        if left:
            joined = with_more(
                joined, side, _said(view, left, weigh(view.side, view.facing)), _SCORE
            )
    return joined


def _said(view: Turned, left: Sequence[int], weighed: _Weighed) -> dict[int, list[int]]:
    """Return by facing unit the left-over units that its pieces say best."""
    most = max(weighed.worth.values(), default=0)
    is_open = _openness(view)
    told = {unit for unit in view.side.indices if _is_told(view.side, unit)}
    best = dict.fromkeys(left, (0, 0))
    open_to, every = weighed.holders(left), weighed.holders(view.side.indices)
    for piece in weighed.pieces:
        carried = view.carried.get(piece.one, ())
        of_piece = piece.worth * (_OF_PIECE if carried else _OF_NEW)
        offered = weighed.sums(piece.said, open_to).values()
        if max(offered, default=0) < max(_RARE_BESIDE * most, of_piece):
            # Whichever unit explains the piece best, it is none of those left over.
            continue
        of_tasks = any(unit not in told for unit in carried)
        lists = {view.side.parent_of(unit) for unit in carried}
        sums = weighed.sums(piece.said, every).items()
        ranked = (
            (worth, view.side.parent_of(unit) in lists, unit not in best, -unit)
            for unit, worth in sums
            if not (of_tasks and unit in told)
        )
        worth, beside, taken, unit = max(ranked, default=(0, False, True, 0))
        unit = -unit
        least = (_RARE_BESIDE if beside else _RARE) * most
        if (
            not taken
            and worth >= max(least, of_piece, _OF_UNIT * weighed.units[unit])
            and 2 * weighed.known(piece.said, unit, carried) <= worth
            and not (worth >= _ALL_BUT * weighed.units[unit] and _lacks_verb(view, unit, piece))
            and is_open(unit, piece.one)
        ):
            best[unit] = max(best[unit], (worth, -piece.one))
    found: dict[int, list[int]] = defaultdict(list)
    for unit, (worth, one) in best.items():
        if worth:
            found[-one].append(unit)
    return found


def _weigh(side: Side, facing: Side) -> _Weighed:
    """Weigh the syllables of two documents by how few of their units say them."""
    said = {i: frozenset(weighty(match_text(side.units[i]))) for i in side.indices}
    beside = [frozenset(weighty(match_text(facing.units[i]))) for i in facing.indices]
    counts = Counter(chain.from_iterable((*said.values(), *beside)))
    total = len(said) + len(beside)
    most = telling_limit(Counter(counts.values()), _COMMON)
    worth = {
        syllable: round(UNIT * math.log(total / max(2, count))) if count <= most else 0
        for syllable, count in counts.items()
    }
    units = {unit: _sum(worth, own) for unit, own in said.items()}
    return _Weighed(worth, said, units, tuple(_pieces(facing, worth)))


def _pieces(facing: Side, worth: Mapping[str, int]) -> Iterator[_Piece]:
    for one in facing.indices:
        if facing.units[one].kind == "heading":
            continue
        for piece in _PIECES.split(match_text(facing.units[one])):
            said = frozenset(weighty(piece))
            yield _Piece(one, said, _sum(worth, said))


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


def _sum(worth: Mapping[str, int], said: Iterable[str]) -> int:
    return sum(worth.get(syllable, 0) for syllable in said)


def _openness(view: Turned) -> Callable[[int, int], bool]:
    """Return what tells whether a unit of an annex may be said where a facing unit stands.

    A row left out of an annex that the plan has is an omission, whatever its body says.
    """
    home = {unit: one for one, own in view.carried.items() for unit in own}
    tops = tops_of(view.side)
    zones = zones_of(view, home, tops)

    def is_open(unit: int, one: int) -> bool:
        went = zones[tops[unit]]
        is_row = view.side.units[unit].zone == "annex"
        return not is_row or 2 * went[view.facing.units[one].zone] >= went.total()

    return is_open
