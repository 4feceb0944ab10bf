"""Parts that are formulas, name another body, or are too short to weigh: small texts of our own."""

from __future__ import annotations

import pytest
from small_documents import document, links

from doclineage import align_documents
from doclineage.aligning.completing import completes

HERDS = "Tiêm phòng cho đàn trâu bò của các hộ vùng cao"
WELLS = "Khoan thêm giếng lấy nước tưới cho nương chè"
ROADS = "Vá lại mặt đường liên bản đã hư hỏng sau mùa lũ"
TERM = "xong trước ngày 30/9/2027"


def test_formula_goes_to_the_neighbour_that_lacks_it():
    parent = [f"{HERDS}; {TERM}.", f"{WELLS}; {TERM}.", f"{ROADS}; {TERM}."]
    child = [f"{HERDS}; {TERM}.", f"{WELLS}.", f"{TERM.capitalize()}.", f"{ROADS}; {TERM}."]
    assert links(parent, child) == {((1,), (1,)), ((2,), (2, 3)), ((3,), (4,))}


def test_formula_is_not_given_to_an_omitted_task_that_ends_with_it():
    parent = [f"{HERDS}; {TERM}.", f"{WELLS}; {TERM}.", f"{ROADS}; {TERM}."]
    child = [f"{TERM.capitalize()}.", f"{ROADS}.", f"{HERDS}; {TERM}."]
    assert links(parent, child) == {((1,), (3,)), ((2,), ()), ((3,), (1, 2))}


def test_part_that_names_its_own_body_completes_the_whole():
    parent = [f"{HERDS}; mỗi quý gửi số liệu về Sở Tài chính.", f"{WELLS}."]
    child = [f"{HERDS}.", "Mỗi quý gửi số liệu về Phòng Kinh tế.", f"{WELLS}."]
    assert links(parent, child) == {((1,), (1, 2)), ((2,), (3,))}


def test_two_short_tasks_in_one_are_both_carried():
    parent = ["Trạm thủy nông xã.", "Các tổ hợp tác dùng nước, tổ chức quản lý đập.", f"{ROADS}."]
    child = [
        "Trạm thủy nông xã; các tổ hợp tác dùng nước, tổ chức quản lý đập.",
        f"{ROADS}.",
    ]
    assert links(parent, child) == {((1, 2), (1,)), ((3,), (2,))}


def test_new_sentence_beside_a_shortened_task_is_an_addition():
    parent = [f"{HERDS}; {TERM}.", f"{WELLS}."]
    child = [f"{HERDS}.", "Mở lớp dạy nghề mây tre đan cho thanh niên.", f"{WELLS}."]
    assert links(parent, child) == {((1,), (1,)), ((), (2,)), ((2,), (3,))}


def test_facts_of_a_split_are_sought_in_all_its_parts_whatever_their_order():
    parent = [f"{WELLS}; Sở Tài chính {TERM}.", f"{ROADS}."]
    child = [f"Phòng Kinh tế {TERM}.", f"{WELLS}.", f"{ROADS}."]
    found = align_documents(document(*parent), document(*child)).links
    link = next(link for link in found if link.parents == (1,))
    assert link.children == (1, 2)
    assert not link.lost
    assert not [change for change in link.fact_changes if change.effect == "missing"]
    for edit in link.edits:
        start, end = edit.child_span
        text = document(*child).units[edit.child_unit].text
        assert text[start:end] == edit.child_text


@pytest.mark.parametrize(
    ("whole", "others", "part"),
    [
        (f"{HERDS}; {TERM}", [f"{HERDS}; {TERM}"], TERM),  # said already
        (f"{HERDS}; {TERM}", [HERDS], "xong trước"),  # no clause
        (f"{HERDS}; {TERM}", [HERDS], ROADS),  # another matter
        (f"{HERDS}; {TERM} " * 400, [HERDS], TERM),  # too long to read in order
        (f"{HERDS}; {TERM}", [], TERM),  # nobody to complete
    ],
)
def test_no_completion(whole, others, part):
    assert completes(whole, others, part) is None
