"""A13: are recipients, numbering and sentences in form?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclineage.auditing.evidence import each_link, finding, link_finding, place
from doclineage.auditing.higher_bodies import given_above, rank_of
from doclineage.auditing.owners import Duties
from doclineage.auditing.recipients import is_told
from doclineage.auditing.reporting_line import sent_above
from doclineage.auditing.rule import weighs
from doclineage.auditing.rules_of_annexes import cited_annexes
from doclineage.auditing.rules_of_issue import answered_texts
from doclineage.lineage import LineageGraph
from doclineage.model import Document, Finding, Unit
from doclineage.vietnamese.agencies import Mention
from doclineage.vietnamese.normalise import fold_case
from doclineage.wording import shorten

_LINKING = r"(?:và|của|các|những|hoặc|với|bởi)"
# của của | và và: no Vietnamese sentence doubles a linking word.
_DOUBLED = re.compile(rf"(?<!\w)({_LINKING})\s+\1(?!\w)")
# … của; | … và.: what the word links to is gone.
_CUT = re.compile(rf"(?<!\w){_LINKING}\s*(?=[;.)](?:\s|$))")
#: Names of many bodies ("các trường", "cơ quan, đơn vị"): who is meant by them is not said.
_MANY = frozenset({"departments", "cells", "schools", "unions"})
#: So many numbers may be skipped in a table: a further jump is another list's number.
_LARGEST_SKIP = 4
#: Characters of the bodies, or numbers, that a finding names.
_LONGEST = 160
#: Characters of a unit behind its number.
_FEW_WORDS = 40


@weighs("warning", "info")
def form(graph: LineageGraph) -> Iterator[Finding]:
    """A13: are recipients, numbering and sentences in form?

    A body that is given tasks and not sent the plan will not do them, nor will one to which the
    parent has the plan sent know of it; an annex that is not there tells nobody anything; a number
    that is skipped may stand for what was lost. Numbers that repeat and sentences that an insertion
    broke are notes.
    """
    plans = dict.fromkeys(comparison.child for comparison in graph.comparisons)
    for plan in map(graph.document, plans):
        yield from _recipients(graph, plan)
        yield from _numbers(plan)
    yield from _unsent(graph)
    yield from cited_annexes(graph)
    yield from _sentences(graph)


def _recipients(graph: LineageGraph, plan: Document) -> Iterator[Finding]:
    if not plan.letterhead.recipients:
        return  # the end of the document is lost: nothing can be said of it
    missing: dict[str, tuple[Mention, int]] = {}
    duties, rank = Duties(plan), rank_of(graph, plan)
    for index in duties.tasks():
        for body in duties.doers(index):
            if body.body is None or body.body.roles & _MANY or is_told(plan, body):
                continue
            if rank and body.text in given_above(plan, index, rank):
                continue  # the work is not for it (A04): to send it the plan would mend nothing
            missing.setdefault(body.body.name, (body, index))
    if missing:
        names = ", ".join(mention.text for mention, _ in missing.values())
        yield finding(
            "A13-recipients",
            "warning",
            plan.doc_id,
            None,
            child_places=[place(plan, index) for _, index in missing.values()],
            bodies=shorten(names, _LONGEST),
        )


def _unsent(graph: LineageGraph) -> Iterator[Finding]:
    """Yield the bodies that a parent has the plan sent to and that are not among its recipients."""
    for comparison in graph.comparisons:
        parent, plan = graph.document(comparison.parent), graph.document(comparison.child)
        if not plan.letterhead.recipients:
            continue
        missing: dict[str, tuple[Mention, int]] = {}
        for index in parent.content():
            for said in answered_texts(parent, plan, [index]):
                sent = sent_above(said, plan.letterhead.level)
                if sent and not is_told(plan, sent[0]):
                    missing.setdefault(sent[0].text, (sent[0], index))
        if missing:
            yield finding(
                "A13-unsent",
                "warning",
                plan.doc_id,
                parent.doc_id,
                parent_places=[place(parent, index) for _, index in missing.values()],
                bodies=shorten(", ".join(missing), _LONGEST),
            )


def _numbers(plan: Document) -> Iterator[Finding]:
    """Yield the numbers that skip, each with the one before it, and those that repeat."""
    before = {index: other for other, index in _neighbours(plan)}
    skipped = sorted({*_noted(plan, "number-skipped"), *_skipped_in_tables(plan)})
    for kind, units in (("skipped", skipped), ("repeated", _noted(plan, "number-repeated"))):
        if not units:
            continue
        paths = [plan.units[index].path for index in units]
        if kind == "skipped":
            paths = [_jump(plan, before.get(index, index), index) for index in units]
        else:
            paths = [_with_words(plan.units[index]) for index in units]
        yield finding(
            f"A13-{kind}",
            "warning" if kind == "skipped" else "info",
            plan.doc_id,
            None,
            child_places=[place(plan, index) for index in units],
            paths=shorten(", ".join(paths), _LONGEST),
        )


def _with_words(unit: Unit) -> str:
    """Return a number with the words behind it, which tell it from the other of that number."""
    return f"{unit.path.partition('~')[0]} (“{shorten(unit.text, _FEW_WORDS)}”)"


def _jump(plan: Document, before: int, index: int) -> str:
    """Return between which numbers one skips: a row's path counts rows, its number is printed."""
    units = [plan.units[place] for place in dict.fromkeys((before, index))]
    if units[-1].kind != "row":
        return " → ".join(unit.path for unit in units)
    above = units[-1].path.rpartition("/")[0]
    numbers = " → ".join(unit.marker.glyph.strip(" .)") for unit in units if unit.marker)
    return f"{above} {numbers}".strip()


def _noted(plan: Document, code: str) -> list[int]:
    return [n.unit for n in plan.notices if n.code == code and n.unit is not None]


def _neighbours(plan: Document) -> Iterator[tuple[int, int]]:
    """Yield the units that stand behind one another in one numbered list."""
    last: dict[tuple[int, str], int] = {}
    for index in plan.content():
        unit = plan.units[index]
        if unit.marker is not None and unit.marker.ordinal is not None:
            key = (unit.parent, unit.marker.scheme)
            if key in last:
                yield last[key], index
            last[key] = index


def _skipped_in_tables(plan: Document) -> Iterator[int]:
    """Yield the groups and rows of tables whose number skips; a far jump is a stray number."""
    for before, index in _neighbours(plan):
        mine, theirs = (plan.units[i].marker for i in (index, before))
        if not (mine and theirs and mine.ordinal and theirs.ordinal):
            continue
        in_table = plan.units[index].kind == "row" or _groups_rows(plan, index)
        if in_table and 1 < mine.ordinal - theirs.ordinal <= _LARGEST_SKIP:
            yield index


def _groups_rows(plan: Document, index: int) -> bool:
    """Tell whether a heading is a group of a table: a row stands right below it."""
    below = plan.units[index + 1 : index + 2]
    heads = plan.units[index].kind == "heading"
    return heads and any(unit.kind == "row" and unit.parent == index for unit in below)


def _sentences(graph: LineageGraph) -> Iterator[Finding]:
    """Find linking words that a change doubled or left hanging; a copied fault is the parent's."""
    for comparison, index, link in each_link(graph):
        if not link.parents or not link.children or link.relation == "identical":
            continue
        parent, child = graph.document(comparison.parent), graph.document(comparison.child)
        theirs = fold_case(" ".join(parent.units[i].text for i in link.parents))
        own = " ".join(child.units[i].text for i in link.children)
        for code, pattern in (("A13-doubled", _DOUBLED), ("A13-cut", _CUT)):
            fault = pattern.search(fold_case(own))
            if fault and not pattern.search(theirs):
                word = own[max(0, fault.start() - 30) : fault.end() + 1].strip()
                yield link_finding(graph, comparison, index, code, "info", word=word)
