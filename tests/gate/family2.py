"""The second family of the corpus: its graph, its versions and what is wrong in its lineage.

A central directive and the one that replaced it, a province's plan, six communes, the Party's
chain beside the State's. The gold (`gold/family2.json`) says every edge, present or not, every
designation with where it must be found, and a verdict where a citation should alarm a reader.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from doclineage import LineageGraph, read_document, trace_lineage
from doclineage.model import Document, LineageEdge
from doclineage.vietnamese.designations import number_key

from .family import CORPUS, PlanScore, _plain
from .score import Tally

GOLD = Path(__file__).resolve().parent / "gold" / "family2.json"
Record = dict[str, Any]
Edge = tuple[str, str, str]
#: Since when there are no districts.
_REFORM = "2025-07-01"


@cache
def gold() -> Record:
    """Return the gold as it stands."""
    return json.loads(GOLD.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def files() -> list[str]:
    """Return every file of the family, other versions too."""
    others = [name for group in gold()["versions"] for name in group[1:]]
    return [*gold()["letterheads"], *others]


@cache
def graph() -> LineageGraph:
    """Return the graph of the whole corpus, the first family among it: it must not interfere."""
    paths = [*CORPUS.glob("*.*"), *(CORPUS / name for name in files())]
    chosen = [p for p in paths if p.suffix != ".toml" and p.name != "README.md"]
    return trace_lineage(read_document(path) for path in sorted(chosen))


def file_of(document: Document) -> str:
    """Return the file that leads a document, as the gold names it."""
    return str(Path(document.source.path).relative_to(CORPUS))


@cache
def _documents() -> dict[str, Document]:
    """Return the family's documents by their ids."""
    known = set(files())
    return {d.doc_id: d for d in graph().documents if file_of(d) in known}


def _edges() -> list[LineageEdge]:
    return [edge for edge in graph().lineage.edges if edge.document in _documents()]


def _end(name: str) -> str:
    """Return the file of a document that is here, the number and day of one that is not."""
    if name in _documents():
        return file_of(_documents()[name])
    node = next(node for node in graph().lineage.nodes if node.id == name)
    if node.present:
        return f"another family: {node.sources[0]}"
    return f"{number_key(node.number or '')} {node.issued}"


def found_edges() -> set[Edge]:
    """Return the edges of the family's documents."""
    return {(_end(edge.source), edge.relation, _end(edge.target)) for edge in _edges()}


def true_edges() -> set[Edge]:
    """Return the edges of the gold."""
    return {
        (
            edge["source"],
            edge["relation"],
            edge["target"] or f"{number_key(edge['number'])} {edge['issued']}",
        )
        for edge in gold()["edges"]
    }


def found_verdicts() -> set[Edge]:
    """Return what the graph says is wrong, read as a user would read it off its nodes and edges."""
    nodes = {node.id: node for node in graph().lineage.nodes}
    replaced = {e.target: e.source for e in _edges() if e.relation in {"replaces", "repeals"}}
    found: set[Edge] = set()
    for edge in _edges():
        source, target = nodes[edge.source], nodes[edge.target]
        later = nodes.get(replaced.get(edge.target, ""))
        if later and later.id != edge.source and _is_before(later.issued, source.issued):
            found.add((_end(edge.source), "replaced", _end(edge.target)))
        if target.level == "district" and str(source.issued) >= _REFORM:
            found.add((_end(edge.source), "abolished", target.number or ""))
        ends = [_documents().get(name) for name in (edge.source, edge.target)]
        systems = {end.letterhead.system for end in ends if end}
        if systems == {"party", "state"}:
            found.add((_end(edge.source), "crossing", _end(edge.target)))
    for near in graph().near:
        if near.document in _documents():
            found.add((_end(near.document), "misprinted", _end(near.target)))
    return found


def _is_before(first: object, second: object) -> bool:
    return first is not None and second is not None and str(first) < str(second)


@dataclass
class GraphScore(PlanScore):
    """Measures of a graph and what went wrong, one line a fault."""

    edges: Tally = field(default_factory=Tally)
    verdicts: Tally = field(default_factory=Tally)
    versions: Tally = field(default_factory=Tally)


@cache
def score() -> GraphScore:
    """Return the score of the family."""
    result = GraphScore()
    result.count("edges", found_edges(), true_edges())
    verdicts = {(item["file"], item["verdict"], item["about"]) for item in gold()["verdicts"]}
    result.count("verdicts", found_verdicts(), verdicts)
    by_file = {file_of(document): document for document in _documents().values()}
    for name, truth in gold()["letterheads"].items():
        _score_letterhead(result, truth, by_file.get(name), name)
    found = {tuple(_version_files(d)) for d in _documents().values() if d.versions}
    result.count("versions", found, {tuple(group) for group in gold()["versions"]})
    return result


def _score_letterhead(
    result: GraphScore, truth: Record, document: Document | None, name: str
) -> None:
    head = document.letterhead if document else None
    for key, wanted in truth.items():
        if key == "origins":
            said = head.origins if head else {}
            pairs = {(name, where, said.get(where)) for where in wanted}
            result.count("letterhead", pairs, {(name, *pair) for pair in wanted.items()})
            continue
        value = getattr(head, key) if head else None
        result.count("letterhead", {(name, key, _plain(str(value)))}, {(name, key, _plain(wanted))})


def _version_files(document: Document) -> list[str]:
    return [str(Path(v.source.path).relative_to(CORPUS)) for v in document.versions]


def measures() -> dict[str, float]:
    """Return the family's measures, 0..1."""

    def of(name: str) -> Tally:
        return getattr(score(), name)  # type: ignore[no-any-return]

    return {
        "edge_precision": of("edges").precision,
        "edge_recall": of("edges").recall,
        "edge_f1": of("edges").f1,
        "verdict_precision": of("verdicts").precision,
        "verdict_recall": of("verdicts").recall,
        "letterhead_right": of("letterhead").recall,
        "version_f1": of("versions").f1,
    }
