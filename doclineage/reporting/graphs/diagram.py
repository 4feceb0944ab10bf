"""Graphs as DOT (Graphviz) and Mermaid text; absent documents are dashed."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from typing import BinaryIO

from doclineage.lineage import LineageGraph
from doclineage.model import LineageNode
from doclineage.reporting.hidden import visible
from doclineage.reporting.refusal import refuse
from doclineage.wording import Language, say

_WIDTH = 34
#: Signs that end a string for one reader or another.
_BREAKS = re.compile(r"[\t\r]")


def write_dot(reports: Sequence[object], stream: BinaryIO, *, language: Language = "vi") -> None:
    """Write one graph as DOT."""
    for report in reports:
        if not isinstance(report, LineageGraph):
            raise refuse(report, "dot")
        lines = ["digraph lineage {", "  rankdir=LR;", "  node [shape=box];"]
        for node in report.lineage.nodes:
            style = "" if node.present else ", style=dashed"
            lines.append(f"  {_quoted(node.id)} [label={_quoted(_label(node))}{style}];")
        for edge in report.lineage.edges:
            label = say(f"citation.{edge.relation}", language)
            lines.append(
                f"  {_quoted(edge.source)} -> {_quoted(edge.target)} [label={_quoted(label)}];"
            )
        stream.write("\n".join([*lines, "}", ""]).encode())


def write_mermaid(
    reports: Sequence[object], stream: BinaryIO, *, language: Language = "vi"
) -> None:
    """Write one graph as a Mermaid flowchart."""
    for report in reports:
        if not isinstance(report, LineageGraph):
            raise refuse(report, "mermaid")
        names = {node.id: f"n{place}" for place, node in enumerate(report.lineage.nodes)}
        lines = ["flowchart LR"]
        for node in report.lineage.nodes:
            lines.append(f'  {names[node.id]}["{_escaped(_label(node))}"]')
            if not node.present:
                lines.append(f"  style {names[node.id]} stroke-dasharray: 5 5")
        for edge in report.lineage.edges:
            label = say(f"citation.{edge.relation}", language)
            lines.append(f"  {names[edge.source]} -->|{label}| {names[edge.target]}")
        stream.write("\n".join([*lines, ""]).encode())


def _label(node: LineageNode) -> str:
    first = node.number or node.kind or node.id
    title = textwrap.shorten(node.title or "", _WIDTH * 3, placeholder=" …")
    lines = [first, *textwrap.wrap(node.issuer or "", _WIDTH), *textwrap.wrap(title, _WIDTH)]
    return _plain("\n".join(lines))


def _plain(text: str) -> str:
    return _BREAKS.sub(" ", visible(text))


def _quoted(text: str) -> str:
    escaped = _plain(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


# What Mermaid reads as markup: entities are written in its own way, a hash and no ampersand.
_ENTITIES = str.maketrans(
    {
        "&": "#amp;",
        "%": "#37;",
        "#": "#35;",
        '"': "#quot;",
        "<": "#lt;",
        ">": "#gt;",
        "\n": "<br/>",
    }
)


def _escaped(text: str) -> str:
    """Return a label as Mermaid reads it, each mark once: `95% #1` is `95#37; #35;1`."""
    return text.translate(_ENTITIES)
