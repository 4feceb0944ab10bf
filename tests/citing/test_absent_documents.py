"""Documents that are cited and not here: one node a document, and no more than is known."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from test_adversarial_resolution import citing, document, years

from doclineage import trace_lineage
from doclineage.model import Document
from doclineage.reporting import write_to


def absent(*documents: Document) -> list[tuple[str | None, str | None]]:
    nodes = trace_lineage(documents).lineage.nodes
    return [(node.number, node.issuer) for node in nodes if not node.present]


def other(text: str, name: str = "other", **head: str) -> Document:
    return document(name, f"Căn cứ {text};", number="7/KH-UBND", issuer="UBND xã Khe Ngàn", **head)


def test_a_number_of_the_whole_country_is_one_document_however_it_is_cited() -> None:
    full = citing("Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư")
    assert absent(full, other("Nghị định số 30/2020/NĐ-CP")) == [("30/2020/NĐ-CP", "Chính phủ")]


def test_whose_plan_is_meant_is_not_guessed() -> None:
    bare = "Kế hoạch số 15/KH-UBND"
    assert absent(citing(bare), other(bare)) == [("15/KH-UBND", None)] * 2
    named = f"{bare} ngày 12/3/2026 của UBND tỉnh Sông Lam"
    assert absent(citing(named), other(named)) == [("15/KH-UBND", "UBND tỉnh Sông Lam")]


def test_the_order_of_full_and_short_citations_is_nothing() -> None:
    short = "Kế hoạch số 15/KH-UBND của UBND tỉnh Sông Lam"
    full = "Kế hoạch số 15/KH-UBND ngày 12/3/2026 của UBND tỉnh Sông Lam"
    for first, second in ((short, full), (full, short)):
        found = trace_lineage([other(first, "a"), citing(second)]).lineage.nodes
        assert sum(not node.present for node in found) == 1


def test_the_text_says_what_a_citation_may_mean() -> None:
    plans = years(date(2025, 3, 12), date(2026, 3, 12))
    graph = trace_lineage([*plans, citing("Kế hoạch số 15/KH-UBND của UBND phường Bến Đò")])
    written = BytesIO()
    write_to("text", [graph], written, language="en")
    text = " ".join(written.getvalue().decode().split())
    assert "may mean 15/KH-UBND · 12/03/2025" in text
    assert "several fit" in text
    assert "what would decide: the date" in text
