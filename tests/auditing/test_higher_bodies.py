"""A ward gives no work to a body of its province; it may ask it, work with it, report to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rule_cases import CHILD, PARENT

from doclineage import audit_lineage, read_document, trace_lineage
from doclineage.model import Finding

_TASK = "- Công bố công khai những giếng không đạt chuẩn cho người dân biết.\n"


@pytest.fixture
def told(tmp_path: Path) -> Callable[[str], list[Finding]]:
    def audit(child: str) -> list[Finding]:
        documents = []
        for name, text in (("tinh.txt", PARENT), ("phuong.txt", child)):
            (tmp_path / name).write_text(text, encoding="utf-8")
            documents.append(read_document(tmp_path / name))
        found = audit_lineage(trace_lineage(documents), parent=documents[0]).findings
        return [f for f in found if f.code == "A04" and "giao việc cho cơ quan" in f.message]

    return audit


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("- Sở Y tế chủ trì công bố giếng không đạt chuẩn.\n", "Sở Y tế"),
        ("- Giao Sở Tài chính bố trí kinh phí khoan giếng mới.\n", "Sở Tài chính"),
        ("- Chi cục Thủy lợi tỉnh tuần tra các đoạn kè xung yếu.\n", "Chi cục Thủy lợi tỉnh"),
        ("- Rà soát giếng cũ; Công an tỉnh xử lý vi phạm.\n", "Công an tỉnh"),
        ("3. Sở Xây dựng\n- Lấp những giếng đã hỏng.\n", "Sở Xây dựng"),
        (
            "- Báo và phát thanh, truyền hình Sông Lam mở chuyên mục nước sạch.\n",
            "Báo và phát thanh, truyền hình Sông Lam",
        ),
        ("3. Giao Chi cục Thủy lợi tỉnh\n- Cắm mốc chân đê.\n", "Chi cục Thủy lợi tỉnh"),
    ],
)
def test_a_body_of_the_province_is_given_work(line, body, told):
    (found,) = told(CHILD.replace(_TASK, _TASK + line))
    assert f"“{body}” (1 chỗ)" in found.message
    assert f"“{body}”" in found.message_en
    assert found.severity == "error"
    assert found.parent is not None


@pytest.mark.parametrize(
    "line",
    [
        "- Đề nghị Sở Y tế hỗ trợ hóa chất khử trùng.\n",
        "- Phối hợp với Sở Y tế lấy mẫu đối chứng.\n",
        "- Báo cáo Sở Y tế kết quả lấy mẫu.\n",
        "- Theo hướng dẫn của Sở Y tế, lấy mẫu hai lần mỗi năm.\n",
        "- Tham mưu UBND tỉnh công nhận giếng đạt chuẩn.\n",
        "- Sở Y tế đã công bố danh sách; các tổ dân phố niêm yết lại.\n",
        "- Tòa án nhân dân khu vực 2 xét xử lưu động hai vụ.\n",
        "- Điện lực Sông Lam treo biển cấm tại các cột điện.\n",
        "3. Đề nghị Công an tỉnh\n- Hỗ trợ phương tiện tuần tra đêm.\n",
        "3. Công an phường\n- Sở chỉ huy đặt tại trụ sở khu phố.\n",
    ],
)
def test_to_ask_to_join_and_to_report_is_no_assignment(line, told):
    assert told(CHILD.replace(_TASK, _TASK + line)) == []


def test_a_row_is_read_by_its_column(told):
    table = (
        "\nPHỤ LỤC\nDanh mục nhiệm vụ\n\n| STT | Nhiệm vụ | Chủ trì | Phối hợp |\n"
        "|---|---|---|---|\n"
        "| 1 | Khoan giếng mới | {lead} | {support} |\n"
    )
    given = table.format(lead="Sở Tài chính", support="Công an phường")
    helped = table.format(lead="Công an phường", support="Sở Tài chính")
    assert ["“Sở Tài chính”" in found.message for found in told(CHILD + given)] == [True]
    assert told(CHILD + helped) == []


def test_who_can_only_be_asked_is_not_missed_among_the_recipients_as_well(audited):
    given = CHILD.replace(_TASK, f"{_TASK}- Sở Y tế chủ trì công bố giếng không đạt chuẩn.\n")
    found = audited(given)
    assert [f.code for f in found if "Sở Y tế" in f.message and f.code != "A11"] == ["A04"]
