"""A04: does a plan give work to, ask or tell bodies that exist no more?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from doclineage.auditing.abolished import Abolished, abolished_bodies, looks_back
from doclineage.auditing.evidence import finding, parent_of, place
from doclineage.lineage import LineageGraph
from doclineage.model import Document, Finding
from doclineage.vietnamese.cues import starts_basis
from doclineage.vietnamese.normalise import fold_case

_ADDRESSED = "kính gửi"


def abolished(graph: LineageGraph) -> Iterator[Finding]:
    """Yield a finding for each body that exists no more, with all places where a plan names it."""
    for doc_id in dict.fromkeys(comparison.child for comparison in graph.comparisons):
        plan = graph.document(doc_id)
        day = _day(graph, plan)
        if day is None:
            continue  # it may be of a time when they existed
        for bodies in _named(plan, day).values():
            first, places = bodies[0][1], dict(bodies)
            yield finding(
                "A04-abolished" if first.district else "A04-merged",
                "error" if first.district else "warning",
                doc_id,
                parent_of(graph, doc_id, places),
                child_places=[place(plan, index) for index in places],
                body=first.text,
                count=len(places),
            )


def is_gone(graph: LineageGraph, plan: Document, name: str, texts: Iterable[str] = ()) -> bool:
    """Tell whether a body told here has a name, or has it as a part of its own in some texts."""
    day = _day(graph, plan)
    if day is None:
        return False
    if abolished_bodies(name, day):
        return True
    return any(name in body.text for text in texts for body in abolished_bodies(text, day))


def _day(graph: LineageGraph, plan: Document) -> date | None:
    """Return the plan's day, or the latest of its parents, before which it cannot be."""
    days = (
        graph.document(c.parent).letterhead.issued
        for c in graph.comparisons
        if c.child == plan.doc_id
    )
    return plan.letterhead.issued or max(filter(None, days), default=None)


def _named(plan: Document, day: date) -> dict[str, list[tuple[int, Abolished]]]:
    """Return what a plan names in its tasks, to whom it is put and sent, by body."""
    found: dict[str, list[tuple[int, Abolished]]] = {}
    for index, unit in enumerate(plan.units):
        if not _is_own(plan, index):
            continue
        for body in abolished_bodies(unit.text, day):
            found.setdefault(body.key, []).append((index, body))
    return found


def _is_own(plan: Document, index: int) -> bool:
    """Tell whether a unit is the plan's own word today: a task, an addressee, a recipient."""
    unit = plan.units[index]
    if unit.zone == "head":
        return fold_case(unit.text).startswith(_ADDRESSED)
    if starts_basis(unit.text):
        return False
    return not any(looks_back(plan.units[above].text) for above in (index, *plan.ancestors(index)))
