"""A03: whoever is named in any way ends a gap; what the parent says decides what it weighs."""

from __future__ import annotations

from pathlib import Path

import pytest
from rule_cases import CHILD, PARENT

from doclineage import audit_lineage, read_document, trace_lineage
from doclineage.auditing.owners import Duties, opening_bodies

HEAD, _, TAIL = CHILD.partition("I. NHIỆM VỤ")
ENDING = TAIL[TAIL.index("\nNơi nhận") :]


@pytest.fixture
def gaps(tmp_path: Path):
    def audit(body: str, parent: str = PARENT):
        documents = []
        for name, text in (("tinh.txt", parent), ("phuong.txt", f"{HEAD}{body}{ENDING}")):
            (tmp_path / name).write_text(text, encoding="utf-8")
            documents.append(read_document(tmp_path / name))
        findings = audit_lineage(trace_lineage(documents), parent=documents[0]).findings
        return [f for f in findings if f.code == "A03"]

    return audit


@pytest.mark.parametrize(
    "text",
    [
        "- Tổ chức hội thi tìm hiểu luật cho học sinh lớp năm.",
        "- Ban hành quy chế vận hành trạm bơm ven đê.",
        "- Phòng, chống sạt lở ở đoạn bờ kè xung yếu.",
        "- Rà soát biển báo trên các tuyến giao thông nông thôn.",
        "- Gửi danh sách hộ nghèo về Sở Y tế để lập hồ sơ.",
    ],
)
def test_a_verb_names_nobody(text, gaps):
    (found,) = gaps(f"I. NHIỆM VỤ\n{text}\n")
    assert (found.severity, len(found.child_places)) == ("info", 1)


@pytest.mark.parametrize(
    "body",
    [
        "I. NHIỆM VỤ\n- Giao Trạm Y tế mở hội thi tìm hiểu luật cho học sinh.",
        "I. NHIỆM VỤ\n- Các thôn mở hội thi tìm hiểu luật cho học sinh.",
        "I. NHIỆM VỤ\n- Hội Chữ thập đỏ mở hội thi tìm hiểu luật cho học sinh.",
        "I. NHIỆM VỤ\n- Mở hội thi cho học sinh; Phòng Kinh tế chủ trì.",
        "I. NHIỆM VỤ\n1. Trường Tiểu học Mả Vôi\n- Mở hội thi tìm hiểu luật cho học sinh.",
        "I. NHIỆM VỤ\nCông an phường thực hiện các việc sau:\n- Mở hội thi tìm hiểu luật lệ.",
        "I. NHIỆM VỤ\n- 100% trẻ em trong độ tuổi đi học được khám mắt.",
        "I. NHIỆM VỤ\n- Kinh phí lấy từ nguồn chi thường xuyên năm 2026.",
        "I. MỤC TIÊU\n- Nâng cao hiểu biết về luật cho học sinh toàn phường.",
        "I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2025\n- Mở ba hội thi tìm hiểu luật cho học sinh.",
        "I. TUYÊN TRUYỀN VỀ NHIỆM VỤ NĂM HỌC\n- Mở hội thi tìm hiểu luật cho học sinh.",
    ],
)
def test_no_gap(body, gaps):
    assert gaps(f"{body}\n") == []


def test_a_section_has_one_finding(gaps):
    body = "I. NHIỆM VỤ\n1. Truyền thông\n- Treo pa nô ở chợ.\n- Phát tờ gấp tại bến đò.\n"
    (found,) = gaps(f"{body}2. Kiểm tra\n- Đi kiểm tra bờ kè hằng tuần.\n")
    assert [place.path for place in found.child_places] == ["I.1/b1", "I.1/b2", "I.2/b1"]


def test_what_the_whole_level_is_given_is_a_note(gaps):
    task = "- Khơi thông toàn bộ cửa xả ven sông trước ngày 30/6/2026"
    (found,) = gaps(f"I. NHIỆM VỤ\n{task}; lắp lưới chắn rác tại mỗi cửa xả.\n")
    assert found.severity == "info"
    assert "Ủy ban nhân dân các xã, phường" in found.message


def test_who_is_said_to_lead_within_a_task_is_missed_where_nobody_is(gaps):
    task = "- Lập đội canh gác bờ kè do {doer}, đi ít nhất hai lượt mỗi đêm.\n"
    led = task.format(doer="Công an cấp xã chủ trì")
    parent = PARENT.replace("2. Sở Y tế\n", f"2. Bờ kè\n{led}")
    (found,) = gaps(f"I. NHIỆM VỤ\n{led.replace(' do Công an cấp xã chủ trì', '')}", parent)
    assert found.severity == "warning"
    assert gaps("I. NHIỆM VỤ\n" + task.format(doer="Công an phường chủ trì"), parent) == []


def test_a_gap_that_the_parent_has_is_a_note(gaps):
    parent = PARENT.replace("2. Sở Y tế\n", "2. Nước giếng\n")
    task = "- Lấy mẫu nước giếng ở vùng ngập để xét nghiệm vi sinh hai lần mỗi năm.\n"
    (found,) = gaps(f"I. NHIỆM VỤ\n{task}", parent)
    assert found.severity == "info"
    assert "cũng không nêu" in found.message


def test_a_decree_plans_no_work(tmp_path):
    path = tmp_path / "a.txt"
    body = "I. BIỆN PHÁP KHẮC PHỤC\n1. Trồng lại rừng đã phá.\n2. Tháo dỡ công trình.\n"
    counts = []
    for kind in ("KẾ HOẠCH", "NGHỊ ĐỊNH"):
        path.write_text(f"{kind}\nVề bảo vệ rừng\n\n{body}", encoding="utf-8")
        counts.append(len(list(Duties(read_document(path)).tasks())))
    assert counts == [2, 0]


HEADS = "| TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |\n|---|---|---|---|\n"


def test_a_row_without_its_lead(tmp_path):
    rows = (
        "| 1 | Nạo vét mương | Phòng Kinh tế | Quý II |\n| 2 | Trồng cây chắn sóng | | Quý III |\n"
    )
    path = tmp_path / "phuong.md"
    path.write_text(f"{HEAD}I. NHIỆM VỤ\n\n{HEADS}{rows}", encoding="utf-8")
    duties = Duties(read_document(path))
    named = [duties.names_anybody(index) for index in duties.tasks()]
    assert named == [True, False]


def test_the_first_bodies_are_the_doers():
    told = opening_bodies("Đề nghị Sở Y tế và Công an tỉnh gửi số liệu về Sở Tài chính")
    assert [mention.text for mention in told] == ["Sở Y tế", "Công an tỉnh"]
