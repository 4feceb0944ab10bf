"""Amounts that a plan sets without the word that made them the least: it asks as much."""

from __future__ import annotations

from doclineage.model import FactChange
from doclineage.vietnamese.facts import Fact, find_facts

_MEASURES = frozenset({"target", "quantity", "frequency"})


def keeps_minimum(change: FactChange) -> bool:
    """Tell whether a plan sets plainly what its parent sets as the least, or more than that.

    >>> def kept(parent, child):
    ...     return keeps_minimum(FactChange("target", parent, child, "weakened"))
    >>> kept("Ít nhất 65%", "65%"), kept("từ 02 tổ trở lên", "3")
    (True, True)
    >>> kept("Ít nhất 65%", "60%"), kept("Trên 65%", "khoảng 65%")
    (False, False)
    """
    old, new = _amount(change.parent), _amount(change.child)
    if old is None or new is None or old.amount is None or new.amount is None:
        return False
    same = old.unit == new.unit or new.unit is None
    return same and old.bound == "min" and new.bound in {None, "exact"} and new.amount >= old.amount


def _amount(text: str | None) -> Fact | None:
    """Return the one amount that a text states."""
    found = [fact for fact in find_facts(text or "") if fact.kind in _MEASURES]
    return found[0] if len(found) == 1 else None
