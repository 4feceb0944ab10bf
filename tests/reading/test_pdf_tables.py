from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pdfplumber
import pytest
from pdf_files import HEIGHT, WIDTH, Page, build_pdf

from doclineage.model import Block, Reading, Source
from doclineage.reading.pdf.reader import read
from doclineage.settings import Settings

XS = [60.0, 100.0, 300.0, 420.0, 535.0]
HEAD = ("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn")


def pdf(*pages: Page) -> Reading:
    source = Source(path="phụ-lục.pdf", sha256="0" * 64, media_type="application/pdf")
    return read(build_pdf(*pages), source, Settings())


def row(page: Page, top: float, cells: tuple[str, ...], xs: list[float] = XS) -> None:
    """Write one row; a line feed in a cell opens a printed line."""
    for left, cell in zip(xs, cells, strict=False):
        for number, line in enumerate(cell.split("\n")):
            page.text(left + 4, top + 13 + 14 * number, line, size=11)


def table(page: Page, top: float, *rows: tuple[str, ...], height: float = 50) -> Page:
    page.grid(XS, [top + height * number for number in range(len(rows) + 1)])
    for number, cells in enumerate(rows):
        row(page, top + height * number, cells)
    return page


def cells(block: Block) -> tuple[str, ...]:
    return tuple(cell.text for cell in block.cells)


ROWS = [
    ("1", "Rà soát bến đò, lập danh\nsách phương tiện cũ", "Công an xã", "Tháng 5/2026"),
    ("2", "Cấp áo phao cho học sinh", "Trường Khe\nNgàn", "Quý II/2026"),
]


def test_each_row_is_a_block_with_cells() -> None:
    page = table(Page().centred(WIDTH / 2, 80, "PHỤ LỤC", face=1), 120, HEAD, *ROWS)
    page.text(60, 300, "Danh mục này thay danh mục cũ.")
    blocks = pdf(page).blocks
    assert [block.table for block in blocks] == [None, 0, 0, 0, None]
    assert cells(blocks[1]) == HEAD
    assert cells(blocks[2]) == (
        "1",
        "Rà soát bến đò, lập danh sách phương tiện cũ",
        "Công an xã",
        "Tháng 5/2026",
    )
    assert blocks[3].text == "2 | Cấp áo phao cho học sinh | Trường Khe Ngàn | Quý II/2026"
    assert blocks[4].text == "Danh mục này thay danh mục cũ."


@pytest.mark.parametrize("text", ["- Kê khai bến\n- Ký cam kết", "Công an xã;\nTrạm y tế"])
def test_items_of_a_cell_stay_paragraphs(text: str) -> None:
    page = table(Page(), 100, HEAD, ("1", text, "Xã", "Quý I"))
    assert pdf(page).blocks[1].cells[1].text == text


@pytest.mark.parametrize(
    ("text", "read_as"),
    [("ST\nT", "STT"), ("1.250.\n000", "1.250.000"), ("TỔ\nXÃ", "TỔ XÃ"), ("A\nB", "A\nB")],
)
def test_a_word_cut_by_a_narrow_cell_is_made_whole(text: str, read_as: str) -> None:
    width = max(len(line) for line in text.split("\n")) * 5.5 + 13
    xs = [60.0, 60.0 + width if text != "A\nB" else 120.0, 300.0, 420.0, 535.0]
    page = Page().grid(xs, [120, 170, 220])
    row(page, 120, (text, *HEAD[1:]), xs)
    row(page, 170, ROWS[1], xs)
    assert cells(pdf(page).blocks[0])[0] == read_as


def test_cells_merged_sideways_and_downward() -> None:
    page = Page()
    ys = [100.0, 140.0, 180.0, 220.0]
    for y in (100.0, 140.0, 180.0, 220.0):
        # The last column's cells of rows 2 and 3 are one.
        page.rule(XS[0], y, XS[3] if y == 180.0 else XS[4], y)
    for x in XS:
        # The first row has a number and one cell.
        top = 100.0 if x in {XS[0], XS[1], XS[4]} else 140.0
        page.rule(x, top, x, ys[-1])
    row(page, 100, ("I", "BẾN ĐÒ NGANG"))
    row(page, 140, ROWS[1])
    row(page, 180, ("3", "Cắm biển báo", "Công an xã"))
    first, second, third = pdf(page).blocks
    assert [(cell.text, cell.span) for cell in first.cells] == [("I", 1), ("BẾN ĐÒ NGANG", 3)]
    assert not any(cell.continued for cell in second.cells)
    assert (third.cells[3].text, third.cells[3].continued) == ("Quý II/2026", True)
    assert third.text == "3 | Cắm biển báo | Công an xã"


def test_a_table_goes_on_over_the_page() -> None:
    first = table(Page(), 500, HEAD, *ROWS, ("3", "Diễn tập cứu hộ trên", "Xã", "Quý III"))
    then = table(Page(), 60, HEAD, ("", "sông Lam mùa lũ", "đội", ""), ("4", "Tổng kết", "Xã", ""))
    for number, page in enumerate((first, then), 1):
        page.centred(WIDTH / 2, 40, str(number))
    reading = pdf(first, then)
    assert [block.table for block in reading.blocks] == [0] * 5
    assert cells(reading.blocks[3]) == (
        "3",
        "Diễn tập cứu hộ trên sông Lam mùa lũ",
        "Xã đội",
        "Quý III",
    )
    assert cells(reading.blocks[4]) == ("4", "Tổng kết", "Xã", "")
    notice = next(n for n in reading.notices if n.code == "furniture")
    assert "3 " in notice.message_en
    assert "TT | Nhiệm vụ" in notice.message_en


def test_tables_with_text_between_are_two() -> None:
    page = table(Page(), 100, HEAD, ROWS[0])
    page.text(60, 260, "Danh mục thứ hai")
    table(page, 300, HEAD, ROWS[1])
    assert [block.table for block in pdf(page).blocks] == [0, 0, None, 1, 1]


def test_boxes_underlines_and_shading_are_no_tables() -> None:
    page = Page().grid([60.0, 200.0], [60.0, 90.0]).text(70, 80, "HỎA TỐC")
    for number in range(5):
        base = 140 + 17 * number
        page.fill(85, base - 12, 300, base + 4).fill(300, base - 12, 500, base + 4)
        page.text(85, base, "Bến đò ngang sông Lam")
        page.rule(85, base + 2, 200, base + 2)
    blocks = pdf(page).blocks
    assert all(block.table is None for block in blocks)
    assert blocks[0].text == "HỎA TỐC"


@pytest.mark.parametrize("crop", [(0.0, 0.0, 0.0, 0.0), (20.0, 30.0, 5.0, 45.0)])
def test_a_table_on_a_turned_page(crop: tuple[float, float, float, float]) -> None:
    page = Page(width=WIDTH, height=HEIGHT, turn=90, crop=crop)
    # Shown, x runs up the page's own height and y along its width.
    for x in XS:
        page.rule(60, HEIGHT - x, 160, HEIGHT - x)
    for y in (60, 110, 160):
        page.rule(y, HEIGHT - XS[-1], y, HEIGHT - XS[0])
    for top, texts in ((60.0, HEAD), (110.0, ROWS[1])):
        for left, text in zip(XS, texts, strict=False):
            page.matrix((0, 1, -1, 0, top + 15, left + 4), text.replace("\n", " "), 9, 0)
    blocks = pdf(page).blocks
    assert [cells(block)[1] for block in blocks] == ["Nhiệm vụ", "Cấp áo phao cho học sinh"]
    left, top = XS[0] - crop[3], 60.0 - crop[0]
    assert blocks[0].box == pytest.approx((left, top, left + XS[-1] - XS[0], top + 50))


def test_a_table_on_a_cropped_page() -> None:
    page = table(Page(crop=(20, 30, 10, 40)), 120, HEAD, ROWS[1])
    first, _ = pdf(page).blocks
    assert cells(first) == HEAD
    assert first.box == pytest.approx((40, 90, 515, 140))


def test_cells_drawn_as_one_path() -> None:
    boxes = "".join(f"{x} {HEIGHT - 150} 100 40 re " for x in (60, 160, 260)) + "S"
    page = Page()
    page.drawn.append(("raw", (), boxes, 0))
    for number, text in enumerate(HEAD[:3]):
        page.text(64 + 100 * number, 130, text, size=11)
    assert cells(pdf(page).blocks[0]) == HEAD[:3]


def test_rules_without_end_are_bounded() -> None:
    page = Page().text(60, 40, "Bến đò ngang")
    for at in range(900):
        page.rule(60, 60 + at * 0.8, 500, 60 + at * 0.8).rule(60 + at * 0.5, 60, 60 + at * 0.5, 780)
    assert [block.text for block in pdf(page).blocks] == ["Bến đò ngang"]


@pytest.mark.parametrize("bound", ["OBJECTS", "CHARACTERS", "PACKED", "UNPACKED", "CROSSINGS"])
def test_a_page_too_large_for_the_table_finder_is_read_as_lines(
    monkeypatch: pytest.MonkeyPatch, bound: str
) -> None:
    monkeypatch.setattr(f"doclineage.reading.pdf.plumber._MOST_{bound}", 5)
    reading = pdf(table(Page(), 100, HEAD, ROWS[1]))
    assert [(n.code, n.page) for n in reading.notices] == [("rules-unread", 1)]
    assert all(block.table is None for block in reading.blocks)
    read_words = {word for block in reading.blocks for word in block.text.split()}
    assert read_words == {word for text in (*HEAD, *ROWS[1]) for word in text.split()}


def test_forms_that_draw_nothing_are_bounded() -> None:
    page = table(Page(), 100, HEAD, ROWS[1])
    page.form = "q Q " * 200_000
    assert [notice.code for notice in pdf(page).notices] == ["rules-unread"]


def test_files_without_tables_never_import_pdfplumber(tmp_path: Path) -> None:
    path = tmp_path / "văn-bản.pdf"
    path.write_bytes(build_pdf(Page().text(60, 40, "Bến đò ngang").rule(60, 45, 200, 45)))
    script = (
        "import sys; from pathlib import Path; from doclineage.reading import read_blocks; "
        "read_blocks(Path(sys.argv[1])); sys.exit('pdfplumber' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script, path], check=True)


def test_pdfplumber_finds_the_same_cells() -> None:
    data = build_pdf(table(Page(), 120, HEAD, *ROWS))
    source = Source(path="phụ-lục.pdf", sha256="", media_type="application/pdf")
    ours = [[flat(c) for c in cells(block)] for block in read(data, source, Settings()).blocks]
    with pdfplumber.open(io.BytesIO(data)) as slow:
        theirs = slow.pages[0].extract_table()
    assert theirs is not None
    assert [[flat(cell or "") for cell in cells] for cells in theirs] == ours


def flat(text: str) -> str:
    return " ".join(text.split())
