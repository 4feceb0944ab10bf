"""A08: laws and decrees that a plan and its parent rest on, and name with another number or day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz.distance import OSA

from doclineage.auditing.evidence import finding, place
from doclineage.auditing.naming import said_day
from doclineage.lineage import LineageGraph
from doclineage.model import Citation, Document, Finding
from doclineage.vietnamese.words import words

# 72/2025/QH15: a number of its own, and what all documents of its year and kind share
_NUMBER = re.compile(r"(?P<own>\d+)(?P<shared>\D.*)")
#: Slips of a hand in a number: two digits that changed places, one that is another.
_SLIPS = 1


class _Cited(NamedTuple):
    """A basis by which it may be told from others."""

    citation: Citation
    own: str
    shared: str
    title: tuple[str, ...]


def differing_bases(graph: LineageGraph, plan: Document, parent: Document) -> Iterator[Finding]:
    """Yield what a plan rests on that its parent names with another number or day.

    One of them is wrong, and the sources say which: what bears one title, or one day and nearly
    one number. A law of one title and another year may have come in the place of the older one.
    """
    theirs = _bases(parent)
    known = {(basis.own, basis.shared): basis for basis in theirs}
    mine = _bases(plan)
    ours = {(basis.own, basis.shared) for basis in mine}
    # What both name is no misprint of anything else.
    rest = [basis for basis in theirs if (basis.own, basis.shared) not in ours]
    near = {match.citation for match in graph.near_from.get(plan.doc_id, ())}
    for basis in mine:
        if basis.citation.target is not None or plan.citations.index(basis.citation) in near:
            continue  # it is here: what it is called is known from itself
        same = known.get((basis.own, basis.shared))
        if same is not None:
            if _other_day(basis.citation, same.citation):
                yield _told("A08-day", plan, parent, basis, same)
            continue
        other = next((one for one in rest if _is_misprint(basis, one)), None)
        if other is not None:
            yield _told("A08-number", plan, parent, basis, other)
            continue
        other = next((one for one in rest if _is_of_one_title(basis, one)), None)
        if other is not None:
            yield _told("A08-newer", plan, parent, basis, other)


def _bases(document: Document) -> list[_Cited]:
    """Return what a document says at its head that it rests on, with a number."""
    found = []
    for citation in document.citations:
        parts = _NUMBER.fullmatch(citation.number or "")
        at_head = document.units[citation.unit].zone == "head"
        if at_head and parts and citation.relation == "based_on":
            title = words(citation.title or "").keys
            found.append(_Cited(citation, parts["own"].lstrip("0"), parts["shared"], title))
    return found


def _other_day(one: Citation, other: Citation) -> bool:
    return None not in {one.issued, other.issued} and one.issued != other.issued


def _is_misprint(one: _Cited, other: _Cited) -> bool:
    """Tell whether two numbers are meant to be one: of one kind, and one title or one day."""
    if one.citation.kind != other.citation.kind:
        return False
    slips = OSA.distance(f"{one.own}{one.shared}", f"{other.own}{other.shared}")
    of_one_day = one.citation.issued is not None and one.citation.issued == other.citation.issued
    if _is_of_one_title(one, other):
        return of_one_day or (one.shared == other.shared and slips <= _SLIPS)
    untitled = not (one.title and other.title)
    return untitled and of_one_day and one.shared == other.shared and slips <= _SLIPS


def _is_of_one_title(one: _Cited, other: _Cited) -> bool:
    return one.citation.kind == other.citation.kind and bool(one.title) and one.title == other.title


def _told(code: str, plan: Document, parent: Document, mine: _Cited, theirs: _Cited) -> Finding:
    return finding(
        code,
        "info" if code == "A08-newer" else "warning",
        plan.doc_id,
        parent.doc_id,
        parent_places=[place(parent, theirs.citation.unit)],
        child_places=[place(plan, mine.citation.unit)],
        cited=_said(mine.citation),
        true=_said(theirs.citation),
    )


def _said(citation: Citation) -> str:
    return f"{citation.number}, {said_day(citation.issued)}"
