"""Laws, codes and ordinances by name and year (domain reference 4.1, `data/laws.tsv`)."""

from __future__ import annotations

import re
from functools import cache

from doclineage.model import Span, Value
from doclineage.vietnamese.normalise import fold_case, fold_marks
from doclineage.vietnamese.phrases import any_of
from doclineage.vietnamese.tables import load_table

# "Bộ luật", not "Bộ Luật sư"; a small "luật" inside "pháp luật" names no law.
_OPENING = re.compile(
    r"(?<!\w)(?P<kind>Bộ [Ll]uật|BỘ LUẬT|Luật|LUẬT|Pháp lệnh|PHÁP LỆNH|bộ luật|luật|pháp lệnh)\s"
)
_KINDS = {"luật": "LUAT", "bộ luật": "BLUAT", "pháp lệnh": "PL"}
# An unlisted name goes on until one of these.
_STOP = re.compile(
    r"""[;:.,()\[\]"“”\n]
    |\s(?=(?:số|năm|ngày|được|và|hoặc|có|là|thì|do|đã|này|của|về|theo|tại|quy|hướng|trong|để|nhằm
        |đối|khi|trên|gồm|cùng|sửa|thay|bị|hết|sẽ|phải|không|nêu|nói|đó|với)(?!\w)
        |(?:điều|Điều|ĐIỀU|khoản|Khoản|điểm|chương|Chương|mục|Mục)\s[0-9IVX]|[0-9])""",
    re.VERBOSE,
)
# Luật [Điều 5 …]: a slip, no name.
_PINPOINT = re.compile(r"(?:điều|khoản|điểm|chương|mục)\s[0-9a-zđIVX]{1,4}(?!\w)", re.IGNORECASE)
# … Xuất cảnh, nhập cảnh của công dân Việt Nam [số 49/2019/QH14]: the number ends any name.
_NUMBERED = re.compile(
    r"(?P<name>(?:(?![Ll]uật|Nghị|Pháp lệnh)[^;:.()“”]){3,160}?),?\s(?:năm\s[0-9]{4}\s)?"
    r"số\s?:?\s?[0-9]{1,3}/[0-9]{4}/(?:QH|UBTVQH|PL)"
)
# … khoáng sản [ngày 20 tháng 3 năm 1996]: a name in small letters is believed only before a date.
_DATED = re.compile(
    r"(?P<name>(?:(?!luật|nghị|này)[^;:.()“”0-9]){3,80}?),?\s"
    r"ngày\s[0-9]{1,2}(?:\stháng\s[0-9]{1,2}\snăm\s|[/-][0-9]{1,2}[/-])[12][0-9]{3}"
)
# Luật sửa đổi, bổ sung [một số điều của | Điều 10 của] Luật …: an amending law is named by its
# change, up to its own number, year or date.
_AMENDING = re.compile(r"(?:sửa đổi|bổ sung)(?:(?:,?\s|\svà\s)bổ sung)?(?=\s)", re.IGNORECASE)
_TO_AMENDED = re.compile(
    r"\s(?:(?:một số|các)\s(?:điều|điểm|quy định)(?!\s?[0-9])\s?)?(?:,?\s?khoản(?!\s?[0-9])\s)?"
    r"(?:(?:,\s?|\svà\s|\s)?(?:các\s)?(?:điều|khoản|điểm|phụ lục)\s[0-9a-zđ]{1,4}"
    r"(?:(?:,\s|\svà\s)[0-9]{1,3}[a-zđ]?){0,20}){0,12}\s?(?:của|tại)?\s?(?:các\s)?",
    re.IGNORECASE,
)
_AMENDING_END = re.compile(
    r",?\s(?:số\s?:?\s?[0-9]|năm\s[0-9]|ngày\s[0-9])|[;:.(\n]|,\s(?!luật|bộ luật)",
    re.IGNORECASE,
)
_NEXT_LAW = re.compile(r"(?:,\s|\svà\s|,\svà\s)(?=Luật|Bộ luật|Pháp lệnh)")
_MOST_AMENDED = 20


class LawMention(Value, frozen=True):
    """A law by name: the name without its kind, and where it ends in the text.

    `amended` are the places of the laws that an amending law is named by.
    """

    kind: str
    name: str
    start: int
    end: int
    known: bool
    amended: tuple[Span, ...] = ()


@cache
def _names() -> re.Pattern[str]:
    return re.compile(rf"{any_of(fold_case(row['name']) for row in load_table('laws'))}(?!\w)")


@cache
def _numbers() -> dict[str, tuple[tuple[int, str], ...]]:
    found: dict[str, list[tuple[int, str]]] = {}
    for row in load_table("laws"):
        if row["year"]:
            key = f"{row['kind']} {fold_marks(row['name'])}"
            found.setdefault(key, []).append((int(row["year"]), row["number"]))
    return {key: tuple(pairs) for key, pairs in found.items()}


def law_at(text: str, start: int) -> LawMention | None:
    """Return the law whose name begins at `start`, None where no law does.

    >>> law_at("Luật Ngân sách nhà nước năm 2015", 0).name, law_at("Luật này", 0)
    ('Ngân sách nhà nước', None)
    """
    opening = _OPENING.match(text, start)
    if not opening:
        return None
    kind = _KINDS[fold_case(opening["kind"])]
    at = opening.end()
    amending = _AMENDING.match(text, at)
    if amending and text[start].isupper():
        return _amending(text, start, kind, amending.end())
    key = fold_case(text[at : at + 200]).replace("\n", " ")
    known = _names().match(key)
    if text[start].islower() and not (known and text[at].isupper()):
        return None
    end = known.end() if known else _unlisted_end(text, at)
    if not end:
        return None
    name = " ".join(text[at : at + end].split())
    return LawMention(kind=kind, name=name, start=start, end=at + end, known=known is not None)


def _unlisted_end(text: str, start: int) -> int:
    """Return how long an unlisted name is: it begins with a capital and stops before a clause."""
    rest = text[start : start + 200]
    numbered = _NUMBERED.match(rest)
    if numbered:
        return numbered.end("name")
    if _PINPOINT.match(rest):
        return 0
    if not rest[:1].isupper():
        dated = _DATED.match(rest)
        return dated.end("name") if dated else 0
    stop = _STOP.search(rest)
    return stop.start() if stop else len(rest.rstrip())


def _amending(text: str, start: int, kind: str, at: int) -> LawMention | None:
    """Return a law that is named by what it amends; None for a mere change of laws."""
    to_laws = _TO_AMENDED.match(text, at)
    amended = _amended(text, to_laws.end()) if to_laws else ()
    if amended:
        end = amended[-1][1]
    else:
        stop = _AMENDING_END.search(text, at, at + 200)
        if stop is None or not stop.group().rstrip()[-1:].isdigit():
            return None
        end = stop.start()
    name = " ".join(text[start:end].split()[1 if kind != "BLUAT" else 2 :])
    return LawMention(kind=kind, name=name, start=start, end=end, known=False, amended=amended)


def _amended(text: str, start: int) -> tuple[Span, ...]:
    """Return the places of the laws in the list that begins at `start`."""
    found: list[Span] = []
    for _ in range(_MOST_AMENDED):
        opening = _OPENING.match(text, start)
        law = law_at(text, start) if opening and not _AMENDING.match(text, opening.end()) else None
        if law is None:
            break
        found.append((law.start, law.end))
        following = _NEXT_LAW.match(text, law.end)
        if following is None:
            break
        start = following.end()
    return tuple(found)


def law_number(kind: str, name: str, year: int | None) -> str | None:
    """Return the number of a law where its name and year decide it.

    >>> law_number("LUAT", "Đất đai", 2024), law_number("LUAT", "Đất đai", None)
    ('31/2024/QH15', None)
    """
    pairs = _numbers().get(f"{kind} {fold_marks(name)}", ())
    fitting = {number for known_year, number in pairs if year in {None, known_year}}
    return (fitting.pop() or None) if len(fitting) == 1 else None


def bears_number(name: str, number: str) -> bool:
    """Tell whether a law of this name is listed with `number`.

    >>> bears_number("Đất đai", "31/2024/QH15"), bears_number("Đất đai", "39/2024/QH15")
    (True, False)
    """
    return (fold_marks(name), number) in _numbered_names()


@cache
def _numbered_names() -> frozenset[tuple[str, str]]:
    return frozenset((fold_marks(row["name"]), row["number"]) for row in load_table("laws"))
