"""Which relations lead up to what a document stands under, and which end what they cite."""

from __future__ import annotations

from doclineage.model import CitationRelation, LineageEdge, NodeState

#: From a document to what it carries out, completes or rests on; the strongest first.
UPWARD: tuple[CitationRelation, ...] = (
    "implements",
    "details",
    "guides",
    "based_on",
    "attached_to",
)
#: From a document to what it changes: a circle of these contradicts itself as one of UPWARD does.
CHANGING: tuple[CitationRelation, ...] = (
    "amends",
    "supplements",
    "replaces",
    "repeals",
    "suspends",
    "corrects",
    "extends",
)
#: From a document to what it changes in part: both are read together.
AMENDING: frozenset[CitationRelation] = frozenset({"amends", "supplements", "corrects", "extends"})
#: What becomes of a document that is cited whole in these relations.
ENDING: dict[CitationRelation, NodeState] = {
    "replaces": "replaced",
    "repeals": "repealed",
    "suspends": "suspended",
}

#: Kinds that a plan may answer although it only names them as a basis ("Căn cứ Kế hoạch …").
DIRECTIVES = frozenset({"QĐ", "NQ", "KH", "CT", "CTr", "ĐA", "TB", "KL", "HD", "PA", "CV", "CĐ"})


def strength(edge: LineageEdge) -> int:
    """Return the rank of an edge among the relations that lead up, 0 for the strongest."""
    return UPWARD.index(edge.relation) if edge.relation in UPWARD else len(UPWARD)
