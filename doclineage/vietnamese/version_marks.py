"""Words by which a file says which version of a document it holds (`data/version_marks.tsv`)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import PurePath
from typing import Literal

from doclineage.model import VersionStatus
from doclineage.vietnamese.normalise import fold_marks
from doclineage.vietnamese.phrases import any_of
from doclineage.vietnamese.tables import load_table

_GAPS = re.compile(r"[^a-z0-9]+")
# v2 | lan 3 | ban 2 | (2): how often the text was taken up again
_REVISION = re.compile(r"(?<![a-z0-9])(?:v|ver|version|lan|ban)\s?(?P<count>[0-9]{1,2})(?![0-9])")


@cache
def _marks(where: Literal["name", "any"]) -> tuple[re.Pattern[str], dict[str, str]]:
    rows = [row for row in load_table("version_marks") if where in {"name", row["where"]}]
    table = {row["mark"]: row["status"] for row in rows}
    return re.compile(rf"(?<![a-z0-9]){any_of(table, space=' ')}(?![a-z])"), table


def status_of_name(path: str) -> VersionStatus | None:
    """Return what the name of a file says, its last word on it; None where it says nothing.

    >>> status_of_name("KH 15 2026 (ký số).pdf"), status_of_name("15_KH-UBND_du thao 2.docx")
    ('issued', 'draft')
    """
    pattern, table = _marks("name")
    found = pattern.findall(_folded_name(path))
    return table[found[-1]] if found else None  # type: ignore[return-value]  # tested table


def status_of_line(line: str) -> VersionStatus | None:
    """Return what a line of its own says above a title ("DỰ THẢO LẦN 2").

    >>> status_of_line("(DỰ THẢO LẦN 2)"), status_of_line("Dự thảo văn bản được gửi các phòng")
    ('draft', None)
    """
    pattern, table = _marks("any")
    words = _GAPS.sub(" ", fold_marks(line[:80])).strip()
    match = pattern.match(words)
    if match is None or len(words.split()) - len(match.group().split()) > _MOST_WORDS:
        return None
    return table[match.group()]  # type: ignore[return-value]  # the table's test checks the values


#: Words behind the mark on its line: "DỰ THẢO LẦN 2", "DỰ THẢO 15.3.2026".
_MOST_WORDS = 3


def revision_of_name(path: str) -> int:
    """Return the number of a revision that the name of a file gives, 0 where none.

    >>> revision_of_name("KH 15 v3.docx"), revision_of_name("KH 15.docx")
    (3, 0)
    """
    found = [int(match["count"]) for match in _REVISION.finditer(_folded_name(path))]
    return max(found, default=0)


# kế hoạch (1).docx: the same file came again
_AGAIN = re.compile(r"\([0-9]{1,2}\)")


def copy_marks(path: str) -> int:
    """Return how many marks of a copy the names of a file and of its folders bear.

    >>> copy_marks("Bản cũ (2)/Copy of KH 15.docx"), copy_marks("KH 15.docx")
    (3, 0)
    """
    parts = PurePath(path.replace("\\", "/")).with_suffix("").parts
    marks = _copy_marks()
    names = (_GAPS.sub(" ", fold_marks(part)).strip() for part in parts)
    return sum(len(marks.findall(name)) for name in names) + sum(
        len(_AGAIN.findall(part)) for part in parts
    )


@cache
def _copy_marks() -> re.Pattern[str]:
    marks = any_of((row["mark"] for row in load_table("copy_marks")), space=" ")
    return re.compile(rf"(?<![a-z0-9]){marks}(?![a-z])")


def _folded_name(path: str) -> str:
    name = PurePath(path.replace("\\", "/")).stem
    return _GAPS.sub(" ", fold_marks(name)).strip()
