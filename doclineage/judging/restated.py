"""The facts of a unit that says again what another says: a row of an annex beside its task.

Its words need no answer of their own. What it says of time, amount and, row against row, of who
acts stands beside what the task says: it may complete it, and may be contradicted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter

import msgspec

from doclineage.judging.facts.directions import Compared
from doclineage.model import Document, FactChange, Match
from doclineage.vietnamese.words import words

#: What a row completes its task by.
_COMPLETING = frozenset({"deadline", "target", "quantity", "frequency"})


class Restated(msgspec.Struct, frozen=True):
    """The units of one side that say again what others say, and what they face."""

    texts: tuple[str, ...]
    facing: str
    rows: bool
    """Whether both are rows of tables, so that who acts stands in both."""


def restated(parent: Document, child: Document, match: Match) -> tuple[Restated | None, ...]:
    """Return what says again what the parents of a match say, and what the children."""
    sides = (
        (parent, match.restated_parents, child, match.children),
        (child, match.restated_children, parent, match.parents),
    )
    return tuple(
        Restated(
            texts=tuple(own.units[index].text for index in again),
            facing="\n".join(other.units[index].text for index in facing),
            rows=all(own.units[index].kind == "row" for index in again)
            and all(other.units[index].kind == "row" for index in facing),
        )
        if again
        else None
        for own, again, other, facing in sides
    )


def with_restated(
    facts: Sequence[Compared],
    said: str,
    again: Restated,
    compare: Callable[[str, str], tuple[object, Sequence[Compared]]],
    *,
    of_parent: bool,
) -> tuple[Compared, ...]:
    """Return the facts of a pair, with those of the units that say again what `said` says.

    What the facing text has and `said` lacks is no change where a row says it. What a row says
    otherwise is one, unless the plan goes by the task where its parent contradicts itself.
    """
    own, facing = map(attrgetter, ("parent", "child") if of_parent else ("child", "parent"))
    told = {facing(change) for change, _, _ in facts if own(change) is not None}
    otherwise: dict[str, Compared] = {}
    for row in again.texts:
        _, found = compare(*((row, again.facing) if of_parent else (again.facing, row)))
        for change, _, _ in found:
            answer = facing(change)
            goes_by = of_parent and _says(said, answer)
            if _is_told(change, again) and answer not in told and not goes_by:
                otherwise.setdefault(answer, (change, None, None))
    kept = [
        compared
        for compared in facts
        if own(compared[0]) is not None
        or not (
            facing(compared[0]) in otherwise
            or any(_says(row, facing(compared[0])) for row in again.texts)
        )
    ]
    return (*kept, *otherwise.values())


def _is_told(change: FactChange, again: Restated) -> bool:
    """Tell whether a row's fact differs from one of its kind on the facing side."""
    both = change.parent is not None and change.child is not None and change.effect != "equal"
    return both and (change.kind in _COMPLETING or (again.rows and change.kind == "agency"))


def _says(text: str, fact: str | None) -> bool:
    """Tell whether all figures of a fact, or all its words where it has none, stand in a text."""
    keys = words(fact or "").keys
    figures = {key for key in keys if any(letter.isdigit() for letter in key)} or set(keys)
    return figures <= set(words(text).keys)
