from __future__ import annotations

from pathlib import Path

import pytest
from pdf_files import HEIGHT, WIDTH, Page, build_pdf, width_of

from doclineage.errors import ReadingError
from doclineage.model import Block, Reading, Source
from doclineage.reading.pdf.reader import read
from doclineage.settings import Settings

LEFT, RIGHT = 85.0, 540.0
INDENT = 36.0
#: Letters that fill a line from the left margin, and from the first line's indent.
FULL = int((RIGHT - LEFT) / 6.5)
FIRST = int((RIGHT - LEFT - INDENT) / 6.5)

WORDS = """
thôn bản ven sông cần rà soát lại số hộ còn ở nhà tạm để lập danh sách gửi về xã
trước mùa mưa và phân công người trực tại bến đò khi nước lên cao
"""
SYLLABLES = WORDS.split()


def pdf(*pages: Page, settings: Settings | None = None, **options: bool) -> Reading:
    source = Source(path="văn-bản.pdf", sha256="0" * 64, media_type="application/pdf")
    return read(build_pdf(*pages, **options), source, settings or Settings())


def texts(reading: Reading) -> list[str]:
    return [block.text for block in reading.blocks]


def codes(reading: Reading) -> list[str]:
    return [notice.code for notice in reading.notices]


def wrapped(text: str, first: int = FIRST, full: int = FULL) -> list[str]:
    """Break `text` as a word processor does: a word that does not fit opens the next line."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        room = full if lines else first
        if line and len(line) + 1 + len(word) > room:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def prose(start: int, count: int) -> str:
    words = [SYLLABLES[(start + i) % len(SYLLABLES)] for i in range(count)]
    return f"{' '.join(words).capitalize()}."


def paragraph(
    page: Page, base: float, text: str, *, apart: float = 6, indent: float = INDENT
) -> float:
    for number, line in enumerate(wrapped(text)):
        page.text(LEFT + (0 if number else indent), base, line)
        base += 17
    return base + apart


def written(*paragraphs: str, base: float = 90, apart: float = 6) -> Page:
    page = Page()
    for text in paragraphs:
        base = paragraph(page, base, text, apart=apart)
    return page


BODY = [prose(start, 45) for start in range(0, 18, 3)]


# --- paragraphs ------------------------------------------------------------------------------


@pytest.mark.parametrize("apart", [0, 6])
def test_lines_join_where_the_page_leaves_no_doubt(apart: float) -> None:
    reading = pdf(written(*BODY, apart=apart))
    assert texts(reading) == BODY
    assert not any(block.line for block in reading.blocks)
    assert all(block.gap for block in reading.blocks[1:])
    assert {block.indent for block in reading.blocks} == {LEFT + INDENT}


def test_bullets_and_numbers_begin_paragraphs() -> None:
    items = ["1. Công tác chuẩn bị", f"- {BODY[0]}", f"- {BODY[1]}", "a) Bến trên", f"2. {BODY[2]}"]
    assert texts(pdf(written(*items, *BODY[:3]))) == [*items, *BODY[:3]]


def test_a_number_cut_at_its_hyphen_is_made_whole() -> None:
    filler = "x" * (FIRST - len("theo số 118/KH-") - 1)
    page = written(*BODY)
    page.text(LEFT + INDENT, 600, f"{filler} theo số 118/KH-").text(LEFT, 617, "UBND của tỉnh.")
    assert texts(pdf(page))[-1] == f"{filler} theo số 118/KH-UBND của tỉnh."


def test_a_paragraph_over_the_page_is_left_to_structure() -> None:
    page = written(*BODY)
    lines = wrapped(prose(5, 40))
    for number, line in enumerate(lines[:2]):
        page.text(LEFT + (0 if number else INDENT), 700 + 17 * number, line)
    other = Page()
    for number, line in enumerate(lines[2:]):
        other.text(LEFT, 90 + 17 * number, line)
    paragraph(other, 200, BODY[1])
    blocks = pdf(page, other).blocks
    assert blocks[-3].text == " ".join(lines[:2])
    assert (blocks[-2].text, blocks[-2].line, blocks[-2].page) == (" ".join(lines[2:]), True, 2)
    assert not blocks[-1].line


def test_a_hanging_indent_goes_on_under_its_text() -> None:
    page = written(*BODY)
    text = f"- {prose(2, 40)}"
    for number, line in enumerate(wrapped(text, FIRST, FIRST - 2)):
        page.text(LEFT + INDENT + (13 if number else 0), 600 + 17 * number, line)
    assert texts(pdf(page))[-1] == text


def test_bold_italic_size_and_middle_are_told() -> None:
    page = written(*BODY)
    page.centred((LEFT + RIGHT) / 2, 60, "KẾ HOẠCH", face=1)
    page.text(LEFT + INDENT, 600, "Điều 3.", face=1).text(LEFT + INDENT + 52, 600, "Bến đò ngang")
    page.text(LEFT + INDENT, 630, "Bến Đò, mùa mưa", face=2, size=11)
    blocks = pdf(page).blocks
    assert (blocks[0].text, blocks[0].bold, blocks[0].centred) == ("KẾ HOẠCH", 8, True)
    assert (blocks[-2].text, blocks[-2].bold) == ("Điều 3. Bến đò ngang", len("Điều 3."))
    assert (blocks[-1].italic, blocks[-1].size) == (15, 11.0)


def test_decomposed_letters_are_composed() -> None:
    page = Page().text(LEFT, 100, "Đe\u0302\u0301n he\u0323\u0302 thống")
    assert texts(pdf(page)) == ["Đến hệ thống"]


# --- columns ---------------------------------------------------------------------------------


def letterhead(page: Page, *, right_lower: float = 0) -> Page:
    for number, (left, right) in enumerate(
        [
            ("UBND TỈNH SÔNG LAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            ("SỞ NỘI VỤ", "Độc lập - Tự do - Hạnh phúc"),
            ("Số: 15/KH-SNV", "Sông Lam, ngày 05 tháng 3 năm 2026"),
        ]
    ):
        base = 60 + 17 * number
        page.centred(160, base, left, size=12).centred(410, base + right_lower, right, size=12)
    return page


@pytest.mark.parametrize("lower", [0, 4, 8.5])
def test_the_letterhead_is_read_column_by_column(lower: float) -> None:
    page = letterhead(written(*BODY, base=200), right_lower=lower)
    assert texts(pdf(page))[:6] == [
        "UBND TỈNH SÔNG LAM",
        "SỞ NỘI VỤ",
        "Số: 15/KH-SNV",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Sông Lam, ngày 05 tháng 3 năm 2026",
    ]


def test_a_subject_under_the_number_stays_in_its_column() -> None:
    page = letterhead(written(*BODY, base=200))
    page.centred(160, 111, "V/v trực bến đò", size=12)
    assert texts(pdf(page))[3] == "V/v trực bến đò"


def test_number_and_date_on_one_line_are_two_blocks() -> None:
    page = written(*BODY, base=200)
    page.text(100, 120, "Luật số: 7/2026/QH16").text(330, 120, "Sông Lam, ngày 1 tháng 3 năm 2026")
    assert texts(pdf(page))[:2] == ["Luật số: 7/2026/QH16", "Sông Lam, ngày 1 tháng 3 năm 2026"]


def test_recipients_and_signature_are_not_interleaved() -> None:
    page = written(*BODY)
    left = ["Nơi nhận:", "- Như trên;", "- Các thôn, bản;", "- Trạm y tế;", "- Lưu: VT."]
    for number, text in enumerate(left):
        page.text(LEFT, 600 + 14 * number, text, size=11)
    page.centred(430, 600, "TM. ỦY BAN NHÂN DÂN").centred(430, 614, "CHỦ TỊCH")
    page.centred(430, 690, "Lò Văn Sông")
    found = texts(pdf(page))
    assert found[-8:] == [*left, "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lò Văn Sông"]


def test_recipients_closer_set_than_the_signature_stay_together() -> None:
    page = written(*BODY)
    left = ["Nơi nhận:", "- Như trên;", "- Các thôn, bản;", "- Lưu: VT."]
    for number, text in enumerate(left):
        page.text(LEFT, 600 + 12 * number, text, size=10)
    page.centred(430, 600, "TM. ỦY BAN NHÂN DÂN").centred(430, 624, "CHỦ TỊCH")
    assert texts(pdf(page))[-6:] == [*left, "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]


def test_one_post_beside_the_recipients_ends_no_column() -> None:
    page = written(*BODY)
    left = ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]
    for number, text in enumerate(left):
        page.text(LEFT, 600 + 14 * number, text, size=11)
    page.centred(430, 600, "CHỦ TỊCH").centred(430, 690, "Lò Văn Sông")
    assert texts(pdf(page))[-5:] == [*left, "CHỦ TỊCH", "Lò Văn Sông"]


@pytest.mark.parametrize("more", [(), ("PHỤ LỤC", "Danh mục bến đò")])
def test_a_foot_cut_by_the_page_is_read_column_by_column(more: tuple[str, ...]) -> None:
    first, second = written(*BODY), Page()
    first.text(LEFT, 770, "Nơi nhận:", size=11).centred(430, 770, "TM. ỦY BAN NHÂN DÂN")
    first.text(LEFT, 784, "- Như trên;", size=11).centred(430, 787, "CHỦ TỊCH")
    second.text(LEFT, 80, "- Các thôn, bản;", size=11).text(LEFT, 94, "- Lưu: VT.", size=11)
    second.centred(430, 140, "Lò Văn Sông")
    third = Page()
    for number, text in enumerate(more):
        third.centred(WIDTH / 2, 80 + 17 * number, text, face=1)
    found = texts(pdf(first, second, *([third] if more else []), written(prose(2, 30))))
    start = found.index("Nơi nhận:")
    assert found[start : start + 7 + len(more)] == [
        "Nơi nhận:",
        "- Như trên;",
        "- Các thôn, bản;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Lò Văn Sông",
        *more,
    ]


def test_a_name_that_its_letterhead_wraps_is_one_line() -> None:
    page = written(*BODY, base=200)
    for number, text in enumerate(["UBND TỈNH SÔNG LAM", "SỞ NÔNG NGHIỆP VÀ MÔI", "TRƯỜNG"]):
        page.centred(160, 60 + 16 * number, text, size=12)
    for number, text in enumerate(["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do"]):
        page.centred(415, 60 + 16 * number, text, size=12)
    assert texts(pdf(page))[:2] == ["UBND TỈNH SÔNG LAM", "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"]


def test_names_under_each_other_are_two_lines() -> None:
    page = written(*BODY, base=200)
    for number, text in enumerate(["ĐẢNG BỘ TỈNH SÔNG LAM", "ĐẢNG ỦY XÃ KHE NGÀN", "Số 5-KH/ĐU"]):
        page.centred(160, 60 + 16 * number, text, size=12)
    page.centred(415, 60, "ĐẢNG CỘNG SẢN VIỆT NAM", size=12)
    assert texts(pdf(page))[:3] == ["ĐẢNG BỘ TỈNH SÔNG LAM", "ĐẢNG ỦY XÃ KHE NGÀN", "Số 5-KH/ĐU"]


def test_columns_that_come_near_each_other_are_still_two() -> None:
    page = written(*BODY, base=200)
    rows = [("UBND XÃ", "CỘNG HÒA"), ("ĐOÀN KIỂM TRA LIÊN NGÀNH BẾN ĐÒ", "Độc lập - Tự do")]
    for number, (left, right) in enumerate(rows):
        base = 60 + 17 * number
        page.centred(190, base, left).centred(
            190 + (width_of(rows[1][0]) + 97.5) / 2 + 11, base, right
        )
    expected = [left for left, _ in rows] + [right for _, right in rows]
    assert texts(pdf(page))[:4] == expected


def test_text_on_its_side_is_one_block() -> None:
    page = written(*BODY[:3]).matrix((0, 1, -1, 0, 40, 300), "Bản sao lưu hồ sơ", 9, 0)
    assert "Bản sao lưu hồ sơ" in texts(pdf(page))


def test_a_tab_after_a_number_makes_no_column() -> None:
    page = written(*BODY).text(LEFT, 600, "Điều 4.").text(LEFT + 80, 600, "Bến đò ngang")
    assert texts(pdf(page))[-1] == "Điều 4. Bến đò ngang"


def test_words_pulled_apart_are_no_columns() -> None:
    page = written(*BODY)
    for number, word in enumerate(["trực", "bến", "khi", "nước", "lên"]):
        page.text(LEFT + 90 * number, 600, word)
    assert texts(pdf(page))[-1] == "trực bến khi nước lên"


# --- furniture -------------------------------------------------------------------------------


def pages_with(*heads: tuple[float, float, str], count: int = 4) -> list[Page]:
    pages = []
    for number in range(1, count + 1):
        page = written(*(prose(number + start, 30) for start in range(5)), base=100)
        for left, base, text in heads:
            page.text(left, base, text.replace("#", str(number)))
        pages.append(page)
    return pages


@pytest.mark.parametrize("text", ["#", "- # -", "Trang #/4", "#/4"])
@pytest.mark.parametrize("base", [45, 810])
def test_page_numbers_are_dropped(text: str, base: float) -> None:
    reading = pdf(*pages_with((WIDTH / 2 - 10, base, text)))
    assert len(reading.blocks) == 20
    notice = next(n for n in reading.notices if n.code == "furniture")
    assert "4" in notice.message
    assert "4" in notice.message_en


def test_running_heads_on_alternating_sides_are_dropped() -> None:
    pages = pages_with(count=6)
    for number, page in enumerate(pages, 7):
        page.text(LEFT if number % 2 else 300, 45, "CÔNG BÁO/Số 41 + 42")
        page.text(500 if number % 2 else LEFT, 45, str(number))
    assert len(pdf(*pages).blocks) == 30


def test_a_body_line_that_repeats_is_kept() -> None:
    pages = []
    for number in range(5):
        page = Page()
        base = paragraph(page, 90 + 23 * number, prose(number, 40))
        base = paragraph(page, base, "Đề nghị các thôn báo cáo.")
        paragraph(page, base, prose(number + 7, 30))
        pages.append(page)
    assert texts(pdf(*pages)).count("Đề nghị các thôn báo cáo.") == 5


def test_a_number_that_counts_no_pages_is_kept() -> None:
    page = written(*BODY).centred(WIDTH / 2, 800, "47")
    assert texts(pdf(page))[-1] == "47"


def test_watermarks_are_dropped_and_faked_italics_are_not() -> None:
    page = written(*BODY).slanted(150, 600, "DỰ THẢO", 80, 45)
    page.matrix((1, 0, 0.3, 1, LEFT, HEIGHT - 700), "Bến Đò, mùa mưa", 13, 0)
    reading = pdf(page)
    assert texts(reading) == [*BODY, "Bến Đò, mùa mưa"]
    assert "DỰ THẢO" in reading.notices[0].message


# --- torn words ------------------------------------------------------------------------------


def torn(page: Page, base: float, text: str) -> None:
    """Draw a line as a producer does that lacks a font: odd letters last, their places blank."""
    plain = "".join(c if c.isascii() else " " for c in text)
    page.text(LEFT, base, plain)
    for at, char in enumerate(text):
        if not char.isascii():
            page.text(LEFT + at * 6.5, base, char)


def test_torn_words_are_put_together() -> None:
    page = Page()
    lines = wrapped(prose(0, 60), FULL)
    for number, line in enumerate(lines):
        torn(page, 90 + 17 * number, line)
    reading = pdf(page)
    assert " ".join(texts(reading)) == prose(0, 60)
    assert codes(reading) == ["torn-words"]
    assert reading.notices[0].page == 1


def test_sound_words_of_another_language_stay_in_order() -> None:
    page = written("The ferry landing keeps a small boat ready whenever the river rises high. " * 3)
    assert codes(pdf(page)) == []


# --- pages without text, stamps, turned pages ------------------------------------------------


def test_a_scan_is_an_error_and_one_scanned_page_a_notice() -> None:
    with pytest.raises(ReadingError) as caught:
        pdf(Page().image(), Page().image())
    assert caught.value.code == "error.scanned-pdf"
    assert caught.value.detail == "2/2 p."
    with pytest.raises(ReadingError) as caught:
        pdf(Page())
    assert caught.value.code == "error.no-text"
    reading = pdf(written(*BODY), Page().image(), Page())
    assert [(n.code, n.page) for n in reading.notices] == [("page-without-text", 2)]


STAMP = ["Ký bởi: Lò Văn Sông", "Cơ quan: UBND xã Khe Ngàn", "Ngày ký: 05/03/2026 08:12:33"]


def test_a_signature_stamp_is_a_block_of_its_own() -> None:
    page = written(*BODY, base=120)
    for number, text in enumerate(STAMP):
        page.text(400, 30 + 9 * number, text, size=8)
    assert texts(pdf(page)) == ["; ".join(STAMP), *BODY]


def test_a_signature_field_is_read_and_makes_no_text_layer() -> None:
    page = written(*BODY, base=120)
    page.annotation = (300.0, 20.0, 560.0, 60.0, STAMP)
    assert texts(pdf(page)) == ["; ".join(STAMP), *BODY]
    scan = Page(annotation=(300.0, 20.0, 560.0, 60.0, STAMP)).image()
    with pytest.raises(ReadingError) as caught:
        pdf(scan)
    assert caught.value.code == "error.scanned-pdf"


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_are_read_as_shown(turn: int) -> None:
    upright = written(*BODY)
    # What stands at (x, y) of the turned page is drawn where the turn will bring it there.
    sideways = turn in {90, 270}
    page = Page(
        width=HEIGHT if sideways else WIDTH, height=WIDTH if sideways else HEIGHT, turn=turn
    )
    for _, (*_, x, y, size), text, face in upright.drawn:
        down = HEIGHT - y
        matrix = {
            90: (0, 1, -1, 0, down, x),
            180: (-1, 0, 0, -1, WIDTH - x, down),
            270: (0, -1, 1, 0, HEIGHT - down, WIDTH - x),
        }[turn]
        page.matrix(matrix, text, size, face)
    assert texts(pdf(page)) == BODY


# --- unusable files --------------------------------------------------------------------------


def test_unusable_files_say_so(tmp_path: Path) -> None:
    source = Source(path="văn-bản.pdf", sha256="", media_type="application/pdf")
    whole = build_pdf(written(*BODY))
    for data in (b"%PDF-1.7\n", whole[:40], b"%PDF-1.7\n" + bytes(range(256)) * 40):
        with pytest.raises(ReadingError) as caught:
            read(data, source, Settings())
        assert caught.value.code == "error.broken-pdf"


def test_a_locked_file_says_so() -> None:
    with pytest.raises(ReadingError) as caught:
        pdf(written(*BODY), locked=True)
    assert caught.value.code == "error.locked-pdf"


def test_too_many_pages_or_letters_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ReadingError) as caught:
        pdf(Page(), Page(), settings=Settings(max_pages=1))
    assert caught.value.code == "error.too-large"
    monkeypatch.setattr("doclineage.reading.pdf.reader.MAX_CHARACTERS", 100)
    with pytest.raises(ReadingError) as caught:
        pdf(written(*BODY))
    assert caught.value.code == "error.too-large"


def test_two_readings_are_equal() -> None:
    data = letterhead(written(*BODY, base=200))
    assert pdf(data) == pdf(data)


def test_boxes_are_inside_the_page() -> None:
    def inside(block: Block) -> bool:
        left, top, right, bottom = block.box or (-1, 0, 0, 0)
        return 0 <= left < right <= WIDTH and 0 <= top < bottom <= HEIGHT

    assert all(inside(block) for block in pdf(letterhead(written(*BODY, base=200))).blocks)
    assert width_of("ab") == 13
