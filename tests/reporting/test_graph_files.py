"""Every file of a graph is read back by the library that its users would use."""

from __future__ import annotations

import csv
import io
import json
import sys
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import networkx
import prov.model
import pydot
import pytest
import rdflib

from doclineage.errors import RegistryError, WritingError
from doclineage.model import Lineage, LineageEdge, LineageNode, Pinpoint
from doclineage.pipeline import LineageGraph, read_document, trace_lineage, write_report
from doclineage.registry import WRITERS
from doclineage.reporting import format_of, write_to
from doclineage.reporting.cells import legible

FORMATS = ("csv", "csv-nodes", "dot", "gexf", "graphml", "json", "mermaid", "prov-json", "turtle")
ELI = rdflib.Namespace("http://data.europa.eu/eli/ontology#")
OURS = rdflib.Namespace("urn:doclineage:vocabulary:")
#: What a hostile document may hold in its title: markup, quotes, ends of strings, signs.
TEXT = "Kế hoạch <b>&amp; \"chéo\" \\ 'đơn' ]]> --> }; // # % | \x00\x1b[31m\u2028\u202e Ữ ợ"
KEPT = ("Kế hoạch <b>", '"chéo"', "Ữ ợ")


def node(name: str, **fields: object) -> LineageNode:
    blank: dict = dict.fromkeys(("number", "kind", "issued", "issuer", "title"))
    return LineageNode(id=name, **{**blank, "present": True, **fields})


def edge(source: str, target: str, relation: str, **fields: object) -> LineageEdge:
    said = {"evidence": f"{relation}: {TEXT}", "unit": "head/p1", "confidence": 0.75, **fields}
    return LineageEdge(source=source, target=target, relation=relation, **said)


@pytest.fixture(scope="module")
def hostile() -> LineageGraph:
    nodes = (
        node("a.2026", number="7/KH-UBND", kind="KH", issued=date(2026, 3, 1), title=TEXT),
        node('b "\u202e<đ>;%20/#', issuer=TEXT, level="commune", state="replaced"),
        node("c", kind="LUAT", present=False),
    )
    edges = (
        edge("a.2026", 'b "\u202e<đ>;%20/#', "implements"),
        edge("a.2026", 'b "\u202e<đ>;%20/#', "refers_to"),
        edge("a.2026", "c", "repeals", pinpoint=(Pinpoint(article="5", clause="2"),)),
        edge('b "\u202e<đ>;%20/#', "c", "replaces"),
    )
    return LineageGraph((), Lineage(nodes=nodes, edges=edges))


@pytest.fixture(scope="module")
def family(corpus) -> LineageGraph:
    return trace_lineage([read_document(file) for file in sorted(corpus.glob("*-*.*"))])


@pytest.fixture(params=["hostile", "family"])
def graph(request) -> LineageGraph:
    return request.getfixturevalue(request.param)


def written(name: str, graph: LineageGraph, language: str = "vi") -> bytes:
    stream = io.BytesIO()
    write_to(name, [graph], stream, language=language)
    return stream.getvalue()


def ends(graph: LineageGraph) -> list[tuple[str, str, str]]:
    return sorted((e.source, e.target, e.relation) for e in graph.lineage.edges)


def ids(graph: LineageGraph) -> set[str]:
    return {node.id for node in graph.lineage.nodes}


def kept(text: str) -> bool:
    return all(part in text for part in KEPT)


@pytest.mark.parametrize("name", FORMATS)
def test_two_runs_give_the_same_bytes(name, graph):
    again = LineageGraph(graph.documents, graph.lineage, graph.near)
    assert written(name, graph) == written(name, again)


@pytest.mark.parametrize("name", FORMATS)
def test_a_graph_without_documents_is_written_too(name):
    assert written(name, LineageGraph((), Lineage(nodes=(), edges=()))) is not None


# --- networkx ---------------------------------------------------------------------------------


def of_networkx(read: networkx.MultiDiGraph) -> list[tuple[str, str, str]]:
    assert read.is_directed()
    return sorted((s, t, fields["relation"]) for s, t, fields in read.edges(data=True))


@pytest.mark.parametrize(
    ("name", "read"), [("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)]
)
def test_graphml_and_gexf_are_read_back_by_networkx(name, read, graph):
    again = read(io.BytesIO(written(name, graph)))
    # networkx reads edges without parallels as a plain graph.
    assert set(again.nodes) == ids(graph)
    assert of_networkx(again) == ends(graph)
    for made in graph.lineage.nodes:
        fields = again.nodes[made.id]
        assert fields["present"] is made.present
        assert fields.get("issued") == (str(made.issued) if made.issued else None)
        if made.title != TEXT:
            assert fields.get("title") == made.title


@pytest.mark.parametrize(
    ("name", "read"), [("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)]
)
def test_hostile_text_survives_xml_without_its_control_characters(name, read, hostile):
    again = read(io.BytesIO(written(name, hostile)))
    title = again.nodes["a.2026"]["title"]
    assert title == TEXT.replace("\x00", "").replace("\x1b", "")
    places = [fields.get("pinpoint") for _, _, fields in again.edges(data=True)]
    assert "clause 2 article 5" in places


@pytest.mark.parametrize(
    ("name", "read"), [("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)]
)
def test_labels_show_hidden_characters_as_marks_and_data_keep_them(name, read):
    number, title = "7\u202e/KH", "Kế\u200bhoạch"
    nodes = (node("a\u202e", number=number), node("b", title=title))
    made = LineageGraph((), Lineage(nodes=nodes, edges=(edge("a\u202e", "b", "implements"),)))
    again = read(io.BytesIO(written(name, made)))
    assert again.nodes["a\u202e"]["label"] == "7�/KH"
    assert again.nodes["a\u202e"]["number"] == number
    assert again.nodes["b"]["label"] == "Kế�hoạch"
    assert again.nodes["b"]["title"] == title


def test_gexf_is_labelled_for_people_and_bears_no_clock(hostile):
    text = written("gexf", hostile, "en")
    assert b"lastmodified" not in text
    again = networkx.read_gexf(io.BytesIO(text))
    assert again.nodes["a.2026"]["label"] == "7/KH-UBND"
    assert {f["label"] for _, _, f in again.edges(data=True)} >= {"implements", "repeals"}
    assert len({f["id"] for _, _, f in again.edges(data=True)}) == len(hostile.lineage.edges)


def test_json_is_node_link_data(graph):
    data = json.loads(written("json", graph))
    again = networkx.node_link_graph(data, edges="edges")
    assert isinstance(again, networkx.MultiDiGraph)
    assert set(again.nodes) == ids(graph)
    assert of_networkx(again) == ends(graph)
    assert {name: fields["title"] for name, fields in again.nodes(data=True)} == {
        node.id: node.title for node in graph.lineage.nodes
    }


# --- diagrams ---------------------------------------------------------------------------------


def cleaned(name: str) -> str:
    return name.replace("\u202e", "\ufffd")


# pydot asks its parser by names that this has given up.
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_dot_is_read_back_by_pydot(graph):
    (read,) = pydot.graph_from_dot_data(written("dot", graph).decode())
    names = {unquoted(found.get_name()) for found in read.get_nodes()} - {"node"}
    assert names == {cleaned(name) for name in ids(graph)}
    made = [(unquoted(e.get_source()), unquoted(e.get_destination())) for e in read.get_edges()]
    assert sorted(made) == sorted((cleaned(s), cleaned(t)) for s, t, _ in ends(graph))


def unquoted(name: str) -> str:
    return name.strip('"').replace('\\"', '"') if name.startswith('"') else name


def test_dot_is_read_back_by_graphviz(graph):
    pygraphviz = pytest.importorskip("pygraphviz")
    read = pygraphviz.AGraph(string=written("dot", graph).decode())
    assert set(read.nodes()) == {cleaned(name) for name in ids(graph)}
    assert len(read.edges()) == len(graph.lineage.edges)
    if "a.2026" in ids(graph):
        assert kept(
            " ".join(read.get_node("a.2026").attr["label"].split("\\n")).replace('\\"', '"')
        )


def test_mermaid_keeps_one_statement_a_line(graph):
    lines = written("mermaid", graph).decode().splitlines()
    absent = sum(not node.present for node in graph.lineage.nodes)
    count = 1 + len(graph.lineage.nodes) + absent + len(graph.lineage.edges)
    assert len(lines) == count
    for line in lines[1:]:
        assert line.count('"') in {0, 2}
        assert not set(line) & {"\x00", "\x1b", "\u2028", "\u202e"}


# --- tables -----------------------------------------------------------------------------------


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_holds_all_nodes_and_all_edges(graph):
    nodes, edges = rows(written("csv-nodes", graph)), rows(written("csv", graph))
    assert [row["id"] for row in nodes] == [legible(node.id) for node in graph.lineage.nodes]
    assert [row["present"] for row in nodes] == [str(n.present) for n in graph.lineage.nodes]
    assert sorted((r["source"], r["target"], r["relation"]) for r in edges) == sorted(
        tuple(map(legible, end)) for end in ends(graph)
    )
    assert {row["source"] for row in edges} <= {row["id"] for row in nodes}


def test_no_cell_of_a_node_is_a_formula():
    evil = LineageGraph((), Lineage(nodes=(node("=1+1", title='=HYPERLINK("x")'),), edges=()))
    (row,) = rows(written("csv-nodes", evil))
    assert row["title"].startswith("'=")
    assert row["id"].startswith("'=")


# --- PROV -------------------------------------------------------------------------------------


def test_prov_json_is_read_back_by_prov(graph):
    text = written("prov-json", graph).decode()
    read = prov.model.ProvDocument.deserialize(content=text, format="json")
    entities = {unquote(e.identifier.localpart) for e in read.get_records(prov.model.ProvEntity)}
    assert entities == ids(graph)
    made = []
    for kind, ours in (
        (prov.model.ProvDerivation, ("prov:generatedEntity", "prov:usedEntity")),
        (prov.model.ProvInfluence, ("prov:influencee", "prov:influencer")),
    ):
        for record in read.get_records(kind):
            fields = {str(name): value for name, value in record.attributes}
            source, target = (unquote(fields[name].localpart) for name in ours)
            made.append((source, target, fields["doclineage:relation"]))
    assert sorted(made) == ends(graph)


def test_prov_json_keeps_to_the_rules_of_its_submission(graph):
    data = json.loads(written("prov-json", graph))
    assert set(data) == {
        "prefix",
        "entity",
        "agent",
        "wasAttributedTo",
        "wasDerivedFrom",
        "wasInfluencedBy",
    }
    prefixes = set(data["prefix"]) | {"prov", "xsd", "_"}
    names = [
        name
        for records in data.values()
        for key, record in records.items()
        for name in (key, *(record if isinstance(record, dict) else ()))
    ]
    assert all(name.partition(":")[0] in prefixes for name in names if name not in data["prefix"])
    for kind, roles in {
        "wasDerivedFrom": {"prov:generatedEntity", "prov:usedEntity"},
        "wasAttributedTo": {"prov:entity", "prov:agent"},
        "wasInfluencedBy": {"prov:influencee", "prov:influencer"},
    }.items():
        for record in data[kind].values():
            assert roles <= set(record)
            known = {*data["entity"], *data["agent"]}
            assert {record[role] for role in roles} <= known
    typed = [v for kind in data.values() for r in kind.values() if isinstance(r, dict)
             for v in r.values() if isinstance(v, dict)]  # fmt: skip
    assert typed
    assert all(set(value) == {"$", "type"} for value in typed)


def test_a_replacement_is_a_revision(hostile):
    data = json.loads(written("prov-json", hostile))
    revised = [r for r in data["wasDerivedFrom"].values() if "prov:type" in r]
    assert [record["doclineage:relation"] for record in revised] == ["replaces"]


# --- RDF --------------------------------------------------------------------------------------


def read_turtle(graph: LineageGraph) -> rdflib.Graph:
    return rdflib.Graph().parse(data=written("turtle", graph), format="turtle")


def name_of(uri: rdflib.term.Node) -> str:
    return unquote(str(uri).removeprefix("urn:doclineage:document:"))


def test_turtle_is_read_back_by_rdflib(graph):
    read = read_turtle(graph)
    found = {name_of(uri) for uri in read.subjects(rdflib.RDF.type, ELI.LegalResource)}
    assert found == ids(graph)
    made = [
        tuple(
            str(read.value(said, OURS[field])) if field == "relation" else
            name_of(read.value(said, OURS[field]))
            for field in ("source", "target", "relation")
        )
        for said in read.subjects(rdflib.RDF.type, OURS.Relation)
    ]  # fmt: skip
    assert sorted(made) == ends(graph)


def test_turtle_speaks_eli(hostile):
    read = read_turtle(hostile)
    links = {
        (name_of(s)[:1], str(p).removeprefix(str(ELI)), name_of(o)[:1])
        for s, p, o in read
        if str(p).startswith(str(ELI)) and str(o).startswith("urn:doclineage:document:")
    }
    assert links == {
        ("a", "ensures_implementation_of", "b"),
        ("a", "cites", "b"),
        ("a", "changes", "c"),  # repealed in part
        ("b", "repeals", "c"),
    }
    document = rdflib.URIRef("urn:doclineage:document:a.2026")
    assert read.value(document, ELI.date_document).toPython() == date(2026, 3, 1)
    text = read.value(document, ELI.is_realized_by)
    title = read.value(text, ELI.title)
    assert title.language == "vi"
    assert kept(title)
    states = {str(state).rpartition("-")[2] for state in read.objects(None, ELI.in_force)}
    assert states == {"notInForce"}


def test_without_rdflib_the_extra_is_named(monkeypatch, hostile, tmp_path):
    monkeypatch.setitem(sys.modules, "rdflib", None)
    monkeypatch.delitem(sys.modules, "doclineage.reporting.graphs.turtle", raising=False)
    with pytest.raises(RegistryError, match=r"doclineage\[rdf\]"):
        write_report(hostile, tmp_path / "graph.ttl")
    assert not list(tmp_path.iterdir())


# --- names ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "writer"),
    [
        ("graph.ttl", "turtle"),
        ("graph.gexf", "gexf"),
        ("graph.nodes.csv", "csv-nodes"),
        ("graph.NODES.CSV", "csv-nodes"),
        ("graph.csv", "csv"),
        ("nodes.csv", "csv"),
        ("graph.prov.json", "prov-json"),
        ("graph.2026.json", "json"),
    ],
)
def test_the_ending_names_the_writer(name, writer):
    assert format_of(Path(name)) == writer


@pytest.mark.parametrize("name", ["csv-nodes", "gexf", "prov-json", "turtle"])
def test_what_is_no_graph_is_refused(name, corpus):
    assert name in WRITERS
    with pytest.raises(WritingError):
        write_to(name, [read_document(corpus / "xa-con-bai.md")], io.BytesIO())
