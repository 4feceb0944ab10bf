"""PROV-JSON (W3C member submission of 24 April 2013): documents as entities, issuers as agents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO
from urllib.parse import quote

import msgspec

from doclineage.lineage import LineageGraph, clean
from doclineage.model import CitationRelation, LineageEdge, LineageNode
from doclineage.reporting.graphs.attributes import label
from doclineage.reporting.refusal import refuse
from doclineage.wording import Language

#: A document of these relations comes from the one that it cites; others are influenced by it.
_DERIVED: frozenset[CitationRelation] = frozenset(
    {"implements", "details", "guides", "based_on", "attached_to", "replaces", "consolidates"}
)
_PREFIXES = {
    "doc": "urn:doclineage:document:",
    "issuer": "urn:doclineage:issuer:",
    "doclineage": "urn:doclineage:vocabulary:",
}
_FIELDS = ("number", "kind", "issuer", "title", "level", "state")


def write(reports: Sequence[object], stream: BinaryIO, *, language: Language = "vi") -> None:
    """Write one graph a line."""
    del language  # PROV has its own words
    for report in reports:
        if not isinstance(report, LineageGraph):
            raise refuse(report, "prov-json")
        stream.write(msgspec.json.encode(_bundle(report)) + b"\n")


def _bundle(graph: LineageGraph) -> dict[str, Any]:
    nodes, edges = graph.lineage.nodes, graph.lineage.edges
    issuers = sorted({clean(node.issuer) for node in nodes if node.issuer})
    attributed = [node for node in nodes if node.issuer]
    return {
        "prefix": _PREFIXES,
        "entity": {_name("doc", node.id): _entity(node) for node in nodes},
        "agent": {_name("issuer", issuer): _agent(issuer) for issuer in issuers},
        "wasAttributedTo": _numbered("a", (_attribution(node) for node in attributed)),
        "wasDerivedFrom": _numbered("d", (_derivation(e) for e in edges if e.relation in _DERIVED)),
        "wasInfluencedBy": _numbered(
            "i", (_influence(e) for e in edges if e.relation not in _DERIVED)
        ),
    }


def _name(prefix: str, local: str) -> str:
    # A qualified name's local part holds percent-encoded bytes where it must.
    return f"{prefix}:{quote(clean(local), safe='')}"


def _numbered(letter: str, records: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {f"_:{letter}{number}": record for number, record in enumerate(records, start=1)}


def _entity(node: LineageNode) -> dict[str, Any]:
    stated = {name: getattr(node, name) for name in _FIELDS}
    entity: dict[str, Any] = {
        "prov:label": label(node),
        "doclineage:present": node.present,
        **{f"doclineage:{name}": clean(value) for name, value in stated.items() if value},
    }
    if node.issued:
        entity["doclineage:issued"] = {"$": node.issued.isoformat(), "type": "xsd:date"}
    if node.sources:
        entity["doclineage:source"] = [clean(path) for path in node.sources]
    return entity


def _agent(issuer: str) -> dict[str, Any]:
    return {"prov:label": issuer, "prov:type": _qualified("prov:Organization")}


def _attribution(node: LineageNode) -> dict[str, Any]:
    return {
        "prov:entity": _name("doc", node.id),
        "prov:agent": _name("issuer", node.issuer or ""),
    }


def _derivation(edge: LineageEdge) -> dict[str, Any]:
    record = {
        "prov:generatedEntity": _name("doc", edge.source),
        "prov:usedEntity": _name("doc", edge.target),
        **_said(edge),
    }
    if edge.relation == "replaces":
        record["prov:type"] = _qualified("prov:Revision")
    return record


def _influence(edge: LineageEdge) -> dict[str, Any]:
    return {
        "prov:influencee": _name("doc", edge.source),
        "prov:influencer": _name("doc", edge.target),
        **_said(edge),
    }


def _said(edge: LineageEdge) -> dict[str, Any]:
    said = {
        "doclineage:relation": edge.relation,
        "doclineage:evidence": clean(edge.evidence),
        "doclineage:confidence": {"$": f"{edge.confidence:.4f}", "type": "xsd:double"},
    }
    if edge.unit:
        said["doclineage:unit"] = clean(edge.unit)
    return said


def _qualified(name: str) -> dict[str, str]:
    return {"$": name, "type": "xsd:QName"}
