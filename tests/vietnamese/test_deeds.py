"""Verbs that tell apart two tasks on one subject: small texts of our own."""

from __future__ import annotations

import pytest

from doclineage.vietnamese.deeds import are_other_deeds, deeds_of, is_exchanged

OTHER = [
    (
        "Rà soát, thống kê các điểm nấu rượu thủ công, lập danh sách quản lý.",
        "Tuyên truyền tác hại của rượu thủ công không rõ nguồn gốc.",
    ),
    (
        "Bố trí lực lượng trực chốt tại cổng trường học vào giờ tan học.",
        "Vận động phụ huynh đỗ xe đúng vạch tại cổng trường học.",
    ),
    (
        "Phân công đảng viên phụ trách từng hộ có nguy cơ tái nghèo.",
        "Hỗ trợ vay vốn ưu đãi cho hộ có nguy cơ tái nghèo.",
    ),
]
ALIKE = [
    # of one kind
    ("Rà soát các điểm nấu rượu.", "Kiểm tra các điểm nấu rượu."),
    # one of two kinds is kept
    ("Hướng dẫn hộ nấu rượu ghi nhãn.", "Mở lớp dạy hộ nấu rượu ghi nhãn."),
    # one of two deeds is kept
    ("Kiểm tra, nhắc nhở hộ nấu rượu.", "Nhắc nhở hộ nấu rượu."),
    # a verb that no table has
    ("Kiểm tra hộ nấu rượu.", "Xuống từng hộ nấu rượu ngó nghiêng."),
    # no deeds: names
    ("Phòng Kinh tế kiểm tra giống cây trồng.", "Văn phòng kiểm tra trật tự xây dựng."),
]


@pytest.mark.parametrize(("asked", "done"), OTHER)
def test_another_deed_on_one_subject_is_known(asked, done):
    assert are_other_deeds(asked, done)
    assert are_other_deeds(done, asked)
    assert is_exchanged(asked, asked, done)


@pytest.mark.parametrize(("asked", "done"), ALIKE)
def test_what_is_like_or_unknown_tells_nothing(asked, done):
    assert not are_other_deeds(asked, done)
    assert not is_exchanged(asked, asked, done)


def test_a_verb_behind_a_noun_says_what_for_and_not_what_is_done():
    assert deeds_of("Tổ tuần rừng, kế hoạch kiểm tra").leading == ()
    assert deeds_of("Tổ tuần rừng, kế hoạch kiểm tra").every
    (only,) = deeds_of("Trang bị áo mưa cho tổ tuần rừng").leading
    assert "give" in only


def test_a_clause_is_known_by_its_first_verb_of_two_syllables():
    assert deeds_of("Chi bộ giao ban và thu nhập tăng").leading == ()
    (only,) = deeds_of("Công an xã cử người tuần tra, nhắc nhở").leading
    assert "check" in only


def test_of_two_clauses_the_one_that_is_kept_is_not_exchanged():
    asked = "Kiểm tra hộ nấu rượu; báo cáo trước ngày 05/6"
    done = "Tặng quà hộ nấu rượu; báo cáo trước ngày 05/6"
    first, last = asked.split("; ")
    assert is_exchanged(first, asked, done)
    assert not is_exchanged(last, asked, done)
    assert not is_exchanged(first, asked, "Báo cáo trước ngày 05/6")
