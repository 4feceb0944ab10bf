"""Sooner or later: the direction in which one deadline differs from another."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

import msgspec

from doclineage.model import Effect
from doclineage.vietnamese.facts import Fact, without_year
from doclineage.vietnamese.facts.cues import UNTIL
from doclineage.vietnamese.facts.periods import LISTED

#: Times that come again and again: only a bound makes one sooner than another.
_OF_WEEK_OR_DAY = frozenset({"weekday", "week", "clock", "hours of day"})
#: What becomes of a comparison where more is told of as less.
_CONTRARY: dict[Effect, Effect] = {"weakened": "strengthened", "strengthened": "weakened"}


def later(fact: Fact, other: Fact) -> Effect:
    """Compare two deadlines: a later one is weaker, a later end of what is to last stronger."""
    if UNTIL not in {fact.bound, other.bound}:
        return _by_then(fact, other)
    if LISTED in fact.normal and LISTED in other.normal:
        return _fewer_months(fact.normal, other.normal)
    ends = (
        msgspec.structs.replace(f, bound="by") if f.bound == UNTIL else f for f in (fact, other)
    )
    effect = _by_then(*ends)
    return _CONTRARY.get(effect, effect)


def _by_then(fact: Fact, other: Fact) -> Effect:
    """Compare two deadlines: a later one is weaker; a term and a day cannot be compared."""
    fact, other = _both_lasting(fact, other)
    if fact.amount is None or other.amount is None:
        return "unknown"
    if {fact.unit, other.unit} == {"recurring", "day"}:
        return _once_or_yearly(fact, other)
    if fact.unit != other.unit:
        return "equal" if _is_same_hour(fact, other) else "unknown"
    if (fact.unit or "").startswith("term:"):
        return _term_of_office(fact, other)
    if fact.unit == "recurring":
        return _recurring(fact, other)
    if fact.unit in _OF_WEEK_OR_DAY and (fact.bound is None or other.bound is None):
        # What is done on a day of the week or at an hour is not done sooner or later by another.
        return "equal" if fact.amount == other.amount else "changed"
    if fact.normal.startswith("--") != other.normal.startswith("--"):
        return _in_one_year(fact, other)
    return _on_one_scale(fact, other, fact.amount, other.amount)


def _is_same_hour(fact: Fact, other: Fact) -> bool:
    """Tell whether "sau 15 giờ", which may be a term, is the hour "15h00" of the other side."""
    units = {fact.unit, other.unit}
    clock = "clock" in units and units & {"hours", "hours before"}
    return bool(clock) and abs(fact.amount or 0) == abs(other.amount or 0)


def _both_lasting(fact: Fact, other: Fact) -> tuple[Fact, Fact]:
    """Let both terms last where one does: "được hưởng trong 24 tháng" says so in other words."""
    if {fact.unit, other.unit} != {"hours", "hours lasting"}:
        return fact, other
    one, two = (
        msgspec.structs.replace(f, unit="hours lasting", amount=-abs(f.amount or 0))
        for f in (fact, other)
    )
    return one, two


def _on_one_scale(fact: Fact, other: Fact, before: float, after: float) -> Effect:
    """Compare two times by their numbers, then by their bounds."""
    if None not in {fact.bound, other.bound} and (fact.bound == "after") != (
        other.bound == "after"
    ):
        return "weakened" if other.bound == "after" else "strengthened"
    if (fact.bound == "about") != (other.bound == "about") and before == after:
        # "khoảng ngày 30/6" holds nobody to the day.
        return "weakened" if other.bound == "about" else "strengthened"
    if before != after:
        if _is_eve(fact, other) or _is_eve(other, fact):
            return "equal"
        return "weakened" if after > before else "strengthened"
    # "quý III" and "30/9" are one day. "trước ngày 30" ends a day sooner than "trong ngày 30";
    # without a word it may be either.
    if (
        fact.normal != other.normal
        or fact.bound == other.bound
        or None in {fact.bound, other.bound}
    ):
        return "equal"
    return "weakened" if fact.bound == "before" else "strengthened"


#: A year of 365 days, by which days without a year are told.
_COMMON_YEAR = 2027
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _is_eve(day: Fact, period: Fact) -> bool:
    """Tell whether "trước ngày 01/10" ends just when a period does, or "chậm nhất 30/9"."""
    if day.unit != "day" or day.bound != "before":
        return False
    if day.normal.startswith("--") and period.normal.startswith("--") and period.bound == "by":
        return _day_before(day.amount or 0) == _in_year(period.amount or 0)
    ends = _DAY.fullmatch(period.normal) is None or period.bound == "by"
    return ends and (day.amount or 0) - 1 == period.amount


def _in_year(amount: float) -> tuple[int, int]:
    """Return month and day of a day whose year goes without saying, the last day as it is."""
    month, day = (int(part) for part in divmod(amount - 1, 31))
    return month, min(day + 1, monthrange(_COMMON_YEAR, max(1, month))[1])


def _day_before(amount: float) -> tuple[int, int]:
    """Return month and day of the day before one whose year goes without saying."""
    month, day = _in_year(amount)
    if day > 1:
        return month, day - 1
    return (month - 1, monthrange(_COMMON_YEAR, month - 1)[1]) if month > 1 else (12, 31)


def _term_of_office(fact: Fact, other: Fact) -> Effect:
    """Compare two terms: one that ends later from the same start is weaker, another is another."""
    if fact.normal == other.normal:
        return "equal"
    if fact.normal[:4] != other.normal[:4] or fact.unit != "term:giai đoạn":
        return "changed"
    return "weakened" if (other.amount or 0) > (fact.amount or 0) else "strengthened"


#: A day without a year is of the year of one that is not farther off than this, in days.
_SAME_YEAR = 200


def _in_one_year(fact: Fact, other: Fact) -> Effect:
    """Compare a day whose year goes without saying with one whose year is printed."""
    before, after = (
        f.amount if f.normal.startswith("--") else without_year(f.amount or 1)
        for f in (fact, other)
    )
    if before is None or after is None or abs(before - after) > _SAME_YEAR:
        return "unknown"
    if before == after or ({before % 31, after % 31} == {30, 0} and abs(before - after) == 1):
        return "equal"
    return "weakened" if after > before else "strengthened"


#: How often a recurring deadline comes, by the word that says so.
_OFTEN = {"tuần": 52, "tháng": 12, "quý": 4, "năm": 1}


def _recurring(fact: Fact, other: Fact) -> Effect:
    """Compare two days that come again: one that comes less often is weaker, then a later one."""
    before, after = (_OFTEN.get(f.normal.rsplit(" ", 1)[-1]) for f in (fact, other))
    if before is not None and after is not None and before != after:
        return "weakened" if after < before else "strengthened"
    days = [f.amount or 0 for f in (fact, other)]
    if before is None or after is None:
        # "ngày 20" of a period that stands elsewhere: only the day of the month can be told.
        days = [(day - 1) % 31 for day in days]
    if days[0] == days[1]:
        return "equal"
    return "weakened" if days[1] > days[0] else "strengthened"


def _once_or_yearly(fact: Fact, other: Fact) -> Effect:
    """Compare a day of this year with one of every year: the plan of a year names its own."""
    yearly = fact if fact.unit == "recurring" else other
    if not yearly.normal.endswith("năm"):
        # Once is less often than "ngày 20 hằng tháng".
        return "weakened" if yearly is fact and not fact.normal.endswith("-") else "unknown"
    before, after = (
        _of_common_year((f.amount or 0.0) + 31 if f is yearly else _day_of_year(f))
        for f in (fact, other)
    )
    return _on_one_scale(fact, other, before, after)


def _of_common_year(amount: float) -> float:
    """Return the number of a day of a year, whether its month is counted by 31 days or its own."""
    return float(date(_COMMON_YEAR, *_in_year(amount)).toordinal())


def _day_of_year(fact: Fact) -> float:
    amount = fact.amount or 1.0
    return amount if fact.normal.startswith("--") else without_year(amount)


def _fewer_months(parent: str, child: str) -> Effect:
    """Compare the normal forms of two lists of months: fewer of them are weaker.

    >>> _fewer_months("2026-4,5,6", "--4,5")
    'weakened'
    """
    before, after = (set(normal.rpartition("-")[2].split(LISTED)) for normal in (parent, child))
    if before == after:
        years = {normal.rpartition("-")[0] for normal in (parent, child)}
        return "equal" if len(years) == 1 or "-" in years else "changed"
    if after < before:
        return "weakened"
    return "strengthened" if before < after else "changed"
