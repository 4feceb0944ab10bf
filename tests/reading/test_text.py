import textwrap
import time

import pytest
from legacy_texts import encode, old_bytes

from doclineage.errors import ReadingError
from doclineage.reading import read_blocks
from doclineage.settings import Settings

PLAN = "KẾ HOẠCH\n\n1. Rà soát địa bàn phường Bến Đò.\n\n2. Đẩy mạnh chuyển đổi số."


def texts(reading):
    return [block.text for block in reading.blocks]


# --- encodings -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"],
)
def test_unicode_encodings_read_alike(read_text, encoding):
    assert texts(read_text(PLAN.encode(encoding))) == texts(read_text(PLAN))


def test_cp1258_composes_its_tones(read_text):
    plan = "Ke\u0302\u0301 hoa\u0323ch cu\u0309a xa\u0303 Bê\u0301n Đo\u0300"
    data = "Kê\u0301 hoa\u0323ch cu\u0309a xa\u0303 Bê\u0301n Đo\u0300".encode("cp1258")
    reading = read_text(data)
    assert texts(reading) == ["Kế hoạch của xã Bến Đò"]
    assert texts(read_text(plan)) == ["Kế hoạch của xã Bến Đò"]
    assert reading.notices == ()


def test_double_encoded_utf8_is_repaired(read_text):
    twice = PLAN.encode().decode("cp1252", "replace")
    twice = "".join(
        bytes([byte]).decode("cp1252") if byte not in b"\x81\x8d\x8f\x90\x9d" else chr(byte)
        for byte in PLAN.encode()
    )
    reading = read_text(twice)
    assert texts(reading) == texts(read_text(PLAN))
    assert [notice.code for notice in reading.notices] == ["double-encoding"]


def test_hard_space_after_a_tilde_a_is_no_double_encoding(read_text):
    assert texts(read_text("XÃ\u00a0HỘI\nXÃ\u00a0")) == ["XÃ HỘI", "XÃ"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16"])
def test_half_a_character_at_the_end_does_not_change_the_encoding(read_text, encoding):
    reading = read_text(f"{PLAN}.".encode(encoding)[:-1])
    assert texts(reading)[0] == "KẾ HOẠCH"
    assert [notice.code for notice in reading.notices] == ["damaged-characters"]


@pytest.mark.parametrize("encoding", ["tcvn3", "vni", "viscii"])
def test_a_file_from_before_unicode_reads_as_it_was(read_text, corpus, encoding):
    plan = (corpus / "ke-hoach-31-xa-khe-ngan.txt").read_text("utf-8")
    # Quotes and dashes of that time were of ASCII.
    plan = plan.translate(str.maketrans("“”–", '""-'))
    wanted = read_text(plan)
    # As a file of that time, and as a program of today saved it.
    for data in (old_bytes(plan, encoding), encode(plan, encoding).encode()):
        reading = read_text(data)
        assert [t.lower() for t in texts(reading)] == [t.lower() for t in texts(wanted)]
        assert [notice.code for notice in reading.notices] == ["legacy-encoding"]
        if encoding != "tcvn3":
            assert reading.blocks == wanted.blocks


def test_old_lines_among_modern_ones_are_told_line_by_line(read_text):
    lines = [line for line in PLAN.split("\n") if line]
    mixed = [lines[0], encode(lines[1], "tcvn3"), lines[1], encode(lines[2], "vni"), lines[2]]
    reading = read_text("\n\n".join(mixed))
    assert texts(reading) == [lines[0], lines[1], lines[1], lines[2], lines[2]]
    assert [notice.code for notice in reading.notices] == ["legacy-encoding"]
    assert "TCVN3 (ABC), VNI" in reading.notices[0].message_en


def test_an_encoding_that_nothing_explains_is_a_doubt(read_text):
    reading = read_text("Привет, как дела? Москва".encode("koi8-r"))
    assert [notice.code for notice in reading.notices] == ["unsure-encoding"]


def test_one_cut_character_does_not_change_the_encoding(read_text):
    reading = read_text((PLAN * 3).encode()[:-4] + b"\xe1\xbb")
    assert reading.blocks[0].text == "KẾ HOẠCH"
    assert [notice.code for notice in reading.notices] == ["damaged-characters"]


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\x00" * 5000, b"\x7fELF\x01\x02" * 99])
def test_binary_is_refused(read_text, data):
    with pytest.raises(ReadingError) as caught:
        read_text(data)
    assert caught.value.code == "error.binary-text"


# --- lines and paragraphs --------------------------------------------------------------------

LONG = (
    "Tổ chức tuyên truyền sâu rộng đến cán bộ, đảng viên và nhân dân trên địa bàn phường về mục "
    "đích, ý nghĩa và nội dung của đợt sinh hoạt chính trị; gắn việc học tập với nhiệm vụ được "
    "giao, bảo đảm thiết thực, hiệu quả và tránh hình thức."
)


@pytest.mark.parametrize("width", [60, 72, 90, 110])
def test_hard_wrapped_lines_are_told_from_paragraphs(read_text, width):
    wrapped = "\n\n".join([textwrap.fill(LONG, width)] * 6)
    assert all(block.line for block in read_text(wrapped).blocks)
    assert not any(block.line for block in read_text("\n\n".join([LONG] * 6)).blocks)
    assert not any(block.line for block in read_text("\n".join([LONG] * 6)).blocks)


def test_list_of_short_items_is_not_hard_wrapped(read_text):
    items = "\n".join(f"{letter}) nội dung số {letter};" for letter in "abcdeghik")
    assert not any(block.line for block in read_text(items).blocks)


def test_gap_follows_a_blank_line(read_text):
    blocks = read_text("Một\nHai\n \nBa").blocks
    assert [block.gap for block in blocks] == [False, False, True]


def test_form_feeds_count_pages_and_without_them_there_are_none(read_text):
    paged = read_text("Một\n\fHai\n\fBa")
    assert [block.page for block in paged.blocks] == [1, 2, 3]
    assert paged.pages == 3
    plain = read_text("Một\nHai\n\f\n")
    assert [block.page for block in plain.blocks] == [None, None]
    assert plain.pages is None


def test_every_text_is_clean(read_text):
    block = read_text("Ðảng\u00a0\u00a0 u\u0309y \u200bphường\r\n").blocks[0]
    assert block.text == "Đảng ủy phường"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("hie\u0323\u0302n, vie\u0302\u0323t", "hiện, việt"),
        ("vie\u0301\u0302t, tru\u031bo\u031b\u0301c, nga\u0306\u0301n", "viết, trước, ngắn"),
        ("Кế hоạсh Ѕố ІІ", "Kế hoạch Số II"),
        ("gíαm sát, hệ số α = 0,5", "gíam sát, hệ số α = 0,5"),
        ("ﬁle Ⅲ. 𝐊𝐞̂́ 𝗵𝗼𝗮̣𝗰𝗵", "file III. Kế hoạch"),
    ],
)
def test_look_alikes_and_marks_in_any_order_are_letters(read_text, typed, read):
    assert read_text(typed).blocks[0].text == read


# --- markdown --------------------------------------------------------------------------------


def test_rules_never_swallow_the_line_above(read_text):
    blocks = read_text("KẾ HOẠCH\n-----\nNội dung\n=====\n\n* * *\n___\n").blocks
    assert [block.text for block in blocks] == [
        "KẾ HOẠCH", "-----", "Nội dung", "-----", "* * *", "-----",
    ]  # fmt: skip
    assert blocks[0].heading is None


def test_headings_and_bold_stay_as_hints(read_text):
    heading, run_in, bullet = read_text(
        "#### **I. MỤC ĐÍCH** ####\n\n**1. Yêu cầu:** rõ việc\n\n- **Cấp xã:** chủ trì"
    ).blocks
    assert (heading.text, heading.heading, heading.bold) == ("I. MỤC ĐÍCH", 4, 11)
    assert run_in.text[: run_in.bold] == "1. Yêu cầu:"
    assert bullet.text[: bullet.bold] == "- Cấp xã:"


def test_bold_over_two_lines_is_bold_on_both(read_text):
    first, second, third = read_text("**K/T TRƯỞNG BAN\nPHÓ TRƯỞNG BAN**\n\nĐào Văn Sông").blocks
    assert (first.text, first.bold) == ("K/T TRƯỞNG BAN", 14)
    assert (second.text, second.bold) == ("PHÓ TRƯỞNG BAN", 14)
    assert third.bold == 0


def test_marks_that_are_no_markdown_stay(read_text):
    lines = ["*", "* Ghi chú (*) và (**)", "2 * 3 * 4", "Số: ___/KH-UBND", "#1 ưu tiên", "a_b_c"]
    assert texts(read_text("\n\n".join(lines))) == lines


def test_escapes_entities_breaks_comments_and_links(read_text):
    text = "1\\. Một<br>Hai\\*\n<!-- bỏ\nđi -->\nA &amp; B\n\n[Nghị định](http://x/y) ![](a.png)"
    assert texts(read_text(text)) == ["1. Một\nHai*", "A & B", "Nghị định"]


def test_tables_become_rows(read_text):
    text = "| TT | Nhiệm vụ |\n|:--|---:|\n| 1 | Rà soát<br>số liệu |\n| **2** | a \\| b |\n\nHết"
    head, first, second, end = read_text(text, "bảng.md").blocks
    assert [cell.text for cell in head.cells] == ["TT", "Nhiệm vụ"]
    assert first.cells[1].text == "Rà soát\nsố liệu"
    assert second.text == "2 | a | b"
    assert (head.table, second.table, end.table) == (0, 0, None)


def test_footnotes_follow_the_line_that_refers_to_them(read_text):
    blocks = read_text("Nghị quyết[^1] này\n\nHai<sup>2</sup>\n\n[^1]: Số 05-NQ/TU").blocks
    assert [(block.text, block.note) for block in blocks] == [
        ("Nghị quyết này", False), ("Số 05-NQ/TU", True), ("Hai", False),
    ]  # fmt: skip


# --- bounds ----------------------------------------------------------------------------------


def test_too_many_lines_are_refused_early(tmp_path):
    path = tmp_path / "to.txt"
    path.write_text("nội dung\n" * 2_000, encoding="utf-8")
    with pytest.raises(ReadingError) as caught:
        read_blocks(path, Settings(max_blocks=1_000))
    assert caught.value.code == "error.too-large"


@pytest.mark.parametrize(
    "line",
    ["**" * 25_000, "[" * 100_000, "[](" * 25_000, "<!--" * 25_000, "*a" * 25_000, "|" * 100_000,
     "<b" * 25_000, "\\" * 100_000, "- " * 25_000, "&" * 100_000, "#" * 100_000],
)  # fmt: skip
def test_hostile_lines_take_no_quadratic_time(read_text, line):
    begun = time.perf_counter()
    read_text(f"chữ\n{line}x\n{line}")
    assert time.perf_counter() - begun < 60  # a hang, not a speed


def test_a_line_that_would_cost_minutes_is_refused(tmp_path):
    path = tmp_path / "dài.txt"
    path.write_text("số 1/KH-UBND " * 1_000, encoding="utf-8")
    with pytest.raises(ReadingError) as caught:
        read_blocks(path, Settings(max_unit_chars=5_000))
    assert caught.value.code == "error.too-large"


def test_a_heading_of_blanks_takes_no_cubic_time(read_text):
    begun = time.perf_counter()
    read_text("# a" + " " * 3_000 + "b")
    assert time.perf_counter() - begun < 60  # a hang, not a speed


# --- printed lines between blank ones --------------------------------------------------------

CLAUSES = [
    (
        "1. Chủ bến đò trang bị đủ áo phao. Phương tiện chở khách phải có sổ kiểm định còn hạn; "
        "không chở khách khi nước lên trên mức báo động hai hoặc khi trời đã tối hẳn."
    ),
    (
        "2. Trưởng thôn báo cáo Chủ tịch xã trước ngày 25 hằng tháng về số lượt khách, số vụ tai "
        "nạn; Công an xã tổng hợp chung, gửi Phòng Kinh tế để theo dõi, đôn đốc các thôn."
    ),
]


def test_lines_between_blank_ones_are_one_paragraph(read_text):
    text = "\n\n".join(textwrap.fill(clause, 80) for clause in CLAUSES)
    assert texts(read_text(text)) == CLAUSES


def test_short_lines_between_blank_ones_stay_lines(read_text):
    lines = ["CHỦ TỊCH", "Lò Văn Sông", "Thôn Pò Cại", "Thôn Nà Lèng"]
    text = "\n".join([*lines, "", *(f"{clause}\n" for clause in CLAUSES)])
    assert texts(read_text(text))[:4] == lines
