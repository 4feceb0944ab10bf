"""Laws, codes and ordinances by name and year (domain reference 4.1, `data/laws.tsv`)."""

from __future__ import annotations

import re
from functools import cache

from doclineage.model import Value
from doclineage.vietnamese.normalise import fold_case, fold_marks
from doclineage.vietnamese.tables import load_table

# "Bộ luật", not "Bộ Luật sư"; a small "luật" inside "pháp luật" names no law.
_OPENING = re.compile(r"(?<!\w)(?P<kind>Bộ [Ll]uật|BỘ LUẬT|Luật|LUẬT|Pháp lệnh|PHÁP LỆNH)\s")
_KINDS = {"luật": "LUAT", "bộ luật": "BLUAT", "pháp lệnh": "PL"}
# An unlisted name goes on until one of these.
_STOP = re.compile(
    r"""[;:.,()\[\]"“”\n]
    |\s(?=(?:số|năm|ngày|được|và|hoặc|có|là|thì|do|đã|này|của|về|theo|tại|quy|hướng|trong|để|nhằm
        |đối|khi|trên|gồm|cùng|sửa|thay|bị|hết|sẽ|phải|không|nêu|nói|đó|với)(?!\w)
        |[0-9])""",
    re.VERBOSE,
)
# … Xuất cảnh, nhập cảnh của công dân Việt Nam [số 49/2019/QH14]: the number ends any name.
_NUMBERED = re.compile(
    r"(?P<name>(?:(?![Ll]uật|Nghị|Pháp lệnh)[^;:.()“”]){3,160}?),?\s(?:năm\s[0-9]{4}\s)?"
    r"số\s?:?\s?[0-9]{1,3}/[0-9]{4}/(?:QH|UBTVQH|PL)"
)
# Luật sửa đổi, bổ sung một số điều của [Luật …, Luật …]: an amending law is named by its change.
_AMENDING = re.compile(
    r"sửa đổi(?:, bổ sung)?(?: một số điều(?:, khoản)?)?(?: của| tại)?(?: các)?\s", re.IGNORECASE
)
_NEXT_LAW = re.compile(r"(?:,\s|\svà\s|,\svà\s)(?=Luật|Bộ luật|Pháp lệnh)")
_MOST_AMENDED = 20


class LawMention(Value, frozen=True):
    """A law by name: the name without its kind, and where it ends in the text."""

    kind: str
    name: str
    start: int
    end: int
    known: bool


@cache
def _names() -> re.Pattern[str]:
    names = {fold_case(row["name"]) for row in load_table("laws")}
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?:{'|'.join(map(re.escape, ordered))})(?!\w)")


@cache
def _numbers() -> dict[str, tuple[tuple[int, str], ...]]:
    found: dict[str, list[tuple[int, str]]] = {}
    for row in load_table("laws"):
        if row["number"]:
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
    key = fold_case(text[opening.end() : opening.end() + 200]).replace("\n", " ")
    known = _names().match(key)
    end = known.end() if known else _unlisted_end(text, opening.end())
    if not end:
        return None
    name = " ".join(text[opening.end() : opening.end() + end].split())
    return LawMention(
        kind=kind, name=name, start=start, end=opening.end() + end, known=known is not None
    )


def _unlisted_end(text: str, start: int) -> int:
    """Return how long an unlisted name is: it begins with a capital and stops before a clause."""
    rest = text[start : start + 200]
    amending = _AMENDING.match(rest)
    if amending:
        return _amended_end(text, start + amending.end()) - start
    if not rest[:1].isupper():
        return 0
    numbered = _NUMBERED.match(rest)
    if numbered:
        return numbered.end("name")
    stop = _STOP.search(rest)
    return stop.start() if stop else len(rest.rstrip())


def _amended_end(text: str, start: int) -> int:
    """Return where the laws that an amending law is named by end, `start` where none follows."""
    end = start
    for _ in range(_MOST_AMENDED):
        amended = law_at(text, start) if not _AMENDING.match(text, start + len("Luật ")) else None
        if amended is None:
            break
        end = amended.end
        following = _NEXT_LAW.match(text, end)
        if following is None:
            break
        start = following.end()
    return end


def law_number(kind: str, name: str, year: int | None) -> str | None:
    """Return the number of a law where its name and year decide it.

    >>> law_number("LUAT", "Đất đai", 2024), law_number("LUAT", "Đất đai", None)
    ('31/2024/QH15', None)
    """
    pairs = _numbers().get(f"{kind} {fold_marks(name)}", ())
    fitting = {number for known_year, number in pairs if year in {None, known_year}}
    return fitting.pop() if len(fitting) == 1 else None


def law_name(number: str) -> str | None:
    """Return the name of the law that bears `number`, None where it is not listed.

    >>> law_name("31/2024/QH15")
    'Đất đai'
    """
    return _by_number().get(number)


@cache
def _by_number() -> dict[str, str]:
    return {row["number"]: row["name"] for row in reversed(load_table("laws")) if row["number"]}
