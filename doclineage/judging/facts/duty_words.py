"""Words of duty that count only beside others: in their place, as a part of them, or as a pace."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from doclineage.judging.edits import Difference, mapped_position
from doclineage.judging.facts.directions import Compared, is_amount
from doclineage.judging.places import meet
from doclineage.model import Edit, FactChange, FactKind, Span
from doclineage.vietnamese.facts import INSTEAD, Fact, find_facts
from doclineage.vietnamese.normalise import fold_case

#: Kinds of duty words, of which a part may come or go.
_DUTY: frozenset[FactKind] = frozenset({"modality", "negation", "scope"})
#: A day without a fixed return: whoever does a thing "khi cần" does it less often.
_WHEN_NEEDED = "khi cần"


def when_needed(found: list[Compared], old: Sequence[Fact], parent: str) -> list[Compared]:
    """Say of "khi cần thiết" in the place of "thường xuyên" that it is done less often."""
    often = next((fact for fact in old if fact.kind == "frequency"), None)
    if often is None or not any(_is_seldom(change) for change, _, _ in found):
        return found
    told: list[Compared] = []
    for change, before, after in found:
        if _is_seldom(change):
            seldom = FactChange(
                kind="frequency",
                parent=parent[slice(*often.span)],
                child=change.child,
                effect="weakened",
            )
            told.append((seldom, often.span, after))
        elif change.kind != "frequency" or change.child is not None:
            told.append((change, before, after))
    return told


def _is_seldom(change: FactChange) -> bool:
    """Tell whether a change only puts in "khi cần thiết"."""
    told = change.kind == "modality" and change.parent is None
    return told and fold_case(change.child or "").startswith(_WHEN_NEEDED)


def with_partners(
    old: list[Fact],
    new: list[Fact],
    all_old: Sequence[Fact],
    all_new: Sequence[Fact],
    difference: Difference,
) -> tuple[list[Fact], list[Fact]]:
    """Add the duty word from which only a part came or went: "không được để", "không để"."""
    sides = set(old), set(new)
    starts = [other.span[0] for other in all_new]
    longest = max((other.span[1] - other.span[0] for other in all_new), default=0)
    for fact in all_old:
        if fact.kind not in _DUTY or is_amount(fact):
            continue
        where = mapped_position(fact.span[0], difference)
        first, last = bisect_left(starts, where - longest), bisect_right(starts, where)
        for other in all_new[first:last]:
            if other.kind == fact.kind and where < other.span[1]:
                if fact in sides[0] and other not in sides[1]:
                    new.append(other)
                    sides[1].add(other)
                elif other in sides[1] and fact not in sides[0]:
                    old.append(fact)
                    sides[0].add(fact)
    return sorted(old, key=_place), sorted(new, key=_place)


def _place(fact: Fact) -> Span:
    return fact.span


def without_idle(
    old: list[Fact], new: list[Fact], edits: Sequence[Edit]
) -> tuple[list[Fact], list[Fact]]:
    """Leave out the words that weaken only what they replace, where they replace nothing."""
    spans = [(edit.parent_span, edit.child_span) for edit in edits]
    sides = []
    for own, others, side in ((old, new, 0), (new, old, 1)):
        sides.append(
            [
                fact
                for fact in own
                if fact.bound != INSTEAD
                or any(
                    other.kind == "modality"
                    and _is_told(fact, other, side)
                    and meet(fact.span, pair[side])
                    and meet(other.span, pair[1 - side])
                    for pair in spans
                    for other in others
                )
            ]
        )
    return sides[0], sides[1]


#: Up to here a word of duty asks for an effort only; compare data/fact_words.tsv.
_EFFORT = 2.0


def _is_told(fact: Fact, other: Fact, side: int) -> bool:
    """Tell whether the child's word of two binds less, or more than one that asks for little."""
    old, new = (fact, other) if side == 0 else (other, fact)
    if old.amount is None or new.amount is None:
        return False
    soft = old.amount <= _EFFORT and old.bound != INSTEAD
    return new.amount < old.amount or (soft and new.amount > old.amount)


def without_moved(
    old: list[Fact], new: list[Fact], all_old: Sequence[Fact], all_new: Sequence[Fact]
) -> tuple[list[Fact], list[Fact]]:
    """Leave out the duty words that the other side says as often: they stand elsewhere in it."""
    counts = [
        Counter(_said(fact) for fact in side if _is_duty(fact)) for side in (all_old, all_new)
    ]
    return _fewer_there(old, counts[0], counts[1]), _fewer_there(new, counts[1], counts[0])


def _fewer_there(
    facts: Sequence[Fact], own: Counter[tuple[str, str]], other: Counter[tuple[str, str]]
) -> list[Fact]:
    return [fact for fact in facts if not _is_duty(fact) or own[_said(fact)] > other[_said(fact)]]


def _said(fact: Fact) -> tuple[str, str]:
    return fact.kind, fact.normal


def _is_duty(fact: Fact) -> bool:
    return fact.kind in _DUTY and not is_amount(fact)


#: Under this share of syllables that both sides hold, a word of duty that one side lacks is said
#: otherwise there: of what is reworded throughout, no single word corresponds.
_REWORDED = 0.6
#: Scope of all, and a duty that binds: who adds them takes nothing from what was asked.
_ALL, _BINDING = "3", ("strengthened",)


def without_harmless(found: Sequence[Compared], difference: Difference) -> list[Compared]:
    """Leave out duty words that only one side has and that take nothing from the parent."""
    throughout = difference.similarity < _REWORDED
    # "được phép" that is "không được" now is told of the negation.
    denied = any(c.kind == "negation" and c.parent is None for c, _, _ in found)
    kept = []
    for compared in found:
        change, before, after = compared
        added = change.kind in {"modality", "scope"} and before is None
        lost = change.kind == "modality" and after is None and change.child is None
        if added and (change.effect in _BINDING or _says_all(change.child)):
            continue
        if lost and (throughout or (denied and change.effect in _BINDING)):
            continue
        kept.append(compared)
    return kept


def _says_all(text: str | None) -> bool:
    facts = find_facts(text or "")
    return any(f.kind == "scope" and f.bound is None and f.normal == _ALL for f in facts)
