"""Dates as documents print them: day first, always (domain reference 4.1, 5.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from doclineage.model import Span, Value
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.number_words import spoken_number

# The key is lower case, and OCR reads o, l, i for 0, 1, 1: "l5/3/2026".
_SMALL = r"(?:[0-9][0-9oli]?|[oli][0-9])"
_YEAR = r"[12][0-9oli]{3}"
_BLANK = r"[ .…_]{0,30}"
_TO_DIGITS = str.maketrans("oli", "011")

# ngày 25 tháng 3 năm 2026 | ngày … tháng 4 năm 2026 | ngày 05 tháng … năm 20…
_WORDS = re.compile(
    rf"""(?<!\w)ngày\s?(?:(?:mùng|mồng)\s)?(?P<day>{_SMALL}|{_BLANK})
    \s?tháng\s?(?P<month>{_SMALL}|{_BLANK})
    [ \n,]{{0,2}}năm\s?(?P<year>{_YEAR}|(?:[12][0-9]{{0,2}})?{_BLANK})(?!\w)""",
    re.VERBOSE,
)
# 25 tháng 3 năm 2026 | ngày 25 tháng 3
_LOOSE_WORDS = re.compile(
    rf"""(?<![\w/.])(?P<cue>ngày\s)?(?P<day>{_SMALL})
    \stháng\s(?P<month>{_SMALL})(?:\snăm\s(?P<year>{_YEAR}))?(?![\w/])""",
    re.VERBOSE,
)
# 25/3/2026 | 25-3-2026 | 25.3.2026 | 25 / 3 / 2026
_NUMERIC = re.compile(
    rf"""(?<![\w/.,\-])(?P<day>{_SMALL})\s?(?P<mark>[/.\-–])\s?
    (?P<month>{_SMALL})\s?(?P=mark)\s?(?P<year>{_YEAR})(?![\w/]|[.\-][0-9])""",
    re.VERBOSE,
)
# ngày 25/3/26 | ngày 25/3 | ngày …/4/2026 | ngày25/3/2026
_CUED = re.compile(
    rf"""(?<!\w)ngày\s?(?P<day>{_SMALL}|[ .…_]{{1,30}})\s?(?P<mark>[/.\-–])\s?
    (?P<month>{_SMALL})(?:\s?(?P=mark)\s?(?P<year>{_YEAR}|[0-9]{{2}}))?
    (?![\w/]|[.\-][0-9])""",
    re.VERBOSE,
)
# tháng 3/2026 | tháng 3 năm 2026
_MONTH = re.compile(
    rf"(?<!\w)tháng\s(?P<month>{_SMALL})(?:\s?[/\-.]\s?|\snăm\s)(?P<year>{_YEAR})(?![\w/])"
)
# ngày ba mươi tháng chín năm 2026 | ngày mùng hai tháng 9: spelt out, the year in figures
_UNITS = r"(?:một|mốt|hai|ba|tư|bốn|năm|lăm|sáu|bảy|bẩy|tám|chín)"
# tháng năm: no "tháng năm nay"
_SPELT_MONTH = (
    r"(?:mười(?:\s(?:một|hai))?|giêng|chạp|năm(?!\s(?:nay|này|tới|sau|trước|\d))"
    r"|một|hai|ba|tư|bốn|sáu|bảy|bẩy|tám|chín)"
)
_SPELT_DAY = rf"(?:(?:hai|ba)\smươi(?:\s{_UNITS})?|mười(?:\s{_UNITS})?|{_UNITS})"
_SPELT_OUT = re.compile(
    rf"""(?<!\w)(?<!mỗi\s)(?<!hằng\s)(?<!hàng\s)ngày\s(?:mùng\s|mồng\s)?
    (?:(?P<day>{_SPELT_DAY})\stháng\s(?P<month>{_SPELT_MONTH}|{_SMALL})
    |(?P<day2>{_SMALL})\stháng\s(?P<month2>{_SPELT_MONTH}))
    (?:\snăm\s(?P<year>{_YEAR}))?(?!\w)""",
    re.VERBOSE,
)
# OCR leaves "ngay 05 thang 3 nam 2026"; before a figure nothing else is meant.
_MISREAD = re.compile(
    r"(?<!\w)(?:(?P<day>ng[aáảãạ]y)|(?P<month>th[aàảãạâă]ng)|(?P<year>n[aãâáàảạ]m))(?=\s?[0-9])"
)
_SPELT = {"day": "ngày", "month": "tháng", "year": "năm"}
# The earlier pattern wins where two begin together or overlap; the words that each needs.
_PATTERNS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (_WORDS, ("ngày", "tháng")),
    (_CUED, ("ngày",)),
    (_NUMERIC, ()),
    (_LOOSE_WORDS, ("tháng",)),
    (_MONTH, ("tháng",)),
    (_SPELT_OUT, ("ngày", " tháng ")),
)
_DIGIT = re.compile("[0-9]")


class DateMention(Value, frozen=True):
    """One date as printed; `date` is None where the day is blank or no such day exists.

    `span` covers the whole phrase, "ngày" included; a part that is blank or absent is None.
    """

    span: Span
    date: date | None
    day: int | None = None
    month: int | None = None
    year: int | None = None


@lru_cache(maxsize=16384)
def find_dates(text: str) -> tuple[DateMention, ...]:
    """Return the dates of `text` in reading order; periods and bare years are no dates.

    >>> [str(found.date) for found in find_dates("ngày 05 tháng 4 năm 2026 và 25.3.2026")]
    ['2026-04-05', '2026-03-25']
    >>> found, = find_dates("ngày … tháng 4 năm 2026")
    >>> found.date, found.month, found.year
    (None, 4, 2026)
    """
    key = fold_case(text)
    if _DIGIT.search(key) is None:
        # Without a digit only blanks can be a date: ngày … tháng … năm …
        if "ngày" not in key or "tháng" not in key:
            return ()
    else:
        key = _MISREAD.sub(lambda match: _SPELT[match.lastgroup or ""], key)
    matches = sorted(_matches(key), key=lambda ranked: (ranked[1].start(), ranked[0]))
    found: list[DateMention] = []
    for _, match in matches:
        if not found or match.start() >= found[-1].span[1]:
            found.append(_mention(match))
    return tuple(found)


# ba mươi tháng | tháng chín: what a day needs that is spelt out
_ANY_SPELT = re.compile(
    rf"(?:{_UNITS}|mươi|mười)\stháng\s|\stháng\s(?:{_UNITS}|mười|giêng|chạp)(?!\w)"
)


def _matches(key: str) -> Iterator[tuple[int, re.Match[str]]]:
    # Walking a text with a pattern costs fifty times what it costs to ask for its words.
    said = {"ngày": "ngày" in key, "tháng": "tháng" in key, " tháng ": False}
    # A day spelt out is rare: its month is one of few words, or its day is.
    said[" tháng "] = said["tháng"] and _ANY_SPELT.search(key) is not None
    for rank, (pattern, needed) in enumerate(_PATTERNS):
        if all(said[word] for word in needed):
            yield from ((rank, match) for match in pattern.finditer(key))


def _mention(match: re.Match[str]) -> DateMention:
    parts = match.groupdict()
    day, month = (_number(parts.get(name) or parts.get(f"{name}2")) for name in ("day", "month"))
    year = _number(parts.get("year"))
    if year is not None and year < 100 and match.re is _CUED:
        year += 2000
    start, end = match.span()
    while end > start and match.string[end - 1] in " .…_\n":
        end -= 1
    # "năm 20…" tells no year.
    year = year if year and year >= 1000 else None
    return DateMention(
        span=(start, end), date=_day(year, month, day), day=day, month=month, year=year
    )


def _number(digits: str | None) -> int | None:
    repaired = (digits or "").translate(_TO_DIGITS).strip(" .…_\n")
    if repaired.isdecimal():
        return int(repaired)
    return spoken_number(digits) if digits else None


def _day(year: int | None, month: int | None, day: int | None) -> date | None:
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
