"""Noise, localisation, rewording, loss: the relation of two texts, each with its minimal pair."""

from __future__ import annotations

import pytest

from doclineage import compare_texts

CITY, WARD = "UBND thành phố Sông Trà", "UBND phường Bến Đò"


def _relation(parent: str, child: str) -> str:
    return compare_texts(parent, child, parent_issuer=CITY, child_issuer=WARD).relation


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("Mục đích", "Mục đich"),
        ("Mở lớp văn hóa, văn nghệ cho thiếu nhi.", "Mở lớp văn hoa, văn nghệ cho thiếu nhi."),
        (
            "Ủy ban nhân dân tỉnh giao Sở Y tế mở lớp tập huấn về vệ sinh.",
            "Ủy ban nhân tỉnh giao Sở Y tế mở lớp tập huấn về vệ sinh.",
        ),
    ],
)
def test_damage_is_noise(parent: str, child: str) -> None:
    assert _relation(parent, child) == "noise"


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("Xét đơn trong năm ngày.", "Xét đơn trong tám ngày."),
        ("Không dừng xe ở đầu cầu.", "Dừng xe ở đầu cầu."),
        ("Giảm số vụ cháy rừng trong mùa khô.", "Tăng số vụ cháy rừng trong mùa khô."),
        ("Sở Y tế mở lớp tập huấn.", "Sở Nội vụ mở lớp tập huấn."),
        ("Cấm nuôi gà ở khu chợ.", "Cần nuôi gà ở khu chợ."),
    ],
)
def test_what_carries_a_fact_is_never_noise(parent: str, child: str) -> None:
    assert _relation(parent, child) == "changed"


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        (
            "Yêu cầu Giám đốc các sở, Thủ trưởng các ban, ngành thực hiện nghiêm Chỉ thị này.",
            "Yêu cầu Trưởng các phòng, ban, đơn vị thực hiện nghiêm Kế hoạch này.",
        ),
        (
            "Sở Văn hóa và Thể thao cung cấp đầy đủ thông tin cho người dân Thành phố.",
            "Phòng Văn hóa - Xã hội cung cấp đây đủ thông tin cho người dân phường.",
        ),
        (
            "Ủy ban nhân dân các xã, phường dọn kênh mương trước mùa mưa.",
            "Ủy ban nhan dân phường Bến Đò dọn kênh mương trước mùa mưa.",
        ),
    ],
)
def test_names_of_the_level_are_localised(parent: str, child: str) -> None:
    assert _relation(parent, child) == "localised"


def test_a_body_from_above_that_leads_is_no_localisation() -> None:
    parent = "Sở Y tế chủ trì khám mắt cho người dân Thành phố."
    assert _relation(parent, "Sở Y tế chủ trì khám mắt cho người dân phường.") != "localised"
    assert _relation(parent, "Trạm Y tế chủ trì khám mắt cho người dân phường.") == "localised"


SAID = (
    "Dọn sạch kênh mương, gom rác thải ở bờ sông; tổ dân phố ghi sổ theo dõi từng hộ gia đình, "
    "nêu tên trên loa truyền thanh những hộ giữ vệ sinh tốt."
)


def test_a_clause_in_other_words_and_order_is_carried() -> None:
    child = (
        "Rác thải ở bờ sông được gom, kênh mương được dọn sạch; từng hộ gia đình được tổ dân phố "
        "theo dõi qua sổ, những hộ vệ sinh tốt thì nêu tên trên loa truyền thanh."
    )
    link = compare_texts(SAID, child)
    assert (link.relation, link.coverage, link.lost) == ("reworded", 1.0, ())


def test_a_clause_that_another_took_the_place_of_is_lost() -> None:
    child = (
        "Dọn sạch kênh mương, gom rác thải ở bờ sông; mời cựu chiến binh kể chuyện lịch sử cho học "
        "sinh vào sáng thứ Bảy."
    )
    link = compare_texts(SAID, child)
    assert (link.relation, len(link.lost)) == ("changed", 1)
