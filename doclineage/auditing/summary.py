"""One row a plan: coverage, counts, copied share, legal basis."""

from __future__ import annotations

from doclineage.lineage import LineageGraph, basis_of, coverage, is_task
from doclineage.model import Comparison, Document, Link, PlanSummary
from doclineage.vietnamese.words import words


def summarise(graph: LineageGraph, comparison: Comparison) -> PlanSummary:
    """Return the row of one plan against one parent."""
    parent, child = graph.document(comparison.parent), graph.document(comparison.child)
    tasks = [
        link
        for link in comparison.links
        if _is_task_link(link, parent, child)
        and not comparison.answers(link)
        and not comparison.is_void(link)
    ]
    counts = {
        name: sum(link.relation == name for link in tasks)
        for name in ("identical", "noise", "localised", "reworded", "changed", "omitted", "added")
    }
    return PlanSummary(
        plan=child.doc_id,
        parent=parent.doc_id,
        name=plan_name(child),
        coverage=coverage(parent, comparison),
        required=sum(link.duty == "required" for link in tasks),
        copied=copied_share(child, comparison),
        basis=basis_of(graph, child, parent.doc_id).verdict,
        **counts,
    )


def _is_task_link(link: Link, parent: Document, child: Document) -> bool:
    return any(is_task(parent, i) for i in link.parents) or any(
        is_task(child, i) for i in link.children if not link.parents
    )


def plan_name(document: Document) -> str:
    """Return the name that an auditor knows a plan by: its territory, issuer or file."""
    head = document.letterhead
    return head.territory or head.issuer or document.source.path


def copied_share(child: Document, comparison: Comparison) -> float:
    """Return the share of the plan's words that stand in units copied whole."""
    total = copied = 0
    for link in comparison.links:
        size = sum(len(words(child.units[index].text).keys) for index in link.children)
        total += size
        copied += size if link.relation in {"identical", "noise"} else 0
    return round(copied / total, 4) if total else 0.0
