"""Written files: whole or not at all, harmless in a spreadsheet, readable by other programs."""

from __future__ import annotations

import csv
import io
import stat
from pathlib import Path

import networkx
import pytest

from doclineage.errors import WritingError
from doclineage.model import Lineage, LineageEdge, LineageNode
from doclineage.pipeline import (
    LineageGraph,
    audit_lineage,
    read_document,
    trace_lineage,
    write_report,
)
from doclineage.registry import WRITERS
from doclineage.reporting import format_of, write_file, write_to
from doclineage.reporting.sheets.table import harmless


@pytest.mark.parametrize("name", ["report.html", "report.docx", ".", "tree.svg"])
def test_a_report_left_in_the_folder_changes_no_later_one(command, first_family, tmp_path, name):
    for file in first_family.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    before = command("audit", tmp_path).stdout
    form = ["--format", "docx"] if name == "." else []
    for _ in range(2):
        kind = "lineage" if name == "tree.svg" else "audit"
        done = command(kind, tmp_path, "-o", tmp_path / name, *form)
        assert done.returncode in {0, 1}, done.stderr
        assert command("audit", tmp_path).stdout == before


@pytest.fixture(scope="module")
def graph(corpus) -> LineageGraph:
    return trace_lineage([read_document(file) for file in sorted(corpus.glob("*-*.*"))])


def bytes_of(name: str, *reports: object, language: str = "vi") -> bytes:
    stream = io.BytesIO()
    write_to(name, reports, stream, language=language)
    return stream.getvalue()


# --- whole or not at all ---------------------------------------------------------------------


def failing(reports, stream, *, language):
    stream.write(b"half of ")
    raise WritingError("x", "error.wrong-writer", "x")


def test_a_failure_leaves_what_was_there(tmp_path, monkeypatch):
    file = tmp_path / "report.json"
    file.write_text("the old report", encoding="utf-8")
    monkeypatch.setattr(type(WRITERS), "load", lambda self, name: failing)
    with pytest.raises(WritingError):
        write_file(file, "json", [])
    assert file.read_text("utf-8") == "the old report"
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]


def test_a_link_stays_a_link(tmp_path, graph):
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    target.touch()
    link.symlink_to(target)
    write_report(graph, link)
    assert link.is_symlink()
    assert target.stat().st_size > 1000


def test_modes_are_those_of_any_new_file(tmp_path, graph):
    write_report(graph, tmp_path / "a.json")
    (tmp_path / "b").touch()
    modes = {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("a.json", "b")}
    assert len(modes) == 1


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="no devices here")
def test_a_device_takes_bytes(graph):
    write_report(graph, "/dev/null", format="json")


@pytest.mark.parametrize("name", ["report", "report.yaml", ".json"])
def test_an_unknown_suffix_tells_the_known_formats(name, tmp_path, graph):
    with pytest.raises(WritingError, match=r"graphml") as caught:
        write_report(graph, tmp_path / name)
    assert name in str(caught.value)


def test_format_outweighs_the_suffix(tmp_path, graph):
    write_report(graph, tmp_path / "graph.txt", format="dot")
    assert (tmp_path / "graph.txt").read_text("utf-8").startswith("digraph")


def test_a_format_without_a_form_for_the_result_is_refused(tmp_path, corpus):
    document = read_document(corpus / "xa-con-bai.md")
    for name in ("dot", "mermaid", "graphml", "csv"):
        with pytest.raises(WritingError):
            write_report(document, tmp_path / f"x.{name}", format=name)
    assert not list(tmp_path.iterdir())


def test_every_format_has_a_suffix():
    assert {format_of(Path(f"x.{name}")) for name in WRITERS} == set(WRITERS)


# --- graphs ----------------------------------------------------------------------------------


def test_graphml_is_read_back_as_the_same_graph(graph):
    again = networkx.read_graphml(io.BytesIO(bytes_of("graphml", graph)))
    assert set(again.nodes) == set(graph.nx.nodes)
    assert len(again.edges) == len(graph.nx.edges)
    absent = {name for name, fields in again.nodes(data=True) if not fields["present"]}
    assert absent == {n for n, fields in graph.nx.nodes(data=True) if not fields["present"]}


def hostile() -> LineageGraph:
    fields = {"kind": None, "issued": None, "present": True}
    nodes = (
        LineageNode(id='a"\\', number='1/"KH"<b>\n', issuer="A & B", title="]; x", **fields),
        LineageNode(id="b", number=None, issuer=None, title="t" * 300, **fields),
    )
    edge = LineageEdge(
        source='a"\\',
        target="b",
        relation="implements",
        evidence='=HYPERLINK("http://x")',
        unit=None,
        confidence=0.5,
    )
    return LineageGraph((), Lineage(nodes=nodes, edges=(edge,)))


def test_mermaid_writes_each_mark_once():
    title = "Đạt 95% hồ sơ #1 & “2”"
    node = LineageNode(
        id="a", number=None, issuer=None, title=title, kind="KH", issued=None, present=True
    )
    drawn = bytes_of("mermaid", LineageGraph((), Lineage(nodes=(node,), edges=()))).decode()
    assert "Đạt 95#37; hồ sơ #35;1 #amp; “2”" in drawn


def test_dot_and_mermaid_quote_what_they_are_given():
    dot = bytes_of("dot", hostile()).decode()
    assert '"a\\"\\\\"' in dot
    assert dot.count("\n") == 2 + 1 + 2 + 1 + 1
    mermaid = bytes_of("mermaid", hostile()).decode()
    assert "<b>" not in mermaid
    assert "#lt;b#gt;" in mermaid
    assert "-->|thực hiện|" in mermaid
    assert "-->|implements|" in bytes_of("mermaid", hostile(), language="en").decode()


def test_absent_documents_are_dashed(graph):
    absent = sum(not node.present for node in graph.lineage.nodes)
    assert bytes_of("dot", graph).decode().count("dashed") == absent
    assert bytes_of("mermaid", graph).decode().count("stroke-dasharray") == absent


# --- spreadsheets ----------------------------------------------------------------------------


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_has_a_row_a_finding(graph):
    report = audit_lineage(graph)
    table = rows(bytes_of("csv", report))
    assert len(table) == 1 + len(report.findings)
    assert {len(row) for row in table} == {len(table[0])}
    assert [row[0] for row in table[1:]] == [finding.code for finding in report.findings]
    english = rows(bytes_of("csv", report, language="en"))
    assert [row[4] for row in english[1:]] == [f.message_en for f in report.findings]


def test_csv_has_a_row_an_edge(graph):
    assert len(rows(bytes_of("csv", graph))) == 1 + len(graph.lineage.edges)


@pytest.mark.parametrize("start", "=+-@\t\r")
def test_no_cell_is_a_formula(start):
    assert harmless(f"{start}1+1").startswith("'")
    assert rows(bytes_of("csv", hostile()))[1][3].startswith("'=")


def test_csv_keeps_hostile_text_as_text(hostile_audit):
    data = bytes_of("csv", hostile_audit)
    assert data.startswith(b"\xef\xbb\xbf")
    table = rows(data)
    cells = [cell for row in table for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert any(cell.startswith("'=HYPERLINK(") for cell in cells)
    assert any("<script>alert(1)</script>" in cell for cell in cells)
    assert any("x" * 10_000 in cell for cell in cells)
    assert "\u202e" not in data.decode()
