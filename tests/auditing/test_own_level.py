"""What a lower level makes of its parent's text is a note; what it takes away is not."""

from __future__ import annotations

import pytest
from rule_cases import CHILD, PARENT

_LAST = "- Công bố công khai những giếng không đạt chuẩn cho người dân biết.\n"
_OWN = "- Ban hành kế hoạch thực hiện trước ngày 25/5/2026"
_ROW = """
PHỤ LỤC
Danh mục nhiệm vụ

| STT | Nhiệm vụ | Chủ trì | Phối hợp | Thời hạn |
|---|---|---|---|---|
| 1 | Trồng tre chắn sóng chân đê | {lead} | {support} | Quý IV/2026 |
"""


def weights(found, code):
    return [f.severity for f in found if f.code == code]


def test_what_a_department_alone_has_to_do_may_be_taken_up_in_part(audited):
    cut = "; mời Viện kiểm sát nhân dân tỉnh cùng kiểm tra"
    assert weights(audited(CHILD.replace(cut, ""), PARENT), "A02") == ["info"]
    # The same task, with or given to the plan's level.
    helped = PARENT.replace("vào ban đêm;", "vào ban đêm cùng Công an các xã, phường;")
    told = CHILD.replace("vào ban đêm;", "vào ban đêm cùng Công an phường;").replace(cut, "")
    assert weights(audited(told, helped), "A02") == ["warning"]
    parent = PARENT.replace("1. Công an tỉnh\n", "1. Công an các xã, phường\n")
    assert weights(audited(CHILD.replace(cut, ""), parent), "A02") == ["warning"]
    # Whom the body above inspects does not do the task.
    inspected = PARENT.replace("vào ban đêm;", "vào ban đêm; kiểm tra Công an các xã, phường;")
    assert weights(audited(CHILD.replace(cut, ""), inspected), "A02") == ["info"]


@pytest.mark.parametrize(
    ("all_of", "own", "severity"),
    [
        ("100% xã, phường lập đội vớt rác", "Phường lập đội vớt rác", set()),
        ("100% hộ ven kênh lập đội vớt rác", "Hộ ven kênh lập đội vớt rác", {"warning"}),
    ],
)
def test_one_of_all_the_communes_is_all_that_it_can_be(all_of, own, severity, audited):
    rest = "trên sông trước ngày 30/4/2026."
    parent = PARENT.replace(_OWN, f"- {all_of} {rest}\n{_OWN}")
    child = CHILD.replace("2. Trạm Y tế\n", f"- {own} {rest}\n2. Trạm Y tế\n")
    found = audited(child, parent)
    told = {*weights(found, "A02"), *weights(found, "A06")}
    assert told == severity


@pytest.mark.parametrize(
    ("lead", "support", "severities"),
    [
        ("Công an phường", "Hội Nông dân phường", {"info"}),
        ("Công an phường", "Sở Tài chính", {"warning"}),
    ],
)
def test_a_ward_names_its_own_helpers(lead, support, severities, audited):
    parent = PARENT + _ROW.format(lead="UBND các xã, phường", support="Sở Xây dựng")
    found = audited(CHILD + _ROW.format(lead=lead, support=support), parent)
    told = [f.severity for f in found if f.code == "A04" and "“Sở Xây dựng”" in f.message]
    assert set(told) == severities


def test_a_place_inside_the_name_of_a_body_that_is_gone_is_not_told_again(audited):
    gone = CHILD.replace("cho người dân biết", "cho người dân biết; gửi Phòng Y tế thị xã Bãi Trầm")
    found = audited(gone, PARENT)
    assert weights(found, "A04").count("error") == 1
    assert [f.message for f in found if f.code == "A06"] == []


def test_a_task_of_the_body_beside_its_row_names_no_helper(audited):
    body = f"- Trồng tre chắn sóng chân đê, mỗi mét hai khóm.\n{_OWN}"
    parent = PARENT.replace(_OWN, body)
    parent += _ROW.format(lead="UBND các xã, phường", support="Sở Xây dựng")
    child = CHILD + _ROW.format(lead="Công an phường", support="Hội Nông dân phường").replace(
        "chân đê", "chân đê, mỗi mét hai khóm"
    )
    told = [f.severity for f in audited(child, parent) if "“Sở Xây dựng”" in f.message]
    assert set(told) == {"info"}


@pytest.mark.parametrize(
    ("cut", "severity"),
    [
        ("; mời Viện kiểm sát nhân dân tỉnh cùng kiểm tra", "info"),
        ("; lắp lưới chắn rác tại mỗi cửa xả", "warning"),
    ],
)
def test_of_two_tasks_in_one_each_weighs_as_its_own_owner_makes_it(cut, severity, audited):
    own = (
        "Khơi thông toàn bộ cửa xả ven sông trước ngày 30/6/2026; lắp lưới chắn rác tại mỗi cửa xả."
    )
    others = (
        "Xử lý nghiêm hành vi xả trộm nước thải vào ban đêm; mời Viện kiểm sát nhân dân tỉnh cùng "
        "kiểm tra."
    )
    assert own in CHILD
    assert others in CHILD
    merged = f"{own} {others}".replace(cut, "")
    child = CHILD.replace(f"1. Công an phường\n- {others}\n2. Văn phòng", "1. Văn phòng")
    found = [f for f in audited(child.replace(own, merged), PARENT) if f.code == "A02"]
    assert [(f.severity, len(f.parent_places)) for f in found] == [(severity, 2)]


_FIRST = "theo Quyết định số 15/QĐ-UBND.\n"


def pair(parent: str, child: str) -> tuple[str, str]:
    """Return a plan and its parent with one more task, given to the plan's level."""
    return (
        CHILD.replace(_FIRST, f"{_FIRST}- {child}\n"),
        PARENT.replace(_FIRST, f"{_FIRST}- {parent}\n"),
    )


@pytest.mark.parametrize(
    ("parent", "child", "loud"),
    [
        (
            "Ngân sách tỉnh hỗ trợ 70% tiền mua máy bơm.",
            "Tự mua máy bơm bằng nguồn của phường.",
            [],
        ),
        ("Ngân sách tỉnh bảo đảm tiền mua máy bơm.", "Ngân sách tỉnh hỗ trợ tiền mua bơm.", []),
        ("Ngân sách xã bảo đảm tiền mua bơm.", "Ngân sách xã hỗ trợ tiền mua bơm.", ["error"]),
    ],
)
def test_what_a_budget_above_pays_is_no_duty_of_the_plan(parent, child, loud, audited):
    found = weights(audited(*pair(parent, child)), "A06")
    assert [severity for severity in found if severity != "info"] == loud


@pytest.mark.parametrize(
    ("office", "person", "loud"),
    [
        ("01 Phó Chủ tịch", "Phó Chủ tịch UBND phường Lò Thị Mỷ", False),
        ("Chủ tịch UBND phường", "Phó Chủ tịch UBND phường Lò Thị Mỷ", True),
    ],
)
def test_an_office_named_in_person_is_no_other(office, person, loud, audited):
    parent = f"Phân công {office} trực tiếp phụ trách việc chống ngập."
    child = f"Phân công {person} trực tiếp phụ trách việc chống ngập."
    found = weights(audited(*pair(parent, child)), "A04")
    assert any(severity != "info" for severity in found) == loud


def test_what_is_handed_down_cannot_be_handed_on_as_early(audited):
    last = "- Công bố công khai những giếng không đạt chuẩn cho người dân biết.\n"
    handed = "In và cấp sổ tay chống ngập cho các trạm bơm trước ngày 05/6/2026."
    parent = PARENT.replace(last, f"{last}- {handed}\n")
    got = "Nhận và cấp sổ tay chống ngập cho các trạm bơm trước ngày 12/6/2026."
    assert "error" not in weights(audited(CHILD.replace(last, f"{last}- {got}\n"), parent), "A05")
    late = got.replace("Nhận", "In")
    assert "error" in weights(audited(CHILD.replace(last, f"{last}- {late}\n"), parent), "A05")


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("Đoàn Thanh niên phường", ["warning"]),
        ("Phòng Kinh tế, Hạ tầng và Đô thị", []),
        ("Bảo vệ bờ sông", ["info"]),
    ],
)
def test_a_task_that_stands_under_another_body_than_the_one_in_charge_is_told(
    heading, told, audited
):
    task = "chủ trì vẽ sơ đồ các điểm xả thải ven sông trước ngày 30/4/2026."
    either = "Phòng Kinh tế (Phòng Kinh tế, Hạ tầng và Đô thị)"
    led = f"- Ủy ban nhân dân các xã, phường giao {either} {task}"
    parent = PARENT.replace(_OWN, f"{led}\n{_OWN}")
    child = CHILD.replace("2. Trạm Y tế\n", f"2. {heading}\n- C{task[1:]}\n3. Trạm Y tế\n")
    found = [f for f in audited(child, parent) if f.code == "A04" and "Phòng Kinh tế" in f.message]
    assert [f.severity for f in found] == told
    if told == ["warning"]:
        assert f"“{either}” → “Đoàn Thanh niên" in found[0].message


def test_a_task_that_all_communes_give_to_one_body_is_given_to_another(audited):
    task = "chủ trì mở lớp dạy bơi cho trẻ em thuộc hộ nghèo trước ngày 30/5/2026."
    parent = PARENT.replace(
        _OWN, f"- Ủy ban nhân dân các xã, phường giao Phòng Văn hóa - Xã hội {task}\n{_OWN}"
    )
    child = CHILD.replace("2. Trạm Y tế\n", f"- Đoàn Thanh niên phường {task}\n2. Trạm Y tế\n")
    (found,) = (f for f in audited(child, parent) if f.code == "A04" and f.severity == "warning")
    assert "“Phòng Văn hóa - Xã hội” → “Đoàn Thanh niên phường”" in found.message


def test_who_does_a_task_may_be_said_in_the_heading_above_by_its_abbreviation(audited):
    task = "ký cam kết ba bên với gia đình học sinh về an toàn bờ kè trước ngày 20/5/2026."
    parent = PARENT.replace(_OWN, f"- Các trường tiểu học, trung học cơ sở {task}\n{_OWN}")
    child = CHILD.replace(
        "2. Trạm Y tế\n", f"2. Các trường tiểu học, THCS\n- K{task[1:]}\n3. Trạm Y tế\n"
    )
    assert weights(audited(child, parent), "A02") == []


def test_how_it_stood_in_the_year_before_need_not_be_said_again(audited):
    task = "Giảm ít nhất 20% số vụ đổ trộm rác; toàn tỉnh không quá 18 người bị ngã xuống kè"
    parent = PARENT.replace(_OWN, f"- {task} (năm 2025: 26 người).\n{_OWN}")
    own = "- Giảm ít nhất 20% số vụ đổ trộm rác; không có người bị ngã xuống kè.\n"
    found = audited(CHILD.replace("2. Trạm Y tế\n", f"{own}2. Trạm Y tế\n"), parent)
    assert (weights(found, "A02"), weights(found, "A06")) == ([], [])


def test_what_is_held_at_each_level_is_held_later_at_the_lower_one(audited):
    parent = PARENT.replace(
        "- Lấy mẫu",
        "- Sở Y tế chủ trì lễ ra quân vớt bèo cấp tỉnh trước ngày 20/5/2026.\n- Lấy mẫu",
    )
    own = "- Trạm Y tế chủ trì lễ ra quân vớt bèo {0} trước ngày 25/5/2026.\n- Lấy mẫu"
    child = CHILD.replace("- Lấy mẫu", own.format("cấp phường"))
    assert weights(audited(child, parent), "A05") == ["info"]
    child = CHILD.replace("- Lấy mẫu", own.format("cấp tỉnh"))
    assert weights(audited(child, parent), "A05") == ["error"]


def test_one_of_the_leaders_may_be_named_in_person(audited):
    task = "phụ trách chiến dịch vớt bèo và 01 công chức Phòng Kinh tế làm đầu mối hằng tuần."
    parent = PARENT.replace(_OWN, f"- Phân công 01 lãnh đạo UBND {task}\n{_OWN}")
    named = "Phó Chủ tịch UBND phường Trần Thị Vải"
    child = CHILD.replace("2. Trạm Y tế\n", f"- {named} {task}\n2. Trạm Y tế\n")
    assert weights(audited(child, parent), "A04") in ([], ["info"])
