"""PDFs whose letters are from before Unicode."""

from __future__ import annotations

import pytest
from legacy_texts import encode, old_bytes
from pdf_files import Page, build_old_pdf, build_pdf

from doclineage.model import Reading, Source
from doclineage.reading.pdf.reader import read
from doclineage.settings import DEFAULTS

LINES = (
    "Thực hiện Kế hoạch của tỉnh, các phường, xã đều được giao như",
    "sau: rà soát những trường học thuộc đường biên giới, hướng dẫn nhân dân và thư",
    "viện; KT-XH, COVID-19, số 15/KH-UBND, điểm b khoản 2.",
)


def blocks(data: bytes) -> Reading:
    source = Source(path="kế hoạch.pdf", sha256="", media_type="application/pdf")
    return read(data, source, DEFAULTS)


def text(reading: Reading) -> str:
    return " ".join(block.text for block in reading.blocks)


@pytest.mark.parametrize(("font", "encoding"), [(".VnTime", "tcvn3"), ("VNI-Times", "vni")])
def test_fonts_tell_and_codes_survive(font, encoding):
    """Where codes have no way to Unicode the ư of TCVN3 is a hyphen."""
    reading = blocks(build_old_pdf([old_bytes(line, encoding) for line in LINES], font))
    assert text(reading) == " ".join(LINES)
    assert [notice.code for notice in reading.notices] == ["legacy-encoding"]


def test_fonts_of_capitals_give_capitals_back():
    reading = blocks(build_old_pdf([old_bytes("kế hoạch năm 2026 đã đề ra", "tcvn3")], ".VnTimeH"))
    assert text(reading) == "KẾ HOẠCH NĂM 2026 ĐÃ ĐỀ RA"


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_words_tell_where_fonts_do_not(encoding):
    page = Page().lines(60, 100, *(encode(line, encoding) for line in LINES))
    reading = blocks(build_pdf(page))
    assert text(reading) == " ".join(LINES)
    assert [notice.code for notice in reading.notices] == ["legacy-encoding"]


def test_old_and_modern_lines_on_one_page():
    page = Page().lines(60, 100, LINES[0], encode(LINES[1], "tcvn3"), LINES[2])
    assert text(blocks(build_pdf(page))) == " ".join(LINES)
