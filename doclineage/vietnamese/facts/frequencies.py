"""How often: times in a period, periods between, words such as "hằng tháng"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclineage.vietnamese.facts.fact import DIGIT, Fact, pattern, phrases

_BOUNDS = r"ít\snhất|tối\sthiểu|không\sdưới|tối\sđa|không\squá"
# 02 lần mỗi tháng | ít nhất 01 lần/quý | mỗi quý ít nhất 01 lần
_TIMES = re.compile(
    rf"""
    (?:(?<!\w)(?P<bound>{_BOUNDS})\s+)?
    (?P<count>\d+)\s+(?:lần|buổi|cuộc|kỳ|đợt)
    \s*(?:/\s*(?:0*1\s+)?|mỗi\s+|một\s+|trong\s+|hằng\s+|hàng\s+)?\s*
    (?P<period>ngày|tuần|tháng|quý|năm)(?!\w)
    | (?:(?<!\w)(?P<bound3>{_BOUNDS})\s+)?
    (?:mỗi|hằng|hàng)\s+(?P<period2>ngày|tuần|tháng|quý|năm)\s+
    (?:(?P<bound2>{_BOUNDS})\s+|\w+\s+){{0,3}}?
    (?P<count2>\d+)\s+(?:lần|buổi|cuộc|kỳ|đợt)
    """,
    re.VERBOSE,
)
# 06 tháng một lần | định kỳ 6 tháng | giao ban tuần
_EVERY = re.compile(
    r"(?:(?<!\w)(?:định kỳ|giao ban|họp|sinh hoạt)\s+)?(?:(?P<count>\d+)\s+)?"
    r"(?P<period>ngày|tuần|tháng|quý|năm)(?P<once>\s+(?:một|0*1)\s+lần)?(?!\w)"
)
_REGULAR = ("định kỳ", "giao ban", "họp", "sinh hoạt")
#: Hours in a year in which an office is open: 8 on five days of 52 weeks.
_OFFICE_HOURS = 2080.0
_PER_YEAR = {"ngày": 365, "tuần": 52, "tháng": 12, "quý": 4, "năm": 1}


def find_frequencies(folded: str) -> Iterator[Fact]:
    """Find how often something is done, in folded text whose number words are digits."""
    for match in _TIMES.finditer(folded) if DIGIT.search(folded) else ():
        count = int(match["count"] or match["count2"])
        times = count * _PER_YEAR[match["period"] or match["period2"]]
        bound = match["bound"] or match["bound2"] or match["bound3"]
        yield Fact(
            kind="frequency",
            span=match.span(),
            normal=f"{times}/year",
            amount=float(times),
            unit="times",
            bound=phrases("comparator")[bound] if bound else None,
        )
    regular = "lần" in folded or any(word in folded for word in _REGULAR)
    for match in _EVERY.finditer(folded) if regular else ():
        if not (match["once"] and match["count"]) and not match.group().startswith(_REGULAR):
            continue
        gap = int(match["count"] or 1) / _PER_YEAR[match["period"]]
        often = round(1 / gap, 4) if gap else 0.0
        yield Fact(kind="frequency", span=match.span(), normal=f"{often:g}/year", amount=often)
    for match in pattern("hours").finditer(folded):
        value = phrases("hours")[match.group()]
        always = value.isdigit()
        yield Fact(
            kind="frequency",
            span=match.span(),
            normal="round the clock" if always else value,
            amount=float(value) if always else _OFFICE_HOURS,
            unit="hours",
        )
    for match in pattern("frequency").finditer(folded):
        value = phrases("frequency")[match.group()]
        if value.isdigit():
            normal, amount = f"{value}/year", float(value)
            yield Fact(kind="frequency", span=match.span(), normal=normal, amount=amount)
        else:
            yield Fact(kind="frequency", span=match.span(), normal=value)
