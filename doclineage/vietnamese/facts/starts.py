"""Days and months from which something holds: "từ ngày 01/7/2026", "kể từ tháng 9"."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from doclineage.model import Span
from doclineage.vietnamese.facts.cues import start_before
from doclineage.vietnamese.facts.times import days_of
from doclineage.vietnamese.normalise import fold_case

# tháng 9/2026 | tháng 9 năm 2026 | tháng 9
_MONTH = re.compile(
    r"(?<!\w)tháng\s+(?P<month>0?[1-9]|1[0-2])(?:\s?[/.-]\s?(?P<year>20\d\d)|\s+năm\s+"
    r"(?P<of>20\d\d))?(?![\w/]|[.-]\d)"
)


class Start(msgspec.Struct, frozen=True, gc=False):
    """A day from which something holds, with the word before it; a month begins on its first."""

    span: Span
    day: int
    month: int
    year: int | None


@lru_cache(maxsize=4096)
def find_starts(text: str) -> tuple[Start, ...]:
    """Return from when things hold in a text, in order.

    >>> [(s.day, s.month, s.year) for s in find_starts("thu phí từ ngày 01/7/2026, từ tháng 9")]
    [(1, 7, 2026), (1, 9, None)]
    """
    folded = fold_case(text)
    if "từ" not in folded:
        return ()
    days = days_of(text)
    times = [(span, day, month, year) for span, day, month, year in days]
    times += [
        (match.span(), 1, int(match["month"]), int(match["year"] or match["of"] or 0) or None)
        for match in _MONTH.finditer(folded)
        if not any(a < match.end() and match.start() < b for (a, b), *_ in days)
    ]
    found = [
        Start((cue, span[1]), day, month, year)
        for span, day, month, year in times
        if (cue := start_before(folded, span[0])) is not None
    ]
    return tuple(sorted(found, key=lambda start: start.span))
