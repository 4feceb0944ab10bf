"""The graph: plain values, and a networkx view made when it is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from doclineage.errors import NoSuchDocumentError
from doclineage.lineage import checks, coverage, derivation, expected, paths, validity
from doclineage.lineage.parents import Basis, find_parents
from doclineage.lineage.plain import plain
from doclineage.lineage.relations import UPWARD
from doclineage.lineage.successors import Followed
from doclineage.model import (
    CitationRelation,
    Comparison,
    Document,
    ExpectedUnit,
    Finding,
    GraphDoubt,
    Level,
    Lineage,
    LineageEdge,
    LineageNode,
    NearMatch,
    Opened,
    RelationPath,
    TaskTrace,
)
from doclineage.settings import DEFAULTS, Settings

if TYPE_CHECKING:
    import networkx

Item = TypeVar("Item")


class LineageGraph(Opened):
    """Documents, what they cite, and the comparisons made so far; never changed in place."""

    def __init__(
        self,
        documents: tuple[Document, ...],
        lineage: Lineage,
        near: tuple[NearMatch, ...] = (),
        comparisons: tuple[Comparison, ...] = (),
        settings: Settings = DEFAULTS,
        findings: tuple[Finding, ...] | None = None,
    ) -> None:
        self.documents = documents
        self.lineage = lineage
        self.near = near
        self.comparisons = comparisons
        self.settings = settings
        #: What an audit of the comparisons found, None where there was none: pictures show it.
        self.findings = findings

    @cached_property
    def nx(self) -> networkx.MultiDiGraph[str]:
        """The graph as a `networkx.MultiDiGraph`.

        One node a document (`number, kind, issued, issuer, title, present`), one edge a relation
        from the citing document to the cited one (`relation, evidence, unit, confidence`).
        Attributes are values of Python, dates and tuples too: to write files, take `nx_plain`.
        """
        return self._drawn(dict)

    @cached_property
    def nx_plain(self) -> networkx.MultiDiGraph[str]:
        """The graph as `nx` has it, with text, numbers and truth values for attributes only.

        Every writer of networkx takes it: dates are ISO text, lists are joined by "; ", and what
        is None or empty is left out.
        """
        return self._drawn(plain)

    def _drawn(
        self, attributes: Callable[[dict[str, Any]], Mapping[str, Any]]
    ) -> networkx.MultiDiGraph[str]:
        import networkx  # noqa: PLC0415  # 150 ms that most commands need not pay

        graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        for node in self.lineage.nodes:
            fields = msgspec.structs.asdict(node)
            graph.add_node(fields.pop("id"), **attributes(fields))
        for edge in self.lineage.edges:
            fields = msgspec.structs.asdict(edge)
            ends = fields.pop("source"), fields.pop("target")
            graph.add_edge(*ends, key=edge.relation, **attributes(fields))
        return graph

    def document(self, doc_id: str) -> Document:
        """Return the present document `doc_id`; raises NoSuchDocumentError, a KeyError."""
        try:
            return self._by_id[doc_id]
        except KeyError:
            raise NoSuchDocumentError(str(doc_id), "error.no-such-document") from None

    def find(self, doc_id: str | None) -> Document | None:
        """Return the document `doc_id`, None where it is not here."""
        return self._by_id.get(doc_id or "")

    def node(self, doc_id: str) -> LineageNode:
        """Return the node `doc_id`, present or only cited; raises likewise."""
        try:
            return self.nodes[doc_id]
        except KeyError:
            raise NoSuchDocumentError(str(doc_id), "error.no-such-document") from None

    @cached_property
    def nodes(self) -> dict[str, LineageNode]:
        """The nodes by their id."""
        return {node.id: node for node in self.lineage.nodes}

    @cached_property
    def outgoing(self) -> dict[str, tuple[LineageEdge, ...]]:
        """The edges by the document that they lead from, in their order."""
        return _grouped(self.lineage.edges, lambda edge: edge.source)

    @cached_property
    def incoming(self) -> dict[str, tuple[LineageEdge, ...]]:
        """The edges by the document that they lead to, in their order."""
        return _grouped(self.lineage.edges, lambda edge: edge.target)

    @cached_property
    def near_from(self) -> dict[str, tuple[NearMatch, ...]]:
        """The misprinted citations by the document that they stand in; none between rivals."""
        return _grouped(self._taken, lambda near: near.document)

    @cached_property
    def near_to(self) -> dict[str, tuple[NearMatch, ...]]:
        """The misprinted citations by the document that they mean; none between rivals."""
        return _grouped(self._taken, lambda near: near.target)

    @cached_property
    def _taken(self) -> tuple[NearMatch, ...]:
        return tuple(near for near in self.near if not near.rivals)

    @cached_property
    def bases(self) -> dict[str, tuple[Basis, ...]]:
        """What each document here is held against: see `parents.parents_of`."""
        texts = Followed(self)
        return {document.doc_id: find_parents(self, document, texts) for document in self.documents}

    @cached_property
    def resembled(self) -> dict[str, tuple[str, float]]:
        """The uncited directive that a document plainly follows: see `derivation.resemblances`."""
        return derivation.resemblances(self)

    @cached_property
    def attached(self) -> dict[str, str]:
        """The documents that are read as part of another, each with the id of that one."""
        return {part.doc_id: d.doc_id for d in self.documents for part in d.attached}

    @cached_property
    def compared(self) -> dict[tuple[str, str], Comparison]:
        """The comparisons by their parent and child."""
        return {(c.parent, c.child): c for c in self.comparisons}

    @cached_property
    def _by_id(self) -> dict[str, Document]:
        return {document.doc_id: document for document in self.documents}

    def with_comparisons(
        self, comparisons: tuple[Comparison, ...], settings: Settings = DEFAULTS
    ) -> LineageGraph:
        """Return the same graph with these comparisons, made under these settings."""
        return self.replace(comparisons=comparisons, settings=settings, findings=None)

    def replace(self, **changes: Any) -> LineageGraph:
        """Return the same graph with some of what it was made from put in anew."""
        made = ("documents", "lineage", "near", "comparisons", "settings", "findings")
        return LineageGraph(**{name: getattr(self, name) for name in made} | changes)

    def ancestors(
        self, doc_id: str, relations: Collection[CitationRelation] = UPWARD
    ) -> tuple[RelationPath, ...]:
        """Return for every document above one the shortest way up: see `paths.ancestors`."""
        return paths.ancestors(self, doc_id, relations)

    def descendants(
        self, doc_id: str, relations: Collection[CitationRelation] = UPWARD
    ) -> tuple[RelationPath, ...]:
        """Return for every document below one its shortest way up: see `paths.descendants`."""
        return paths.descendants(self, doc_id, relations)

    def chain(self, doc_id: str) -> RelationPath:
        """Return the chain from a document to its root directive: see `paths.root_chain`."""
        return paths.root_chain(self, doc_id)

    def plans(self, directive: str, level: Level | None = None) -> tuple[RelationPath, ...]:
        """Return the present documents that answer a directive: see `expected.plans_for`."""
        return expected.plans_for(self, directive, level)

    def expected(self, directive: str, units: Iterable[str]) -> tuple[ExpectedUnit, ...]:
        """Return which units have a plan and which have none: see `expected.expected_units`."""
        return expected.expected_units(self, directive, units)

    def without_basis(self) -> tuple[GraphDoubt, ...]:
        """Return the documents that name no basis: see `checks.without_basis`."""
        return checks.without_basis(self)

    def cycles(self) -> tuple[GraphDoubt, ...]:
        """Return the circles of documents: see `checks.cycles`."""
        return checks.cycles(self)

    def date_contradictions(self) -> tuple[GraphDoubt, ...]:
        """Return the citations of what was issued later: see `checks.date_contradictions`."""
        return checks.date_contradictions(self)

    def skipped_levels(self) -> tuple[GraphDoubt, ...]:
        """Return the plans with no parent of the level between: see `checks.skipped_levels`."""
        return checks.skipped_levels(self)

    def stale_bases(self) -> tuple[GraphDoubt, ...]:
        """Return the citations of what no longer held: see `checks.stale_bases`."""
        return self._stale_bases

    @cached_property
    def _stale_bases(self) -> tuple[GraphDoubt, ...]:
        return checks.stale_bases(self)

    def as_of(self, day: date) -> LineageGraph:
        """Return the graph as it stood on a day, each node with its `state`: see `validity`."""
        return validity.as_of(self, day)

    def trace_tasks(self, chain: Sequence[str]) -> tuple[TaskTrace, ...]:
        """Return where tasks get lost down a chain of compared documents: see `coverage`."""
        return coverage.trace_tasks(self, chain)

    def __repr__(self) -> str:
        nodes, edges = self.lineage.nodes, self.lineage.edges
        absent = sum(not node.present for node in nodes)
        return (
            f"LineageGraph({len(nodes)} documents, {absent} of them absent; {len(edges)} relations)"
        )


def _grouped(items: Iterable[Item], key: Callable[[Item], str]) -> dict[str, tuple[Item, ...]]:
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return {name: tuple(group) for name, group in groups.items()}
