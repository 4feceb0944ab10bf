"""Text for people: outlines, pairs, graphs and audits as tables and trees."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from typing import Any, BinaryIO, TextIO, cast

from rich.console import Console

from doclineage.lineage import LineageGraph
from doclineage.model import Account, Alignment, AuditReport, Document, LineageCheck, RuleGuide
from doclineage.reporting.hidden import visible, visible_at_terminal
from doclineage.reporting.refusal import refuse
from doclineage.reporting.terminal.account import show_account
from doclineage.reporting.terminal.audit import show_audit
from doclineage.reporting.terminal.check import show_check
from doclineage.reporting.terminal.graph import show_graph
from doclineage.reporting.terminal.outline import show_outline
from doclineage.reporting.terminal.pair import show_pair
from doclineage.reporting.terminal.rules import show_rule
from doclineage.wording import Language

#: Columns of a written file: wide enough for the table, narrow enough to read.
_FILE_WIDTH = 110
_PRINTERS: dict[type, Callable[..., None]] = {
    Account: show_account,
    Document: show_outline,
    Alignment: show_pair,
    LineageGraph: show_graph,
    AuditReport: show_audit,
    LineageCheck: show_check,
    RuleGuide: show_rule,
}


def write(reports: Sequence[object], stream: BinaryIO, *, language: Language = "vi") -> None:
    """Write results as plain text, without colour."""
    stream.write(render(reports, language).encode("utf-8"))


def render(reports: Sequence[object], language: Language, *, width: int = _FILE_WIDTH) -> str:
    """Return results as plain text of at most `width` columns, no line ending in spaces."""
    text = io.StringIO()
    # In a notebook rich would show what it prints there, and write nothing to the file.
    console = Console(
        file=text,
        width=width,
        color_system=None,
        highlight=False,
        emoji=False,
        force_jupyter=False,
    )
    show(reports, console, language)
    return "".join(f"{line.rstrip()}\n" for line in visible(text.getvalue()).splitlines())


def terminal() -> Console:
    """Return the console of standard output: its width and colours."""
    return Console(file=cast("TextIO", _Seen(sys.stdout)), highlight=False, emoji=False)


class _Seen:
    """A stream on which nothing hidden is printed."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write a text with its hidden characters as marks."""
        return self._stream.write(visible_at_terminal(text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def show(reports: Sequence[object], console: Console, language: Language) -> None:
    """Print results to a console, a blank line between them."""
    for number, report in enumerate(reports):
        printer = next((p for kind, p in _PRINTERS.items() if isinstance(report, kind)), None)
        if printer is None:
            raise refuse(report, "text")
        if number:
            console.print()
        printer(report, console, language)
