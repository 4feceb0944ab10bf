"""Where a task gets lost: coverage carried down a chain, link by link."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from doclineage.errors import UnusableInputError
from doclineage.lineage.paths import answers, root_chain
from doclineage.model import Document, Link, LinkRelation, TaskOutcome, TaskStep, TaskTrace
from doclineage.vietnamese.annex_pointers import only_points
from doclineage.vietnamese.words import words

if TYPE_CHECKING:
    from doclineage.lineage.graph import LineageGraph

#: From the gravest to the lightest: what a step is called where several links lead into it.
_GRAVITY: tuple[LinkRelation, ...] = (
    "omitted",
    "changed",
    "reworded",
    "localised",
    "noise",
    "identical",
    "added",
)
#: Below this a task counts as carried in part (0..1): shares are sums of rounded numbers.
_WHOLE = 0.995
_ENDED: frozenset[TaskOutcome] = frozenset({"lost", "not-addressed"})


class _Place(NamedTuple):
    """A unit that carries part of a task: `share` of the root's words, 0..1."""

    unit: int
    share: float


class _Table(NamedTuple):
    """The links of two documents by the upper one's units, and which of those the lower answers."""

    links: dict[int, Link]
    answered: frozenset[int]


class _Step(NamedTuple):
    """What one document of the chain does with a task."""

    places: tuple[_Place, ...]
    links: tuple[Link, ...]
    answered: bool = False
    """It asked for nothing but this document."""


def present_chain(graph: LineageGraph, plan: str, top: str | None = None) -> tuple[str, ...]:
    """Return the chain of a plan as far up as its documents are here, the root first.

    `top` begins the chain with that document instead, wherever it stands above the plan; it is
    empty where it does not.
    """
    if top is not None:
        ways = (way.documents for way in answers(graph, top) if way.documents[0] == plan)
        documents = next(ways, ())
        return tuple(reversed(documents)) if all(map(graph.find, documents)) else ()
    documents = root_chain(graph, plan).documents
    absent = next((i for i, name in enumerate(documents) if graph.find(name) is None), None)
    return tuple(reversed(documents[:absent]))


def trace_tasks(graph: LineageGraph, chain: Sequence[str]) -> tuple[TaskTrace, ...]:
    """Return what became of every task of a root directive down a chain, in reading order.

    `chain` is document ids, the root first; each pair of neighbours must be among the graph's
    comparisons, else `UnusableInputError`. A task is a body or annex unit of the root that is no
    mere heading or lead-in and was not repealed. Coverage multiplies along the chain: what the
    province carries by half and the ward carries of that half whole has come by half.
    """
    documents = [graph.document(doc_id) for doc_id in chain]
    if len(documents) < 2:
        return ()
    tables = [_Table(_links(graph, pair), _settled(graph, pair)) for pair in pairwise(chain)]
    gone = frozenset(graph.compared[chain[0], chain[1]].repealed)
    asked = (unit for unit in tasks(documents[0]) if unit not in gone)
    return tuple(_trace(documents, tables, unit) for unit in asked)


def _settled(graph: LineageGraph, pair: tuple[str, str]) -> frozenset[int]:
    """Return what the lower document answers by being there, and what was repealed before it."""
    comparison = graph.compared[pair]
    return frozenset((*comparison.answered, *comparison.repealed))


def tasks(document: Document) -> Iterator[int]:
    """Yield the indices of the units that say something of their own."""
    above = {unit.parent for unit in document.units}
    for index in document.content():
        unit = document.units[index]
        names_others = unit.kind == "heading" or unit.text.rstrip().endswith(":")
        if unit.kind != "row" and only_points(unit.text):
            continue
        if not unit.path.startswith("end/") and not (names_others and index in above):
            yield index


def _links(graph: LineageGraph, pair: tuple[str, str]) -> dict[int, Link]:
    """Return for every unit of the upper document its link with the lower one."""
    comparison = graph.compared.get(pair)
    if comparison is None:
        raise UnusableInputError(pair[1], "error.not-compared", " → ".join(pair))
    return {unit: link for link in comparison.links for unit in link.parents}


def _trace(documents: Sequence[Document], tables: Sequence[_Table], unit: int) -> TaskTrace:
    steps = [_Step((_Place(unit, 1.0),), ())]
    for document, table in zip(documents[1:], tables, strict=True):
        steps.append(_carry(document, table, steps[-1].places))
        if not steps[-1].places:
            break
    shown = [_shown(document, step) for document, step in zip(documents, steps, strict=False)]
    outcome, deciding = _outcome(steps)
    root = documents[0].units[unit]
    return TaskTrace(
        plan=documents[-1].doc_id,
        unit=unit,
        path=root.path,
        text=root.text,
        steps=tuple(shown),
        outcome=outcome,
        ended_in=documents[len(steps) - 1].doc_id if outcome in _ENDED else None,
        thinned_in=_thinned_in(shown),
        reason=deciding.duty_reason or deciding.reason if deciding else "",
        reason_en=deciding.duty_reason_en or deciding.reason_en if deciding else "",
    )


def _carry(document: Document, table: _Table, places: Sequence[_Place]) -> _Step:
    """Return where a task goes from some units above, and by which links."""
    shares: dict[int, float] = {}
    used: list[Link] = []
    for place in places:
        link = table.links.get(place.unit)
        if link is None:
            continue
        used.append(link)
        sizes = [len(words(document.units[child].text).keys) or 1 for child in link.children]
        for child, size in zip(link.children, sizes, strict=True):
            part = place.share * link.coverage * size / sum(sizes)
            shares[child] = shares.get(child, 0.0) + part
    found = (_Place(child, share) for child, share in sorted(shares.items()))
    answered = all(place.unit in table.answered for place in places)
    return _Step(tuple(found), tuple(used), answered)


def _shown(document: Document, step: _Step) -> TaskStep:
    units = tuple(place.unit for place in step.places)
    relations = {link.relation for link in step.links}
    return TaskStep(
        document=document.doc_id,
        units=units,
        paths=tuple(document.units[unit].path for unit in units),
        coverage=round(sum(place.share for place in step.places), 4),
        relation=next((name for name in _GRAVITY if name in relations), None),
        lost=tuple(clause for link in step.links for clause in link.lost),
    )


def _outcome(steps: Sequence[_Step]) -> tuple[TaskOutcome, Link | None]:
    """Return what became of a task, and the link that decided it."""
    last = steps[-1]
    if not last.places and last.answered:
        return "carried", None
    if not last.places:
        duties = {link.duty for link in last.links}
        spared = duties == {"not-addressed"}
        return "not-addressed" if spared else "lost", next(iter(last.links), None)
    for step in steps[1:]:
        if any(link.coverage < _WHOLE for link in step.links):
            return "thinned", next(link for link in step.links if link.coverage < _WHOLE)
    return "carried", None


def _thinned_in(steps: Sequence[TaskStep]) -> str | None:
    for before, step in pairwise(steps):
        if step.units and step.coverage < before.coverage * _WHOLE:
            return step.document
    return None
