"""Lone facts of texts that are reworded throughout: there no single word answers another by place.

"Không bố trí điểm đỗ ở vỉa hè dưới 3 m" and "Chỉ bố trí điểm đỗ ở vỉa hè từ 3 m trở lên" are one
rule.  Of such texts a lone word tells a change only where its own surroundings are held, and a lone
number only where the other side does not have it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from doclineage.judging.edits import Difference
from doclineage.judging.facts.directions import Compared
from doclineage.judging.places import clause_at, edits_at
from doclineage.model import Span
from doclineage.vietnamese.facts.fact import pattern
from doclineage.vietnamese.light_words import light_words
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.number_words import with_digits
from doclineage.vietnamese.words import Words, words

#: Under this share of syllables that both sides hold in order, in so many places that differ, a
#: text is reworded throughout; one long cut or a few swapped words leave the rest in its place.
_HELD, _PLACES = 0.7, 5
#: Syllables of an edit beside the word itself, and those held behind it, where it stands in place.
_BESIDE, _BEHIND = 3, 2
#: Kinds told by numbers.
_NUMBERS = frozenset({"deadline", "target", "quantity", "frequency"})
# 20/10/2026 | 24 | 0,5 | 1.250.000: a number or a day, without the zeros that say nothing
_NUMBER = re.compile(r"(?<![\w/.,-])0*(?P<number>\d+(?:[/.,-]\d+)*)(?!\w)")


def without_said_otherwise(
    found: list[Compared], parent: str, child: str, difference: Difference
) -> list[Compared]:
    """Leave out, of texts reworded throughout, what only one side has and the other may say."""
    if not is_throughout(difference):
        return found
    return [
        compared
        for compared in found
        if (compared[1] is not None) == (compared[2] is not None)
        or not _may_be_said(compared, parent, child, difference)
    ]


def without_complements(found: list[Compared], parent: str, child: str) -> list[Compared]:
    """Leave out "không … dưới 3 m" where the other side says "chỉ … từ 3 m": one rule twice."""
    only_said = [c for c in found if c[0].kind == "scope" and _is_only(_said(c))]
    negations = [c for c in found if c[0].kind == "negation"] if only_said else []
    if not negations:
        return found
    texts = parent, child
    opposed = _by_clauses(found, texts)
    # The first "chỉ" of each clause of a side answers for the others of it.
    first: dict[tuple[int, Span], int] = {}
    for number, only in enumerate(only_said):
        if (stands := _of_one_side(only, texts)) is not None:
            first.setdefault(stands, number)
    asked = set()
    for negated in negations:
        at = _of_one_side(negated, texts)
        if at is None or at in asked:
            continue
        asked.add(at)
        turned = [
            (first[other], bounds[0])
            for other, bounds in opposed.get(at, {}).items()
            if len(bounds) == 1 and other in first
        ]
        if turned:
            number, bound = min(turned, key=lambda pair: pair[0])
            return [c for c in found if c not in (negated, only_said[number], bound)]
    return found


def _said(compared: Compared) -> str:
    return compared[0].parent or compared[0].child or ""


def _of_one_side(compared: Compared, texts: tuple[str, str]) -> tuple[int, Span] | None:
    """Return the only side that has a fact, 0 or 1, and the clause of its text."""
    if (compared[1] is None) == (compared[2] is None):
        return None
    side = 1 if compared[1] is None else 0
    clause = _clause(compared, texts, side)
    return (side, clause) if clause else None


def _clause(compared: Compared, texts: tuple[str, str], side: int) -> Span | None:
    span = compared[2] if side else compared[1]
    return clause_at(texts[side], span) if span is not None else None


def _by_clauses(
    found: Sequence[Compared], texts: tuple[str, str]
) -> dict[tuple[int, Span], dict[tuple[int, Span], list[Compared]]]:
    """Return what is put to the contrary by its clause of either side, and by that of the other."""
    held: dict[tuple[int, Span], dict[tuple[int, Span], list[Compared]]] = {}
    for compared in filter(_is_opposed, found):
        old, new = (_clause(compared, texts, side) for side in (0, 1))
        if old and new:
            for at, other in (((0, old), (1, new)), ((1, new), (0, old))):
                held.setdefault(at, {}).setdefault(other, []).append(compared)
    return held


def _is_opposed(compared: Compared) -> bool:
    """Tell whether a change puts the contrary: "trong", "ngoài"; "dưới 3 m", "từ 3 m"."""
    change, before, after = compared
    if change.effect != "changed" or before is None or after is None:
        return False
    numbers = _numbers(change.parent or ""), _numbers(change.child or "")
    return numbers[0] == numbers[1]


def is_throughout(difference: Difference) -> bool:
    """Tell whether a text is reworded in so many places that words do not answer by place."""
    places = sum(edit.kind not in {"noise", "localisation"} for edit in difference.edits)
    return difference.similarity < _HELD and places >= _PLACES


def _may_be_said(compared: Compared, parent: str, child: str, difference: Difference) -> bool:
    change, before, after = compared
    if change.kind in _NUMBERS:
        said = change.parent or change.child or ""
        own, other = (parent, child) if before is not None else (child, parent)
        return _has_number(said, own, other)
    if change.kind == "modality":
        return after is None and change.child is None
    if change.kind == "negation":
        return not (
            _is_in_place(before, after, difference) or _is_undenied(before, after, parent, child)
        )
    if _is_only(change.parent or change.child or ""):
        return not _is_in_place(before, after, difference)
    return False


def _is_only(said: str) -> bool:
    """Tell whether a word of scope is "chỉ", which two negations say as well."""
    return fold_case(said).startswith("chỉ")


def _has_number(said: str, own: str, other: str) -> bool:
    """Tell whether the other side has the numbers of a fact as often, under whatever words."""
    numbers = _numbers(said)
    if not numbers:
        # "trước ngày tổ chức đại hội": an event is known by the last two syllables.
        event, there = words(said).keys[-2:], words(other).keys
        return event in {there[i : i + 2] for i in range(len(there) - 1)}
    here, there_too = _numbers(own), _numbers(other)
    return all(there_too[number] >= here[number] for number in numbers)


@lru_cache(maxsize=4096)
def _numbers(text: str) -> Counter[str]:
    counted = with_digits(fold_case(text), text)
    return Counter(match["number"] for match in _NUMBER.finditer(counted))


def _is_in_place(before: Span | None, after: Span | None, difference: Difference) -> bool:
    """Tell whether little but the word came or went, and what stands behind it is held."""
    side, span = (0, before) if before is not None else (1, after)
    if span is None:
        return False
    for edit in edits_at(difference.edits, span, of_child=side == 1):
        places = edit.parent_span, edit.child_span
        texts = edit.parent_text, edit.child_text
        whole = (difference.parent, difference.child)[side]
        rest = len(words(texts[side]).keys) - whole.count(*span)
        if rest <= _BESIDE and len(words(texts[1 - side]).keys) <= _BESIDE:
            equal = (difference.equal_parent, difference.equal_child)[side]
            return _is_held(whole, equal, places[side][1])
    return False


def _is_held(side: Words, equal: Sequence[bool], end: int) -> bool:
    """Tell whether the syllables behind a place are held by both sides."""
    first = bisect_left(side.spans, (end, 0))
    behind = equal[first : first + _BEHIND]
    return len(behind) == _BEHIND and all(behind)


# ; . : , and a line's end: here ends what a negation denies
_PIECE = re.compile(r"[;.:,\n]")
#: Share of what one side denies from which on a piece of the other side says just that.
_SAYS_IT = 0.8


def _is_undenied(before: Span | None, after: Span | None, parent: str, child: str) -> bool:
    """Tell whether the other side says, without denying it, what a negation of one side denies."""
    own, other, span = (parent, child, before) if before else (child, parent, after)
    if span is None:
        return False
    denied = _heavy(_PIECE.split(fold_case(own)[span[1] :])[0])
    return denied.total() > 1 and any(
        (denied & _heavy(piece)).total() >= _SAYS_IT * denied.total() and not _denies(piece)
        for piece in _PIECE.split(fold_case(other))
    )


def _heavy(text: str) -> Counter[str]:
    return Counter(key for key in words(text).keys if key not in light_words())


def _denies(piece: str) -> bool:
    """Tell whether anything in a piece of text denies, shuns or bounds."""
    kinds = ("negation", "softer", "shuns")
    return any(pattern(kind).search(piece) for kind in kinds) or "chỉ" in piece.split()
