"""Words before a time that make it a deadline, or a day from which something holds."""

from __future__ import annotations

import re
from functools import cache

from doclineage.model import Span
from doclineage.vietnamese.facts.fact import Fact, phrases
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.phrases import any_of

#: The time alone in a cell of a table or in a line: a column of deadlines.
_OPENS = re.compile(r"(?:^|[|\n])\s*$")
_CLOSES = re.compile(r"\s*[.;]?\s*(?:$|[|\n])")


def is_start(folded: str, position: int) -> bool:
    """Tell whether a day is one from which something holds: a fact, no deadline."""
    return _before("start").search(folded[max(0, position - 30) : position]) is not None


def cue_before(folded: str, position: int) -> str | None:
    """Return the word right before a time that makes it a deadline."""
    match = _before("deadline").search(folded[max(0, position - 40) : position])
    return match["cue"] if match else None


def cue_start(text: str, fact: Fact) -> int:
    """Return where the word that makes a fact a deadline begins ("trước ngày 15/6")."""
    start = fact.span[0]
    before = fold_case(text[max(0, start - 40) : start])
    match = _before("deadline").search(before)
    return start - len(before) + match.start() if match else start


def fills_cell(folded: str, span: Span) -> bool:
    """Tell whether a time is all that its cell or line says."""
    opens = _OPENS.search(folded[max(0, span[0] - 8) : span[0]]) if span[0] else True
    return bool(opens) and _CLOSES.match(folded, span[1]) is not None


def deadline(folded: str, span: Span, normal: str, amount: float, unit: str = "day") -> Fact:
    """Return a deadline with the bound that the word before it gives."""
    cue = cue_before(folded, span[0])
    # "vào thứ Sáu" says when something is done, "trước thứ Sáu" by when.
    bounded = cue is not None and not (cue == "vào" and unit in {"weekday", "week", "clock"})
    bound = phrases("deadline")[cue] if cue and bounded else None
    if cue == "sau" and unit == "day":  # "sau 05 ngày" is a term, "sau ngày 30/6" no deadline kept
        bound = "after"
    return Fact(kind="deadline", span=span, normal=normal, amount=amount, unit=unit, bound=bound)


@cache
def _before(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<cue>{any_of(phrases(kind))})\s*(?:ngày\s*)?$")
