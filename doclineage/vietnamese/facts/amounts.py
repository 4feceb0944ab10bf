"""Amounts: targets, quantities, money, ranges, fractions, thresholds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from doclineage.model import FactKind, Span
from doclineage.vietnamese.facts.bounds import cue_before, is_comparison
from doclineage.vietnamese.facts.fact import Fact, phrases
from doclineage.vietnamese.phrases import any_of
from doclineage.vietnamese.thresholds import is_extent, is_inborn, is_threshold, says_where
from doclineage.vietnamese.words import number_value

# 95% | 1.234,5 | 20 - 25 | 60% đến 70%: the digit first, so that a search runs from digit to digit
_AMOUNT = re.compile(
    r"""
    (?P<number>\d(?<![\w/.,-]\d)\d*(?:\.\d{3})*(?:,\d+)?)(?P<percent>\s?%)?
    (?:\s*(?:[-–]|(?:đến|tới)(?:\s+(?:hết|dưới))?)\s*(?P<high>\d+(?:\.\d{3})*(?:,\d+)?)(?P<percent_high>\s?%)?)?
    (?!(?!đ(?!\w))[\w/]|[.,]\d|-\d)
    """,
    re.VERBOSE,
)
# 3. Kiểm tra: the number of an outline before a text, no amount
_OPENING = re.compile(r"\s*\d{1,2}\.\s+(?=[^\W\d])")
# 2/3 số hộ | 16/19 tiêu chí | 16 trong 19 tiêu chí | từ 2/3 trở lên: a fraction, no day
_FRACTION = re.compile(
    r"(?P<of>\d(?<![\w/.,-]\d)(?<!ngày \d)\d?)"
    r"(?:/|\s+(?:trong|trên)(?:\s+tổng)?(?:\s+số)?\s+)(?P<parts>[1-9]\d?)"
    r"(?=\s+(?:số|tổng|các|dân|diện tích|thành viên|đại biểu|hộ|tiêu chí|chỉ tiêu|trở lên"
    r"|trở xuống)(?!\w))"
)
# 2026 - 2031: a term of office or a period, no amount.
_YEARS = re.compile(r"\D*[12]\d{3}\s?[-–]\s?[12]\d{3}(?!\d)")
# (1) tuyên truyền; (2) kẻ vạch: what numbers the parts of a list
_ENUMERATES = re.compile(r"\)\s*[^\W\d]")
_LISTED = re.compile(r"[^.;,]*(?<!\w)và(?!\w)[^.;,]*")
_AFTER_BOUND = re.compile(
    r"\s*(?:[^\s;:]+(?<![.,])\s+){0,3}?(?P<cue>trở lên|trở xuống|là cùng|là (?:nhiều|ít) nhất"
    r"|là tối (?:đa|thiểu)|hoặc (?:cao |nhiều |lớn )?hơn|hoặc (?:thấp|ít|nhỏ) hơn)(?!\w)"
)
# từ [04 buổi sinh hoạt chuyên đề] trở lên: what "từ" begins may name at length what is counted
_FAR_AFTER_BOUND = re.compile(
    r"\s*(?:(?:[^\s;:\d]+(?<![.,])|(?<=dưới )\d+|(?<=trên )\d+)\s+){0,8}?"
    r"(?P<cue>trở lên|trở xuống)(?!\w)"
)
# dưới [16 tuổi] trở lên: the amount has a bound of its own, "trở lên" is of another
_LESS_THAN = re.compile(r"(?<!\w)dưới\s+$")
_FROM = re.compile(r"(?<!\w)từ\s+(?:đủ\s+)?$")
# không được … quá 50%: a ceiling; "quá nửa" by itself is more than half
_BARRED = re.compile(r"(?<!\w)(?:không|cấm|chưa)\s[^.;:]*$")
# mức vay cao nhất mỗi hộ là [50 triệu đồng]: the bound stands before what is bounded
_FAR_BOUND = re.compile(
    r"(?<!\w)(?:(?P<most>cao nhất|nhiều nhất|tối đa|trần)|thấp nhất|ít nhất|tối thiểu)\s+"
    r"(?:[^\s\d,;.:]+\s+){0,8}?(?:là|bằng)\s+$"
)
# độ tuổi từ đủ [18] đến hết [25]: the unit goes without saying
_OF_AGE = re.compile(
    r"(?<!\w)độ tuổi\s+(?:là\s+)?(?:từ\s+)?(?:đủ\s+)?"
    r"(?:\d+\s+(?:đến|tới)\s+)?(?:đủ\s+|hết\s+|dưới\s+)?$"
)
# chưa giải ngân được [50%] | không đạt được [80%]: it stays below
_UNREACHED = re.compile(
    r"(?<!\w)(?:chưa|không)\s+(?:[^\W\d_]+\s+){0,3}(?:được|đạt|đủ|tới|đến)\s+(?:mức\s+)?$"
)
# quá [30 ngày không nộp]: as "không nộp quá 30 ngày"
_FAILS = re.compile(r"\s*(?:giờ|ngày|tuần|tháng|năm)\s+(?:làm việc\s+)?(?:không|chưa)(?!\w)")
# 0912 345 678 | 024.3825.1234: a telephone number is no amount
_TELEPHONE = re.compile(
    r"(?<![\w/.,-])(?:0[1-9]\d{8,9}|(?:0|\+84\s?)\d{1,3}(?:[ .-]\d{3,4}){2})(?!\w)"
)
_SCALE = {
    "nghìn đồng": 1e3,
    "triệu đồng": 1e6,
    "tỷ đồng": 1e9,
    "triệu": 1e6,
    "tỷ": 1e9,
    "tháng tuổi": 1 / 12,
    "năm": 12,
    "ha": 1e4,
    "héc ta": 1e4,
    "hecta": 1e4,
    "km2": 1e6,
    "km": 1e3,
    "tấn": 1e3,
    "tạ": 100,
    "yến": 10,
    "g": 1e-3,
    "ngày đêm": 24,
    "gam": 1e-3,
}
#: Periods that an amount may be for, by how many of them make a year.
_PERIODS = {
    "ngày": 365.0, "tuần": 52.0, "tháng": 12.0, "quý": 4.0,
    "học kỳ": 2.0, "năm": 1.0, "năm học": 1.0,
}  # fmt: skip
#: Numbers that name a place in an outline or a term are no amounts.
_NAMED_NUMBER = re.compile(
    r"(?:điều|khoản|(?<!dứt )(?<!trọng )(?<!cao )điểm|(?<!danh )(?<!hạng )mục|phần|chương"
    r"|phụ lục|khóa|khoá|lần thứ|kỳ|số|năm|ngày|tháng|quý"
    r"|giai đoạn|nhiệm kỳ|đề án|tổ|khu phố|thôn|kỳ họp thứ|cấp độ|mức độ)\s*$"
)

# mỗi thôn [05 hộ]: the number is of each
_OF_EACH = re.compile(r"(?<!\w)(?:mỗi|từng)\s+(?:thôn|tổ|khu phố|phần|mục)\s*$")


def find_amounts(folded: str) -> Iterator[Fact]:
    """Find amounts in folded text whose number words are digits."""
    last: Fact | None = None
    ranged = {match.start("high"): match for match in _ranges().finditer(folded)}
    fractions = [match for match in _FRACTION.finditer(folded) if _is_part(match)]
    parts = [match.span() for match in fractions]
    telephones = [match.span() for match in _TELEPHONE.finditer(folded)]
    opening = _OPENING.match(folded)
    for match in _AMOUNT.finditer(folded, opening.end() if opening else 0):
        before = folded[max(0, match.start() - 24) : match.start()]
        value = number_value(match["number"])
        high = number_value(match["high"]) if match["high"] else None
        if match.start() in ranged and value is not None:
            # từ 3 triệu đồng đến 5 triệu đồng: the second number ends what the first began.
            yield from _from_to(folded, ranged[match.start()])
            continue
        if any(match.start() == found.start("low") for found in ranged.values()):
            continue
        if _YEARS.match(folded[max(0, match.start() - 8) : match.end() + 8].lstrip()):
            continue
        percent = match["percent"] or match["percent_high"]
        if value is None or (not percent and _names_place(folded, match.end(), before)):
            continue
        if any(a <= match.start() < b for a, b in chain(telephones, parts)):
            continue
        unit, scale = ("%", 1.0) if percent else _counted(folded, match.span())
        listed = False
        bound = "exact" if high is not None else _bound(folded, match.start(), match.end(), unit)
        if bound == "exact" and last is not None and last.unit == unit and unit is not None:
            # "ít nhất 90% … và 80% …": the bound governs the list.
            between = folded[last.span[1] : match.start()]
            if len(between) < 80 and _LISTED.fullmatch(between) and last.kind != "scope":
                bound, listed = last.bound or bound, True
        high = None if high is None else high * scale
        last = _amount(folded, match.span(), value * scale, high, unit, bound, listed=listed)
        yield last
    for match in fractions:
        share = round(100 * int(match["of"]) / int(match["parts"]), 2)
        bound = _bound(folded, match.start(), match.end(), "%")
        yield _amount(folded, match.span(), share, None, "%", bound)


# 10 [nghìn] lượt khách, 1,2 [triệu] người: thousands of what is counted, not of money
_THOUSANDS = re.compile(r"\s*(?P<scale>nghìn|ngàn|vạn|triệu|tỷ)(?=\s+(?!đồng|lệ|trọng|giá))")
_OF_COUNTED = {"nghìn": 1e3, "ngàn": 1e3, "vạn": 1e4, "triệu": 1e6, "tỷ": 1e9}


def _counted(folded: str, span: Span) -> tuple[str | None, float]:
    """Return the unit behind a number and by how much it is multiplied before it is counted."""
    start, end = span
    if _GRADE.search(folded[max(0, start - 8) : start]) and folded[start] != "0":
        return "khối lớp", 1.0
    thousands = _THOUSANDS.match(folded, end)
    behind = _unit_after().match(folded, thousands.end()) if thousands else None
    if thousands is None or behind is None:
        unit = unit_after(folded, end)
        bare = unit in {None, "trở"}  # số hộ từ 50 trở lên
        if bare and (number_of := _number_of().search(folded[max(0, start - 80) : start])):
            return number_of["unit"], 1.0
        aged = not is_unit(unit) and _OF_AGE.search(folded[max(0, start - 40) : start])
        return "tuổi" if aged else unit, 1.0
    return behind["unit"], _OF_COUNTED[thousands["scale"]]


# số người tham gia tối thiểu [60]: what is counted stands before the number
@cache
def _number_of() -> re.Pattern[str]:
    names = any_of({**phrases("unit"), **phrases("counted")})
    return re.compile(rf"(?<!\w)số\s+(?:lượng\s+)?(?P<unit>{names})(?!\w)[^\d,;.:()]{{0,60}}$")


# học sinh lớp [1]: a grade, whatever stands behind it; "mở lớp 01" counts
_GRADE = re.compile(r"(?<!\w)(?:lớp|khối)\s+$")


def _is_part(match: re.Match[str]) -> bool:
    return int(match["of"]) <= int(match["parts"])


@cache
def _ranges() -> re.Pattern[str]:
    """Match "3 triệu đồng đến 5 triệu đồng": two numbers of one unit that is said twice.

    So too "18 tuổi đến hết 25 tuổi".
    """
    money = any_of([*(unit for unit in _SCALE if unit.endswith("đồng")), "đồng"])
    number = r"\d*(?:\.\d{3})*(?:,\d+)?"
    return re.compile(
        rf"(?P<low>\d(?<![\w/.,-]\d){number})\s+(?P<unit>{money}|(?P<age>(?:tháng\s+)?tuổi))"
        rf"\s*(?:[-–]|đến|tới)\s*(?(age)(?:hết\s+|dưới\s+|đủ\s+)?)"
        rf"(?P<high>\d{number})\s+(?P<unit_high>{money}|(?:tháng\s+)?tuổi)(?!\w)"
    )


def _from_to(folded: str, match: re.Match[str]) -> Iterator[Fact]:
    values = [number_value(match["low"]), number_value(match["high"])]
    if None in values:
        return
    scales = [_SCALE.get(match[name], 1.0) for name in ("unit", "unit_high")]
    low, high = (value * scale for value, scale in zip(values, scales, strict=True) if value)
    span = match.start(), match.end("high")
    yield _amount(folded, span, low, high, "tuổi" if match["age"] else "đồng", "exact")


def _names_place(folded: str, end: int, before: str) -> bool:
    """Tell whether a number names a place ("thôn 5", "(1)"), and is not for each ("mỗi thôn")."""
    if _ENUMERATES.match(folded, end) and before.endswith("("):
        return True
    if not _NAMED_NUMBER.search(before):
        return False
    unit = unit_after(folded, end)
    money = unit is not None and _same_units().get(unit, unit) == "đồng"
    return not money and _OF_EACH.search(before) is None


def _amount(
    folded: str,
    span: Span,
    value: float,
    high: float | None,
    unit: str | None,
    bound: str,
    *,
    listed: bool = False,
) -> Fact:
    """Return an amount, a range of which the middle orders, or a threshold."""
    scale = _SCALE.get(unit or "", 1.0)
    sign = "%" if unit == "%" else ""
    normal = _figures(value * scale)
    if high is not None:
        normal += f"-{_figures(high * scale)}"
    kind: FactKind = "quantity"
    if is_threshold(folded, span, unit, bound) or (high is not None and is_inborn(unit)):
        kind = "scope"
    elif unit == "%" or bound not in {"exact", "about"}:
        kind = "target"
    _, rate, whom = apportioned(folded, span, unit)
    return Fact(
        kind=kind,
        span=span,
        normal=f"{normal}{sign}",
        amount=scale * (value if high is None else (value + high) / 2),
        unit=_same_units().get(unit or "", unit),
        bound=bound,
        listed=listed,
        per_time=rate,
        per_whom=whom,
    )


def _figures(value: float) -> str:
    """Return all figures of a number: two sums that differ in the last one are not the same."""
    return f"{value:.12g}"


def apportioned(folded: str, span: Span, unit: str | None) -> tuple[int, float | None, str | None]:
    """Return where an amount with its period and receiver ends, how often, and for each of whom.

    >>> apportioned("500.000 đồng/người/tháng", (0, 7), "đồng")
    (24, 12.0, 'người')
    """
    printed = _unit_after().match(folded, span[1])
    end = printed.end() if printed and printed["unit"] == unit else span[1]
    if not _per().match(folded, end) and (counted := _COUNTED_PER.match(folded, span[1])):
        end = counted.end()
    rate: float | None = None
    whom: str | None = None
    while match := _per().match(folded, end):
        end = match.end()
        if match["period"]:
            rate = _PERIODS[match["period"]] / int(match["many"] or 1)
        else:
            whom = phrases("each")[match["whom"]]
    if whom is None and unit is not None and _same_units().get(unit, unit) == "đồng":
        before = _each_before().search(folded[max(0, span[0] - 40) : span[0]])
        whom = phrases("each")[before["whom"]] if before else None
    return end, rate, whom


# mẫu nước [/quý]: the words of what is counted, where a stroke and a period follow
_COUNTED_PER = re.compile(
    r"(?:,?\s+[^\W\d_]+){1,4}(?=\s*/\s*(?:0*1\s*)?(?:ngày|tuần|tháng|quý|học kỳ|năm)(?!\w))"
)


@cache
def _per() -> re.Pattern[str]:
    """Match "/người", "/tháng", "mỗi tháng", "một lượt" after an amount."""
    periods, receivers = any_of(_PERIODS), any_of(phrases("each"))
    return re.compile(
        rf"(?:\s*/\s*(?:0*1\s*|0+)?|\s+(?:mỗi|một|hằng|hàng|trên\s+(?:mỗi|một|0*1))\s+)"
        rf"(?:(?P<many>[2-9]\s+)?(?P<period>{periods})|(?P<whom>{receivers}))(?!\w)"
        rf"(?!\s+(?:lần|tuổi))"
    )


@cache
def _each_before() -> re.Pattern[str]:
    """Match "mỗi hộ" or "mỗi hộ nghèo được hỗ trợ" before an amount."""
    return re.compile(
        rf"(?<!\w)mỗi\s+(?P<whom>{any_of(phrases('each'))})(?!\w)(?:\s+[^\s,;.:]+){{0,5}}?\s+$"
    )


@cache
def areas(unit: str | None) -> tuple[float, float] | None:
    """Return how many square metres a unit of area has at least and at most: sào, m2."""
    if unit == "m2":
        return 1.0, 1.0
    known = phrases("area").get(unit or "")
    if not known:
        return None
    least, most = known.split("-")
    return float(least), float(most)


@cache
def _same_units() -> dict[str, str]:
    """Return the units that stand for another one: khóa for lớp, triệu đồng for đồng."""
    return {
        unit: same for kind in ("unit", "counted") for unit, same in phrases(kind).items() if same
    }


def is_unit(word: str | None) -> bool:
    """Tell whether a word is a unit of measure or of counting in the table."""
    return word in phrases("unit")


def unit_after(folded: str, end: int) -> str | None:
    """Return the unit, or else the word, that stands after a number."""
    match = _unit_after().match(folded, end)
    if match:
        return "%" if match["unit"] == "phần trăm" else match["unit"]
    word = re.match(r"\s+([^\W\d_]+)", folded[end:])
    return word.group(1) if word else None


@cache
def _unit_after() -> re.Pattern[str]:
    names = any_of({**phrases("unit"), **phrases("counted")})
    return re.compile(rf"\s*(?P<unit>{names})(?!\w)")


def _bound(folded: str, start: int, end: int, unit: str | None) -> str:
    after = _AFTER_BOUND.match(folded[end : end + 60])
    if after is None and _FROM.search(folded[max(0, start - 10) : start]):
        after = _FAR_AFTER_BOUND.match(folded[end : end + 80])
    if after and not _LESS_THAN.search(folded[max(0, start - 10) : start]):
        return phrases("comparator")[after["cue"]]
    before = cue_before(folded, start)
    barely = _UNREACHED.search(folded[max(0, start - 40) : start])
    if barely and before is None:
        return "below"
    far = _FAR_BOUND.search(folded[max(0, start - 60) : start]) if before is None else None
    if far:
        return "max" if far["most"] else "min"
    # "từ" alone bounds what is measured ("vỉa hè từ 5 mét"); of the rest it says where it begins.
    if before is None or (before["cue"] == "từ" and not is_extent(unit)):
        return "exact"
    if is_comparison(folded, before["cue"], end):
        return "exact"
    barred = _BARRED.search(folded[max(0, start - 60) : start]) or _FAILS.match(folded, end)
    if before["cue"] == "quá" and not barred:
        return "above"
    if before["cue"] == "trên" and says_where(folded, start - len(before.group()), end):
        return "exact"
    return phrases("comparator")[before["cue"]]
