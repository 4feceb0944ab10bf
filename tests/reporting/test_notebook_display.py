"""What notebooks show of values: tables and an image without scripts, text beside them."""

from __future__ import annotations

import base64
import io
import re
import sys

import lxml.html
import PIL.Image
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


#: What JupyterLab shows of an output that is not trusted, the first that is there; SVG is not of
#: these (its `factories.ts`: ranks, and `safe`), HTML is shown without scripts and elements of SVG.
_UNTRUSTED = ("text/html", "image/png", "text/plain")
_KEPT_TAGS = {
    "div",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "b",
    "br",
    "mark",
    "p",
    "img",
}


def test_a_graph_is_a_picture_of_its_own_kind_for_notebooks_without_trust(values):
    pytest.importorskip("pygraphviz", reason="Graphviz draws the PNG")
    bundle = values[LineageGraph]._repr_mimebundle_()
    picture = PIL.Image.open(io.BytesIO(base64.b64decode(bundle["image/png"])))
    assert picture.format == "PNG"
    assert min(picture.size) > 300
    lively = {colour for _, colour in picture.convert("RGB").getcolors(1 << 24)}
    assert {(0xFB, 0xD3, 0xD5), (0xFF, 0xFF, 0xFF)} <= lively, (
        "boxes have the colour of what was found"
    )
    frame = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', bundle["image/svg+xml"])
    assert abs(picture.width / picture.height - float(frame[1]) / float(frame[2])) < 0.02


def test_without_graphviz_a_graph_is_still_an_image(values, monkeypatch):
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    bundle = values[LineageGraph]._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", "image/svg+xml"}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_shown_without_trust_needs_none(values, kind):
    bundle = values[kind]._repr_mimebundle_()
    first = next(mime for mime in _UNTRUSTED if mime in bundle)
    page = lxml.html.fromstring(f"<div>{bundle[first]}</div>")
    assert {element.tag for element in page.iter()} <= _KEPT_TAGS
    assert all(image.get("src").startswith("data:image/") for image in page.iter("img"))


def test_no_library_speaks_into_the_cell(values, capfd):
    values[LineageGraph]._repr_mimebundle_()
    assert capfd.readouterr().err == ""


def test_an_audit_has_its_plans_and_findings(values):
    report = values[AuditReport]
    tables = lxml.html.fromstring(f"<div>{report._repr_html_()}</div>").xpath("//table")
    assert len(tables[0].xpath("./tbody/tr")) == len(report.plans)
    assert tables[1].xpath("./tbody/tr[1]/td[1]")[0].text_content().startswith("✗")


def test_a_pair_marks_its_facts(values):
    page = lxml.html.fromstring(values[Alignment]._repr_html_())
    marked = [mark.text for mark in page.xpath("//mark[contains(@style, 'bold')]")]
    assert {"95", "85"} <= set(marked)


def test_only_what_has_a_page_offers_one(values):
    assert [kind for kind in KINDS if hasattr(values[kind], "interactive")] == [
        LineageGraph,
        AuditReport,
    ]


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
