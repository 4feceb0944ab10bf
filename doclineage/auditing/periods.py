"""The days that a deadline may mean: a day, a month, a quarter, a year."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from doclineage.vietnamese.facts import Fact

# 2026-09-30 | 2026-Q3 | 2026-9 | 2026 | --9-30 (no year)
_NORMAL = re.compile(
    r"(?P<year>\d{4}|-)(?:-Q(?P<quarter>[1-4])|-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?"
)


def days_meant(fact: Fact, year: int | None) -> tuple[date, date] | None:
    """Return the first and last day that a deadline may mean, None for what is no one time.

    A day without a year is one of `year`.
    """
    match = _NORMAL.fullmatch(fact.normal)
    if match is None:
        return None
    stated = year if match["year"] == "-" else int(match["year"])
    if stated is None:
        return None
    try:
        if match["day"]:
            day = date(stated, int(match["month"]), int(match["day"]))
            return day, day
        if match["quarter"]:
            last = int(match["quarter"]) * 3
            return date(stated, last - 2, 1), date(stated, last, monthrange(stated, last)[1])
        if match["month"]:
            month = int(match["month"])
            return date(stated, month, 1), date(stated, month, monthrange(stated, month)[1])
        return date(stated, 1, 1), date(stated, 12, 31)
    except ValueError:  # a day that the calendar does not have
        return None


def overlap(one: tuple[date, date], other: tuple[date, date]) -> bool:
    """Tell whether two times have a day in common: "quý III" and 15/9 do."""
    return one[0] <= other[1] and other[0] <= one[1]
