"""The communes of one province by name: whose name stands in a text that is not its own.

Data: `commune_units.tsv`, and what the settings state of another province.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache

from doclineage.model import Letterhead, Span
from doclineage.settings import Commune
from doclineage.vietnamese.cues import cues
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.phrases import any_of
from doclineage.vietnamese.tables import load_table


def siblings_of(child: Letterhead, parent: Letterhead, stated: Iterable[Commune]) -> frozenset[str]:
    """Return the folded names of the other communes of the province that a child lies in.

    The province is the parent's; where that is not said, the one that has such a commune.
    """
    if child.level != "commune" or not child.territory:
        return frozenset()
    above = fold_case(parent.territory or "") if parent.level == "province" else ""
    return _siblings(fold_case(child.territory), above, child.issued, tuple(stated))


@lru_cache(maxsize=1024)
def _siblings(own: str, above: str, on: date | None, stated: tuple[Commune, ...]) -> frozenset[str]:
    every = (*map(_folded, stated), *_known())
    known = [(unit, name) for unit, name in every if _exists(unit, on)]
    homes = {
        unit.province
        for unit, name in known
        if own.endswith(name) and fold_case(f"{unit.kind} {unit.name}") == own
    }
    provinces = {unit.province for unit, _ in known}
    said = {name for name in provinces if above and above.endswith(fold_case(name))}
    chosen = said or (homes if len(homes) == 1 else set())
    return frozenset(
        name for unit, name in known if unit.province in chosen and not own.endswith(f" {name}")
    )


def _folded(unit: Commune) -> tuple[Commune, str]:
    return unit, fold_case(unit.name)


def _exists(unit: Commune, on: date | None) -> bool:
    return on is None or (
        (unit.since is None or unit.since <= on) and (unit.until is None or on <= unit.until)
    )


@cache
def _known() -> tuple[tuple[Commune, str], ...]:
    return tuple(_folded(Commune.from_row(row)) for row in load_table("commune_units"))


@cache
def _before() -> re.Pattern[str]:
    # địa bàn Yên Hòa | nhân dân Yên Hòa: without the word "phường" a name may be a street's
    return re.compile(rf"(?<!\w){any_of(cues('of-place'))}\s+")


@lru_cache(maxsize=64)
def _sizes(names: frozenset[str]) -> tuple[int, ...]:
    """Return how long names are, the longest first."""
    return tuple(sorted({len(name) for name in names}, reverse=True))


def find_siblings(text: str, names: frozenset[str]) -> list[Span]:
    """Return where a text names one of `names` as a place, though not as a "phường" or "xã"."""
    if not names:
        return []
    folded, found, end = fold_case(text), list[Span](), 0
    for match in _before().finditer(folded):
        start = match.end()
        if match.start() < end or not text[start : start + 1].isupper():
            continue
        # Each ward has another set of names: a pattern of them all would be made for each.
        ends = [start + size for size in _sizes(names) if start + size <= len(folded)]
        last = next((e for e in ends if _is_one_of(names, folded, start, e)), None)
        if last is not None:
            found.append((start, last))
            end = last
    return found


def _is_one_of(names: frozenset[str], folded: str, start: int, end: int) -> bool:
    goes_on = folded[end : end + 1]
    return folded[start:end] in names and not (goes_on.isalnum() or goes_on == "_")
