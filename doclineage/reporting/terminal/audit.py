"""An audit as text: one table, then each plan's findings with their places in both sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from doclineage.model import (
    AuditReport,
    Comparison,
    Finding,
    Place,
    PlanSummary,
    Severity,
    Unread,
)
from doclineage.reporting.audit_tasks import Task, tasks_of
from doclineage.reporting.layout import (
    QUOTE,
    cut_quotes,
    hang,
    harmless,
    quote,
    quoted,
    unquoted,
    where,
)
from doclineage.reporting.plan_names import unmatched, versus
from doclineage.wording import Language, say

_SYMBOLS: dict[Severity, str] = {"error": "✗", "warning": "?", "info": "·"}
_STYLES = {"error": "bold red", "warning": "yellow", "info": "dim"}
_ACCEPTED = "✓"
_COUNTED = (*_SYMBOLS, "accepted")
_COUNTS = ("omitted", "required", "changed", "added")


def show_audit(report: AuditReport, console: Console, language: Language) -> None:
    """Print the audit's table, then plan by plan what was found."""
    for parent in dict.fromkeys(plan.parent for plan in report.plans if plan.parent):
        plans = [plan for plan in report.plans if plan.parent == parent]
        title = say(
            "table.audit-title", language, count=len(plans), parent=_document_name(report, parent)
        )
        hang(console, "", Text(title, style="bold"))
        console.print()
        console.print(_table(report, plans, language))
        console.print()
    hang(console, "", Text(say("table.legend", language), style="dim"))
    for plan in report.plans:
        _show_plan(report, plan, console, language)
    _show_rest(report, console, language)
    _show_left_out(report, console, language)


def _document_name(report: AuditReport, doc_id: str) -> str:
    document = report.document(doc_id)
    head = document.letterhead
    files = [document.source.path, *(part.source.path for part in document.attached)]
    return " · ".join(filter(None, [head.number, head.issuer, *files]))


def _table(report: AuditReport, plans: Sequence[PlanSummary], language: Language) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False)
    table.add_column(say("table.plan", language), overflow="fold")
    for name in ("coverage", *_COUNTS, "copied"):
        table.add_column(say(f"table.{name}", language), justify="right")
    table.add_column(say("table.basis", language))
    for plan in plans:
        basis = Text(say(f"basis.{plan.basis}", language))
        basis.stylize("" if plan.basis in {"right", "assumed"} else "bold red")
        table.add_row(
            _plan_name(report, plan),
            _share(plan.coverage),
            *(str(getattr(plan, name)) for name in _COUNTS),
            _share(plan.copied),
            basis,
        )
    return table


def _plan_name(report: AuditReport, plan: PlanSummary) -> Text:
    number = report.document(plan.plan).letterhead.number
    name = harmless(plan.name)
    if number:
        name.append(f" ({number})", style="dim")
    return name


def _share(value: float | None) -> str:
    return "—" if value is None else f"{value:.0%}"


def _show_plan(
    report: AuditReport, plan: PlanSummary, console: Console, language: Language
) -> None:
    row = next(row for row in report.plans if row.plan == plan.plan)
    # What speaks of the plan alone is told once, where the plan comes first.
    parents = {plan.parent, None} if plan is row else {plan.parent}
    found = [f for f in report.findings if f.plan == plan.plan and f.parent in parents]
    compared = (c for c in report.comparisons if (c.parent, c.child) == (plan.parent, plan.plan))
    title = _plan_name(report, plan)
    title.stylize("bold")
    if against := versus(report, plan.plan, plan.parent, language):
        title.append(f" · {against}")
    title.append(f" · {report.document(plan.plan).source.path}", style="dim")
    notice = say("table.own-words", language) if plan.own_words else ""
    _show_findings(title, report, found, next(compared, None), console, language, notice)
    doubts = [
        notice.message if language == "vi" else notice.message_en
        for notice in report.document(plan.plan).doubts
    ]
    if doubts:
        first = Text(f"! {say('table.notice', language)}: ", style="dim")
        hang(console, first, Text("; ".join(doubts), style="dim"), indent=2)


def _show_left_out(report: AuditReport, console: Console, language: Language) -> None:
    """Name what was not audited: an auditor must not take silence for a clean plan."""
    lines = [
        f"{_document_name(report, doc_id)}: {unmatched(report, doc_id).said(language)}"
        for doc_id in report.unmatched
    ]
    lines += _named(report.unread, language)
    for code, found in (("left-out", lines), ("passed", _named(report.passed, language))):
        if not found:
            continue
        console.print()
        console.print(Text(say(f"table.{code}", language, count=len(found)), style="bold"))
        for line in found:
            hang(console, "- ", harmless(line), indent=2)


def _named(files: Sequence[Unread], language: Language) -> list[str]:
    return [f"{f.path}: {f.message if language == 'vi' else f.message_en}" for f in files]


def _show_rest(report: AuditReport, console: Console, language: Language) -> None:
    """Print the findings that belong to no compared pair."""
    pairs = {(plan.plan, parent) for plan in report.plans for parent in (plan.parent, None)}
    rest = [finding for finding in report.findings if (finding.plan, finding.parent) not in pairs]
    for plan in dict.fromkeys(finding.plan for finding in rest):
        found = [finding for finding in rest if finding.plan == plan]
        title = Text(_document_name(report, plan), style="bold")
        _show_findings(title, report, found, None, console, language)


def _show_findings(
    title: Text,
    report: AuditReport,
    found: Sequence[Finding],
    comparison: Comparison | None,
    console: Console,
    language: Language,
    notice: str = "",
) -> None:
    console.print()
    hang(console, "", title)
    if notice:
        hang(console, Text("! ", style="yellow"), Text(notice, style="bold"), indent=2)
    accepted = [finding for finding in found if finding.waived is not None]
    rest = [finding for finding in found if finding.waived is None]
    counted = Counter[str](finding.severity for finding in rest)
    counted["accepted"] = len(accepted)
    counts = [say(f"count.{name}", language, count=n) for name in _COUNTED if (n := counted[name])]
    console.print(Text(f"  {', '.join(counts) or say('table.nothing', language)}"))
    loud, quiet = tasks_of(report, rest, comparison)
    for task in loud:
        _show_task(report, task, console, language)
    _show_notes(quiet, console, language)
    _show_accepted(accepted, console, language)


def _show_task(report: AuditReport, task: Task, console: Console, language: Language) -> None:
    """Print what every rule says of one task, then once where it stands."""
    for finding in task.findings:
        head = Text(
            f"{_SYMBOLS[finding.severity]} {say(f'severity.{finding.severity}', language)}"
            f" {finding.code}  ",
            style=_STYLES[finding.severity],
        )
        hang(console, head, _said(finding, language), indent=2)
    focus = [words for finding in task.findings for words in quoted(finding.message)]
    labels = [say(f"table.{name}", language) for name, _ in task.places]
    width = max(map(len, labels), default=0)
    for label, (name, place) in zip(labels, task.places, strict=True):
        line = Text().append(where(place.path, place.page, language), style="cyan")
        if place.source != report.document(place.doc_id).source.path:
            line.append(f" {PurePath(place.source).name}", style="dim")
        longest = QUOTE // 2 if name == "nearest" else QUOTE
        line.append("  ").append(quote(place.text, focus, longest=longest))
        hang(console, Text(f"{label:<{width}}  ", style="dim"), line, indent=6)


def _said(finding: Finding, language: Language) -> str:
    """Return a finding's sentence, with what a person decided on it."""
    sentence, decision = cut_quotes(_message(finding, language)), finding.decision
    if decision is None:
        return sentence
    when = f", {decision.date:%d/%m/%Y}" if decision.date else ""
    reason = decision.reason or say("decision.no-reason", language)
    return f"{sentence} [{say(f'choice.{decision.choice}', language)}: {reason}{when}]"


def _show_accepted(found: Sequence[Finding], console: Console, language: Language) -> None:
    """Print what a person has accepted: one line a finding, with its reason."""
    if found:
        console.print(Text(f"  {say('table.accepted', language)}", style="dim"))
    for finding in found:
        path = Task((), _sides(finding)).path
        first = Text(f"{_ACCEPTED} {finding.code}  ", style="dim")
        line = f"{path}: {_said(finding, language)}" if path else _said(finding, language)
        hang(console, first, Text(line, style="dim"), indent=2)


def _sides(finding: Finding) -> tuple[tuple[str, Place], ...]:
    return (
        *(("parent-place", place) for place in finding.parent_places),
        *(("child-place", place) for place in finding.child_places),
    )


def _message(finding: Finding, language: Language) -> str:
    return finding.message if language == "vi" else finding.message_en


def _show_notes(tasks: Sequence[Task], console: Console, language: Language) -> None:
    """Print what is not held against the plan: one line a rule and sentence."""
    if not tasks:
        return
    console.print(Text(f"  {say('table.notes', language)}", style="dim"))
    lines: dict[tuple[str, str], dict[str, list[str]]] = {}
    for task in tasks:
        for finding in task.findings:
            sentence, _, detail = _message(finding, language).partition(": “")
            if finding.code == "A01":
                sentence, detail = say("table.not-addressed", language), ""
            told = lines.setdefault((finding.code, sentence), {}).setdefault(task.path, [])
            if detail:
                told.append(f"“{detail}".removesuffix(" → “—”"))
    for (code, sentence), places in lines.items():
        first = Text(f"{_SYMBOLS['info']} {code}  ", style="dim")
        parts = [f"{path} ({', '.join(told)})" if told else path for path, told in places.items()]
        line = sentence if _names(sentence, places) else f"{sentence}: {'; '.join(parts)}"
        hang(console, first, Text(line, style="dim"), indent=2)


def _names(sentence: str, places: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether a sentence names all places itself: “numbers repeat at 3.4.c”."""
    paths = [name.partition("~")[0] for path in places for name in path.split(", ")]
    bare = [re.escape(path) for path in paths]
    return all(re.search(rf"(?<![\w./]){path}(?![\w./])", unquoted(sentence)) for path in bare)
