"""The rules: each asks one question of an auditor (domain reference 6.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from doclineage.auditing.evidence import each_link, finding, link_finding, place
from doclineage.auditing.higher_bodies import given_above, higher_bodies
from doclineage.auditing.rule import weighs
from doclineage.auditing.rules_of_bodies import abolished, is_gone
from doclineage.auditing.rules_of_issue import answered_requests
from doclineage.auditing.rules_of_offices import is_lowering, lowered_offices, lowered_pair
from doclineage.auditing.summary import copied_share
from doclineage.lineage import LineageGraph, cites, parents_of
from doclineage.model import Comparison, Document, FactChange, Finding, Link, Severity
from doclineage.vietnamese.agencies import find_mentions, level_rank
from doclineage.vietnamese.normalise import fold_case
from doclineage.wording import phrase, shorten

_BODIES = frozenset({"agency"})
_DEADLINES = frozenset({"deadline"})
_MEASURES = frozenset({"target", "quantity", "modality", "scope", "frequency", "negation"})
#: What a heading says of these is said of the tasks below it.
_OF_HEADINGS = frozenset({"agency", "scope"})
#: Characters of a heading in a sentence.
_LONGEST = 160
_REFERENCES = frozenset({"reference"})


@weighs("warning", "info")
def partial_cover(graph: LineageGraph) -> Iterator[Finding]:
    """A02: is a task covered in part only?

    A lost clause that only asked for the plan is answered by the plan: a note, as is what the
    closing sentence lost. What a heading says now is A04's to tell.
    """
    for comparison, index, link in each_link(graph):
        heading = _is_heading(graph, comparison, index)
        if link.relation == "changed" and link.lost and not heading:
            has_task = _has_task(graph, comparison, index)
            answered = _answered_texts(graph, comparison, index)
            lost = [clause for clause in link.lost if not _stands_in(clause, answered)]
            yield link_finding(
                graph,
                comparison,
                index,
                "A02-frame" if lost and not has_task else "A02" if lost else "A02-answered",
                "warning" if lost and has_task else "info",
                count=len(lost or link.lost),
                share=f"{link.coverage:.0%}",
                quote=(lost or link.lost)[0],
            )


def _answered_texts(graph: LineageGraph, comparison: Comparison, index: int) -> list[str]:
    """Return what a link's task says of the plan that is there."""
    parent, child = graph.document(comparison.parent), graph.document(comparison.child)
    return [
        parent.units[unit].text[request.span[0] : request.span[1]]
        for unit in comparison.links[index].parents
        for request in answered_requests(parent, child, unit)
    ]


def _stands_in(piece: str, texts: Iterable[str]) -> bool:
    return any(piece.strip(" ;.") in text for text in texts)


@weighs("error", "warning", "info")
def changed_bodies(graph: LineageGraph) -> Iterator[Finding]:
    """A04: is another body responsible than the parent says?

    Bodies that exist no more are told once each, with all places. A heading that now names
    others, or other matters, is a note: who works under it may be the plan's own to say.
    """
    yield from abolished(graph)
    yield from higher_bodies(graph)
    yield from lowered_offices(graph)
    yield from _changed(graph, "A04", _BODIES)
    for comparison, index, link in each_link(graph):
        if not link.parents or not link.children or not _is_heading(graph, comparison, index):
            continue
        facts = [c for c in link.fact_changes if c.kind in _OF_HEADINGS and c.effect != "equal"]
        if link.relation == "changed" and (link.lost or facts):
            texts = [
                "; ".join(graph.document(doc_id).units[i].text for i in indices)
                for doc_id, indices in (
                    (comparison.parent, link.parents),
                    (comparison.child, link.children),
                )
            ]
            old, new = (shorten(text, _LONGEST) for text in texts)
            yield link_finding(graph, comparison, index, "A04-heading", "info", old=old, new=new)


@weighs("error", "warning", "info")
def changed_deadlines(graph: LineageGraph) -> Iterator[Finding]:
    """A05: is a deadline later, earlier or gone?"""
    return _changed(graph, "A05", _DEADLINES)


@weighs("error", "warning", "info")
def changed_measures(graph: LineageGraph) -> Iterator[Finding]:
    """A06: is a target, a duty, a scope or a frequency weaker?"""
    return _changed(graph, "A06", _MEASURES)


@weighs("warning", "info")
def changed_references(graph: LineageGraph) -> Iterator[Finding]:
    """A12: does a task rest on another document than in the parent?"""
    return _changed(graph, "A12", _REFERENCES)


def _changed(graph: LineageGraph, code: str, kinds: frozenset[str]) -> Iterator[Finding]:
    for comparison, index, link in each_link(graph):
        pair = lowered_pair(graph, comparison, link) if kinds & _BODIES else None
        for change in link.fact_changes:
            severity = _fact_severity(change)
            if severity is None or change.kind not in kinds or is_lowering(change, pair):
                continue
            if _is_told_elsewhere(graph, comparison, link, change):
                continue
            if change.kind in _OF_HEADINGS and _is_heading(graph, comparison, index):
                continue  # the heading as a whole is told
            if change.kind == "deadline" and change.child is None:
                answered = _answered_texts(graph, comparison, index)
                severity = "info" if _stands_in(change.parent or "", answered) else severity
            kind, effect = phrase(f"fact.{change.kind}"), phrase(f"effect.{change.effect}")
            yield link_finding(
                graph,
                comparison,
                index,
                f"{code}-fact",
                severity,
                kind=kind.vi,
                effect=effect.vi,
                kind_en=kind.en,
                effect_en=effect.en,
                old=change.parent or "—",
                new=change.child or "—",
            )


def _is_told_elsewhere(
    graph: LineageGraph, comparison: Comparison, link: Link, change: FactChange
) -> bool:
    """Tell whether a fact of the plan is a body gone or above it, or another unit's name (A07)."""
    parent, child = graph.document(comparison.parent), graph.document(comparison.child)
    named, level = change.child or "", child.letterhead.level
    if change.kind == "agency" and is_gone(graph, child, named):
        return True
    if (
        change.kind == "agency"
        and level
        and any(named in given_above(child, index, level) for index in link.children)
    ):
        return True
    return any(_foreign(named, child, "")) and any(_foreign(named, child, _known(parent)))


def _known(parent: Document) -> str:
    """Return all that a parent says, folded: a name in it was not left in by mistake."""
    return fold_case(" ".join(unit.text for unit in parent.units))


def _fact_severity(change: FactChange) -> Severity | None:
    if change.effect == "equal":
        return None
    if change.kind in {"agency", "reference", "scope", "quantity"}:
        return "warning" if change.effect in {"weakened", "changed"} else "info"
    if change.effect == "weakened":
        return "error"
    return "info" if change.effect == "strengthened" else "warning"


def _has_task(graph: LineageGraph, comparison: Comparison, index: int) -> bool:
    """Tell whether a link has a task: a heading's words and the closing sentence's are none."""
    parent = graph.document(comparison.parent)
    units = [parent.units[i] for i in comparison.links[index].parents]
    return any(unit.kind != "heading" and not unit.path.startswith("end/") for unit in units)


def _is_heading(graph: LineageGraph, comparison: Comparison, index: int) -> bool:
    parent = graph.document(comparison.parent)
    return all(parent.units[i].kind == "heading" for i in comparison.links[index].parents)


@weighs("error", "warning")
def foreign_names(graph: LineageGraph) -> Iterator[Finding]:
    """A07: is another unit's name left in?"""
    for comparison in graph.comparisons:
        parent, child = graph.document(comparison.parent), graph.document(comparison.child)
        known = _known(parent)
        for index in child.content():
            for name in _foreign(child.units[index].text, child, known):
                yield finding(
                    "A07",
                    "warning" if _is_neighbour(child.units[index].text, name) else "error",
                    child.doc_id,
                    parent.doc_id,
                    child_places=[place(child, index)],
                    name=name,
                    own=child.letterhead.territory,
                )


# phối hợp với phường … tại khu vực giáp ranh: a neighbour may be named.
_NEIGHBOUR = re.compile(r"(?:phối hợp (?:với|cùng)|giáp ranh(?: với)?|giáp|liền kề)\s*$")


def _is_neighbour(text: str, name: str) -> bool:
    before = fold_case(text.partition(name)[0])
    return _NEIGHBOUR.search(before) is not None or "giáp ranh" in fold_case(text)


def _foreign(text: str, child: Document, known: str) -> Iterator[str]:
    """Yield the names of other units of the plan's level, or below, that the parent never names."""
    own, level = child.letterhead.territory, child.letterhead.level
    if own is None or level is None:
        return
    for mention in find_mentions(text):
        if (
            mention.place is not None
            and mention.level is not None
            and level_rank(mention.level) >= level_rank(level)
            and mention.place not in fold_case(own)
            and mention.place not in known
        ):
            yield mention.text


@weighs("error")
def legal_basis(graph: LineageGraph) -> Iterator[Finding]:
    """A08: does the plan cite its parent rightly?"""
    compared = {(c.child, c.parent) for c in graph.comparisons}
    for plan in graph.documents:
        bases = parents_of(graph, plan)
        cited = {basis.parent for basis in bases}
        for basis in bases:
            if basis.near is not None and (plan.doc_id, basis.parent) in compared:
                citation = plan.citations[basis.near.citation]
                parent = graph.document(basis.parent)
                yield _wrong_basis(plan, parent, citation.unit, citation.number, citation.issued)
        for child, parent_id in sorted(compared):
            if child == plan.doc_id and parent_id not in cited and not cites(plan, parent_id):
                yield finding(
                    "A08-missing",
                    "error",
                    child,
                    parent_id,
                    parent_name=_name(graph.document(parent_id)),
                )


def _wrong_basis(
    plan: Document, parent: Document, unit: int, number: str | None, issued: date | None
) -> Finding:
    head = parent.letterhead
    return finding(
        "A08-wrong",
        "error",
        plan.doc_id,
        parent.doc_id,
        child_places=[place(plan, unit)],
        cited=f"{number or '—'}, {_day(issued)}",
        true=f"{head.number or '—'}, {_day(head.issued)}",
    )


def _day(value: date | None) -> str:
    return value.strftime("%d/%m/%Y") if value else "—"


def _name(document: Document) -> str:
    head = document.letterhead
    return head.number or head.title or document.source.path


@weighs("warning")
def copying(graph: LineageGraph) -> Iterator[Finding]:
    """A09: is the plan a mere copy?"""
    for comparison in graph.comparisons:
        child = graph.document(comparison.child)
        share = copied_share(child, comparison)
        if share > graph.settings.copy_limit:
            yield finding(
                "A09", "warning", comparison.child, comparison.parent, share=f"{share:.0%}"
            )
