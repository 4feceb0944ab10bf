"""Annexes, regulations and plans in files of their own, read with what they are attached to."""

from __future__ import annotations

from pathlib import Path

import pytest

from doclineage import audit_lineage, read_document, trace_lineage
from doclineage.model import AuditReport, Document

PLAN = """ỦY BAN NHÂN DÂN TỈNH SÔNG CẦM
Số: 41/KH-UBND
Sông Cầm, ngày 05 tháng 3 năm 2026

KẾ HOẠCH
Trồng rừng chắn sóng năm 2026

Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. NHIỆM VỤ
1. Các xã ven biển trồng ít nhất 12 ha bần chua trước ngày 30/6/2026.
2. Chi tiết theo Phụ lục ban hành kèm theo Kế hoạch này.
"""
ANNEX = """PHỤ LỤC
PHÂN CÔNG NHIỆM VỤ
(Kèm theo Kế hoạch số 41/KH-UBND ngày 05 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh Sông Cầm)

1. Ủy ban nhân dân các xã dựng biển cấm thả trâu bò ở bãi trồng trước ngày 15/4/2026.
2. Ủy ban nhân dân các xã đếm cây sống từng quý, gửi bảng theo dõi.
"""
CHILD = """ỦY BAN NHÂN DÂN XÃ BÃI LAU
Số: 08/KH-UBND
Bãi Lau, ngày 20 tháng 3 năm 2026

KẾ HOẠCH
Trồng rừng chắn sóng năm 2026

Thực hiện Kế hoạch số 41/KH-UBND ngày 05 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh Sông Cầm;
Ủy ban nhân dân xã ban hành Kế hoạch như sau:

I. NHIỆM VỤ
1. Trồng ít nhất 12 ha bần chua trước ngày 30/6/2026.
"""
CHILD_ANNEX = """PHỤ LỤC
NHIỆM VỤ CỦA CÁC THÔN
(Kèm theo Kế hoạch số 08/KH-UBND ngày 20 tháng 3 năm 2026 của Ủy ban nhân dân xã Bãi Lau)

1. Dựng biển cấm thả trâu bò ở bãi trồng trước ngày 15/4/2026.
2. Đếm cây sống từng quý, gửi bảng theo dõi.
"""
DECISION = """ỦY BAN NHÂN DÂN TỈNH SÔNG CẦM
Số: 230/QĐ-UBND
Sông Cầm, ngày 05 tháng 3 năm 2026

QUYẾT ĐỊNH
Ban hành Kế hoạch trồng rừng chắn sóng năm 2026

Điều 1. Ban hành kèm theo Quyết định này Kế hoạch trồng rừng chắn sóng năm 2026.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
"""
PROMULGATED = """KẾ HOẠCH
Trồng rừng chắn sóng năm 2026
(Ban hành kèm theo Quyết định số 230/QĐ-UBND ngày 05 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh)

I. NHIỆM VỤ
1. Các xã ven biển trồng ít nhất 12 ha bần chua trước ngày 30/6/2026.
2. Ủy ban nhân dân các xã đếm cây sống từng quý, gửi bảng theo dõi.
"""


def read(folder: Path, **texts: str) -> tuple[Document, ...]:
    """Return the documents of texts by the names of their files, in one graph."""
    documents = []
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        documents.append(read_document(folder / f"{name}.txt"))
    return trace_lineage(documents).documents


def audit(folder: Path, **texts: str) -> AuditReport:
    """Return the audit of a folder of such documents."""
    read(folder, **texts)
    return audit_lineage(trace_lineage(map(read_document, sorted(folder.iterdir()))))


def joined(documents: tuple[Document, ...]) -> Document:
    """Return the document that others are attached to."""
    (found,) = (document for document in documents if document.attached)
    return found


def test_the_tasks_of_an_annex_in_a_file_of_its_own_bind(tmp_path: Path) -> None:
    report = audit(tmp_path, goc=PLAN, phuluc=ANNEX, xa=CHILD)
    assert report.unmatched == ()
    assert len(report.plans) == 1
    lost = [f for f in report.findings if f.code == "A01" and f.severity == "error"]
    (place, *_) = [p for f in lost for p in f.parent_places if "biển cấm" in p.text]
    assert place.source.endswith("phuluc.txt")
    assert "41/KH-UBND" in report.document(place.doc_id).letterhead.number


def test_the_annex_of_a_plan_counts_for_the_plan(tmp_path: Path) -> None:
    report = audit(tmp_path, goc=PLAN, phuluc=ANNEX, xa=CHILD, xapl=CHILD_ANNEX)
    assert report.unmatched == ()
    assert not [f for f in report.findings if f.code == "A01" and f.severity == "error"]
    (plan,) = report.plans
    assert plan.omitted == 0


@pytest.mark.parametrize("first", ["PHỤ LỤC", "PHỤ LỤC I"])
def test_units_keep_their_parents_and_paths_stay_unique(tmp_path: Path, first: str) -> None:
    own = PLAN + "\nNơi nhận:\n- Lưu: VT.\n\n" + ANNEX.replace("cấm", "báo").replace("đếm", "vẽ")
    whole = joined(read(tmp_path, goc=own, phuluc=ANNEX.replace("PHỤ LỤC", first, 1)))
    paths = [unit.path for unit in whole.units]
    assert len(set(paths)) == len(paths)
    (part,) = whole.attached
    for index in range(part.first, part.first + part.count):
        unit = whole.units[index]
        assert unit.parent == -1 or part.first <= unit.parent < index
        assert unit.parent == -1 or unit.path.startswith(whole.units[part.first].path)
        assert whole.source_of(index).path.endswith("phuluc.txt")
    assert whole.source_of(part.first - 1).path.endswith("goc.txt")


def test_what_a_document_holds_itself_is_not_joined_twice(tmp_path: Path) -> None:
    whole = joined(read(tmp_path, goc=PLAN + "\nNơi nhận:\n- Lưu: VT.\n\n" + ANNEX, phuluc=ANNEX))
    assert [part.count for part in whole.attached] == [0]
    assert sum("biển cấm" in unit.text for unit in whole.units) == 1


def test_a_plan_that_a_decision_issues_is_read_with_it(tmp_path: Path) -> None:
    plan = CHILD.replace("Kế hoạch số 41/KH-UBND", "Quyết định số 230/QĐ-UBND")
    report = audit(tmp_path, qd=DECISION, kh=PROMULGATED, xa=plan)
    assert report.unmatched == ()
    places = [p for f in report.findings if f.code == "A01" for p in f.parent_places]
    assert [p.source.endswith("kh.txt") for p in places if "cây sống" in p.text] == [True]


@pytest.mark.parametrize(
    "text",
    [
        CHILD.replace("Thực hiện", "(Kèm theo Kế hoạch số 41/KH-UBND ngày 05/3/2026)\nThực hiện"),
        CHILD.replace("08/KH-UBND", "    /KH-UBND").replace(
            "Thực hiện", "(Kèm theo Kế hoạch số 41/KH-UBND ngày 05/3/2026)\nThực hiện"
        ),
        ANNEX.replace("41/KH-UBND", "43/KH-UBND"),
    ],
)
def test_what_stands_by_itself_stays_apart(tmp_path: Path, text: str) -> None:
    assert not any(document.attached for document in read(tmp_path, goc=PLAN, other=text))


def test_two_annexes_of_one_document_are_both_read(tmp_path: Path) -> None:
    other = ANNEX.replace("PHÂN CÔNG", "BẢNG GHI").replace("đếm cây", "tưới cây")
    whole = joined(read(tmp_path, goc=PLAN, phuluc=ANNEX, khac=other))
    first, second = whole.attached
    assert first.first + first.count == second.first
    assert second.first + second.count == len(whole.units)
    assert len({unit.path for unit in whole.units}) == len(whole.units)
