"""What contradicts itself in a graph: circles, dates, levels, bases that no longer held."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING

from doclineage.lineage.amendments import amended_here
from doclineage.lineage.circles import shortest_circles
from doclineage.lineage.doubts import doubt
from doclineage.lineage.paths import directive_edges, edges_up
from doclineage.lineage.relations import CHANGING, DIRECTIVES, UPWARD
from doclineage.lineage.validity import Ending, endings, is_looked_back_on
from doclineage.model import DoubtKind, GraphDoubt, LineageEdge, Severity
from doclineage.vietnamese.agencies import LEVELS, level_rank

if TYPE_CHECKING:
    from doclineage.lineage.graph import LineageGraph

#: Districts stood between province and commune until this day (domain reference 2.4).
_LAST_DISTRICTS = date(2025, 6, 30)
#: An annex and a plan that is approved may bear an earlier day than the decision that issues them.
_UNORDERED = frozenset({"attached_to", "approves"})


def without_basis(graph: LineageGraph) -> tuple[GraphDoubt, ...]:
    """Return the present documents that name nothing that they carry out or rest on.

    Central documents are roots and left out, as is what only changes another. A report or a letter
    without a basis weighs "info".
    """
    return tuple(
        doubt(graph, "no-basis", _weight_of(document.letterhead.kind), [document.doc_id])
        for document in graph.documents
        if document.letterhead.level != "central"
        and not edges_up(graph, document.doc_id)
        and not any(amended_here(graph, document.doc_id))
    )


def _weight_of(kind: str | None) -> Severity:
    return "warning" if kind is None or kind in DIRECTIVES - {"TB", "CV"} else "info"


def cycles(graph: LineageGraph) -> tuple[GraphDoubt, ...]:
    """Return the circles of documents that stand under, or change, one another.

    One circle, a shortest, for every knot of documents that all lead to each other.
    """
    return tuple(
        doubt(graph, "cycle", "error", [edge.source for edge in circle], circle)
        for relations in (UPWARD, CHANGING)
        for circle in shortest_circles(
            edge for edge in graph.lineage.edges if edge.relation in relations
        )
    )


def date_contradictions(graph: LineageGraph) -> tuple[GraphDoubt, ...]:
    """Return the citations of what was issued later than the document that cites it.

    The kind tells a child dated before what it implements, a basis issued later, and others.
    """
    found = []
    for edge in _with_meant(graph):
        source, target = graph.node(edge.source), graph.node(edge.target)
        if source.issued and target.issued and source.issued < target.issued:
            if edge.relation in _UNORDERED:
                continue
            kind = _date_kind(edge)
            weight: Severity = "warning" if kind == "cites-later" else "error"
            found.append(doubt(graph, kind, weight, [source.id, target.id], [edge]))
    return tuple(found)


def _with_meant(graph: LineageGraph) -> Iterator[LineageEdge]:
    yield from graph.lineage.edges
    for doc_id in sorted(graph.near_from):
        # A misprinted date is another doubt; what else is misprinted leaves the dates to compare.
        yield from (
            edge
            for edge in edges_up(graph, doc_id)
            if edge.misprints and "date" not in edge.misprints
        )


def _date_kind(edge: LineageEdge) -> DoubtKind:
    if edge.relation in {"implements", "details", "guides"}:
        return "child-before-parent"
    return "basis-issued-later" if edge.relation == "based_on" else "cites-later"


def skipped_levels(graph: LineageGraph) -> tuple[GraphDoubt, ...]:
    """Return the plans that carry out a directive more than one level above, and nothing between.

    A level counts as skipped where no parent of the plan belongs to it. Districts count for
    plans dated until 30/6/2025 only.
    """
    found = []
    for document in graph.documents:
        edges = directive_edges(graph, document.doc_id)
        own = document.letterhead.level
        parents = {graph.node(edge.target).level for edge in edges_up(graph, document.doc_id)}
        if own is None or None in {graph.node(edge.target).level for edge in edges}:
            continue  # a parent of unknown level may be the one between
        for edge in edges:
            between = _between(graph, edge, document.letterhead.issued)
            if between and not between & parents:
                found.append(
                    doubt(graph, "skipped-level", "info", [edge.source, edge.target], [edge])
                )
    return tuple(found)


def _between(graph: LineageGraph, edge: LineageEdge, day: date | None) -> set[str | None]:
    """Return the levels between a plan and its directive that existed on a day."""
    low, high = graph.node(edge.source).level, graph.node(edge.target).level
    if low is None or high is None:
        return set()
    levels = set[str | None](LEVELS[level_rank(high) + 1 : level_rank(low)])
    with_districts = day is not None and day <= _LAST_DISTRICTS
    return levels if with_districts else levels - {"district"}


def stale_bases(graph: LineageGraph, relations: Collection[str] = UPWARD) -> tuple[GraphDoubt, ...]:
    """Return the citations of what no longer held, by others' words, its own or its period.

    "stale-basis" where it had ended by the day of the plan that cites it, "basis-ended-since"
    where it ended later; `since` is that day, and the edges are the citation and the sentence
    that ended it. What was ended in part only still holds; a plan may end its own basis, and one
    of a time that is over, as its title says, may rest on what held then. A period
    that ended later is told only by the graph of a day (`as_of`) on which it was over.
    """
    found = []
    ends = {name: endings(graph, name) for name in sorted(graph.incoming)}
    for edge in graph.lineage.edges:
        source = graph.node(edge.source)
        issued = source.issued
        if edge.relation not in relations or issued is None:
            continue
        for ending in ends.get(edge.target, ()):
            if ending.partial or ending.since is None or ending.by == edge.source:
                continue
            if is_looked_back_on(ending, source):
                continue
            stale = ending.since <= issued
            if not stale and not _tells(ending, graph.lineage.as_of):
                continue
            found.append(
                doubt(
                    graph,
                    "stale-basis" if stale else "basis-ended-since",
                    "error" if stale and ending.by else "warning" if stale else "info",
                    [edge.source, edge.target, *filter(None, [ending.by])],
                    [edge, *filter(None, [ending.edge])],
                    ending=ending,
                )
            )
            break  # the first end counts
    return tuple(found)


def _tells(ending: Ending, day: date | None) -> bool:
    """Tell whether an end after a plan's day is news: that a period ends some day is none."""
    if ending.since is None or day is None:
        return ending.by is not None
    return ending.since <= day
