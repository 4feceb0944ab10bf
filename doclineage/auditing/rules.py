"""The rules: each asks one question of an auditor (domain reference 6.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doclineage.auditing.copied_totals import copied_totals
from doclineage.auditing.evidence import (
    are_aims,
    are_narrative,
    each_link,
    finding,
    has_task,
    is_heading,
    link_finding,
    units_saying,
)
from doclineage.auditing.higher_bodies import higher_bodies
from doclineage.auditing.kept_clauses import is_kept
from doclineage.auditing.own_level import is_of_all, is_others_clause, is_others_task
from doclineage.auditing.rule import weighs
from doclineage.auditing.rules_of_bodies import abolished
from doclineage.auditing.rules_of_facts import OF_HEADINGS, changed_facts
from doclineage.auditing.rules_of_issue import answered_texts, stands_in
from doclineage.auditing.rules_of_offices import lowered_offices
from doclineage.auditing.summary import copied_share
from doclineage.lineage import LineageGraph
from doclineage.model import Document, Finding, Link
from doclineage.vietnamese.purposes import is_answering, sets_measure
from doclineage.wording import shorten

_BODIES = frozenset({"agency"})
#: Characters of a heading in a sentence.
_LONGEST = 160


@weighs("warning", "info")
def partial_cover(graph: LineageGraph) -> Iterator[Finding]:
    """A02: is a task covered in part only?

    A lost clause that only asked for the plan is answered by the plan: a note, as is what the
    closing sentence lost, what a task of bodies above the plan alone lost, "100% xã, phường"
    that is one of them now, what an aim lost, who answers for a field and what the plan seems to
    say in other words or elsewhere. What a heading says now is A04's to tell.
    """
    for comparison, index, link in each_link(graph):
        parent, child = graph.document(comparison.parent), graph.document(comparison.child)
        if link.relation == "changed" and link.lost and not is_heading(parent, link.parents):
            answered = answered_texts(parent, child, link.parents)
            lost = [clause for clause in link.lost if not stands_in(clause, answered)]
            is_work = has_task(parent, link.parents)
            left = [clause for clause in lost if not is_kept(parent, child, link, clause)]
            loud = [clause for clause in left if is_work and _weighs(parent, child, link, clause)]
            kind = _kind(lost, left, is_work=is_work)
            yield link_finding(
                graph,
                comparison,
                index,
                f"A02{kind}",
                "warning" if loud else "info",
                count=len(loud or lost or link.lost),
                share=f"{link.coverage:.0%}",
                quote="”; “".join(loud or lost or link.lost),
            )


def _kind(lost: Sequence[str], left: Sequence[str], *, is_work: bool) -> str:
    """Return which sentence tells of some clauses, of which some are left that nothing says."""
    if not lost:
        return "-answered"
    if not is_work:
        return "-frame"
    return "" if left else "-anew"


def _weighs(parent: Document, child: Document, link: Link, clause: str) -> bool:
    """Tell whether a lost clause binds the plan, by the unit of the parent that says it."""
    units = units_saying(parent, link.parents, clause)
    of_aims = are_aims(parent, units) and not sets_measure(clause)
    return not (
        of_aims
        or is_of_all(clause, child.letterhead.level)
        or is_answering(clause)
        or are_narrative(parent, units)
        or is_others_clause(clause, child.letterhead.level)
        or is_others_task(parent, child, units)
    )


@weighs("error", "warning", "info")
def changed_bodies(graph: LineageGraph) -> Iterator[Finding]:
    """A04: is another body responsible than the parent says?

    Bodies that exist no more are told once each, with all places. A heading that now names
    others, or other matters, is a note: who works under it may be the plan's own to say.
    """
    yield from abolished(graph)
    yield from higher_bodies(graph)
    yield from lowered_offices(graph)
    yield from changed_facts(graph, "A04", _BODIES)
    for comparison, index, link in each_link(graph):
        parent = graph.document(comparison.parent)
        if not link.parents or not link.children or not is_heading(parent, link.parents):
            continue
        facts = [c for c in link.fact_changes if c.kind in OF_HEADINGS and c.effect != "equal"]
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


@weighs("warning")
def copying(graph: LineageGraph) -> Iterator[Finding]:
    """A09: is the plan a mere copy, of figures too that are not its own?"""
    yield from copied_totals(graph)
    for comparison in graph.comparisons:
        child = graph.document(comparison.child)
        share = copied_share(child, comparison)
        if share > graph.settings.copy_limit:
            yield finding(
                "A09", "warning", comparison.child, comparison.parent, share=f"{share:.0%}"
            )
