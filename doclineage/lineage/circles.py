"""Circles among edges: one shortest for every knot."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence

from doclineage.model import LineageEdge


def shortest_circles(edges: Iterable[LineageEdge]) -> tuple[tuple[LineageEdge, ...], ...]:
    """Return one circle for every strongly connected set: a shortest through its first document."""
    import networkx  # noqa: PLC0415  # 150 ms that most commands need not pay

    outgoing: dict[str, list[LineageEdge]] = defaultdict(list)
    plain: networkx.DiGraph[str] = networkx.DiGraph()
    for edge in edges:
        outgoing[edge.source].append(edge)
        plain.add_edge(edge.source, edge.target)
    knots = [sorted(knot) for knot in networkx.strongly_connected_components(plain)]
    return tuple(_circle(outgoing, knot) for knot in sorted(knots) if len(knot) > 1)


def _circle(
    outgoing: Mapping[str, Sequence[LineageEdge]], knot: Sequence[str]
) -> tuple[LineageEdge, ...]:
    start, within = knot[0], set(knot)
    came: dict[str, LineageEdge] = {}
    waiting = deque([start])
    while start not in came:
        for edge in outgoing[waiting.popleft()]:
            if edge.target in within and edge.target not in came:
                came[edge.target] = edge
                waiting.append(edge.target)
    circle = [came[start]]
    while circle[-1].source != start:
        circle.append(came[circle[-1].source])
    return tuple(reversed(circle))
