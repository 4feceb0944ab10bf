"""What holds for every input, hostile ones included."""

from __future__ import annotations

import random
import re
import time

import pytest
from cases import SOURCE, document_of
from hypothesis import example, given, settings
from hypothesis import strategies as st

from doclineage.model import Block, Cell, Document, Marker, Reading
from doclineage.structure import account, build_document
from doclineage.structure import markers as marker_readers

MARKERS = [
    "", "", "", "I. ", "II- ", "IV/ ", "1. ", "2) ", "3a. ", "1.1. ", "2.3.4 ", "a) ", "đ) ", "d) ",
    "(1) ", "(i) ", "- ", "+ ", "* ", "Phần I. ", "CHƯƠNG II ", "Mục 1. ", "Điều 7. ", "Điều 8 ",
    "A. ", "ll. ", "“2. ", "“Điều 3. ", "\"a) ", "Nơi nhận: ", "KT. ", "PHỤ LỤC I ", "Kính gửi: ",
]  # fmt: skip
TEXTS = [
    "", "Kiểm tra bến đò", "KIỂM TRA BẾN ĐÒ", "như sau:", "lập danh sách bến;", "Hoàn thành./.",
    "2027", "3", "-----", "*", "KẾ HOẠCH", "QUYẾT NGHỊ:", "Căn cứ Luật Bến đò số 1/2027/QH16;",
    "Sửa đổi khoản 2 Điều 5 như sau:", "của bến”.", "“Bến” là chữ", "CHỦ TỊCH", "Lê Văn Mẫu",
    "(Kèm theo Kế hoạch số 9/KH-UBND)", "UBND PHƯỜNG BẾN CHƯƠNG", "Số: 9/KH-UBND", "và", "a | b",
    "Việc một\n- Việc hai\nviệc ba", "theo khoản 2", "Điều 5 Nghị định này",
]  # fmt: skip
lines = st.one_of(
    st.tuples(st.sampled_from(MARKERS), st.sampled_from(TEXTS)).map("".join),
    st.text(max_size=40),
)
plain = st.builds(
    Block,
    text=lines,
    label=st.sampled_from([None, None, None, "1.", "a)", "-", "IV."]),
    bold=st.integers(0, 12),
    centred=st.booleans(),
    line=st.booleans(),
    gap=st.booleans(),
    note=st.sampled_from([False, False, False, True]),
    page=st.sampled_from([None, 1, 2, 3]),
)
cells = st.lists(
    st.tuples(
        st.sampled_from(["", "TT", "Nhiệm vụ", "Chủ trì", "1", "I", "0", "-nt-", "lập", "A. NHÓM",
                         "Nơi nhận:\n- VT", "KT. CHỦ TỊCH\nLê Văn Mẫu", "(1)", "Tổng"]),
        st.integers(1, 2),
        st.sampled_from([False, False, True]),
    ),
    min_size=1, max_size=4,
)  # fmt: skip


@st.composite
def rows(draw: st.DrawFn) -> Block:
    made, column = [], 0
    for text, span, continued in draw(cells):
        made.append(Cell(text=text, column=column, span=span, continued=continued))
        column += span
    page = draw(st.sampled_from([None, 1, 2]))
    return Block(text="", cells=tuple(made), table=draw(st.integers(0, 2)), page=page)


readings = st.lists(st.one_of(plain, plain, plain, rows()), max_size=40).map(
    lambda blocks: Reading(blocks=tuple(blocks))
)


READERS = [getattr(marker_readers, name) for name in dir(marker_readers) if name[:5] == "read_"]


@given(st.one_of(lines, st.from_regex(r"[IVXLCl1|]{1,5}[.)/-] ?\w?", fullmatch=True)))
@settings(max_examples=500, deadline=None)
def test_the_quick_choice_of_readers_leaves_none_out(line: str) -> None:
    slow = {marker.glyph: marker for read in READERS if (marker := read(line))}
    quick = {marker.glyph: marker for marker in marker_readers.markers(line)}
    assert slow.keys() == quick.keys()


def build(reading: Reading) -> Document:
    return build_document(SOURCE, reading)


@given(readings)
@settings(max_examples=250, deadline=None)
def test_a_document_is_a_tree_with_names(reading: Reading) -> None:
    document = build(reading)
    paths = [unit.path for unit in document.units]
    assert len(set(paths)) == len(paths)
    assert all(paths)
    assert all(-1 <= unit.parent < index for index, unit in enumerate(document.units))
    assert all(n.unit is None or n.unit < len(paths) for n in document.notices)


@given(readings)
@example(Reading(blocks=(Block(text="~", centred=True), Block(text="~", centred=True, line=True))))
@settings(max_examples=250, deadline=None)
def test_nothing_is_lost_and_nothing_is_made_up(reading: Reading) -> None:
    found = account(reading, build(reading))
    assert not found.discrepancies


def test_a_number_without_text_is_not_lost() -> None:
    reading = Reading(blocks=(Block(text=""), Block(text="\n", label="1.")))
    assert account(reading, build(reading)).balanced


@given(readings)
@settings(max_examples=100, deadline=None)
def test_two_runs_give_the_same(reading: Reading) -> None:
    assert build(reading) == build(reading)


@given(
    st.lists(st.sampled_from(["I. MỤC", "1. Việc một.", "- Việc nhỏ.", "a) Điểm;"]), max_size=20)
)
@settings(max_examples=100, deadline=None)
def test_a_tree_printed_is_read_again(given_lines: list[str]) -> None:
    first = build(Reading(blocks=tuple(Block(text=line) for line in given_lines)))
    printed = [f"{u.marker.glyph if u.marker else ''} {u.text}".strip() for u in first.units]
    again = build(Reading(blocks=tuple(Block(text=line) for line in printed)))
    assert again == first


HOSTILE = {
    "no numbers": lambda i: "Một dòng không có số nào.",
    "one endless sentence": lambda i: "dòng nối tiếp nhau",
    "one number for ever": lambda i: "1. Việc",
    "lists that all announce": lambda i: "1. Gồm:" if i % 2 else "a) Gồm:",
    "quotes that never close": lambda i: "“1. Gồm:",
    "instructions": lambda i: "“1. x" if i % 2 else "2. Sửa đổi khoản 1 như sau:",
    "bases": lambda i: "Căn cứ Luật số 5/2020/QH14;",
    "annexes": lambda i: "PHỤ LỤC I",
    "lone numbers": str,
    "points d": lambda i: "d) việc",
}
#: Seconds for 8,000 lines on one slow core under load; quadratic work would take minutes.
PATIENCE = 30


@pytest.mark.parametrize("name", HOSTILE)
def test_long_documents_take_bounded_time(name: str) -> None:
    blocks = tuple(Block(text=HOSTILE[name](index)) for index in range(8_000))
    start = time.perf_counter()
    build(Reading(blocks=blocks))
    assert time.perf_counter() - start < PATIENCE


@pytest.mark.parametrize("piece", ["1", "I", "-", "“", "(", "Điều 1 ", ", ", "ngày ", "1/", "X."])
def test_long_lines_take_bounded_time(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    start = time.perf_counter()
    build(Reading(blocks=(Block(text=text), Block(text=text))))
    assert time.perf_counter() - start < PATIENCE


def test_a_row_cut_by_every_page_takes_bounded_time() -> None:
    def row(page: int) -> Block:
        number = "1" if page == 0 else ""
        texts = Cell(text=number, column=0), Cell(text="việc và", column=1)
        return Block(text="", page=page, table=0, cells=texts)

    start = time.perf_counter()
    build(Reading(blocks=tuple(row(page) for page in range(5_000))))
    assert time.perf_counter() - start < PATIENCE


def test_levels_nested_without_end_are_cut_off() -> None:
    blocks = tuple(Block(text="1. Gồm:" if i % 2 else "a) Gồm:") for i in range(5_000))
    document = build(Reading(blocks=blocks))
    depth = [0] * len(document.units)
    for index, unit in enumerate(document.units):
        depth[index] = depth[unit.parent] + 1 if unit.parent >= 0 else 0
    assert max(depth) <= 40
    assert len(document.units) == 5_000


def test_shuffled_lines_do_no_harm() -> None:
    chance = random.Random(7)
    made = [f"{chance.choice(MARKERS)}{chance.choice(TEXTS)}" for _ in range(3_000)]
    reading = Reading(blocks=tuple(Block(text=text) for text in made))
    assert account(reading, build(reading)).balanced


# --- printed lines that a page shows to be full ----------------------------------------------

BOX = (85.0, 100.0, 540.0, 116.0)


@pytest.mark.parametrize(
    ("first", "bold", "then"),
    [
        ("Căn cứ Luật Đê điều số", 0, "79/2006/QH11;"),
        ("Điều 2. Giao Trưởng phòng Kinh tế, Trưởng", 7, "Công an xã thi hành."),
        ("1. Giữ nhịp tăng trưởng của bến; giải quyết;", 0, "chăm lo đời sống của người dân."),
    ],
)
def test_an_unsure_line_of_a_page_goes_on(first: str, bold: int, then: str) -> None:
    long = Block(text="Việc kéo dài nhiều dòng. " * 20, line=True, box=BOX)
    note = Block(text="Chú thích của dòng trên.", note=True)
    rest = Block(text=then, line=True, box=BOX)
    blocks = (long, Block(text=first, bold=bold, box=BOX), note, rest)
    reading = Reading(blocks=blocks)
    document = build(reading)
    assert [unit.text.endswith(then) for unit in document.units][1:] == [True, False]
    assert account(reading, document).balanced


def test_a_line_under_a_bold_title_does_not_go_on() -> None:
    title = Block(text="Điều 2. Bến đò và", bold=17, box=BOX)
    document = build(Reading(blocks=(title, Block(text="Xã giao thôn.", line=True, box=BOX))))
    assert [unit.text for unit in document.units][-1] == "Xã giao thôn."


def test_a_scheme_of_another_package_proposes_markers(monkeypatch) -> None:
    """A plug-in reads "Bước 1:" as an arabic number; the outline decides as with our own."""

    def steps(line: str) -> Marker | None:
        match = re.match(r"Bước (\d{1,2})\s?:", line)
        if match is None:
            return None
        return Marker(scheme="arabic", ordinal=int(match[1]), glyph=match.group())

    monkeypatch.setattr("doclineage.structure.markers._foreign", lambda: (steps,))
    document = document_of("I. TRÌNH TỰ\nBước 1: Nộp đơn tại phường.\nBước 2: Nhận kết quả.")
    assert [unit.marker.glyph for unit in document.units if unit.marker] == [
        "I.",
        "Bước 1:",
        "Bước 2:",
    ]
    assert document.units[-1].parent == 0
