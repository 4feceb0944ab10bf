"""Laws by name and year."""

from __future__ import annotations

import pytest

from doclineage.vietnamese.laws import bears_number, law_at, law_number
from doclineage.vietnamese.tables import load_table


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("Đất đai", " năm 2024"),
        ("Bầu cử đại biểu Quốc hội và đại biểu HĐND", " và các văn bản"),
        ("Phòng, chống tham nhũng", ", các đơn vị"),
        ("đất đai", " ngày 18/01/2024"),
        ("Hàng không vũ trụ, viễn thám", " số 9/2027/QH16"),
        ("Bưu chính", " được sửa đổi"),
        ("sửa đổi, bổ sung một số điều của Luật Đầu tư và Luật Giá", " số 9/2027/QH16"),
    ],
)
def test_where_a_name_ends(name: str, rest: str) -> None:
    law = law_at(f"Luật {name}{rest}", 0)
    assert law is not None
    assert law.name == name


@pytest.mark.parametrize("text", ["Luật này", "Luật sư tham gia", "pháp luật về đất đai", "Luật"])
def test_no_law(text: str) -> None:
    assert law_at(text, 0) is None


def test_numbers() -> None:
    assert law_number("BLUAT", "Dân sự", 2015) == "91/2015/QH13"
    assert law_number("LUAT", "Tổ chức chính quyền địa phương", 2025) is None
    assert bears_number("Thư viện", "46/2019/QH14")


def test_years_of_the_table_stand_in_the_numbers() -> None:
    for row in load_table("laws"):
        assert not row["number"] or f"/{row['year']}/" in row["number"], row
