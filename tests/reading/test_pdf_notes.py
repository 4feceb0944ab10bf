"""Footnotes of a PDF page: taken out of the flow only where a raised mark refers to them."""

from __future__ import annotations

import pytest
from pdf_files import Page, build_pdf, width_of

from doclineage.model import Reading, Source
from doclineage.reading.pdf.reader import read
from doclineage.settings import Settings


def reading(*pages: Page) -> Reading:
    return read(build_pdf(*pages), Source(path="a.pdf", sha256="", media_type=""), Settings())


def page(mark: str = "1", *, raised: float = 5, size: float = 8) -> Page:
    """Return a page of text whose third line refers to a note."""
    made = Page().lines(
        85, 100, *["Ủy ban nhân dân xã tổ chức thực hiện việc này."] * 2, leading=30
    )
    made.text(85, 160, "Thu đúng giá đã niêm yết")
    end = 85 + width_of("Thu đúng giá đã niêm yết")
    made.text(end, 160 - raised, mark, size=size)
    return made.text(end + width_of(mark, size), 160, ", không thu thêm.")


def texts(found: Reading, *, note: bool) -> list[str]:
    return [block.text for block in found.blocks if block.note is note]


@pytest.mark.parametrize("label", ["1", "12", "*", "(1)", "[3]"])
def test_a_note_stands_behind_the_paragraph_that_refers_to_it(label: str) -> None:
    below = Page.lines(page(label), 85, 200, "Điều khoản cuối cùng của trang.")
    found = reading(below.text(85, 780, f"{label} Theo Nghị quyết số 5.", size=10))
    assert [block.note for block in found.blocks] == [False, False, False, True, False]
    assert texts(found, note=True) == ["Theo Nghị quyết số 5."]
    assert texts(found, note=False)[2] == "Thu đúng giá đã niêm yết, không thu thêm."
    assert [(d.text, d.reason) for d in found.dropped] == [(label, "note-mark")] * 2


def test_a_note_of_several_lines_is_one_block() -> None:
    made = page().text(85, 760, "1 Mức giá do Hội đồng nhân dân", size=10)
    found = reading(made.text(85, 772, "tỉnh quyết định hằng năm.", size=10))
    assert texts(found, note=True) == ["Mức giá do Hội đồng nhân dân tỉnh quyết định hằng năm."]


def test_two_notes_and_the_page_number_below_them() -> None:
    made = page("2").text(85, 700, "1 Không ai dẫn đến.", size=10)
    made.text(85, 712, "2 Có người dẫn đến.", size=10).text(297, 800, "1", size=12)
    found = reading(made, page(), page())
    assert texts(found, note=True) == ["Có người dẫn đến."]
    assert any(text.startswith("1 Không ai") for text in texts(found, note=False))


def test_a_large_note_is_told_by_its_raised_label() -> None:
    made = page().text(85, 780, "1", size=8).text(91, 785, "Theo Nghị quyết số 5.")
    assert texts(reading(made), note=True) == ["Theo Nghị quyết số 5."]


def test_a_number_before_the_mark_stays() -> None:
    made = Page().lines(
        85, 100, "Ủy ban nhân dân xã tổ chức thực hiện việc này.", "Họp lúc 08 giờ 00"
    )
    made.text(85 + width_of("Họp lúc 08 giờ 00"), 112, "2", size=8)
    found = reading(made.text(85, 780, "2 Trừ ngày lễ.", size=10))
    assert texts(found, note=False)[-1] == "Họp lúc 08 giờ 00"


@pytest.mark.parametrize(
    ("mark", "raised", "size", "note"),
    [
        ("1", 0, 13, "1 Theo Nghị quyết số 5."),  # a number of the text
        ("2", 5, 8, "1 Theo Nghị quyết số 5."),  # a mark of another note
        ("1", 5, 8, "Theo Nghị quyết số 5."),  # small print without a label
    ],
)
def test_small_print_that_nothing_refers_to_stays_in_the_flow(
    mark: str, raised: float, size: float, note: str
) -> None:
    found = reading(page(mark, raised=raised, size=size).text(85, 780, note, size=10))
    assert texts(found, note=True) == []
    assert texts(found, note=False)[-1].endswith("Theo Nghị quyết số 5.")


def test_square_metres_are_no_mark() -> None:
    made = Page().lines(85, 100, "Ủy ban nhân dân xã tổ chức thực hiện việc này.", "Rộng 40 m")
    made.text(85 + width_of("Rộng 40 m"), 112, "2", size=8)
    found = reading(made.text(85, 780, "2 Theo bản đồ.", size=10))
    assert texts(found, note=True) == []
