"""A08: what a plan rests on and no longer held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from doclineage.auditing.evidence import finding, place
from doclineage.auditing.naming import MOST_NAMED, designation, said_day
from doclineage.lineage import ENDING, Ended, LineageGraph, node_name, parents_of
from doclineage.model import Document, Finding, GraphDoubt, Place
from doclineage.wording import phrase


def ended_parent(graph: LineageGraph, plan: Document, parents: Sequence[str]) -> Iterator[Finding]:
    """Yield what a plan cites as its parent and had ended by its day.

    What it is held against instead is named with the share of the text that it follows; where
    several may be meant all are.
    """
    for ended in filter(None, (basis.ended for basis in parents_of(graph, plan))):
        code = _code(graph, ended)
        held = [name for name in (*ended.in_force, ended.cited) if name in parents]
        others = [graph.document(name) for name in ended.in_force[:MOST_NAMED]]
        by = ended.ending.by
        # Who chose another with --parent compares with that.
        told = phrase("ended.compared") if ended.successor in parents else None
        yield finding(
            f"A08-ended-{code}",
            "error" if by or ended.successor else "warning",
            plan.doc_id,
            (held or parents)[0],
            child_places=cited_at(graph, plan, ended.cited),
            cited=designation(graph.document(ended.cited)),
            cited_share=f"{ended.share:.0%}",
            true="; ".join(map(designation, others)),
            share=f"{ended.followed[0][1]:.0%}" if ended.followed else "",
            since=said_day(ended.ending.since),
            compared=told.vi if told else "",
            compared_en=told.en if told else "",
            **_how(graph, ended.ending.state, by),
        )


def _code(graph: LineageGraph, ended: Ended) -> str:
    """Return what decides: the text, that something is its replacement, or nothing."""
    if ended.successor is None:
        return "open" if ended.followed else "kept"
    follows = ended.followed[0][1] >= graph.settings.followed_floor
    return "followed" if follows else "replaced"


def other_ends(graph: LineageGraph) -> Iterator[Finding]:
    """Yield what else plans rest on that had ended, and the parents that ended after them."""
    compared = {(c.child, c.parent) for c in graph.comparisons}
    plans = {child for child, _ in compared}
    told = {
        (plan, basis.ended.cited)
        for plan in plans
        for basis in parents_of(graph, graph.document(plan))
        if basis.ended
    }
    for doubt in graph.stale_bases():
        child, cited = doubt.documents[:2]
        stale = doubt.kind == "stale-basis"
        pair = (child, cited)
        if child not in plans or pair in told or not (stale or pair in compared):
            continue
        told.add(pair)
        yield _other(graph, doubt, cited if pair in compared else None)


def _other(graph: LineageGraph, doubt: GraphDoubt, parent: str | None) -> Finding:
    plan, cited = graph.document(doubt.documents[0]), doubt.documents[1]
    by = next(iter(doubt.documents[2:]), None)
    stale = doubt.kind == "stale-basis"
    state = ENDING[doubt.edges[1].relation] if len(doubt.edges) > 1 else "expired"
    return finding(
        "A08-ended-beside" if stale else "A08-ended-since",
        "warning" if stale and by else "info",
        plan.doc_id,
        parent,
        child_places=cited_at(graph, plan, cited),
        cited=node_name(graph.node(cited)),
        since=said_day(doubt.since),
        **_how(graph, state, by),
    )


def _how(graph: LineageGraph, state: str, by: str | None) -> dict[str, Any]:
    """Return how a document ended and by what, in words of both languages."""
    how = phrase(f"state.{state}")
    who = phrase("doubt.by", document=node_name(graph.node(by))) if by else None
    return {
        "how": f"{how.vi} {who.vi}" if who else how.vi,
        "how_en": f"{how.en} {who.en}" if who else how.en,
    }


def cited_at(graph: LineageGraph, plan: Document, cited: str) -> list[Place]:
    """Return where a plan cites a document, rightly or nearly so."""
    near = {n.citation for n in graph.near_from.get(plan.doc_id, ()) if n.target == cited}
    units = (
        citation.unit
        for number, citation in enumerate(plan.citations)
        if (citation.target == cited or number in near)
        and citation.relation in {"implements", "based_on"}
    )
    return [place(plan, unit) for unit in dict.fromkeys(units)]
