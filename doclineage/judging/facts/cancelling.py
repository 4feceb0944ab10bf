"""Facts that both sides state alike, which are told of neither."""

from __future__ import annotations

from collections import Counter

from doclineage.judging.facts.directions import is_amount
from doclineage.judging.localisation import is_light
from doclineage.vietnamese.facts import Fact, is_unit


def cancelled(old: list[Fact], new: list[Fact]) -> tuple[list[Fact], list[Fact]]:
    """Take out the facts that both sides state alike, wherever they stand."""
    nouns = _renumbered(old, new)
    left = Counter(_identity(fact, nouns) for fact in old)
    right = Counter(_identity(fact, nouns) for fact in new)
    common = left & right
    return _without(old, common.copy(), nouns), _without(new, common.copy(), nouns)


def _renumbered(old: list[Fact], new: list[Fact]) -> set[str]:
    """Return what is counted once on both sides by other numbers: they may be exchanged."""
    left, right = _counts(old), _counts(new)
    return {noun for noun in left.keys() & right.keys() if left[noun] != right[noun]}


def _counts(facts: list[Fact]) -> dict[str, str]:
    """Return the number of each noun that is counted just once."""
    nouns = Counter(fact.unit for fact in facts if is_amount(fact))
    return {
        fact.unit: fact.normal
        for fact in facts
        if is_amount(fact) and fact.unit and nouns[fact.unit] == 1 and not is_light(fact.unit)
    }


def _identity(fact: Fact, nouns: set[str]) -> tuple[str, ...]:
    if is_amount(fact):
        unit = fact.unit or ""
        unit = unit if unit in nouns or is_unit(unit) else ""
        per = f"{fact.per_time}/{fact.per_whom}"
        return "amount", fact.normal, fact.bound or "", unit, per
    if fact.kind == "frequency":
        return fact.kind, fact.normal, fact.bound or ""
    bound = fact.bound if fact.bound in {"before", "after", "about"} else ""
    return fact.kind, fact.normal, bound or ""


def _without(facts: list[Fact], common: Counter[tuple[str, ...]], nouns: set[str]) -> list[Fact]:
    kept = []
    for fact in facts:
        if common[_identity(fact, nouns)] > 0:
            common[_identity(fact, nouns)] -= 1
        else:
            kept.append(fact)
    return kept
