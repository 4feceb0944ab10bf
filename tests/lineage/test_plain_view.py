"""Every writer of networkx takes the plain view of a graph."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import networkx
import pytest

from doclineage import LineageGraph, read_document, trace_lineage


@pytest.fixture(scope="module")
def graph(corpus) -> LineageGraph:
    names = ("ke-hoach-118-tinh-song-lam.docx", "ke-hoach-31-xa-khe-ngan.txt", "xa-con-bai.md")
    return trace_lineage([read_document(corpus / name) for name in names])


def _through(write: Callable[..., None], read: Callable[..., Any]) -> Callable[[Any], Any]:
    def there_and_back(graph: Any) -> Any:
        buffer = io.BytesIO()
        write(graph, buffer)
        buffer.seek(0)
        return read(buffer)

    return there_and_back


WRITERS: dict[str, Callable[[Any], Any]] = {
    "graphml": _through(networkx.write_graphml, networkx.read_graphml),
    "gexf": _through(networkx.write_gexf, networkx.read_gexf),
    "gml": _through(networkx.write_gml, networkx.read_gml),
    "node-link": lambda graph: networkx.node_link_graph(
        json.loads(json.dumps(networkx.node_link_data(graph, edges="edges"))), edges="edges"
    ),
    "adjacency": lambda graph: networkx.adjacency_graph(
        json.loads(json.dumps(networkx.adjacency_data(graph)))
    ),
    "cytoscape": lambda graph: networkx.cytoscape_graph(
        json.loads(json.dumps(networkx.cytoscape_data(graph)))
    ),
    "pydot": lambda graph: networkx.nx_pydot.from_pydot(networkx.nx_pydot.to_pydot(graph)),
}


@pytest.mark.parametrize("name", WRITERS)
def test_written_and_read_again_it_has_its_nodes_and_relations(name, graph):
    again = WRITERS[name](graph.nx_plain)
    assert len(again.nodes) == len(graph.nx.nodes)
    said = sorted(fields["relation"].strip('"') for *_, fields in again.edges(data=True))
    assert said == sorted(fields["relation"] for *_, fields in graph.nx.edges(data=True))


def test_attributes_are_text_numbers_and_truth_values(graph):
    plain = graph.nx_plain
    assert set(plain.edges) == set(graph.nx.edges)
    for fields in [*dict(plain.nodes).values(), *(f for *_, f in plain.edges(data=True))]:
        assert all(type(value) in {str, int, float, bool} for value in fields.values())
    for name, fields in graph.nx.nodes(data=True):
        day = fields["issued"]
        assert plain.nodes[name].get("issued") == (day.isoformat() if day else None)
        assert plain.nodes[name]["present"] is fields["present"]
