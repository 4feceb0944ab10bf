"""A task whose names are mapped to the level below is localised, with whatever vocabulary."""

from __future__ import annotations

import pytest

from doclineage import compare_texts

STATE = ("UBND tỉnh Sông Lam", "UBND xã Khe Ngàn")
PARTY = ("Tỉnh ủy Sông Lam", "Đảng ủy xã Khe Ngàn")


def _relation(parent, child, issuers):
    return compare_texts(parent, child, parent_issuer=issuers[0], child_issuer=issuers[1]).relation


@pytest.mark.parametrize(
    ("frame", "higher", "lower", "issuers"),
    [
        (
            "Đăng lịch tiêm trên {}.",
            "Cổng thông tin điện tử tỉnh",
            "trang thông tin điện tử xã",
            STATE,
        ),
        ("Tiếp dân tại {} vào thứ Năm.", "Trụ sở Tiếp công dân tỉnh", "trụ sở UBND xã", STATE),
        ("Khai mạc hội thi tại {}.", "Trung tâm Hội nghị tỉnh", "nhà văn hóa xã", STATE),
        (
            "{} dự sinh hoạt hằng quý.",
            "Các đồng chí Tỉnh ủy viên",
            "Các đồng chí Đảng ủy viên",
            PARTY,
        ),
        ("{} dọn kênh trước mùa lũ.", "Các quận, huyện", "Các tổ dân phố", STATE),
        ("{} dọn kênh trước mùa lũ.", "UBND các xã, phường", "Trưởng các xóm", STATE),
        ("{} giữ gìn đoàn kết.", "Đảng ủy các xã, phường", "Chi ủy các bản, tiểu khu", PARTY),
        ("{} trực cống.", "Chi cục Thủy lợi tỉnh", "Tổ quản lý thủy nông xã", STATE),
        ("{} cấp vốn.", "Sở Tài chính", "Công chức tài chính - kế toán xã", STATE),
        ("{} mở lớp bơi.", "Ban Thường vụ Tỉnh đoàn", "Ban Thường vụ Đoàn xã", STATE),
        ("{} thăm công nhân.", "Liên đoàn Lao động tỉnh", "Công đoàn xã", STATE),
    ],
)
def test_names_of_the_level_below_are_localised(frame, higher, lower, issuers):
    assert _relation(frame.format(higher), frame.format(lower), issuers) == "localised"
    # Not upward, and not where nothing says which level speaks.
    assert _relation(frame.format(lower), frame.format(higher), issuers[::-1]) != "localised"


def test_a_committee_s_own_name_gives_way_to_the_child_s():
    issuers = ("Thành ủy Hải Bình", "Đảng ủy phường Bến Đò")
    assert _relation("Vì một Hải Bình xanh", "Vì một Bến Đò xanh", issuers) == "localised"


def test_what_a_central_body_asks_of_provinces_cells_may_do():
    issuers = ("Ban Bí thư Trung ương Đảng", "Đảng ủy xã Khe Ngàn")
    parent = "Các tỉnh ủy, thành ủy lãnh đạo việc chăm lo Tết cho hộ nghèo."
    child = "Các chi bộ, đảng bộ trực thuộc lãnh đạo việc chăm lo Tết cho hộ nghèo."
    assert _relation(parent, child, issuers) == "localised"


def test_names_beside_damage_are_localised():
    parent = "Sở Tài chính tham mưu UBND tỉnh bố trí kinh phí; Văn phòng UBND tỉnh theo dõi."
    child = "Phòng Kinh tế tham mưu UBND xã bô trí kinh phi; Văn phòng HĐND và UBND xã theo dỏi."
    assert _relation(parent, child, STATE) == "localised"


def test_what_stands_between_changed_names_is_aligned():
    parent = "Sở Y tế chỉ đạo các bệnh viện chuẩn bị giường bệnh."
    child = "Phòng Văn hóa - Xã hội chỉ đạo Trạm Y tế chuẩn bị giường bệnh."
    assert _relation(parent, child, STATE) == "localised"


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("Sở Tài chính cấp vốn sửa đập.", "Công an xã cấp vốn sửa đập."),
        ("Hội Nông dân tỉnh tặng giống.", "Đoàn xã tặng giống."),
        (
            "Đăng trên Cổng thông tin điện tử tỉnh trong 05 ngày.",
            "Đăng trên trang thông tin điện tử xã trong 15 ngày.",
        ),
        ("UBND các xã, phường rà soát đê.", "UBND xã Tân Lập rà soát đê."),
    ],
)
def test_another_body_or_place_is_changed_all_the_same(parent, child):
    assert _relation(parent, child, STATE) == "changed"


def test_who_issued_the_parent_is_answered_by_who_issued_the_child():
    issuers = ("Bộ Y tế", "UBND xã Khe Ngàn")
    parent = "Bộ Y tế yêu cầu Sở Y tế các tỉnh, thành phố giám sát ổ dịch trong 48 giờ."
    child = "UBND xã yêu cầu Trạm Y tế xã giám sát ổ dịch trong 48 giờ."
    assert _relation(parent, child, issuers) == "localised"
    assert _relation(parent, child.replace("UBND", "Công an"), issuers) == "changed"


def test_the_child_need_not_name_itself():
    issuers = ("UBND thành phố Hải Bình", "UBND phường Bến Đò")
    parent = "UBND các xã, phường dọn kênh trước mùa lũ; báo cáo kết quả với UBND thành phố."
    child = "Dọn kênh trước mùa lũ; báo cáo kết quả với UBND thành phố."
    assert _relation(parent, child, issuers) == "localised"
    assert _relation(parent.replace("UBND các", "Công an các"), child, issuers) == "changed"


def test_unity_is_no_youth_union():
    parent = "Nhân dân trong tỉnh đoàn kết, thi đua lao động."
    assert _relation(parent, parent.replace("tỉnh", "xã"), STATE) == "localised"
