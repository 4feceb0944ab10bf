"""Cues that tell the relation of a citation (`data/relation_cues.tsv`, domain reference 4.2)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, cast

from doclineage.model import CitationRelation
from doclineage.vietnamese.normalise import fold_case, fold_marks
from doclineage.vietnamese.phrases import any_of
from doclineage.vietnamese.tables import load_table

Strength = Literal["strong", "plain", "weak", "last", "passive"]


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue in a text; `passive` where it turns subject and object round.

    `again` where it goes on with the passive before it: "được sửa đổi bởi A và hướng dẫn tại B".
    """

    start: int
    end: int
    relation: CitationRelation
    strength: Strength
    passive: bool = False
    again: bool = False


@cache
def _rows() -> dict[str, dict[str, str]]:
    return {fold_case(row["cue"]): row for row in load_table("relation_cues")}


@cache
def _active() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(_rows())}(?!\w)")


def _verbs() -> str:
    return any_of(cue for cue, row in _rows().items() if row["voice"] == "both")


@cache
def _passive() -> re.Pattern[str]:
    """được sửa đổi, bổ sung một số điều bởi | bị thay thế bởi | (sửa đổi tại | sửa đổi bởi."""
    middle = r"(?:\s(?:một số điều|một số nội dung|lần đầu|lần thứ \w{2,4}))?"
    return re.compile(
        rf"(?<!\w)(?:(?:(?:đã\s|và\s)?(?:được|bị)\s|(?<=\())(?P<verb>{_verbs()}){middle}"
        rf"\s(?:bởi|theo|tại|bằng)|(?P<bare>{_verbs()}){middle}\sbởi)(?!\w)"
    )


@cache
def _coordinated() -> re.Pattern[str]:
    """[được sửa đổi bởi …] và hướng dẫn tại | , thay thế bởi: the passive goes on."""
    return re.compile(rf"(?:,\s|(?<!\w)và\s)(?P<verb>{_verbs()})\s(?:bởi|theo|tại|bằng)(?!\w)")


@cache
def _ending() -> re.Pattern[str]:
    """… hết hiệu lực | … bị bãi bỏ | … được thay thế: what is said after the documents."""
    after = any_of(cue for cue, row in _rows().items() if row["voice"] == "post")
    verbs = any_of(
        cue
        for cue, row in _rows().items()
        if row["voice"] == "both" and row["relation"] in {"repeals", "suspends", "replaces"}
    )
    return re.compile(
        rf"\s?(?:,\s)?(?:(?:đã\s|sẽ\s)?(?P<after>{after})"
        rf"|(?:đã\s|sẽ\s)?(?:bị|được)\s(?P<verb>{verbs}))(?!\w)(?!\s(?:bởi|bằng|theo))"
    )


@cache
def _misread() -> dict[str, str]:
    """Return the cues that OCR may leave without their marks, by what is left of them.

    Only those of a change and long enough to be mistaken for nothing else.
    """
    return {
        fold_marks(cue): cue
        for cue, row in _rows().items()
        if row["relation"] in {"amends", "replaces", "repeals"}
        and row["strength"] == "strong"
        and len(cue) > 6
    }


@cache
def _misread_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(_misread())}(?!\w)")


# No sentence is longer; it keeps hostile texts linear.
_SENTENCE = 2000
_SENTENCE_END = re.compile(r"[;:]|\.(?=\s|$)")
# A capital inside a sentence belongs to a name: Bộ Xây dựng, Ban Tổ chức.
_CLAUSE_START = re.compile(r"(?:^|[.;:(“\"\n]|[-–+*•]|[0-9][.)]|[a-zđ]\))\s*$")
_DAY = re.compile(r"\s?[0-9.…_]")
# báo cáo tiến độ [thực hiện] | báo cáo tổng kết 10 năm [thi hành]
_REPORT = re.compile(
    r"(?<!\w)báo cáo(?: về)? (?:kết quả|tình hình|tiến độ|việc|sơ kết|tổng kết|đánh giá|giữa kỳ)"
    r"(?:,? \w+){0,9} $"
)
# What a sentence begins with may be read without its marks too: "Căn cử Quyết định …".
_SPELT = {"can cu": "căn cứ", "thuc hien": "thực hiện", "trien khai": "triển khai"}
_FIRST = re.compile(rf"(?:{'|'.join(_SPELT)})(?!\w)")
_TO_BASIS = re.compile(r"\s(?:vào\s)?(?:các\s|những\s|nội dung\s)?")


def find_cues(text: str, key: str) -> tuple[Cue, ...]:
    """Return the cues of a text in reading order; `key` is the text through `fold_case`."""
    key = _repaired(key)
    passives = [
        _cue(match, match["verb"] or match["bare"], passive=True)
        for match in _passive().finditer(key)
    ]
    passives.extend(_continued(key, passives))
    taken = {position for cue in passives for position in range(cue.start, cue.end)}
    actives = [
        _cue(match, match.group(), passive=False)
        for match in _active().finditer(key)
        if match.start() not in taken
        and _rows()[match.group()]["relation"]
        and _is_cue_case(text, match.start())
        and not (match.group().endswith("ngày") and _DAY.match(key, match.end()))
    ]
    found = sorted([*passives, *(_reported(key, cue) for cue in actives)], key=_start)
    return tuple(
        cue
        for before, cue in zip([None, *found], found, strict=False)
        if before is None or not _is_basis_of(text, key, before, cue)
    )


def _reported(key: str, cue: Cue) -> Cue:
    """Return a cue as the report that it stands in: "báo cáo sơ kết 01 năm thực hiện"."""
    if cue.relation != "implements" or cue.strength == "strong":
        return cue
    report = _REPORT.search(key, max(0, cue.start - 80), cue.start)
    if report is None:
        return cue
    return replace(cue, start=report.start(), relation="reports_on", strength="strong")


def _repaired(key: str) -> str:
    """Return `key` with the cues as they are written where OCR has read them without marks."""
    bare = fold_marks(key)
    first = _FIRST.match(bare)
    pieces: list[str] = [_SPELT[first.group()]] if first else []
    at = first.end() if first else 0
    for match in _misread_pattern().finditer(bare, at):
        pieces += (key[at : match.start()], _misread()[match.group()])
        at = match.end()
    return "".join([*pieces, key[at:]]) if pieces else key


def _continued(key: str, passives: Sequence[Cue]) -> list[Cue]:
    """Return the verbs that go on with a passive of the same sentence."""
    found: list[Cue] = []
    for match in _coordinated().finditer(key, passives[0].end) if passives else ():
        before = passives[bisect_right(passives, match.start(), key=_start) - 1]
        if before.end > match.start() or match.start() - before.end > _SENTENCE:
            continue
        if not _SENTENCE_END.search(key, before.end, match.start()):
            found.append(replace(_cue(match, match["verb"], passive=True), again=True))
    return found


def _is_basis_of(text: str, key: str, basis: Cue, cue: Cue) -> bool:
    """Tell whether a cue only says where a basis stands: "Căn cứ quy định tại Điều 5 …"."""
    if basis.relation != "based_on" or cue.relation != "refers_to":
        return False
    opens = _CLAUSE_START.search(text[max(0, basis.start - 6) : basis.start]) is not None
    return opens and _TO_BASIS.fullmatch(key, basis.end, cue.start) is not None


def ending_cue(key: str, position: int) -> Cue | None:
    """Return the cue that speaks of what ends at `position` ("… hết hiệu lực")."""
    return _ending_of(_ending().match(key, position))


def ends_in(key: str, start: int, end: int) -> Cue | None:
    """Return the first such cue between two positions."""
    return _ending_of(_ending().search(key, start, end))


def _ending_of(match: re.Match[str] | None) -> Cue | None:
    return _cue(match, match["after"] or match["verb"], passive=False) if match else None


def cue_at(cues: Sequence[Cue], position: int) -> Cue | None:
    """Return the cue that begins at `position`."""
    place = bisect_left(cues, position, key=_start)
    return cues[place] if place < len(cues) and cues[place].start == position else None


def cues_between(cues: Sequence[Cue], start: int, end: int) -> list[Cue]:
    """Return the cues that lie wholly between two positions."""
    found = cues[bisect_left(cues, start, key=_start) : bisect_left(cues, end, key=_start)]
    return [cue for cue in found if cue.end <= end]


def _start(cue: Cue) -> int:
    return cue.start


def governing(cues: list[Cue]) -> Cue | None:
    """Return the cue that governs what follows all of `cues`, one clause's cues in order."""
    while len(cues) > 1 and cues[-1].strength == "last":
        cues = cues[:-1]
    strong = [cue for cue in cues if cue.strength == "strong"]
    if strong and cues[-1].strength == "weak":
        return strong[-1]
    return cues[-1] if cues else None


def _is_cue_case(text: str, start: int) -> bool:
    if not text[start].isupper() or text[start : start + 2].isupper():
        return True
    return _CLAUSE_START.search(text[max(0, start - 6) : start]) is not None


def _cue(match: re.Match[str], word: str, *, passive: bool) -> Cue:
    row = _rows()[word]
    return Cue(
        start=match.start(),
        end=match.end(),
        relation=cast("CitationRelation", row["relation"]),
        strength="passive" if passive else cast("Strength", row["strength"]),
        passive=passive,
    )
