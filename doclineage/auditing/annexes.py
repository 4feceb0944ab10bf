"""Annexes that a plan speaks of and does not have, and rows that its body says as well."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from doclineage.model import Document, Unit
from doclineage.vietnamese.facts import find_facts
from doclineage.vietnamese.light_words import light_words
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.number_words import ROMAN
from doclineage.vietnamese.phrases import any_of, listed
from doclineage.vietnamese.words import words

#: Share of a row's words that a unit of the body, with what it stands under, must have to say the
#: same: a row sums up what the body says in more words, and its own words are all there.
_SAME = 0.8
#: Share of them that the unit must have by itself.
_ALONE = 0.4
#: Under so many words of weight a row is too short to be known again.
_FEWEST = 2


class Cited(NamedTuple):
    """An annex that a plan says it has, and the unit that says so."""

    unit: int
    text: str


@cache
def _annex() -> re.Pattern[str]:
    # (chi tiết tại Phụ lục kèm theo) | theo Phụ lục II đính kèm | (có phụ lục gửi kèm)
    kinds = any_of(listed("responsibility", "papers"))
    numbered = rf"(?:\s+(?:số\s+)?(?P<number>{any_of(ROMAN)}|\d{{1,2}})(?!\w))?+"
    with_this = r"(?:\s+(?:ban hành|gửi|đính)?\s*kèm(?:\s+theo)?+)?+"
    # Phụ lục II Thông tư số …, Phụ lục ban hành kèm theo Nghị định …: another document's own
    others = rf"(?!\s*,?\s*(?:của\s+|thuộc\s+)?(?:các\s+)?{kinds}(?!\w)(?!\s+này(?!\w)))"
    return re.compile(rf"(?<!\w)(?:phụ lục|phụ biểu){numbered}{with_this}(?!\w){others}")


# tại Phụ lục | theo các phụ lục: the annex is where to look, it is not spoken of in itself
_POINTS = re.compile(r"(?<!\w)(?:tại|theo|ở|xem|có|trong|kèm(?: theo)?)\s+(?:các\s+)?$")


def absent_annex(plan: Document) -> Cited | None:
    """Return the first annex of its own that a plan points to and that is not there."""
    there = _count(plan)
    for index, unit in enumerate(plan.units):
        if unit.zone == "annex":
            continue
        folded = fold_case(unit.text)
        for match in _annex().finditer(folded):
            attached = "kèm" in match.group()
            if not attached and not _POINTS.search(folded[: match.start()]):
                continue
            number = match["number"] or ""
            if there < (ROMAN.get(number) or int(number or 1)):
                return Cited(index, unit.text[match.start() : match.end()])
    return None


def _count(plan: Document) -> int:
    """Return how many annexes a plan has."""
    return sum(
        unit.zone == "annex" and (unit.parent < 0 or plan.units[unit.parent].zone != "annex")
        for unit in plan.units
    )


def annex_of(document: Document, index: int) -> int | None:
    """Return the outermost unit of the annex that a unit stands in, None for one of the body."""
    if document.units[index].zone != "annex":
        return None
    above = [i for i in document.ancestors(index) if document.units[i].zone == "annex"]
    return above[-1] if above else index


def restating(row: Unit, document: Document, among: Iterable[int]) -> int | None:
    """Return the unit of a body that says what a row has to be done, None where none does."""
    found: list[tuple[bool, float, int]] = []
    for index in among:
        unit = document.units[index]
        if unit.zone != "body" or unit.kind == "heading":
            continue
        share = says_same(row, document, index)
        if share is not None:
            found.append((not lost_day(row, unit), share, -index))
    return -max(found)[2] if found else None


def says_same(row: Unit, document: Document, index: int) -> float | None:
    """Return the share of a row's words that a unit has, None where it does not say the same.

    What the unit stands under counts too, but no more than what it says by itself.
    """
    wanted = telling_words(row.cells.get("task", row.text))
    own = wanted & telling_words(document.units[index].text)
    if len(wanted) < _FEWEST or len(own) < _ALONE * len(wanted):
        return None
    above = (telling_words(document.units[i].text) for i in document.ancestors(index))
    share = len(own.union(*(wanted & said for said in above))) / len(wanted)
    return (share + len(own) / len(wanted)) / 2 if share >= _SAME else None


def lost_day(row: Unit, unit: Unit) -> bool:
    """Tell whether a row sets a day that a unit which says the same does not."""
    said = {fact.normal for fact in find_facts(unit.text) if fact.kind == "deadline"}
    return any(fact.normal not in said for fact in find_facts(row.text) if fact.kind == "deadline")


def telling_words(text: str) -> frozenset[str]:
    """Return the words of a text that say what it is about."""
    return frozenset(words(text).keys) - light_words()
