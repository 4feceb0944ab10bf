"""Days that come again: "ngày 15 hằng tháng", "thứ Sáu hằng tuần", "tuần đầu của tháng"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclineage.vietnamese.facts.cues import cue_before, deadline
from doclineage.vietnamese.facts.fact import Fact

_EVERY = r"(?:hằng|hàng|mỗi)"
# ngày 15 hằng tháng | ngày 20 của tháng cuối quý | ngày 05 tháng sau
_DAY = re.compile(
    rf"""
    (?<!\w)ngày\s+(?:mùng\s+|mồng\s+)?(?P<day>\d{{1,2}})
    (?:\s+(?:
        (?:của\s+)?{_EVERY}\s+(?P<every>tuần|tháng|quý|năm)
      | (?:của\s+)?tháng\s+(?P<place>đầu|giữa|cuối)\s+(?:của\s+)?(?:{_EVERY}\s+)?
        (?P<cycle>quý|năm)
      | (?:của\s+)?tháng\s+(?P<next>sau|kế\s+tiếp|tiếp\s+theo|liền\s+kề)
      | (?:của\s+)?(?P<same>tháng)(?!\s+\d)
    ))?(?![\w/]|[.-]\d|\s+tháng\s+\d)
    """,
    re.VERBOSE,
)
# ngày 20/12 hằng năm | 15 tháng 6 mỗi năm
_YEARLY = re.compile(
    rf"(?<!\w)(?:ngày\s+)?(?P<day>0?[1-9]|[12]\d|3[01])\s*(?:/|-|\s+tháng\s+)\s*"
    rf"(?P<month>0?[1-9]|1[0-2])\s+(?:của\s+)?{_EVERY}\s+năm(?!\w)"
)
_EVERY_YEAR = re.compile(rf"{_EVERY}\s+năm")
#: Which month of its cycle is the first, the middle, the last.
_MONTHS = {"quý": {"đầu": 0, "giữa": 1, "cuối": 2}, "năm": {"đầu": 0, "giữa": 6, "cuối": 11}}
_WEEKDAYS = {
    "hai": 1, "2": 1, "ba": 2, "3": 2, "tư": 3, "4": 3, "năm": 4, "5": 4,
    "sáu": 5, "6": 5, "bảy": 6, "bẩy": 6, "7": 6,
}  # fmt: skip
# thứ sáu hằng tuần | chiều thứ 6 | chủ nhật mỗi tuần
_WEEKDAY = re.compile(
    rf"(?<!\w)(?P<part>(?:ngày|sáng|chiều|trưa|tối)\s+)?"
    r"(?:thứ\s+(?P<day>hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|(?P<sunday>chủ\s+nhật))(?!\w)"
    rf"(?=(?P<weekly>(?:\s+của)?\s+(?:{_EVERY}\s+tuần|trong\s+tuần|tuần))?)"
)
# trước [15 giờ] thứ năm: the hour stands between the word that bounds it and the day
_CLOCK = re.compile(r"\d\s*(?:giờ|h)(?:\s*\d{2}(?:\s*phút)?)?\s+$")
#: Characters of an hour.
_HOUR = 16
# tuần đầu của tháng | tuần thứ hai của tháng 7: the week only, the month is a time by itself
_WEEK = re.compile(
    r"(?<!\w)tuần\s+(?:(?P<place>đầu|cuối)|thứ\s+(?P<which>nhất|hai|ba|tư|[1-4]))"
    rf"(?:\s+tiên|\s+cùng)?(?=\s+(?:của\s+)?(?:{_EVERY}\s+)?(?P<cycle>tháng|quý|năm)(?!\w))"
)
_WHICH = {"nhất": 1, "hai": 2, "ba": 3, "tư": 4}


def find_recurrences(folded: str) -> Iterator[Fact]:
    """Find days that come again in folded text."""
    for match in _WEEK.finditer(folded) if "tuần" in folded else ():
        place = {"đầu": 1, "cuối": 5}.get(match["place"] or "")
        which = place or _WHICH.get(match["which"]) or int(match["which"])
        yield deadline(folded, match.span(), f"w{which} {match['cycle']}", float(which), "week")
    for match in _YEARLY.finditer(folded) if _EVERY_YEAR.search(folded) else ():
        amount = (int(match["month"]) - 1) * 31.0 + int(match["day"])
        yield deadline(folded, match.span(), f"{amount:g} năm", amount, "recurring")
    for match in _DAY.finditer(folded) if "ngày" in folded else ():
        every = match["every"] or match["cycle"] or ("tháng" if match["next"] else "")
        every = every or ("tháng" if match["same"] else "")
        if not every and cue_before(folded, match.start()) is None:
            continue
        month = _MONTHS[match["cycle"]][match["place"]] if match["cycle"] else 0
        month += 1 if match["next"] else 0
        amount = month * 31.0 + int(match["day"])
        yield deadline(folded, match.span(), f"{amount:g} {every or '-'}", amount, "recurring")
    for match in _WEEKDAY.finditer(folded) if "thứ" in folded or "nhật" in folded else ():
        clocked = _CLOCK.search(folded, max(0, match.start() - _HOUR), match.start())
        if not (match["weekly"] or match["part"] or clocked or cue_before(folded, match.start())):
            continue
        which = 7 if match["sunday"] else _WEEKDAYS[match["day"]]
        yield deadline(folded, match.span(), f"weekday {which}", float(which), "weekday")
