"""GraphML and GEXF by networkx: Gephi and yEd open them."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO

from doclineage.lineage import LineageGraph, clean
from doclineage.model import LineageEdge
from doclineage.reporting.graphs.attributes import edge_fields, label, node_fields
from doclineage.reporting.refusal import refuse
from doclineage.wording import Language, say

if TYPE_CHECKING:
    import networkx

# networkx stamps the day of writing: two runs must give the same bytes.
_STAMP = re.compile(rb' lastmodifieddate="[^"]*"')


def write(reports: Sequence[object], stream: BinaryIO, *, language: Language = "vi") -> None:
    """Write one graph; GraphML knows no None and no lists, so these become text or fall away."""
    del language
    import networkx  # noqa: PLC0415  # loaded only where a graph is written

    for report in reports:
        made = _graph(report, "graphml").lineage
        graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        graph.add_nodes_from(
            (clean(node.id), {"label": label(node), **node_fields(node)}) for node in made.nodes
        )
        graph.add_edges_from((*_ends(edge), edge_fields(edge)) for edge in made.edges)
        buffer = io.BytesIO()
        networkx.write_graphml(graph, buffer, encoding="utf-8")
        stream.write(buffer.getvalue())


def write_gexf(reports: Sequence[object], stream: BinaryIO, *, language: Language = "vi") -> None:
    """Write one graph as GEXF 1.2, labelled for Gephi: numbers on nodes, relations on edges."""
    import networkx  # noqa: PLC0415  # loaded only where a graph is written

    for report in reports:
        made = _graph(report, "gexf").lineage
        graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        graph.add_nodes_from(
            (clean(node.id), {"label": label(node), **node_fields(node)}) for node in made.nodes
        )
        for number, edge in enumerate(made.edges):
            named = {"id": str(number), "label": say(f"citation.{edge.relation}", language)}
            graph.add_edges_from([(*_ends(edge), {**named, **edge_fields(edge)})])
        buffer = io.BytesIO()
        networkx.write_gexf(graph, buffer, encoding="utf-8")
        stream.write(_STAMP.sub(b"", buffer.getvalue(), count=1))


def _ends(edge: LineageEdge) -> tuple[str, str]:
    return clean(edge.source), clean(edge.target)


def _graph(report: object, format_name: str) -> LineageGraph:
    if not isinstance(report, LineageGraph):
        raise refuse(report, format_name)
    return report
