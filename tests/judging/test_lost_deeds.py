"""What a sentence worded anew no longer has to be done: small texts of our own."""

from __future__ import annotations

import pytest

from doclineage import compare_texts

SHRINE = (
    "Tu bổ đền thờ theo đúng kiểu dáng cũ, dùng lại ngói còn lành "
    "và chụp ảnh từng cấu kiện để lưu hồ sơ."
)


@pytest.mark.parametrize(
    ("child", "lost"),
    [
        ("Đền thờ được tu bổ đúng kiểu dáng cũ, ngói còn lành được dùng lại.", 1),
        ("Đền thờ được tu bổ, ngói còn lành được dùng lại; từng cấu kiện được chụp ảnh.", 0),
        # all of it in other words: nothing tells what was cut
        ("Sửa sang ngôi đền như xưa, tận dụng vật liệu, có hình ảnh minh chứng.", 0),
    ],
)
def test_a_deed_of_which_nothing_is_said_is_lost(child, lost):
    link = compare_texts(SHRINE, child)
    assert len(link.lost) == lost
    assert (link.relation == "changed") == bool(lost)
    assert all("chụp ảnh" in clause for clause in link.lost)


def test_what_only_tells_the_benefit_is_no_deed():
    parent = "Mở lớp học bơi cho trẻ ven sông vào dịp hè, góp phần bảo đảm an toàn cho các em."
    child = "Vào dịp hè, trẻ ven sông được học bơi tại lớp do xã mở, ngay bến Đò Cũ."
    assert not compare_texts(parent, child).lost


@pytest.mark.parametrize(
    ("asked", "done", "coverage"),
    [
        ("Kiểm tra các hộ nấu rượu trong thôn.", "Thăm hỏi các hộ nấu rượu trong thôn.", 0.0),
        (
            "Kiểm tra các hộ nấu rượu trong thôn; báo cáo trước ngày 05/6/2026.",
            "Thăm hỏi, tặng quà các hộ nấu rượu trong thôn; báo cáo trước ngày 05/6/2026.",
            0.5,
        ),
        ("Kiểm tra các hộ nấu rượu trong thôn.", "Rà soát các hộ nấu rượu trong thôn.", 1.0),
    ],
)
def test_another_deed_in_the_place_of_what_was_asked_carries_nothing_of_it(asked, done, coverage):
    link = compare_texts(asked, done)
    assert link.coverage == coverage
    assert (link.relation == "changed") == (coverage < 1)
