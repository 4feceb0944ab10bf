"""What of a task its answer carries: turned round, said otherwise, or left out."""

from __future__ import annotations

import pytest

from doclineage import Settings, compare_texts
from doclineage.judging.edits import compare_words
from doclineage.judging.localisation import Setting
from doclineage.judging.usage import Usage
from doclineage.judging.verdict import verdict_of

TURNED = [
    (
        "Lập danh sách hộ người cao tuổi sống một mình; cử người thăm nom vào đầu mỗi tuần.",
        "Vào đầu mỗi tuần, cử người thăm nom và lập danh sách hộ người cao tuổi sống một mình.",
    ),
    (
        "Dành 2,5 tỷ đồng từ nguồn sự nghiệp để sửa bến, trong đó ưu tiên bến đông học sinh.",
        "Từ nguồn sự nghiệp, dành 2.500 triệu đồng sửa bến, bến đông học sinh được ưu tiên.",
    ),
    (
        "Các trường dạy bơi cho học sinh lớp 4 trong giờ thể dục của nhà trường.",
        "Nhà trường đưa môn bơi vào giờ thể dục để dạy cho các em học sinh lớp 4.",
    ),
]


@pytest.mark.parametrize(("parent", "child"), TURNED)
def test_a_task_turned_round_or_said_otherwise_loses_nothing(parent, child):
    link = compare_texts(parent, child)
    assert link.relation == "reworded"
    assert link.lost == ()


def test_a_clause_left_out_is_lost_though_its_words_stand_elsewhere():
    link = compare_texts(
        "Kiểm tra các bến thuyền trước mùa lũ; lập biên bản bến thuyền không đủ áo phao.",
        "Kiểm tra các bến thuyền trước mùa lũ, nhất là bến thuyền của các hộ dân.",
    )
    assert link.relation == "changed"
    assert link.coverage == 0.5


def test_a_member_left_out_is_lost_though_the_next_says_nearly_the_same():
    link = compare_texts(
        "Miễn học phí cho học sinh trường công lập và trường ngoài công lập của tỉnh.",
        "Miễn học phí cho học sinh trường công lập của tỉnh.",
    )
    assert link.relation == "changed"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("họp vào tháng 9/2026", "họp vào tháng 9 năm 2026"),
        ("xong trong quý II/2026", "xong trong Quý II năm 2026"),
        ("thưởng 15 triệu đồng một hộ", "thưởng 15.000.000 đồng một hộ"),
        ("hàng năm rà soát", "hằng năm rà soát"),
    ],
)
def test_one_thing_written_in_two_ways_is_identical(one, other):
    assert compare_texts(one, other).relation == "identical"


def test_large_numbers_that_differ_in_the_last_digit_are_not_one():
    assert compare_texts("chi 12.345.678 đồng", "chi 12.345.679 đồng").relation != "identical"


def test_goods_in_a_row_are_no_period():
    assert compare_texts("xếp hàng năm người", "xếp thành hàng năm người").relation != "identical"


def test_a_lost_piece_of_two_units_is_told_apart_and_once():
    parent = (
        "Các bến đò rà soát hồ sơ của chủ thuyền, niêm yết giá vé qua sông\n"
        "bố trí người trực và lập danh sách khách qua sông hằng ngày"
    )
    child = "Các bến đò rà soát hồ sơ của chủ thuyền và lập danh sách khách qua sông hằng ngày"
    difference = compare_words(parent, child, Setting(), Usage([parent, child]), Settings())
    lost = verdict_of(parent, child, difference, [], Settings()).lost
    assert any("niêm yết giá vé" in piece for piece in lost)
    assert not any("\n" in piece for piece in lost)
    assert not any(a in b for i, a in enumerate(lost) for j, b in enumerate(lost) if i != j)
