"""Deadlines that are told by an event: "trước Tết Nguyên đán", "sau kỳ họp thứ Hai"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from doclineage.vietnamese.facts.fact import Fact, phrases
from doclineage.vietnamese.phrases import any_of

#: Before, in the course of and after an event, in order.
_ORDER = {"trước": 0, "đầu": 1, "giữa": 2, "trong": 2, "cuối": 3, "hết": 3, "sau": 4}


def find_events(folded: str) -> Iterator[Fact]:
    """Find deadlines before, in or after an event of the table, in folded text.

    >>> [(fact.normal, fact.amount) for fact in find_events("xong trước tết nguyên đán")]
    [('trước tết nguyên đán', 0.0)]
    """
    for match in _event().finditer(folded):
        event = phrases("event")[match["event"]] or match["event"]
        month = int(match["month"] or 0)
        place = f"{event} {month}" if month else event
        yield Fact(
            kind="deadline",
            span=match.span(),
            normal=f"{match['cue']} {place}",
            amount=10.0 * month + _ORDER[match["cue"]],
            unit=f"event:{event}",
            bound="before" if match["cue"] == "trước" else None,
        )


@cache
def _event() -> re.Pattern[str]:
    return re.compile(
        rf"""
        (?<!\w)(?P<cue>{any_of(_ORDER)})\s+
        (?:(?:thời\s+điểm|khi|dịp|ngày|đợt|thời\s+gian|lúc)\s+)*(?:diễn\s+ra\s+|tổ\s+chức\s+|vào\s+|bước\s+vào\s+)?
        (?P<event>{any_of(phrases("event"))})(?!\w)
        (?:\s+(?:thường\s+lệ\s+)?(?:cuối\s+|giữa\s+|đầu\s+)?tháng\s+(?P<month>0?[1-9]|1[0-2])(?!\w))?
        """,
        re.VERBOSE,
    )
