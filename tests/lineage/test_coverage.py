"""Where in a chain a task was first lost, and texts that derive without a citation."""

from __future__ import annotations

from itertools import combinations

import pytest
from graph_documents import document

from doclineage.errors import UnusableInputError
from doclineage.lineage import derivation_candidates, present_chain
from doclineage.lineage.derivation import _shingles
from doclineage.pipeline import (
    LineageGraph,
    audit_lineage,
    check_lineage,
    find_uncited_sources,
    follow_tasks,
    trace_lineage,
)

CENTRAL = ("09/CT-TTg", "Thủ tướng Chính phủ", "10/1/2026")
PROVINCE = ("20/KH-UBND", "UBND tỉnh Đông Giang", "5/2/2026")
WARD = ("7/KH-UBND", "UBND phường Mây Trắng", "1/3/2026")
OTHER = ("8/KH-UBND", "UBND xã Suối Cát", "4/3/2026")

KEPT = "Rà soát, số hóa toàn bộ hồ sơ hộ tịch còn giá trị sử dụng, hoàn thành trước tháng 9."
LATE = "Bố trí điểm hỗ trợ người cao tuổi nộp hồ sơ trực tuyến tại trụ sở tiếp công dân."
EARLY = "Kiểm tra định kỳ việc bảo quản máy bơm chống úng và sổ theo dõi vận hành từng trạm."
SPLIT = (
    "Tuyên truyền về phân loại rác tại nguồn trong các khu dân cư, trường học; "
    "lắp đặt thùng chứa pin cũ ở chợ, bến xe và nhà văn hóa thôn."
)
HALF = "Tuyên truyền về phân loại rác tại nguồn trong các khu dân cư, trường học."


@pytest.fixture(scope="module")
def graph() -> LineageGraph:
    return trace_lineage(
        [
            document(*CENTRAL, body=[KEPT, LATE, EARLY, SPLIT]),
            document(*PROVINCE, [("implements", *CENTRAL)], [KEPT, LATE, SPLIT]),
            document(*WARD, [("implements", *PROVINCE)], [KEPT, HALF]),
            document(*OTHER, [("implements", *PROVINCE)], [KEPT, LATE, SPLIT]),
        ]
    )


def id_of(designation: tuple) -> str:
    return f"{designation[0]}|{designation[1]}"


def traces(graph: LineageGraph, plan: tuple) -> dict:
    return {trace.text: trace for trace in follow_tasks(graph, id_of(plan))}


def test_the_chain_is_compared_from_the_root(graph):
    assert present_chain(graph, id_of(WARD)) == tuple(map(id_of, (CENTRAL, PROVINCE, WARD)))


def test_every_task_is_told_where_it_ended(graph):
    found = traces(graph, WARD)
    assert found[KEPT].outcome == "carried"
    assert [step.paths for step in found[KEPT].steps] == [("p1",), ("p1",), ("p1",)]
    assert (found[LATE].outcome, found[LATE].ended_in) == ("lost", id_of(WARD))
    assert [step.paths for step in found[LATE].steps] == [("p2",), ("p2",), ()]
    assert (found[EARLY].outcome, found[EARLY].ended_in) == ("lost", id_of(PROVINCE))
    assert len(found[EARLY].steps) == 2
    assert found[EARLY].reason
    assert found[EARLY].reason_en


def test_the_request_for_a_plan_is_not_lost_where_the_plan_is():
    asked = "Ủy ban nhân dân các xã, phường ban hành kế hoạch thực hiện trước ngày 15/3/2026."
    graph = trace_lineage(
        [
            document(*PROVINCE, body=[KEPT, asked]),
            document(*WARD, [("implements", *PROVINCE)], [KEPT]),
        ]
    )
    trace = traces(graph, WARD)[asked]
    assert (trace.outcome, trace.ended_in) == ("carried", None)
    assert trace.steps[-1].paths == ()


def test_half_a_task_is_thinned_where_its_clause_was_lost(graph):
    trace = traces(graph, WARD)[SPLIT]
    assert (trace.outcome, trace.ended_in) == ("thinned", None)
    assert trace.thinned_in == id_of(WARD)
    assert [step.coverage for step in trace.steps][:2] == [1.0, 1.0]
    assert 0.2 < trace.steps[2].coverage < 0.8
    assert "thùng chứa pin" in " ".join(trace.steps[2].lost)


def test_coverage_never_grows_on_the_way_down(graph):
    for trace in follow_tasks(graph, id_of(WARD), id_of(OTHER)):
        shares = [step.coverage for step in trace.steps]
        assert shares == sorted(shares, reverse=True)


def test_another_plan_of_the_chain_lost_only_what_was_lost_above(graph):
    lost = {text for text, trace in traces(graph, OTHER).items() if trace.outcome == "lost"}
    assert lost == {EARLY}


def test_comparisons_that_are_there_are_not_made_again(graph, monkeypatch):
    audited = audit_lineage(graph)
    known = graph.with_comparisons(audited.comparisons)
    fresh = follow_tasks(graph, id_of(WARD))
    monkeypatch.setattr("doclineage.pipeline.align_documents", None)
    assert follow_tasks(known, id_of(WARD)) == fresh


def test_what_was_not_compared_is_said(graph):
    with pytest.raises(UnusableInputError, match="not compared"):
        graph.trace_tasks([id_of(CENTRAL), id_of(PROVINCE)])


def test_a_document_alone_has_no_way(graph):
    assert follow_tasks(graph, id_of(CENTRAL)) == ()


def test_a_check_tells_all_of_it(graph):
    check = check_lineage(graph, expected=["phường Mây Trắng", "xã Nà Lau"], tasks=True)
    assert [unit.status for unit in check.expected] == ["present", "missing"]
    assert {trace.text for trace in check.tasks if trace.outcome == "lost"} == {LATE, EARLY}
    assert len(check.tasks) == 8
    assert check.documents == 4


# --- texts that derive ------------------------------------------------------------------------


def test_a_plan_without_its_citation_is_told_by_its_text():
    graph = trace_lineage(
        [
            document(*PROVINCE, [], [KEPT, LATE, EARLY, SPLIT]),
            document(*WARD, [("implements", *PROVINCE)], [KEPT, LATE, SPLIT]),
            document(*OTHER, [], [KEPT, LATE, EARLY]),
            document("3/KH-UBND", "UBND xã Đèo Gió", "3/3/2026", [], ["Tổ chức hội thi bơi lội."]),
        ]
    )
    (doubt,) = find_uncited_sources(graph)
    assert doubt.documents == (id_of(OTHER), id_of(PROVINCE))
    assert doubt.share == 1.0
    assert "100%" in doubt.message
    assert doubt in check_lineage(graph).doubts


def test_a_document_that_cites_its_source_in_any_way_is_tied():
    source = document(*PROVINCE, [], [KEPT, LATE])
    report = document("5/BC-UBND", WARD[1], "9/6/2026", [("refers_to", *PROVINCE)], [KEPT, LATE])
    assert find_uncited_sources(trace_lineage([source, report])) == ()


def test_only_the_plan_that_cites_another_is_told_to_be_like_its_directive():
    old = ("40/KH-UBND", PROVINCE[1], "2/2/2025")
    graph = trace_lineage(
        [
            document(*PROVINCE, [], [KEPT, LATE, EARLY, SPLIT]),
            document(*WARD, [("implements", *PROVINCE)], [KEPT, LATE, SPLIT]),
            document(*OTHER, [("implements", *old)], [KEPT, LATE, EARLY, SPLIT]),
        ]
    )
    (doubt,) = find_uncited_sources(graph)
    assert doubt.documents == (id_of(OTHER), id_of(PROVINCE))


def test_the_later_of_one_level_derives():
    late, early = document(*OTHER, [], [KEPT, LATE]), document(*WARD, [], [KEPT, LATE])
    (doubt,) = find_uncited_sources(trace_lineage([late, early]))
    assert doubt.documents == (id_of(OTHER), id_of(WARD))


def test_thousands_of_copies_lead_to_a_few_sources():
    graph = trace_lineage(
        [document(f"{n}/KH-UBND", f"UBND xã Số {n}", "1/3/2026", [], [KEPT]) for n in range(60)]
    )
    found = derivation_candidates(graph)
    assert len({candidate.source for candidate in found}) <= 4
    assert len({candidate.document for candidate in found}) == 59


def test_candidates_are_those_that_comparing_all_would_find(graph):
    texts = [KEPT, LATE, EARLY, SPLIT, HALF, "Tổ chức hội thi bơi lội cho học sinh tiểu học."]
    documents = [
        document(f"{n}/KH-UBND", f"UBND xã Số {n}", f"{n + 1}/3/2026", [], list(pair))
        for n, pair in enumerate(combinations(texts, 2))
    ]
    made = trace_lineage(documents)
    own = {d.doc_id: _shingles(d) for d in made.documents}
    found = {(c.document, c.source): c.share for c in derivation_candidates(made)}
    for (name, source), share in found.items():
        assert own[name] & own[source]
        assert share <= round(len(own[name] & own[source]) / len(own[name]), 4)
    floor = made.settings.shingle_floor
    similar = {
        max(one, other, key=lambda d: made.node(d).issued)
        for one, other in combinations(own, 2)
        for later in [max(one, other, key=lambda d: made.node(d).issued)]
        if own[later] and len(own[one] & own[other]) / len(own[later]) >= floor
    }
    assert {name for name, _ in found} == similar
