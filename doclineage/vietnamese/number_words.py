"""Number words written as digits in place: "mười lăm hộ" is read like "15 hộ".

The text keeps its length, so that what is found in it stands where it stands in the original.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from doclineage.vietnamese.phrases import any_of
from doclineage.vietnamese.tables import load_table


@cache
def _values(*places: str) -> dict[str, int]:
    return {
        row["word"]: int(row["value"])
        for row in load_table("number_words")
        if row["place"] in places
    }


def value_of(word: str) -> int | None:
    """Return the value of a number word below eleven, None of another word."""
    return _values("one", "ten").get(word)


#: Names of months that are no numbers.
_MONTH_NAMES = {"giêng": 1, "chạp": 12}


def spoken_number(said: str) -> int | None:
    """Return the value of a spelt-out number below a million, or of a month, None of other words.

    >>> spoken_number("ba mươi mốt"), spoken_number("mười hai"), spoken_number("chạp")
    (31, 12, 12)
    """
    if said in _MONTH_NAMES:
        return _MONTH_NAMES[said]
    spoken = said.split()
    known = _values("one", "ten", "after", "zero", "tens", "hundred", "thousand")
    if not spoken or not known.keys() >= set(spoken):
        return None
    return _value(spoken)


@cache
def _spelled() -> re.Pattern[str]:
    """Match a number below a million, with what follows it in a fraction or a scale."""
    one, last = any_of(_values("one")), any_of(_values("one", "after"))
    ten, tens, zero = (any_of(_values(place)) for place in ("ten", "tens", "zero"))
    hundred, thousand = any_of(_values("hundred")), any_of(_values("thousand"))
    below_hundred = rf"(?:{one}\s+{tens}(?:\s+{last})?|{ten}(?:\s+{last})?|{one})"
    below_thousand = rf"(?:{one}\s+{hundred}(?:\s+(?:{zero}\s+)?{below_hundred})?|{below_hundred})"
    number = rf"{below_thousand}(?:\s+{thousand}(?:\s+{below_thousand})?)?"
    # Most words are none of these: one walk tells, before each form is asked for.
    opening = any_of({*_values("one", "ten"), "phân", "nửa"})
    return re.compile(
        rf"""
        (?<![\w/.,-])(?={opening})
        (?<!\d\s\()                          # "20 (hai mươi)" says one thing twice
        (?:
            (?P<half>(?:một\s+|phân\s+|(?<=quá\s)|(?<=hơn\s)|(?<=trên\s))nửa)   # một nửa số hộ
          | (?P<number>{number})
            (?:
                \s+phần\s+(?P<parts>trăm|{last})   # hai phần ba, năm mươi phần trăm
              | \s+(?P<scale>triệu|tỷ)(?P<and_half>\s+rưỡi)?   # ba triệu rưỡi
                (?!\s+(?:lệ|trọng|giá|suất|số))
            )?
        )(?!\w)
        """,
        re.VERBOSE,
    )


# 1 250 000 | 250 000 đồng: thousands parted by spaces
_SPACED = re.compile(
    r"(?<![\w/.,-])(?<!\d )\d{1,3}"
    r"(?:(?:[ \u00a0\u202f]\d{3}){2,}|[ \u00a0\u202f]\d{3}(?=\s+đồng|\s?đ(?!\w)))"
    r"(?!(?!đ(?!\w))[\w/.,-]|\s\d)"
)
_ANY_SPACED = re.compile(r"\d[ \u00a0\u202f]\d{3}")
# mỗi tháng hai lần: a period that comes again, no ordinal of it
_EACH_BEFORE = re.compile(r"(?<!\w)(?:mỗi|hằng|hàng|một|trong)\s+(?:tháng|ngày|quý)\s+$")
#: What a single word must not follow: an ordinal, a month, a word that makes "năm" a year.
_NO_COUNT_BEFORE = re.compile(
    r"(?<!\w)(?:thứ|tháng|ngày|mồng|mùng|quý|điều|khoản|mục|số|lớp|khối|khóa|bậc|hạng|cấp|loại)\s+$"
)
_YEAR_BEFORE = re.compile(
    r"(?:(?<!\w)(?:hằng|hàng|mỗi|từng|trong|cả|cuối|đầu|giữa|qua|các|những|nhiều|của|theo|vào|một"
    r"|từ|đến|trước|sau"
    r"|nửa|quanh|báo cáo|kế hoạch|dự toán|tổng kết)|\d)\s+$"
)
#: Of time, half is a half-year or the like, no share.
_HALF_OF_TIME = re.compile(r"\s+(?:năm|tháng|ngày|giờ|đầu|cuối|thế kỷ|nhiệm kỳ)(?!\w)")


#: Roman numbers in small letters, up to the months of a year.
ROMAN = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6,
    "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11, "xii": 12,
}  # fmt: skip
# tháng XII; X itself has no room for two figures
_ROMAN_MONTH = re.compile(rf"(?<=(?<!\w)tháng\s){any_of(ROMAN.keys() - {'x'})}(?!\w)")
_ANY_ROMAN = re.compile(r"tháng\s[ivx]")


@lru_cache(maxsize=16384)
def with_digits(folded: str, text: str) -> str:
    """Return the folded text with number words and spaced thousands as digits of equal length.

    >>> with_digits("gồm mười lăm người", "gồm mười lăm người")
    'gồm 00000015 người'
    >>> with_digits("hai phần ba số hộ", "hai phần ba số hộ")
    '0000066,67% số hộ'
    """
    spaced = folded
    if _ANY_SPACED.search(folded):
        spaced = _SPACED.sub(lambda found: _filled(re.sub(r"\D", "", found.group()), found), folded)
    if _ANY_ROMAN.search(spaced):
        spaced = _ROMAN_MONTH.sub(
            lambda found: str(ROMAN[found.group()]).rjust(len(found.group())), spaced
        )
    return _spelled().sub(lambda found: _written(found, text), spaced)


def _written(found: re.Match[str], text: str) -> str:
    if found["half"]:
        of_time = _HALF_OF_TIME.match(found.string, found.end())
        return found.group() if of_time else _filled("50%", found)
    value = float(_value(found["number"].split()))
    if found["parts"]:
        return _share(value, found)
    if found["scale"]:
        return _scaled(value, found)
    if " " not in found["number"] and not _counts(found, text):
        return found.group()
    before = found.string[max(0, found.start() - 16) : found.start()]
    if _NO_COUNT_BEFORE.search(before) and not _EACH_BEFORE.search(before):
        return found.group()
    return _filled(f"{value:.0f}", found)


def _scaled(value: float, found: re.Match[str]) -> str:
    """Write "ba triệu rưỡi" as 3500000, or as far as there is room: "hai tỷ" as "002 tỷ"."""
    value += 0.5 if found["and_half"] else 0
    whole = _filled(f"{value * (1e6 if found['scale'] == 'triệu' else 1e9):.0f}", found)
    if whole != found.group():
        return whole
    return _filled(f"{value:g} {found['scale']}".replace(".", ","), found)


def _share(value: float, found: re.Match[str]) -> str:
    """Write a fraction as per cent; "một phần năm 2026" is none."""
    parts = 100 if found["parts"] == "trăm" else _values("one", "after")[found["parts"]]
    if value > parts or re.match(r"\s+\d", found.string[found.end() :]):
        return found.group()
    share = f"{round(100 * value / parts, 2):g}%"
    return _filled(share.replace(".", ","), found)


# một số ngày, hai bên, end of the sentence: nothing is counted
_NO_NOUN = re.compile(r"(?!\s+[^\W\d_])|\s+(?:số|phần|cách|mặt|bên|là)(?!\w)")


# từ hai cử tri trở lên: the two words bound what stands between them, whatever it counts
_FROM = re.compile(r"(?<!\w)từ\s+$")
_ONWARD = re.compile(r"[^,;:.\n]{1,48}?\s(?:trở lên|trở xuống)(?!\w)")
# số chi bộ phụ trách tối thiểu là ba
_IS = re.compile(r"(?<!\w)là\s+$")
_CLAUSE_END = re.compile(r"\s*(?:[,;.)]|$)")


def _counts(found: re.Match[str], text: str) -> bool:
    """Tell whether a single number word counts something, and is no article, name or year."""
    before = found.string[max(0, found.start() - 24) : found.start()]
    after = found.string[found.end() : found.end() + 24]
    bounded = _is_bounded(found, before)
    counted = _counted().match(after)
    if counted is None and not (bounded and (_tells(before, after) or not _NO_NOUN.match(after))):
        return False
    if text[found.start()].isupper() and text[found.end() + 1 : found.end() + 2].isupper():
        return False
    word = found["number"]
    if word == "một" and not bounded:
        return counted is not None and counted["noun"] != "lần"
    return not (word == "năm" and (counted is None or _YEAR_BEFORE.search(before)))


def _is_bounded(found: re.Match[str], before: str) -> bool:
    """Tell whether a comparator stands before a number word, or around it."""
    if _bounds().search(before):
        return True
    return _FROM.search(before) is not None and bool(_ONWARD.match(found.string, found.end()))


def _tells(before: str, after: str) -> bool:
    """Tell whether a bounded number word is all that is said of what stands before it."""
    return _IS.search(before) is not None and _CLAUSE_END.match(after) is not None


@cache
def _scales() -> frozenset[str]:
    return frozenset(row["word"] for row in load_table("number_words") if row["place"] == "scale")


@cache
def _counted() -> re.Pattern[str]:
    nouns = any_of(
        row["phrase"]
        for row in load_table("fact_words")
        if row["kind"] in {"unit", "counted"} and row["phrase"] not in _scales()
    )
    return re.compile(rf"\s+(?P<noun>{nouns})(?!\w)")


#: Words that bound an amount, and as often say where ("dưới một tên chung").
_OF_PLACE = frozenset({"từ", "trên", "dưới", "gần"})


@cache
def _bounds() -> re.Pattern[str]:
    cues = any_of(
        row["phrase"]
        for row in load_table("fact_words")
        if row["kind"] == "comparator" and row["phrase"] not in _OF_PLACE
    )
    return re.compile(rf"(?<!\w){cues}\s+$")


def _value(spoken: list[str]) -> int:
    """Return the value of number words below a million."""
    total = part = 0
    for place, word in enumerate(spoken):
        if word in _values("thousand"):
            total, part = total + part * 1000, 0
        elif word in _values("hundred"):
            part *= 100
        elif word in _values("tens"):
            # hai mươi: the digit before it counts tens.
            part += _values("one")[spoken[place - 1]] * 9
        else:
            part += _values("one", "ten", "after", "zero")[word]
    return total + part


def _filled(number: str, found: re.Match[str]) -> str:
    """Fill a number with noughts to the length of what it stands for, if it fits."""
    length = found.end() - found.start()
    return number.rjust(length, "0") if len(number) <= length else found.group()
