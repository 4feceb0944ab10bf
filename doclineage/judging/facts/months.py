"""Months that a text tells one by one: "trong các tháng 4, 5 và 6"."""

from __future__ import annotations

from doclineage.model import Effect
from doclineage.vietnamese.facts.periods import LISTED


def compared_months(parent: str, child: str) -> Effect:
    """Compare the normal forms of two lists of months: fewer of them are weaker.

    >>> compared_months("2026-4,5,6", "--4,5")
    'weakened'
    """
    before, after = (set(normal.rpartition("-")[2].split(LISTED)) for normal in (parent, child))
    if before == after:
        years = {normal.rpartition("-")[0] for normal in (parent, child)}
        return "equal" if len(years) == 1 or "-" in years else "changed"
    if after < before:
        return "weakened"
    return "strengthened" if before < after else "changed"
