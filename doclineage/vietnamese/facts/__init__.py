"""Facts that bind: deadlines, amounts, duty words, frequencies, numbers of documents.

Each fact has a place, a normal form for comparing, and a direction where more or less can be said.
Domain reference 5.7; words in `data/fact_words.tsv`.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from doclineage.model import Span
from doclineage.vietnamese.facts.amounts import (
    apportioned,
    areas,
    find_amounts,
    is_unit,
    unit_after,
)
from doclineage.vietnamese.facts.bounds import find_last_times, with_governors
from doclineage.vietnamese.facts.cues import cue_start
from doclineage.vietnamese.facts.duty_words import EXCEPT, INSTEAD, find_duty_words, find_parts
from doclineage.vietnamese.facts.fact import DIGIT, Fact
from doclineage.vietnamese.facts.frequencies import ECHO, find_frequencies
from doclineage.vietnamese.facts.periods import without_year
from doclineage.vietnamese.facts.ranks import find_ranks
from doclineage.vietnamese.facts.references import LAW, find_laws, find_pinpoints, find_references
from doclineage.vietnamese.facts.times import days_of, find_deadlines
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.number_words import with_digits

__all__ = [
    "ECHO",
    "EXCEPT",
    "INSTEAD",
    "LAW",
    "Fact",
    "apportioned",
    "areas",
    "cue_start",
    "days_of",
    "find_facts",
    "is_unit",
    "unit_after",
    "without_year",
]


@lru_cache(maxsize=16384)
def find_facts(text: str) -> tuple[Fact, ...]:
    """Return the facts of `text`, in order of place.

    >>> found = find_facts("đạt từ 95% trở lên trước ngày 15/11/2026")
    >>> [(fact.kind, fact.normal, fact.bound) for fact in found]
    [('target', '95%', 'min'), ('deadline', '2026-11-15', 'before')]
    """
    folded = fold_case(text)
    counted = with_digits(folded, text)
    taken: list[Span] = []
    found: list[Fact] = []
    finders = (
        find_references(text, folded),
        find_laws(text, folded) if "luật" in folded or "pháp lệnh" in folded else (),
        find_pinpoints(folded),
        find_deadlines(text, counted),
        find_frequencies(counted),
        find_parts(folded) if "một " in folded else (),
        find_last_times(folded),
        find_ranks(folded),
        find_amounts(counted) if DIGIT.search(counted) else (),
        find_duty_words(folded),
    )
    for facts in finders:
        for fact in facts:
            # What is taken stands in order and apart: only the last that begins before can meet it.
            place = bisect_left(taken, (fact.span[1], 0))
            if place == 0 or taken[place - 1][1] <= fact.span[0]:
                found.append(fact)
                taken.insert(place, fact.span)
    ruled = {fact.governor for fact in found if fact.governor and not fact.by_only}
    found = [fact for fact in found if fact.span not in ruled]
    found.sort(key=lambda fact: (fact.span, fact.kind))
    return tuple(with_governors(found, counted))
