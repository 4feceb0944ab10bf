"""What a plan says otherwise in its own table, by days gone by, and with numbers that skip."""

from __future__ import annotations

from pathlib import Path

import pytest

from doclineage import audit_lineage, read_document, trace_lineage

PARENT = """ỦY BAN NHÂN DÂN TỈNH SÔNG CẦM
Số: 54/KH-UBND
Sông Cầm, ngày 10 tháng 3 năm 2026

KẾ HOẠCH
Chăm sóc đàn ong mật năm 2026

Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. NHIỆM VỤ
1. Đăng ký mã số cho từng trại nuôi ong, treo biển tại lối vào trại.
2. Lấy mẫu mật kiểm tra dư lượng kháng sinh, công bố kết quả cho người mua.
"""
PLAN = """ỦY BAN NHÂN DÂN XÃ NẬM TẤU
Số: 21/KH-UBND
Nậm Tấu, ngày 20 tháng 4 năm 2026

KẾ HOẠCH
Chăm sóc đàn ong mật năm 2026 trên địa bàn xã Nậm Tấu

Thực hiện Kế hoạch số 54/KH-UBND ngày 10 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh Sông Cầm, Ủy ban
nhân dân xã xây dựng Kế hoạch như sau:

I. NHIỆM VỤ
1. Phòng Kinh tế đăng ký mã số cho từng trại nuôi ong, treo biển tại lối vào trại; hoàn thành trước
ngày 31/8/2026; báo cáo danh sách chủ hộ nuôi nhỏ lẻ chưa khai báo trước ngày 15/9/2026.
2. Trạm Y tế lấy mẫu mật kiểm tra dư lượng kháng sinh ở 40 trại nuôi, công bố kết quả cho người mua.
3. UBND xã trồng cây lấy phấn dọc suối Nậm Tấu trong quý III/2026.
4. Tổng kết mùa mật, chia kinh nghiệm giữa các hộ.

PHỤ LỤC
Phân công nhiệm vụ

| STT | Nhiệm vụ | Chủ trì | Phối hợp | Thời hạn |
|---|---|---|---|---|
| 1 | Đăng ký mã số trại nuôi ong | Phòng Kinh tế | Trạm Y tế | Trước ngày 31/8/2026 |
| 2 | Lấy mẫu mật ở 40 trại nuôi | Trạm Y tế | Phòng Kinh tế | Hằng tháng |
| 3 | Trồng cây lấy phấn dọc suối Nậm Tấu | Phòng Kinh tế | Hội Nông dân | Trước ngày 15/9/2026 |
"""


@pytest.fixture
def told(tmp_path: Path):
    def audit(old: str = "", new: str = "", *, parent: str = PARENT):
        assert not old or PLAN.count(old) == 1
        documents = []
        for name, text in (("tinh.txt", parent), ("xa.txt", PLAN.replace(old, new))):
            (tmp_path / name).write_text(text, encoding="utf-8")
            documents.append(read_document(tmp_path / name))
        found = audit_lineage(trace_lineage(documents)).findings
        kinds = ("tự mâu thuẫn", "đã qua", "số thứ tự nhảy")
        return [f for f in found if any(kind in f.message for kind in kinds)]

    return audit


def test_a_plan_that_agrees_with_itself_has_no_fault(told):
    # "quý III" and 15/9 agree, the report's day is another task's, the commune acts by its offices
    assert told() == []


@pytest.mark.parametrize(
    ("old", "new", "severity", "said"),
    [
        (
            "| Trước ngày 31/8/2026 |",
            "| Trước ngày 31/7/2026 |",
            "error",
            "thời hạn: phần thân “hoàn thành trước ngày 31/8/2026”, bảng phân công (PL1/r1) “Trước",
        ),
        (
            "| Lấy mẫu mật ở 40 trại",
            "| Lấy mẫu mật ở 30 trại",
            "error",
            "số lượng: phần thân “40”, bảng phân công (PL1/r2) “30”",
        ),
        (
            "trại nuôi ong | Phòng Kinh tế | Trạm Y tế",
            "trại nuôi ong | Công an xã | Trạm Y tế",
            "warning",
            "cơ quan: phần thân “Phòng Kinh tế”, bảng phân công (PL1/r1) “Công an xã”",
        ),
        ("trong quý III/2026", "trong quý II/2026", "error", "“trong quý II/2026”"),
    ],
)
def test_what_the_table_says_otherwise_is_told_with_both_places(old, new, severity, said, told):
    (found,) = told(old, new)
    assert (found.code, found.severity) == ("A12", severity)
    assert said in found.message
    assert [place.path.partition("/")[0] for place in found.child_places][1] == "PL1"
    assert found.remedy == "thống nhất phần thân và bảng phân công"
    assert "contradicts itself" in found.message_en


def test_another_unit_that_agrees_settles_it(told):
    line = "4. Tổng kết mùa mật, chia kinh nghiệm giữa các hộ.\n"
    again = "4. Đăng ký xong mã số trại nuôi ong trước ngày 31/7/2026.\n"
    both = PLAN.replace("| Trước ngày 31/8/2026 |", "| Trước ngày 31/7/2026 |")
    assert line in both
    assert told(PLAN, both.replace(line, again)) == []


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("trước ngày 31/3/2026, treo", "“trước ngày 31/3/2026” đã qua khi ban hành"),
        ("xong trong quý I/2026, treo", "“xong trong quý I/2026” đã qua khi ban hành"),
        ("trước ngày 30/4/2026, treo", None),
        ("từ ngày 31/3/2026, treo", None),
        ("theo Quyết định số 9/QĐ-UBND ngày 31/3/2026, treo", None),
        ("(đã làm thử trước ngày 31/3/2026), treo", None),
    ],
)
def test_a_deadline_before_the_plans_own_day(new, said, told):
    found = [f for f in told("ong, treo", f"ong {new}") if f.code == "A05"]
    if said is None:
        assert found == []
    else:
        assert [f.severity for f in found] == ["warning"]
        assert said in found[0].message
        assert "(20/04/2026)" in found[0].message
        assert found[0].child_places[0].path == "I.1"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("4. Tổng kết", "5. Tổng kết", "số thứ tự nhảy: I.3 → I.5"),
        ("| 3 | Trồng", "| 4 | Trồng", "số thứ tự nhảy: PL1 2 → 4"),
        ("| 3 | Trồng", "| 30 | Trồng", None),
        ("4. Tổng kết", "3. Tổng kết", None),
    ],
)
def test_a_number_that_is_skipped(old, new, said, told):
    found = told(old, new)
    assert [(f.code, f.severity, f.message) for f in found] == (
        [("A13", "warning", said)] if said else []
    )


def test_a_group_of_a_table_that_is_skipped(told):
    first = "| 1 | Đăng ký mã số"
    grouped = PLAN.replace(first, f"| I | Quản lý trại | | | |\n{first}")
    third = "| 3 | Trồng cây"
    (found,) = told(PLAN, grouped.replace(third, f"| III | Trồng rừng hoa | | | |\n{third}"))
    assert found.message == "số thứ tự nhảy: PL1.I → PL1.III"
    assert told(PLAN, grouped.replace(third, f"| II | Trồng rừng hoa | | | |\n{third}")) == []


def test_a_lead_that_is_not_the_parents_body_of_this_level(tmp_path: Path):
    table = PLAN[PLAN.index("PHỤ LỤC") :].replace("Trạm Y tế | Phòng", "Sở Y tế | Phòng")
    (tmp_path / "tinh.txt").write_text(PARENT + table, encoding="utf-8")
    for lead, faults in (("Phòng Văn hóa - Xã hội", 0), ("Công an xã", 1)):
        plan = PLAN.replace("nuôi | Trạm Y tế", f"nuôi | {lead}").replace(
            "2. Trạm Y tế", f"2. {lead}"
        )
        (tmp_path / "xa.txt").write_text(plan, encoding="utf-8")
        documents = [read_document(tmp_path / name) for name in ("tinh.txt", "xa.txt")]
        found = audit_lineage(trace_lineage(documents)).findings
        rows = [f for f in found if f.code in {"A04", "A10"} and f.severity != "info"]
        assert len([f for f in rows if "PL1/r2" in {p.path for p in f.child_places}]) == faults, (
            lead
        )
