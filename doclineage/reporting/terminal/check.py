"""What is doubtful in a graph as text: doubts with their sentences, units, tasks that got lost."""

from __future__ import annotations

from collections import Counter, defaultdict

from rich.console import Console
from rich.text import Text

from doclineage.model import ExpectedUnit, GraphDoubt, LineageCheck, Severity, TaskTrace
from doclineage.reporting.layout import hang, quote
from doclineage.wording import Language, say

_SYMBOLS: dict[Severity, str] = {"error": "✗", "warning": "?", "info": "·"}
_STYLES = {"error": "bold red", "warning": "yellow", "info": "dim"}


def show_check(report: LineageCheck, console: Console, language: Language) -> None:
    """Print the doubts, then the units that were expected, then the tasks that were lost."""
    counted = say("table.checked", language, count=report.documents, doubts=len(report.doubts))
    console.print(Text(counted, style="bold"))
    if report.as_of:
        day = report.as_of.strftime("%d/%m/%Y")
        console.print(Text(say("table.as-of", language, day=day), style="bold"))
    for doubt in report.doubts:
        _show_doubt(doubt, console, language)
    by_directive: dict[str, list[ExpectedUnit]] = defaultdict(list)
    for unit in report.expected:
        by_directive[unit.directive].append(unit)
    for units in by_directive.values():
        _show_units(report, units, console, language)
    by_root: dict[str, list[TaskTrace]] = defaultdict(list)
    for trace in report.tasks:
        by_root[trace.steps[0].document].append(trace)
    for traces in by_root.values():
        _show_tasks(report, traces, console, language)


def _show_doubt(doubt: GraphDoubt, console: Console, language: Language) -> None:
    message = doubt.message if language == "vi" else doubt.message_en
    sign = Text(f"{_SYMBOLS[doubt.severity]} ", style=_STYLES[doubt.severity])
    hang(console, sign, message)
    for edge in doubt.edges:
        line = quote(edge.evidence)
        line.append(f"  [{edge.document or edge.source}, {edge.unit}]", style="dim")
        hang(console, "", line, indent=4)


def _show_units(
    report: LineageCheck, units: list[ExpectedUnit], console: Console, language: Language
) -> None:
    directive = report.names[units[0].directive]
    counts = Counter(unit.status for unit in units)
    title = say(
        "table.expected", language, directive=directive, present=counts["present"], count=len(units)
    )
    console.print()
    hang(console, "", Text(title, style="bold"))
    for unit in units:
        if unit.status != "present":
            line = Text(f"{unit.unit}: {say(f'expected.{unit.status}', language)}")
            if unit.documents:
                line.append(
                    f"  [{'; '.join(report.names[name] for name in unit.documents)}]", style="dim"
                )
            hang(console, "✗ " if unit.status == "missing" else "? ", line)


def _show_tasks(
    report: LineageCheck, traces: list[TaskTrace], console: Console, language: Language
) -> None:
    """Print each task once, with the documents that lost it, or part of it."""
    by_task: dict[int, list[TaskTrace]] = defaultdict(list)
    for trace in traces:
        if trace.outcome in {"lost", "thinned"}:
            by_task[trace.unit].append(trace)
    lost = sum(any(t.outcome == "lost" for t in found) for found in by_task.values())
    console.print()
    root = report.names[traces[0].steps[0].document]
    title = say("table.lost-tasks", language, directive=root, count=lost)
    hang(console, "", Text(title, style="bold"))
    for _, found in sorted(by_task.items()):
        hang(console, f"{found[0].path}  ", quote(found[0].text))
        for outcome, name in (("lost", "lost-in"), ("thinned", "thinned-in")):
            places = [t.ended_in or t.thinned_in or t.plan for t in found if t.outcome == outcome]
            if places:
                first = f"{say(f'table.{name}', language)}: "
                names = [report.names[place] for place in dict.fromkeys(places)]
                hang(console, first, "; ".join(names), indent=4)
