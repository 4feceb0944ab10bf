"""Issuers: where names end, what codes say, which names agree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doclineage.vietnamese.issuer_identity import issuer_identity, issuers_agree
from doclineage.vietnamese.issuers import is_generic, issuer_end, issuer_of_code
from doclineage.vietnamese.normalise import fold_case


def end_of(text: str) -> str:
    return text[: issuer_end(text, fold_case(text).replace("\n", " "), 0)]


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("Thường trực, Ban Thường vụ Thành ủy", " về một số nội dung"),
        ("Bộ Chính trị", ", Ban Thường vụ Đảng ủy phường ban hành Chương trình"),
        ("Bộ Chính trị, Ban Bí thư", " về công tác cán bộ"),
        ("Ban Tuyên giáo và Dân vận Tỉnh ủy", " và Kế hoạch của Sở Nội vụ"),
        ("Ban Kinh tế - Ngân sách", "; ý kiến"),
        ("Sở Văn hóa, Thể thao và Du lịch", ", UBND phường xây dựng"),
        ("Bộ Nội vụ và Bộ Tài chính", " hướng dẫn"),
        ("Công ty TNHH Sông Lam", " gửi phường"),
        ("UBND TP. Hải Vân", " về"),
        ("Đại hội đại biểu Đảng bộ xã lần thứ II", ", nhiệm kỳ 2025 - 2030"),
        ("Ban Chỉ đạo 35 Tỉnh ủy", ""),
        ("Chính phủ", " Quy định chi tiết"),
        ("UBND\nThành phố", " về"),
        ("", "tình hình thực tế"),
    ],
)
def test_issuer_end(name: str, rest: str) -> None:
    assert end_of(name + rest) == name


@given(st.text(alphabet="Ban Uỷdtvà,-.()“ SởHĐÂ\n0123"))
def test_issuer_end_stays_inside(text: str) -> None:
    assert 0 <= len(end_of(text)) <= len(text)


def test_generic_names() -> None:
    assert is_generic("Đảng")
    assert not is_generic("Đảng ủy phường")


def test_codes() -> None:
    assert issuer_of_code("UBTVQH15") == "Ủy ban Thường vụ Quốc hội"
    assert issuer_of_code("BNV-TCBC") == "Bộ Nội vụ"
    assert issuer_of_code("TW") is None
    assert issuer_of_code("XYZ") is None


AGREE = [
    ("UBND tỉnh", "ỦY BAN NHÂN DÂN TỈNH SÔNG LAM", None),
    ("Chủ tịch UBND phường Bến Đò", "UBND PHƯỜNG BẾN ĐÒ", None),
    ("Ban Thường vụ Thành ủy", "THÀNH ỦY HẢI VÂN", None),
    ("Thường trực, Ban Thường vụ Tỉnh ủy", "Tỉnh ủy Sông Lam", None),
    ("Ban Thường vụ Đảng ủy phường Bến Đò", "ĐẢNG ỦY PHƯỜNG BẾN ĐÒ", None),
    ("Ban Tuyên giáo và Dân vận Thành ủy", "BAN TUYÊN GIÁO VÀ DÂN VẬN", "THÀNH ỦY HẢI VÂN"),
    ("Uỷ ban nhân dân xã Khe Ngàn", "UBND xã Khe Ngàn", None),
    ("Sở Nội vụ", "SỞ NỘI VỤ", "UBND TỈNH SÔNG LAM"),
    ("Bộ Chính trị, Ban Bí thư", "Ban Bí thư", None),
]
DISAGREE = [
    ("UBND phường Bến Đò", "UBND phường Đồi Sim", None),
    ("UBND phường", "UBND Thành phố", None),
    ("HĐND Thành phố", "UBND Thành phố", None),
    ("Đảng ủy phường", "Thành ủy", None),
    ("Phòng Văn hóa - Xã hội phường Bến Đò", "UBND phường Bến Đò", None),
    ("Sở Nội vụ", "Bộ Nội vụ", None),
    ("Ban Tuyên giáo và Dân vận Thành ủy", "BAN TUYÊN GIÁO VÀ DÂN VẬN", "TRUNG ƯƠNG ĐẢNG"),
]


@pytest.mark.parametrize(("one", "other", "superior"), AGREE)
def test_agreeing_names(one: str, other: str, superior: str | None) -> None:
    assert issuers_agree(one, other, superior=superior)


@pytest.mark.parametrize(("one", "other", "superior"), DISAGREE)
def test_disagreeing_names(one: str, other: str, superior: str | None) -> None:
    assert not issuers_agree(one, other, superior=superior)


@given(st.text(max_size=60))
def test_every_name_agrees_with_itself(name: str) -> None:
    assert issuers_agree(name, name)
    assert issuer_identity(name) == issuer_identity(name)
