"""A missing annex is one finding; what the body says as well is no omission."""

from __future__ import annotations

from pathlib import Path

import pytest
from rule_cases import CHILD, PARENT

from doclineage import read_document
from doclineage.auditing.annexes import absent_annex, lost_day, restating

TABLE = """
PHỤ LỤC
Danh mục nhiệm vụ

| STT | Nhiệm vụ | Chủ trì | Thời hạn |
|---|---|---|---|
| 1 | Khơi thông cửa xả ven sông | UBND các xã, phường | Trước ngày 30/6/2026 |
| 2 | Lấy mẫu nước giếng vùng ngập | UBND các xã, phường | Quý III/2026 |
| 3 | Trồng tre chắn sóng chân đê | UBND các xã, phường | Quý IV/2026 |
"""
_LINE = "- Công bố công khai những giếng không đạt chuẩn cho người dân biết"


@pytest.fixture
def audited(audited):
    return lambda child, parent=PARENT + TABLE: audited(child, parent)


def of(found, code):
    return [f for f in found if f.code == code and f.severity != "info"]


@pytest.mark.parametrize(("pointed", "said"), [(" (Phụ lục kèm theo)", "nhắc “"), ("", "thiếu “")])
def test_a_missing_annex_is_told_once(pointed, said, audited):
    (found,) = of(audited(CHILD.replace(_LINE, _LINE + pointed)), "A01")
    assert found.severity == "error"
    assert found.message.startswith(said)
    assert "không có trong phần thân: PL1/r3" in found.message
    assert found.parent_places[0].path == "PL1"
    assert found.parent_places[-1].path == "PL1/r3"
    assert found.message_en


def test_an_annex_whose_rows_the_body_says_is_for_a_person_to_judge(audited):
    parent = PARENT + TABLE.replace("| 3 | Trồng tre chắn sóng chân đê", "| 3 | Xét nghiệm vi sinh")
    assert {found.severity for found in of(audited(CHILD, parent), "A01")} <= {"warning"}


@pytest.mark.parametrize(("day", "severity"), [("30/6", "info"), ("31/8", "warning")])
def test_an_annex_whose_rows_the_body_says_with_their_days_is_a_note(day, severity, audited):
    kept = TABLE[: TABLE.index("| 1 |")].rstrip()
    row = f"| 1 | Lưới rác | UBND các xã, phường | Trước ngày {day}/2026 |"
    found = audited(CHILD, f"{PARENT}{kept}\n{row}\n")
    assert [f.severity for f in found if f.code == "A01" and "PL1" in f.message] == [severity]


def test_where_the_body_says_what_a_row_does(tmp_path: Path):
    (tmp_path / "tinh.txt").write_text(PARENT + TABLE, encoding="utf-8")
    document = read_document(tmp_path / "tinh.txt")
    rows = [unit for unit in document.units if unit.kind == "row"]
    places = [restating(row, document, range(len(document.units))) for row in rows]
    paths = [None if place is None else document.units[place].path for place in places]
    assert paths == ["I.1/b1", "I.2/b1", None]
    assert [
        lost_day(row, document.units[place or 0]) for row, place in zip(rows, places, strict=True)
    ][:2] == [
        False,
        True,
    ]


def test_a_row_that_a_plan_with_an_annex_lacks_stays_an_omission(audited):
    lines = TABLE.splitlines(keepends=True)
    (found,) = of(audited(CHILD + "".join(lines[:-1]).replace("UBND các xã", "Trạm Y tế")), "A01")
    assert found.message.startswith("bỏ sót")
    assert found.parent_places[0].path == "PL1/r3"


def test_an_annex_that_only_the_plan_speaks_of(audited):
    pointed = CHILD.replace(_LINE, _LINE + " (chi tiết tại Phụ lục II đính kèm)")
    (found,) = of(audited(pointed, PARENT), "A13")
    assert "“Phụ lục II đính kèm”" in found.message
    assert of(audited(CHILD, PARENT), "A13") == []


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("Phân công cụ thể tại Phụ lục kèm theo.", True),
        ("Thực hiện theo các phụ lục kèm theo Kế hoạch này.", True),
        ("Lập danh sách (có phụ lục gửi kèm).", True),
        ("Biểu mẫu theo Phụ lục 3.", True),
        ("Theo mẫu tại Phụ lục I Nghị định số 30/2020/NĐ-CP.", False),
        ("Theo mẫu tại Phụ lục của Thông tư số 5/2025/TT-BYT.", False),
        ("Phụ lục ban hành kèm theo Kế hoạch số 12/KH-UBND.", False),
        ("Thực hiện theo Phụ lục II, Kế hoạch số 12/KH-UBND.", False),
        ("Ký phụ lục hợp đồng với nhà thầu.", False),
    ],
)
def test_whose_annex_is_meant(text, absent, tmp_path: Path):
    path = tmp_path / "phuong.txt"
    path.write_text(CHILD.replace(_LINE, f"- {text}\n{_LINE}"), encoding="utf-8")
    assert (absent_annex(read_document(path)) is not None) == absent
