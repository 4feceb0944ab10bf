"""Ways through the graph: what stands above and below a document, the chain to its root."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING

import msgspec

from doclineage.errors import UnusableInputError
from doclineage.lineage.relations import DIRECTIVES, UPWARD, strength
from doclineage.model import CitationRelation, LineageEdge, RelationPath
from doclineage.vietnamese.agencies import LEVELS, level_rank
from doclineage.vietnamese.designations import number_key

if TYPE_CHECKING:
    from doclineage.lineage.graph import LineageGraph


def ancestors(
    graph: LineageGraph, doc_id: str, relations: Collection[CitationRelation] = UPWARD
) -> tuple[RelationPath, ...]:
    """Return for every document above one the shortest way up to it, the nearest first.

    Of ways that are equally short the one by the stronger relation counts ("implements" before
    "based_on"). A citation that misprints a document of the set leads to that document, its edge
    says so in `misprints`. Raises `UnusableInputError` for a document that the graph lacks.
    """
    _known(graph, doc_id)

    def up(name: str) -> Iterable[tuple[str, LineageEdge]]:
        edges = [edge for edge in edges_up(graph, name) if edge.relation in relations]
        return [(edge.target, edge) for edge in sorted(edges, key=_preference)]

    found = _nearest(doc_id, up)
    return tuple(
        RelationPath(documents=(doc_id, *(edge.target for edge in edges)), edges=edges)
        for edges in found.values()
    )


def descendants(
    graph: LineageGraph, doc_id: str, relations: Collection[CitationRelation] = UPWARD
) -> tuple[RelationPath, ...]:
    """Return for every document below one the shortest way from it up to that one, nearest first.

    Paths are written as citations run: they begin at the descendant and end at `doc_id`. Raises
    `UnusableInputError` for a document that the graph lacks.
    """
    return _below(graph, doc_id, lambda edge: edge.relation in relations)


def answers(graph: LineageGraph, doc_id: str) -> tuple[RelationPath, ...]:
    """Return the descendants that carry a document out, or what carries it out, nearest first.

    Every step is one from a plan to its directive: a law that both rest on ties no two plans.
    """
    return _below(graph, doc_id, lambda edge: edge in directive_edges(graph, edge.source))


def top_directives(graph: LineageGraph) -> tuple[str, ...]:
    """Return the present documents that others here carry out and that carry out none here."""
    parents = _parents_here(graph)
    above = {target for targets in parents.values() for target in targets}
    return tuple(name for name, targets in parents.items() if name in above and not targets)


def lowest_plans(graph: LineageGraph) -> tuple[str, ...]:
    """Return the present documents that carry out others here and that none here carries out."""
    parents = _parents_here(graph)
    above = {target for targets in parents.values() for target in targets}
    return tuple(name for name, targets in parents.items() if targets and name not in above)


def _parents_here(graph: LineageGraph) -> dict[str, list[str]]:
    return {
        document.doc_id: [
            edge.target
            for edge in directive_edges(graph, document.doc_id)
            if graph.find(edge.target) is not None
        ]
        for document in graph.documents
    }


def _below(
    graph: LineageGraph, doc_id: str, wanted: Callable[[LineageEdge], bool]
) -> tuple[RelationPath, ...]:
    _known(graph, doc_id)

    def down(name: str) -> Iterable[tuple[str, LineageEdge]]:
        edges = [edge for edge in edges_down(graph, name) if wanted(edge)]
        return [(edge.source, edge) for edge in sorted(edges, key=_preference)]

    return tuple(
        RelationPath(
            documents=(*(edge.source for edge in reversed(edges)), doc_id),
            edges=tuple(reversed(edges)),
        )
        for edges in _nearest(doc_id, down).values()
    )


def root_chain(graph: LineageGraph, doc_id: str) -> RelationPath:
    """Return the chain from a document up to its root directive, one parent a step.

    At each step the parent is what the document implements, else what it completes or guides,
    else the directive of a higher level that it is based on; of several the one of the nearest
    level above, then the one that is here, then the latest. It ends where nothing stands above,
    or before a document that it has passed. Raises `UnusableInputError` for a document that the
    graph lacks.
    """
    _known(graph, doc_id)
    documents, edges = [doc_id], list[LineageEdge]()
    while (edge := _parent_edge(graph, documents[-1], documents)) is not None:
        documents.append(edge.target)
        edges.append(edge)
    return RelationPath(documents=tuple(documents), edges=tuple(edges))


def edges_up(graph: LineageGraph, doc_id: str) -> tuple[LineageEdge, ...]:
    """Return the edges from a document up, with those that its misprints mean."""
    found = graph.outgoing.get(doc_id, ())
    return (*(edge for edge in found if edge.relation in UPWARD), *_meant(graph, doc_id))


def edges_down(graph: LineageGraph, doc_id: str) -> tuple[LineageEdge, ...]:
    """Return the edges from below up to a document, with those that misprint it."""
    found = [edge for edge in graph.incoming.get(doc_id, ()) if edge.relation in UPWARD]
    meant = [
        edge
        for near in graph.near_to.get(doc_id, ())
        for edge in _meant(graph, near.document)
        if edge.target == doc_id
    ]
    return (*found, *meant)


def directive_edges(graph: LineageGraph, doc_id: str) -> tuple[LineageEdge, ...]:
    """Return the edges to what a document carries out: a law that it rests on is none.

    A basis counts only where nothing is implemented, and only a directive of a higher level.
    """
    edges = edges_up(graph, doc_id)
    carried_out = tuple(e for e in edges if e.relation in {"implements", "details", "guides"})
    if carried_out:
        return carried_out
    return tuple(edge for edge in edges if _is_directive_above(graph, edge))


def directives_above(graph: LineageGraph, doc_id: str) -> frozenset[str]:
    """Return a document and all that it carries out, at any height."""
    seen, waiting = {doc_id}, [doc_id]
    while waiting:
        for edge in directive_edges(graph, waiting.pop()):
            if edge.target not in seen:
                seen.add(edge.target)
                waiting.append(edge.target)
    return frozenset(seen)


def _is_directive_above(graph: LineageGraph, edge: LineageEdge) -> bool:
    target, source = graph.node(edge.target), graph.node(edge.source)
    if edge.relation != "based_on" or target.kind not in DIRECTIVES:
        return False
    if source.level is None or target.level is None:
        return target.present
    return level_rank(target.level) < level_rank(source.level)


def _parent_edge(graph: LineageGraph, doc_id: str, passed: Collection[str]) -> LineageEdge | None:
    edges = [edge for edge in directive_edges(graph, doc_id) if edge.target not in passed]
    return min(edges, key=lambda edge: _nearness(graph, edge), default=None)


def _nearness(graph: LineageGraph, edge: LineageEdge) -> tuple[object, ...]:
    """Order the parents of a document: relation, opening, level, whether it is here, day, name."""
    target, source = graph.node(edge.target), graph.node(edge.source)
    if source.level is None or target.level is None:
        distance = len(LEVELS)
    else:
        distance = level_rank(source.level) - level_rank(target.level)
        # A ward's plan also carries out its own committee's programme: that is no step up.
        distance = distance if distance > 0 else len(LEVELS) + 1 - distance
    day = -target.issued.toordinal() if target.issued else 0
    leads = any(b.leads and b.parent == edge.target for b in graph.bases.get(edge.source, ()))
    return strength(edge), not leads, distance, not target.present, day, edge.target


def _meant(graph: LineageGraph, doc_id: str) -> tuple[LineageEdge, ...]:
    """Return the upward edges of a document that misprint their target, led to the right one."""
    found: dict[tuple[str, str], LineageEdge] = {}
    for near in graph.near_from.get(doc_id, ()):
        document = graph.document(doc_id)
        citation = document.citations[near.citation]
        path = document.units[citation.unit].path
        for edge in graph.outgoing.get(doc_id, ()):
            same = (edge.relation, edge.unit) == (citation.relation, path)
            if same and edge.relation in UPWARD and _cites(graph, edge, citation.number):
                led = msgspec.structs.replace(edge, target=near.target, misprints=near.differs)
                found.setdefault((led.target, led.relation), led)
    return tuple(found.values())


def _cites(graph: LineageGraph, edge: LineageEdge, number: str | None) -> bool:
    """Tell whether an edge is a citation's; what is here may print its number otherwise."""
    printed = graph.node(edge.target).number
    return printed == number or number_key(printed or "") == number_key(number or "")


def _nearest(
    start: str, follow: Callable[[str], Iterable[tuple[str, LineageEdge]]]
) -> dict[str, tuple[LineageEdge, ...]]:
    """Return the shortest way from `start` to each document that can be reached, breadth first.

    Ways share their beginnings while they are sought: memory is linear in the graph.
    """
    came: dict[str, tuple[str, LineageEdge]] = {}
    depth = {start: 0}
    waiting = deque([start])
    while waiting:
        name = waiting.popleft()
        for neighbour, edge in follow(name):
            if neighbour not in depth:
                depth[neighbour] = depth[name] + 1
                came[neighbour] = (name, edge)
                waiting.append(neighbour)
    order = sorted(came, key=lambda name: (depth[name], name))
    return {name: _way(came, name, start) for name in order}


def _way(
    came: dict[str, tuple[str, LineageEdge]], name: str, start: str
) -> tuple[LineageEdge, ...]:
    edges = []
    while name != start:
        name, edge = came[name]
        edges.append(edge)
    return tuple(reversed(edges))


def _preference(edge: LineageEdge) -> tuple[int, bool, str]:
    return strength(edge), bool(edge.misprints), edge.target


def _known(graph: LineageGraph, doc_id: str) -> None:
    if doc_id not in graph.nodes:
        raise UnusableInputError(doc_id, "error.no-such-document")
