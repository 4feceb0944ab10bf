"""Scans: pictures of pages are read as if they had a text layer, what is unsure is told."""

from __future__ import annotations

import random
import shutil
import struct
import zlib
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from pdf_files import Page, build_pdf
from PIL import Image, ImageDraw, ImageFilter
from rapidfuzz.distance import Levenshtein
from scan_files import DPI, FakeEngine, as_pdf, page_picture, scanned

from doclineage import read_document
from doclineage.errors import ReadingError
from doclineage.reading import read_blocks
from doclineage.reading.ocr import engines, scans
from doclineage.reading.ocr.bitmaps import askew, cleaned
from doclineage.reading.ocr.rules import find_rules, grids_of, without_rules
from doclineage.reading.ocr.words import lines_of, parted
from doclineage.settings import Settings
from doclineage.structure import account

PLAN = Path(__file__).parents[2] / "corpus" / "ke-hoach-52-phuong-doi-sim.pdf"
#: The letterhead, a page of numbered tasks, the table of the annex.
PAGES = (0, 1, 5)
ENGINE = engines.find_engine()
needs_engine = pytest.mark.skipif(
    isinstance(ENGINE, str), reason=f"recognition lacks {ENGINE}: see the extra ocr"
)


@pytest.fixture(scope="module")
def pictures() -> list[Image.Image]:
    marks = (None, None, (0.6, 0.5))
    pages = zip(PAGES, marks, strict=True)
    return [scanned(page_picture(PLAN, at), at, stamp=stamp) for at, stamp in pages]


def said(code: str, path: Path, **bounds: int) -> ReadingError:
    with pytest.raises(ReadingError) as caught:
        read_blocks(path, Settings(**bounds))
    assert caught.value.code == code
    assert "\n" not in caught.value.text("vi")
    return caught.value


# --- the whole way -------------------------------------------------------------------------------


@needs_engine
def test_a_scan_is_the_tree_of_its_text(pictures, tmp_path):
    with pypdfium2.PdfDocument(str(PLAN)) as plan, pypdfium2.PdfDocument.new() as some:
        some.import_pages(plan, list(PAGES))
        some.save(str(tmp_path / "text.pdf"))
    text = read_document(tmp_path / "text.pdf")
    scan = read_document(as_pdf(pictures, tmp_path / "scan.pdf"))
    read = {unit.path: unit.text for unit in scan.units}
    content = [text.units[index] for index in text.content()]
    same = [
        unit
        for unit in content
        if Levenshtein.normalized_similarity(unit.text, read.get(unit.path, "")) > 0.8
    ]
    assert len(content) > 30
    missed = [unit.path for unit in content if unit not in same]
    assert len(missed) <= 0.02 * len(content), missed
    assert scan.letterhead.number == text.letterhead.number
    assert scan.letterhead.issued == text.letterhead.issued
    codes = {notice.code for notice in scan.notices}
    assert {"recognised", "stamps"} <= codes
    reading = read_blocks(tmp_path / "scan.pdf")[1]
    assert account(reading, scan).balanced
    assert read_document(tmp_path / "scan.pdf") == scan


@needs_engine
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_pictures_are_told_by_their_bytes(kind, pictures, tmp_path):
    top = pictures[0].crop((0, 0, pictures[0].width, pictures[0].height // 3))
    path = tmp_path / "trang.bin"
    if kind == "TIFF":
        top.save(path, kind, save_all=True, append_images=[pictures[1].crop((0, 0, 1654, 500))])
    else:
        top.save(path, kind, dpi=(DPI, DPI))
    source, reading = read_blocks(path)
    assert source.media_type == f"image/{kind.lower()}"
    assert source.pages == (2 if kind == "TIFF" else 1)
    assert "52/KH-UBND" in " ".join(block.text for block in reading.blocks)


@needs_engine
@pytest.mark.skipif(shutil.which("tesseract") is None, reason="no command tesseract")
def test_the_command_stands_in_for_the_library(pictures, tmp_path, monkeypatch):
    path = tmp_path / "trang.png"
    pictures[2].crop((0, 150, 1654, 1200)).save(path, dpi=(DPI, DPI))
    monkeypatch.setattr(engines, "_library", lambda: None)
    blocks = read_blocks(path)[1].blocks
    rows = [block for block in blocks if block.cells]
    assert len(rows) > 2
    assert all(len(block.cells) > 1 for block in rows)


@needs_engine
@pytest.mark.parametrize("turn", [180, 270])
def test_a_page_on_its_head_or_side_is_turned(turn, pictures, tmp_path):
    path = tmp_path / "ngược.png"
    page = pictures[1].crop((200, 150, 1554, 500)).rotate(turn, expand=True)
    page.save(path, dpi=(DPI, DPI))
    reading = read_blocks(path)[1]
    assert "turned" in {notice.code for notice in reading.notices}
    assert any(len(block.text.split()) > 30 for block in reading.blocks)


# --- what is missing -----------------------------------------------------------------------------


@pytest.fixture
def page(tmp_path) -> Path:
    picture = Image.new("L", (800, 1100), 255)
    ImageDraw.Draw(picture).rectangle((100, 100, 700, 130), fill=0)
    return as_pdf([picture], tmp_path / "trang.pdf")


def test_without_an_engine_the_error_names_the_packages(page, monkeypatch):
    monkeypatch.setattr(engines, "_library", lambda: None)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    error = said("error.no-ocr", page)
    assert error.detail == "1/1 p.; tesseract"
    assert "doclineage[ocr]" in str(error)
    assert "tesseract-ocr-vie" in str(error)


def test_data_are_sought_where_the_variable_says_then_in_the_system(page, tmp_path, monkeypatch):
    monkeypatch.setattr(engines, "_library", lambda: None)
    monkeypatch.setattr(shutil, "which", lambda _: "/bin/false")
    monkeypatch.setattr(engines, "_SYSTEM", (str(tmp_path / "system"),))
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path / "own"))
    assert engines.find_engine() == "vie.traineddata"
    assert said("error.no-ocr", page).detail == "1/1 p.; vie.traineddata"
    for name in ("system", "own/tessdata", "own"):
        (tmp_path / name).mkdir(parents=True, exist_ok=True)
        (tmp_path / name / "vie.traineddata").touch()
        assert engines._data_folder() == tmp_path / name


# --- bounds --------------------------------------------------------------------------------------


def bomb(path: Path) -> Path:
    """Write a PNG of a few bytes that claims 10,000 million pixels."""
    head = b"IHDR" + struct.pack(">IIBBBBB", 100_000, 100_000, 1, 0, 0, 0, 0)
    body = b"IDAT" + zlib.compress(bytes(99))
    chunks = [
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
        for chunk in (head, body, b"IEND")
    ]
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))
    return path


def test_bombs_are_refused(tmp_path, page, monkeypatch):
    monkeypatch.setattr(scans, "find_engine", lambda: FakeEngine("một hai ba"))
    said("error.image-too-large", bomb(tmp_path / "bom.png"))
    assert "800 x 1,100" in said("error.image-too-large", page, max_pixels=800_000).detail


def test_too_many_scanned_pages_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(scans, "find_engine", lambda: FakeEngine("một hai ba"))
    pages = [Image.new("L", (300, 400), shade) for shade in (100, 120, 140)]
    pages[0].save(tmp_path / "ba.tif", save_all=True, append_images=pages[1:])
    assert "max_ocr_pages" in said("error.too-large", tmp_path / "ba.tif", max_ocr_pages=2).detail


def test_a_page_that_takes_too_long_is_told(page, tmp_path, monkeypatch):
    monkeypatch.setattr(scans, "find_engine", lambda: FakeEngine(slow=True))
    Image.new("L", (300, 400), 200).save(tmp_path / "lâu.png")
    assert "ocr_seconds" in said("error.scanned-image", tmp_path / "lâu.png").detail
    said("error.scanned-pdf", page)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_damage_anywhere_in_a_picture_is_a_reading_error(kind, tmp_path, monkeypatch):
    monkeypatch.setattr(scans, "find_engine", lambda: FakeEngine("một hai ba bốn"))
    path = tmp_path / "hỏng"
    Image.new("RGB", (60, 80), "white").save(path, kind)
    whole = path.read_bytes()
    chance = random.Random(kind)
    for _ in range(60):
        data = bytearray(whole[: chance.randrange(8, len(whole) + 1)])
        for _ in range(chance.randrange(4)):
            data[chance.randrange(4, len(data))] = chance.randrange(256)
        path.write_bytes(data)
        with suppress(ReadingError):
            read_blocks(path)


# --- what is unsure ------------------------------------------------------------------------------


def test_unsure_numbers_are_told_at_their_unit(page, monkeypatch):
    engine = FakeEngine(
        "1. Mục tiêu chung của kế hoạch",
        "- Đạt 8S%|41 hồ sơ trước ngày 15/11/2026",
        "2. Tổ chức thực hiện kế hoạch này",
    )
    monkeypatch.setattr(scans, "find_engine", lambda: engine)
    document = read_document(page)
    (notice,) = [notice for notice in document.notices if notice.code == "unsure-numbers"]
    assert "8S%" in notice.message_en
    assert "15/11/2026" not in notice.message_en
    assert document.units[notice.unit].path == "1/b1"
    assert notice.page == 1


def test_pen_strokes_are_no_text_and_are_told(page, monkeypatch):
    engine = FakeEngine("1. Mục tiêu chung của kế hoạch", "y T2|40 ⁄Ẩ|60", "M|70")
    monkeypatch.setattr(scans, "find_engine", lambda: engine)
    reading = read_blocks(page)[1]
    assert [block.text for block in reading.blocks] == ["1. Mục tiêu chung của kế hoạch"]
    (notice,) = [notice for notice in reading.notices if notice.code == "scrawl"]
    assert "y T2" in notice.message_en


def test_numbers_alone_are_no_pen_strokes():
    table = FakeEngine("31/5/2026.|30", "12|20", "ẩ¬|20").table
    kept, scrawls = parted(lines_of(table))
    assert [line[0].text for line in kept] == ["31/5/2026.", "12"]
    assert scrawls == ["ẩ"]


def test_what_engines_write_is_set_right():
    table = FakeEngine("Hà Nội, ngày30 tháng 4", "72/2025⁄QH15 và 12⁄3/⁄2026", "tờ viỆc SỞ").table
    texts = [" ".join(word.text for word in line) for line in lines_of(table)]
    assert texts == ["Hà Nội, ngày 30 tháng 4", "72/2025/QH15 và 12/3/2026", "tờ việc SỞ"]


def test_a_text_layer_without_accents_gives_way_to_recognition(tmp_path, monkeypatch):
    spoken = "Ủy ban nhân dân phường tổ chức thực hiện kế hoạch chuyển đổi số"
    monkeypatch.setattr(scans, "find_engine", lambda: FakeEngine(spoken))
    bare = "Uy ban nhan dan phuong to chuc thuc hien ke hoach chuyen doi so"
    lines = [bare] * 12
    (tmp_path / "quét.pdf").write_bytes(build_pdf(Page().image().lines(60, 90, *lines)))
    reading = read_blocks(tmp_path / "quét.pdf")[1]
    assert [block.text for block in reading.blocks] == [spoken]
    # The same words without a picture behind them are what the author wrote.
    (tmp_path / "chữ.pdf").write_bytes(build_pdf(Page().lines(60, 90, *lines)))
    assert bare in read_blocks(tmp_path / "chữ.pdf")[1].blocks[0].text


def test_a_sound_text_layer_over_a_picture_stays(tmp_path, monkeypatch):
    monkeypatch.setattr(scans, "find_engine", lambda: FakeEngine("Ủy ban", slow=True))
    lines = ["Ủy ban nhân dân phường tổ chức thực hiện kế hoạch"] * 12
    (tmp_path / "quét.pdf").write_bytes(build_pdf(Page().image().lines(60, 90, *lines)))
    reading = read_blocks(tmp_path / "quét.pdf")[1]
    assert lines[0] in reading.blocks[0].text
    assert not reading.notices


def test_a_mixed_file_without_an_engine_says_what_was_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(scans, "find_engine", lambda: "tesseract")
    text = Page().lines(60, 90, "Ủy ban nhân dân phường tổ chức thực hiện")
    (tmp_path / "lẫn.pdf").write_bytes(build_pdf(text, Page().image()))
    notices = read_blocks(tmp_path / "lẫn.pdf")[1].notices
    assert [(notice.code, notice.page) for notice in notices] == [("page-needs-ocr", 2)]
    assert "tesseract-ocr-vie" in notices[0].message


# --- the page as a picture -----------------------------------------------------------------------


def lined_page() -> Image.Image:
    page = Image.new("L", (1200, 1600), 255)
    pen = ImageDraw.Draw(page)
    for line in range(30):
        for word in range(8):
            left = 150 + 110 * word
            pen.rectangle((left, 150 + 45 * line, left + 85, 165 + 45 * line), fill=0)
    return page


@pytest.mark.parametrize("angle", [-4.2, -1.0, -0.3, 0.0, 0.6, 3.3])
def test_the_angle_of_a_page_is_found(angle):
    turned = lined_page().rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    assert abs(askew(turned) + angle) <= 0.2


def ruled(xs: list[int], ys: list[int], gone: set[tuple[str, int, int]]) -> Image.Image:
    """Draw a table; `gone` names the sides not drawn: ("v", row, line), ("h", line, column)."""
    page = Image.new("L", (1600, 2200), 255)
    pen = ImageDraw.Draw(page)
    for row, (top, foot) in enumerate(pairwise(ys)):
        for line, x in enumerate(xs):
            if ("v", row, line) not in gone:
                pen.line((x, top, x, foot), fill=0, width=3)
    for line, y in enumerate(ys):
        for column, (left, right) in enumerate(pairwise(xs)):
            if ("h", line, column) not in gone:
                pen.line((left, y, right, y), fill=0, width=3)
    return page


@pytest.mark.parametrize("seed", range(6))
def test_every_place_of_a_ruled_table_is_in_one_cell(seed):
    chance = random.Random(seed)
    xs = [150 + 220 * at for at in range(chance.randrange(3, 7))]
    ys = [200 + 90 * at for at in range(chance.randrange(3, 9))]
    inner = [("v", r, c) for r in range(len(ys) - 1) for c in range(1, len(xs) - 1)]
    gone = set(chance.sample(inner, len(inner) // 4))
    page = ruled(xs, ys, gone)
    (grid,) = grids_of(find_rules(page, DPI), DPI)
    assert [round(x * DPI / 72) for x in grid.xs] == pytest.approx(xs, abs=3)
    assert [round(y * DPI / 72) for y in grid.ys] == pytest.approx(ys, abs=3)
    covered = [
        (row, column)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    ]
    assert sorted(covered) == [(r, c) for r in range(len(ys) - 1) for c in range(len(xs) - 1)]
    merged = {
        ("v", cell.row, at)
        for cell in grid.cells
        for at in range(cell.column + 1, cell.column + cell.columns)
    }
    assert merged == gone
    assert min(without_rules(page, find_rules(page, DPI), DPI).tobytes()) == 255


def test_lines_of_text_are_no_rules():
    ruling = find_rules(lined_page(), DPI)
    assert grids_of(ruling, DPI) == []


def test_stamps_are_taken_off_and_black_letters_below_stay():
    page = Image.new("RGB", (1200, 1600), "white")
    ImageDraw.Draw(page).text((500, 780), "CHỦ TỊCH", fill="black", font_size=40)
    black = min(cleaned(page, DPI).image.tobytes())
    stamped = scanned(page, 1, stamp=(0.45, 0.5))
    found = cleaned(stamped, DPI)
    assert found.stamps == 1
    assert black < 60
    # The red and the blue are gone: what is dark still is the letters.
    clean = found.image.filter(ImageFilter.MedianFilter(5))
    dark = clean.point([255 * (shade < 128) for shade in range(256)]).getbbox()
    assert dark is not None
    assert dark[2] - dark[0] < 400


def test_a_coloured_line_of_text_is_no_stamp():
    page = Image.new("RGB", (1200, 1600), "white")
    ImageDraw.Draw(page).rectangle((200, 300, 1000, 330), fill=(200, 20, 20))
    assert cleaned(page, DPI).stamps == 0
