"""A04: bodies of the districts in a plan's own text, told once each with all places."""

from __future__ import annotations

from pathlib import Path

import pytest
from rule_cases import CHILD, PARENT

from doclineage import audit_lineage, read_document, trace_lineage
from doclineage.auditing.abolished import abolished_bodies


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Phối hợp với UBND huyện Mả Vôi rà soát.", "UBND huyện Mả Vôi"),
        ("Phòng Nông nghiệp và Phát triển nông thôn huyện hướng dẫn.", "Phòng Nông nghiệp"),
        ("Giao Công an huyện chủ trì.", "Công an huyện"),
        ("Trung tâm Y tế huyện khám sàng lọc.", "Trung tâm Y tế huyện"),
        ("Báo cáo Huyện ủy trước ngày 05.", "Huyện ủy"),
        ("Báo cáo Ban Tổ chức Huyện ủy.", "Ban Tổ chức Huyện ủy"),
        ("Gửi Phòng Tư pháp để thẩm định.", "Phòng Tư pháp"),
        ("Hạt Kiểm lâm thị xã Kè Đá phối hợp.", "Hạt Kiểm lâm thị xã Kè Đá"),
        ("Bàn giao hồ sơ cho Thị ủy Kè Đá.", "Thị ủy"),
        ("Các huyện, thị xã rà soát bến đò.", "Các huyện"),
    ],
)
def test_named_as_if_it_were_there(text, body):
    found = abolished_bodies(text)
    assert found
    assert found[0].text.startswith(body)
    assert found[0].district


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện Quyết định số 15/QĐ-UBND ngày 05/3/2024 của UBND huyện Mả Vôi.",
        "Tuyến đê trước đây do UBND huyện Mả Vôi quản lý.",
        "Kế thừa số liệu của Phòng Tư pháp huyện (cũ).",
        "Tiếp tục đề án “Giữ nước ngầm của UBND huyện Mả Vôi” tại các thôn.",
        "Tiếp nhận hồ sơ do UBND huyện bàn giao.",
        "Ba xã của huyện Mả Vôi cũ có giếng cạn.",
        "Duy tu đường huyện 12 đoạn qua chợ.",
        "Phòng, chống cháy rừng trên địa bàn xã.",
        "Trung tâm Y tế khu vực, Công an xã, Trạm Y tế phối hợp.",
    ],
)
def test_spoken_of_otherwise(text):
    assert abolished_bodies(text) == []


@pytest.fixture
def gone(tmp_path: Path):
    def audit(*edits: tuple[str, str]):
        child = CHILD
        for old, new in edits:
            assert old in child
            child = child.replace(old, new)
        documents = []
        for name, text in (("tinh.txt", PARENT), ("phuong.txt", child)):
            (tmp_path / name).write_text(text, encoding="utf-8")
            documents.append(read_document(tmp_path / name))
        findings = audit_lineage(trace_lineage(documents), parent=documents[0]).findings
        return [f for f in findings if f.code == "A04" and f.severity == "error"]

    return audit


def test_one_finding_a_body_with_all_places(gone):
    (found,) = gone(
        ("- Khơi thông", "- Phối hợp với UBND huyện Mả Vôi khơi thông"),
        ("Báo cáo tiến độ giải ngân, gửi Ủy ban nhân dân phường", "Báo cáo UBND huyện tiến độ"),
        ("- Trạm Y tế, Công an phường;", "- UBND huyện; Trạm Y tế, Công an phường;"),
    )
    assert len(found.child_places) == 3
    assert "3 chỗ" in found.message


def test_two_bodies_are_two_findings(gone):
    found = gone(("mời Viện", "mời Hạt Kiểm lâm huyện, Công an huyện, Viện"))
    assert len(found) == 2


def test_a_plan_of_the_time_of_districts_may_name_them(gone):
    edit = ("mời Viện", "mời Hạt Kiểm lâm huyện, Viện")
    assert gone(edit)
    assert gone(edit, ("ngày 20 tháng 5 năm 2026", "ngày 20 tháng 5 năm 2025")) == []


def test_a_basis_may_name_them(gone):
    basis = "Căn cứ Nghị quyết của HĐND huyện Mả Vôi;\nThực hiện Kế hoạch số 7"
    assert gone(("Thực hiện Kế hoạch số 7", basis)) == []


def test_what_looks_back_may_name_them(gone):
    past = "I. KẾT QUẢ NĂM TRƯỚC\n- Công an huyện xử lý ba vụ xả thải.\nII. NHIỆM VỤ\n"
    assert gone(("II. TỔ CHỨC", "III. TỔ CHỨC"), ("\nI. NHIỆM VỤ\n", f"\n{past}")) == []
