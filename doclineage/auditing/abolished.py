"""Bodies that exist no more where a plan names them as if they did; `data/district_words.tsv`."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import msgspec

from doclineage.vietnamese.agencies import Mention, find_mentions
from doclineage.vietnamese.normalise import CAPITALS, fold_case
from doclineage.vietnamese.phrases import any_of, listed, listed_pattern
from doclineage.vietnamese.words import clauses, quotations

#: The districts and all their bodies ended on the day before (Luật 72/2025/QH15).
NO_DISTRICTS = date(2025, 7, 1)
_TABLE = "district_words"
_DISTRICT = r"(?:huyện|quận|thị xã)"
# số 15/QĐ-UBND ngày 05/3/2024 của … | Quyết định ngày 05/3/2024 của …: who issued what is cited.
_CITED = re.compile(
    r"(?:\d/|(?<!\w)ngày\s+\d|(?<!\w)năm\s+\d{4})[^;:]{0,80}(?<!\w)của\s+(?:\w+\s+){0,3}$"
)
# bàn giao hồ sơ cho UBND huyện: something is to be handed to it, whatever was.
_GIVEN = re.compile(r"(?<!\w)(?:cho|gửi|về)\s+(?:các\s+)?$")
_PROPER = re.compile(rf"(?:\s+[{CAPITALS}]\w*)+")
_SEVERAL = re.compile(r"(?<!\w)(?:các|mỗi|từng)\s+$")
# Giao các huyện … | Các huyện, thị xã: territories that stand for their bodies.
_CALLED = re.compile(r"^\W*$|(?<!\w)(?:giao|đề nghị|yêu cầu|phối hợp với|gửi|báo cáo|cùng)\s+$")


class Abolished(msgspec.Struct, frozen=True):
    """One body as printed; `key` is equal for all mentions of one, whatever its place's name."""

    start: int
    text: str
    key: str
    district: bool


@cache
def _unlisted() -> re.Pattern[str]:
    # Hạt Kiểm lâm huyện | Phòng Nông nghiệp và Phát triển nông thôn của huyện
    head, stop = (any_of(listed(_TABLE, kind)) for kind in ("head", "stop"))
    return re.compile(
        rf"(?<!\w){head}(?:\s+(?!{stop}(?!\w))(?:-\s+)?[\w&\-]+,?){{0,9}}?"
        rf"\s+(?:cấp\s+)?{_DISTRICT}(?!\w)(?!\s+ủy(?!\w))"
    )


def looks_back(heading: str) -> bool:
    """Tell whether a heading opens what was, or what a plan rests on."""
    return listed_pattern(_TABLE, "back").match(fold_case(heading)) is not None


def abolished_bodies(text: str, day: date = NO_DISTRICTS) -> list[Abolished]:
    """Return the bodies that a text speaks of as if they existed on `day`, and do not.

    >>> [body.text for body in abolished_bodies("Phối hợp với Hạt Kiểm lâm huyện Mù Cang.")]
    ['Hạt Kiểm lâm huyện Mù Cang']
    >>> abolished_bodies("Kế thừa hồ sơ của UBND huyện; thực hiện Quyết định 5/QĐ của UBND huyện")
    []
    """
    folded = fold_case(text)
    quoted = quotations(text)
    past = [(a, b) for a, b in clauses(text) if listed_pattern(_TABLE, "past").search(folded, a, b)]
    return [
        body
        for body in _named(text, folded, day)
        if not _within(body.start, quoted)
        and (_GIVEN.search(folded[: body.start]) or not _within(body.start, past))
        and not _CITED.search(folded[: body.start])
    ]


def _within(position: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)


def _named(text: str, folded: str, day: date) -> list[Abolished]:
    found: list[Abolished] = []
    taken: list[tuple[int, int]] = []
    for match in _unlisted().finditer(folded) if day >= NO_DISTRICTS else ():
        start, end = match.span()
        if not text[start].isupper() and not _SEVERAL.search(folded[:start]):
            continue
        proper = _PROPER.match(text, end)
        end = proper.end() if proper else end
        taken.append((start, end))
        key = " ".join(match.group().replace(" của ", " ").split())
        found.append(Abolished(start, text[start:end], key, district=True))
    for mention in find_mentions(text):
        start, end = mention.span
        if any(a < end and start < b for a, b in taken):
            continue
        if _is_gone(mention, folded, day):
            name = mention.body.name if mention.body else mention.text
            level = mention.level or ""
            key = f"{fold_case(name)} {level}"
            found.append(Abolished(start, mention.text, key, district=level == "district"))
    return sorted(found, key=lambda body: body.start)


def _is_gone(mention: Mention, folded: str, day: date) -> bool:
    if mention.body is not None and mention.body.until is not None:
        return day > mention.body.until
    if mention.level != "district" or day < NO_DISTRICTS:
        return False
    before = folded[: mention.span[0]]
    return mention.body is not None or (mention.plural and _CALLED.search(before) is not None)
