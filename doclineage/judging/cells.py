"""What the cells of a row bind to that its words alone do not show: who leads, by when.

A lead that now supports is still named, a time that recurs is a word like others, and of a row
that nothing but its task answers nobody asks who acts and until when.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from doclineage.judging.facts.bodies import is_of_child, named_bodies
from doclineage.judging.facts.directions import Compared
from doclineage.judging.localisation import Setting, answers
from doclineage.model import Document, Effect, FactChange, Match, Unit
from doclineage.vietnamese.agencies import Mention
from doclineage.vietnamese.facts import Fact, find_facts
from doclineage.vietnamese.words import words

#: What a column of deadlines says.
_TIMES = frozenset({"deadline", "frequency"})


class Said:
    """What a document says anywhere of who acts and until when, read when first asked for."""

    def __init__(self, document: Document) -> None:
        self._texts = [document.units[index].text for index in document.content()]
        self._answered: dict[str, bool] = {}

    def names(self, body: Mention, setting: Setting) -> bool:
        """Tell whether a body is named, or one that stands for it; asked once for each name."""
        if body.text not in self._answered:
            self._answered[body.text] = any(answers(body, m, setting) for m in self._bodies)
        return self._answered[body.text]

    @cached_property
    def _bodies(self) -> tuple[Mention, ...]:
        """Each body once, by what is printed."""
        named = (mention for text in self._texts for mention in named_bodies(text))
        return tuple({mention.text: mention for mention in named}.values())

    @cached_property
    def times(self) -> frozenset[str]:
        """Deadlines and frequencies as they are compared."""
        return frozenset(fact.normal for text in self._texts for fact in _times(text))


def changed_cells(
    parent: Document,
    child: Document,
    match: Match,
    facts: Sequence[Compared],
    above: str,
    setting: Setting,
) -> tuple[Compared, ...]:
    """Return what one row's columns of owners and deadlines tell beside the facts of its words.

    `above` is what the child's headings say over its row.
    """
    if len(match.parents) != 1 or len(match.children) != 1:
        return ()
    old, new = parent.units[match.parents[0]], child.units[match.children[0]]
    if not (old.kind == new.kind == "row" and old.cells and new.cells):
        return ()
    told = [change for change, _, _ in facts if change.effect != "equal"]
    found = [*_demoted(old, new, told, setting), *_emptied(old, new, told, above)]
    return tuple((change, None, None) for change in found)


def unsaid_cells(
    parent: Document, match: Match, said: str, answer: str, everywhere: Said, setting: Setting
) -> tuple[Compared, ...]:
    """Return the owners and times of rows said again that the child's document says nowhere.

    `said` is the task beside the rows and `answer` what answers it: what the task says itself is
    compared there, and a time that the answer says was compared with the rows'.
    """
    rows = [parent.units[index] for index in match.restated_parents]
    if not rows or not all(row.kind == "row" for row in rows):
        return ()
    own = {fact.normal for fact in _times(said)}
    named = {mention.text for mention in named_bodies(said)}
    timed = bool(_times(answer))
    found: dict[tuple[str, str], FactChange] = {}
    for row in rows:
        lost = [*_unnamed(row, everywhere, setting)]
        lost += [] if timed else _untimed(row, everywhere, own)
        for change in lost:
            if change.parent is not None and change.parent not in named:
                found.setdefault((change.kind, change.parent), change)
    return tuple((change, None, None) for change in found.values())


def _unnamed(row: Unit, everywhere: Said, setting: Setting) -> Iterator[FactChange]:
    for role in ("lead", "support"):
        for body in named_bodies(row.cells.get(role, "")):
            if is_of_child(body, setting) and not everywhere.names(body, setting):
                yield FactChange(kind="agency", parent=body.text, child=None, effect="missing")


def _untimed(row: Unit, everywhere: Said, own: set[str]) -> Iterator[FactChange]:
    cell = row.cells.get("deadline", "")
    for fact in _times(cell):
        if fact.normal not in everywhere.times and fact.normal not in own:
            printed = cell[slice(*fact.span)]
            yield FactChange(kind="deadline", parent=printed, child=None, effect="missing")


def _demoted(
    old: Unit, new: Unit, told: Sequence[FactChange], setting: Setting
) -> Iterator[FactChange]:
    """Yield who led and now supports, of the bodies that the child's level has."""
    leads, helpers = (named_bodies(new.cells.get(role, "")) for role in ("lead", "support"))
    known = {change.parent for change in told if change.kind == "agency"}
    for body in named_bodies(old.cells.get("lead", "")):
        if body.text in known or not is_of_child(body, setting):
            continue
        if any(answers(body, other, setting) for other in leads):
            continue
        if any(answers(body, other, setting) for other in helpers):
            now = leads[0].text if leads else None
            effect: Effect = "changed" if leads else "weakened"
            yield FactChange(kind="agency", parent=body.text, child=now, effect=effect)


def _emptied(old: Unit, new: Unit, told: Sequence[FactChange], above: str) -> Iterator[FactChange]:
    """Yield a deadline that recurs ("Thường xuyên") where the child's row says no time.

    Whether other words in its place are a time, as "Khi có yêu cầu", a person must see.
    """
    cell, now = old.cells.get("deadline", ""), new.cells.get("deadline")
    if not _times(cell) or any(change.kind in _TIMES for change in told):
        return
    here = f"{new.text}\n{above}"
    if not _times(here) and not set(words(cell).keys) <= set(words(here).keys):
        effect: Effect = "unknown" if now else "missing"
        yield FactChange(kind="deadline", parent=cell, child=now, effect=effect)


def _times(text: str) -> list[Fact]:
    return [fact for fact in find_facts(text) if fact.kind in _TIMES]
