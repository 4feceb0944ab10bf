"""Words that say nearly the same of a task, and words that say nothing (`same_sayings.tsv`)."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.phrases import any_of, listed
from doclineage.vietnamese.tables import load_table


@cache
def _rows() -> dict[str, str]:
    """Return every saying with the first of its row; fillers with nothing."""
    rows: dict[str, str] = {}
    for row in load_table("same_sayings"):
        if row["kind"] == "detail":
            continue
        same = row["words"].split("|")
        for saying in same:
            rows.setdefault(saying, f"~{same[0]}" if row["kind"] == "same" else "")
    return rows


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(_rows())}(?!\w)")


@lru_cache(maxsize=4096)
def sayings(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return where the sayings of a text stand, and the first of the row of each.

    >>> sayings("Tháo gỡ công tác")
    ((0, 7, '~giải quyết'), (8, 16, ''))
    """
    return tuple(
        (*match.span(), _rows()[match.group()]) for match in _pattern().finditer(fold_case(text))
    )


@cache
def _details() -> re.Pattern[str]:
    return re.compile(rf"{any_of(listed('same_sayings', 'detail'))}(?!\w)")


def opens_detail(text: str) -> bool:
    """Tell whether a text only gives examples, the spirit or the benefit of what was said.

    It does not where it holds a figure: "như tặng 20 suất quà".
    """
    return _details().match(fold_case(text)) is not None and not any(map(str.isdigit, text))
