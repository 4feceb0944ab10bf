"""Months, quarters, halves, years and parts of them, terms of office: "cuối tháng 5/2026"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date

from doclineage.model import Span
from doclineage.vietnamese.facts.cues import UNTIL, cue_before, deadline, fills_cell, is_start
from doclineage.vietnamese.facts.fact import DIGIT, Fact

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_PART = r"(?P<part>nửa đầu|nửa cuối|đầu|giữa|cuối|thượng tuần|trung tuần|hạ tuần)\s+"
# tháng 5/2026 | cuối tháng 5 năm 2026 | tháng 5 | T5/2026 | tháng 5 - 6
_MONTH = re.compile(
    rf"(?<!\w)(?<!\d )(?:{_PART})?(?P<word>tháng\s+|t\.?(?=\d))(?:\d{{1,2}}\s*[-–]\s*)?"
    r"(?P<month>0?[1-9]|1[0-2])"
    r"(?:\s*(?:/|-|\.)\s*(?P<year>\d{4})|\s+năm\s+(?P<year2>\d{4}))?(?![\w/]|[.-]\d)"
)
# tháng 5 | T5 | T.5, or the first of months parted by a dash
_ANY_MONTH = re.compile(r"t(?:háng\s+|\.?)\d")
# tháng 5 và: a month in a list of months
_LISTED_MONTH = re.compile(r"(?<!\w)tháng\s+\d{1,2}\s*(?:,|và|hoặc)\s*$")
# các tháng 4, 5, 6, 7 và 8 năm 2026 | tháng 3, tháng 6 và tháng 9/2026
_MONTHS = re.compile(
    r"(?<!\w)tháng\s+(?P<first>0?[1-9]|1[0-2])"
    r"(?P<more>(?:\s*(?:,|,?\s*và)\s+(?:tháng\s+)?(?:0?[1-9]|1[0-2])){2,11})"
    r"(?:\s*/\s*(?P<year>20\d\d)|\s+năm\s+(?P<year2>20\d\d)"
    r"|(?=\s*(?:[.;:,)]|$|\||(?:hằng|hàng|mỗi)\s+năm)))(?![\w/]|[.-]\d)"
)
# quý II/2026 | đầu quý 2 năm 2026
_QUARTER = re.compile(
    rf"(?<!\w)(?<!mỗi )(?<!hằng )(?<!hàng )(?:{_PART})?quý\s+(?P<quarter>iv|i{{1,3}}|[1-4])"
    r"(?:\s*(?:/|-|năm)\s*(?P<year>\d{4}))?(?!\w)"
)
# [quý I] và quý II, [quý I] - quý II: the last quarter is when to be ready
_GOES_ON = re.compile(r"\s*(?:và|đến|-|–)\s*quý\s+(?:iv|i{1,3}|[1-4])(?!\w)")
# 6 tháng đầu năm 2026 | nửa cuối năm | cuối năm 2026
_HALF = re.compile(
    r"(?<!\w)(?:(?:sáu\s+tháng|nửa|0*(?P<months>[1-9]|1[01])\s+tháng)\s+(?P<half>đầu|cuối)"
    r"|(?P<part>đầu|giữa|cuối))\s+năm(?!\s+(?:học|ngân|tài|thứ))(?:\s+(?P<year>\d{4}))?(?![\w/])"
)
_ANY_HALF = re.compile(r"(?:đầu|giữa|cuối)\s+năm")
# năm 2026 | trong năm
_YEAR = re.compile(r"(?<!\w)năm(?:\s+(?P<year>[12]\d{3})(?!\w|\s?[-–/]\s?\d)|(?!\s*\w))")
# 02 lần trong năm: how often, no deadline
_COUNTED = re.compile(r"(?:lần|buổi|cuộc|kỳ|đợt|\d\s+ngày)\s+trong\s+$")
_YEAR_CUES = frozenset(
    {"trong", "vào", "hết", "đến hết", "đến", "trước", "hoàn thành trong", "hoàn thành vào"}
)
# a cell: 2026 | 6/2026 | 2026 - 2030
_BARE = re.compile(
    r"(?<![^\s|])(?:(?P<month>0?[1-9]|1[0-2])/|(?P<first>20\d\d)\s?[-–]\s?)?(?P<year>20\d\d)(?![^\s|.;])"
)
# nhiệm kỳ 2026 - 2031 | năm học 2025 - 2026 | giai đoạn 2026-2030
_TERM_OF_OFFICE = re.compile(
    r"(?<!\w)(?P<what>nhiệm kỳ|năm học|niên khóa|niên khoá|giai đoạn|thời kỳ)"
    r"(?:\s+(?:từ\s+)?(?:năm\s+)?)(?P<first>[12]\d{3})\s*(?:[-–]|đến\s+(?:năm\s+)?)\s*"
    r"(?P<last>[12]\d{3})(?!\d)"
)
#: Parts the months of a normal form that tells them one by one.
LISTED = ","
_OF_QUARTER = 3
_TERMS = ("nhiệm kỳ", "năm học", "niên kh", "giai đoạn", "thời kỳ")
#: Share of a period that has passed when a part of it ends.
_PASSED = {
    "đầu": 1,
    "thượng tuần": 1,
    "nửa đầu": 1.5,
    "giữa": 2,
    "trung tuần": 2,
}
_THIRDS = 3


def find_periods(folded: str) -> Iterator[Fact]:
    """Find deadlines that are periods, in folded text whose number words are digits."""
    # Words are asked for before patterns are walked with: most texts have few of them.
    yield from _terms_of_office(folded)
    yield from _halves(folded) if _ANY_HALF.search(folded) else ()
    yield from _months(folded) if "tháng" in folded and "," in folded else ()
    for match in _MONTH.finditer(folded) if _ANY_MONTH.search(folded) else ():
        year, month = int(match["year"] or match["year2"] or 0), int(match["month"])
        if _is_time(folded, match, year):
            amount = _part_end(match["part"], month_end(year, month), 30)
            begins = None if match["part"] else month_start(year, month)
            normal = f"{_year(year)}-{month}{_at(match)}"
            yield deadline(folded, match.span(), normal, amount, begins=begins)
    for match in _QUARTER.finditer(folded) if "quý" in folded else ():
        year, quarter = int(match["year"] or 0), _QUARTERS[match["quarter"]]
        if _GOES_ON.match(folded, match.end()):
            continue
        if not is_start(folded, match.start()):
            amount = _part_end(match["part"], month_end(year, quarter * 3), 91)
            begins = None if match["part"] else month_start(year, quarter * 3 - 2)
            normal = f"{_year(year)}-Q{quarter}{_at(match)}"
            yield deadline(folded, match.span(), normal, amount, begins=begins)
    yield from _years(folded)


def _months(folded: str) -> Iterator[Fact]:
    """Find months told one by one, to the end of the last of which something is to go on."""
    for match in _MONTHS.finditer(folded):
        months = [int(month) for month in re.findall(r"\d+", match["first"] + match["more"])]
        if months == sorted(set(months)):
            year = int(match["year"] or match["year2"] or 0)
            normal = f"{_year(year)}-{LISTED.join(map(str, months))}"
            yield Fact(
                kind="deadline",
                span=match.span(),
                normal=normal,
                amount=month_end(year, months[-1]),
                unit="day",
                bound=UNTIL,
            )


def _is_time(folded: str, match: re.Match[str], year: int) -> bool:
    """Tell whether a month is a time at which to be ready: one without a year needs a word."""
    if is_start(folded, match.start()) or (year and not 1900 < year < 2200):
        return False
    spelt = match["word"].startswith("tháng")
    before = folded[max(0, match.start() - 16) : match.start()]
    return bool(
        year
        or match["part"]
        or (spelt and (cue_before(folded, match.start()) or _LISTED_MONTH.search(before)))
        or fills_cell(folded, match.span())
    )


def _halves(folded: str) -> Iterator[Fact]:
    for match in _HALF.finditer(folded):
        year, half = int(match["year"] or 0), match["half"]
        if half is None:
            told = year or cue_before(folded, match.start())
            if is_start(folded, match.start()) or (
                not told and not fills_cell(folded, match.span())
            ):
                continue
            end = {"đầu": 3, "giữa": 6, "cuối": 12}[match["part"]]
        elif match["months"] not in {None, "6"}:
            # 3 tháng cuối năm: the last quarter; 9 tháng đầu năm: up to the third
            end = int(match["months"]) if half == "đầu" else 12
            short = int(match["months"]) == _OF_QUARTER
            normal = f"{_year(year)}-{f'Q{end // 3}' if short else f'{half} {end}'}"
            yield deadline(folded, match.span(), normal, month_end(year, end))
            continue
        else:
            end = 6 if half == "đầu" else 12
        normal = f"{_year(year)}-{'H' if half else 'E'}{end}"
        yield deadline(folded, match.span(), normal, month_end(year, end))


def _years(folded: str) -> Iterator[Fact]:
    for match in _YEAR.finditer(folded) if "năm" in folded else ():
        cue, year = cue_before(folded, match.start()), int(match["year"] or 0)
        alone = fills_cell(folded, match.span())
        if not year and _COUNTED.search(folded[max(0, match.start() - 14) : match.start()]):
            continue
        if (cue in _YEAR_CUES and (year or cue == "trong")) or (year and alone):
            normal = str(year) if year else "--"
            begins = month_start(year, 1) if year else None
            yield deadline(folded, match.span(), normal, month_end(year, 12), begins=begins)
    for match in _BARE.finditer(folded) if "20" in folded else ():
        if not fills_cell(folded, match.span()):
            continue
        year, month = int(match["year"]), int(match["month"] or 12)
        if match["first"]:
            yield _term_of_office(match.span(), "giai đoạn", int(match["first"]), year)
        else:
            normal = f"{year}-{month}" if match["month"] else str(year)
            yield deadline(folded, match.span(), normal, month_end(year, month))


def _terms_of_office(folded: str) -> Iterator[Fact]:
    named = any(word in folded for word in _TERMS) and DIGIT.search(folded)
    for match in _TERM_OF_OFFICE.finditer(folded) if named else ():
        first, last = int(match["first"]), int(match["last"])
        if first < last:
            what = match["what"].replace("khoá", "khóa")
            yield _term_of_office(match.span(), what, first, last)


def _term_of_office(span: Span, what: str, first: int, last: int) -> Fact:
    normal, unit = f"{first}-{last}", f"term:{what}"
    return Fact(kind="deadline", span=span, normal=normal, amount=float(last), unit=unit)


def _year(year: int) -> str:
    """Return the year of a normal form, "-" for the year that goes without saying."""
    return str(year or "-")


def _at(match: re.Match[str]) -> str:
    return f".{_PASSED.get(match['part'], _THIRDS):g}" if match["part"] else ""


def _part_end(part: str | None, end: float, days: int) -> float:
    """Return the day on which a part of a period ends: "đầu tháng" after a third of it."""
    return end - days * (1 - _PASSED.get(part or "", _THIRDS) / _THIRDS)


def month_end(year: int, month: int) -> float:
    """Return the number of the last day of a month; without a year one of a year by itself."""
    if not 1900 < year < 2200:
        return unyeared(month, 31)
    return float(date(year, month, calendar.monthrange(year, month)[1]).toordinal())


def month_start(year: int, month: int) -> float:
    """Return the number of the first day of a month, as `month_end` does of the last."""
    if not 1900 < year < 2200:
        return unyeared(month, 1)
    return float(date(year, month, 1).toordinal())


def unyeared(month: int, day: int) -> float:
    """Return a number that orders the days of one year."""
    return month * 31.0 + day


def without_year(amount: float) -> float:
    """Return the number of a dated day among the days of its year, the last of a month as 31."""
    day = date.fromordinal(int(amount))
    last = calendar.monthrange(day.year, day.month)[1]
    return unyeared(day.month, 31 if day.day == last else day.day)
