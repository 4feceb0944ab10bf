"""A05, A12: does a plan contradict itself, or the calendar?"""

from __future__ import annotations

from collections.abc import Iterator

from doclineage.auditing.abolished import looks_back
from doclineage.auditing.evidence import finding, parent_of, place
from doclineage.auditing.own_rows import clashes
from doclineage.auditing.periods import days_meant
from doclineage.lineage import LineageGraph
from doclineage.model import Document, Finding
from doclineage.vietnamese.facts import cue_start, find_facts
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.plan_requests import find_plan_requests
from doclineage.vietnamese.words import clauses
from doclineage.wording import phrase, shorten

#: Characters of what is told of either side.
_LONGEST = 120
#: Bounds of a day by which something has to be done.
_DUE = frozenset({"before", "by"})


def contradictions(graph: LineageGraph) -> Iterator[Finding]:
    """Yield what the rows of a plan's own tables say otherwise than its body (A12)."""
    for plan in _plans(graph):
        for clash in clashes(plan):
            kind = phrase(f"fact.{clash.kind}")
            yield finding(
                "A12-own",
                "warning" if clash.kind == "agency" else "error",
                plan.doc_id,
                parent_of(graph, plan.doc_id, [clash.row, clash.unit]),
                child_places=[place(plan, clash.unit), place(plan, clash.row)],
                kind=kind.vi,
                kind_en=kind.en,
                body=shorten(clash.body_says, _LONGEST),
                row=shorten(clash.row_says, _LONGEST),
                path=plan.units[clash.row].path,
            )


def past_deadlines(graph: LineageGraph) -> Iterator[Finding]:
    """Yield the deadlines of a plan that lie before its own day (A05)."""
    for plan in _plans(graph):
        issued = plan.letterhead.issued
        if issued is None:
            continue
        for index in plan.content():
            for said in _past(plan, index):
                yield finding(
                    "A05-past",
                    "warning",
                    plan.doc_id,
                    parent_of(graph, plan.doc_id, [index]),
                    child_places=[place(plan, index)],
                    said=said,
                    issued=f"{issued:%d/%m/%Y}",
                )


def _past(plan: Document, index: int) -> Iterator[str]:
    """Yield the days of a unit by which something has to be done and that were over."""
    unit, issued = plan.units[index], plan.letterhead.issued
    folded = fold_case(unit.text)
    if issued is None or unit.kind == "heading" or _tells_history(plan, index):
        return
    cell = unit.cells.get("deadline", "")
    plans = [request.span for request in find_plan_requests(unit.text)]
    for fact in find_facts(unit.text):
        if fact.kind != "deadline" or fact.normal.startswith("--"):
            continue
        words = unit.text[slice(*fact.span)]
        said = unit.text[cue_start(unit.text, fact) : fact.span[1]]
        days = days_meant(fact, None)
        clause = next((folded[a:b] for a, b in clauses(unit.text) if a <= fact.span[0] < b), "")
        due = fact.bound in _DUE or words in cell
        asked = any(a <= fact.span[0] < b for a, b in plans)  # the plan's own day is A15's
        if days and due and days[1] < issued and "đã " not in clause and not asked:
            yield said


def _tells_history(plan: Document, index: int) -> bool:
    return any(looks_back(plan.units[above].text) for above in (index, *plan.ancestors(index)))


def _plans(graph: LineageGraph) -> Iterator[Document]:
    yield from map(graph.document, dict.fromkeys(c.child for c in graph.comparisons))
