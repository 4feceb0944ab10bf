"""An audit as text: one table, then each plan's findings with their places in both sources."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from doclineage.model import AuditReport, Comparison, Finding, Place, PlanSummary
from doclineage.wording import Language, say, shorten

_SYMBOLS = {"error": "✗", "warning": "?", "info": "·"}
_STYLES = {"error": "bold red", "warning": "yellow", "info": "dim"}
_QUOTE = 160


def show_audit(report: AuditReport, console: Console, language: Language) -> None:
    """Print the audit's table and findings."""
    parents = list(dict.fromkeys(plan.parent for plan in report.plans if plan.parent))
    for parent in parents:
        plans = [plan for plan in report.plans if plan.parent == parent]
        title = say(
            "table.audit-title", language, count=len(plans), parent=_document_name(report, parent)
        )
        console.print(Text(title, style="bold"))
        console.print(_table(report, plans, language))
    for plan in report.plans:
        _show_plan(report, plan, console, language)


def _document_name(report: AuditReport, doc_id: str) -> str:
    document = report.document(doc_id)
    head = document.letterhead
    return " · ".join(filter(None, [head.number, head.issuer, document.source.path]))


def _table(report: AuditReport, plans: Sequence[PlanSummary], language: Language) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(say("table.plan", language), overflow="fold")
    for name in ("coverage", "omitted", "required", "changed", "added", "copied"):
        table.add_column(say(f"table.{name}", language), justify="right")
    table.add_column(say("table.basis", language))
    for plan in plans:
        table.add_row(
            _plan_name(report, plan),
            _share(plan.coverage),
            str(plan.omitted),
            str(plan.required),
            str(plan.changed),
            str(plan.added),
            _share(plan.copied),
            Text(
                say(f"basis.{plan.basis}", language),
                style="" if plan.basis == "right" else "bold red",
            ),
        )
    return table


def _plan_name(report: AuditReport, plan: PlanSummary) -> Text:
    number = report.document(plan.plan).letterhead.number
    name = Text(plan.name)
    if number:
        name.append(f" ({number})", style="dim")
    return name


def _share(value: float | None) -> str:
    return "—" if value is None else f"{value:.0%}"


def _show_plan(
    report: AuditReport, plan: PlanSummary, console: Console, language: Language
) -> None:
    found = [f for f in report.findings if f.plan == plan.plan and f.parent == plan.parent]
    console.print()
    title = _plan_name(report, plan)
    title.stylize("bold")
    console.print(title, Text(report.document(plan.plan).source.path, style="dim"))
    loud = [finding for finding in found if finding.severity != "info"]
    if not loud:
        console.print(Text(f"  {say('table.nothing', language)}"))
    comparison = next(
        (c for c in report.comparisons if (c.parent, c.child) == (plan.parent, plan.plan)), None
    )
    for finding in loud:
        _show_finding(report, finding, comparison, console, language)
    _show_notes([f for f in found if f.severity == "info"], comparison, console, language)


def _show_notes(
    found: Sequence[Finding], comparison: Comparison | None, console: Console, language: Language
) -> None:
    """Print what is not held against the plan; omitted tasks of other bodies in one line."""
    if not found:
        return
    console.print(Text(f"  {say('table.notes', language)}", style="dim"))
    above = [f for f in found if f.code == "A01" and comparison and f.link is not None]
    if above:
        paths = ", ".join(place.path for f in above for place in f.parent_places)
        said = say("table.not-addressed", language, count=len(above), paths=paths)
        line = Text(f"{_SYMBOLS['info']} A01 {said}", style="dim")
        console.print(Padding(line, (0, 0, 0, 2), expand=False))
    for finding in found:
        if finding not in above:
            _show_note(finding, console, language)


def _show_finding(
    report: AuditReport,
    finding: Finding,
    comparison: Comparison | None,
    console: Console,
    language: Language,
) -> None:
    message = finding.message if language == "vi" else finding.message_en
    severity = say(f"severity.{finding.severity}", language)
    head = Text(
        f"{_SYMBOLS[finding.severity]} {severity} {finding.code}  ",
        style=_STYLES[finding.severity],
    )
    head.append(message, style="not bold default")
    console.print(Padding(head, (0, 0, 0, 2), expand=False))
    for label, places in (
        ("parent-place", finding.parent_places),
        ("child-place", finding.child_places),
    ):
        for place in places:
            _show_place(say(f"table.{label}", language), place, console, language)
    nearest = _nearest(report, finding, comparison)
    if nearest:
        _show_place(say("table.nearest", language), nearest, console, language)


def _nearest(report: AuditReport, finding: Finding, comparison: Comparison | None) -> Place | None:
    """Return where an auditor should look in the plan before believing an omission."""
    if comparison is None or finding.link is None or finding.child_places:
        return None
    best = comparison.links[finding.link].rejected
    if best is None:
        return None
    child = report.document(comparison.child)
    unit = child.units[best.unit]
    return Place(
        doc_id=child.doc_id,
        source=child.source.path,
        unit=best.unit,
        path=unit.path,
        page=unit.page,
        text=unit.text,
    )


def _show_place(label: str, place: Place, console: Console, language: Language) -> None:
    page = f", {say('table.page', language, number=place.page)}" if place.page else ""
    quote = shorten(place.text, _QUOTE)
    line = Text(f"{label} {place.path}{page}: ", style="dim")
    line.append(f"“{quote}”", style="not dim default")
    console.print(Padding(line, (0, 0, 0, 6), expand=False))


def _show_note(finding: Finding, console: Console, language: Language) -> None:
    message = finding.message if language == "vi" else finding.message_en
    where = " → ".join(
        ", ".join(place.path for place in places)
        for places in (finding.parent_places, finding.child_places)
        if places
    )
    line = Text(f"{_SYMBOLS['info']} {finding.code} {where}: {message}", style="dim")
    console.print(Padding(line, (0, 0, 0, 2), expand=False))
