"""Plans that exist for a directive, and units that have none."""

from __future__ import annotations

import pytest
from graph_documents import document

from doclineage.errors import UnusableInputError
from doclineage.lineage import lowest_plans
from doclineage.lineage.paths import top_directives
from doclineage.pipeline import LineageGraph, trace_lineage

PROVINCE = ("20/KH-UBND", "UBND tỉnh Đông Giang", "5/2/2026")
TOP = "20/KH-UBND|UBND tỉnh Đông Giang"
DEPARTMENT = ("44/HD-SNV", "Sở Nội vụ", "20/2/2026")
LAW = ("72/2025/QH15", "Quốc hội", "16/6/2025")


@pytest.fixture(scope="module")
def graph() -> LineageGraph:
    return trace_lineage(
        [
            document(*PROVINCE, [("based_on", *LAW)]),
            document(*DEPARTMENT, [("guides", *PROVINCE)], superior="UBND tỉnh Đông Giang"),
            document("7/KH-UBND", "UBND phường Mây Trắng", "1/3/2026", [("implements", *PROVINCE)]),
            document("7/KH-UBND", "UBND xã Suối Cát", "2/3/2026", [("based_on", *PROVINCE)]),
            document(
                "9/KH-UBND",
                "UBND xã Bản Đá",
                "3/3/2026",
                [("implements", *DEPARTMENT), ("based_on", *LAW)],
            ),
            document("4/KH-UBND", "UBND xã Lũng Sương", "3/3/2026", [("based_on", *LAW)]),
            document(
                "5/BC-UBND",
                "UBND tỉnh Đông Giang",
                "9/3/2026",
                [
                    ("refers_to", "6/KH-UBND", "UBND xã Đèo Gió", "4/3/2026"),
                    ("implements", *PROVINCE, {"subject": 0}),
                ],
            ),
        ]
    )


def statuses(graph: LineageGraph, *units: str) -> list[str]:
    return [found.status for found in graph.expected(TOP, units)]


@pytest.mark.parametrize(
    ("unit", "status"),
    [
        ("phường Mây Trắng", "present"),
        ("UBND phường Mây Trắng", "present"),
        ("Ủy ban nhân dân phường Mây Trắng", "present"),
        ("Chủ tịch UBND phường Mây Trắng", "present"),
        ("PHƯỜNG MÂY TRẮNG", "present"),
        ("Mây Trắng", "present"),
        ("phường Mây Trắng, tỉnh Đông Giang", "present"),
        ("Sở Nội vụ", "present"),
        ("xã Suối Cát", "present"),
        ("xã Bản Đá", "present"),
        ("xã Mây Trắng", "missing"),
        ("Đảng ủy phường Mây Trắng", "missing"),
        ("phường Mây", "missing"),
        ("xã Đèo Gió", "cited"),
        ("xã Lũng Sương", "unlinked"),
        ("xã Nà Lau", "missing"),
    ],
)
def test_units_are_found_by_any_of_their_names(unit, status, graph):
    assert statuses(graph, unit) == [status]


def test_units_keep_their_order_and_stand_once(graph):
    found = graph.expected(TOP, ["xã Nà Lau", "", " xã  Bản Đá ", "xã Nà Lau"])
    assert [(unit.unit, unit.status) for unit in found] == [
        ("xã Nà Lau", "missing"),
        ("xã Bản Đá", "present"),
    ]
    assert found[1].documents == ("9/KH-UBND|UBND xã Bản Đá",)


def test_plans_are_those_that_answer_at_any_depth_and_level(graph):
    paths = graph.plans(TOP, "commune")
    assert [path.documents[0] for path in paths] == [
        "7/KH-UBND|UBND phường Mây Trắng",
        "7/KH-UBND|UBND xã Suối Cát",
        "9/KH-UBND|UBND xã Bản Đá",
    ]
    assert [len(path.edges) for path in paths] == [1, 1, 2]
    assert "44/HD-SNV|Sở Nội vụ" in {path.documents[0] for path in graph.plans(TOP)}
    assert graph.plans(TOP, "central") == ()


def test_an_unknown_directive_is_named(graph):
    with pytest.raises(UnusableInputError, match="nowhere"):
        graph.expected("nowhere", ["xã Nà Lau"])


def test_tops_and_lowest_plans(graph):
    assert top_directives(graph) == (TOP,)
    assert lowest_plans(graph) == (
        "7/KH-UBND|UBND phường Mây Trắng",
        "7/KH-UBND|UBND xã Suối Cát",
        "9/KH-UBND|UBND xã Bản Đá",
    )
