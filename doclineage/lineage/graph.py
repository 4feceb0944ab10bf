"""The graph: plain values, and a networkx view made when it is asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from doclineage.model import Comparison, Document, Lineage, NearMatch
from doclineage.settings import DEFAULTS, Settings

if TYPE_CHECKING:
    import networkx


class LineageGraph:
    """Documents, what they cite, and the comparisons made so far; never changed in place."""

    def __init__(
        self,
        documents: tuple[Document, ...],
        lineage: Lineage,
        near: tuple[NearMatch, ...] = (),
        comparisons: tuple[Comparison, ...] = (),
        settings: Settings = DEFAULTS,
    ) -> None:
        self.documents = documents
        self.lineage = lineage
        self.near = near
        self.comparisons = comparisons
        self.settings = settings

    @cached_property
    def nx(self) -> networkx.MultiDiGraph[str]:
        """The graph as a `networkx.MultiDiGraph`.

        One node a document (`number, kind, issued, issuer, title, present`), one edge a relation
        from the citing document to the cited one (`relation, evidence, unit, confidence`).
        """
        import networkx  # noqa: PLC0415  # 150 ms that most commands need not pay

        graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        for node in self.lineage.nodes:
            fields = msgspec.structs.asdict(node)
            graph.add_node(fields.pop("id"), **fields)
        for edge in self.lineage.edges:
            fields = msgspec.structs.asdict(edge)
            graph.add_edge(fields.pop("source"), fields.pop("target"), key=edge.relation, **fields)
        return graph

    def document(self, doc_id: str) -> Document:
        """Return the present document `doc_id`."""
        return self._by_id[doc_id]

    @cached_property
    def _by_id(self) -> dict[str, Document]:
        return {document.doc_id: document for document in self.documents}

    def with_comparisons(
        self, comparisons: tuple[Comparison, ...], settings: Settings = DEFAULTS
    ) -> LineageGraph:
        """Return the same graph with these comparisons, made under these settings."""
        return LineageGraph(self.documents, self.lineage, self.near, comparisons, settings)

    def __repr__(self) -> str:
        nodes, edges = self.lineage.nodes, self.lineage.edges
        absent = sum(not node.present for node in nodes)
        return (
            f"LineageGraph({len(nodes)} documents, {absent} of them absent; {len(edges)} relations)"
        )
