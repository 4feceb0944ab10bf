"""Days from which something holds that were moved: "từ ngày 01/7/2026", "từ ngày 01/9/2026"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from doclineage.judging.facts.directions import Compared, change_at
from doclineage.model import Effect
from doclineage.vietnamese.facts.starts import Start, find_starts
from doclineage.vietnamese.normalise import fold_case

# từ ngày 01/6 [đến] ngày 30/9: what a day that ends a time stands behind
_TO = re.compile(r"\s*(?:,\s*)?(?:đến|tới|-|–)\s")


def moved_starts(parent: str, child: str, told: Sequence[Compared]) -> list[Compared]:
    """Return days from which something holds that became others, the later the weaker.

    Where the end of the time moved as well, that is told already.
    """
    old, new = find_starts(parent), find_starts(child)
    lost = [one for one in old if not any(_agree(one, two) for two in new)]
    gained = [two for two in new if not any(_agree(one, two) for one in old)]
    if not lost or len(lost) != len(gained):
        return []
    ends = [before for change, before, _ in told if before and change.kind == "deadline"]
    found: list[Compared] = []
    for one, two in zip(lost, gained, strict=True):
        goes_on = _TO.match(fold_case(parent), one.span[1])
        if goes_on and any(0 <= start - one.span[1] <= len(goes_on.group()) for start, _ in ends):
            continue
        effect: Effect = "weakened" if _place(two, one) > _place(one, two) else "strengthened"
        found.append(change_at("deadline", effect, (parent, child), one.span, two.span))
    return found


def _agree(one: Start, two: Start) -> bool:
    """Tell whether two days are one: the year may go without saying."""
    same = (one.day, one.month) == (two.day, two.month)
    return same and (one.year == two.year or None in {one.year, two.year})


def _place(start: Start, other: Start) -> tuple[int, int, int]:
    year = start.year if other.year is not None else None
    return year or 0, start.month, start.day
