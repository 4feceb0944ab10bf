"""Deadlines: days, months, quarters, halves, years, terms and days that come again."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from doclineage.model import Span
from doclineage.vietnamese.dates import find_dates
from doclineage.vietnamese.facts.fact import Fact, phrases
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.phrases import any_of

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
# tháng 5/2026 | tháng 5 năm 2026
_MONTH = re.compile(r"(?<!\w)tháng\s+(?P<month>\d{1,2})\s*(?:/|năm\s+)\s*(?P<year>\d{4})(?!\d)")
# quý II/2026 | quý 2 năm 2026
_QUARTER = re.compile(
    r"(?<!\w)(?<!mỗi )(?<!hằng )(?<!hàng )quý\s+(?P<quarter>iv|i{1,3}|[1-4])"
    r"(?:\s*(?:/|-|năm)\s*(?P<year>\d{4}))?(?!\w)"
)
# 6 tháng đầu năm 2026 | nửa cuối năm
_HALF = re.compile(
    r"(?<!\w)(?:0*6\s+tháng|sáu\s+tháng|nửa)\s+(?P<half>đầu|cuối)\s+năm(?:\s+(?P<year>\d{4}))?(?!\d)"
)
_YEAR_CUES = frozenset(
    {"trong", "vào", "hết", "đến hết", "đến", "trước", "hoàn thành trong", "hoàn thành vào"}
)
# năm 2026
_YEAR = re.compile(r"(?<!\w)năm\s+(?P<year>\d{4})(?!\d)")
# ngày 15 hằng tháng | ngày 20 của tháng cuối quý | ngày 15 tháng cuối quý
_RECURRING = re.compile(
    r"ngày\s+(?P<day>\d{1,2})\s+(?P<every>(?:hằng|hàng|mỗi)\s+(?:tuần|tháng|quý|năm)"
    r"|(?:của\s+)?tháng\s+(?:cuối|đầu)\s+(?:mỗi\s+)?quý)"
)
# 05 ngày làm việc | 24 giờ
_TERM = re.compile(r"(?P<amount>\d+)\s+(?P<unit>giờ|ngày làm việc|ngày|tuần|tháng|năm|phút)(?!\w)")
_HOURS = {
    "phút": 1 / 60,
    "giờ": 1,
    "ngày": 24,
    "ngày làm việc": 33.6,
    "tuần": 168,
    "tháng": 730,
    "năm": 8760,
}


def find_deadlines(text: str, folded: str) -> Iterator[Fact]:
    """Find deadlines in a text and its folded form whose number words are digits."""
    for match in _RECURRING.finditer(folded):
        every = " ".join(match["every"].replace("hàng", "hằng").split())
        yield _deadline(folded, match.span(), f"{int(match['day'])} {every}", float(match["day"]))
    for found in find_dates(text):
        if found.date is not None and not _starts(folded, found.span[0]):
            yield _deadline(folded, found.span, str(found.date), float(found.date.toordinal()))
        elif (
            found.date is None and found.day and found.month and not _starts(folded, found.span[0])
        ):
            # ngày 15/6: the year goes without saying.
            amount = found.month * 31.0 + found.day
            yield _deadline(folded, found.span, f"--{found.month}-{found.day}", amount)
    yield from _periods(folded)
    for match in _TERM.finditer(folded):
        cue = _cue(folded, match.start())
        if cue:
            hours = int(match["amount"]) * _HOURS[match["unit"]]
            yield Fact(
                kind="deadline",
                span=match.span(),
                normal=f"{int(match['amount'])} {match['unit']}",
                amount=hours,
                unit="hours",
                bound="by",
            )


def _periods(folded: str) -> Iterator[Fact]:
    for match in _MONTH.finditer(folded):
        month, year = int(match["month"]), int(match["year"])
        if 1 <= month <= 12 and 1900 < year < 2200 and not _starts(folded, match.start()):
            yield _deadline(folded, match.span(), f"{year}-{month}", _month_end(year, month))
    for match in _QUARTER.finditer(folded):
        quarter, year = _QUARTERS[match["quarter"]], int(match["year"] or 0)
        amount = _month_end(year, quarter * 3) if 1900 < year < 2200 else quarter * 92.0
        if not _starts(folded, match.start()):
            yield _deadline(folded, match.span(), f"{year or '-'}-Q{quarter}", amount)
    for match in _HALF.finditer(folded):
        year, end = int(match["year"] or 0), 6 if match["half"] == "đầu" else 12
        amount = _month_end(year, end) if 1900 < year < 2200 else end * 31.0
        yield _deadline(folded, match.span(), f"{year or '-'}-H{end // 6}", amount)
    for match in _YEAR.finditer(folded):
        if _cue(folded, match.start()) in _YEAR_CUES:
            yield _deadline(folded, match.span(), match["year"], _month_end(int(match["year"]), 12))


def _month_end(year: int, month: int) -> float:
    year = min(max(year, 1), 9998)
    return float(date(year, month, calendar.monthrange(year, month)[1]).toordinal())


def _starts(folded: str, position: int) -> bool:
    """Tell whether a day is one from which something holds: a fact, no deadline."""
    return _before("start").search(folded[max(0, position - 30) : position]) is not None


def _cue(folded: str, position: int) -> str | None:
    match = _before("deadline").search(folded[max(0, position - 40) : position])
    return match["cue"] if match else None


def cue_start(text: str, fact: Fact) -> int:
    """Return where the word that makes a fact a deadline begins ("trước ngày 15/6")."""
    start = fact.span[0]
    before = fold_case(text[max(0, start - 40) : start])
    match = _before("deadline").search(before)
    return start - len(before) + match.start() if match else start


def _deadline(folded: str, span: Span, normal: str, amount: float) -> Fact:
    cue = _cue(folded, span[0])
    bound = phrases("deadline")[cue] if cue else None
    return Fact(kind="deadline", span=span, normal=normal, amount=amount, unit="day", bound=bound)


@cache
def _before(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<cue>{any_of(phrases(kind))})\s*(?:ngày\s*)?$")
