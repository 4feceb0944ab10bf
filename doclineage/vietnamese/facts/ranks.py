"""Ranks from which up or down a rule reaches: "loại khá trở lên", "từ cảnh cáo trở lên"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from doclineage.model import FactKind
from doclineage.vietnamese.facts.fact import Fact, phrases
from doclineage.vietnamese.phrases import any_of

#: The ladder of which a rank says whom a rule reaches; of the others one is to be reached.
_REACHING = frozenset({"discipline"})


def find_ranks(folded: str) -> Iterator[Fact]:
    """Find ranks with "trở lên" or "trở xuống" behind them, in folded text.

    >>> [(fact.normal, fact.bound) for fact in find_ranks("xếp loại khá trở lên")]
    [('quality 3', 'min')]
    """
    for match in _pattern().finditer(folded) if " trở " in folded else ():
        ladder, rank = phrases("rank")[match["rank"]].split()
        kind: FactKind = "scope" if ladder in _REACHING else "target"
        yield Fact(
            kind=kind,
            span=match.span(),
            normal=f"{ladder} {rank}",
            amount=float(rank),
            unit=f"rank:{ladder}",
            bound=phrases("comparator")[match["cue"]],
        )


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:từ\s+)?(?:(?:loại|hạng|mức|trình\s+độ|hình\s+thức)\s+)?"
        rf"(?P<rank>{any_of(phrases('rank'))})\s+(?:[^\W\d]+\s+)?(?P<cue>trở\s+(?:lên|xuống))(?!\w)"
    )
