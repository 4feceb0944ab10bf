"""A01 and A13: is an annex there that the parent has, or that the plan speaks of?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from doclineage.auditing.annexes import absent_annex, annex_of, lost_day, restating
from doclineage.auditing.evidence import finding, place
from doclineage.lineage import LineageGraph
from doclineage.model import Comparison, Document, Finding, Severity
from doclineage.wording import phrase, shorten

#: Characters of an annex's name, and of the places that a finding lists.
_LONGEST = 240


def missing_rows(parent: Document, child: Document, omitted: Iterable[int]) -> dict[int, list[int]]:
    """Return the omitted tasks of the parent's annexes by annex, where the plan has no annex."""
    found: dict[int, list[int]] = {}
    if not any(unit.zone == "annex" for unit in child.units):
        for index in omitted:
            annex = annex_of(parent, index)
            if annex is not None and annex != index:
                found.setdefault(annex, []).append(index)
    return found


def missing_annex(
    graph: LineageGraph, comparison: Comparison, annex: int, rows: dict[int, Finding]
) -> Finding:
    """Return one finding on an annex that the plan lacks.

    What the body says as well is named with its place; the rows that it does not say, or says
    without their day, are the finding's places behind the annex itself.
    """
    parent, child = graph.document(comparison.parent), graph.document(comparison.child)
    links = {i: number for number, link in enumerate(comparison.links) for i in link.parents}
    said = {row: _said(comparison, parent, child, row) for row in rows}
    kept = {row: unit for row, unit in said.items() if unit is not None}
    undated = [row for row, unit in kept.items() if lost_day(parent.units[row], child.units[unit])]
    lost = [row for row in rows if row not in kept]
    cited = absent_annex(child)
    binding = any(rows[row].severity == "error" for row in lost)
    severity: Severity = "error" if cited or binding else "warning" if lost or undated else "info"
    unit = parent.units[annex]
    pairs = [f"{parent.units[row].path} ({child.units[i].path})" for row, i in kept.items()]
    details = [
        phrase(f"annex.{name}", paths=shorten(", ".join(paths), _LONGEST), count=len(paths))
        for name, paths in (
            ("lost", _paths(parent, lost)),
            ("undated", _paths(parent, undated)),
            ("kept", pairs),
        )
        if paths
    ]
    return finding(
        "A01-annex-cited" if cited else "A01-annex",
        severity,
        child.doc_id,
        parent.doc_id,
        parent_places=[place(parent, index) for index in (annex, *sorted({*lost, *undated}))],
        child_places=[place(child, cited.unit)] if cited else [],
        link=links.get(annex),
        cited=cited.text if cited else "",
        section=shorten(f"{unit.path} {unit.text}", _LONGEST),
        count=len(rows),
        detail="; ".join(said.vi for said in details),
        detail_en="; ".join(said.en for said in details),
    )


def _said(comparison: Comparison, parent: Document, child: Document, row: int) -> int | None:
    """Return where the plan's body says what a row does: itself, or by what the parent's says."""
    unit = parent.units[row]
    found = restating(unit, child, range(len(child.units)))
    if found is not None:
        return found
    above = restating(unit, parent, parent.content())
    links = (link for link in comparison.links if above in link.parents and link.children)
    return next((link.children[0] for link in links), None)


def _paths(document: Document, indices: Sequence[int]) -> list[str]:
    return [document.units[index].path for index in indices]


def cited_annexes(graph: LineageGraph) -> Iterator[Finding]:
    """Yield a finding for each plan that points to an annex of its own and has none (A13).

    Where the parent's rows are missing with it, A01 tells both.
    """
    for doc_id in dict.fromkeys(comparison.child for comparison in graph.comparisons):
        plan = graph.document(doc_id)
        cited = absent_annex(plan)
        if cited is None or any(_tells(graph, c) for c in graph.comparisons if c.child == doc_id):
            continue
        yield finding(
            "A13-annex",
            "warning",
            doc_id,
            None,
            child_places=[place(plan, cited.unit)],
            cited=cited.text,
        )


def _tells(graph: LineageGraph, comparison: Comparison) -> bool:
    parent, child = graph.document(comparison.parent), graph.document(comparison.child)
    omitted = (
        link.parents[0]
        for link in comparison.links
        if link.relation == "omitted" and link.duty != "not-addressed"
    )
    return bool(missing_rows(parent, child, omitted))
