"""Weaker or stronger: the direction in which one fact differs from another."""

from __future__ import annotations

import msgspec

from doclineage.judging.facts.later import later
from doclineage.model import Effect, FactChange, FactKind, Span
from doclineage.vietnamese.facts import Fact, areas, is_unit
from doclineage.vietnamese.thresholds import is_extent

#: A change with the places of its facts, None on the side that lacks it.
Compared = tuple[FactChange, Span | None, Span | None]


def change_at(
    kind: FactKind,
    effect: Effect,
    texts: tuple[str, str],
    before: Span | None,
    after: Span | None,
) -> Compared:
    """Return a change as both texts print it in its places, None on the side that lacks it."""
    said = [
        None if place is None else text[slice(*place)]
        for text, place in zip(texts, (before, after), strict=True)
    ]
    return FactChange(kind=kind, parent=said[0], child=said[1], effect=effect), before, after


AMOUNTS: frozenset[FactKind] = frozenset({"target", "quantity"})
_STRICTNESS = {"min": 3, "above": 3, "exact": 2, "max": 3, "below": 3, "effort": 1, "about": 1}
CEILINGS = frozenset({"max", "below"})


def is_amount(fact: Fact) -> bool:
    """Tell whether a fact is an amount, or a threshold: a scope with a bound."""
    return fact.kind in AMOUNTS or (fact.kind == "scope" and fact.bound is not None)


def effect_of(fact: Fact, other: Fact) -> Effect:
    """Return what became of `fact` where the child says `other` instead."""
    if fact.kind == "deadline":
        return later(fact, other)
    if is_amount(fact):
        threshold = "scope" in {fact.kind, other.kind}
        return _narrower(fact, other) if threshold else _lower(fact, other)
    if fact.kind in {"modality", "scope", "frequency"}:
        return _milder(fact, other)
    if fact.kind == "reference":
        return _other_source(fact, other)
    if fact.kind == "negation" and any({fact.normal, other.normal} <= same for same in _ALIKE):
        return "equal"
    return "changed"


def _milder(fact: Fact, other: Fact) -> Effect:
    """Compare two words by their strength, or two frequencies by how often they come."""
    if fact.amount is None or other.amount is None:
        return "unknown"
    if fact.amount == other.amount:
        if fact.bound != other.bound and fact.unit == other.unit == "times":
            return _looser(fact, other)
        return "equal" if fact.normal == other.normal else "changed"
    if fact.unit == other.unit == "times" and {fact.bound, other.bound} <= CEILINGS:
        # "không quá 02 lần/năm": of a ceiling more is weaker.
        return _ordered(fact.amount, other.amount, ceiling=True)
    return "weakened" if other.amount < fact.amount else "strengthened"


def _other_source(fact: Fact, other: Fact) -> Effect:
    """Compare two references: the day of a number, the year of a law may go without saying."""
    before, after = (f.normal.partition("@") for f in (fact, other))
    if before[0] == after[0] and not (before[2] and after[2]):
        return "equal"
    return "changed"


#: Negations that forbid alike: "không được để" and "không để", "nghiêm cấm" and "không cho".
_ALIKE = (frozenset({"not", "must-not", "forbid"}),)


def is_setting(fact: Fact) -> bool:
    """Tell whether a time only says in which course of events something is: "trong mùa mưa".

    Left unsaid it takes nothing away; said otherwise it is a change.
    """
    unit = fact.unit or ""
    return unit.startswith("term:") or (unit.startswith("event:") and fact.bound != "before")


FLOORS = frozenset({"min", "above"})


def _narrower(fact: Fact, other: Fact) -> Effect:
    """Compare two thresholds: the rule that fewer fall under is weaker."""
    named = [one.unit if is_unit(one.unit) else None for one in (fact, other)]
    if fact.amount == other.amount and fact.bound == other.bound and None in named:
        # "từ đủ 18 đến hết 25": the unit of an age goes without saying.
        return "equal"
    if fact.unit != other.unit or fact.amount is None or other.amount is None:
        return "unknown"
    if (ranges := (_range(fact), _range(other))) != (None, None):
        return _inner(*ranges)
    if (fact.bound in FLOORS) != (other.bound in FLOORS):
        return "changed"
    higher = other.amount > fact.amount
    if fact.amount == other.amount:
        # "trên 5 mét" leaves out what has just five, and so does "dưới".
        if fact.bound == other.bound:
            return "equal"
        return "weakened" if other.bound in {"above", "below"} else "strengthened"
    return "weakened" if higher == (fact.bound in FLOORS) else "strengthened"


def _range(fact: Fact) -> tuple[float, float] | None:
    """Return both ends of "từ 6 đến 36 tháng tuổi", None of what has one end."""
    low, dash, high = fact.normal.partition("-")
    return (float(low), float(high)) if low and dash else None


def _inner(before: tuple[float, float] | None, after: tuple[float, float] | None) -> Effect:
    """Compare two ranges of whom a rule binds: the one within the other is weaker."""
    if before is None or after is None:
        return "changed"
    if before == after:
        return "equal"
    if before[0] <= after[0] and after[1] <= before[1]:
        return "weakened"
    return "strengthened" if after[0] <= before[0] and before[1] <= after[1] else "changed"


def _lower(fact: Fact, other: Fact) -> Effect:
    """Compare two amounts; for a ceiling more is weaker, else less is."""
    ceiling = fact.bound in CEILINGS or other.bound in CEILINGS
    if fact.unit != other.unit and None not in {fact.unit, other.unit}:
        return _in_other_units(fact, other, ceiling=ceiling)
    if fact.amount is None or other.amount is None:
        return "unknown"
    if fact.per_whom != other.per_whom and None not in {fact.per_whom, other.per_whom}:
        return "changed"
    if fact.per_time and other.per_time and fact.per_time != other.per_time:
        before, after = fact.amount * fact.per_time, other.amount * other.per_time
        return _ordered(before, after, ceiling=ceiling)
    if fact.amount != other.amount:
        return _ordered(fact.amount, other.amount, ceiling=ceiling)
    return _looser(fact, other)


def _ordered(before: float, after: float, *, ceiling: bool) -> Effect:
    """Compare two numbers: of a ceiling more is weaker, else less is."""
    if before == after:
        return "equal"
    return "weakened" if (after > before) == ceiling else "strengthened"


def _looser(fact: Fact, other: Fact) -> Effect:
    """Compare the bounds of one amount: "phấn đấu" and "khoảng" bind less than "ít nhất"."""
    if (fact.listed and other.bound == "exact") or (other.listed and fact.bound == "exact"):
        # The bound is that of the list: it is told of its first amount.
        return "equal"
    if fact.amount == other.amount and _is_underlined(fact, other):
        return "equal"
    strict, now = _STRICTNESS[fact.bound or "exact"], _STRICTNESS[other.bound or "exact"]
    if _is_one(fact) and {fact.bound or "exact", other.bound or "exact"} == {"min", "exact"}:
        return "equal"
    if (
        strict == now
        and {fact.bound, other.bound} & FLOORS
        and {fact.bound, other.bound} & CEILINGS
    ):
        # "không thấp hơn 80%" asked for what "không cao hơn 80%" forbids.
        return "weakened"
    if strict == now:
        return "equal" if fact.bound == other.bound else "changed"
    return "weakened" if now < strict else "strengthened"


def _is_underlined(fact: Fact, other: Fact) -> bool:
    """Tell whether "chỉ" alone makes a ceiling of one of two numbers: it is told by itself."""
    return "exact" in {fact.bound, other.bound} and any(f.by_only for f in (fact, other))


def _is_one(fact: Fact) -> bool:
    """Tell whether one thing is asked for, once: "ít nhất 01 mô hình" is met by the one alike.

    Of what is measured or of more than one, "ít nhất" asks for more than the number.
    """
    if fact.kind == "frequency":
        return fact.count == 1
    return fact.amount == 1 and fact.unit != "%" and not is_extent(fact.unit)


def _in_other_units(fact: Fact, other: Fact, *, ceiling: bool) -> Effect:
    """Compare two amounts of which each has a unit of its own."""
    if "%" in {fact.unit, other.unit}:
        # "tăng 10%" and "tăng 10 doanh nghiệp": a share and a count have no order.
        return "changed"
    if _count_persons(fact, other):
        return _lower(fact, msgspec.structs.replace(other, unit=fact.unit))
    return _smaller_area(fact, other, ceiling=ceiling)


def _count_persons(fact: Fact, other: Fact) -> bool:
    """Tell whether one side counts persons whom the other names: "03 người", "03 cộng tác viên".

    A single one stands beside many another number.
    """
    named = {fact.unit, other.unit} - {"người"}
    return 1 not in {fact.amount, other.amount} and len(named) == 1 and not any(map(is_unit, named))


def _smaller_area(fact: Fact, other: Fact, *, ceiling: bool) -> Effect:
    """Compare areas in units of which one differs by region: 5 sào are below 5 ha everywhere."""
    before, after = areas(fact.unit), areas(other.unit)
    if before is None or after is None or fact.amount is None or other.amount is None:
        return "unknown"
    old = [fact.amount * size for size in before]
    new = [other.amount * size for size in after]
    if new[1] < old[0]:
        return "strengthened" if ceiling else "weakened"
    if new[0] > old[1]:
        return "weakened" if ceiling else "strengthened"
    return "unknown"
