"""What contradicts itself in a graph, and when documents held."""

from __future__ import annotations

import pytest
from graph_documents import day, document

from doclineage.lineage.validity import begins, endings, stated_begin, stated_end
from doclineage.pipeline import LineageGraph, trace_lineage

CENTRAL = ("09/CT-TTg", "Thủ tướng Chính phủ", "10/1/2026")
NEWER = ("31/CT-TTg", "Thủ tướng Chính phủ", "20/4/2026")
PROVINCE = ("20/KH-UBND", "UBND tỉnh Đông Giang", "5/2/2026")
WARD = ("7/KH-UBND", "UBND phường Mây Trắng", "1/3/2026")


def traced(*documents) -> LineageGraph:
    return trace_lineage(documents)


def doubted(doubts, graph: LineageGraph) -> list[tuple]:
    return [(d.kind, *(graph.node(name).number for name in d.documents)) for d in doubts]


def on(designation: tuple, when: str) -> tuple:
    return (*designation[:2], when)


# --- dates ------------------------------------------------------------------------------------


def test_a_child_dated_before_its_parent():
    graph = traced(
        document(*on(WARD, "1/1/2026"), [("implements", *PROVINCE)]), document(*PROVINCE)
    )
    (doubt,) = graph.date_contradictions()
    assert doubted([doubt], graph) == [("child-before-parent", "7/KH-UBND", "20/KH-UBND")]
    assert doubt.severity == "error"
    assert "20/KH-UBND" in doubt.edges[0].evidence
    assert "01/01/2026" in doubt.message
    assert "05/02/2026" in doubt.message_en


@pytest.mark.parametrize(
    ("relation", "kind"),
    [
        ("implements", "child-before-parent"),
        ("guides", "child-before-parent"),
        ("based_on", "basis-issued-later"),
        ("refers_to", "cites-later"),
        ("replaces", "cites-later"),
    ],
)
def test_what_is_cited_but_absent_has_the_day_of_its_citation(relation, kind):
    graph = traced(document(*PROVINCE, [(relation, *NEWER)]))
    assert doubted(graph.date_contradictions(), graph) == [(kind, "20/KH-UBND", "31/CT-TTg")]


def test_days_that_fit_or_are_unknown_contradict_nothing():
    graph = traced(
        document(*WARD, [("implements", *on(PROVINCE, WARD[2])), ("based_on", *CENTRAL)]),
        document("8/KH-UBND", "UBND xã Suối Cát", None, [("implements", *NEWER)]),
    )
    assert graph.date_contradictions() == ()


# --- circles and bases ------------------------------------------------------------------------


def test_a_circle_is_told_with_its_sentences():
    graph = traced(
        document(*PROVINCE, [("based_on", *WARD)]), document(*WARD, [("implements", *PROVINCE)])
    )
    (doubt,) = graph.cycles()
    assert {edge.relation for edge in doubt.edges} == {"based_on", "implements"}
    assert doubt.message.count("→") == 2


def test_citing_one_another_is_no_circle():
    graph = traced(
        document(*PROVINCE, [("refers_to", *WARD)]), document(*WARD, [("implements", *PROVINCE)])
    )
    assert graph.cycles() == ()


def test_documents_without_a_basis():
    report = ("5/BC-UBND", "UBND xã Suối Cát", "9/3/2026")
    graph = traced(
        document(*CENTRAL),
        document(*PROVINCE),
        document(*WARD, [("based_on", *CENTRAL)]),
        document(*report, [("refers_to", *CENTRAL)]),
    )
    found = graph.without_basis()
    assert doubted(found, graph) == [("no-basis", "20/KH-UBND"), ("no-basis", "5/BC-UBND")]
    assert [doubt.severity for doubt in found] == ["warning", "info"]


# --- levels -----------------------------------------------------------------------------------


def test_a_plan_that_skips_the_province():
    graph = traced(document(*WARD, [("implements", *CENTRAL)]))
    assert doubted(graph.skipped_levels(), graph) == [("skipped-level", "7/KH-UBND", "09/CT-TTg")]


def test_a_parent_of_the_level_between_is_no_skip_even_absent():
    graph = traced(document(*WARD, [("implements", *CENTRAL), ("based_on", *PROVINCE)]))
    assert graph.skipped_levels() == ()


def test_a_law_is_no_directive_to_skip_to():
    law = ("72/2025/QH15", "Quốc hội", "16/6/2025")
    graph = traced(document(*WARD, [("based_on", *law)]))
    assert graph.skipped_levels() == ()


@pytest.mark.parametrize(("when", "count"), [("1/6/2025", 1), ("1/7/2025", 0)])
def test_districts_count_while_they_stood(when, count):
    parent = on(PROVINCE, "5/2/2025")
    graph = traced(document(*on(WARD, when), [("implements", *parent)]))
    assert len(graph.skipped_levels()) == count


# --- force ------------------------------------------------------------------------------------

REPLACING = document(*NEWER, [("replaces", *CENTRAL)])


@pytest.mark.parametrize(
    ("issued", "kind"), [("21/4/2026", "stale-basis"), ("1/3/2026", "basis-ended-since")]
)
def test_a_basis_that_was_replaced(issued, kind):
    plan = document(*on(PROVINCE, issued), [("implements", *CENTRAL)])
    graph = traced(plan, REPLACING, document(*CENTRAL))
    (doubt,) = graph.stale_bases()
    assert doubted([doubt], graph) == [(kind, "20/KH-UBND", "09/CT-TTg", "31/CT-TTg")]
    assert doubt.since == day("20/4/2026")
    assert [edge.relation for edge in doubt.edges] == ["implements", "replaces"]
    assert "31/CT-TTg" in doubt.message


def test_the_replacement_counts_from_the_day_on_which_it_holds():
    later = document(
        *NEWER,
        [("replaces", *CENTRAL)],
        ["Chỉ thị này có hiệu lực thi hành kể từ ngày 01 tháng 7 năm 2026."],
    )
    plan = document(*on(PROVINCE, "1/6/2026"), [("implements", *CENTRAL)])
    (doubt,) = traced(plan, later, document(*CENTRAL)).stale_bases()
    assert (doubt.kind, doubt.since) == ("basis-ended-since", day("1/7/2026"))


def test_an_article_repealed_leaves_the_rest_in_force():
    partly = document(*NEWER, [("repeals", *CENTRAL, {"article": "3"})])
    plan = document(*on(PROVINCE, "1/6/2026"), [("implements", *CENTRAL)])
    graph = traced(plan, partly, document(*CENTRAL))
    assert graph.stale_bases() == ()
    (ending,) = endings(graph, "09/CT-TTg|Thủ tướng Chính phủ")
    assert ending.partial


def test_a_whole_repeal_outweighs_a_partial_one_of_the_same_document():
    both = document(*NEWER, [("repeals", *CENTRAL, {"article": "3"}), ("repeals", *CENTRAL)])
    graph = traced(both, document(*CENTRAL))
    assert not endings(graph, "09/CT-TTg|Thủ tướng Chính phủ")[0].partial


def test_a_document_may_replace_its_own_basis():
    plan = document(*NEWER, [("based_on", *CENTRAL), ("replaces", *CENTRAL)])
    assert traced(plan, document(*CENTRAL)).stale_bases() == ()


def test_a_plan_whose_period_was_over():
    old = document(*on(PROVINCE, "5/2/2025"), title="Chuyển đổi số tỉnh Đông Giang năm 2025")
    plan = document(*WARD, [("implements", *on(PROVINCE, "5/2/2025"))])
    graph = traced(old, plan)
    (doubt,) = graph.stale_bases()
    assert (doubt.kind, doubt.since) == ("stale-basis", day("1/1/2026"))


@pytest.mark.parametrize(
    ("title", "end"),
    [
        ("Phòng, chống thiên tai giai đoạn 2026 - 2030", "1/1/2031"),
        ("Phát triển du lịch đến năm 2030, tầm nhìn đến năm 2045", "1/1/2046"),
        ("Triển khai thi hành Luật Đất đai năm 2026", None),
        ("Khắc phục hạn chế của công tác văn thư năm 2024", None),
        ("Tổ chức Ngày hội văn hóa", None),
    ],
)
def test_the_period_that_a_title_names(title, end):
    graph = traced(document(*PROVINCE, title=title))
    found = endings(graph, "20/KH-UBND|UBND tỉnh Đông Giang")
    assert [ending.since for ending in found] == ([day(end)] if end else [])


@pytest.mark.parametrize(
    ("sentence", "begin", "end"),
    [
        ("Nghị định này có hiệu lực thi hành kể từ ngày 15/8/2026.", "15/8/2026", None),
        ("Hiệu lực. Quyết định này có hiệu lực từ ngày 01-9-2026 và thay thế …", "1/9/2026", None),
        ("Quyết định này có hiệu lực kể từ ngày ký.", None, None),
        ("Chỉ thị này hết hiệu lực từ ngày 1/1/2028.", None, "1/1/2028"),
        (
            "Nghị quyết này có hiệu lực từ ngày 1/3/2026 đến hết ngày 31/12/2027.",
            "1/3/2026",
            "1/1/2028",
        ),
        ("Các quy định trái với Quyết định này hết hiệu lực từ ngày 1/1/2028.", None, None),
        ("Từ ngày Luật này có hiệu lực đến hết ngày 31/12/2027, hồ sơ nộp …", None, None),
        ("Khoản 3 Điều này hết hiệu lực từ ngày 1/1/2028.", None, None),
        ("“Luật này có hiệu lực từ ngày 1/1/2020.”", None, None),
        ("Nghị định số 5 có hiệu lực từ ngày 1/1/2020.", None, None),
    ],
)
def test_when_a_document_says_that_it_holds(sentence, begin, end):
    said = document(*PROVINCE, (), ["Điều khoản.", sentence])
    assert stated_begin(said) == day(begin)
    assert stated_end(said) == day(end)


def test_begins_is_the_day_of_issue_unless_stated():
    graph = traced(document(*PROVINCE), document(*WARD, [("implements", *CENTRAL)]))
    assert begins(graph, "20/KH-UBND|UBND tỉnh Đông Giang") == day(PROVINCE[2])
    absent = next(node for node in graph.lineage.nodes if not node.present)
    assert begins(graph, absent.id) == day(CENTRAL[2])


# --- one day ----------------------------------------------------------------------------------


@pytest.fixture
def family() -> LineageGraph:
    return traced(
        document(*CENTRAL),
        document(*PROVINCE, [("implements", *CENTRAL)]),
        document(*NEWER, [("replaces", *CENTRAL), ("refers_to", "3/2026/QH15", "Quốc hội", None)]),
        document(*on(WARD, "1/5/2026"), [("implements", *PROVINCE)]),
        document("8/KH-UBND", "UBND xã Suối Cát", None, [("implements", *PROVINCE)]),
    )


def states(graph: LineageGraph) -> dict[str | None, str | None]:
    return {node.number: node.state for node in graph.lineage.nodes}


def test_a_graph_of_no_day_has_no_states(family):
    assert set(states(family).values()) == {None}
    assert family.lineage.as_of is None


def test_as_of_a_day_before_the_replacement(family):
    then = family.as_of(day("19/4/2026"))
    assert states(then) == {
        "09/CT-TTg": "in-force",
        "20/KH-UBND": "in-force",
        "8/KH-UBND": "unknown",
    }
    assert then.lineage.as_of == day("19/4/2026")
    assert {edge.relation for edge in then.lineage.edges} == {"implements"}
    assert len(then.documents) == 3


def test_as_of_the_day_of_the_replacement(family):
    then = states(family.as_of(day("20/4/2026")))
    assert then["09/CT-TTg"] == "replaced"
    assert then["31/CT-TTg"] == "in-force"
    assert "7/KH-UBND" not in then
    assert "3/2026/QH15" in then  # cited by what is there, of unknown day


def test_as_of_asked_twice_is_asked_once(family):
    then = family.as_of(day("20/4/2026"))
    assert then.as_of(day("20/4/2026")).lineage == then.lineage


def test_queries_of_a_day_know_nothing_later(family):
    then = family.as_of(day("19/4/2026"))
    assert then.stale_bases() == ()
    assert len(family.stale_bases()) == 1


def test_a_document_that_does_not_hold_yet():
    waiting = document(*NEWER, (), ["Chỉ thị này có hiệu lực từ ngày 1/7/2026."])
    then = traced(waiting).as_of(day("1/5/2026"))
    assert states(then) == {"31/CT-TTg": "not-yet"}
