"""One aligned pair as text: what is equal in one line a run, what differs with its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import get_args

from rich.console import Console
from rich.text import Text

from doclineage.model import Alignment, Document, Edit, Link, LinkRelation
from doclineage.reporting.layout import cut_quotes, flow, hang, quote, where
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
_SIDE = 18
_EDIT = 80


def show_pair(alignment: Alignment, console: Console, language: Language) -> None:
    """Print a pair: counts, then every link in the order of the parent."""
    for side in ("parent", "child"):
        path = getattr(alignment, side).source.path
        hang(console, Text(f"{say(f'table.{side}', language)}: "), Text(path, style="bold"))
    counted = Counter(link.relation for link in alignment.links)
    flow(
        console,
        (
            f"{say(f'relation.{name}', language)} {counted[name]}"
            for name in get_args(LinkRelation)
            if counted[name]
        ),
    )
    hang(console, "", Text(say("table.pair-legend", language), style="dim"))
    console.print()
    for run in _runs(alignment.links):
        _show_run(run, alignment, console, language)


def _runs(links: tuple[Link, ...]) -> Iterator[list[Link]]:
    """Yield equal links that follow one another together, every other link alone."""
    for equal, run in groupby(links, lambda link: link.relation == "identical" and not link.moved):
        if equal:
            yield list(run)
        else:
            yield from ([link] for link in run)


def _show_run(run: list[Link], alignment: Alignment, console: Console, language: Language) -> None:
    link = run[0]
    label = say(f"relation.{link.relation}", language)
    if len(run) > 1:
        label = say("table.run", language, count=len(run), relation=label)
    left = _span(alignment.parent, run, "parents", language)
    right = _span(alignment.child, run, "children", language)
    line = Text(f"{_MARKS[link.relation]} {left:<{_SIDE}} {right:<{_SIDE}} {label}")
    line.stylize(_COLOURS.get(link.relation, ""))
    console.print(line, soft_wrap=True)
    if link.relation != "identical" or link.moved:
        _explain(link, alignment, console, language)


def _span(document: Document, run: list[Link], side: str, language: Language) -> str:
    """Return the places of a run on one side: first and last, or all of one link."""
    places = [
        where(document.units[index].path, document.units[index].page, language)
        for link in run
        for index in getattr(link, side)
    ]
    if len(run) > 1 and len(places) > 1:
        return f"{places[0]} … {places[-1]}"
    return ", ".join(places) or "·"


def _explain(link: Link, alignment: Alignment, console: Console, language: Language) -> None:
    """Print why, for whom, and in which words."""
    if link.relation not in {"noise", "localised"} or link.moved:
        reason = link.reason if language == "vi" else link.reason_en
        hang(console, "", Text(cut_quotes(reason), style="dim"), indent=4)
    if link.duty:
        told = link.duty_reason if language == "vi" else link.duty_reason_en
        hang(console, "", f"{say(f'duty.{link.duty}', language)}: {told}", indent=4)
    if not link.children:
        hang(console, "", quote(alignment.parent.units[link.parents[0]].text), indent=4)
    elif not link.parents:
        hang(console, "", quote(alignment.child.units[link.children[0]].text), indent=4)
    edits = [_edit(edit) for edit in link.edits if edit.kind != "typography"]
    if edits:
        hang(console, "", "; ".join(edits), indent=4)


def _edit(edit: Edit) -> str:
    old, new = (
        f"“{shorten(text.strip(), _EDIT)}”" if text.strip() else "∅"
        for text in (edit.parent_text, edit.child_text)
    )
    return f"{old} → {new}"
