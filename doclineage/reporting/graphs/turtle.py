"""Turtle with the relations of ELI, the European Legislation Identifier, by rdflib (extra `rdf`).

A document is an `eli:LegalResource`, its Vietnamese text the expression that bears the title.
ELI knows fewer relations than we do: each edge also stands with its own relation, sentence, place
and confidence, as a `doclineage:Relation`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO
from urllib.parse import quote

from rdflib import RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef

from doclineage.lineage import LineageGraph, clean
from doclineage.model import CitationRelation, LineageEdge, LineageNode
from doclineage.reporting.graphs.attributes import label
from doclineage.reporting.refusal import refuse
from doclineage.vietnamese.kinds import kind_name
from doclineage.wording import Language

ELI = Namespace("http://data.europa.eu/eli/ontology#")
OURS = Namespace("urn:doclineage:vocabulary:")
_VIETNAMESE = URIRef("http://publications.europa.eu/resource/authority/language/VIE")
#: ELI 1.4; `repeals` there also means that an act replaces another entirely.
_RELATIONS: dict[CitationRelation, str] = {
    "implements": "ensures_implementation_of",
    "details": "ensures_implementation_of",
    "guides": "applies",
    "based_on": "based_on",
    "refers_to": "cites",
    "amends": "amends",
    "supplements": "amends",
    "replaces": "repeals",
    "repeals": "repeals",
    "suspends": "changes",
    "corrects": "corrects",
    "extends": "changes",
    "consolidates": "consolidates",
    "attached_to": "is_annex_of",
}
Triple = tuple[URIRef, URIRef, URIRef | Literal]


def write(reports: Sequence[object], stream: BinaryIO, *, language: Language = "vi") -> None:
    """Write graphs as one Turtle document."""
    del language  # the vocabulary has no language
    rdf = Graph(bind_namespaces="none")
    rdf.bind("eli", ELI)
    rdf.bind("doclineage", OURS)
    for prefix, namespace in (("rdfs", RDFS), ("skos", SKOS), ("xsd", XSD)):
        rdf.bind(prefix, namespace)
    for report in reports:
        if not isinstance(report, LineageGraph):
            raise refuse(report, "turtle")
        for node in report.lineage.nodes:
            for triple in _document(node):
                rdf.add(triple)
        for number, edge in enumerate(report.lineage.edges, start=1):
            for triple in _relation(edge, number):
                rdf.add(triple)
    stream.write(rdf.serialize(format="turtle", encoding="utf-8"))


def _uri(kind: str, name: str) -> URIRef:
    return URIRef(f"urn:doclineage:{kind}:{quote(clean(name), safe='')}")


def _document(node: LineageNode) -> Iterator[Triple]:
    document = _uri("document", node.id)
    yield document, RDF.type, ELI.LegalResource
    yield document, RDFS.label, Literal(label(node))
    yield document, OURS.present, Literal(node.present)
    if node.number:
        yield document, ELI.number, Literal(clean(node.number))
    if node.issued:
        yield document, ELI.date_document, Literal(node.issued)
    if node.kind:
        kind = _uri("kind", node.kind)
        yield document, ELI.type_document, kind
        yield kind, RDF.type, SKOS.Concept
        yield kind, SKOS.prefLabel, Literal(kind_name(node.kind) or clean(node.kind), lang="vi")
    if node.issuer:
        issuer = _uri("issuer", node.issuer)
        yield document, ELI.passed_by, issuer
        yield issuer, RDF.type, ELI.Agent
        yield issuer, RDFS.label, Literal(clean(node.issuer), lang="vi")
    if node.title:
        yield from _text(document, node)
    yield from _force(document, node)


def _text(document: URIRef, node: LineageNode) -> Iterator[Triple]:
    text = _uri("text", node.id)
    yield document, ELI.is_realized_by, text
    yield text, RDF.type, ELI.LegalExpression
    yield text, ELI.language, _VIETNAMESE
    yield text, ELI.title, Literal(clean(node.title or ""), lang="vi")


def _force(document: URIRef, node: LineageNode) -> Iterator[Triple]:
    if node.state and node.state != "unknown":
        holds = "inForce" if node.state == "in-force" else "notInForce"
        yield document, ELI.in_force, ELI[f"InForce-{holds}"]


def _relation(edge: LineageEdge, number: int) -> Iterator[Triple]:
    source, target = _uri("document", edge.source), _uri("document", edge.target)
    name = _RELATIONS.get(edge.relation, "cites")
    # What is repealed in part is changed, not gone.
    yield source, ELI["changes" if name == "repeals" and edge.pinpoint else name], target
    said = _uri("relation", str(number))
    yield said, RDF.type, OURS.Relation
    yield said, OURS.source, source
    yield said, OURS.target, target
    yield said, OURS.relation, Literal(edge.relation)
    yield said, OURS.evidence, Literal(clean(edge.evidence), lang="vi")
    yield said, OURS.confidence, Literal(f"{edge.confidence:.4f}", datatype=XSD.decimal)
    if edge.unit:
        yield said, OURS.unit, Literal(clean(edge.unit))
