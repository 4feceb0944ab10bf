"""A body below changes nothing of what a body above issued."""

from __future__ import annotations

import pytest

from doclineage import audit_lineage, read_document, trace_lineage

PLAN = """{above}
Số: {number}/{kind}-UBND
{place}, ngày {day} tháng 3 năm 2026
{title}
{opening}
I. NHIỆM VỤ
1. Tổng vệ sinh kênh mương nội đồng trước ngày 15/4/2026.
2. {second}
"""
PARENT = PLAN.format(
    above="ỦY BAN NHÂN DÂN TỈNH HƯNG GIANG",
    number=40,
    kind="KH",
    place="Hưng Giang",
    day="02",
    title="KẾ HOẠCH\nVệ sinh môi trường nông thôn năm 2026",
    opening="Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:",
    second="Lắp đặt bể chứa vỏ bao thuốc tại từng cánh đồng.",
)
WARD = PLAN.format(
    above="ỦY BAN NHÂN DÂN XÃ AN THỊNH",
    number=12,
    kind="KH",
    place="An Thịnh",
    day="20",
    title="KẾ HOẠCH\nVệ sinh môi trường nông thôn năm 2026",
    opening="Thực hiện Kế hoạch số 40/KH-UBND ngày 02/3/2026 của Ủy ban nhân dân tỉnh Hưng Giang:",
    second="Trồng hoa ven đường liên thôn.",
)


def _amendment(issuer: str, place: str) -> str:
    return f"""{issuer}
Số: 99/QĐ-UBND
{place}, ngày 10 tháng 3 năm 2026
QUYẾT ĐỊNH
Sửa đổi, bổ sung Kế hoạch số 40/KH-UBND ngày 02/3/2026 của Ủy ban nhân dân tỉnh Hưng Giang
Điều 1. Bãi bỏ khoản 2 Mục I Kế hoạch số 40/KH-UBND ngày 02/3/2026.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
"""


@pytest.mark.parametrize(
    ("issuer", "place", "omitted"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH HƯNG GIANG", "Hưng Giang", False),
        ("ỦY BAN NHÂN DÂN XÃ BÃI MỚI", "Bãi Mới", True),
    ],
)
def test_only_a_body_of_the_level_or_above_takes_a_task_away(issuer, place, omitted, tmp_path):
    texts = {"p": PARENT, "w": WARD, "a": _amendment(issuer, place)}
    documents = []
    for name, text in texts.items():
        path = tmp_path / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        documents.append(read_document(path))
    report = audit_lineage(trace_lineage(documents))
    lost = [f for f in report.findings if f.code == "A01" and f.severity != "info"]
    assert bool(lost) == omitted
