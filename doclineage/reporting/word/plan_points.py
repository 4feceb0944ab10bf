"""What is to be said to the issuer of one plan: remarks at its places, and what it lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from doclineage.model import AuditReport, Comparison, Document, Finding, Place
from doclineage.reporting.audit_tasks import Task, tasks_of
from doclineage.reporting.place_names import place_name
from doclineage.vietnamese.kinds import kind_name
from doclineage.wording import Language, say, shorten

#: Characters of the parent's wording in a remark: a margin is narrow.
_LONGEST = 1_500
# “III.6 Phối hợp”
_QUOTE = re.compile(r"(“[^“”]*”)")
# III.6.a | I/p1 | PL1: a bare "III" or "3" may be a number of something else
_IS_PATH = re.compile(r"[./~]|^PL")
# V.8/b3 | PL1/r2 | PL1.III: of a unit at which the finding does not stand
_CODED = r"[\w.~]+/[pbr]\d+(?:~\d+)?|PL\d+(?:\.\w+)*"


class Remark(NamedTuple):
    """One remark on a plan; `units` are the plan's, none where it concerns the whole."""

    units: tuple[int, ...]
    place: str
    lines: tuple[str, ...]


class Gap(NamedTuple):
    """One thing that a plan lacks: its place and wording in the parent, what is said of it."""

    unit: int
    place: str
    wording: str
    lines: tuple[str, ...]


class Points(NamedTuple):
    """All that is to be said of one plan, `parents` being the documents that it was held to."""

    plan: Document
    parents: tuple[Document, ...]
    remarks: tuple[Remark, ...]
    gaps: tuple[Gap, ...]


def points_of(report: AuditReport, plan_id: str, language: Language) -> Points:
    """Return what an audit has to say of one plan, but for notes and what was accepted."""
    plan = report.document(plan_id)
    open_ones = [
        finding
        for finding in report.findings
        if finding.plan == plan_id and finding.waived is None and finding.code != "A00"
    ]
    remarks: list[Remark] = []
    gaps: list[Gap] = []
    parents = list(dict.fromkeys(finding.parent for finding in open_ones))
    for parent in parents:
        comparison = _comparison(report, plan_id, parent)
        found = [finding for finding in open_ones if finding.parent == parent]
        lacking: list[Gap] = []
        for task in tasks_of(report, found, comparison)[0]:
            lost = _lost(task, comparison)
            if _places(task, "child-place") or not _places(task, "parent-place"):
                remarks.append(_remark(task, plan_id, language))
            if lost or not _places(task, "child-place"):
                lacking.extend(_gaps(task, lost, language))
        gaps.extend(sorted(lacking, key=lambda gap: gap.unit))
    remarks.sort(key=lambda remark: remark.units)
    held_to = dict.fromkeys(p.parent for p in report.plans if p.plan == plan_id and p.parent)
    return Points(plan, tuple(map(report.document, held_to)), tuple(remarks), tuple(gaps))


def _comparison(report: AuditReport, plan: str, parent: str | None) -> Comparison | None:
    pairs = (c for c in report.comparisons if (c.parent, c.child) == (parent, plan))
    return next(pairs, None)


def _places(task: Task, side: str) -> list[Place]:
    return [place for name, place in task.places if name == side]


def _lost(task: Task, comparison: Comparison | None) -> tuple[str, ...]:
    """Return the clauses that a task lost, where a rule complains of that."""
    links = [f.link for f in task.findings if f.code == "A02" and f.link is not None]
    return comparison.links[links[0]].lost if comparison is not None and links else ()


def _remark(task: Task, plan: str, language: Language) -> Remark:
    places = [place for place in _places(task, "child-place") if place.doc_id == plan]
    lines = [_sentence(finding, language) for finding in task.findings]
    for place in _places(task, "parent-place"):
        at = place_name(place.path, place.page, language)
        quote = shorten(place.text, _LONGEST)
        lines.append(say("point.parent", language, place=at, quote=quote))
    lines.append(_remedies(task.findings, language))
    at = "; ".join(place_name(place.path, place.page, language) for place in places)
    return Remark(tuple(place.unit for place in places), _capital(at), tuple(lines))


def _gaps(task: Task, lost: Sequence[str], language: Language) -> Iterator[Gap]:
    """Yield the gap of each parent place; lost clauses are quoted, all of them."""
    if lost:
        said = [say("point.lost", language, quote=clause) for clause in lost]
    else:
        said = [_sentence(finding, language) for finding in task.findings]
    for place in _places(task, "parent-place"):
        lines = (*said, _remedies(task.findings, language))
        at = _capital(place_name(place.path, place.page, language))
        yield Gap(place.unit, at, place.text, lines)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sentence(finding: Finding, language: Language) -> str:
    """Return what a rule says, for people who know no codes: as something to look at."""
    weight = say(f"point.{finding.severity}", language)
    message = finding.message if language == "vi" else finding.message_en
    return f"{weight}: {_in_words(message, finding, language)}"


def _in_words(message: str, finding: Finding, language: Language) -> str:
    """Return a sentence whose paths outside of quotes stand as letters name places."""
    paths = {place.path for place in (*finding.parent_places, *finding.child_places)}
    telling = [re.escape(p) for p in sorted(paths, key=len, reverse=True) if _IS_PATH.search(p)]
    known = re.compile(rf"(?<![\w./])(?:{'|'.join([*telling, _CODED])})(?![\w/~]|\.\w)")
    parts = _QUOTE.split(message)
    for at in range(0, len(parts), 2):
        parts[at] = known.sub(lambda found: place_name(found[0], None, language), parts[at])
    return "".join(parts)


def _remedies(findings: Sequence[Finding], language: Language) -> str:
    remedies = dict.fromkeys(f.remedy if language == "vi" else f.remedy_en for f in findings)
    return say("point.remedy", language, remedies="; ".join(remedies))


def named(document: Document, language: Language) -> str:
    """Return a document as people cite it: ``Kế hoạch số 9/KH-UBND ngày 20/5/2026 của …``."""
    head = document.letterhead
    kind = (head.kind and kind_name(head.kind)) or say("point.document", language)
    parts = [_capital(kind)]
    if head.number:
        parts.append(say("point.number", language, number=head.number))
    if head.issued:
        parts.append(say("point.day", language, day=_day(head.issued)))
    if head.issuer:
        parts.append(say("point.issuer", language, issuer=head.issuer))
    return " ".join(parts)


def _day(day: date) -> str:
    """Return a day as documents have it: days below 10 and months below 3 get a zero.

    >>> _day(date(2026, 2, 5)), _day(date(2026, 4, 5))
    ('05/02/2026', '05/4/2026')
    """
    month = f"{day:%m}" if day.month < 3 else day.month
    return f"{day:%d}/{month}/{day:%Y}"
