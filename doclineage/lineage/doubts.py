"""Doubts with their sentences from `wording.toml`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from doclineage.lineage.validity import Ending
from doclineage.model import DoubtKind, GraphDoubt, LineageEdge, LineageNode, Severity
from doclineage.wording import Language, say, shorten

if TYPE_CHECKING:
    from doclineage.lineage.graph import LineageGraph

_LONGEST_TITLE = 60


def doubt(
    graph: LineageGraph,
    kind: DoubtKind,
    severity: Severity,
    documents: Sequence[str],
    edges: Sequence[LineageEdge] = (),
    *,
    ending: Ending | None = None,
    share: float | None = None,
) -> GraphDoubt:
    """Return a doubt about the first of `documents`, in words that name the others."""
    languages: tuple[Language, ...] = ("vi", "en")
    said = {
        language: say(
            f"doubt.{kind}",
            language,
            **_names(graph, documents, language),
            state=say(f"state.{ending.state}", language) if ending else "",
            since=_day(ending.since) if ending else "",
            share=f"{share or 0:.0%}",
        )
        for language in languages
    }
    return GraphDoubt(
        kind=kind,
        severity=severity,
        documents=tuple(documents),
        edges=tuple(edges),
        message=said["vi"],
        message_en=said["en"],
        since=ending.since if ending else None,
        share=share,
    )


def _names(graph: LineageGraph, documents: Sequence[str], language: Language) -> dict[str, str]:
    names = [node_name(graph.node(doc_id)) for doc_id in documents]
    first, second, third = (*names, "", "", "")[:3]
    by = f" {say('doubt.by', language, document=third)}" if third else ""
    circle = " → ".join([*names, *names[:1]])
    return {"first": first, "second": second, "by": by, "circle": circle}


def node_name(node: LineageNode) -> str:
    """Return what a person knows a document by: number or title, day, issuer."""
    title = shorten(node.title, _LONGEST_TITLE) if node.title and not node.number else None
    known = [node.number or title or node.id, _day(node.issued), node.issuer]
    return ", ".join(filter(None, known))


def _day(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else ""
