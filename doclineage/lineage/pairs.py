"""Which plans are held against which directives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doclineage.errors import NoSuchDocumentError
from doclineage.lineage.parents import parents_of
from doclineage.model import Document

if TYPE_CHECKING:
    from doclineage.lineage.graph import LineageGraph


def audit_pairs(graph: LineageGraph, parent: Document | None) -> list[tuple[str, str]]:
    """Return the directive and the plan of each comparison that an audit needs.

    With `parent` it is all others against that one. What is attached to a document is no plan.
    Raises `NoSuchDocumentError` for a parent that the graph lacks.
    """
    if parent is None:
        return [(b.parent, b.plan) for d in graph.documents for b in parents_of(graph, d)]
    given = next((d for d in graph.documents if _holds(d, parent.source.sha256)), None)
    if given is None:
        raise NoSuchDocumentError(parent.doc_id, "error.no-such-document")
    own = graph.attached.get(given.doc_id, given.doc_id)
    apart = {own, *graph.attached}
    return [(own, d.doc_id) for d in graph.documents if d.doc_id not in apart]


def _holds(document: Document, sha256: str) -> bool:
    """Tell whether a file is the one that a document was read from, or another version of it."""
    sources = (document.source, *(version.source for version in document.versions))
    return any(source.sha256 == sha256 for source in sources)
