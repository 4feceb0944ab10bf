"""What the report puts first: what both texts show, then what is not found, in doubt last."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from doclineage.model import AuditReport, Rejected
from doclineage.pipeline import audit_lineage, read_document, trace_lineage, write_report
from doclineage.settings import NEAR_FLOOR

_PARENT = """UBND TỈNH SÔNG LAM
Số: 7/KH-UBND
Sông Lam, ngày 05 tháng 5 năm 2026

KẾ HOẠCH
Bảo vệ nguồn nước năm 2026

Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. NHIỆM VỤ
"""
_TASKS = (
    "Lắp biển cảnh báo tại các bến tắm tự phát trên địa bàn.",
    "Lấy mẫu nước giếng khoan ở 100% khu dân cư ven sông mỗi quý một lần.",
    "Khơi thông toàn bộ cửa xả ven sông trước ngày 30/6/2026.",
    "Trồng tre chắn sóng dọc bờ bãi bị sạt lở trong năm 2026.",
)
_PLACES = ("Bến Đò", "Cồn Vẹt", "Gò Nổi")


def _plan(place: str, number: int, tasks: list[str]) -> str:
    head = f"""UBND PHƯỜNG {place.upper()}
Số: {number}/KH-UBND
{place}, ngày 20 tháng 5 năm 2026

KẾ HOẠCH
Bảo vệ nguồn nước năm 2026

Thực hiện Kế hoạch số 7/KH-UBND ngày 05/5/2026 của UBND tỉnh Sông Lam,
UBND phường {place} xây dựng Kế hoạch như sau:

I. NHIỆM VỤ
"""
    return head + _numbered(tasks)


def _numbered(tasks) -> str:
    return "".join(f"{number}. {task}\n" for number, task in enumerate(tasks, 1))


@pytest.fixture
def report(tmp_path) -> AuditReport:
    """Return an audit of three plans that lack the first task, of which one has a later day."""
    (tmp_path / "tinh.txt").write_text(_PARENT + _numbered(_TASKS), encoding="utf-8")
    for number, place in enumerate(_PLACES, 11):
        kept = list(_TASKS[1:])
        if place == "Gò Nổi":
            kept[1] = kept[1].replace("30/6", "30/9")
        text = _plan(place, number, kept)
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    files = sorted(tmp_path.glob("*.txt"))
    return audit_lineage(trace_lineage(read_document(file) for file in files))


def lines(visit, report: AuditReport, folder: Path) -> list[str]:
    write_report(report, folder / "report.html")
    return visit(folder / "report.html").locator("#worst li").all_inner_texts()


def test_a_changed_day_comes_before_what_three_plans_lack(visit, report, tmp_path):
    first, second, *_ = lines(visit, report, tmp_path)
    assert "30/6/2026" in first
    assert "30/9/2026" in first
    assert "3 đơn vị" in second
    assert "bỏ sót nhiệm vụ ràng buộc" in second


def test_what_something_comes_near_is_to_be_checked(visit, report, tmp_path):
    def nearer(comparison):
        unit = next(iter(report.document(comparison.child).content()))
        near = Rejected(unit=unit, score=NEAR_FLOOR, lacked="", lacked_en="")
        links = tuple(
            msgspec.structs.replace(link, rejected=near) if link.relation == "omitted" else link
            for link in comparison.links
        )
        return msgspec.structs.replace(comparison, links=links)

    compared = list(map(nearer, report.comparisons))
    told = msgspec.structs.replace(report, comparisons=tuple(compared))
    shown = lines(visit, told, tmp_path)
    assert any("3 đơn vị" in line and "kiểm tra xem" in line for line in shown)
    assert not any("bỏ sót nhiệm vụ" in line for line in shown)


def test_what_was_accepted_is_not_among_the_worst(visit, report, tmp_path):
    findings = [
        msgspec.structs.replace(f, waived="đã thống nhất") if f.code == "A05" else f
        for f in report.findings
    ]
    told = msgspec.structs.replace(report, findings=tuple(findings))
    assert not any("30/9/2026" in line for line in lines(visit, told, tmp_path))


def test_a_plan_in_its_own_words_is_named_and_its_omissions_are_to_be_checked(
    visit, report, tmp_path
):
    plans = [
        msgspec.structs.replace(plan, own_words="Cồn Vẹt" in plan.name) for plan in report.plans
    ]
    told = msgspec.structs.replace(report, plans=tuple(plans))
    shown = lines(visit, told, tmp_path)
    firm = next(at for at, line in enumerate(shown) if "bỏ sót nhiệm vụ ràng buộc" in line)
    check = next(at for at, line in enumerate(shown) if "diễn đạt lại hầu hết" in line)
    assert firm < check
    assert "2 đơn vị" in shown[firm]
    page = visit(tmp_path / "report.html")
    assert page.locator("#own-words").inner_text().startswith("phường Cồn Vẹt: diễn đạt lại")
    page.get_by_role("button", name="English").click()
    assert "words of its own" in page.locator("#own-words").inner_text()


def test_where_no_plan_has_its_own_words_nothing_is_said_of_it(visit, report, tmp_path):
    write_report(report, tmp_path / "report.html")
    assert visit(tmp_path / "report.html").locator("#own-words").is_hidden()
