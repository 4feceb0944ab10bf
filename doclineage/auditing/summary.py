"""One row a plan: coverage, counts, copied share, legal basis."""

from __future__ import annotations

from collections.abc import Mapping

from doclineage.lineage import LineageGraph, basis_of, coverage, is_task
from doclineage.model import Comparison, Document, Link, LinkRelation, PlanSummary
from doclineage.settings import Settings
from doclineage.vietnamese.words import words

#: What keeps the parent's words, but for names of places and bodies.
_KEPT: tuple[LinkRelation, ...] = ("identical", "noise", "localised")


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
    share = coverage(parent, comparison)
    return PlanSummary(
        plan=child.doc_id,
        parent=parent.doc_id,
        name=plan_name(child),
        coverage=share,
        required=sum(link.duty == "required" for link in tasks),
        copied=copied_share(child, comparison),
        basis=basis_of(graph, child, parent.doc_id).verdict,
        own_words=_in_own_words(share, counts, graph.settings),
        **counts,
    )


def _in_own_words(coverage: float | None, counts: Mapping[str, int], settings: Settings) -> bool:
    """Tell whether a plan carries little of its parent, and next to nothing of that as it stands.

    What only leaves tasks out keeps the words of the others.
    """
    if coverage is None or coverage >= settings.own_words_coverage or not counts["omitted"]:
        return False
    kept = sum(counts[name] for name in _KEPT)
    carried = kept + counts["reworded"] + counts["changed"]
    return carried > 0 and kept <= settings.own_words_kept * carried


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
