"""What stands in the sheets of an audit's workbook: heads, rows, the look of each cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from doclineage.model import (
    AuditReport,
    Citation,
    Comparison,
    Document,
    Finding,
    Link,
    Place,
    PlanSummary,
)
from doclineage.reporting.layout import where
from doclineage.reporting.plan_names import unmatched, versus
from doclineage.wording import Language, say

_A4, _A3 = "9", "8"


class Cell(NamedTuple):
    """One value and the name of its look."""

    value: str | float | int | date | None
    look: str = "text"


class Column(NamedTuple):
    """One column: its head, its width in characters."""

    head: str
    width: int
    look: str = "head"


Row: TypeAlias = Sequence[Cell]


class _Fate(NamedTuple):
    """What became of a unit of the parent in a plan; `name` is one of `MARKS`."""

    link: Link
    name: str


class Sheet(NamedTuple):
    """One sheet: `frozen` counts the columns that stay in sight, `paper` is Excel's number.

    `unprinted` counts the last columns, which only programs read.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterator[Row]
    frozen: int
    paper: str = _A4
    unprinted: int = 0


#: Sign and look of a link in the matrix, by relation or, for an omission, by duty.
MARKS: dict[str, tuple[str, str]] = {
    "identical": ("=", "calm"),
    "noise": ("~", "calm"),
    "localised": ("≈", "calm"),
    "reworded": ("≠", "calm"),
    "changed": ("!", "doubt"),
    "answered": ("✓", "calm"),
    "not-addressed": ("·", "faint"),
    "review": ("?", "doubt"),
    "required": ("✗", "fault"),
}
#: What is held against a plan, and what is gone and is not.
_OMITTING, _EXCUSED = frozenset({"required", "review"}), frozenset({"not-addressed", "answered"})
_MOVED = "↷"
_COUNTS = ("identical", "noise", "localised", "reworded", "changed", "omitted", "required", "added")
#: Columns of the findings; `sheets.decisions` finds those it reads by their heads.
FINDING_WIDTHS = {
    "severity": 10,
    "code": 7,
    "unit": 18,
    "message": 38,
    "parent-place": 14,
    "parent-text": 46,
    "child-place": 14,
    "child-text": 46,
    "remedy": 26,
    "decision": 14,
    "reason": 30,
    "date": 13,
    "plan": 22,
    "fingerprint": 15,
}


def sheets_of(report: AuditReport, language: Language) -> Iterator[Sheet]:
    """Yield the sheets of an audit in their order."""
    yield _matrix(report, language)
    yield _findings(report, language)
    yield _coverage(report, language)
    yield _citations(report, language)
    yield _legend(language)


def _heads(language: Language, **widths: int) -> list[Column]:
    return [
        Column(say(f"column.{name.replace('_', '-')}", language), width)
        for name, width in widths.items()
    ]


def _name(document: Document) -> str:
    head = document.letterhead
    return head.number or head.title or document.source.path


# --- matrix ----------------------------------------------------------------------------------


def _matrix(report: AuditReport, language: Language) -> Sheet:
    columns = _heads(language, parent=16, path=12, page=7, task=56, omitting=9, changing=9)
    plans = list(dict.fromkeys(plan.plan for plan in report.plans))
    names = {plan.plan: _plan_name(report, plan) for plan in report.plans}
    columns += [Column(names[plan], 15, "turned") for plan in plans]
    return Sheet(
        say("sheet.matrix", language), columns, _matrix_rows(report, plans, language), 4, _A3
    )


def _plan_name(report: AuditReport, plan: PlanSummary) -> str:
    number = report.document(plan.plan).letterhead.number
    return f"{plan.name} ({number})" if number else plan.name


def _matrix_rows(report: AuditReport, plans: Sequence[str], language: Language) -> Iterator[Row]:
    for parent_id in dict.fromkeys(comparison.parent for comparison in report.comparisons):
        parent = report.document(parent_id)
        fates = {
            comparison.child: _fates(comparison)
            for comparison in report.comparisons
            if comparison.parent == parent_id
        }
        for index in parent.content():
            unit = parent.units[index]
            heading = unit.kind == "heading"
            found = [] if heading else [fates.get(plan, {}).get(index) for plan in plans]
            marks = [_mark(fate, language) for fate in found]
            look = "section" if heading else "text"
            yield (
                Cell(_name(parent), look),
                Cell(unit.path, look),
                Cell(unit.page, look),
                Cell(unit.text, look),
                *_tally([fate for fate in found if fate is not None], look),
                *(marks or [Cell(None, look)] * len(plans)),
            )


def _fates(comparison: Comparison) -> dict[int, _Fate]:
    return {
        index: _Fate(link, _fate(link, comparison))
        for link in comparison.links
        for index in link.parents
    }


def _fate(link: Link, comparison: Comparison) -> str:
    if link.relation != "omitted":
        return link.relation
    if comparison.is_void(link):
        return "not-addressed"
    # What asks for the plan itself is answered by its being there.
    return "answered" if comparison.answers(link) else link.duty or "review"


def _tally(fates: Sequence[_Fate], look: str) -> tuple[Cell, Cell]:
    """Count the plans that omit a task and those that change it."""
    if look == "section":
        return Cell(None, look), Cell(None, look)
    omitting = sum(fate.name in _OMITTING for fate in fates)
    return Cell(omitting, "count"), Cell(sum(fate.name == "changed" for fate in fates), "count")


def _mark(fate: _Fate | None, language: Language) -> Cell:
    if fate is None:
        return Cell(None)
    link = fate.link
    sign, look = MARKS[fate.name]
    said = f"cell.{fate.name}" if fate.name in _EXCUSED else f"relation.{link.relation}"
    words = f"{sign} {say(said, language)}"
    if link.relation == "changed":
        words += f" {link.coverage:.0%}"
    return Cell(f"{words} {_MOVED}" if link.moved else words, look)


# --- findings --------------------------------------------------------------------------------


def _findings(report: AuditReport, language: Language) -> Sheet:
    columns = [
        Column(say(f"column.{name}", language), width) for name, width in FINDING_WIDTHS.items()
    ]
    rows = (_finding(report, found, language) for found in report.findings)
    return Sheet(say("sheet.findings", language), columns, rows, 3, _A3, unprinted=2)


_LOUDNESS = {"error": "fault", "warning": "doubt", "info": "faint"}


def _finding(report: AuditReport, found: Finding, language: Language) -> Row:
    document = report.document(found.plan)
    head = document.letterhead
    name = head.territory or head.issuer or document.source.path
    against = versus(report, found.plan, found.parent, language)
    decision = found.decision
    return (
        Cell(say(f"severity.{found.severity}", language), _LOUDNESS[found.severity]),
        Cell(found.code),
        Cell(f"{name} ({against})" if against else name),
        Cell(found.message if language == "vi" else found.message_en),
        *_side(found.parent_places, language),
        *_side(found.child_places, language),
        Cell(found.remedy if language == "vi" else found.remedy_en),
        Cell(say(f"choice.{decision.choice}", language) if decision else None, "entry"),
        Cell(decision.reason if decision else None, "entry"),
        Cell(decision.date if decision else None, "entry-date"),
        Cell(found.plan, "faint"),
        Cell(found.fingerprint, "faint"),
    )


def _side(places: Sequence[Place], language: Language) -> tuple[Cell, Cell]:
    paths = "; ".join(where(place.path, place.page, language) for place in places)
    return Cell(paths or None), Cell("\n".join(place.text for place in places) or None)


# --- coverage --------------------------------------------------------------------------------


def _coverage(report: AuditReport, language: Language) -> Sheet:
    columns = _heads(language, unit=26, number=20, issued=13, parent=20)
    columns.append(Column(say("table.coverage", language), 10))
    columns += [Column(_count_head(name, language), 11) for name in _COUNTS]
    columns.append(Column(say("table.copied", language), 10))
    columns.append(Column(say("table.basis", language), 10))
    columns += _heads(language, file=44, note=44)
    rows = _coverage_rows(report, language)
    return Sheet(say("sheet.coverage", language), columns, rows, 1, _A3)


def _count_head(name: str, language: Language) -> str:
    return say("column.required" if name == "required" else f"relation.{name}", language)


def _coverage_rows(report: AuditReport, language: Language) -> Iterator[Row]:
    for plan in report.plans:
        document = report.document(plan.plan)
        parent = report.document(plan.parent) if plan.parent else None
        right = plan.basis in {"right", "assumed"}
        yield (
            Cell(plan.name),
            Cell(document.letterhead.number),
            Cell(document.letterhead.issued, "date"),
            Cell(_name(parent) if parent else None),
            Cell(plan.coverage, "share"),
            *(Cell(getattr(plan, name), "count") for name in _COUNTS),
            Cell(plan.copied, "share"),
            Cell(say(f"basis.{plan.basis}", language), "text" if right else "fault"),
            Cell(document.source.path),
            _notes(document, plan, language),
        )
    empty = [Cell(None)] * (len(_COUNTS) + 4)
    for doc_id in report.unmatched:
        document = report.document(doc_id)
        head = document.letterhead
        yield (
            Cell(head.territory or head.issuer),
            Cell(head.number),
            Cell(head.issued, "date"),
            *empty,
            Cell(document.source.path),
            Cell(unmatched(report, doc_id).said(language)),
        )
    for unread in (*report.unread, *report.passed):
        message = unread.message if language == "vi" else unread.message_en
        yield (*[Cell(None)] * 3, *empty, Cell(unread.path), Cell(message, "fault"))


def _notes(document: Document, plan: PlanSummary, language: Language) -> Cell:
    """Return what to know of a plan before its row is believed."""
    told = [n.message if language == "vi" else n.message_en for n in document.doubts]
    if plan.own_words:
        told.insert(0, say("table.own-words", language))
    return Cell("; ".join(told) or None, "doubt" if plan.own_words else "text")


# --- citations -------------------------------------------------------------------------------


def _citations(report: AuditReport, language: Language) -> Sheet:
    columns = _heads(
        language,
        file=36,
        path=12,
        page=7,
        relation=14,
        cited_kind=12,
        number=20,
        issued=13,
        issuer=30,
        title=44,
        target=22,
        quote=60,
    )
    rows = (
        _citation(document, citation, language)
        for document in report.documents
        for citation in document.citations
    )
    return Sheet(say("sheet.citations", language), columns, rows, 2, _A3)


def _citation(document: Document, citation: Citation, language: Language) -> Row:
    unit = document.units[citation.unit]
    return (
        Cell(document.source.path),
        Cell(unit.path),
        Cell(unit.page),
        Cell(say(f"citation.{citation.relation}", language)),
        Cell(citation.kind),
        Cell(citation.number),
        Cell(citation.issued, "date"),
        Cell(citation.issuer),
        Cell(citation.title),
        Cell(citation.target),
        Cell(unit.text),
    )


# --- legend ----------------------------------------------------------------------------------


def _legend(language: Language) -> Sheet:
    columns = [Column(say("sheet.legend", language), 12), Column("", 100)]
    return Sheet(say("sheet.legend", language), columns, _legend_rows(language), 0)


def _legend_rows(language: Language) -> Iterator[Row]:
    for name, (sign, look) in MARKS.items():
        group = "legend" if name in _EXCUSED | _OMITTING else "relation"
        yield Cell(sign, look), Cell(say(f"{group}.{name}", language))
    yield Cell(_MOVED), Cell(say("legend.moved", language))
    for name in ("matrix", "decisions"):
        yield (
            Cell(say(f"sheet.{'findings' if name == 'decisions' else name}", language)),
            Cell(say(f"legend.{name}", language)),
        )
    yield Cell(say("sheet.coverage", language)), Cell(say("table.legend", language))
