"""A15: the plan's own day against the day that its parent set for issuing plans."""

from __future__ import annotations

from pathlib import Path

import pytest
from rule_cases import CHILD, PARENT

from doclineage import audit_lineage, read_document, trace_lineage

ASKED = "Ban hành kế hoạch thực hiện trước ngày 25/5/2026, gửi về Sở Nông nghiệp và Môi trường."


@pytest.fixture
def report(tmp_path: Path):
    def audit(request: str, issued: str, own: str = ""):
        child = CHILD.replace("ngày 20 tháng 5 năm 2026", issued)
        child = child.replace("2. Trạm Y tế\n", f"{own}2. Trạm Y tế\n")
        documents = []
        for name, text in (("tinh.txt", PARENT.replace(ASKED, request)), ("phuong.txt", child)):
            (tmp_path / name).write_text(text, encoding="utf-8")
            documents.append(read_document(tmp_path / name))
        return audit_lineage(trace_lineage(documents), parent=documents[0])

    return audit


@pytest.fixture
def audited(report):
    def audit(request: str, issued: str, own: str = ""):
        findings = report(request, issued, own).findings
        return [finding for finding in findings if finding.code in {"A01", "A02", "A05", "A15"}]

    return audit


LATE = "ngày 03 tháng 6 năm 2026"
IN_TIME = "ngày 20 tháng 5 năm 2026"


@pytest.mark.parametrize(
    ("request_", "day"),
    [
        (ASKED, "25/05/2026"),
        ("Xây dựng kế hoạch triển khai, gửi về Sở Y tế chậm nhất ngày 28/5/2026.", "28/05/2026"),
        ("Xây dựng, ban hành kế hoạch của địa phương trong tháng 5.", "31/05/2026"),
        ("Lập kế hoạch bảo vệ nguồn nước xong trước tháng 6/2026.", "31/05/2026"),
        (
            "Ban hành kế hoạch thực hiện Kế hoạch này trong 20 ngày kể từ ngày ban hành.",
            "25/05/2026",
        ),
        ("Trước ngày 30/5, ban hành kế hoạch cụ thể hóa Kế hoạch này.", "30/05/2026"),
        ("Xây dựng kế hoạch thực hiện. Kế hoạch gửi về Sở Y tế trước 27/5.", "27/05/2026"),
    ],
)
def test_a_late_plan_is_told_with_both_days(request_, day, audited):
    (found,) = audited(request_, LATE)
    assert (found.code, found.severity) == ("A15", "error")
    assert "03/06/2026" in found.message
    assert day in found.message
    assert day in found.message_en
    assert found.parent_places
    assert found.child_places
    assert audited(request_, IN_TIME) == []


@pytest.mark.parametrize(
    ("request_", "issued", "severity"),
    [
        (ASKED, "ngày 25 tháng 5 năm 2026", "warning"),
        (ASKED, "ngày     tháng     năm 2026", "warning"),
        ("Ban hành kế hoạch và tổ chức thực hiện xong trước ngày 25/5/2026.", LATE, "warning"),
        ("Ban hành kế hoạch thực hiện đến hết ngày 03/6/2026.", LATE, None),
        ("Ban hành kế hoạch thực hiện; báo cáo kết quả trước ngày 25/5/2026.", LATE, None),
        ("Ban hành kế hoạch thực hiện trước ngày 25/5 hằng năm.", LATE, None),
    ],
)
def test_what_is_not_sure_is_asked(request_, issued, severity, audited):
    found = [finding for finding in audited(request_, issued) if finding.code == "A15"]
    assert [finding.severity for finding in found] == ([severity] if severity else [])


def test_a_plan_of_something_else_is_a_task(audited):
    found = audited("Lập kế hoạch diễn tập cứu nạn đường thủy trước ngày 25/5/2026.", LATE)
    assert [(finding.code, finding.severity) for finding in found] == [("A01", "error")]


def test_a_task_beside_the_request_is_not_lost_with_it(audited):
    request = "Ban hành kế hoạch thực hiện trước ngày 25/5/2026; bố trí kinh phí mua phao cứu sinh."
    (found,) = audited(request, IN_TIME)
    assert (found.code, found.severity) == ("A01", "error")
    told = audited(request, IN_TIME, "- Bố trí kinh phí mua phao cứu sinh.\n")
    assert {finding.severity for finding in told} == {"info"}


def test_what_a_department_is_to_plan_is_not_the_wards(audited):
    request = "Sở Công Thương ban hành kế hoạch thực hiện trước ngày 25/5/2026."
    assert [finding for finding in audited(request, LATE) if finding.code == "A15"] == []


@pytest.mark.parametrize(
    "request_",
    [
        ASKED,
        "Ban hành kế hoạch năm 2026 của xã, phường trước ngày 25/5/2026.",
        "Lãnh đạo Ủy ban nhân dân phường ban hành kế hoạch bảo vệ nguồn nước trong tháng 5/2026.",
    ],
)
def test_the_request_for_the_plan_is_carried_by_the_plan(request_, report):
    (plan,) = report(request_, IN_TIME).plans
    assert (plan.coverage, plan.omitted, plan.required) == (1.0, 0, 0)


def test_a_clause_that_only_asks_for_the_plan_lowers_nothing(report):
    request = "Ban hành kế hoạch thực hiện trước ngày 25/5/2026; bố trí kinh phí mua phao cứu sinh."
    (plan,) = report(request, IN_TIME, "- Bố trí kinh phí mua phao cứu sinh.\n").plans
    assert plan.coverage == 1.0
    (plan,) = report(request, IN_TIME).plans
    assert plan.coverage < 1.0


def test_a_late_plan_loses_no_deadline_besides(audited):
    own = (
        "- Ban hành kế hoạch thực hiện trước ngày 30/5/2026, gửi về Sở Nông nghiệp và Môi trường.\n"
    )
    assert [finding.code for finding in audited(ASKED, LATE, own)] == ["A15"]
    request = "Ban hành kế hoạch thực hiện trước ngày 25/5/2026; bố trí kinh phí mua phao cứu sinh."
    found = audited(request, LATE, "- Bố trí kinh phí mua phao cứu sinh.\n")
    assert sorted(finding.code for finding in found) == ["A02", "A15"]
