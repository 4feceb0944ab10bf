"""Where a plan's body and the rows of its own tables say one task otherwise."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from doclineage.auditing.annexes import says_same, telling_words
from doclineage.auditing.owners import Duties
from doclineage.auditing.periods import days_meant, overlap
from doclineage.model import Document
from doclineage.vietnamese.agencies import Mention
from doclineage.vietnamese.facts import Fact, cue_start, find_facts
from doclineage.vietnamese.issuer_identity import issuer_identity
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.words import clauses, words

#: A word that stands in more units than this says nothing of who says the same.
_COMMON = 60
#: Units that share most words with a row and are looked at closely.
_MOST_READ = 12
#: Words of a clause that neither the row nor the completion of a task has: another task's.
_FOREIGN = 3
#: What a clause says that only tells by when.
_COMPLETING = frozenset(
    {"hoàn", "thành", "xong", "trước", "ngày", "chậm", "nhất", "thực", "hiện", "kết", "thúc"}
)
#: Names of many bodies: they are no other body than one of them.
_MANY = frozenset({"departments", "cells", "schools", "unions"})
#: Words behind a share or a number that say of what it is.
_OF_WHAT = 2


class Clash(NamedTuple):
    """A row and a unit of the body that say one task, and what they say otherwise."""

    row: int
    unit: int
    kind: str
    row_says: str
    body_says: str


def clashes(plan: Document) -> Iterator[Clash]:
    """Yield what the rows of a plan say otherwise than its body: days, numbers, who leads.

    Where any unit that says the same task agrees with the row nothing is told.
    """
    rows = [i for i in plan.content() if plan.units[i].kind == "row" and plan.units[i].cells]
    if not rows:
        return
    near = _Near(plan)
    duties = Duties(plan)
    for row in rows:
        same = near.same(row)
        found: dict[tuple[str, str], list[Clash]] = {}
        for find in (_days, _numbers, _leads):
            for unit in same:
                for clash in find(plan, duties, row, unit):
                    found.setdefault((clash.kind, clash.row_says), []).append(clash)
        yield from (c[0] for c in found.values() if all(clash.body_says for clash in c))


class _Near:
    """The units of a plan's body by their words of weight."""

    def __init__(self, plan: Document) -> None:
        self._plan = plan
        self._units: dict[str, list[int]] = defaultdict(list)
        for index in plan.content():
            unit = plan.units[index]
            if unit.zone == "body" and unit.kind not in {"heading", "row"}:
                for word in telling_words(unit.text):
                    self._units[word].append(index)

    def same(self, row: int) -> list[int]:
        """Return the units that say the task of a row, the likest first."""
        unit = self._plan.units[row]
        votes = Counter(
            index
            for word in telling_words(unit.cells.get("task", unit.text))
            for index in self._units.get(word, ())
            if len(self._units[word]) <= _COMMON
        )
        ranked = sorted(votes, key=lambda index: (-votes[index], index))[:_MOST_READ]
        shares = {index: says_same(unit, self._plan, index) for index in ranked}
        kept = {index: share for index, share in shares.items() if share is not None}
        return sorted(kept, key=lambda index: (-kept[index], index))


def _days(plan: Document, _: Duties, row: int, unit: int) -> Iterator[Clash]:
    """Yield a clash of days; one without the body's words where they agree."""
    year = plan.letterhead.issued.year if plan.letterhead.issued else None
    cell = plan.units[row].cells.get("deadline", "")
    text = plan.units[unit].text
    mine = [days for _, days in _meant(cell, year)]
    theirs = [
        (days, text[cue_start(text, fact) : fact.span[1]])
        for fact, days in _meant(text, year)
        if _is_of_task(plan, row, text, fact)
    ]
    if mine and theirs:
        agree = any(overlap(one, other) for one in mine for other, _ in theirs)
        said = "" if agree else "; ".join(said for _, said in theirs)
        yield Clash(row, unit, "deadline", cell, said)


def _meant(text: str, year: int | None) -> Iterator[tuple[Fact, tuple[date, date]]]:
    for fact in find_facts(text):
        days = days_meant(fact, year) if fact.kind == "deadline" else None
        if days is not None:
            yield fact, days


def _is_of_task(plan: Document, row: int, text: str, fact: Fact) -> bool:
    """Tell whether a clause with a day speaks of the row's task, or of nothing but the day."""
    around = ((a, b) for a, b in clauses(text) if a <= fact.span[0] < b)
    start, end = next(around, (0, len(text)))
    said = telling_words(text[start : fact.span[0]] + " " + text[fact.span[1] : end])
    task = telling_words(plan.units[row].cells.get("task", plan.units[row].text))
    return len(said - task - _COMPLETING) < _FOREIGN or len(said & task) > 1


def _numbers(plan: Document, _: Duties, row: int, unit: int) -> Iterator[Clash]:
    """Yield a clash of a number of one thing; one without the body's words where any agrees."""
    task, text = plan.units[row].cells.get("task", ""), plan.units[unit].text
    theirs = [fact for fact in find_facts(text) if fact.kind in {"target", "quantity"}]
    for fact in find_facts(task):
        if fact.kind not in {"target", "quantity"} or fact.unit is None:
            continue
        what = fact.unit, _of_what(task, fact)
        same = [other for other in theirs if (other.unit, _of_what(text, other)) == what]
        if len({f.normal for f in same}) == 1:
            other = same[0]
            agree = other.normal == fact.normal
            said = "" if agree else text[slice(*other.span)]
            yield Clash(row, unit, fact.kind, task[slice(*fact.span)], said)


def _of_what(text: str, fact: Fact) -> tuple[str, ...]:
    return words(text[fact.span[1] : fact.span[1] + 40]).keys[:_OF_WHAT]


def _leads(plan: Document, duties: Duties, row: int, unit: int) -> Iterator[Clash]:
    """Yield a clash of who leads; one without the body's words where one body is named by both.

    Who issued the plan acts through its offices: it is no other body than they.
    """
    lead = plan.units[row].cells.get("lead", "")
    mine, theirs = (_known(duties.doers(index)) for index in (row, unit))
    own = issuer_identity(plan.letterhead.issuer or "").body
    issues = any(issuer_identity(name).body == own for name in (*mine.values(), *theirs.values()))
    if lead and mine and theirs and not issues:
        agree = not {*mine}.isdisjoint(theirs)
        yield Clash(row, unit, "agency", lead, "" if agree else ", ".join(theirs.values()))


def _known(mentions: tuple[Mention, ...]) -> dict[str, str]:
    """Return the bodies among some mentions by name; none where one is not known, or is many."""
    if any(m.body is None or m.plural or m.body.roles & _MANY for m in mentions):
        return {}
    return {fold_case(m.body.name): m.text for m in mentions if m.body}
