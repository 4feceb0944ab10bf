"""One thing written in several ways gives the same keys, another thing others."""

from __future__ import annotations

import pytest

from doclineage.vietnamese.words import words


@pytest.mark.parametrize(
    "ways",
    [
        ("16h30", "16 giờ 30", "16 giờ 30 phút", "16:30", "16 GIỜ 30 PHÚT"),
        ("7h00", "07 giờ", "7h", "07 giờ 00"),
        ("24/24h", "24/24 giờ"),
        ("0912 345 678", "0912.345.678", "0912345678"),
        ("30 000 000 đồng", "30.000.000 đồng", "30 triệu đồng", "30.000.000 VNĐ"),
        ("quý I/2026", "quý 1/2026", "quý I năm 2026", "QUÝ I NĂM 2026"),
        ("tháng XII", "tháng 12"),
        ("quý III", "quý 3"),
        ("Nghị định số 61/2018/NĐ-CP", "Nghị định 61/2018/NĐ-CP"),
        ("NGÀY 05/3/2026", "ngày 5 tháng 3 năm 2026"),
        ("Văn hóa & Thể thao", "văn hoá và thể thao"),
        ("HTX, CSDL", "hợp tác xã, cơ sở dữ liệu"),
        ("toàn diện_", "toàn diện"),
        ("từ ngày 01 tháng 11 đến 30/11", "từ ngày 1/11 đến 30 tháng 11"),
        ("Chỉ thị số 09 / CT-UBND", "Chỉ thị 09/CT-UBND"),
        ("a) Đo mực nước; b) Cắm biển", "- Đo mực nước;\n- Cắm biển", "Đo mực nước; cắm biển"),
    ],
)
def test_ways_of_writing_one_thing_are_equal(ways):
    assert {words(way).keys for way in ways} == {words(ways[0]).keys}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("16h30", "16h45"),
        ("0912 345 678", "0912 345 679"),
        ("30 000 000", "3 000 000"),
        ("quý I/2026", "quý II/2026"),
        ("tháng XI", "tháng XII"),
        ("Mục I", "Mục 1"),
        ("ngày 1 tháng 11", "ngày 11 tháng 1"),
        ("khoản 2 điểm a)", "khoản 2 điểm b)"),
        ("Quyết định số 12", "Quyết định 12"),
    ],
)
def test_other_things_are_not(one, other):
    assert words(one).keys != words(other).keys


@pytest.mark.parametrize(
    "text", ["họp 16h30 - 17:00", "số 12/KH-UBND & số 3", "tháng XII, quý IV", "gọi 0912 345 678."]
)
def test_every_key_has_its_place(text):
    found = words(text)
    assert len(found.spans) == len(found.keys)
    assert all(text[a:b].strip() for a, b in found.spans)
