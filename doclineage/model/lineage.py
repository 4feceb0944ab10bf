"""The graph of documents as plain values."""

from __future__ import annotations

from datetime import date
from typing import Literal

from doclineage.model.base import Level, Value
from doclineage.model.document import CitationRelation, Pinpoint

NodeState = Literal[
    "not-yet", "in-force", "replaced", "repealed", "suspended", "expired", "unknown"
]


class NearMatch(Value, frozen=True):
    """A citation that fits a document of the set but for its number or date."""

    document: str
    citation: int
    target: str
    differs: tuple[str, ...]
    agrees: tuple[str, ...] = ()
    """What speaks for the target: fields, "number-near", "date-near", "text" that is followed."""
    share: float | None = None
    """How much of the shorter text both documents have, 0..1, where that was asked."""
    rivals: tuple[str, ...] = ()
    """Documents for which about as much speaks, with matches of their own: none is taken."""


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
    state: NodeState | None = None
    """What the others say of it on the day of the graph; None in a graph of no one day."""


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
    """Where the target is absent, or its title another: the documents here that may be meant."""
    doubts: tuple[str, ...] = ()
    """Why it is not one of them: "ambiguous", "number-only", or the fields that contradict."""
    deciding: tuple[str, ...] = ()
    """What the citation leaves unsaid and would decide between them."""
    agrees: tuple[str, ...] = ()
    """What speaks for the first of the candidates all the same: see `NearMatch.agrees`."""
    share: float | None = None
    """How much of the shorter text it and the citing document both have, 0..1."""
    pinpoint: tuple[Pinpoint, ...] = ()
    """The places that are cited; none where the whole document is."""
    misprints: tuple[str, ...] = ()
    """What the citation gets wrong of its target; only on the paths that queries return."""


class Lineage(Value, frozen=True, tag_field="schema", tag="doclineage/lineage/1"):
    """The graph as plain values, nodes and edges in a fixed order.

    Its JSON is node-link data: `networkx.node_link_graph(data, edges="edges")` reads it.
    """

    nodes: tuple[LineageNode, ...]
    edges: tuple[LineageEdge, ...]
    directed: bool = True
    multigraph: bool = True
    as_of: date | None = None
    """The day that the graph shows, None for all that was read."""
