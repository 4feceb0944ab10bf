"""A change is told once, a narrowed scope weighs, and no note gainsays the fault beside it."""

from __future__ import annotations

import re

import pytest
from rule_cases import CHILD, PARENT

from doclineage import align_documents, read_document

_ROWS = """
PHỤ LỤC
Danh mục nhiệm vụ

| STT | Nhiệm vụ | Chủ trì | Thời hạn |
|---|---|---|---|
| 1 | Khơi thông cửa xả ven sông | {lead} | {first} |
| 2 | Trồng tre chắn sóng chân đê | {lead} | {second} |
"""
_LAST = "- Công bố công khai những giếng không đạt chuẩn cho người dân biết.\n"


def rows(lead: str, first: str = "Trước ngày 30/6/2026", second: str = "Trước ngày 15/8/2026"):
    return _ROWS.format(lead=lead, first=first, second=second)


def of(found, code):
    return [f for f in found if f.code == code]


def with_task(task: str, parent_task: str | None = None) -> tuple[str, str]:
    """Return a plan and its parent with one more task each."""
    return (
        CHILD.replace(_LAST, f"{_LAST}- {task}\n"),
        PARENT.replace(_LAST, f"{_LAST}- {parent_task or task}\n"),
    )


def test_a_row_and_the_unit_it_sums_up_are_told_once(audited):
    parent = PARENT + rows("UBND các xã, phường")
    late = CHILD.replace("trước ngày 30/6/2026", "trước ngày 30/9/2026")
    (found,) = of(audited(late + rows("Công an phường", "Trước ngày 30/9/2026"), parent), "A05")
    assert found.severity == "error"
    assert [place.path for place in found.parent_places] == ["I.1/b1", "PL1/r1"]
    assert [place.path for place in found.child_places] == ["I.1/b1", "PL1/r1"]


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("Trước ngày 31/10/2026", "Trước ngày 15/8/2026", 2),  # another day
        ("Trước ngày 30/6/2026", "Trước ngày 30/9/2026", 2),  # another task
        ("Trước ngày 30/6/2026", "Trước ngày 15/8/2026", 1),  # the row is as it was
    ],
)
def test_what_is_another_fault_is_told_by_itself(first, second, count, audited):
    parent = PARENT + rows("UBND các xã, phường")
    late = CHILD.replace("trước ngày 30/6/2026", "trước ngày 30/9/2026")
    assert len(of(audited(late + rows("Công an phường", first, second), parent), "A05")) == count


@pytest.mark.parametrize(
    ("where", "severity"),
    [
        ("khu phố 3 và khu phố Bãi Soi", "warning"),
        ("tổ dân phố số 4", "warning"),
        ("các khu phố", "info"),
        ("12 khu phố", "info"),
        ("các khu phố, trước hết là khu phố 3", "info"),
    ],
)
def test_some_places_for_all_is_narrower(where, severity, audited):
    task = "Tổ chức ngày hội vớt rác trên kênh từ ngày 05/6/2026 đến ngày 12/6/2026 tại {}."
    child, parent = with_task(task.format(where), task.format("tất cả các xã, phường"))
    found = [f for f in of(audited(child, parent), "A06") if "phạm vi" in f.message]
    assert {f.severity for f in found} <= {severity}
    assert ("bị thu hẹp: “tất cả” → “" in " ".join(f.message for f in found)) == (
        severity == "warning"
    )
    assert found or severity == "info"


def test_a_note_does_not_gainsay_the_fault_beside_it(audited):
    child, parent = with_task(
        "Báo cáo kết quả vớt rác trên kênh về Ủy ban nhân dân phường trước ngày 20/11 hằng năm.",
        "Báo cáo kết quả vớt rác trên kênh về Ủy ban nhân dân tỉnh trước ngày 20 hằng tháng.",
    )
    found = audited(child, parent)
    assert [f.severity for f in of(found, "A05")] in (["warning"], ["error"])
    assert [f.message for f in of(found, "A06") if "chặt hơn" in f.message] == []


def test_what_is_stricter_by_itself_stays_a_note(audited):
    child, parent = with_task(
        "Phát tin về giếng sạch ít nhất 03 lần/tuần trên loa.",
        "Phát tin về giếng sạch ít nhất 02 lần/tuần trên loa.",
    )
    (found,) = of(audited(child, parent), "A06")
    assert found.severity == "info"
    assert "chặt hơn" in found.message
    assert "không thấp hơn" not in found.remedy
    assert "stricter" in found.remedy_en


def test_every_lost_clause_is_quoted(audited):
    child, parent = with_task(
        "Lập sổ theo dõi giếng đào của từng hộ dân.",
        "Lập sổ theo dõi giếng đào của từng hộ dân; lấy mẫu nước gửi phòng thử nghiệm được công "
        "nhận; dựng biển báo cấm uống tại nơi nước nhiễm mặn.",
    )
    (found,) = of(audited(child, parent), "A02")
    assert "mất 2 ý: “" in found.message
    assert "lấy mẫu nước" in found.message
    assert "dựng biển báo" in found.message


def test_decimals_are_written_as_each_language_does(tmp_path):
    sides = []
    for name, text in (("tinh.txt", PARENT), ("phuong.txt", CHILD)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        sides.append(read_document(tmp_path / name))
    scored = 0
    for link in align_documents(*sides).links:
        scored += bool(re.search(r"\d,\d\d\)", link.reason))
        assert not re.search(r"\(\d\.\d\d\)|giống \d\.\d", link.reason)
        assert not re.search(r"\(\d,\d\d\)|likeness \d,\d", link.reason_en)
    assert scored


def test_what_an_aim_loses_is_a_note(audited):
    lost = "tôn vinh những người trông coi giếng làng; "
    said = (
        "Khơi dậy tinh thần tương trợ trong từng xóm ven sông; {}giữ sạch nguồn nước cho con cháu."
    )
    for heading, severity in (("MỤC ĐÍCH", "info"), ("GIẢI PHÁP", "warning")):
        before = f"I. {heading}\n- {said}\nII. NHIỆM VỤ\n"
        parent = PARENT.replace("I. NHIỆM VỤ\n", before.format(lost), 1)
        child = CHILD.replace("I. NHIỆM VỤ\n", before.format(""), 1)
        assert [f.severity for f in of(audited(child, parent), "A02")] == [severity]


@pytest.mark.parametrize(
    ("asked", "set_", "severity"),
    [
        ("ít nhất 03 giếng mỗi thôn", "03 giếng mỗi thôn", "info"),
        ("từ 90% số hộ trở lên", "95% số hộ", "info"),
        ("ít nhất 03 giếng mỗi thôn", "02 giếng mỗi thôn", "error"),
        ("từ 90% số hộ trở lên", "khoảng 90% số hộ", "error"),
    ],
)
def test_what_is_set_plainly_is_as_much_as_the_least(audited, asked, set_, severity):
    task = "Thau rửa, khử trùng sau lụt {0}, ghi sổ theo dõi."
    found = of(audited(*with_task(task.format(set_), task.format(asked))), "A06")
    assert [f.severity for f in found] == [severity]


def test_what_a_heading_or_the_state_of_things_says_is_no_fault(audited):
    told = "I. TÌNH HÌNH\nNăm 2025 có 12 giếng bị ngập, phải khử trùng lại {0} giếng.\n\n"
    sides = (
        text.replace("\nI. ", f"\n{told.format(count)}II. ", 1)
        for text, count in ((CHILD, 3), (PARENT, 9))
    )
    found = [f for f in audited(*sides) if f.code in {"A02", "A05", "A06"}]
    assert {f.severity for f in found} == {"info"}


@pytest.mark.parametrize(("said", "severity"), [("phải", "info"), ("bắt buộc", "error")])
def test_a_word_that_only_says_that_a_task_is_one_may_go(audited, said, severity):
    plain = "Người bán nước giếng niêm yết kết quả xét nghiệm."
    asked = plain.replace("niêm yết", f"{said} niêm yết")
    found = of(audited(*with_task(plain, asked)), "A06")
    assert [f.severity for f in found] == [severity]
