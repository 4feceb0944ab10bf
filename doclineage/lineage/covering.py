"""How much of what a parent asks its plan carries."""

from __future__ import annotations

from functools import lru_cache

from doclineage.model import Comparison, Document, SameDocument
from doclineage.vietnamese.annex_pointers import only_points


def coverage(parent: Document, comparison: Comparison) -> float | None:
    """Return the share of the parent's tasks that the plan carries, clauses counted.

    Tasks that are not addressed to the plan's level, or were repealed, do not count; the request
    for the plan itself is carried by its being there.
    """
    answered, repealed = frozenset(comparison.answered), frozenset(comparison.repealed)
    shares = [
        1.0 if index in answered else link.coverage
        for link in comparison.links
        for index in link.parents
        if is_task(parent, index) and link.duty != "not-addressed" and index not in repealed
    ]
    return round(sum(shares) / len(shares), 4) if shares else None


def is_task(document: Document, index: int) -> bool:
    """Tell whether a unit is content of its own: no heading that only names what is below it."""
    unit = document.units[index]
    if unit.path.startswith("end/") or (unit.kind != "row" and only_points(unit.text)):
        return False  # neither a closing sentence nor "see the annex" gives out anything to do
    if unit.kind == "heading":
        return index not in _above_others(SameDocument(document))
    # A lead-in ("… the following:") says nothing without its items.
    leads = unit.text.rstrip().endswith(":")
    return not (leads and index in _above_others(SameDocument(document)))


@lru_cache(maxsize=16)
def _above_others(same: SameDocument) -> frozenset[int]:
    """Return the indices of the units that others stand below."""
    return frozenset(unit.parent for unit in same.document.units)
