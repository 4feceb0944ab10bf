"""What notebooks show of values: tables and an image without scripts, text beside them."""

from __future__ import annotations

import base64
import re

import lxml.html
import pytest

from doclineage.lineage import LineageGraph
from doclineage.model import Alignment, AuditReport, Document
from doclineage.pipeline import (
    align_documents,
    audit_lineage,
    compare_lineage,
    read_document,
    trace_lineage,
)


@pytest.fixture(scope="module")
def values(corpus) -> dict[type, object]:
    documents = [read_document(file) for file in sorted(corpus.glob("*-*.*"))]
    graph = trace_lineage(documents)
    return {
        Document: documents[0],
        Alignment: align_documents(documents[0], documents[2]),
        LineageGraph: compare_lineage(graph),
        AuditReport: audit_lineage(graph),
    }


KINDS = (Document, Alignment, LineageGraph, AuditReport)


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_has_a_picture_or_table_and_its_text(values, kind):
    value = values[kind]
    bundle = value._repr_mimebundle_()
    assert set(bundle) >= {"text/plain", "text/html"}
    assert value._repr_html_() == bundle["text/html"]
    assert "118" in bundle["text/plain"]
    page = lxml.html.fromstring(bundle["text/html"])
    assert not page.xpath("//script | //iframe | //*[@onload or @onerror or @onclick]")
    assert len(bundle["text/plain"].splitlines()) <= 81
    assert list(value._repr_mimebundle_(include={"text/plain"})) == ["text/plain"]
    assert "text/html" not in value._repr_mimebundle_(exclude={"text/html"})


def test_a_graph_is_an_image_with_a_text_alternative(values):
    html = values[LineageGraph]._repr_html_()
    image = lxml.html.fromstring(html)
    assert image.tag == "img"
    assert "10 văn bản" in image.get("alt")
    data = image.get("src").removeprefix("data:image/svg+xml;base64,")
    assert (
        base64.b64decode(data).decode() == values[LineageGraph]._repr_mimebundle_()["image/svg+xml"]
    )


def test_an_audit_has_its_plans_and_findings(values):
    report = values[AuditReport]
    tables = lxml.html.fromstring(f"<div>{report._repr_html_()}</div>").xpath("//table")
    assert len(tables[0].xpath("./tbody/tr")) == len(report.plans)
    assert tables[1].xpath("./tbody/tr[1]/td[1]")[0].text_content().startswith("✗")


def test_a_pair_marks_its_facts(values):
    page = lxml.html.fromstring(values[Alignment]._repr_html_())
    marked = [mark.text for mark in page.xpath("//mark[contains(@style, 'bold')]")]
    assert {"95", "85"} <= set(marked)


def test_interactive_walls_the_page_off(values):
    for kind in (LineageGraph, AuditReport):
        frame = lxml.html.fromstring(values[kind].interactive(height=300)._repr_html_())
        assert frame.tag == "iframe"
        assert frame.get("sandbox") == "allow-scripts"
        assert "Content-Security-Policy" in frame.get("srcdoc")
    assert re.search("Audit report", values[AuditReport].interactive(language="en")._repr_html_())


def test_hostile_text_is_text(tmp_path):
    (tmp_path / "a.md").write_text("KẾ HOẠCH\n\n- Rà soát <script>alert(1)</script>.\n", "utf-8")
    html = read_document(tmp_path / "a.md")._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_the_model_alone_shows_nothing_and_loads_nothing(python):
    done = python(
        "-c",
        "import sys; from doclineage.model import Source, Letterhead, Document\n"
        "source = Source(path='a', sha256='', media_type='text/plain')\n"
        "d = Document(doc_id='a', source=source, letterhead=Letterhead(), units=())\n"
        "print(d._repr_mimebundle_(), 'doclineage.reporting' in sys.modules)",
    )
    assert done.stdout.split() == ["{}", "False"], done.stderr
