"""Text for people: outlines, pairs, graphs and audits as tables and trees."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Sequence
from typing import BinaryIO

from rich.console import Console
from rich.text import Text

from doclineage.lineage import LineageGraph
from doclineage.model import Alignment, AuditReport, Document, Link
from doclineage.reporting.audit_text import show_audit
from doclineage.reporting.refusal import refuse
from doclineage.wording import Language, say, shorten

_MARKS = {
    "identical": "=",
    "noise": "~",
    "localised": "≈",
    "reworded": "≠",
    "changed": "!",
    "omitted": "-",
    "added": "+",
}
_COLOURS = {"changed": "yellow", "omitted": "red", "added": "cyan"}
#: Columns where the output is no terminal: wide enough for the table, narrow enough to read.
_PIPE_WIDTH = 110
_QUOTE = 100


def write(reports: Sequence[object], stream: BinaryIO, *, language: Language = "vi") -> None:
    """Write results as plain text, without colour."""
    text = io.StringIO()
    console = Console(file=text, width=_PIPE_WIDTH, color_system=None, highlight=False, emoji=False)
    show(reports, console, language)
    stream.write(text.getvalue().encode("utf-8"))


def terminal_console() -> Console:
    """Return the console of standard output: its width and colours at a terminal."""
    console = Console(highlight=False, emoji=False, soft_wrap=False)
    if not console.is_terminal:
        width = shutil.get_terminal_size((_PIPE_WIDTH, 24)).columns
        console = Console(highlight=False, emoji=False, width=width, color_system=None)
    return console


def show(reports: Sequence[object], console: Console, language: Language) -> None:
    """Print results to a console."""
    for report in reports:
        for kind, printer in _PRINTERS.items():
            if isinstance(report, kind):
                printer(report, console, language)
                break
        else:
            raise refuse(report, "text")


def _document(document: Document, console: Console, language: Language) -> None:
    head = document.letterhead
    console.print(Text(document.source.path, style="bold"))
    facts = [
        head.kind,
        head.number,
        head.issued.strftime("%d/%m/%Y") if head.issued else None,
        head.issuer,
    ]
    console.print(Text("  " + " · ".join(filter(None, facts))))
    if head.title:
        console.print(Text(f"  {head.title}"))
    counted = say(
        "table.units", language, units=len(document.units), citations=len(document.citations)
    )
    console.print(Text(f"  {counted}"))
    depth: dict[int, int] = {-1: 0}
    for index, unit in enumerate(document.units):
        depth[index] = depth[unit.parent] + 1
        if unit.zone not in {"body", "annex"}:
            continue
        indent = "  " * depth[index]
        page = f"  ({say('table.page', language, number=unit.page)})" if unit.page else ""
        line = Text(f"{indent}{unit.path}{page}  ", style="cyan", no_wrap=True, overflow="ellipsis")
        line.append(unit.text, style="bold" if unit.kind == "heading" else "not bold")
        console.print(line)
    for citation in document.citations:
        label = say(f"citation.{citation.relation}", language)
        start, end = citation.span
        quote = document.units[citation.unit].text[start:end]
        console.print(Text(f"  → {label}: {_short(quote)}"))
    for notice in document.notices:
        message = notice.message if language == "vi" else notice.message_en
        console.print(Text(f"  ! {say('table.notice', language)}: {message}"))


def _alignment(alignment: Alignment, console: Console, language: Language) -> None:
    parent, child = alignment.parent, alignment.child
    title = say("table.pair", language, parent=parent.source.path, child=child.source.path)
    console.print(Text(title, style="bold"))
    for link in alignment.links:
        left = ", ".join(parent.units[i].path for i in link.parents) or "·"
        right = ", ".join(child.units[i].path for i in link.children) or "·"
        label = say(f"relation.{link.relation}", language)
        mark = _MARKS[link.relation]
        line = Text(f"{mark} {left:<14} {right:<14} {label}", style=_COLOURS.get(link.relation, ""))
        console.print(line)
        if link.relation in {"changed", "omitted", "added", "reworded"} or link.moved:
            _explain(link, alignment, console, language)


def _explain(link: Link, alignment: Alignment, console: Console, language: Language) -> None:
    reason = link.reason if language == "vi" else link.reason_en
    console.print(Text(f"    {reason}", style="dim"))
    if link.duty:
        told = link.duty_reason if language == "vi" else link.duty_reason_en
        console.print(Text(f"    {say(f'duty.{link.duty}', language)}: {told}"))
    if not link.children:
        console.print(Text(f"    “{_short(alignment.parent.units[link.parents[0]].text)}”"))
    elif not link.parents:
        console.print(Text(f"    “{_short(alignment.child.units[link.children[0]].text)}”"))
    for edit in link.edits:
        if edit.kind in {"fact", "wording"}:
            old, new = _short(edit.parent_text) or "∅", _short(edit.child_text) or "∅"
            console.print(Text(f"    “{old}” → “{new}”"))


def _graph(graph: LineageGraph, console: Console, language: Language) -> None:
    nodes = {node.id: node for node in graph.lineage.nodes}
    present = sum(node.present for node in nodes.values())
    counted = say("table.documents", language, present=present, absent=len(nodes) - present)
    console.print(Text(counted, style="bold"))
    for name, node in nodes.items():
        edges = [edge for edge in graph.lineage.edges if edge.source == name]
        if not node.present and not edges:
            continue
        console.print(Text(_node_name(graph, name), style="bold"))
        for edge in edges:
            label = say(f"citation.{edge.relation}", language)
            line = Text(f"  → {label}: {_node_name(graph, edge.target)}")
            if not nodes[edge.target].present:
                line.append(f"  ({say('table.absent', language)})", style="dim")
            console.print(line)
            console.print(Text(f"      {edge.unit}: “{_short(edge.evidence)}”", style="dim"))


def _node_name(graph: LineageGraph, name: str) -> str:
    node = next(node for node in graph.lineage.nodes if node.id == name)
    day = node.issued.strftime("%d/%m/%Y") if node.issued else None
    first = node.number or " ".join(filter(None, [node.kind, _short(node.title or "")])) or name
    return " · ".join(filter(None, [first, day, node.issuer, *node.sources]))


def _short(text: str) -> str:
    return shorten(text, _QUOTE)


_PRINTERS: dict[type, Callable[..., None]] = {
    Document: _document,
    Alignment: _alignment,
    LineageGraph: _graph,
    AuditReport: show_audit,
}
