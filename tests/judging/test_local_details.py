"""What a level has of its own beside mapped names leaves a task localised; other words do not."""

from __future__ import annotations

import pytest

from doclineage import compare_texts

STATE = ("UBND tỉnh Sông Lam", "UBND xã Khe Ngàn")
WARD = ("UBND thành phố Vịnh Ngọc", "UBND phường Bến Củi")
MINISTRY = ("Bộ Xây dựng", "Sở Xây dựng tỉnh Sông Lam")
PARTY = ("Thành ủy Vịnh Ngọc", "Đảng ủy phường Bến Củi")


def _relation(parent, child, issuers):
    return compare_texts(parent, child, parent_issuer=issuers[0], child_issuer=issuers[1]).relation


@pytest.mark.parametrize(
    ("parent", "child", "issuers"),
    [
        (
            "Sở Công Thương kiểm tra việc niêm yết giá trên địa bàn tỉnh trước Tết.",
            "Phòng Kinh tế kiểm tra việc niêm yết giá tại chợ Nà Phung trên địa bàn xã trước Tết.",
            STATE,
        ),
        (
            "Sở Y tế lập các đội phun hóa chất diệt muỗi, báo cáo UBND thành phố hằng tuần.",
            "Trạm Y tế phường lập các tổ phun hóa chất diệt muỗi, báo cáo UBND phường hằng tuần.",
            WARD,
        ),
        (
            "Vụ Vật liệu xây dựng chủ trì rà soát giá, trình Bộ trưởng trước ngày 05/8/2027.",
            "Phòng Kinh tế xây dựng chủ trì rà soát giá, trình Giám đốc Sở trước ngày 05/8/2027.",
            MINISTRY,
        ),
        (
            "Ban đảng Thành ủy giúp các đảng bộ tổ chức đại hội trên địa bàn thành phố.",
            "Cơ quan tham mưu của Đảng ủy giúp các chi bộ tổ chức đại hội trên địa bàn phường.",
            PARTY,
        ),
        (
            "Công an tỉnh chỉ đạo lực lượng nghiệp vụ tuần tra ban đêm trên địa bàn tỉnh.",
            "Công an xã tuần tra ban đêm trên địa bàn xã.",
            STATE,
        ),
        (
            "Hội Nông dân tỉnh vận động hội viên không đốt rạ, báo UBND tỉnh.",
            "Hội Nông dân xã vận động các chi hội, hội viên không đốt rạ, báo UBND xã, nhóm Zalo.",
            STATE,
        ),
        (
            "Giám đốc các sở, Thủ trưởng các ban, ngành cấp tỉnh trực lãnh đạo dịp lễ.",
            "Trưởng các phòng, thủ trưởng các đơn vị thuộc UBND xã trực lãnh đạo dịp lễ.",
            STATE,
        ),
    ],
)
def test_the_levels_own_things_are_localised(parent, child, issuers):
    assert _relation(parent, child, issuers) == "localised"


@pytest.mark.parametrize(
    ("parent", "child", "issuers", "relation"),
    [
        (
            "Sở Công Thương kiểm tra chợ trên địa bàn tỉnh trước Tết.",
            "Phòng Kinh tế rà soát chợ trên địa bàn xã trước Tết.",
            STATE,
            "reworded",
        ),
        (
            "Sở Y tế tổ chức 03 đội phun hóa chất trên địa bàn tỉnh.",
            "Phòng Văn hóa - Xã hội tổ chức 02 tổ phun hóa chất trên địa bàn xã.",
            STATE,
            "changed",
        ),
        ("Kiểm tra các đội xung kích.", "Kiểm tra các tổ xung kích.", STATE, "reworded"),
        (
            "Sở Y tế lập đội phun hóa chất.",
            "Sở Y tế lập tổ phun hóa chất.",
            ("UBND tỉnh Sông Lam", "Sở Y tế tỉnh Sông Lam"),
            "reworded",
        ),
    ],
)
def test_other_words_or_facts_are_not(parent, child, issuers, relation):
    assert _relation(parent, child, issuers) == relation
