"""Amounts in words between or behind comparators, and what "trên" is behind a loss."""

from __future__ import annotations

import pytest

from doclineage import compare_texts
from doclineage.vietnamese.number_words import with_digits


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("Mời ít nhất 02 già làng dự họp.", "Mời từ hai già làng trở lên dự họp."),
        ("Mời tối đa 03 khách.", "Mời từ ba khách trở xuống."),
        ("Mỗi tổ giữ ít nhất 04 thuyền nan.", "Số thuyền nan mỗi tổ giữ tối thiểu là bốn."),
        ("Cấp giống cho hộ bị hư hại trên 40% diện tích.",
         "Hộ có hơn 40% diện tích bị hư hại được cấp giống."),
    ],
)  # fmt: skip
def test_the_same_amount_in_other_words_is_no_change(parent, child):
    assert compare_texts(parent, child).fact_changes == ()


def test_another_amount_in_words_is_a_change():
    link = compare_texts("Mời ít nhất 03 già làng dự họp.", "Mời từ hai già làng trở lên dự họp.")
    [change] = link.fact_changes
    assert (change.kind, change.effect) == ("target", "weakened")
    assert change.child == "từ hai già làng trở lên"


def test_a_word_behind_from_alone_counts_nothing():
    text = "chuyển từ hai bờ sông về chợ"
    assert with_digits(text, text) == text


def test_on_a_place_is_still_where_a_thing_is_done():
    link = compare_texts("Trồng tre trên 50% số tuyến đê.", "Trồng tre ở 50% số tuyến đê.")
    assert link.fact_changes == ()
