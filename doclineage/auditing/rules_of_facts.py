"""A05, A06, A12: what was changed of a deadline, a target or duty, a reference."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from doclineage.auditing import bans
from doclineage.auditing.amendments import Amendments, Change, is_amended
from doclineage.auditing.annexes import says_same
from doclineage.auditing.evidence import (
    are_aims,
    are_narrative,
    each_link,
    finding,
    has_task,
    is_heading,
    place,
    units_saying,
)
from doclineage.auditing.higher_bodies import given_above, rank_of
from doclineage.auditing.kept_values import is_kept
from doclineage.auditing.minimums import keeps_minimum
from doclineage.auditing.narrowing import narrowed_to
from doclineage.auditing.own_level import (
    is_localised,
    is_others_clause,
    is_others_task,
    is_own_event,
    is_paid_above,
    is_received,
    other_owner_above,
)
from doclineage.auditing.rule import weighs
from doclineage.auditing.rules_of_amendments import old_facts
from doclineage.auditing.rules_of_bodies import is_gone
from doclineage.auditing.rules_of_consistency import contradictions, past_deadlines
from doclineage.auditing.rules_of_issue import answered_texts, stands_in
from doclineage.auditing.rules_of_names import foreign, known_names
from doclineage.auditing.rules_of_offices import is_lowering, lowered_pair
from doclineage.lineage import LineageGraph
from doclineage.model import Comparison, Document, FactChange, Finding, Link, Severity
from doclineage.vietnamese.designations import find_designations
from doclineage.vietnamese.facts.fact import phrases
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.purposes import sets_measure
from doclineage.vietnamese.words import clauses
from doclineage.wording import phrase

_DEADLINES = frozenset({"deadline"})
_MEASURES = frozenset({"target", "quantity", "modality", "scope", "frequency", "negation"})
_REFERENCES = frozenset({"reference"})
#: What a heading says of these is said of the tasks below it.
OF_HEADINGS = frozenset({"agency", "scope"})
# ngày 20 hằng tháng | ngày cuối của mỗi quý
_PACE = re.compile(r"(?<!\w)(?:hằng|hàng|mỗi|từng)\s+(?:ngày|tuần|tháng|quý|năm)(?!\w)")

#: What asks for something else than to be brought into line with the parent.
_OWN_REMEDIES = {("A05", "strengthened"), ("A06", "strengthened")}


class _Told(NamedTuple):
    """One change of a link, how heavy it weighs, and the words that it is told with."""

    number: int
    link: Link
    change: FactChange
    severity: Severity
    effect: str = ""
    instead: str = ""


@weighs("error", "warning", "info")
def changed_deadlines(graph: LineageGraph) -> Iterator[Finding]:
    """A05: is a deadline later, earlier, gone, or over before the plan?"""
    yield from changed_facts(graph, "A05", _DEADLINES)
    yield from past_deadlines(graph)


@weighs("error", "warning", "info")
def changed_measures(graph: LineageGraph) -> Iterator[Finding]:
    """A06: is a target, a duty, a scope or a frequency weaker?"""
    return changed_facts(graph, "A06", _MEASURES)


@weighs("error", "warning", "info")
def changed_references(graph: LineageGraph) -> Iterator[Finding]:
    """A12: does a task rest on another document than in the parent, or a plan contradict itself?"""
    yield from changed_facts(graph, "A12", _REFERENCES)
    yield from contradictions(graph)


def changed_facts(graph: LineageGraph, code: str, kinds: frozenset[str]) -> Iterator[Finding]:
    """Yield a finding for each change of some kinds of facts.

    What a row of an annex changes as the body does is told once with both places; a note that is a
    part of what weighs more in the same task is not told.
    """
    told: dict[tuple[str, str], tuple[Comparison, list[_Told]]] = {}
    amendments = Amendments(graph)
    amended = {(c.parent, c.child): amendments.before(c) for c in graph.comparisons}
    for comparison, index, link in each_link(graph):
        pair = comparison.parent, comparison.child
        before = amended[pair]
        told.setdefault(pair, (comparison, []))[1].extend(
            change
            for change in _changes(graph, comparison, index, link, kinds)
            if not (before and _is_amended(graph, comparison, change, before))
        )
    yield from old_facts(graph, code, kinds)
    for comparison, changes in told.values():
        for group in _once(graph, comparison, changes):
            yield _finding(graph, comparison, code, group)


def _is_amended(
    graph: LineageGraph, comparison: Comparison, told: _Told, changes: Sequence[Change]
) -> bool:
    """Tell whether a plan differs from its parent by what was amended before it."""
    child = graph.document(comparison.child)
    text = "; ".join(child.units[unit].text for unit in told.link.children)
    return is_amended(changes, told.link.parents, told.change, text)


def _finding(
    graph: LineageGraph, comparison: Comparison, code: str, group: Sequence[_Told]
) -> Finding:
    parent, child = graph.document(comparison.parent), graph.document(comparison.child)
    first = group[0]
    change = first.change
    effect = phrase(f"effect.{first.effect or change.effect}")
    kind = phrase(f"fact.{change.kind}")
    found = finding(
        f"{code}-fact",
        first.severity,
        child.doc_id,
        parent.doc_id,
        parent_places=[place(parent, i) for told in group for i in told.link.parents],
        child_places=[place(child, i) for told in group for i in told.link.children],
        link=first.number,
        kind=kind.vi,
        effect=effect.vi,
        kind_en=kind.en,
        effect_en=effect.en,
        old=change.parent or "—",
        new=first.instead or change.child or "—",
    )
    if (code, change.effect) not in _OWN_REMEDIES:
        return found
    remedy = phrase(f"remedy.{code}-{change.effect}")
    return msgspec.structs.replace(found, remedy=remedy.vi, remedy_en=remedy.en)


def _changes(
    graph: LineageGraph, comparison: Comparison, index: int, link: Link, kinds: frozenset[str]
) -> Iterator[_Told]:
    """Yield what a link's changes weigh, without what another rule or a louder one tells."""
    if kinds.isdisjoint(change.kind for change in link.fact_changes):
        return
    parent, child = graph.document(comparison.parent), graph.document(comparison.child)
    heading = bool(link.parents) and is_heading(parent, link.parents)
    pair = lowered_pair(graph, comparison, link) if "agency" in kinds else None
    weighed = [_weighed(parent, child, index, link, change) for change in link.fact_changes]
    loud = [told.change for told in weighed if told and told.severity != "info"]
    above = _given_above(graph, child, link)
    for told in weighed:
        if told is None or told.change.kind not in kinds or is_lowering(told.change, pair):
            continue
        if told.change.kind in OF_HEADINGS and heading:
            continue  # the heading as a whole is told
        if told.severity == "info" and _is_part(told.change, loud, link):
            continue
        if not _is_told_elsewhere(graph, comparison, link, told.change, above):
            yield told


def _given_above(graph: LineageGraph, child: Document, link: Link) -> frozenset[str]:
    """Return the bodies above a plan that the units of a link give work to."""
    if all(change.kind != "agency" for change in link.fact_changes):
        return frozenset()
    if (rank := rank_of(graph, child)) is None:
        return frozenset()
    return frozenset(name for i in link.children for name in given_above(child, i, rank))


def _weighed(
    parent: Document, child: Document, index: int, link: Link, change: FactChange
) -> _Told | None:
    severity = _severity(change)
    if severity is None:
        return None
    if change.kind == "deadline" and change.parent:
        answered = answered_texts(parent, child, link.parents)
        if stands_in(change.parent, answered):
            return None  # the plan's own day is A15's to judge
    if narrowed := narrowed_to(parent, child, link, change):
        return _Told(index, link, change, "warning", "narrowed", narrowed)
    if other := other_owner_above(parent, child, link, change):
        return _Told(index, link, change, "warning", "changed", other)
    if _is_plain_duty(change) or fold_case(change.parent or "") == fold_case(change.child or ""):
        return _Told(index, link, change, "info")
    if change.effect == "weakened" and keeps_minimum(change):
        return _Told(index, link, change, "info", "unbounded")
    if is_kept(parent, child, link, change):
        return _Told(index, link, change, "info")
    severity = bans.weight(parent, child, link, change) or severity
    if _is_light(parent, child, link, change, severity):
        severity = "info"
    return _Told(index, link, change, severity)


def _is_light(
    parent: Document, child: Document, link: Link, change: FactChange, severity: Severity
) -> bool:
    """Tell whether a change stands where little binds the plan: others' tasks, aims, headings."""
    units = units_saying(parent, link.parents, change.parent or "")
    if _is_no_task(parent, units):
        return True
    if are_aims(parent, units) and not sets_measure(change.parent or change.child or ""):
        return True
    if change.parent and _is_others(parent, child, units, change.parent, severity):
        return True
    if change.kind == "reference" and _is_renumbered(parent, units, change):
        return True
    if change.kind == "deadline" and (
        is_received(parent, child, link, units) or is_own_event(parent, child, link, units)
    ):
        return True
    return severity == "warning" and (
        is_localised(parent, child, link, change)
        or (change.child is None and is_others_task(parent, child, units))
    )


# điểm b mục 2 phần II
_PINPOINT = re.compile(r"(?:(?:điểm|khoản|mục|tiểu mục|phần)\s+[\w.]{1,5}[\s,]*)+")


def _is_renumbered(parent: Document, units: Sequence[int], change: FactChange) -> bool:
    """Tell whether a plan points to its own places where its parent points to those of its own."""
    sides = (change.parent or "", change.child or "")
    if not all(_PINPOINT.fullmatch(fold_case(side).strip()) for side in sides):
        return False
    return not any(find_designations(parent.units[i].text) for i in units)


def _is_others(
    parent: Document, child: Document, units: Sequence[int], printed: str, severity: Severity
) -> bool:
    """Tell whether all clauses with a fact say what bodies above the plan do or pay.

    What a plan has a body of its own do in the stead of one above may be too little all the same.
    """
    saying = [
        text[start:end]
        for text in (parent.units[i].text for i in units)
        for start, end in clauses(text)
        if printed in text[start:end]
    ]
    of_others = is_paid_above if severity == "error" else is_others_clause
    return bool(saying) and all(of_others(one, child.letterhead.level) for one in saying)


def _is_plain_duty(change: FactChange) -> bool:
    """Tell whether only a word is gone that says what a task says by itself: it is to be done."""
    gone = change.kind == "modality" and change.child is None
    return gone and fold_case(change.parent or "") in phrases("plain-duty")


def _is_no_task(parent: Document, units: Sequence[int]) -> bool:
    """Tell whether what changed stands in a heading, or in what tells how things stand."""
    return not has_task(parent, units) or are_narrative(parent, units)


def _severity(change: FactChange) -> Severity | None:
    if change.effect == "equal":
        return None
    if change.kind in {"agency", "reference", "scope", "quantity"}:
        return "warning" if change.effect in {"weakened", "changed"} else "info"
    if change.effect == "weakened":
        return "error"
    return "info" if change.effect == "strengthened" else "warning"


def _is_part(note: FactChange, loud: Sequence[FactChange], link: Link) -> bool:
    """Tell whether a note's words are a part of what weighs more in the same task.

    "tần suất chặt hơn: — → hằng năm" beside a report that was due "ngày 20 hằng tháng" says the
    contrary of what happened: the pace was in the day.
    """
    old, new = fold_case(note.parent or ""), fold_case(note.child or "")
    if note.kind == "frequency" and not old and any(other.kind == "deadline" for other in loud):
        return True
    if old and not new and stands_in(old, [fold_case(lost) for lost in link.lost]):
        return True
    return any(
        old in fold_case(other.parent or "") and new in fold_case(other.child or "")
        for other in loud
    )


def _is_told_elsewhere(
    graph: LineageGraph,
    comparison: Comparison,
    link: Link,
    change: FactChange,
    above: frozenset[str],
) -> bool:
    """Tell whether a fact of the plan is a body gone or above it, or another unit's name (A07)."""
    parent, child = graph.document(comparison.parent), graph.document(comparison.child)
    named = change.child or ""
    texts = [child.units[index].text for index in link.children]
    if change.kind == "agency" and is_gone(graph, child, named):
        return True
    if change.kind == "scope" and change.parent is None and is_gone(graph, child, named, texts):
        return True  # a place that is a part of the body's name
    if change.kind == "agency" and named in above:
        return True
    return any(foreign(named, child, "")) and any(foreign(named, child, known_names(parent)))


def _once(
    graph: LineageGraph, comparison: Comparison, changes: Sequence[_Told]
) -> list[list[_Told]]:
    """Join what a row changes just as the unit of the body does that it sums up."""
    parent, child = graph.document(comparison.parent), graph.document(comparison.child)
    groups: list[list[_Told]] = []
    alike: dict[tuple[object, ...], list[list[_Told]]] = {}
    for told in changes:
        near = alike.setdefault(_key(told), [])
        same = (group for group in near if _sums_up(parent, child, group[0].link, told.link))
        group = next(same, None) if near and _has_rows(parent, child, told.link) else None
        if group is None:
            group = []
            groups.append(group)
            near.append(group)
        group.append(told)
    return groups


def _has_rows(parent: Document, child: Document, link: Link) -> bool:
    """Tell whether a link holds a row, which alone sums up what a unit of the body says."""
    sides = ((parent, link.parents), (child, link.children))
    return any(document.units[i].kind == "row" for document, units in sides for i in units)


def _key(told: _Told) -> tuple[object, ...]:
    change = told.change
    sides = (fold_case(change.parent or ""), fold_case(change.child or ""))
    return change.kind, change.effect, told.severity, sides


def _sums_up(parent: Document, child: Document, body: Link, row: Link) -> bool:
    """Tell whether a link's row says in short what another link's unit of the body says."""
    sides = ((parent, body.parents, row.parents), (child, body.children, row.children))
    return any(
        document.units[short].kind == "row"
        and document.units[long].zone == "body"
        and says_same(document.units[short], document, long) is not None
        for document, longs, shorts in sides
        for long in longs
        for short in shorts
    )
