"""Kinds by name and by heading line."""

from __future__ import annotations

import pytest

from doclineage.vietnamese.kinds import KIND_NAMES, heading_kind, kind_name, kind_of, kind_system


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Kế hoạch", "KH"),
        ("Chương trình hành động", "CTr"),
        ("Báo cáo thẩm tra số 5", "BC"),
        ("Thông tư liên tịch", "TTLT"),
        ("Bộ luật Dân sự", "BLUAT"),
        ("Quyêt định", "QĐ"),
        ("Giấy uỷ quyền", "GUQ"),
        ("Kế hoạch hóa gia đình", "KH"),
        ("Ủy ban", None),
    ],
)
def test_kind_of(name: str, code: str | None) -> None:
    assert kind_of(name) == code


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("KẾ HOẠCH", "KH"),
        ("KÊ HOACH", "KH"),
        ("**CHỈ THỊ**", "CT"),
        ("## NGHỊ QUYẾT", "NQ"),
        ("K Ế H O Ạ C H", "KH"),
        ("QUYÉT ĐỊNIH", "QĐ"),
        ("LUẬT HỘ TỊCH", "LUAT"),
        ("PHÁP LỆNH", "PL"),
        ("TỜ TRÌNH:", "TTr"),
        ("Kế hoạch", None),
        ("KẾ HOẠCH TUYÊN TRUYỀN", None),
        ("I. MỤC ĐÍCH, YÊU CẦU", None),
        ("", None),
    ],
)
def test_heading_kind(line: str, code: str | None) -> None:
    assert heading_kind(line) == code


def test_every_name_finds_its_own_kind() -> None:
    for name in KIND_NAMES:
        code = kind_of(name)
        assert code is not None
        assert heading_kind(name.upper()) == code
        assert kind_of(kind_name(code) or "") == code


def test_kind_system() -> None:
    assert (kind_system("TTri"), kind_system("QĐ")) == ("party", None)
