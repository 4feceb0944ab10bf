"""A05, A06, A08: does a plan follow what was amended of its parent?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from doclineage.auditing.amendments import Amendments, Change, answers, kept
from doclineage.auditing.ended_bases import cited_at
from doclineage.auditing.evidence import finding, place
from doclineage.auditing.naming import designation
from doclineage.lineage import LineageGraph
from doclineage.model import Comparison, Document, Finding, Place
from doclineage.wording import phrase, shorten

#: Characters of a text in a sentence.
_LONGEST = 160


def old_facts(graph: LineageGraph, code: str, kinds: frozenset[str]) -> Iterator[Finding]:
    """Yield what a plan issued after an amendment still has of the old facts of some kinds."""
    amendments = Amendments(graph)
    for comparison in graph.comparisons:
        parent, child = graph.document(comparison.parent), graph.document(comparison.child)
        for change in amendments.before(comparison):
            for unit, old in _still(comparison, child, change, kinds):
                names = phrase(f"fact.{old[0][0]}")
                yield finding(
                    f"{code}-amended",
                    "error",
                    child.doc_id,
                    parent.doc_id,
                    parent_places=_places(parent, change),
                    child_places=[place(child, unit)],
                    link=_link(comparison, unit),
                    kind=names.vi,
                    kind_en=names.en,
                    old=old[1],
                    new=next(said for key, said in change.come.items() if key[0] == old[0][0]),
                    amendment=designation(change.amendment),
                )


def _still(
    comparison: Comparison, child: Document, change: Change, kinds: Iterable[str]
) -> Iterator[tuple[int, tuple[tuple[str, str], str]]]:
    """Yield the plan's units that answer what was changed and keep an old fact, with the fact."""
    for unit in _answering(comparison, change):
        for key, said in kept(change, child.units[unit].text).items():
            if key[0] in kinds:
                yield unit, (key, said)


def _answering(comparison: Comparison, change: Change) -> list[int]:
    links = (link for link in comparison.links if change.target in link.parents)
    return [unit for link in links for unit in link.children]


def _link(comparison: Comparison, unit: int) -> int | None:
    return next((i for i, link in enumerate(comparison.links) if unit in link.children), None)


def _places(parent: Document, change: Change) -> list[Place]:
    """Return the parent's unit that was changed, as far as it is found, and what changed it."""
    own = [place(parent, change.target)] if change.target is not None else []
    return [*own, place(change.amendment, change.unit)]


def amended_parents(graph: LineageGraph) -> Iterator[Finding]:
    """Yield what else a plan has to do with an amendment of its parent (A08).

    A plan issued after it is told what it lacks of it; one issued before, that there is one, and
    which of its tasks are touched.
    """
    amendments = Amendments(graph)
    for comparison in graph.comparisons:
        child = graph.document(comparison.child)
        cited = {citation.target for citation in child.citations}
        for amendment, followed in amendments.of(comparison):
            changes = amendments.changes(amendment, comparison.parent)
            if not followed:
                yield _since(graph, comparison, amendment, changes)
                continue
            if amendment.doc_id not in cited:
                yield finding(
                    "A08-amended-uncited",
                    "info",
                    child.doc_id,
                    comparison.parent,
                    child_places=cited_at(graph, child, comparison.parent),
                    amendment=designation(amendment),
                )
            yield from _lacking(graph, comparison, changes)


def _since(
    graph: LineageGraph, comparison: Comparison, amendment: Document, changes: Iterable[Change]
) -> Finding:
    child = graph.document(comparison.child)
    touched = dict.fromkeys(unit for c in changes for unit in _answering(comparison, c))
    return finding(
        "A08-amended-since",
        "info",
        child.doc_id,
        comparison.parent,
        parent_places=[place(amendment, change.unit) for change in changes],
        child_places=[place(child, unit) for unit in touched],
        amendment=designation(amendment),
    )


def _lacking(
    graph: LineageGraph, comparison: Comparison, changes: Iterable[Change]
) -> Iterator[Finding]:
    """Yield what was added and a plan does not say, and what was repealed and it still says."""
    parent, child = graph.document(comparison.parent), graph.document(comparison.child)
    for change in changes:
        units = _answering(comparison, change) if change.action == "repeal" else []
        added = change.action == "add" and not any(
            answers(change, child.units[index].text) for index in child.content()
        )
        if not units and not added:
            continue
        yield finding(
            "A08-amended-added" if added else "A08-amended-repealed",
            "warning",
            child.doc_id,
            parent.doc_id,
            parent_places=_places(parent, change),
            child_places=[place(child, unit) for unit in units],
            text=shorten(change.new or change.old, _LONGEST),
            amendment=designation(change.amendment),
        )
