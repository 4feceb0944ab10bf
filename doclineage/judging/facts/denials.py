"""What became of a negation: it went to another verb, freed what it barred, or is kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from doclineage.judging.edits import Difference
from doclineage.judging.facts.directions import Compared, change_at
from doclineage.judging.facts.negations import BEFORE_VERB, DENIED_VERB, ONLY, is_denied, places_of
from doclineage.judging.facts.said_otherwise import is_throughout
from doclineage.judging.places import Places, edits_at, in_one_clause
from doclineage.model import Edit, Span
from doclineage.vietnamese.facts import EXCEPT, Fact
from doclineage.vietnamese.facts.fact import pattern
from doclineage.vietnamese.light_words import light_words
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.words import folded_clauses, words


def traded(
    all_old: Sequence[Fact], all_new: Sequence[Fact], parent: str, child: str
) -> list[Compared]:
    """Return a negation that went from one verb to another: who might not now may."""
    if any(f.kind == "scope" and f.normal == ONLY for f in (*all_old, *all_new)):
        return []
    old, new = (
        [
            (f, m)
            for f in facts
            if f.kind == "negation" and (m := DENIED_VERB.match(text, f.span[1]))
        ]
        for facts, text in ((all_old, fold_case(parent)), (all_new, fold_case(child)))
    )
    took_over = any(_plain_place(other["verb"], parent) for _, other in new)
    for fact, verb in old if took_over else ():
        there = _plain_place(verb["verb"], child)
        if there and fact.normal != EXCEPT:
            spans = (fact.span[0], verb.end()), there
            return [change_at("negation", "changed", (parent, child), *spans)]
    return []


@lru_cache(maxsize=4096)
def _plain_place(verb: str, text: str) -> Span | None:
    """Return where a text says a verb, just once and without denying it."""
    said = places_of(verb, fold_case(text))
    if len(said) != 1 or is_denied(fold_case(text), said[0]):
        return None
    return said[0], said[0] + len(verb)


def with_verbs(
    found: Sequence[Compared], parent: str, child: str, edits: Sequence[Edit]
) -> list[Compared]:
    """Say what is done now where nothing but the negation of it went: "Không cho phép"."""
    told: list[Compared] = []
    for change, before, after in found:
        lost = change.kind == "negation" and change.effect == "missing" and before
        verb = DENIED_VERB.match(fold_case(parent), before[1]) if lost and before else None
        there = _plain_place(verb["verb"], child) if verb else None
        edit = next(iter(edits_at(edits, before)), None) if there and before else None
        if verb and there and edit and before and not edit.child_text.strip():
            rest = child[edit.child_span[1] :]
            start = edit.child_span[1] + len(rest) - len(rest.lstrip())
            if 0 <= there[0] - start <= BEFORE_VERB:
                spans = (before[0], verb.end()), (start, there[1])
                told.append(change_at("negation", "changed", (parent, child), *spans))
                continue
        told.append((change, before, after))
    return told


def without_kept(
    found: list[Compared], parent: str, child: str, difference: Difference
) -> list[Compared]:
    """Leave out a negation of one side whose verb the other side denies too, in other words.

    Of a text that is worded anew throughout other verbs may say the same deed.
    """
    kept, anew = [], is_throughout(difference)
    for change, before, after in found:
        place, own, other = (before, parent, child) if before else (after, child, parent)
        alone = change.kind == "negation" and (before is None or after is None)
        verb = DENIED_VERB.match(fold_case(own), place[1]) if alone and place else None
        if verb and 0 < _denials(verb["verb"], other) >= _denials(verb["verb"], own):
            continue
        if anew and alone and place and _is_denied_there(own, place, other):
            continue
        kept.append((change, before, after))
    return kept


#: Share of what a negation denies that the other side must deny in one clause, and how much it is.
_DENIED_SHARE, _DENIED_SIZE = 0.6, 3
# what ends the words that one negation denies
_DEED_END = re.compile(r"[,;.:\n]|(?<!\w)(?:mà|nhưng|và|hoặc|khi|nếu)(?!\w)")


def _is_denied_there(own: str, place: Span, other: str) -> bool:
    """Tell whether the other side denies in one clause most of what a negation denies."""
    deed = _deed(own, place)
    if len(deed) < _DENIED_SIZE:
        return False
    for clause in folded_clauses(other):
        denial = pattern("negation").search(clause)
        if denial and len(deed & _heavy(clause[denial.end() :])) >= _DENIED_SHARE * len(deed):
            return True
    return False


@lru_cache(maxsize=4096)
def _heavy(text: str) -> frozenset[str]:
    return frozenset(words(text).keys) - light_words()


#: Characters before a verb in which what denies it begins.
_DENIAL = 60


@lru_cache(maxsize=4096)
def _denials(verb: str, text: str) -> int:
    """Count how often a text denies a verb."""
    folded = fold_case(text)
    places = places_of(verb, folded)
    return sum(_DENIES.search(folded[max(0, p - _DENIAL) : p]) is not None for p in places)


# không được [hợp thức hóa] | nghiêm cấm việc [bầu hộ]
_DENIES = re.compile(
    r"(?<!\w)(?:không|chưa|cấm|không\s+được|không\s+để)\s+"
    r"(?:(?:được|để|phép|được\s+phép|việc|hành\s+vi|các\s+hành\s+vi)\s+)*$"
)


def without_allowed(found: list[Compared], parent: str, child: str) -> list[Compared]:
    """Leave out the leave that stands in the place of a ban: "Được phép" for "Cấm" is told once."""
    freed = [(before, after) for change, before, after in found if change.kind == "negation"]
    places = Places(after for before, after in freed if before and after)
    barred = [_deed(parent, before) for before, after in freed if before and after is None]
    return [
        (change, before, after)
        for change, before, after in found
        if change.kind != "modality"
        or before
        or after is None
        or not (places.meet(after) or any(_is_deed(deed, _deed(child, after)) for deed in barred))
    ]


def _deed(text: str, place: Span) -> frozenset[str]:
    """Return the words of what is barred or allowed behind a word that does so."""
    return _heavy(_DEED_END.split(fold_case(text)[place[1] :])[0])


def _is_deed(barred: frozenset[str], allowed: frozenset[str]) -> bool:
    return len(barred & allowed) >= _DENIED_SHARE * max(_DENIED_SIZE, len(barred))


# quá 01 lần | vượt 10%: a bound that the negation before it sets
_BARRED_BOUND = re.compile(r"(?:quá|vượt|vượt quá)(?!\w)")


def without_freed(found: list[Compared], parent: str) -> list[Compared]:
    """Leave out the ceiling that is none any more because its negation went, as is told."""
    freed = [c for c in found if c[0].kind == "negation" and c[1] and c[0].effect != "equal"]
    return [
        compared
        for compared in found
        if not (
            compared[0].kind == "target"
            and compared[1]
            and _BARRED_BOUND.match(fold_case(compared[0].parent or ""))
            and fold_case(compared[0].parent or "") == fold_case(compared[0].child or "")
            and any(in_one_clause(parent, c[1], compared[1]) for c in freed if c[1])
        )
    ]
