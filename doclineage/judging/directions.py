"""Weaker or stronger: the direction in which one fact differs from another."""

from __future__ import annotations

from doclineage.model import Effect, FactChange, FactKind, Span
from doclineage.vietnamese.facts import Fact

#: A change with the places of its facts, None on the side that lacks it.
Compared = tuple[FactChange, Span | None, Span | None]

AMOUNTS: frozenset[FactKind] = frozenset({"target", "quantity"})
_STRICTNESS = {"min": 3, "above": 3, "exact": 2, "max": 3, "below": 3, "effort": 1, "about": 1}
_CEILINGS = frozenset({"max", "below"})


def is_amount(fact: Fact) -> bool:
    """Tell whether a fact is an amount, or a threshold: a scope with a bound."""
    return fact.kind in AMOUNTS or (fact.kind == "scope" and fact.bound is not None)


def effect_of(fact: Fact, other: Fact) -> Effect:
    """Return what became of `fact` where the child says `other` instead."""
    if fact.kind == "deadline":
        return _later(fact, other)
    if is_amount(fact):
        threshold = "scope" in {fact.kind, other.kind}
        return _narrower(fact, other) if threshold else _lower(fact, other)
    if fact.kind in {"modality", "scope", "frequency"}:
        if fact.amount is None or other.amount is None:
            return "unknown"
        if fact.amount == other.amount:
            return "equal" if fact.normal == other.normal else "changed"
        return "weakened" if other.amount < fact.amount else "strengthened"
    if fact.kind == "negation" and any({fact.normal, other.normal} <= same for same in _ALIKE):
        return "equal"
    return "changed"


#: Negations that forbid alike: "không được để" and "không để", "không được" and "nghiêm cấm".
_ALIKE = (frozenset({"not", "must-not"}), frozenset({"must-not", "forbid"}))


def _later(fact: Fact, other: Fact) -> Effect:
    """Compare two deadlines: a later one is weaker; a term and a day cannot be compared."""
    if fact.amount is None or other.amount is None or fact.unit != other.unit:
        return "unknown"
    if fact.normal.startswith("--") != other.normal.startswith("--"):
        return "unknown"
    if fact.amount == other.amount:
        if fact.normal != other.normal:
            return _rarer(fact.normal, other.normal)
        # "trước ngày 30" ends a day sooner than "trong ngày 30"; without a word it may be either.
        if fact.bound == other.bound or fact.bound is None or other.bound is None:
            return "equal"
        return "weakened" if fact.bound == "before" else "strengthened"
    return "weakened" if other.amount > fact.amount else "strengthened"


#: How often a recurring deadline comes, by the word that says so.
_OFTEN = {"tuần": 52, "tháng": 12, "quý": 4, "năm": 1}


def _rarer(old: str, new: str) -> Effect:
    """Compare two deadlines of one day: a recurring one that comes less often is weaker."""
    before, after = (_OFTEN.get(normal.rsplit(" ", 1)[-1]) for normal in (old, new))
    if before is None or after is None or before == after:
        # "quý III" and "30/9" are one day.
        return "equal"
    return "weakened" if after < before else "strengthened"


_FLOORS = frozenset({"min", "above"})


def _narrower(fact: Fact, other: Fact) -> Effect:
    """Compare two thresholds: the rule that fewer fall under is weaker."""
    if fact.unit != other.unit or fact.amount is None or other.amount is None:
        return "unknown"
    if (fact.bound in _FLOORS) != (other.bound in _FLOORS):
        return "changed"
    higher = other.amount > fact.amount
    if fact.amount == other.amount:
        # "trên 5 mét" leaves out what has just five, and so does "dưới".
        if fact.bound == other.bound:
            return "equal"
        return "weakened" if other.bound in {"above", "below"} else "strengthened"
    return "weakened" if higher == (fact.bound in _FLOORS) else "strengthened"


def _lower(fact: Fact, other: Fact) -> Effect:
    """Compare two amounts; for a ceiling more is weaker, else less is."""
    if fact.unit != other.unit and None not in {fact.unit, other.unit}:
        return "unknown"
    if fact.amount is None or other.amount is None:
        return "unknown"
    ceiling = fact.bound in _CEILINGS or other.bound in _CEILINGS
    if fact.amount != other.amount:
        weaker = other.amount > fact.amount if ceiling else other.amount < fact.amount
        if fact.unit == "%" or fact.bound != "exact" or other.bound != "exact":
            return "weakened" if weaker else "strengthened"
        return "changed"
    strict, now = _STRICTNESS[fact.bound or "exact"], _STRICTNESS[other.bound or "exact"]
    if strict == now:
        return "equal" if fact.bound == other.bound else "changed"
    return "weakened" if now < strict else "strengthened"
