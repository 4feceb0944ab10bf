"""A03: does somebody have to do each task?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from doclineage.auditing.evidence import finding, place
from doclineage.auditing.owners import Duties
from doclineage.auditing.recipients import is_same_body
from doclineage.auditing.rule import weighs
from doclineage.lineage import LineageGraph
from doclineage.model import Comparison, Document, Finding, Severity
from doclineage.vietnamese.agencies import Mention, find_mentions
from doclineage.wording import shorten

_WEIGHTS: dict[str, Severity] = {
    "new": "warning",
    "own": "info",
    "inherited": "info",
    "added": "info",
}
#: Characters of the bodies that a finding names: the rest is at its places.
_LONGEST = 120


@weighs("warning", "info")
def responsibility(graph: LineageGraph) -> Iterator[Finding]:
    """A03: does somebody have to do each task?

    One finding a section: it weighs where the parent's task names who does it and the plan's
    does not; a gap that the parent has too, a task given to the plan's own level as a whole, or
    one of the plan's own, is a note.
    """
    plans: dict[str, list[Comparison]] = {}
    for comparison in graph.comparisons:
        plans.setdefault(comparison.child, []).append(comparison)
    duties: dict[str, Duties] = {}
    for comparison in graph.comparisons:
        for name in (comparison.parent, comparison.child):
            if name not in duties:
                duties[name] = Duties(graph.document(name))
    for comparisons in plans.values():
        answers = [_answers(comparison) for comparison in comparisons]
        for gap, units in _gaps(graph, comparisons, answers, duties).items():
            told = comparisons[gap.comparison]
            yield _finding(graph, told, answers[gap.comparison], duties, gap, units)


class _Gap(NamedTuple):
    """What one finding is about: a section, its kind, the comparison that tells the kind."""

    section: int | None
    kind: str
    comparison: int


def _gaps(
    graph: LineageGraph,
    comparisons: list[Comparison],
    answers: list[dict[int, tuple[int, ...]]],
    duties: dict[str, Duties],
) -> dict[_Gap, list[int]]:
    """Return the tasks that nobody is to do, each once however many parents the plan has."""
    child = graph.document(comparisons[0].child)
    own = duties[child.doc_id]
    rows = [i for i in child.content() if child.units[i].kind == "row"]
    lost = [
        row
        for row in rows
        for comparison, answered in zip(comparisons, answers, strict=True)
        if any(graph.document(comparison.parent).units[i].cells.get("lead") for i in answered[row])
    ]
    found: dict[_Gap, list[int]] = {}
    for index in sorted({*own.tasks(), *lost}):
        if own.names_anybody(index):
            continue
        named = [
            [mention for i in answered[index] for mention in duties[comparison.parent].doers(i)]
            if answered[index]
            else None
            for comparison, answered in zip(comparisons, answers, strict=True)
        ]
        kind, number = _kind(named, child)
        found.setdefault(_Gap(own.section(index), kind, number), []).append(index)
    return found


def _answers(comparison: Comparison) -> dict[int, tuple[int, ...]]:
    """Return for each unit of the plan the parent's units that it answers."""
    found: dict[int, list[int]] = defaultdict(list)
    for link in comparison.links:
        for index in link.children:
            found[index].extend(link.parents)
    return defaultdict(tuple, {index: tuple(parents) for index, parents in found.items()})


def _kind(named: list[list[Mention] | None], child: Document) -> tuple[str, int]:
    """Return what the parents say, and which of them says it; `named` is None without the task.

    A gap is new only where each parent that has the task names its doer: a ward that answers its
    province, and the ministry above it, has the province's gap. Where a parent gives the task to
    the plan's own level as a whole, the plan is that level's word.
    """
    kinds: dict[str, int] = {}
    for number, bodies in enumerate(named):
        if bodies is not None:
            own = any(_is_own(mention, child) for mention in bodies)
            kinds.setdefault("own" if own else "new" if bodies else "inherited", number)
    return next(((k, kinds[k]) for k in ("inherited", "own", "new") if k in kinds), ("added", 0))


def _is_own(mention: Mention, child: Document) -> bool:
    """Tell whether a body is the plan's issuer, or each of the plan's level ("mỗi xã, phường")."""
    level = child.letterhead.level
    if mention.plural and mention.level is not None and mention.level == level:
        return True
    issuers = [m for m in find_mentions(child.letterhead.issuer or "") if m.body]
    return bool(issuers) and is_same_body(issuers[0], mention)


def _finding(
    graph: LineageGraph,
    comparison: Comparison,
    answers: dict[int, tuple[int, ...]],
    duties: dict[str, Duties],
    gap: _Gap,
    units: list[int],
) -> Finding:
    parent, child = graph.document(comparison.parent), graph.document(comparison.child)
    answered = sorted({i for index in units for i in answers[index]})
    asked = duties[parent.doc_id]
    names = dict.fromkeys(mention.text for i in answered for mention in asked.doers(i))
    heading = child.units[gap.section] if gap.section is not None else None
    return finding(
        f"A03-{gap.kind}",
        _WEIGHTS[gap.kind],
        child.doc_id,
        parent.doc_id,
        parent_places=[place(parent, i) for i in answered],
        child_places=[place(child, i) for i in units],
        count=len(units),
        section=f"{heading.path} {heading.text}" if heading else child.units[units[0]].path,
        owners=shorten(", ".join(names), _LONGEST),
    )
