"""What `import doclineage` offers, and how light it is."""

from __future__ import annotations

import inspect
import json

import networkx
import pytest

import doclineage

PROMISED = {
    "read_document",
    "align_documents",
    "compare_texts",
    "trace_lineage",
    "audit_lineage",
    "write_report",
    "Document",
    "Unit",
    "Link",
    "Alignment",
    "LineageGraph",
    "Finding",
    "AuditReport",
    "Settings",
    "DoclineageError",
}
#: What the package may load only when it is needed.
HEAVY = {"networkx", "docx", "pdfplumber", "underthesea", "rich", "click", "lxml", "msgspec"}


def test_all_names_what_is_promised():
    assert set(doclineage.__all__) >= PROMISED
    assert list(doclineage.__all__) == sorted(doclineage.__all__)
    assert set(doclineage.__all__) <= set(dir(doclineage))


@pytest.mark.parametrize("name", doclineage.__all__)
def test_every_name_is_there_and_documented(name):
    value = getattr(doclineage, name)
    assert inspect.isclass(value) or inspect.isfunction(value)
    first = (inspect.getdoc(value) or "").splitlines()[0]
    assert first.endswith("."), f"{name} wants one sentence"


@pytest.mark.parametrize("name", sorted(n for n in doclineage.__all__ if n.islower()))
def test_functions_are_typed(name):
    function = getattr(doclineage, name)
    signature = inspect.signature(function)
    assert signature.return_annotation is not inspect.Signature.empty
    for parameter in signature.parameters.values():
        assert parameter.annotation is not inspect.Parameter.empty


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match=r"doclineage.*'nothing'"):
        _ = doclineage.nothing


def test_the_package_is_typed(root):
    assert (root / "doclineage" / "py.typed").is_file()


def test_import_is_light(python):
    code = "import json, sys; import doclineage; print(json.dumps(sorted(sys.modules)))"
    loaded = set(json.loads(python("-c", code).stdout))
    assert not loaded & HEAVY
    assert {name for name in loaded if name.startswith("doclineage")} == {"doclineage"}


@pytest.mark.parametrize(
    ("arguments", "spared"),
    [
        (["--version"], {"networkx", "docx", "pdfplumber", "underthesea", "rich", "lxml"}),
        (["parse", "corpus/xa-con-bai.md", "--format", "json"], {"networkx", "docx", "rich"}),
    ],
)
def test_commands_load_what_they_need(arguments, spared, python):
    code = (
        "import sys; from doclineage.cli.commands import cli\n"
        f"cli.main({arguments!r}, prog_name='doclineage', standalone_mode=False)\n"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    done = python("-c", code)
    assert done.returncode == 0, done.stderr
    assert not set(done.stderr.split()) & spared


def test_the_route_from_files_to_a_report(corpus, tmp_path):
    parent = doclineage.read_document(corpus / "ke-hoach-118-tinh-song-lam.docx")
    child = doclineage.read_document(str(corpus / "ke-hoach-31-xa-khe-ngan.txt"))
    alignment = doclineage.align_documents(parent, child)
    for side, document in (("parents", parent), ("children", child)):
        linked = sorted(index for link in alignment.links for index in getattr(link, side))
        assert linked == sorted(document.content())
    graph = doclineage.trace_lineage([parent, child])
    assert isinstance(graph.nx, networkx.MultiDiGraph)
    absent = [name for name, fields in graph.nx.nodes(data=True) if not fields["present"]]
    assert len(absent) == len(graph.nx) - 2
    report = doclineage.audit_lineage(graph)
    assert {"A08"} <= {finding.code for finding in report.findings}
    again = report.alignment(report.plans[0].plan)
    assert again is not None
    assert again.links == alignment.links
    for name in ("report.json", "report.csv", "report.txt"):
        doclineage.write_report(report, tmp_path / name)
        assert (tmp_path / name).stat().st_size > 1000


def test_order_of_documents_is_nothing(corpus):
    documents = [
        doclineage.read_document(corpus / name)
        for name in ("xa-con-bai.md", "ke-hoach-118-tinh-song-lam.docx")
    ]
    there, back = (
        doclineage.audit_lineage(doclineage.trace_lineage(order))
        for order in (documents, documents[::-1])
    )
    assert there == back


def test_an_edge_says_what_the_contract_promises(corpus):
    graph = doclineage.trace_lineage([doclineage.read_document(corpus / "xa-con-bai.md")])
    for _, fields in graph.nx.nodes(data=True):
        assert fields.keys() >= {"number", "kind", "issued", "issuer", "title", "present"}
    for _, _, fields in graph.nx.edges(data=True):
        assert fields.keys() >= {"relation", "evidence", "unit", "confidence"}


def test_compare_texts_knows_both_sides():
    link = doclineage.compare_texts(
        "UBND các phường báo cáo trước ngày 15/11/2026",
        "UBND phường Bến Đò báo cáo trước ngày 15/12/2026",
        parent_issuer="UBND tỉnh Sông Lam",
        child_issuer="UBND phường Bến Đò",
    )
    assert link.relation == "changed"
    assert [(c.kind, c.effect) for c in link.fact_changes if c.effect != "equal"] == [
        ("deadline", "weakened")
    ]
