"""Where things stand in a text: what meets, and what shares a clause."""

from __future__ import annotations

from doclineage.model import Span
from doclineage.vietnamese.words import clauses


def meet(one: Span, two: Span) -> bool:
    """Tell whether two places share a character, or an empty one stands inside of the other."""
    return one[0] < two[1] and two[0] < one[1]


def in_one_clause(text: str, *places: Span) -> bool:
    """Tell whether one clause of a text holds all these places."""
    return any(all(a <= start and end <= b for start, end in places) for a, b in clauses(text))
