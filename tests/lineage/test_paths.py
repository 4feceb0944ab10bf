"""What stands above and below a document, and the chain to its root."""

from __future__ import annotations

import networkx
import pytest
from graph_documents import document
from hypothesis import given
from hypothesis import strategies as st

from doclineage.errors import UnusableInputError
from doclineage.lineage.relations import UPWARD
from doclineage.model import Lineage, LineageEdge, LineageNode
from doclineage.pipeline import LineageGraph, trace_lineage

CENTRAL = ("09/CT-TTg", "Thủ tướng Chính phủ", "10/1/2026")
PROVINCE = ("20/KH-UBND", "UBND tỉnh Đông Giang", "5/2/2026")
WARD = ("7/KH-UBND", "UBND phường Mây Trắng", "1/3/2026")
LAW = ("72/2025/QH15", "Quốc hội", "16/6/2025")


def cited(relation: str, designation: tuple, **details: object) -> tuple:
    return (relation, *designation, details)


@pytest.fixture(scope="module")
def graph() -> LineageGraph:
    return trace_lineage(
        [
            document(*CENTRAL),
            document(*PROVINCE, [cited("based_on", LAW), cited("implements", CENTRAL)]),
            document(
                *WARD,
                [cited("based_on", LAW), cited("implements", PROVINCE), cited("based_on", CENTRAL)],
            ),
        ]
    )


def id_of(graph: LineageGraph, designation: tuple) -> str:
    return next(node.id for node in graph.lineage.nodes if node.number == designation[0])


def numbers(graph: LineageGraph, documents: tuple[str, ...]) -> list[str | None]:
    return [graph.node(doc_id).number for doc_id in documents]


def test_ancestors_come_nearest_first_with_the_relations_that_lead_there(graph):
    found = graph.ancestors(id_of(graph, WARD))
    ways = {graph.node(path.documents[-1]).number: path for path in found}
    assert set(ways) == {"20/KH-UBND", "09/CT-TTg", "72/2025/QH15"}
    assert [edge.relation for edge in ways["20/KH-UBND"].edges] == ["implements"]
    assert "20/KH-UBND" in ways["20/KH-UBND"].edges[0].evidence
    assert len(ways["72/2025/QH15"].edges) == 1


def test_relations_can_be_chosen(graph):
    found = graph.ancestors(id_of(graph, WARD), {"implements"})
    assert [numbers(graph, path.documents) for path in found] == [
        ["7/KH-UBND", "20/KH-UBND"],
        ["7/KH-UBND", "20/KH-UBND", "09/CT-TTg"],
    ]


def test_descendants_are_the_same_ways_from_the_other_end(graph):
    below = graph.descendants(id_of(graph, CENTRAL), {"implements"})
    assert [numbers(graph, path.documents) for path in below] == [
        ["20/KH-UBND", "09/CT-TTg"],
        ["7/KH-UBND", "20/KH-UBND", "09/CT-TTg"],
    ]
    assert below[1].edges[0].source == id_of(graph, WARD)


def test_the_chain_goes_by_the_level_next_above(graph):
    chain = graph.chain(id_of(graph, WARD))
    assert numbers(graph, chain.documents) == ["7/KH-UBND", "20/KH-UBND", "09/CT-TTg"]
    assert [edge.relation for edge in chain.edges] == ["implements", "implements"]


def test_the_chain_ends_at_the_root_and_not_at_a_law(graph):
    assert graph.chain(id_of(graph, CENTRAL)).edges == ()


def test_a_plan_goes_up_before_it_goes_to_its_own_committee():
    own = ("3-CTr/ĐU", "Đảng ủy phường Mây Trắng", "1/2/2026")
    plan = document(*WARD, [cited("implements", own), cited("implements", PROVINCE)])
    graph = trace_lineage([plan, document(*PROVINCE)])
    assert numbers(graph, graph.chain(id_of(graph, WARD)).documents)[1] == "20/KH-UBND"


def test_a_misprint_leads_to_the_document_that_it_means():
    right = ("142/KH-UBND", *PROVINCE[1:])
    wrong = ("124/KH-UBND", *PROVINCE[1:])
    graph = trace_lineage([document(*WARD, [cited("implements", wrong)]), document(*right)])
    (edge,) = graph.chain(id_of(graph, WARD)).edges
    assert graph.node(edge.target).number == "142/KH-UBND"
    assert edge.misprints == ("number",)
    (below,) = graph.descendants(id_of(graph, right))
    assert below.edges == (edge,)


def test_a_circle_is_gone_round_once():
    graph = trace_lineage(
        [
            document(*PROVINCE, [cited("implements", WARD)]),
            document(*WARD, [cited("implements", PROVINCE)]),
        ]
    )
    assert len(graph.chain(id_of(graph, WARD)).documents) == 2
    assert len(graph.ancestors(id_of(graph, WARD))) == 1


@pytest.mark.parametrize("query", ["ancestors", "descendants", "chain", "plans"])
def test_an_unknown_document_is_named(query, graph):
    with pytest.raises(UnusableInputError, match="no such document"):
        getattr(graph, query)("nowhere")


# --- a slow twin ------------------------------------------------------------------------------

names = st.sampled_from("abcdefgh")
edges = st.lists(st.tuples(names, names, st.sampled_from(UPWARD)), max_size=20)


def graph_of(triples: list[tuple[str, str, str]]) -> LineageGraph:
    blank = dict.fromkeys(("number", "kind", "issued", "issuer", "title"))
    nodes = tuple(LineageNode(id=name, present=False, **blank) for name in "abcdefgh")
    made = [
        LineageEdge(
            source=source,
            target=target,
            relation=relation,
            evidence="",
            unit=None,
            confidence=1.0,
        )
        for source, target, relation in sorted(set(triples))
        if source != target
    ]
    return LineageGraph((), Lineage(nodes=nodes, edges=tuple(made)))


@given(edges)
def test_ways_are_shortest_and_real(triples):
    graph = graph_of(triples)
    lengths = networkx.single_source_shortest_path_length(graph.nx, "a")
    found = {path.documents[-1]: path for path in graph.ancestors("a")}
    assert {name: len(path.edges) for name, path in found.items()} == {
        name: length for name, length in lengths.items() if name != "a"
    }
    back = {path.documents[0]: len(path.edges) for path in graph.descendants("a")}
    lengths = networkx.single_source_shortest_path_length(graph.nx.reverse(), "a")
    assert back == {name: length for name, length in lengths.items() if name != "a"}
    for path in found.values():
        steps = zip(path.documents, path.documents[1:], strict=False)
        assert [(edge.source, edge.target) for edge in path.edges] == list(steps)
        assert all(graph.nx.has_edge(edge.source, edge.target) for edge in path.edges)


@given(edges)
def test_every_knot_has_one_circle(triples):
    graph = graph_of(triples)
    knots = [k for k in networkx.strongly_connected_components(graph.nx) if len(k) > 1]
    found = graph.cycles()
    assert len(found) == len(knots)
    for doubt in found:
        (knot,) = [knot for knot in knots if doubt.documents[0] in knot]
        assert set(doubt.documents) <= knot
        assert [edge.source for edge in doubt.edges] == list(doubt.documents)
        assert doubt.edges[-1].target == doubt.edges[0].source
        shortest = min(
            networkx.shortest_path_length(graph.nx, edge.target, doubt.documents[0])
            for edge in graph.outgoing[doubt.documents[0]]
            if networkx.has_path(graph.nx, edge.target, doubt.documents[0])
        )
        assert len(doubt.edges) == shortest + 1
