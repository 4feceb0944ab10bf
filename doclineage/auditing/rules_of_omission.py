"""A01: is every task of the parent covered?"""

from __future__ import annotations

from collections.abc import Iterator

from doclineage.auditing.evidence import are_narrative, finding, link_finding, place
from doclineage.auditing.rule import weighs
from doclineage.auditing.rules_of_annexes import missing_annex, missing_rows
from doclineage.auditing.rules_of_issue import is_answered
from doclineage.lineage import LineageGraph, is_task
from doclineage.model import Comparison, Document, Finding, Severity
from doclineage.wording import shorten

_DUTY_SEVERITY: dict[str, Severity] = {
    "required": "error",
    "review": "warning",
    "not-addressed": "info",
}
_WORST_FIRST: tuple[Severity, ...] = ("error", "warning")
#: Tasks from which a section that is gone is told as one.
_SEVERAL = 2
#: Characters of the section's name and of its tasks' places in the sentence; all are at its places.
_LONGEST = 160


@weighs("error", "warning", "info")
def omissions(graph: LineageGraph) -> Iterator[Finding]:
    """A01: is every task of the parent covered?

    A request for the plan itself is answered by the plan (A15 asks whether in time). A section
    that is gone with its heading, or an annex of which the plan has none, is one finding, its tasks
    listed; what a person has accepted stays by itself.
    """
    accepted = {w.fingerprint for w in graph.settings.waivers if w.code == "A01"}
    for comparison in graph.comparisons:
        parent = graph.document(comparison.parent)
        told = dict(_omitted(graph, comparison))
        loud = {
            index: found
            for index, found in told.items()
            if found.severity != "info" and found.fingerprint not in accepted
        }
        for annex, rows in missing_rows(parent, graph.document(comparison.child), loud).items():
            yield missing_annex(graph, comparison, annex, {i: told.pop(i) for i in rows})
            loud = {index: found for index, found in loud.items() if index in told}
        for heading, tasks in _sections(parent, comparison, loud).items():
            yield _section(graph, comparison, heading, {i: told.pop(i) for i in tasks})
        yield from told.values()


def _omitted(graph: LineageGraph, comparison: Comparison) -> Iterator[tuple[int, Finding]]:
    """Yield each task that the plan lacks, by its place in the parent."""
    parent, child = graph.document(comparison.parent), graph.document(comparison.child)
    for index, link in enumerate(comparison.links):
        if link.relation != "omitted" or not is_task(parent, link.parents[0]):
            continue
        duty = link.duty or "review"
        if link.parents[0] in comparison.repealed:
            continue
        if duty == "review" and are_narrative(parent, link.parents):
            continue  # how things stand is each level's own to tell
        if duty != "not-addressed" and is_answered(parent, child, link.parents[0]):
            continue
        told = duty == "review" and are_narrative(parent, link.parents)
        yield (
            link.parents[0],
            link_finding(
                graph,
                comparison,
                index,
                f"A01-{duty}",
                "info" if told else _DUTY_SEVERITY[duty],  # a plan tells how its own things stand
                reason=link.duty_reason or "",
                reason_en=link.duty_reason_en or "",
            ),
        )


def _sections(
    parent: Document, comparison: Comparison, loud: dict[int, Finding]
) -> dict[int, list[int]]:
    """Return the outermost headings that are gone with all below them, each with its tasks."""
    omitted = {link.parents[0] for link in comparison.links if link.relation == "omitted"}
    kept = {
        above
        for index in parent.content()
        if index not in omitted
        for above in (index, *parent.ancestors(index))
    }
    found: dict[int, list[int]] = {}
    for index in loud:
        gone = [
            above
            for above in parent.ancestors(index)
            if parent.units[above].kind == "heading" and above in omitted and above not in kept
        ]
        if gone:
            found.setdefault(gone[-1], []).append(index)
    return {heading: tasks for heading, tasks in found.items() if len(tasks) >= _SEVERAL}


def _section(
    graph: LineageGraph, comparison: Comparison, heading: int, tasks: dict[int, Finding]
) -> Finding:
    """Return one finding on a section; its first place is the heading, its link the heading's."""
    parent = graph.document(comparison.parent)
    links = {i: number for number, link in enumerate(comparison.links) for i in link.parents}
    unit = parent.units[heading]
    severities = {found.severity for found in tasks.values()}
    binding = sum(found.severity == "error" for found in tasks.values())
    kind = "-review" if not binding else "-all" if binding == len(tasks) else ""
    return finding(
        f"A01-section{kind}",
        next(severity for severity in _WORST_FIRST if severity in severities),
        comparison.child,
        comparison.parent,
        parent_places=[place(parent, index) for index in (heading, *tasks)],
        link=links[heading],
        section=shorten(f"{unit.path} {unit.text}", _LONGEST),
        count=len(tasks),
        binding=binding,
        paths=shorten(", ".join(parent.units[index].path for index in tasks), _LONGEST),
    )
