"""Thresholds: an amount that says whom a rule binds, and is no target to reach."""

from __future__ import annotations

import re
from functools import cache

from doclineage.model import Span
from doclineage.vietnamese.phrases import any_of
from doclineage.vietnamese.tables import load_table


@cache
def _words(kind: str, value: str | None = None) -> frozenset[str]:
    return frozenset(
        row["phrase"]
        for row in load_table("fact_words")
        if row["kind"] == kind and value in {None, row["value"]}
    )


def is_extent(unit: str | None) -> bool:
    """Tell whether a unit measures a thing or a person (mét, tuổi), and counts none."""
    return unit in _words("extent")


def is_inborn(unit: str | None) -> bool:
    """Tell whether a unit always says whom a rule binds: "từ 6 đến 36 tháng tuổi"."""
    return unit in _words("extent", "inborn")


# từ | trên | từ đủ, right before an amount: the bounds that part those whom a rule binds
_PARTING = re.compile(r"(?<!\w)(?:từ|từ đủ|đủ|trên|(?<!không )dưới|hơn)\s+$")
# khi mất liên lạc quá [06 giờ]: the rule holds from there on
_CONDITION = re.compile(
    r"(?<!\w)(?:khi|nếu|hễ|trường hợp|lúc)\s(?:(?!phải\s|cần\s|được\s|thì\s)[^,;:.()\d])*?"
    r"(?<!\w)(?:từ|từ đủ|trên|dưới|hơn|quá)\s+$"
)
#: Characters of the clause in which it is said whom the rule binds or what is to be reached.
_REACH = 90


def is_threshold(folded: str, span: Span, unit: str | None, bound: str) -> bool:
    """Tell whether a bounded amount says who or what falls under a rule.

    >>> text = "đối với bãi xe từ 200 m2 trở lên"
    >>> is_threshold(text, (18, 21), "m2", "min")
    True
    """
    if bound not in {"min", "max", "above", "below"} or unit == "%":
        return False
    before = folded[max(0, span[0] - _REACH) : span[0]]
    if _CONDITION.search(before) and (bound == "above" or not before.endswith("quá ")):
        return True
    cue = _PARTING.search(before)
    if cue is None:
        return False
    if is_inborn(unit):
        return True
    clause = re.split(r"[,;:.()]", before[: cue.start()])[-1]
    if is_extent(unit):
        # "vỉa hè từ 5 mét": what is measured stands before it, and nothing is to be reached.
        bound_words, reached = _last(clause, "binds", None), _last(clause, "reaches", None)
        return bool(clause.strip()) and bound_words >= reached
    if _last(clause, "reaches", None) < 0 and _BINDS_BEHIND.match(folded, span[1]):
        return True
    return _last(clause, "binds", "whom") > _last(clause, "reaches", None)


# [10] lao động trở lên phải có cán bộ y tế: who is measured so has to do what follows
_BINDS_BEHIND = re.compile(
    r"(?:\s+[^\s,;.:()]+){1,6}?\s+trở\s+(?:lên|xuống)\s+(?:thì\s+)?"
    r"(?:phải|được|không\s+được|bị|có\s+trách\s+nhiệm|bắt\s+buộc)(?!\w)"
)


# số tuyến đường, diện tích: of a place, "trên" says where a thing is done
_PLACE = re.compile(
    r"\s*(?:phần trăm\s+)?(?:số\s+|tổng\s+(?:số\s+)?)?"
    r"(?:tuyến|đoạn|trục|đường|ngõ|phố|kênh|sông|cánh đồng|thửa|diện tích|địa bàn|khu vực|khu"
    r"|xã|phường|thôn|bản|ha|nền tảng|trang|cổng)(?!\w)"
)
#: Characters of the word before "trên" that is looked at.
_VERB = 24


def says_where(folded: str, start: int, end: int) -> bool:
    """Tell whether a "trên" before an amount says where a thing is done, not "more than".

    >>> text = "trồng hoa trên 1/2 số tuyến đường"
    >>> says_where(text, text.index("trên"), text.index(" số"))
    True
    """
    before = folded[max(0, start - _VERB) : start].rstrip()
    return _PLACE.match(folded, end) is not None and _more_than().search(before) is None


@cache
def _more_than() -> re.Pattern[str]:
    """Match the words behind which "trên" is "more than", as at the beginning of a clause."""
    # What is suffered is done nowhere: "bị thiệt hại trên 70% diện tích" is more than so much.
    told = _words("reaches") | _words("suffers")
    verbs = any_of({*told, "được", "có", "còn", "là", "chiếm", "lên", "và", "với"})
    return re.compile(rf"(?:^|[,;:.(|\n]|(?<!\w){verbs})$")


def _last(clause: str, kind: str, value: str | None) -> int:
    """Return where the last word of a kind stands in a clause, -1 where none does."""
    return max((m.start() for m in _pattern(kind, value).finditer(clause)), default=-1)


@cache
def _pattern(kind: str, value: str | None) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(_words(kind, value))}(?!\w)")
