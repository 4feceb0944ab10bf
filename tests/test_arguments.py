"""What Python users give wrongly is told in a sentence, by the errors that they expect."""

from __future__ import annotations

import msgspec
import pytest

from doclineage import (
    DoclineageError,
    Settings,
    align_documents,
    audit_lineage,
    compare_texts,
    read_document,
    trace_lineage,
    write_report,
)
from doclineage.errors import SettingsError, WritingError


@pytest.fixture
def document(root):
    return read_document(root / "corpus" / "ke-hoach-31-xa-khe-ngan.txt")


def test_files_are_not_documents(document):
    for given in (("a.docx", "b.txt"), (document, None)):
        with pytest.raises(TypeError, match="read_document") as caught:
            align_documents(*given)
        assert isinstance(caught.value, DoclineageError)
    with pytest.raises(TypeError, match="not str: read files by read_document"):
        trace_lineage(["a.docx"])


def test_one_document_is_no_list(document):
    for given in (document, None):
        with pytest.raises(TypeError, match="a list of documents is wanted"):
            trace_lineage(given)


def test_a_document_that_is_not_here_is_named(document):
    graph = trace_lineage([document])
    for look_up in (graph.document, graph.node):
        with pytest.raises(KeyError) as caught:
            look_up("zzz")
        assert str(caught.value).startswith("zzz: there is no such document")


def test_the_absent_parent_is_named(document, root):
    with pytest.raises(DoclineageError) as caught:
        audit_lineage(trace_lineage([document]))
    said = str(caught.value)
    assert said.startswith(document.source.path)
    assert "181/KH-UBND" in said
    assert "parent=" in said


def test_a_set_that_cites_nothing_says_so_too(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("KẾ HOẠCH\nLàm sạch đường làng\n1. Quét đường.\n", encoding="utf-8")
    with pytest.raises(DoclineageError) as caught:
        audit_lineage(trace_lineage([read_document(file)]))
    assert (caught.value.code, caught.value.place) == ("error.no-plan", str(file))


@pytest.mark.parametrize(
    "stated",
    [
        {"match_floor": 3},
        {"match_floor": float("nan")},
        {"match_floor": "0.4"},
        {"max_pages": 0},
        {"disabled_rules": [1]},
        {"rule_severity": {"A01": "loud"}},
    ],
    ids=str,
)
def test_settings_are_checked_as_a_file_is(stated):
    with pytest.raises(SettingsError, match=next(iter(stated))):
        Settings(**stated)
    with pytest.raises(SettingsError):
        msgspec.structs.replace(Settings(), **stated)


def test_a_language_that_is_none_is_refused(document, tmp_path):
    with pytest.raises(WritingError, match="'fr': the value is not known: choose one of vi, en"):
        write_report(document, tmp_path / "a.txt", language="fr")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("odd", [None, b"a.txt", 3, ["a.txt"]])
def test_each_call_says_where_and_what_it_wants(odd, document, tmp_path):
    graph = trace_lineage([document])
    calls = {
        "read_document: the name of a file": lambda: read_document(odd),
        "write_report: the name of a file": lambda: write_report(graph, odd),
        "write_report: a result to write": lambda: write_report(odd, tmp_path / "a.json"),
        "audit_lineage: a graph is wanted": lambda: audit_lineage(odd),
        "compare_texts: the name of an issuer": lambda: compare_texts(
            "a", "b", child_issuer=odd if odd is not None else 0
        ),
    }
    for said, call in calls.items():
        with pytest.raises(TypeError, match=said) as caught:
            call()
        assert isinstance(caught.value, DoclineageError)
        assert len(str(caught.value).splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_a_document_is_no_path_and_a_path_no_parent(document):
    with pytest.raises(TypeError, match="not a document: give its path"):
        read_document(document)
    with pytest.raises(TypeError, match="not str: read files by read_document"):
        audit_lineage(trace_lineage([document]), parent=document.source.path)


def test_a_format_without_a_form_for_a_result_names_ones_that_have_one(document, tmp_path):
    alignment = align_documents(document, document)
    for result in (document, alignment, trace_lineage([document])):
        with pytest.raises(WritingError, match="such as json or text"):
            write_report(result, tmp_path / "a.xlsx")
        for suffix in ("json", "txt"):
            write_report(result, tmp_path / f"a.{suffix}")
            assert (tmp_path / f"a.{suffix}").stat().st_size
    assert not (tmp_path / "a.xlsx").exists()
