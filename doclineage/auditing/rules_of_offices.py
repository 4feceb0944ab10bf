"""A04: does a lower office do what the parent puts to a higher one?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doclineage.auditing.evidence import each_link, link_finding
from doclineage.lineage import LineageGraph
from doclineage.model import Comparison, Document, FactChange, Finding, Link
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.offices import Office, acting_offices, lowered
from doclineage.vietnamese.phrases import listed_pattern


def lowered_offices(graph: LineageGraph) -> Iterator[Finding]:
    """Yield a finding for each task that went to a lower office.

    It weighs most where the parent's says that the person answers for it.
    """
    for comparison, index, link in each_link(graph):
        pair = lowered_pair(graph, comparison, link)
        if pair is None:
            continue
        old, new = pair
        answers = listed_pattern("responsibility", "answers").search(old.clause)
        yield link_finding(
            graph,
            comparison,
            index,
            "A04-lowered",
            "error" if answers else "warning",
            old=old.text,
            new=new.text,
        )


def lowered_pair(
    graph: LineageGraph, comparison: Comparison, link: Link
) -> tuple[Office, Office] | None:
    """Return the higher office of a link's parent with the lower one of its child."""
    parent, child = graph.document(comparison.parent), graph.document(comparison.child)
    old = _offices(parent, link.parents)
    return lowered(old, _offices(child, link.children), child.letterhead.level) if old else None


def is_lowering(change: FactChange, pair: tuple[Office, Office] | None) -> bool:
    """Tell whether a changed body is the office of a pair that is told as lowered."""
    if pair is None or change.kind != "agency":
        return False
    texts = fold_case(change.parent or ""), fold_case(change.child or "")
    return all(office.title in text for office, text in zip(pair, texts, strict=True))


def _offices(document: Document, indices: Sequence[int]) -> list[Office]:
    units = (document.units[index] for index in indices)
    return [o for unit in units for o in acting_offices(unit.cells.get("lead", unit.text))]
