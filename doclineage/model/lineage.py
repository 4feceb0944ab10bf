"""The graph of documents as plain values."""

from __future__ import annotations

from datetime import date

from doclineage.model.base import Level, Value
from doclineage.model.document import CitationRelation


class NearMatch(Value, frozen=True):
    """A citation that fits a document of the set but for its number or date."""

    document: str
    citation: int
    target: str
    differs: tuple[str, ...]


class LineageNode(Value, frozen=True):
    """One document of the graph, present or only cited."""

    id: str
    number: str | None
    kind: str | None
    issued: date | None
    issuer: str | None
    title: str | None
    present: bool
    sources: tuple[str, ...] = ()
    level: Level | None = None


class LineageEdge(Value, frozen=True):
    """One relation, from the citing document to the cited one, with the words that say so."""

    source: str
    target: str
    relation: CitationRelation
    evidence: str
    unit: str | None
    confidence: float
    document: str | None = None
    """The document whose unit holds the evidence."""
    candidates: tuple[str, ...] = ()
    """Where the target is absent: the documents here that the citation may mean."""
    doubts: tuple[str, ...] = ()
    """Why it is not one of them: "ambiguous", "number-only", or the fields that contradict."""
    deciding: tuple[str, ...] = ()
    """What the citation leaves unsaid and would decide between them."""


class Lineage(Value, frozen=True, tag_field="schema", tag="doclineage/lineage/1"):
    """The graph as plain values, nodes and edges in a fixed order."""

    nodes: tuple[LineageNode, ...]
    edges: tuple[LineageEdge, ...]
