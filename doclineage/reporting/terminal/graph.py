"""A graph as text: directives above the plans that carry them out, then the other citations."""

from __future__ import annotations

from collections import defaultdict
from pathlib import PurePath
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from doclineage.lineage import LineageGraph
from doclineage.model import LineageEdge, LineageNode
from doclineage.reporting.layout import hang
from doclineage.reporting.tree.branches import answers
from doclineage.vietnamese.kinds import kind_name
from doclineage.wording import Language, say, shorten

_TITLE = 90


class _Tree(NamedTuple):
    """What is needed to print a branch; `shown` grows while the tree is printed."""

    nodes: dict[str, LineageNode]
    below: dict[str, dict[str, bool]]
    shown: set[str]
    console: Console
    language: Language


def show_graph(graph: LineageGraph, console: Console, language: Language) -> None:
    """Print a graph: the tree of who carries out what, then what else each document cites."""
    nodes = {node.id: node for node in graph.lineage.nodes}
    present = sum(node.present for node in nodes.values())
    counted = say("table.documents", language, present=present, absent=len(nodes) - present)
    console.print(Text(counted, style="bold"))
    if graph.lineage.as_of:
        day = graph.lineage.as_of.strftime("%d/%m/%Y")
        console.print(Text(say("table.as-of", language, day=day), style="bold"))
    console.print()
    below = answers(graph)
    children = {child for answers in below.values() for child in answers}
    tree = _Tree(nodes, below, set(), console, language)
    tops = [name for name in nodes if name in below and name not in children]
    for name in tops:
        _show_branch(tree, name, Text(), "")
    for name, node in nodes.items():
        if node.present and name not in tree.shown:  # it stands alone, or only in a circle
            _show_branch(tree, name, Text(), "")
    for name, node in nodes.items():
        # What stays open is said here even where the tree above shows it.
        edges = graph.outgoing.get(name, ())
        others = [e for e in edges if e.doubts or name not in below.get(e.target, {})]
        if others:
            _show_citations(tree, node, others)


def _show_branch(tree: _Tree, name: str, first: Text, rest: str, *, right: bool = True) -> None:
    """Print a document and beneath it those that carry it out; each is followed down once."""
    line = _name(tree.nodes[name], tree.language, sources=True)
    if not right:
        line.append(f"  ({say('table.miscited', tree.language)})", style="bold red")
    answers = tree.below.get(name, {})
    again = name in tree.shown and bool(answers)
    if again:
        line.append(f"  ({say('table.above', tree.language)})", style="dim")
    hang(tree.console, first, line, under=rest + ("│  " if answers and not again else ""))
    tree.shown.add(name)
    if again:
        return
    for number, (child, cited_rightly) in enumerate(answers.items(), start=1):
        branch, under = ("└─ ", "   ") if number == len(answers) else ("├─ ", "│  ")
        _show_branch(tree, child, Text(rest + branch), rest + under, right=cited_rightly)


def _show_citations(tree: _Tree, node: LineageNode, edges: list[LineageEdge]) -> None:
    nodes, console, language = tree.nodes, tree.console, tree.language
    console.print()
    console.print(Text(say("table.cites", language, document=_known(tree, node)), style="bold"))
    by_target: dict[str, list[LineageEdge]] = defaultdict(list)
    for edge in edges:
        by_target[edge.target].append(edge)
    for target, group in by_target.items():
        labels = dict.fromkeys(say(f"citation.{edge.relation}", language) for edge in group)
        places = dict.fromkeys(edge.unit for edge in group if edge.unit)
        line = _name(nodes[target], language)
        line.append(f"  [{', '.join(places)}]", style="dim")
        hang(console, f"{', '.join(labels)}: ", line, indent=2)
        for doubt in dict.fromkeys(_doubt(tree, edge) for edge in group if edge.doubts):
            hang(console, "? ", Text(doubt, style="dim"), indent=4)


def _known(tree: _Tree, node: LineageNode) -> str:
    """Return what tells a document from others: its issuer, too, where another has its number."""
    title = _title(node)
    alike = sum(other.present and _title(other) == title for other in tree.nodes.values())
    return f"{title} ({node.issuer})" if alike > 1 and node.issuer else title


def _doubt(tree: _Tree, edge: LineageEdge) -> str:
    """Return which documents a citation may mean, and why it is bound to none."""
    language = tree.language
    named = [_name(tree.nodes[c], language).plain for c in edge.candidates if c in tree.nodes]
    why = [say(f"unbound.{doubt}", language) for doubt in edge.doubts]
    said = say("table.may-mean", language, documents="; ".join(named), why=", ".join(why))
    if not edge.deciding:
        return said
    fields = ", ".join(say(f"unbound.{field}", language) for field in edge.deciding)
    return f"{said}; {say('table.would-decide', language, fields=fields)}"


def _name(node: LineageNode, language: Language, *, sources: bool = False) -> Text:
    day = node.issued.strftime("%d/%m/%Y") if node.issued else None
    known = [_title(node), day, node.issuer, *(node.sources if sources else ())]
    line = Text(" · ".join(filter(None, known)))
    if not node.present:
        line.append(f"  ({say('table.absent', language)})", style="dim")
    if node.state not in {None, "in-force"}:
        line.append(f"  ({say(f'state.{node.state}', language)})", style="bold red")
    return line


def _file_of(node: LineageNode) -> str:
    """Return the name of a document's file: who knows nothing else of it knows that."""
    return PurePath(node.sources[0]).name if node.sources else ""


def _title(node: LineageNode) -> str:
    """Return the number, or for a document without one its kind and title."""
    kind = ((kind_name(node.kind) if node.kind else None) or node.kind or "").capitalize()
    named = " ".join(filter(None, [kind, shorten(node.title or "", _TITLE)]))
    return node.number or named or _file_of(node) or node.id
