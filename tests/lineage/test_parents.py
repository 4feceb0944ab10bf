"""Against which documents a plan is held: what its opening says, what is reached through it."""

from __future__ import annotations

import pytest
from market_plans import DIRECTIVE, OPENING, PROVINCE, PURPOSE, TASKS, WATER, ward

from doclineage import LineageGraph, read_document, trace_lineage
from doclineage.lineage import parents_of


@pytest.fixture
def traced(tmp_path):
    def trace(*texts: str) -> LineageGraph:
        documents = []
        for place, text in enumerate(texts):
            (tmp_path / f"{place}.txt").write_text(text, encoding="utf-8")
            documents.append(read_document(tmp_path / f"{place}.txt"))
        return trace_lineage(documents)

    return trace


@pytest.fixture
def parents(traced):
    def of_ward(*texts: str) -> list[tuple[str | None, str]]:
        graph = traced(*texts)
        plan = next(d for d in graph.documents if d.letterhead.number == "19/KH-UBND")
        return [(graph.node(b.parent).number, b.verdict) for b in parents_of(graph, plan)]

    return of_ward


def test_a_directive_named_in_the_purposes_is_reached_through_the_plan_above(parents):
    found = parents(DIRECTIVE, PROVINCE, ward(OPENING, PURPOSE))
    assert found == [("246/KH-UBND", "right")]


def test_the_chain_goes_by_the_opening(traced):
    later = DIRECTIVE.replace("08 tháng 01", "20 tháng 02")
    graph = traced(later, PROVINCE, ward(OPENING, PURPOSE.replace("08/01", "20/02")))
    plan = next(d for d in graph.documents if d.letterhead.level == "commune")
    assert graph.node(graph.chain(plan.doc_id).documents[1]).number == "246/KH-UBND"


def test_it_is_not_held_against_one_that_nothing_else_ties_to_its_parent(parents):
    untied = PROVINCE.replace(
        "Thực hiện Chỉ thị số 14-CT/TU ngày 08/01/2026 của Tỉnh ủy Trà Ngân, ", ""
    )
    assert parents(DIRECTIVE, untied, ward(OPENING, PURPOSE)) == [("246/KH-UBND", "right")]


def test_what_the_opening_says_to_carry_out_beside_the_parent_counts(parents):
    both = f"Thực hiện Chỉ thị số 14-CT/TU ngày 08/01/2026 của Tỉnh ủy Trà Ngân; {OPENING[10:]}"
    found = parents(DIRECTIVE, PROVINCE, ward(both))
    assert found == [("14-CT/TU", "right"), ("246/KH-UBND", "right")]


def test_the_directive_is_the_parent_where_there_is_no_other(parents):
    assert parents(DIRECTIVE, ward(OPENING, PURPOSE)) == [("14-CT/TU", "right")]
    assert parents(DIRECTIVE, PROVINCE, ward("Theo chức năng", PURPOSE)) == [("14-CT/TU", "right")]


def test_a_basis_whose_text_it_follows_goes_before_what_the_purposes_name(parents):
    basis = OPENING.replace("Thực hiện", "Căn cứ")
    assert parents(DIRECTIVE, PROVINCE, ward(basis, PURPOSE)) == [("246/KH-UBND", "right")]


def test_of_several_bases_the_one_whose_text_it_follows_counts(parents):
    bases = f"Căn cứ Kế hoạch số 251/KH-UBND ngày 05/02/2026 của UBND tỉnh Trà Ngân;\n{OPENING}"
    found = parents(WATER, PROVINCE, ward(bases.replace("Thực hiện", "Căn cứ")))
    assert found == [("246/KH-UBND", "right")]


def test_the_parent_that_is_cited_wrongly_goes_before_what_the_purposes_name(parents):
    wrong = OPENING.replace("246/KH", "264/KH")
    found = parents(DIRECTIVE, PROVINCE, ward(wrong, PURPOSE))
    assert found == [("246/KH-UBND", "wrong")]


def test_no_plan_is_held_against_a_law_beside_its_directive(parents):
    law = """QUỐC HỘI
Luật số: 91/2025/QH15

LUẬT
Chợ và trung tâm thương mại

Điều 1. Phạm vi điều chỉnh
Luật này quy định về việc lập chợ.
"""
    opening = f"Thực hiện Luật Chợ và trung tâm thương mại số 91/2025/QH15; {OPENING[10:]}"
    assert parents(law, PROVINCE, ward(opening)) == [("246/KH-UBND", "right")]


# --- cited wrongly ----------------------------------------------------------------------------

TITLED = f"{OPENING} về chỉnh trang chợ dân sinh năm 2026"
MISPRINTS = {
    "digits turned": ("246/KH", "264/KH", ("number",)),
    "a digit wrong": ("246/KH", "249/KH", ("number",)),
    "a digit lost": ("246/KH", "24/KH", ("number",)),
    "a digit too many": ("246/KH", "2146/KH", ("number",)),
    "its unit left out": ("KH-UBND", "KH-UB", ("number",)),
    "day and month turned": ("03/02/2026", "02/03/2026", ("date",)),
    "another month": ("03/02/2026", "03/01/2026", ("date",)),
    "another year": ("03/02/2026", "03/02/2025", ("date",)),
    "both a little": ("246/KH-UBND ngày 03/02", "264/KH-UBND ngày 13/02", ("number", "date")),
}


@pytest.mark.parametrize("opening", [TITLED, OPENING], ids=["titled", "untitled"])
@pytest.mark.parametrize("name", MISPRINTS)
def test_a_misprint_is_known_by_the_rest(name, opening, traced):
    old, new, differs = MISPRINTS[name]
    graph = traced(PROVINCE, WATER, ward(opening.replace(old, new)))
    plan = next(d for d in graph.documents if d.letterhead.level == "commune")
    (basis,) = parents_of(graph, plan)
    assert graph.node(basis.parent).number == "246/KH-UBND"
    assert (basis.verdict, basis.near.differs) == ("wrong", differs)
    edge = next(e for e in graph.outgoing[plan.doc_id] if e.relation == "implements")
    assert not graph.node(edge.target).present
    assert edge.candidates == (basis.parent,)
    assert {"kind", "issuer", "text"} <= set(edge.agrees)
    assert edge.share > 0.4


@pytest.mark.parametrize(
    ("opening", "differs"),
    [
        (TITLED.replace("246/KH", "907/KH"), ("number",)),
        (TITLED.replace("246/KH-UBND ngày 03/02", "907/KH-UBND ngày 13/02"), ("number", "date")),
        (TITLED.replace("246/KH", "264/KH").replace(" ngày 03/02/2026", ""), ("number",)),
        (TITLED.replace("246/KH", "264/KH").replace(" của UBND tỉnh Trà Ngân", ""), ("number",)),
        (TITLED.replace(" số 246/KH-UBND", "").replace("03/02", "13/02"), ("date",)),
        (
            TITLED.replace("246/KH", "264/KH").replace("chỉnh trang chợ", "sửa sang các chợ"),
            ("number", "title"),
        ),
    ],
)
def test_title_and_text_make_up_for_more(opening, differs, traced):
    graph = traced(PROVINCE, WATER, ward(opening))
    assert [near.differs for near in graph.near] == [differs]


@pytest.mark.parametrize(
    "opening",
    [
        "Thực hiện Kế hoạch số 246/KH-UBND",
        "Thực hiện Kế hoạch số 246/KH-UBND của UBND tỉnh",
    ],
)
def test_what_is_not_said_in_full_is_assumed_by_the_text(opening, traced):
    graph = traced(PROVINCE, PROVINCE.replace("TRÀ NGÂN", "MAI SƠN").replace(TASKS, ""), WATER,
                   ward(opening))  # fmt: skip
    plan = next(d for d in graph.documents if d.letterhead.level == "commune")
    assert [(graph.node(b.parent).issuer, b.verdict) for b in parents_of(graph, plan)] in (
        [("UBND tỉnh Trà Ngân", "assumed")],
        [("UBND tỉnh Trà Ngân", "right")],
    )


def last_year(opening: str) -> str:
    return opening.replace("03/02/2026", "10/02/2025").replace("năm 2026", "năm 2025")


@pytest.mark.parametrize(
    "opening",
    [
        last_year(TITLED).replace("246/KH", "231/KH"),
        last_year(TITLED).replace("246/KH", "264/KH"),
        last_year(TITLED),
        last_year(OPENING).replace("246/KH", "264/KH"),
        TITLED.replace("246/KH-UBND ngày 03/02", "231/KH-UBND ngày 20/01"),
        OPENING.replace("246/KH-UBND ngày 03/02", "231/KH-UBND ngày 13/02"),
        TITLED.replace("Trà Ngân", "Mai Sơn"),
        TITLED.replace("Trà Ngân", "Mai Sơn").replace("246/KH", "264/KH"),
        TITLED.replace("246/KH-UBND", "246-KH/TU").replace("UBND tỉnh", "Tỉnh ủy"),
        TITLED.replace("246/KH-UBND", "264/KH-SCT").replace("UBND tỉnh", "Sở Công Thương tỉnh"),
        TITLED.replace("246/KH", "264/KH").replace("chỉnh trang chợ dân sinh", "phòng cháy rừng"),
        TITLED.replace("03/02", "13/02").replace("chỉnh trang chợ dân sinh", "phòng cháy rừng"),
        TITLED.replace("246/KH", "246/QĐ").replace("Kế hoạch số", "Quyết định số"),
    ],
)
def test_another_document_is_not_taken_for_one_that_is_here(opening, parents):
    assert parents(PROVINCE, WATER, ward(opening)) == []


def test_a_number_without_a_title_is_not_bent_to_a_plan_of_another_subject(parents):
    opening = OPENING.replace("246/KH", "264/KH")
    water = WATER[WATER.index("1. Khoanh") :]
    assert parents(PROVINCE, ward(opening, tasks=f"I. NHIỆM VỤ\n{water}")) == []


def test_numbers_beside_the_right_one_mean_other_documents(parents):
    opening = OPENING.replace("Kế hoạch số", "các Kế hoạch số 264/KH-UBND, số")
    assert parents(PROVINCE, ward(opening)) == [("246/KH-UBND", "right")]


def test_what_comes_near_means_what_is_cited_rightly_elsewhere(traced):
    wrong = PURPOSE.replace("14-CT", "41-CT")
    both = f"Thực hiện Chỉ thị số 14-CT/TU ngày 08/01/2026 của Tỉnh ủy Trà Ngân; {OPENING[10:]}"
    graph = traced(DIRECTIVE, PROVINCE, ward(both, wrong))
    assert [near.differs for near in graph.near] == [("number",)]
    graph = traced(DIRECTIVE, PROVINCE, ward(both, PURPOSE.replace("14-CT", "27-CT")))
    assert graph.near == ()


def test_the_number_of_another_plan_does_not_outweigh_title_and_text(traced):
    other = TITLED.replace("246/KH-UBND ngày 03/02", "251/KH-UBND ngày 05/02")
    graph = traced(PROVINCE, WATER, ward(other))
    plan = next(d for d in graph.documents if d.letterhead.level == "commune")
    (basis,) = parents_of(graph, plan)
    assert (graph.node(basis.parent).number, basis.verdict) == ("246/KH-UBND", "wrong")
    assert graph.chain(plan.doc_id).documents[1] == basis.parent


def test_a_title_alone_does_not_outweigh_number_and_day(parents):
    water = WATER[WATER.index("1. Khoanh") :]
    other = TITLED.replace("246/KH-UBND ngày 03/02", "251/KH-UBND ngày 05/02")
    found = parents(PROVINCE, WATER, ward(other, tasks=f"I. NHIỆM VỤ\n{water}"))
    assert found == [("251/KH-UBND", "right")]


def test_a_draft_without_number_is_known_by_its_text(parents):
    draft = PROVINCE.replace("Số: 246/KH-UBND", "Số:     /KH-UBND")
    draft = draft.replace("ngày 03 tháng 02 năm 2026", "ngày    tháng    năm 2026")
    assert parents(draft, WATER, ward(OPENING))[0][1] in {"assumed", "right"}


def test_between_equals_nothing_is_guessed(traced):
    again = PROVINCE.replace("246/KH", "243/KH")
    graph = traced(PROVINCE, again, ward(TITLED.replace("246/KH", "245/KH")))
    plan = next(d for d in graph.documents if d.letterhead.level == "commune")
    assert parents_of(graph, plan) == ()
    edge = next(e for e in graph.outgoing[plan.doc_id] if e.relation == "implements")
    assert len(edge.candidates) == 2
    assert edge.doubts == ("number", "ambiguous")
