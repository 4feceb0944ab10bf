"""Facts that bind: deadlines, amounts, duty words, frequencies, numbers of documents.

Each fact has a place, a normal form for comparing, and a direction where more or less can be said.
Domain reference 5.7; words in `data/fact_words.tsv`.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache

import msgspec

from doclineage.model import FactKind, Span
from doclineage.vietnamese.dates import find_dates
from doclineage.vietnamese.designations import find_designations, number_key
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.number_words import with_digits
from doclineage.vietnamese.phrases import any_of
from doclineage.vietnamese.tables import load_table
from doclineage.vietnamese.thresholds import is_extent, is_threshold
from doclineage.vietnamese.words import number_value


class Fact(msgspec.Struct, frozen=True):
    """One fact: `normal` is equal for facts that say the same; `amount` orders them.

    `bound` is min, max, above, below, about, exact, effort or, for a deadline, before or by. A
    scope with a bound is a threshold of whom a rule binds ("vỉa hè từ 5 mét trở lên").
    """

    kind: FactKind
    span: Span
    normal: str
    amount: float | None = None
    unit: str | None = None
    bound: str | None = None


@cache
def _phrases(kind: str) -> dict[str, str]:
    return {row["phrase"]: row["value"] for row in load_table("fact_words") if row["kind"] == kind}


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(_phrases(kind))}(?!\w)")


@cache
def _before(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<cue>{any_of(_phrases(kind))})\s*(?:ngày\s*)?$")


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
# 02 lần mỗi tháng | 01 lần/quý | mỗi quý ít nhất 01 lần
_TIMES = re.compile(
    r"(?P<count>\d+)\s+(?:lần|buổi|cuộc|kỳ|đợt)\s*(?:/|mỗi\s+|một\s+|trong\s+|hằng\s+|hàng\s+)?\s*"
    r"(?P<period>ngày|tuần|tháng|quý|năm)(?!\w)"
    r"|(?:mỗi|hằng|hàng)\s+(?P<period2>ngày|tuần|tháng|quý|năm)\s+(?:\w+\s+){0,3}?"
    r"(?P<count2>\d+)\s+(?:lần|buổi|cuộc|kỳ|đợt)"
)
# 06 tháng một lần | định kỳ 6 tháng | giao ban tuần
_EVERY = re.compile(
    r"(?:(?<!\w)(?:định kỳ|giao ban|họp|sinh hoạt)\s+)?(?:(?P<count>\d+)\s+)?"
    r"(?P<period>ngày|tuần|tháng|quý|năm)(?P<once>\s+(?:một|0*1)\s+lần)?(?!\w)"
)
_REGULAR = ("định kỳ", "giao ban", "họp", "sinh hoạt")
_PER_YEAR = {"ngày": 365, "tuần": 52, "tháng": 12, "quý": 4, "năm": 1}
# 95% | 1.234,5 | 20 - 25 | 60% đến 70%
_AMOUNT = re.compile(
    r"""
    (?<![\w/.,-])(?P<number>\d+(?:\.\d{3})*(?:,\d+)?)(?P<percent>\s?%)?
    (?:\s*(?:[-–]|đến|tới)\s*(?P<high>\d+(?:\.\d{3})*(?:,\d+)?)(?P<percent_high>\s?%)?)?
    (?![\w/]|[.,]\d|-\d)
    """,
    re.VERBOSE,
)
# 2/3 số hộ: a fraction, no day
_FRACTION = re.compile(
    r"(?<![\w/.,-])(?<!ngày )(?P<of>\d{1,2})/(?P<parts>[1-9]\d?)"
    r"(?=\s+(?:số|tổng|các|dân|diện tích|thành viên|đại biểu|hộ)(?!\w))"
)
# 2026 - 2031: a term of office or a period, no amount.
_YEARS = re.compile(r"\D*[12]\d{3}\s?[-–]\s?[12]\d{3}(?!\d)")
_LISTED = re.compile(r"[^.;,]*(?<!\w)và(?!\w)[^.;,]*")
_AFTER_BOUND = re.compile(r"\s*(?:\S+\s+){0,3}?(?P<cue>trở lên|trở xuống)(?!\w)")
_SCALE = {
    "nghìn đồng": 1e3,
    "triệu đồng": 1e6,
    "tỷ đồng": 1e9,
    "triệu": 1e6,
    "tỷ": 1e9,
    "tháng tuổi": 1 / 12,
}
#: Numbers that name a place in an outline or a term are no amounts.
_NAMED_NUMBER = re.compile(
    r"(?:điều|khoản|điểm|mục|phần|chương|phụ lục|khóa|khoá|lần thứ|kỳ|số|năm|ngày|tháng|quý"
    r"|giai đoạn|nhiệm kỳ|đề án|tổ|khu phố|thôn|kỳ họp thứ|cấp độ|mức độ)\s*$"
)


@lru_cache(maxsize=16384)
def find_facts(text: str) -> tuple[Fact, ...]:
    """Return the facts of `text`, in order of place.

    >>> found = find_facts("đạt từ 95% trở lên trước ngày 15/11/2026")
    >>> [(fact.kind, fact.normal, fact.bound) for fact in found]
    [('target', '95%', 'min'), ('deadline', '2026-11-15', 'before')]
    """
    folded = fold_case(text)
    counted = with_digits(folded, text)
    taken: list[Span] = []
    found: list[Fact] = []
    finders = (
        _references(text, folded),
        _pinpoints(folded),
        _deadlines(text, counted),
        _frequencies(counted),
        _amounts(counted),
        _duty_words(folded),
    )
    for facts in finders:
        for fact in facts:
            if not any(a < fact.span[1] and fact.span[0] < b for a, b in taken):
                found.append(fact)
                taken.append(fact.span)
    return tuple(sorted(found, key=lambda fact: (fact.span, fact.kind)))


def _references(text: str, folded: str) -> Iterator[Fact]:
    dates = find_dates(text)
    for mention in find_designations(text):
        start, end = mention.span
        # The date and the number are one reference: its date is no deadline.
        after = re.match(r"\s*,?\s*", folded[end:])
        here = end + (after.end() if after else 0)
        near = next((d for d in dates if here <= d.span[0] <= here + 5), None)
        normal = number_key(mention.number) if mention.number else mention.code
        yield Fact(
            kind="reference",
            span=(start, near.span[1] if near else end),
            normal=f"{normal}@{near.date}" if near else normal,
        )


# Điều 15 | khoản 2 | điểm b: a place in a law, numbers as printed
_PINPOINT = re.compile(
    r"(?<!\w)(?P<what>điều|khoản|(?<!dứt )(?<!thời )(?<!địa )điểm|phụ lục|tiểu mục|mục|chương)\s+"
    r"(?P<which>\d{1,4}[a-zđ]?|[a-zđ]|(?<!điểm )(?<!khoản )(?<!điều )[ivx]{2,5})(?!\w)"
)


def _pinpoints(folded: str) -> Iterator[Fact]:
    for match in _PINPOINT.finditer(folded):
        normal = f"{match['what']} {match['which']}"
        yield Fact(kind="reference", span=match.span(), normal=normal)


def _deadlines(text: str, folded: str) -> Iterator[Fact]:
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
    bound = _phrases("deadline")[cue] if cue else None
    return Fact(kind="deadline", span=span, normal=normal, amount=amount, unit="day", bound=bound)


def _frequencies(folded: str) -> Iterator[Fact]:
    for match in _TIMES.finditer(folded):
        count = int(match["count"] or match["count2"])
        times = count * _PER_YEAR[match["period"] or match["period2"]]
        yield Fact(kind="frequency", span=match.span(), normal=f"{times}/year", amount=float(times))
    for match in _EVERY.finditer(folded):
        if not (match["once"] and match["count"]) and not match.group().startswith(_REGULAR):
            continue
        gap = int(match["count"] or 1) / _PER_YEAR[match["period"]]
        often = round(1 / gap, 4) if gap else 0.0
        yield Fact(kind="frequency", span=match.span(), normal=f"{often:g}/year", amount=often)
    for match in _pattern("frequency").finditer(folded):
        value = _phrases("frequency")[match.group()]
        if value.isdigit():
            normal, amount = f"{value}/year", float(value)
            yield Fact(kind="frequency", span=match.span(), normal=normal, amount=amount)
        else:
            yield Fact(kind="frequency", span=match.span(), normal=value)


def _amounts(folded: str) -> Iterator[Fact]:
    last: Fact | None = None
    for match in _AMOUNT.finditer(folded):
        before = folded[max(0, match.start() - 24) : match.start()]
        value = number_value(match["number"])
        high = number_value(match["high"]) if match["high"] else None
        if _YEARS.match(folded[max(0, match.start() - 8) : match.end() + 8].lstrip()):
            continue
        percent = match["percent"] or match["percent_high"]
        if value is None or (not percent and _NAMED_NUMBER.search(before)):
            continue
        unit = "%" if percent else _unit(folded, match.end())
        bound = "exact" if high is not None else _bound(folded, match.start(), match.end(), unit)
        if bound == "exact" and last is not None and last.unit == unit and unit is not None:
            # "ít nhất 90% … và 80% …": the bound governs the list.
            between = folded[last.span[1] : match.start()]
            if len(between) < 80 and _LISTED.fullmatch(between) and last.kind != "scope":
                bound = last.bound or bound
        last = _amount(folded, match.span(), value, high, unit, bound)
        yield last
    for match in _FRACTION.finditer(folded):
        share = round(100 * int(match["of"]) / int(match["parts"]), 2)
        bound = _bound(folded, match.start(), match.end(), "%")
        yield _amount(folded, match.span(), share, None, "%", bound)


def _amount(
    folded: str, span: Span, value: float, high: float | None, unit: str | None, bound: str
) -> Fact:
    """Return an amount, a range of which the middle orders, or a threshold."""
    scale = _SCALE.get(unit or "", 1.0)
    sign = "%" if unit == "%" else ""
    normal = f"{value * scale:g}" if high is None else f"{value * scale:g}-{high * scale:g}"
    kind: FactKind = "quantity"
    if is_threshold(folded, span, unit, bound):
        kind = "scope"
    elif unit == "%" or bound not in {"exact", "about"}:
        kind = "target"
    return Fact(
        kind=kind,
        span=span,
        normal=f"{normal}{sign}",
        amount=scale * (value if high is None else (value + high) / 2),
        unit=_same_units().get(unit or "", unit),
        bound=bound,
    )


@cache
def _same_units() -> dict[str, str]:
    """Return the units that stand for another one: khóa for lớp, triệu đồng for đồng."""
    return {
        unit: same for kind in ("unit", "counted") for unit, same in _phrases(kind).items() if same
    }


def is_unit(word: str | None) -> bool:
    """Tell whether a word is a unit of measure or of counting in the table."""
    return word in _phrases("unit")


def _unit(folded: str, end: int) -> str | None:
    match = _unit_after().match(folded, end)
    if match:
        return "%" if match["unit"] == "phần trăm" else match["unit"]
    word = re.match(r"\s+([^\W\d_]+)", folded[end:])
    return word.group(1) if word else None


@cache
def _unit_after() -> re.Pattern[str]:
    names = any_of({**_phrases("unit"), **_phrases("counted")})
    return re.compile(rf"\s*(?P<unit>{names})(?!\w)")


def _bound(folded: str, start: int, end: int, unit: str | None) -> str:
    after = _AFTER_BOUND.match(folded[end : end + 60])
    if after:
        return _phrases("comparator")[after["cue"]]
    before = re.search(
        rf"(?<!\w)(?P<cue>{_comparators()})\s+(?:đạt\s+|là\s+|đủ\s+)?$",
        folded[max(0, start - 30) : start],
    )
    # "từ" alone bounds what is measured ("vỉa hè từ 5 mét"); of the rest it says where it begins.
    if before is None or (before["cue"] == "từ" and not is_extent(unit)):
        return "exact"
    return _phrases("comparator")[before["cue"]]


@cache
def _comparators() -> str:
    return any_of(_phrases("comparator"))


def _duty_words(folded: str) -> Iterator[Fact]:
    lexical = [match.span() for match in _pattern("lexical").finditer(folded)]
    kinds: tuple[FactKind, ...] = ("modality", "negation", "scope")
    for kind in kinds:
        for match in _pattern(kind).finditer(folded):
            if any(a <= match.start() < b for a, b in lexical):
                continue
            value = _phrases(kind)[match.group()]
            yield Fact(
                kind=kind,
                span=match.span(),
                normal=value or match.group(),
                amount=float(value) if value.isdigit() else None,
            )
