"""A08: does the plan cite its parent rightly?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from doclineage.auditing.ended_bases import ended_parent, other_ends
from doclineage.auditing.evidence import finding, place
from doclineage.auditing.naming import MOST_NAMED, designation, name_of, said_day
from doclineage.auditing.other_bases import differing_bases
from doclineage.auditing.rule import weighs
from doclineage.auditing.rules_of_amendments import amended_parents
from doclineage.lineage import (
    DIRECTIVES,
    LineageGraph,
    absent_leads,
    basis_of,
    near_of,
    parents_of,
)
from doclineage.model import Citation, Document, Finding, LineageEdge, NearMatch, Severity
from doclineage.wording import phrase


@weighs("error", "warning", "info")
def legal_basis(graph: LineageGraph) -> Iterator[Finding]:
    """A08: does the plan cite its parent rightly?

    What is cited with one field wrong is an error; what more than that speaks against, and is
    taken for the parent because of its text, is to be looked at. Where several documents may be
    meant none is taken, and all are named. What had ended by the plan's day is no basis. What both
    rest on is to have one number and one day.
    """
    compared = {(c.child, c.parent) for c in graph.comparisons}
    # A directive is held against no one; what is attached to another document is part of it.
    touched = {parent for _, parent in compared} | graph.attached.keys()
    for plan in graph.documents:
        parents = sorted(parent for child, parent in compared if child == plan.doc_id)
        for parent in parents:
            above = graph.document(parent)
            yield from _misprints(graph, plan, above)
            yield from differing_bases(graph, plan, above)
            if basis_of(graph, plan, parent).verdict == "missing":
                name = name_of(above)
                yield finding("A08-missing", "error", plan.doc_id, parent, parent_name=name)
        if parents:
            yield from ended_parent(graph, plan, parents)
        undecided = list(_undecided(graph, plan, parents))
        yield from undecided
        if not undecided:
            yield from _absent(graph, plan, parents)
        if not parents and plan.doc_id not in touched:
            yield from _unfound(graph, plan)
    yield from other_ends(graph)
    yield from amended_parents(graph)


def _misprints(graph: LineageGraph, plan: Document, parent: Document) -> Iterator[Finding]:
    """Yield one finding for each way in which a plan cites a parent wrongly, with its places."""
    told: dict[tuple[object, ...], list[NearMatch]] = {}
    for near in near_of(graph, plan, parent.doc_id):
        citation = plan.citations[near.citation]
        told.setdefault((citation.number, citation.issued, near.differs), []).append(near)
    number = parent.letterhead.number
    named = number is not None and any(cited.number == number for cited in plan.citations)
    for same in told.values():
        best = max(same, key=lambda near: len(near.agrees))
        citation = plan.citations[best.citation]
        if named and citation.number is None and not best.differs:
            continue  # "Kế hoạch của UBND tỉnh", whose number the plan gives elsewhere
        code = "A08-wrong" if best.differs else "A08-assumed"
        weight: Severity = "info"
        if best.differs:
            weight = "error" if _is_sure(best) else "warning"
        wrong = "issuer" in best.differs
        issuers = (citation.issuer, parent.letterhead.issuer) if wrong else (None, None)
        units = dict.fromkeys(plan.citations[near.citation].unit for near in same)
        yield finding(
            code,
            weight,
            plan.doc_id,
            parent.doc_id,
            child_places=[place(plan, unit) for unit in units],
            cited=_with_issuer(
                f"{citation.number or '—'}, {said_day(citation.issued)}", issuers[0]
            ),
            true=_with_issuer(designation(parent), issuers[1]),
            **_said(best),
        )


def _with_issuer(designation: str, issuer: str | None) -> str:
    return f"{designation}, {issuer}" if issuer else designation


def _is_sure(near: NearMatch) -> bool:
    """Tell whether one field is wrong and more than what is near it says so."""
    return len(near.differs) == 1 and not {"title", "text", "number"}.isdisjoint(near.agrees)


def _said(near: NearMatch) -> dict[str, Any]:
    """Return what differs and what agrees, in words of both languages."""
    share = f"{near.share or 0:.0%}"
    named = {
        name: [phrase(f"likeness.{field}", share=share) for field in fields]
        for name, fields in (("differs", near.differs), ("agrees", near.agrees))
    }
    return {
        f"{name}{ending}": ", ".join(getattr(field, language) for field in fields)
        for name, fields in named.items()
        for ending, language in (("", "vi"), ("_en", "en"))
    }


def _undecided(graph: LineageGraph, plan: Document, parents: Sequence[str]) -> Iterator[Finding]:
    """Yield what a plan says to carry out where several documents here may be meant."""
    units = {unit.path: index for index, unit in enumerate(plan.units)}
    for edge in graph.outgoing.get(plan.doc_id, ()):
        if "ambiguous" not in edge.doubts or not _is_directive(graph, edge):
            continue
        if not set(parents).isdisjoint(edge.candidates):
            continue  # somebody has chosen
        node = graph.node(edge.target)
        known = [graph.document(name) for name in edge.candidates if graph.find(name)]
        yield finding(
            "A08-open",
            "warning",
            plan.doc_id,
            None,
            child_places=[place(plan, units[edge.unit])] if edge.unit in units else (),
            cited=f"{node.number or node.title or '—'}, {said_day(node.issued)}",
            documents="; ".join(map(designation, known[:MOST_NAMED])),
        )


def _is_directive(graph: LineageGraph, edge: LineageEdge) -> bool:
    kind = graph.node(edge.target).kind
    return edge.relation == "implements" or (edge.relation == "based_on" and kind in DIRECTIVES)


def _absent(graph: LineageGraph, plan: Document, parents: Sequence[str]) -> Iterator[Finding]:
    """Yield the note that a plan's parent is not here, and against what it is held instead."""
    bases = parents_of(graph, plan)
    held = [basis for basis in bases if basis.parent in set(parents)]
    missing = absent_leads(graph, plan)
    if not missing or not held or any(basis.leads for basis in bases):
        return
    yield finding(
        "A08-absent",
        "info",
        plan.doc_id,
        held[0].parent,
        child_places=[place(plan, unit) for unit in dict.fromkeys(c.unit for c in missing)],
        cited="; ".join(dict.fromkeys(map(_cited, missing))),
        true="; ".join(designation(graph.document(basis.parent)) for basis in held),
    )


def _unfound(graph: LineageGraph, plan: Document) -> Iterator[Finding]:
    """Yield that a plan is held against nothing, where its text follows a directive that is here.

    Last year's plan sent once more cites last year's directive: silence would pass for assent.
    """
    missing = absent_leads(graph, plan)
    alike = graph.resembled.get(plan.doc_id) if missing else None
    if alike is None:
        return
    ends = {
        doubt.documents[1]: said_day(doubt.since)
        for doubt in graph.stale_bases()
        if doubt.documents[0] == plan.doc_id and doubt.kind == "stale-basis"
    }
    cited = {edge.target for edge in graph.outgoing.get(plan.doc_id, ())} & ends.keys()
    over = phrase("basis.over", since=ends[min(cited)]) if cited else None
    yield finding(
        "A08-unfound",
        "warning",
        plan.doc_id,
        None,
        child_places=[place(plan, unit) for unit in dict.fromkeys(c.unit for c in missing)],
        cited="; ".join(dict.fromkeys(map(_cited, missing))),
        over=over.vi if over else "",
        over_en=over.en if over else "",
        true=designation(graph.document(alike[0])),
        share=f"{alike[1]:.0%}",
    )


def _cited(citation: Citation) -> str:
    return f"{citation.number or citation.title or '—'}, {said_day(citation.issued)}"
