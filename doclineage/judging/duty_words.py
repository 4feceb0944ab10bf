"""Words of duty that count only beside others: in their place, as a part of them, or as a pace."""

from __future__ import annotations

from collections.abc import Sequence

from doclineage.judging.directions import Compared, is_amount
from doclineage.judging.edits import Difference, mapped_position
from doclineage.model import Edit, FactChange, FactKind, Span
from doclineage.vietnamese.facts import INSTEAD, Fact
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
    for fact in all_old:
        if fact.kind not in _DUTY or is_amount(fact):
            continue
        where = mapped_position(fact.span[0], difference)
        for other in all_new:
            if other.kind == fact.kind and other.span[0] == where:
                if fact in old and other not in new:
                    new.append(other)
                elif other in new and fact not in old:
                    old.append(fact)
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
                    and _is_weaker(fact, other, side)
                    and _overlaps(fact, pair[side])
                    and _overlaps(other, pair[1 - side])
                    for pair in spans
                    for other in others
                )
            ]
        )
    return sides[0], sides[1]


def _overlaps(fact: Fact, span: Span) -> bool:
    return span[0] < fact.span[1] and fact.span[0] < span[1]


def _is_weaker(fact: Fact, other: Fact, side: int) -> bool:
    """Tell whether the child's word of two binds less; what binds more needs no such word."""
    old, new = (fact, other) if side == 0 else (other, fact)
    return old.amount is not None and new.amount is not None and new.amount < old.amount
