"""Words before a time that make it a deadline, or a day from which something holds."""

from __future__ import annotations

import re
from functools import cache

from doclineage.model import Span
from doclineage.vietnamese.facts.fact import Fact, pattern, phrases
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.phrases import any_of

#: The time alone in a cell of a table or in a line: a column of deadlines.
_OPENS = re.compile(r"(?:^|[|\n])\s*$")
_CLOSES = re.compile(r"\s*[.;]?\s*(?:$|[|\n])")


def is_start(folded: str, position: int) -> bool:
    """Tell whether a day is one from which something holds: a fact, no deadline."""
    return start_before(folded, position) is not None


def start_before(folded: str, position: int) -> int | None:
    """Return where the word begins that makes a day one from which something holds."""
    begun = max(0, position - 30)
    match = _before("start").search(folded[begun:position])
    return begun + match.start() if match else None


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


#: The bound of the end of a time that something is to last: the sooner, the weaker.
UNTIL = "until"


def deadline(
    folded: str,
    span: Span,
    normal: str,
    amount: float,
    unit: str = "day",
    begins: float | None = None,
) -> Fact:
    """Return a deadline with the bound that the word before it gives.

    `begins` is the first day of a period: "trước quý III" ends before it.
    """
    cue = cue_before(folded, span[0])
    # "vào thứ Sáu" says when something is done, "trước thứ Sáu" by when.
    bounded = cue is not None and not (cue == "vào" and unit in {"weekday", "week", "clock"})
    bound = phrases("deadline")[cue] if cue and bounded else None
    if cue == "sau" and unit == "day":  # "sau 05 ngày" is a term, "sau ngày 30/6" no deadline kept
        bound = "after"
    if bound == "before" and begins is not None:
        amount = begins
    if cue in _TO_END and _lasts_until(folded, span):
        bound = UNTIL
    return Fact(kind="deadline", span=span, normal=normal, amount=amount, unit=unit, bound=bound)


_TO_END = frozenset({"đến", "đến hết", "hết", "tới"})
# từ ngày 01/6 [đến]: the end of a time of which the beginning is said too
_FROM = re.compile(r"(?<!\w)từ\s[^;.:\n]{2,40}?\s(?:đến|tới)\s+(?:hết\s+)?(?:ngày\s+)?$")
# cấm đánh bắt, không tổ chức: what is barred for a time is to last it
_BARS = re.compile(
    r"(?<!\w)(?:nghiêm cấm|cấm|hạn chế|tạm dừng|đình chỉ|không(?:\s+được)?)"
    r"\s+(?!quá|để|chậm|muộn|thể|còn)[^\W\d]"
)


def _lasts_until(folded: str, span: Span) -> bool:
    """Tell whether a day ends the time for which something is barred or kept up.

    >>> said = "cấm xe tải từ ngày 01/02 đến ngày 20/02"
    >>> _lasts_until(said, (said.rindex("ngày"), len(said)))
    True
    """
    if _FROM.search(folded[max(0, span[0] - 60) : span[0]]) is None:
        return False
    start = max(folded.rfind(mark, 0, span[0]) for mark in ";\n") + 1
    end = min((at for mark in ";\n" if (at := folded.find(mark, span[1])) >= 0), default=None)
    clause = folded[start : end if end is not None else len(folded)]
    return _BARS.search(clause) is not None or pattern("lasting").search(clause) is not None


@cache
def _before(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<cue>{any_of(phrases(kind))})\s*(?:ngày\s*)?$")
