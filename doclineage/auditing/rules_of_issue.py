"""A15: was the plan issued by the day that its parent set?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from doclineage.auditing.evidence import finding, place
from doclineage.auditing.owners import Duties
from doclineage.auditing.rule import weighs
from doclineage.lineage import LineageGraph, basis_of
from doclineage.model import Comparison, Document, Finding, Link, Place, Severity
from doclineage.vietnamese.agencies import Mention, exists_at, find_mentions
from doclineage.vietnamese.dates import find_dates
from doclineage.vietnamese.plan_requests import (
    Due,
    PlanRequest,
    asks_for,
    covers,
    due_of,
    find_plan_requests,
)


@weighs("error", "warning")
def late_issue(graph: LineageGraph) -> Iterator[Finding]:
    """A15: was the plan issued by the day that its parent set for that?

    A plan in time answers the request, and nothing is said of it; a plan without a day is asked
    about. One finding a day that the parent set, with all places where it does. A plan older than
    the parent that it cites is told too.
    """
    for comparison in graph.comparisons:
        parent, child = graph.document(comparison.parent), graph.document(comparison.child)
        if basis_of(graph, child, parent.doc_id).verdict == "right":
            yield from _before_its_basis(parent, child)
        asked: dict[object, list[tuple[int, Due]]] = {}
        for index in parent.content():
            for request in answered_requests(parent, child, index):
                due = due_of(parent.units[index].text, request, parent.letterhead.issued)
                if due is not None:
                    asked.setdefault(due.day, []).append((index, due))
        for places in asked.values():
            found = _judged(comparison, parent, child, places)
            if found is not None:
                yield found


def _before_its_basis(parent: Document, child: Document) -> Iterator[Finding]:
    """Yield a finding where a plan is older than the parent that it cites: a day is misprinted."""
    issued, basis = child.letterhead.issued, parent.letterhead.issued
    if issued and basis and issued < basis:
        yield finding(
            "A15-before",
            "error",
            child.doc_id,
            parent.doc_id,
            child_places=_dated(child),
            issued=f"{issued:%d/%m/%Y}",
            day=f"{basis:%d/%m/%Y}",
        )


def _judged(
    comparison: Comparison, parent: Document, child: Document, asked: list[tuple[int, Due]]
) -> Finding | None:
    due = next((due for _, due in asked if due.sure), asked[0][1])
    issued = child.letterhead.issued
    late = (issued - due.day).days if issued else 0
    if issued and (late < 0 or (late == 0 and not due.edge)):
        return None
    severity: Severity = "error" if late > 0 and due.sure else "warning"
    links = {i: number for number, link in enumerate(comparison.links) for i in link.parents}
    return finding(
        "A15-late" if late > 0 else "A15-edge" if issued else "A15-unknown",
        severity,
        child.doc_id,
        parent.doc_id,
        parent_places=[place(parent, index) for index, _ in asked],
        child_places=_dated(child),
        link=links.get(asked[0][0]),
        due=due.text,
        day=f"{due.day:%d/%m/%Y}",
        issued=f"{issued:%d/%m/%Y}" if issued else "—",
        count=late,
    )


def _dated(child: Document) -> list[Place]:
    """Return where the plan prints its own day."""
    for index, unit in enumerate(child.units):
        if unit.zone == "head" and any(
            found.date == child.letterhead.issued and found.date for found in find_dates(unit.text)
        ):
            return [place(child, index)]
    return []


def answered_requests(parent: Document, child: Document, index: int) -> tuple[PlanRequest, ...]:
    """Return the requests of a unit of the parent that the plan answers by being there."""
    unit = parent.units[index]
    if unit.kind == "heading" or unit.zone not in {"body", "annex"}:
        return ()
    requests = find_plan_requests(unit.text)
    if not requests:
        return ()
    heads = (parent.letterhead, child.letterhead)
    titles, numbers = [head.title for head in heads], [parent.letterhead.number]
    above = Duties(parent).doers(index)
    return tuple(
        request
        for request in requests
        if asks_for(request, titles, numbers) and _is_asked(request, above, child)
    )


def answered_texts(parent: Document, child: Document, indices: Iterable[int]) -> list[str]:
    """Return what some units of the parent say of the plan that is there."""
    return [
        parent.units[index].text[slice(*request.span)]
        for index in indices
        for request in answered_requests(parent, child, index)
    ]


def is_answered(parent: Document, child: Document, index: int) -> bool:
    """Tell whether a unit of the parent asks for nothing but the plan that is there."""
    return covers(parent.units[index].text, answered_requests(parent, child, index))


def answered_units(parent: Document, child: Document, links: Iterable[Link]) -> tuple[int, ...]:
    """Return the parent's units of which the plan lacks at most the request for itself."""
    found = []
    for link in links:
        requests = {index: answered_requests(parent, child, index) for index in link.parents}
        asked = [
            parent.units[index].text[slice(*request.span)]
            for index, made in requests.items()
            for request in made
        ]
        lacks_nothing = bool(link.lost) and all(stands_in(clause, asked) for clause in link.lost)
        found += [
            index
            for index, made in requests.items()
            if made and (lacks_nothing or covers(parent.units[index].text, made))
        ]
    return tuple(sorted(found))


def stands_in(piece: str, texts: Iterable[str]) -> bool:
    """Tell whether a clause or a fact, its end marks aside, is part of any of some texts."""
    return any(piece.strip(" ;.") in text for text in texts)


def _is_asked(request: PlanRequest, above: tuple[Mention, ...], child: Document) -> bool:
    """Tell whether a request is put to the plan's level: whoever stands before the verb counts."""
    said = [mention for mention in find_mentions(request.before) if mention.body or mention.plural]
    return not (said or above) or any(_may_be(mention, child) for mention in said or above)


def _may_be(mention: Mention, child: Document) -> bool:
    """Tell whether a body may be the plan's issuer, or one that works for it."""
    head = child.letterhead
    if head.level is None:
        return True
    if mention.level == head.level:
        return mention.body is None or mention.body.system in {head.system, "state", "front", None}
    return (
        mention.level is None
        and mention.body is not None
        and exists_at(mention.body, head.level, head.issued)
    )
