"""Who may change, end or replace a document: its issuer, or a body above, never one below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doclineage.model import Level, LineageEdge
from doclineage.vietnamese.agencies import issuer_level, level_rank

if TYPE_CHECKING:
    from doclineage.lineage.graph import LineageGraph


def may_change(graph: LineageGraph, edge: LineageEdge) -> bool:
    """Tell whether what a document does to another is its issuer's to do.

    A commune's decision that says it amends the province's plan changes nothing of it. Where a
    level is not known, nobody is denied.
    """
    levels = [_level(graph, name) for name in (edge.source, edge.target)]
    if None in levels:
        return True
    own, other = (level_rank(level) for level in levels if level is not None)
    return own <= other


def _level(graph: LineageGraph, name: str) -> Level | None:
    document = graph.find(name)
    return document.letterhead.level if document else issuer_level(graph.node(name).issuer)
