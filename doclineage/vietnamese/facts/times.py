"""Deadlines: days, hours of a day, terms of so many days; periods and events stand beside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from doclineage.model import Span
from doclineage.vietnamese.dates import DateMention, find_dates
from doclineage.vietnamese.facts.cues import cue_before, deadline, fills_cell, is_start
from doclineage.vietnamese.facts.events import find_events
from doclineage.vietnamese.facts.fact import COUNT, DIGIT, Fact, pattern, phrases
from doclineage.vietnamese.facts.periods import find_periods, unyeared
from doclineage.vietnamese.facts.recurrences import find_recurrences

# 05 ngày làm việc | 24 giờ
_TERM = re.compile(
    rf"(?P<amount>{COUNT})\s+(?P<unit>giờ|ngày làm việc|ngày|tuần|tháng|năm|phút)"
    r"(?!\w|\s+(?:học|tuổi)(?!\w))"
)
_HOURS = {
    "phút": 1 / 60,
    "giờ": 1,
    "ngày": 24,
    "ngày làm việc": 33.6,
    "tuần": 168,
    "tháng": 730,
    "năm": 8760,
}
# trước 30/6 | đến 31/5: a day without the word, after a word that bounds it or alone in a cell
_BARE_DAY = re.compile(
    r"(?<![\w/.,-])(?P<day>0?[1-9]|[12]\d|3[01])/(?P<month>0?[1-9]|1[0-2])(?![\w/]|[.,-]\d)"
)
# 15/6 và: a day in a list of days
_LISTED_DAY = re.compile(r"\d/(?:0?[1-9]|1[0-2])\s*(?:,|và|hoặc)\s*$")
# trước 16 giờ 30 phút | lúc 7h30 | vào 16 giờ hằng ngày
_CLOCK = re.compile(
    r"(?<![\w/.,-])(?P<hour>[01]?\d|2[0-4])\s*(?:giờ|h|g)(?:\s*(?P<minute>[0-5]\d)(?!\d)(?:\s*phút)?)?"
    r"(?!\w)"
)
# hằng ngày | ngày 15/6 | sáng: what makes hours an hour of the day
_OF_DAY = re.compile(
    r"\s*,?\s*(?:hằng|hàng|mỗi|các|cùng|mọi)?\s*(?:ngày\s+\D{0,2}\d|ngày(?!\s+làm)|thứ\s|sáng|trưa|chiều|tối|đêm)"
)
# buổi chiều từ [17 giờ]
_PART_OF_DAY = re.compile(
    r"(?<!\w)(?:sáng|trưa|chiều|tối|đêm)\s+(?:từ|lúc|vào|trước)\s+(?:lúc\s+)?$"
)
_BY_CLOCK = re.compile(
    r"(?<!\w)(?:trước|từ|lúc|vào lúc|vào hồi|hồi|vào|sau|chậm nhất|muộn nhất|đến|hạn|là)\s+"
    r"(?:là\s+)?$"
)


# 16 giờ | 7h: what an hour of the day needs
_ANY_HOUR = re.compile(r"\d\s*(?:giờ|h|g)")
# từ 06 giờ đến 20 giờ | 6h - 20h30: hours of the day between which something holds
_HOURS_OF_DAY = re.compile(
    r"(?<![\w/.,-])(?:từ\s+)?(?P<first>[01]?\d|2[0-4])\s*(?:giờ|h|g)\s*(?P<minute>[0-5]\d)?(?:\s*phút)?"
    r"\s*(?:đến|tới|[-–])\s*(?P<last>[01]?\d|2[0-4])\s*(?:giờ|h|g)\s*(?P<end>[0-5]\d)?(?:\s*phút)?(?!\w)"
)


def _hours_of_day(folded: str) -> Iterator[Fact]:
    for match in _HOURS_OF_DAY.finditer(folded):
        first = int(match["first"]) + int(match["minute"] or 0) / 60
        last = int(match["last"]) + int(match["end"] or 0) / 60
        yield Fact(
            kind="deadline",
            span=match.span(),
            normal=f"{first:g}-{last:g} h",
            amount=first * 100 + last,
            unit="hours of day",
        )


def find_deadlines(text: str, folded: str) -> Iterator[Fact]:
    """Find deadlines in a text and its folded form whose number words are digits."""
    counted = DIGIT.search(folded) is not None
    timed = counted and _ANY_HOUR.search(folded) is not None
    yield from chain(
        _hours_of_day(folded) if timed else (),
        _clocks(folded) if timed else (),
        find_recurrences(folded),
        _days(text, folded),
        find_events(folded),
        find_periods(folded),
        _terms(folded) if counted else (),
        _within_one(folded) if "trong" in folded and "ngày" in folded else (),
    )


@lru_cache(maxsize=1024)
def days_of(text: str) -> tuple[tuple[Span, int, int, int | None], ...]:
    """Return the days of a text as printed: place, day, month, and the year where there is one."""
    dated = [(d.span, d.day, d.month, d.year) for d in find_dates(text) if d.day and d.month]
    bare = [
        (match.span(), int(match["day"]), int(match["month"]), None)
        for match in _BARE_DAY.finditer(text)
        if not any(a < match.end() and match.start() < b for (a, b), *_ in dated)
    ]
    return tuple(sorted([*dated, *bare], key=lambda day: day[0]))


def _days(text: str, folded: str) -> Iterator[Fact]:
    for found in find_dates(text):
        if not is_start(folded, found.span[0]) and not _is_of_paper(folded, found.span[0]):
            yield from _dated(found, folded)
    for match in _BARE_DAY.finditer(folded) if "/" in folded else ():
        bounded = (
            cue_before(folded, match.start())
            or fills_cell(folded, match.span())
            or _LISTED_DAY.search(folded[max(0, match.start() - 12) : match.start()])
        )
        if bounded and not is_start(folded, match.start()):
            month, day = int(match["month"]), int(match["day"])
            yield deadline(folded, match.span(), f"--{month}-{day}", unyeared(month, day))


# theo Chỉ thị … do UBND tỉnh ban hành [ngày 12/5/2026]: the day of a paper
_PAPER_DAY = re.compile(
    r"(?<!\w)(?:chỉ thị|kế hoạch|quyết định|nghị quyết|công văn|hướng dẫn|thông báo|kết luận)\s"
    r"[^;.:]{0,80}?(?:ban hành|ký)\s+(?:vào\s+)?$"
)


# Chỉ thị số 12/CT-TTg của Thủ tướng Chính phủ [ngày 10/3/2026]: of a number, behind its issuer
_NUMBERED_PAPER = re.compile(
    r"\d{1,5}(?:/\d{4})?[/-](?=[\w&-]*[^\W\d])[\w&-]+(?:/[\w&-]+)*\s+(?:của\s+[^;.:,]{2,60}?\s)?$"
)


def _is_of_paper(folded: str, position: int) -> bool:
    before = folded[max(0, position - 110) : position]
    return bool(_PAPER_DAY.search(before) or _NUMBERED_PAPER.search(before))


def _dated(found: DateMention, folded: str) -> Iterator[Fact]:
    if found.date is not None:
        yield deadline(folded, found.span, str(found.date), float(found.date.toordinal()))
    elif found.day and found.month:
        # ngày 15/6: the year goes without saying.
        normal = f"--{found.month}-{found.day}"
        yield deadline(folded, found.span, normal, unyeared(found.month, found.day))


def _clocks(folded: str) -> Iterator[Fact]:
    """Find hours of the day: of the other hours one cannot tell a term from a duration."""
    for match in _CLOCK.finditer(folded):
        cue = _BY_CLOCK.search(folded[max(0, match.start() - 14) : match.start()])
        if not cue or not (
            match["minute"]
            or _OF_DAY.match(folded, match.end())
            or _PART_OF_DAY.search(folded[: match.start()][-24:])
        ):
            continue
        hour = int(match["hour"]) + int(match["minute"] or 0) / 60
        yield deadline(folded, match.span(), f"{hour:g} h", hour, "clock")


# 15 ngày trước ngày bầu cử: the longer before, the sooner
_BEFOREHAND = re.compile(r"\s+trước\s+(?:ngày|khi|thời|phiên|kỳ|lễ|hội|cuộc|đại|tết|lúc)(?!\w)")
# trước khi thu ít nhất [05 ngày]: the term by which it is before stands behind
_LONG_BEFORE = re.compile(
    r"(?<!\w)trước\s+(?:ngày|khi|thời điểm|phiên|kỳ|lễ|hội|cuộc|đại hội|tết)\s+"
    r"(?:[^\s\d,;.:]+\s+){0,5}?"
    r"(?:ít nhất|tối thiểu|chậm nhất|muộn nhất)\s+(?:là\s+)?$"
)
# trong ngày làm việc | ngay trong ngày: within one
_WITHIN_ONE = re.compile(
    r"(?<!\w)trong\s+(?P<unit>ngày làm việc)(?!\w)"
    r"|(?<!\w)ngay\s+trong\s+(?P<day>ngày)(?:(?!\s+\w)|(?=\s+(?:tiếp\s+)?(?:nhận|nộp|phát|xảy|đó)))"
)


def _terms(folded: str) -> Iterator[Fact]:
    for match in _TERM.finditer(folded):
        cue = cue_before(folded, match.start())
        beforehand = _BEFOREHAND.match(folded, match.end()) or _LONG_BEFORE.search(
            folded[max(0, match.start() - 60) : match.start()]
        )
        running = _RUNNING.match(folded, match.end())
        if cue is None and not beforehand and not running:
            continue
        if _RECURS.search(folded[max(0, match.start() - 12) : match.start()]):
            continue
        if cue == "trong" and _RATE.search(folded[max(0, match.start() - 20) : match.start()]):
            continue
        count, unit = int(match["amount"]), match["unit"]
        if beforehand or (cue or "").endswith("trước"):
            yield _term(match.span(), count, unit, "hours before", -count * _HOURS[unit])
        elif running or _lasts(folded, match):
            yield _term(match.span(), count, unit, "hours lasting", -count * _HOURS[unit])
        else:
            bound = "about" if phrases("deadline").get(cue or "") == "about" else "by"
            yield _term(match.span(), count, unit, "hours", count * _HOURS[unit], bound)


# định kỳ [6 tháng] trước ngày 10/6: how often, not so long before the day
_RECURS = re.compile(r"(?<!\w)định kỳ\s+$")
# 02 ngày trong [01 tháng]: how often
_RATE = re.compile(r"\d\s+(?:lần|buổi|lượt|cuộc|kỳ|đợt|ngày)\s+trong\s+$")
# [02 tuần] liền, [03 ngày] liên tục
_RUNNING = re.compile(r"\s+(?:liền|liên tục|liên tiếp)(?!\w)(?!\s+(?:kề|trước))")
# kể từ ngày nhận | sau khi có đơn: a term that begins with something is one to be ready in
_RESPONSE = re.compile(
    r"(?:\s+làm việc)?,?\s+(?:kể\s+)?(?:từ|sau)\s+(?:ngày\s+|khi\s+|thời điểm\s+)?"
    r"(?:nhận|tiếp nhận|có|được|phát hiện|ký|ban hành|xảy ra)(?!\w)"
)
#: Characters before a term in which a verb may stand that says that something is to last it.
_TO_VERB = 90


def _lasts(folded: str, term: re.Match[str]) -> bool:
    """Tell whether what is done is to last a term: "niêm yết trong 15 ngày", no term to do it in.

    >>> text = "hỗ trợ tiền thuê nhà trong 12 tháng"
    >>> [fact.amount for fact in _terms(text)]
    [-8760]
    """
    clause = re.split(r"[,;:.()]", folded[max(0, term.start() - _TO_VERB) : term.start()])
    if _BARRED.search(clause[-1]) or _is_barred_far(folded, term.start()):
        return True
    in_work = term["unit"] == "ngày làm việc" or _RESPONSE.match(folded, term.end())
    if in_work or _BY_THEN.search(clause[-1]):
        return False
    return pattern("lasting").search(clause[-1]) is not None


#: Characters before a term in which a ban of several deeds may begin.
_TO_BAN = 160


def _is_barred_far(folded: str, place: int) -> bool:
    """Tell whether several deeds are barred for a term: "không quy hoạch, bổ nhiệm … trong"."""
    before = re.split(r"[;:.()\n]", folded[max(0, place - _TO_BAN) : place])[-1]
    if "," not in before or _BARRED.search(before) is None:
        return False
    return _DUE.search(before.rpartition(",")[2]) is None


# phải hoàn thành: behind a comma, what is to be ready in the term
_DUE = re.compile(r"(?<!\w)(?:chậm|muộn|trễ|hoàn|xong|tối đa|không quá|phải|cần|báo cáo|gửi)(?!\w)")
# không bổ nhiệm … trong vòng [24 tháng]: a ban lasts
_BARRED = re.compile(
    r"(?<!\w)(?:không(?:\s+được)?|nghiêm\s+cấm|cấm|tạm\s+dừng|đình\s+chỉ)"
    r"\s+(?!quá|để|chậm|muộn|kéo|vượt|thể|còn)[^\W\d].*\s(?:trong|thời\s+hạn|thời\s+gian|vòng)\s+$"
)
# chậm nhất trong | hoàn thành … trong: by then it is to be ready
_BY_THEN = re.compile(r"(?<!\w)(?:chậm|muộn|trễ|hoàn|xong|vòng|tối đa|không quá)(?!\w)")


def _within_one(folded: str) -> Iterator[Fact]:
    for match in _WITHIN_ONE.finditer(folded):
        unit = match["unit"] or match["day"]
        yield _term((match.end() - len(unit), match.end()), 1, unit, "hours", _HOURS[unit])


def _term(span: Span, count: int, unit: str, scale: str, amount: float, bound: str = "by") -> Fact:
    normal = f"{count} {unit}"
    return Fact(kind="deadline", span=span, normal=normal, amount=amount, unit=scale, bound=bound)
