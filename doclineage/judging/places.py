"""Where things stand in a text: what meets, and what shares a clause."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate

from doclineage.model import Span
from doclineage.vietnamese.words import clauses


def meet(one: Span, two: Span) -> bool:
    """Tell whether two places share a character, or an empty one stands inside of the other."""
    return one[0] < two[1] and two[0] < one[1]


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


def in_one_clause(text: str, *places: Span) -> bool:
    """Tell whether one clause of a text holds all these places."""
    return any(all(a <= start and end <= b for start, end in places) for a, b in clauses(text))
