"""Which documents a plan is held against, and whether it cites them rightly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal

import msgspec

from doclineage.lineage.amendments import amended_here
from doclineage.lineage.paths import directives_above
from doclineage.lineage.relations import DIRECTIVES
from doclineage.lineage.successors import Ended, Followed
from doclineage.model import Citation, Document, NearMatch
from doclineage.vietnamese.agencies import level_rank

if TYPE_CHECKING:
    from doclineage.lineage.graph import LineageGraph

BasisVerdict = Literal["right", "wrong", "missing", "assumed"]


class Basis(msgspec.Struct, frozen=True):
    """A plan's parent; `near` holds what the citation got wrong, or left to the text to say."""

    plan: str
    parent: str
    verdict: BasisVerdict
    near: NearMatch | None = None
    leads: bool = False
    """Its opening names it; else the parent is what is named further down."""
    ended: Ended | None = None
    """What the plan cites had ended: the parent stands for it, or is it where nothing better is."""


class _Named(msgspec.Struct, frozen=True):
    """A document of the set that a plan says it carries out, or is based on, and where."""

    target: str
    carried_out: bool
    leads: bool
    near: NearMatch | None = None


def parents_of(graph: LineageGraph, plan: Document) -> tuple[Basis, ...]:
    """Return the parents of a plan, present ones only, in the order in which it names them.

    What its opening says to be carried out comes first; what is named elsewhere, or as a basis,
    is a parent where the plan's text plainly follows it, or where there is no other. A document
    that a parent carries out itself is reached through the parent. A citation that nearly fits a
    document here (its number or date is wrong) names it all the same, with the verdict "wrong".
    For what had ended by the plan's day stands the document in force that its text follows; what
    amends a parent is read together with it.
    """
    return graph.bases[plan.doc_id]


def find_parents(graph: LineageGraph, plan: Document, texts: Followed) -> tuple[Basis, ...]:
    """Return what `parents_of` does, found anew."""
    if plan.doc_id in graph.attached:
        return ()  # it is read as part of another
    named = tuple(_named(graph, plan))
    chosen = _chosen(graph, plan, named, texts)
    held: dict[str, Basis] = {}
    for target in chosen:
        if not {*amended_here(graph, target)}.isdisjoint(chosen):
            continue  # it is read together with what it changes
        basis = _basis(plan.doc_id, [one for one in named if one.target == target])
        ended = texts.ended(plan, target)
        if ended is None:
            held.setdefault(target, basis)
        elif {*ended.in_force}.isdisjoint(chosen):
            parent = ended.successor or target
            near = basis.near if parent == target else None
            held.setdefault(parent, Basis(plan.doc_id, parent, "wrong", near, basis.leads, ended))
    return tuple(held.values())


def _basis(plan: str, named: list[_Named]) -> Basis:
    """Return a parent by all that a plan says of it: what is cited wrongly once is wrong."""
    wrong = next((one.near for one in named if one.near and one.near.differs), None)
    near = wrong or next((one.near for one in named if one.near), None)
    assumed = all(one.near for one in named)
    verdict: BasisVerdict = "wrong" if wrong else "assumed" if assumed else "right"
    return Basis(plan, named[0].target, verdict, near, any(one.leads for one in named))


def _chosen(
    graph: LineageGraph, plan: Document, named: Iterable[_Named], texts: Followed
) -> list[str]:
    told = _unique(one.target for one in named if one.carried_out and one.leads)
    told = _directives(graph, told) or told
    others = [one for one in named if one.target not in told]
    followed = [
        target
        for target in _unique(one.target for one in others)
        if texts.follows(plan.doc_id, target)
    ]
    if not told:
        elsewhere = _unique(one.target for one in others if one.carried_out)
        bases = _unique(one.target for one in others if not one.carried_out)
        followed = followed or elsewhere or _direct(graph, bases)[:1]
    direct = _direct(graph, [*told, *followed])
    return [target for target in (*told, *followed) if target in told or target in direct]


def _named(graph: LineageGraph, plan: Document) -> Iterator[_Named]:
    """Yield what a plan says to carry out or to be based on, as far as it is here."""
    near = {match.citation: match for match in graph.near_from.get(plan.doc_id, ())}
    opening = opening_of(plan)
    for place, citation in enumerate(plan.citations):
        if citation.subject is not None or citation.relation not in {"implements", "based_on"}:
            continue
        misprint = near.get(place)
        name = (misprint.target if misprint else citation.target) or ""
        target = graph.find(graph.attached.get(name, name))
        if target is None or target.doc_id == plan.doc_id:
            continue
        carried_out = citation.relation == "implements"
        if carried_out or _is_directive_above(plan, target):
            yield _Named(target.doc_id, carried_out, citation.unit < opening, misprint)


def opening_of(plan: Document) -> int:
    """Return where a plan's opening ends: its first heading, or numbered unit, of the body.

    What it rests on may stand in a list with dashes.
    """
    for index, unit in enumerate(plan.units):
        numbered = unit.marker is not None and unit.marker.scheme != "bullet"
        if unit.zone != "head" and (unit.kind == "heading" or numbered):
            return index
    return len(plan.units)


def absent_leads(graph: LineageGraph, plan: Document) -> tuple[Citation, ...]:
    """Return what a plan's opening says to be carried out and nothing in the set can be."""
    opening = opening_of(plan)
    near = {match.citation for match in graph.near_from.get(plan.doc_id, ())}
    return tuple(
        citation
        for place, citation in enumerate(plan.citations)
        if citation.relation == "implements"
        and citation.target is None
        and citation.subject is None
        and citation.antecedent is None
        and citation.unit < opening
        and place not in near
    )


def _unique(targets: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(targets))


def _directives(graph: LineageGraph, targets: Iterable[str]) -> list[str]:
    """Return what rules what is done: beside it no plan is held against a law."""
    kinds = ((target, graph.document(target).letterhead.kind) for target in targets)
    return [target for target, kind in kinds if kind is None or kind in DIRECTIVES]


def _direct(graph: LineageGraph, targets: list[str]) -> list[str]:
    """Return those of some documents that none of the others carries out."""
    above = {name: directives_above(graph, name) - {name} for name in targets}
    return [
        target
        for target in targets
        # Two that carry out each other are a circle: neither is reached through the other.
        if not any(target in above[name] and name not in above[target] for name in targets)
    ]


def basis_of(graph: LineageGraph, plan: Document, parent: str) -> Basis:
    """Return how a plan cites a document that it is held against, whoever chose that."""
    known = [basis for basis in parents_of(graph, plan) if basis.parent == parent]
    if known:
        return known[0]
    near = near_of(graph, plan, parent)
    cited = any(citation.target == parent for citation in plan.citations)
    ended = next((b.ended for b in parents_of(graph, plan) if b.ended and _names(b, parent)), None)
    verdict: BasisVerdict = "wrong" if near or ended else "right" if cited else "missing"
    return Basis(plan.doc_id, parent, verdict, near[0] if near else None, ended=ended)


def _names(basis: Basis, parent: str) -> bool:
    """Tell whether a basis that had ended is a document, or one that may stand for it."""
    ended = basis.ended
    return ended is not None and parent in {ended.cited, *ended.in_force}


def near_of(graph: LineageGraph, plan: Document, parent: str) -> tuple[NearMatch, ...]:
    """Return the ways in which a plan misprints what it says to carry out or to rest on.

    Where a plan is held against one of several that it may mean, somebody has chosen.
    """
    taken = graph.near_from.get(plan.doc_id, ())
    rivals = (near for near in graph.near if near.rivals and near.document == plan.doc_id)
    return tuple(
        near
        for near in (*taken, *rivals)
        if near.target == parent
        and plan.citations[near.citation].relation in {"implements", "based_on"}
    )


def _is_directive_above(plan: Document, target: Document) -> bool:
    """Tell whether a basis is a directive of a higher level, which a plan answers."""
    if target.letterhead.kind not in DIRECTIVES:
        return False
    low, high = plan.letterhead.level, target.letterhead.level
    return low is None or high is None or level_rank(high) < level_rank(low)
