"""What a lower level has in the place of what a higher one has, though neither is a body.

Data: `counterparts.tsv`. "Cổng thông tin điện tử" of a province is "Trang thông tin điện tử" of its
ward; a "Tỉnh ủy viên" there is a "Đảng ủy viên" here.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec

from doclineage.model import Span
from doclineage.vietnamese.normalise import fold_marks
from doclineage.vietnamese.phrases import any_of
from doclineage.vietnamese.tables import load_table


class Counterpart(msgspec.Struct, frozen=True):
    """One such thing in a text: of which kind, and whether the higher level's."""

    span: Span
    kind: str
    higher: bool


@cache
def _terms() -> dict[str, tuple[str, bool]]:
    """Return the terms without marks: they are so long that damage makes no other word of one."""
    return {
        fold_marks(term): (row["kind"], column == "higher")
        for row in load_table("counterparts")
        for column in ("higher", "lower")
        for term in row[column].split("|")
    }


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(_terms())}(?!\w)")


@lru_cache(maxsize=16384)
def find_counterparts(text: str) -> tuple[Counterpart, ...]:
    """Return the things of a level that stand in a text, in order.

    >>> find_counterparts("đăng trên Cổng thông tin điện tử tỉnh")
    (Counterpart(span=(10, 32), kind='portal', higher=True),)
    """
    return tuple(
        Counterpart(match.span(), *_terms()[match.group()])
        for match in _pattern().finditer(fold_marks(text))
    )


def without_counterparts(before: str, after: str) -> tuple[str, str]:
    """Leave out of both texts what answers each other in them, the higher before the lower."""
    old, new = find_counterparts(before), find_counterparts(after)
    kinds = {c.kind for c in old if c.higher} & {c.kind for c in new if not c.higher}
    if not kinds:
        return before, after
    return _without(before, old, kinds), _without(after, new, kinds)


def _without(text: str, found: tuple[Counterpart, ...], kinds: set[str]) -> str:
    for part in reversed(found):
        if part.kind in kinds:
            text = text[: part.span[0]] + text[part.span[1] :]
    return text
