"""Bodies and provinces under the name that they had on a day, and under what they became.

Data: `data/body_successors.tsv`, `data/province_successors.tsv`. Documents keep the name that
their issuer had; who cites them later may use the new one, and who has not heard of the change
uses the old one for what the new body issues.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

import msgspec

from doclineage.vietnamese.issuer_identity import issuer_identity, place_key, under_superior
from doclineage.vietnamese.tables import load_table


class _Step(msgspec.Struct, frozen=True):
    new: str
    since: date


def renamed_issuer(cited: str, printed: str, issued: date, *, superior: str | None = None) -> bool:
    """Tell whether a document's issuer is the cited body under the name of another time.

    `printed` is the name on a document of the day `issued`; it must be the one valid on that day.

    >>> renamed_issuer("Bộ Xây dựng", "Bộ Giao thông vận tải", date(2024, 5, 2))
    True
    >>> renamed_issuer("Bộ Giao thông vận tải", "Bộ Xây dựng", date(2025, 5, 2))
    True
    >>> renamed_issuer("Bộ Giao thông vận tải", "Bộ Xây dựng", date(2024, 5, 2))
    False
    """
    mine = issuer_identity(cited)
    theirs = under_superior(issuer_identity(printed), superior)
    if mine.level and theirs.level and mine.level != theirs.level:
        return False
    body = _renamed(_bodies(), mine.body, theirs.body, issued)
    place = _renamed(_places(), mine.place, theirs.place, issued)
    return body is not None and place is not None and (body or place)


def _renamed(table: dict[str, _Step], cited: str, printed: str, issued: date) -> bool | None:
    """Return whether the names are of two times; False where equal or unsaid, None where apart."""
    if cited == printed or not cited or not printed:
        return False
    if any(new == cited and issued < since for new, since in _line(table, printed)):
        return True
    if any(new == printed and issued >= since for new, since in _line(table, cited)):
        return True
    return None


def _line(table: dict[str, _Step], name: str) -> Iterator[tuple[str, date]]:
    """Yield what a name became, step by step."""
    for _ in range(len(table)):
        if name not in table:
            return
        step = table[name]
        yield step.new, step.since
        name = step.new


@cache
def _bodies() -> dict[str, _Step]:
    return {
        issuer_identity(row["old"]).body: _Step(
            issuer_identity(row["new"]).body, date.fromisoformat(row["since"])
        )
        for row in load_table("body_successors")
    }


@cache
def _places() -> dict[str, _Step]:
    return {
        place_key(row["old"]): _Step(place_key(row["new"]), date.fromisoformat(row["since"]))
        for row in load_table("province_successors")
    }
