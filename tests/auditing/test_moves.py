"""What moved from one owner to another is told; headings that only changed their depth are not."""

from __future__ import annotations

import pytest
from letterheads import PROVINCE, WARD
from rule_cases import CHILD, PARENT

from doclineage import read_document
from doclineage.auditing.rules_of_moves import _under_one_name

_SAMPLE = "- Lấy mẫu nước giếng ở vùng ngập để xét nghiệm vi sinh hai lần mỗi năm.\n"
_NIGHT = (
    "- Xử lý nghiêm hành vi xả trộm nước thải vào ban đêm; mời Viện kiểm sát nhân dân tỉnh cùng "
    "kiểm tra.\n"
)


def of(found, code):
    return [f for f in found if f.code == code]


def test_a_task_that_another_now_does_is_told(audited):
    moved = CHILD.replace(_NIGHT, "").replace(_SAMPLE, _SAMPLE + _NIGHT)
    (found,) = of(audited(moved), "A10")
    assert found.severity == "warning"
    assert "Công an tỉnh” sang “I.2 Trạm Y tế" in found.message


def test_a_heading_level_that_is_gone_moves_nothing(audited):
    parent = PARENT.replace("I. NHIỆM VỤ", "I. NHIỆM VỤ\n1. Nhiệm vụ chung\na) Việc cần làm ngay\n")
    for heading in ("1. Ủy ban nhân dân các xã, phường\n", "2. Sở Y tế\n"):
        parent = parent.replace(heading, "")
    child = CHILD
    for heading in ("1. Phòng Kinh tế, Hạ tầng và Đô thị\n", "2. Trạm Y tế\n"):
        child = child.replace(heading, "", 1)
    assert of(audited(child, parent), "A10") == []


def test_what_is_given_to_the_level_as_a_whole_did_not_move(audited):
    heading = "1. Phòng Kinh tế, Hạ tầng và Đô thị\n"
    child = CHILD.replace(heading, "1. Vệ sinh ven sông\n", 1)
    assert of(audited(child), "A10") == []


def test_additions_are_told_a_section(audited):
    added = "- Thả phao ngăn bèo ở bến chợ nổi.\n- Dựng nhà chờ đò ở bãi Soi.\n"
    (found,) = of(audited(CHILD.replace(_SAMPLE, _SAMPLE + added)), "A11")
    assert "bổ sung 2 nội dung tại “I NHIỆM VỤ" in found.message
    assert [place.path for place in found.child_places] == ["I.2/b2", "I.2/b3"]
    (single,) = of(audited(CHILD.replace(_SAMPLE, _SAMPLE + added.splitlines()[0] + "\n")), "A11")
    assert single.link is not None


def test_a_plan_that_is_mostly_its_own_is_told_so_once(audited):
    body = "".join(
        f"- {verb} {thing} ở bãi {n}.\n"
        for n, (verb, thing) in enumerate(
            (verb, thing)
            for verb in ("Dựng nhà chờ", "Sơn lại biển", "Thay bóng đèn", "Nạo vét rãnh")
            for thing in ("bến đò", "chợ chiếu", "sân đình", "cổng làng", "vườn ươm")
        )
    )
    (found,) = of(audited(CHILD.replace(_SAMPLE, _SAMPLE + body)), "A11")
    assert "20/" in found.message
    assert [place.path for place in found.child_places] == ["I"]


_ROWS = """\
| 1 | Khơi thông cửa xả ven sông | {0} | Trước ngày 30/6/2026 |
| 2 | Lắp lưới chắn rác tại cửa xả | {0} | Trước ngày 30/6/2026 |
{1}| 3 | Lấy mẫu nước giếng ở vùng ngập để xét nghiệm | {0} | Quý III/2026 |
| 4 | Công bố công khai giếng không đạt chuẩn | {0} | Quý IV/2026 |
| 5 | Thả cá giống xuống hồ chứa đầu nguồn | {0} | Quý IV/2026 |
"""


def table(owner, groups=("", "")):
    """Return an annex of four rows, in groups where two are given."""
    head = "\nPHỤ LỤC\nPHÂN CÔNG NHIỆM VỤ\n\n| TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |\n"
    return head + "|---|---|---|---|\n" + groups[0] + _ROWS.format(owner, groups[1])


def test_rows_whose_groups_are_gone_did_not_move(audited):
    groups = ("| I | Việc thường xuyên | | |\n", "| II | Việc theo đợt | | |\n")
    parent = PARENT + table("UBND các xã, phường", groups)
    assert of(audited(CHILD + table("Trạm Y tế"), parent), "A10") == []


def test_a_row_of_the_level_as_a_whole_in_another_group_is_a_note(audited):
    groups = ("| I | Việc thường xuyên | | |\n", "| II | Việc theo đợt | | |\n")
    parent = PARENT + table("UBND các xã, phường", groups)
    lines = table("Trạm Y tế", groups).splitlines(keepends=True)
    child = CHILD + "".join([*lines[:7], *lines[8:], lines[7]])
    assert [f.severity for f in of(audited(child, parent), "A10")] == ["info"]


def test_a_report_to_a_body_that_the_parent_does_not_name_weighs_more(audited):
    for recipient, severity in (("Ủy ban nhân dân tỉnh", "info"), ("Sở Xây dựng", "warning")):
        child = CHILD.replace("gửi Ủy ban nhân dân phường", f"gửi {recipient}")
        (found,) = of(audited(child), "A14")
        assert (found.severity, recipient in found.message) == (severity, True)


_SENT = "- Gửi báo cáo thu gom rác về Sở Y tế trước ngày 20/6/2026.\n"


def test_a_report_that_the_parent_has_the_level_send_up_is_in_order(audited):
    mark = "2. Sở Y tế\n"
    parent = PARENT.replace(mark, f"{_SENT}{mark}", 1)
    child = CHILD.replace("2. Trạm Y tế\n", f"{_SENT}2. Trạm Y tế\n", 1)
    assert of(audited(child, parent), "A14") == []
    for others in ("UBND huyện Đông Lũng", "Sở Công Thương"):
        told = of(audited(child.replace("về Sở Y tế", f"về {others}"), parent), "A14")
        assert [others in f.message for f in told] == ([True] if "Sở" in others else [])
    # Its office may send it in the name of all: a note.
    police = "1. Công an phường\n"
    child = CHILD.replace(police, f"{police}- Phòng Kinh tế g{_SENT[3:]}")
    (found,) = of(audited(child, parent), "A14")
    assert found.severity == "info"


@pytest.mark.parametrize(
    ("owner", "severity"), [("Ủy ban nhân dân tỉnh", "info"), ("Công an tỉnh", "warning")]
)
def test_what_a_body_of_all_fields_does_may_be_given_to_any(audited, owner, severity):
    moved = CHILD.replace(_NIGHT, "").replace(_SAMPLE, _SAMPLE + _NIGHT)
    (found,) = of(audited(moved, PARENT.replace("1. Công an tỉnh\n", f"1. {owner}\n")), "A10")
    assert found.severity == severity


@pytest.mark.parametrize(
    ("name", "one"), [("NHIỆM VỤ", True), ("Nhiệm vụ:", True), ("NHIỆM VỤ KHÁC", False)]
)
def test_what_stands_under_one_name_on_both_sides(name, one, tmp_path):
    task = "- Rà soát cống ngầm đã hỏng, lập danh mục cần thay.\n"
    (tmp_path / "a.txt").write_text(f"{PROVINCE}{task}", encoding="utf-8")
    text = WARD.replace("I. NHIỆM VỤ", f"I. CHUNG\n{task}II. {name}") + task
    (tmp_path / "b.txt").write_text(text, encoding="utf-8")
    parent, child = (read_document(file) for file in sorted(tmp_path.iterdir()))
    assert child.units[child.content()[-1]].path == "II/b1"
    assert _under_one_name(parent, parent.content()[-1], child, child.content()[-1]) is one
