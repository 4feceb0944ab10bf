"""Who carries out what: the branches that trees are drawn along."""

from __future__ import annotations

from collections import defaultdict

from doclineage.lineage import LineageGraph, parents_of


def answers(graph: LineageGraph) -> dict[str, dict[str, bool]]:
    """Return for every document those that carry it out, and whether they cite it rightly."""
    below: dict[str, dict[str, bool]] = defaultdict(dict)
    for edge in graph.lineage.edges:
        if edge.relation == "implements":
            below[edge.target][edge.source] = True
    for document in graph.documents:
        for basis in parents_of(graph, document):
            below[basis.parent].setdefault(basis.plan, basis.verdict != "wrong")
    return {parent: dict(sorted(plans.items())) for parent, plans in sorted(below.items())}
