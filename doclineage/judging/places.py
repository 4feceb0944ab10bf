"""Where things stand in a text: what meets, and what shares a clause."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from operator import attrgetter
from typing import TypeVar

from doclineage.model import Edit, Span
from doclineage.vietnamese.agencies import Mention
from doclineage.vietnamese.words import clauses

_Placed = TypeVar("_Placed")


def meet(one: Span, two: Span) -> bool:
    """Tell whether two places share a character, or an empty one stands inside of the other."""
    return one[0] < two[1] and two[0] < one[1]


def meeting(
    ordered: Sequence[_Placed], span: Span, place: Callable[[_Placed], Span]
) -> Sequence[_Placed]:
    """Return what meets a place, of things that stand in order and apart: found by halving.

    >>> meeting([(0, 4), (5, 9), (12, 14)], (8, 13), place=lambda span: span)
    [(5, 9), (12, 14)]
    """
    first = bisect_right(ordered, span[0], key=lambda one: place(one)[1])
    return ordered[first : bisect_left(ordered, span[1], first, key=lambda one: place(one)[0])]


_of_mention: Callable[[Mention], Span] = attrgetter("span")
_of_parent: Callable[[Edit], Span] = attrgetter("parent_span")
_of_child: Callable[[Edit], Span] = attrgetter("child_span")


def mentions_at(mentions: Sequence[Mention], span: Span) -> Sequence[Mention]:
    """Return the mentions of a text, or some of them, that meet a place."""
    return meeting(mentions, span, _of_mention)


def edits_at(edits: Sequence[Edit], span: Span, *, of_child: bool = False) -> Sequence[Edit]:
    """Return the edits of two texts that meet a place of the parent, or of the child."""
    return meeting(edits, span, _of_child if of_child else _of_parent)


class Places:
    """Many places, of which one asks whether any meets another: found by halving."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def meet(self, span: Span) -> bool:
        """Tell whether any of the places and `span` meet.

        >>> Places([(0, 9), (2, 3)]).meet((5, 6)), Places([(0, 5), (6, 8)]).meet((5, 6))
        (True, False)
        """
        begun = bisect_left(self._starts, span[1])
        return begun > 0 and self._ends[begun - 1] > span[0]

    def hold(self, span: Span) -> bool:
        """Tell whether one of the places holds the whole of `span`."""
        begun = bisect_right(self._starts, span[0])
        return begun > 0 and self._ends[begun - 1] >= span[1]


def in_one_clause(text: str, *places: Span) -> bool:
    """Tell whether one clause of a text holds all these places."""
    first = clause_at(text, places[0])
    return first is not None and all(clause_at(text, place) == first for place in places[1:])


def clause_at(text: str, place: Span) -> Span | None:
    """Return the clause of a text that holds a place wholly, None where none does."""
    spans = clauses(text)
    begun = bisect_right(spans, place[0], key=lambda span: span[0])
    found = spans[begun - 1] if begun else None
    return found if found and place[1] <= found[1] else None
