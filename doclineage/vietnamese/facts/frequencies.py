"""How often: times in a period, periods between, words such as "hằng tháng"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from doclineage.vietnamese.facts.fact import COUNT, Fact, pattern, phrases

#: The unit of a word that says how often once more, with the period far before it.
ECHO = "echo"

_BOUNDS = (
    r"(?:ít\snhất(?:\slà)?|tối\sthiểu(?:\slà)?|không\s(?:dưới|(?:ít|thấp|nhỏ)\shơn)"
    r"|tối\sđa(?:\slà)?|nhiều\snhất|không\s(?:quá|vượt\squá|(?:nhiều|lớn)\shơn)|quá)"
)
# 02 lần mỗi tháng | ít nhất 01 lần/quý | mỗi quý ít nhất 01 lần
_TIMES = re.compile(
    rf"""
    (?:(?<!\w)(?P<bound>{_BOUNDS})\s+)?
    (?P<count>{COUNT})\s+(?:lần|buổi|cuộc|kỳ|đợt)
    \s*(?:/\s*(?:0*1\s+)?|mỗi\s+|một\s+|trong\s+(?:(?:mỗi|một|0*1)\s+)?|hằng\s+|hàng\s+)?\s*
    (?P<period>ngày|tuần|tháng|quý|học\skỳ|năm\shọc|năm)(?!\w)
    | (?:(?<!\w)(?P<bound4>{_BOUNDS})\s+)?
    (?P<count4>{COUNT})\s+(?:ngày|buổi|lượt)
    \s*(?:/\s*(?:0*1\s+)?|\s(?:mỗi|một|trong|hằng|hàng|trong\s+(?:mỗi|một|0*1))\s+)
    (?P<period4>tuần|tháng|quý|học\skỳ|năm\shọc|năm)(?!\w|\s+(?:\d|học|này|tới|sau|trước))
    | (?:(?<!\w)(?P<bound3>{_BOUNDS})\s+)?
    (?:mỗi|hằng|hàng)\s+(?P<period2>ngày|tuần|tháng|quý|học\skỳ|năm\shọc|năm)\s+
    (?:(?P<bound2>{_BOUNDS})\s+|\w+\s+){{0,3}}?
    (?P<count2>{COUNT})\s+(?:lần|buổi|cuộc|kỳ|đợt|ngày)(?!\s+làm\s+việc)
    """,
    re.VERBOSE,
)
# 02 lần, 30 lượt: what each pattern of times in a period needs, and few texts have
_ANY_TIMES = re.compile(r"\d\s+(?:lần|buổi|cuộc|kỳ|đợt|ngày|lượt)")
# 02 lần/tuần [trở lên]
_BOUND_BEHIND = re.compile(r"\s+(?P<bound>trở lên|trở xuống)(?!\w)")
# 06 tháng một lần | định kỳ 6 tháng | giao ban tuần
_EVERY = re.compile(
    r"(?:(?<!\w)(?:định kỳ|giao ban|họp|sinh hoạt|trợ cấp|phụ cấp)\s+)?"
    rf"(?:(?P<count>{COUNT})\s+)?"
    r"(?P<period>ngày|tuần|tháng|quý|năm)(?P<once>\s+(?:một|0*1)\s+lần|\s*/\s*(?:0*1\s*)?lần)?(?!\w)"
)
_REGULAR = ("định kỳ", "giao ban", "họp", "sinh hoạt", "trợ cấp", "phụ cấp")
# một lần | /lần | họp tuần: what a text needs that says so
_ANY_EVERY = re.compile(
    r"(?:\s(?:một|0*1)\s+|/\s*(?:0*1\s*)?)lần"
    r"|(?:định kỳ|giao ban|họp|sinh hoạt|trợ cấp|phụ cấp)\s+"
    rf"(?:{COUNT}\s+)?(?:ngày|tuần|tháng|quý|năm)"
)
# 24/24 giờ [tất cả các ngày trong tuần] | giờ hành chính [các ngày làm việc]
_DAYS = re.compile(
    r",?\s+(?:trong\s+|vào\s+|của\s+)?(?:tất cả\s+|mọi\s+|cả\s+)?(?:các\s+|07?\s+|7\s+)?ngày"
    r"(?:\s+(?:làm việc|trong tuần|trong tháng|trong năm|nghỉ|lễ|,|và|cả|kể cả))*(?![\w/]|\s+\d)"
)
#: Hours in a year in which an office is open: 8 on five days of 52 weeks.
_OFFICE_HOURS = 2080.0
_PER_YEAR = {
    "ngày": 365, "tuần": 52, "tháng": 12, "quý": 4, "học kỳ": 2, "năm học": 1, "năm": 1,
}  # fmt: skip
_PERIOD = r"(?:ngày|tuần|tháng|quý|học\skỳ|năm\shọc|năm)"


# mỗi tuần phát tuyên truyền trên loa [không dưới 3 lần]: far behind its period, in one clause
_FAR_TIMES = re.compile(
    r"(?:(?<!\w)(?:mỗi|hằng|hàng)|(?:^|(?<=[;.:]\s))(?P<opens>trong))"
    rf"\s+(?P<period>{_PERIOD})(?(opens),)"
    r"(?P<comma>,)?(?:\s+[^\s\d,;.:()]+(?(comma),?)){1,12}?\s+"
    rf"(?P<times>(?:(?P<bound>{_BOUNDS})\s+)?(?P<count>{COUNT})\s+"
    r"(?:lần|buổi|cuộc|kỳ|đợt|(?(bound)ngày(?!\s+(?:làm|sau|kể|trước))|(?!))))"
    r"(?!\w|\s*(?:/|mỗi|một|trong|so))"
)

# cứ [06 tháng], cán bộ được tập huấn [một lần]: one time in so many periods, far before it
_FAR_ONCE = re.compile(
    rf"(?<!\w)cứ\s+(?:mỗi\s+)?(?P<gap>(?P<count>{COUNT})\s+(?P<period>{_PERIOD})),?"
    r"(?:\s+[^\s;.:]+){1,24}?\s+(?P<once>(?:0*1|một)\s+lần)"
    r"(?!\w|\s*(?:/|mỗi|trong))"
)

# [ít nhất 04 buổi] tuyên truyền pháp luật mỗi năm: far before its period
_FAR_BEFORE = re.compile(
    rf"(?P<times>(?:(?<!\w)(?P<bound>{_BOUNDS})\s+)?(?P<count>{COUNT})\s+(?:lần|buổi|cuộc|kỳ|đợt))"
    r"(?:\s+[^\s\d,;.:()]+){1,8}?\s+(?:trong\s+)?(?:mỗi|hằng|hàng)\s+"
    rf"(?P<period>{_PERIOD})(?!\w)"
)


def _far_once(folded: str) -> Iterator[Fact]:
    """Find one time in so many periods, at the place of either."""
    for match in _FAR_ONCE.finditer(folded) if "cứ " in folded else ():
        often = round(_PER_YEAR[match["period"]] / max(1, int(match["count"])), 4)
        for place, unit in (("gap", None), ("once", ECHO)):
            yield Fact(
                kind="frequency",
                span=match.span(place),
                normal=f"{often:g}/year",
                amount=often,
                unit=unit,
            )


def _far_times(folded: str) -> Iterator[Fact]:
    """Find how often where the period stands far before it, at the place of the number."""
    for match in chain(_FAR_TIMES.finditer(folded), _FAR_BEFORE.finditer(folded)):
        times = int(match["count"]) * _PER_YEAR[match["period"]]
        yield Fact(
            kind="frequency",
            span=match.span("times"),
            normal=f"{times}/year",
            amount=float(times),
            unit="times",
            bound=phrases("comparator")[match["bound"]] if match["bound"] else None,
            count=int(match["count"]),
        )


def _bound_of(match: re.Match[str], folded: str) -> str | None:
    """Return the word that bounds how often, before the number or behind the period."""
    behind = _BOUND_BEHIND.match(folded, match.end())
    before = match["bound"] or match["bound2"] or match["bound3"] or match["bound4"]
    return before or (behind["bound"] if behind else None)


def find_frequencies(folded: str) -> Iterator[Fact]:
    """Find how often something is done, in folded text whose number words are digits."""
    counted = _ANY_TIMES.search(folded) is not None
    for match in _TIMES.finditer(folded) if counted else ():
        count = int(match["count"] or match["count2"] or match["count4"])
        times = count * _PER_YEAR[match["period"] or match["period2"] or match["period4"]]
        bound = _bound_of(match, folded)
        yield Fact(
            kind="frequency",
            span=match.span(),
            normal=f"{times}/year",
            amount=float(times),
            unit="times",
            bound=phrases("comparator")[bound] if bound else None,
            count=count,
        )
    yield from _far_once(folded)
    if counted:
        yield from _far_times(folded)
    for match in _EVERY.finditer(folded) if _ANY_EVERY.search(folded) else ():
        if not (match["once"] and match["count"]) and not match.group().startswith(_REGULAR):
            continue
        gap = int(match["count"] or 1) / _PER_YEAR[match["period"]]
        often = round(1 / gap, 4) if gap else 0.0
        yield Fact(kind="frequency", span=match.span(), normal=f"{often:g}/year", amount=often)
    for match in pattern("hours").finditer(folded):
        value = phrases("hours")[match.group()]
        always = value.isdigit()
        days = _DAYS.match(folded, match.end())
        yield Fact(
            kind="frequency",
            span=(match.start(), days.end() if days else match.end()),
            normal="round the clock" if always else value,
            amount=float(value) if always else _OFFICE_HOURS,
            unit="hours",
        )
    yield from _by_words(folded, counted=counted)


def _by_words(folded: str, *, counted: bool) -> Iterator[Fact]:
    """Find words that say how often by themselves, where no number does it for them."""
    usual = list(pattern("frequency").finditer(folded))
    far = {match.end() for match in _FAR_BEFORE.finditer(folded)} if counted and usual else ()
    for match in usual:
        if _FAR_TIMES.match(folded, match.start()) or match.end() in far:
            continue
        value = phrases("frequency")[match.group()]
        if value.isdigit():
            normal, amount = f"{value}/year", float(value)
            yield Fact(kind="frequency", span=match.span(), normal=normal, amount=amount)
        else:
            yield Fact(kind="frequency", span=match.span(), normal=value)
