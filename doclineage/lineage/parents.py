"""Which document a plan answers, and whether it cites it rightly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from doclineage.model import Document, NearMatch
from doclineage.vietnamese.agencies import level_rank

if TYPE_CHECKING:
    from doclineage.lineage.graph import LineageGraph

BasisVerdict = Literal["right", "wrong", "missing", "assumed"]

#: Kinds that a plan may answer although it only names them as a basis ("Căn cứ Kế hoạch …").
DIRECTIVES = frozenset({"QĐ", "NQ", "KH", "CT", "CTr", "ĐA", "TB", "KL", "HD", "PA", "CV", "CĐ"})


class Basis(msgspec.Struct, frozen=True):
    """A plan's parent; `near` holds what the citation got wrong."""

    plan: str
    parent: str
    verdict: BasisVerdict
    near: NearMatch | None = None


def parents_of(graph: LineageGraph, plan: Document) -> tuple[Basis, ...]:
    """Return the parents of a plan, present ones only: implemented first, else based on.

    A citation that nearly fits a document here (its number or date is wrong) names the parent
    all the same, with the verdict "wrong".
    """
    found: dict[str, Basis] = {}
    for relation in ("implements", "based_on"):
        for citation in plan.citations:
            target = graph.find(citation.target)
            if target is None or citation.relation != relation or citation.subject is not None:
                continue
            if relation == "implements" or (not found and _is_directive_above(plan, target)):
                found.setdefault(target.doc_id, Basis(plan.doc_id, target.doc_id, "right"))
    for near in graph.near_from.get(plan.doc_id, ()):
        if graph.find(near.target) is not None and near.target not in found:
            citation = plan.citations[near.citation]
            if citation.relation in {"implements", "based_on"} and not found:
                found[near.target] = Basis(plan.doc_id, near.target, "wrong", near)
    return tuple(found.values())


def cites(plan: Document, parent: str) -> bool:
    """Tell whether a plan cites a document of the set, in whatever relation."""
    return any(citation.target == parent for citation in plan.citations)


def _is_directive_above(plan: Document, target: Document) -> bool:
    """Tell whether a basis is a directive of a higher level, which a plan answers."""
    if target.letterhead.kind not in DIRECTIVES:
        return False
    low, high = plan.letterhead.level, target.letterhead.level
    return low is None or high is None or level_rank(high) < level_rank(low)
