"""One document as text: its letterhead, then one line a unit, then what it cites."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rich.console import Console
from rich.text import Text

from doclineage.model import Document, Letterhead
from doclineage.reporting.layout import hang, quote, where
from doclineage.vietnamese.kinds import kind_name
from doclineage.wording import Language, say, shorten, translate

_FIELDS = ("kind", "number", "issued", "issuer", "superior", "place", "title", "signer")
#: Lines of an outline are for finding the way; the text itself is in the JSON.
_CITED = 120
_SAID: dict[str, Callable[[Any], str]] = {
    "issued": lambda day: f"{day:%d/%m/%Y}",
    "kind": lambda kind: f"{kind} ({kind_name(kind) or '?'})",
}


def show_outline(document: Document, console: Console, language: Language) -> None:
    """Print a document's outline."""
    hang(console, "", Text(document.source.path, style="bold"))
    _show_letterhead(document.letterhead, console, language)
    counts = say(
        "table.units", language, units=len(document.units), citations=len(document.citations)
    )
    console.print(Text(f"  {counts}", style="dim"))
    depth = {-1: 0}
    for index, unit in enumerate(document.units):
        depth[index] = depth[unit.parent] + 1
        if unit.zone in {"body", "annex"}:
            _show_unit(document, index, depth[index], console, language)
    for citation in document.citations:
        start, end = citation.span
        unit = document.units[citation.unit]
        label = say(f"citation.{citation.relation}", language)
        cited = shorten(unit.text[start:end], _CITED)
        hang(
            console, f"→ {label}: ", f"{cited} [{where(unit.path, unit.page, language)}]", indent=2
        )
    for notice in document.notices:
        message = notice.message if language == "vi" else notice.message_en
        hang(console, f"! {say('table.notice', language)}: ", message, indent=2)


def _show_letterhead(head: Letterhead, console: Console, language: Language) -> None:
    """Print what is known of the document and where it was found."""
    for field in _FIELDS:
        value = getattr(head, field)
        if value is None:
            continue
        line = Text(_SAID.get(field, str)(value))
        if field in head.origins:
            origin = translate("origin", head.origins[field], language)
            line.append(f"  ({origin})", style="dim")
        hang(console, f"{say(f'field.{field}', language)}: ", line, indent=2)


def _show_unit(
    document: Document, index: int, depth: int, console: Console, language: Language
) -> None:
    unit = document.units[index]
    line = Text("  " * depth)
    line.append(where(unit.path, unit.page, language), style="cyan")
    line.append(f"  {say(f'unit.{unit.kind}', language)}  ", style="dim")
    text = quote(unit.text, longest=max(24, console.width - line.cell_len - 3)).plain[1:-1]
    line.append(text, style="bold" if unit.kind == "heading" else "")
    console.print(line, soft_wrap=True)
