"""Values and errors survive pickling and JSON, and cannot be changed in place."""

from __future__ import annotations

import copy
import pickle

import msgspec
import pytest

from doclineage import errors
from doclineage.errors import DoclineageError, NoSuchDocumentError
from doclineage.model import Alignment, AuditReport, Document, Lineage
from doclineage.pipeline import (
    align_documents,
    audit_lineage,
    read_document,
    trace_lineage,
)


@pytest.fixture(scope="module")
def values(corpus) -> dict[type, object]:
    parent = read_document(corpus / "ke-hoach-118-tinh-song-lam.docx")
    child = read_document(corpus / "ke-hoach-52-phuong-doi-sim.pdf")
    graph = trace_lineage([parent, child])
    return {
        Document: child,
        Alignment: align_documents(parent, child),
        Lineage: graph.lineage,
        AuditReport: audit_lineage(graph),
    }


KINDS = (Document, Alignment, Lineage, AuditReport)


@pytest.mark.parametrize("kind", KINDS)
def test_pickled_and_back(kind, values):
    value = values[kind]
    assert pickle.loads(pickle.dumps(value)) == value
    assert copy.deepcopy(value) == value


@pytest.mark.parametrize("kind", KINDS)
def test_written_as_json_and_back(kind, values):
    assert msgspec.json.decode(msgspec.json.encode(values[kind]), type=kind) == values[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_frozen(kind, values):
    value = values[kind]
    with pytest.raises(AttributeError):
        setattr(value, value.__struct_fields__[0], None)


def test_a_graph_survives_pickling(values, corpus):
    graph = trace_lineage([read_document(corpus / "xa-con-bai.md")])
    again = pickle.loads(pickle.dumps(graph))
    assert (again.lineage, again.documents, again.near) == (
        graph.lineage,
        graph.documents,
        graph.near,
    )
    assert set(again.nx.edges) == set(graph.nx.edges)


FAMILY = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, DoclineageError)
]


@pytest.mark.parametrize("kind", FAMILY)
def test_errors_survive_pickling(kind):
    error = kind("văn bản.docx", "error.too-large", "2 > 1")
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert (again.place, again.code, again.detail) == ("văn bản.docx", "error.too-large", "2 > 1")
    assert again.text("vi") == error.text("vi")
    assert str(again) == again.text("en")


def test_the_tree_of_errors_has_one_root():
    assert len(FAMILY) == 8
    assert all(kind is DoclineageError or DoclineageError in kind.mro() for kind in FAMILY)


def test_a_report_that_lacks_a_document_says_so():
    report = AuditReport(plans=(), findings=(), documents=(), comparisons=())
    with pytest.raises(NoSuchDocumentError, match=r"doc-1: .*JSON"):
        report.document("doc-1")


@pytest.mark.parametrize("kind", KINDS)
def test_equal_values_are_one_member_of_a_set(kind, values):
    value = values[kind]
    assert len({value, copy.deepcopy(value)}) == 1


def test_units_and_letterheads_are_keys(values):
    child = values[Document]
    again = copy.deepcopy(child)
    assert set(again.units) == set(child.units)
    assert len(set(child.units)) == len(child.units)
    other = msgspec.structs.replace(child.units[0], cells={"task": "khác"})
    assert other not in set(child.units)
    assert {again.letterhead: 1}[child.letterhead] == 1


@pytest.mark.parametrize("kind", [Document, Alignment, AuditReport])
def test_a_value_shows_in_one_short_line(kind, values):
    line = repr(values[kind])
    assert line.startswith(kind.__name__)
    assert len(line.splitlines()) == 1
    assert len(line) < 300


def test_the_short_line_counts_what_is_there(values):
    child, alignment, report = (values[kind] for kind in (Document, Alignment, AuditReport))
    assert f"{len(child.units)} units" in repr(child)
    omitted = sum(link.relation == "omitted" for link in alignment.links)
    assert omitted
    assert f"{omitted} omitted" in repr(alignment)
    errors_found = sum(found.severity == "error" for found in report.findings)
    assert f"{errors_found} error" in repr(report)
    assert repr(child.doc_id) in repr(alignment)
