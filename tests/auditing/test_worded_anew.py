"""What a plan words anew is no fault; what it cuts or allows stays one."""

from __future__ import annotations

import pytest
from rule_cases import CHILD, PARENT
from test_facts import of

_LAST = "theo Quyết định số 15/QĐ-UBND.\n"


def with_task(task: str, parent_task: str) -> tuple[str, str]:
    """Return a plan and its parent with one more task each, given to the plan's level."""
    return (
        CHILD.replace(_LAST, f"{_LAST}- {task}\n"),
        PARENT.replace(_LAST, f"{_LAST}- {parent_task}\n"),
    )


def severities(found, code):
    return sorted({f.severity for f in of(found, code)} - {"info"})


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        (  # the clause stands in front of the list that it closed
            "Chọn người đo mực nước trong số cựu binh, nhà giáo; mỗi tổ dân phố ít nhất 04 người.",
            "Mỗi tổ dân phố có từ 04 người đo mực nước là cựu binh, nhà giáo.",
        ),
        (
            "Ghi số đo vào sổ theo dõi của trạm bơm mỗi ngày; lắp biển báo ngập sâu tại hầm chui.",
            "Lắp biển báo ngập sâu tại hầm chui, mỗi ngày ghi sổ theo dõi số đo trạm bơm phường.",
        ),
    ],
)
def test_a_clause_in_other_words_is_a_note(parent, child, audited):
    assert severities(audited(*with_task(child, parent)), "A02") == []


def test_a_clause_that_was_cut_still_weighs(audited):
    parent = "Lắp biển báo ngập sâu tại hầm chui; niêm yết số điện thoại trực ban tại chợ, bến đò."
    child = "Lắp biển báo ngập sâu tại hầm chui."
    assert severities(audited(*with_task(child, parent)), "A02") == ["warning"]


def test_a_clause_that_another_task_of_the_plan_says_is_a_note(audited):
    parent = "Lắp biển báo ngập sâu tại hầm chui; thành lập đội xung kích gác đập tràn ban đêm."
    child = "Lắp biển báo ngập sâu tại hầm chui.\n- Thành lập đội xung kích gác đập tràn ban đêm."
    assert severities(audited(*with_task(child, parent)), "A02") == []


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("Mỗi quý thau rửa bể lắng ít nhất 02 đợt.", "Thau rửa bể lắng 02 đợt mỗi quý."),
        ("Kiểm tra cửa cống ít nhất 03 lần/tuần.", "Kiểm tra cửa cống thứ Hai, thứ Tư, thứ Sáu."),
        ("Nạo vét hố ga 03 tháng một lần.", "Nạo vét hố ga vào các tháng 2, 5, 8 và 11."),
        ("Sửa chữa 100% nắp hố ga hư hỏng.", "Sửa chữa cả 17/17 nắp hố ga hư hỏng."),
        ("Lấp giếng bỏ hoang trên địa bàn.", "Lấp giếng bỏ hoang, giếng chưa có chủ thì rào lại."),
    ],
)
def test_a_value_that_is_kept_is_no_change(parent, child, audited):
    found = audited(*with_task(child, parent))
    assert severities(found, "A05") == []
    assert severities(found, "A06") == []


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("Kiểm tra cửa cống ít nhất 03 lần/tuần.", "Kiểm tra cửa cống thứ Hai và thứ Sáu."),
        ("Sửa chữa 100% nắp hố ga hư hỏng.", "Sửa chữa 15/17 nắp hố ga hư hỏng."),
        (  # one of two equal days moved
            "Báo cáo đợt một trước ngày 20/6/2026, đợt hai trước ngày 20/9/2026.",
            "Báo cáo đợt một trước ngày 20/9/2026, đợt hai trước ngày 20/9/2026.",
        ),
        ("Thu phí của mọi hộ dân.", "Thu phí của mọi hộ dân, trừ hộ kinh doanh."),
        ("Rào kín hố công trình.", "Không rào kín hố công trình."),
    ],
)
def test_a_value_that_is_not_kept_still_weighs(parent, child, audited):
    found = audited(*with_task(child, parent))
    assert severities(found, "A05") + severities(found, "A06") != []


@pytest.mark.parametrize(
    "child",
    [
        "Mở cửa xả lúc 05 giờ; được đổ bùn thải xuống lòng kênh chính.",
        "Mở cửa xả lúc 05 giờ; đổ bùn thải xuống lòng kênh chính.",
        "Mở cửa xả lúc 05 giờ; các hộ có thể đổ bùn thải xuống lòng kênh chính.",
    ],
)
def test_a_ban_that_became_a_permission_is_an_error(child, audited):
    parent = "Mở cửa xả lúc 05 giờ; không đổ bùn thải xuống lòng kênh chính."
    assert "error" in severities(audited(*with_task(child, parent)), "A06")


def test_a_ban_in_other_words_is_none(audited):
    parent = "Mở cửa xả lúc 05 giờ; không để kéo dài việc sửa chữa."
    child = "Mở cửa xả lúc 05 giờ; sửa chữa ngay."
    assert "error" not in severities(audited(*with_task(child, parent)), "A06")


def test_a_day_in_the_lead_in_holds_for_its_items(audited):
    parent = "Nạo vét cống hộp qua đường sắt trước ngày 30/6/2026."
    child = "Trước ngày 30/6/2026, làm xong:\n+ Nạo vét cống hộp qua đường sắt."
    assert severities(audited(*with_task(child, parent)), "A05") == []
    late = child.replace("30/6", "30/8")
    assert severities(audited(*with_task(late, parent)), "A05") != []


@pytest.mark.parametrize(
    ("parent", "child", "told"),
    [
        ("các việc nêu tại điểm a mục 2", "các việc nêu tại điểm b mục 3", False),
        ("Điều 5 Quyết định số 15/QĐ-UBND", "Điều 7 Quyết định số 15/QĐ-UBND", True),
    ],
)
def test_a_plan_points_to_places_of_its_own(parent, child, told, audited):
    say = "Gác đập tràn ban đêm theo {}, ghi sổ giao ca."
    found = audited(*with_task(say.format(child), say.format(parent)))
    loud = [
        f for f in found if f.severity != "info" and ("điểm" in f.message or "Điều" in f.message)
    ]
    assert bool(loud) is told
