"""Numbers that a recogniser misread are told by their list, on scans only."""

from __future__ import annotations

import pytest

from doclineage.model import Block, Cell, Reading, Source
from doclineage.structure import build_document

SOURCE = Source(path="quét.pdf", sha256="0" * 64, media_type="application/pdf")


def read(lines: list[str], *, recognised: bool = True):
    blocks = tuple(Block(text=line, page=1, recognised=recognised, gap=True) for line in lines)
    return build_document(SOURCE, Reading(blocks=blocks))


def labels(document) -> list[str]:
    return [unit.path for unit in document.units if unit.marker and unit.marker.ordinal]


def repaired(document) -> list[str]:
    return [
        document.units[notice.unit].marker.glyph.strip()
        for notice in document.notices
        if notice.code == "number-repaired"
    ]


HEADS = ("MỤC ĐÍCH, YÊU CẦU", "MỤC TIÊU", "NHIỆM VỤ, GIẢI PHÁP", "TỔ CHỨC THỰC HIỆN")


@pytest.mark.parametrize(
    ("numbers", "wrong"),
    [
        (("I.", "II.", "III.", "IV."), []),
        (("I.", "II.", "II.", "IV."), ["II."]),
        (("L", "I.", "II.", "IV."), ["L", "I.", "II."]),
        (("I.", "H.", "III.", "IV."), ["H."]),
        (("I.", "II.", "HI.", "V."), ["HI.", "V."]),
        (("1.", "II.", "III.", "IV."), ["1."]),
    ],
)
def test_roman_numbers_are_counted(numbers, wrong):
    lines = [f"{number} {head}" for number, head in zip(numbers, HEADS, strict=True)]
    document = read(lines)
    assert labels(document) == ["I", "II", "III", "IV"]
    assert repaired(document) == wrong
    assert [unit.marker.glyph.strip() for unit in document.units] == list(numbers)


@pytest.mark.parametrize(
    ("signs", "wrong"),
    [
        ("abcd", ""),
        ("Abcd", "A"),
        ("4bcd", "4"),
        ("abed", "e"),
        ("âbcd", "â"),
    ],
)
def test_letters_are_told_by_their_neighbours(signs, wrong):
    lines = ["1. Nội dung thực hiện:", *(f"{sign}) Rà soát, cập nhật hồ sơ;" for sign in signs)]
    document = read(lines)
    assert labels(document) == ["1", "1.a", "1.b", "1.c", "1.d"]
    assert repaired(document) == [f"{sign})" for sign in wrong]


@pytest.mark.parametrize("ends", [".,.", ",..", "..,"])
def test_a_full_stop_read_as_a_comma_is_one(ends):
    lines = [f"{at}{end} Rà soát hồ sơ lưu trữ" for at, end in enumerate(ends, 1)]
    document = read(["I. NHIỆM VỤ", *lines, "5, Trăm hộ dân đã có tài khoản"])
    assert labels(document) == ["I", "I.1", "I.2", "I.3"]
    assert repaired(document) == [f"{ends.index(',') + 1},"]


@pytest.mark.parametrize("sign", ["L", "H."])
def test_authors_are_believed(sign):
    lines = [f"{sign} {HEADS[0]}", f"I. {HEADS[1]}", f"II. {HEADS[2]}", f"IV. {HEADS[3]}"]
    document = read(lines, recognised=False)
    assert "number-repaired" not in {notice.code for notice in document.notices}


def test_a_number_skipped_or_restarted_on_a_scan_stays():
    lines = ["I. MỤC TIÊU", "II. NHIỆM VỤ", "V. KINH PHÍ", "I. PHẦN RIÊNG", "II. KẾT LUẬN"]
    assert repaired(read(lines)) == []


def test_groups_of_a_table_are_counted():
    def row(*texts: str) -> Block:
        cells = tuple(Cell(text=text, column=at) for at, text in enumerate(texts))
        if len(texts) == 2:
            cells = (cells[0], Cell(text=texts[1], column=1, span=4))
        text = " | ".join(texts)
        return Block(text=text, page=1, table=0, cells=cells, recognised=True)

    head = row("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian")
    task = "Công bố quy trình", "Sở Nội vụ", "Các sở", "Tháng 4"
    rows = [head, row("I", "CẢI CÁCH HÀNH CHÍNH"), row("1", *task), row("H", "CHUYỂN ĐỔI SỐ")]
    blocks = (Block(text="PHỤ LỤC", page=1, gap=True, centred=True), *rows, row("2", *task))
    document = build_document(SOURCE, Reading(blocks=blocks))
    groups = [unit.path.rpartition(".")[2] for unit in document.units if unit.text.isupper()]
    assert groups[-2:] == ["I", "II"]
    assert repaired(document) == ["H"]
