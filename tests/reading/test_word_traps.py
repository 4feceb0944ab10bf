"""Traps that Word files of all hands set: one small file each, and what a reader sees of it."""

from __future__ import annotations

import pytest
from word_files import pack, recoded, strict

from doclineage.model import Source
from doclineage.reading import read_blocks
from doclineage.reading.word.reader import read
from doclineage.settings import DEFAULTS
from doclineage.structure import build_document

SOURCE = Source(path="bẫy.docx", sha256="0" * 64, media_type="")

LIST = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
LISTED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
HIDDEN = "<w:rPr><w:vanish/></w:rPr>"


def reading_of(body, **parts):
    return read(pack(body, **parts), SOURCE, DEFAULTS)


def seen(body, **parts):
    """Return what is seen of each block: its number and its text."""
    blocks = reading_of(body, **parts).blocks
    return [
        block.text if block.label is None else f"{block.label} {block.text}" for block in blocks
    ]


def notices(body, **parts):
    return {n.code: n.message_en for n in reading_of(body, **parts).notices}


def outline(body, **parts):
    """Return path and text of each unit of the document that the file makes."""
    document = build_document(SOURCE, reading_of(body, **parts))
    return [(unit.path, unit.text) for unit in document.units if unit.zone == "body"]


def t(text):
    return f'<w:t xml:space="preserve">{text}</w:t>'


def run(xml, look=""):
    """Return one run; bare text is its text."""
    return f"<w:r><w:rPr>{look}</w:rPr>{xml if xml.startswith('<') else t(xml)}</w:r>"


def p(*inner, properties=""):
    """Return one paragraph; bare texts are runs."""
    runs = "".join(xml if xml.startswith("<") else run(xml) for xml in inner)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def cell(*inner, properties=""):
    inner = "".join(xml if xml.startswith("<") else p(xml) for xml in inner)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells, properties=""):
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows):
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def control(inner, properties=""):
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def mark(kind, data=""):
    return run(f'<w:fldChar w:fldCharType="{kind}">{data}</w:fldChar>')


def field(code, *result):
    """Return the runs of one complex field."""
    instruction = run(f'<w:instrText xml:space="preserve"> {code} </w:instrText>')
    return mark("begin") + instruction + mark("separate") + "".join(result) + mark("end")


# --- marks that are not seen ------------------------------------------------------------------


def test_a_hidden_mark_runs_a_heading_into_its_text():
    body = p(run("Mục tiêu.", "<w:b/>"), properties=LISTED + HIDDEN) + p(" Đến năm 2026")
    block = reading_of(body + p("sau", properties=LISTED), numbering=LIST).blocks[0]
    assert (block.label, block.text, block.bold) == ("1.", "Mục tiêu. Đến năm 2026", 9)
    assert seen(body + p("sau", properties=LISTED), numbering=LIST)[1] == "2. sau"


def test_numbers_that_word_skips_by_hidden_paragraphs():
    skipped = p(properties=LISTED + HIDDEN) + p(
        run("ẩn", "<w:vanish/>"), properties=LISTED + HIDDEN
    )
    body = p("một", properties=LISTED) + skipped + p("bốn", properties=LISTED)
    assert seen(body, numbering=LIST) == ["1. một", "4. bốn"]


@pytest.mark.parametrize("ending", ["", table(row(cell("ô")))], ids=["end", "table"])
@pytest.mark.parametrize("unseen", [HIDDEN, "<w:rPr><w:del w:id='1'/></w:rPr>"])
def test_a_paragraph_that_nothing_follows_is_not_lost(unseen, ending):
    assert seen(p("cuối", properties=unseen) + ending) == ["cuối", "ô"][: 2 if ending else 1]


def test_a_removed_mark_in_a_cell_does_not_reach_the_next():
    gone = p("một", properties="<w:rPr><w:moveFrom w:id='1'/></w:rPr>")
    assert seen(table(row(cell(gone), cell("hai")))) == ["một | hai"]


def test_removed_paragraphs_give_their_words_to_the_next_and_do_not_count():
    gone = p("Rà soát, ", properties=LISTED + "<w:rPr><w:del w:id='1'/></w:rPr>")
    body = p("một", properties=LISTED) + gone + p("thống kê", properties=LISTED)
    assert seen(body, numbering=LIST) == ["1. một", "2. Rà soát, thống kê"]


# --- tracked changes --------------------------------------------------------------------------


def test_tracked_rows_and_cells():
    body = table(
        row(cell("bỏ"), properties="<w:del w:id='1'/>"),
        row(cell("thêm"), properties="<w:ins w:id='2'/>"),
        row(cell("bỏ", properties="<w:cellDel w:id='3'/>"), cell("giữ")),
    )
    assert seen(body) == ["thêm", "giữ"]
    assert "3" in notices(body)["tracked-changes"]


def test_what_formats_were_before_is_not_read():
    before = "<w:rPrChange w:id='1'><w:rPr><w:b/><w:vanish/></w:rPr></w:rPrChange>"
    old = f"<w:pPrChange w:id='2'><w:pPr>{LISTED}<w:jc w:val='center'/></w:pPr></w:pPrChange>"
    block = reading_of(p(run("chữ", before), properties=old), numbering=LIST).blocks[0]
    assert (block.text, block.bold, block.label, block.centred) == ("chữ", 0, None, False)


# --- content controls -------------------------------------------------------------------------

EMPTY_CONTROL = "<w:showingPlcHdr/>"


def test_what_an_empty_control_asks_for_is_no_text():
    inline = p("Số: ", control(run("Bấm để nhập số"), EMPTY_CONTROL), "/KH-UBND")
    block = control(p("Nhập nội dung", properties=LISTED), EMPTY_CONTROL)
    held = table(row(cell("A"), control(cell("Nhập"), EMPTY_CONTROL), cell("C")))
    body = inline + block + p("hai", properties=LISTED) + held
    reading = reading_of(body, numbering=LIST)
    assert seen(body, numbering=LIST) == ["Số: /KH-UBND", "2. hai", "A | C"]
    assert [c.text for c in reading.blocks[-1].cells] == ["A", "", "C"]


def test_check_boxes_of_both_kinds():
    new = p(control(run("☒"), "<w14:checkbox/>"), " Đồng ý")
    ticked = "<w:ffData><w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox></w:ffData>"
    plain = "<w:ffData><w:checkBox><w:default w:val='0'/></w:checkBox></w:ffData>"
    old = "".join(p(mark("begin", data), mark("end"), " Có") for data in (ticked, plain))
    assert seen(new + old) == ["☒ Đồng ý", "☒ Có", "☐ Có"]


def test_a_list_of_choices_shows_the_chosen_one():
    choices = (
        "<w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='Quý I'/>"
        "<w:listEntry w:val='Quý II'/></w:ddList></w:ffData>"
    )
    assert seen(p("Hạn: ", mark("begin", choices), mark("end"))) == ["Hạn: Quý II"]


# --- fields -----------------------------------------------------------------------------------


def test_results_of_fields_are_text():
    body = p(
        "Bảng ", f"<w:fldSimple w:instr='SEQ Bảng'>{run('3')}</w:fldSimple>", ": theo ",
        field("REF _Ref1 \\h", run("Điều 5")), ", trang ", field("PAGEREF _Ref1", run("7")),
        field("MERGEFIELD Noi", run("«Nơi»")),
    )  # fmt: skip
    assert seen(body) == ["Bảng 3: theo Điều 5, trang 7«Nơi»"]


def test_an_instruction_over_two_paragraphs():
    begin = mark("begin") + run('<w:instrText>IF a = b "</w:instrText>')
    rest = run('<w:instrText>"</w:instrText>') + mark("separate") + run("đúng") + mark("end")
    assert seen(p(begin) + p(rest)) == ["đúng"]


def contents(*lines):
    """Return a table of contents as Word makes it, in whatever style."""
    first, *others = lines
    begin = mark("begin") + run('<w:instrText> TOC \\o "1-3" \\h </w:instrText>') + mark("separate")
    return p(begin, first) + "".join(map(p, others)) + p(mark("end"))


def test_a_table_of_contents_is_left_out_whatever_its_style():
    link = f"<w:hyperlink>{run('II. YÊU CẦU')}{run('<w:tab/>')}{field('PAGEREF x', run('2'))}"
    body = contents("I. MỤC ĐÍCH\t1", f"{link}</w:hyperlink>") + p("I. MỤC ĐÍCH")
    assert seen(body) == ["I. MỤC ĐÍCH"]
    assert "2 lines" in notices(body)["contents"]


def test_a_table_of_contents_that_never_ends_hides_nothing():
    body = p(mark("begin"), run("<w:instrText>TOC</w:instrText>"), mark("separate"), "mục")
    assert seen(body + p("thân")) == ["mục", "thân"]


def test_the_heading_of_a_made_table_of_contents_goes_with_it():
    gallery = "<w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj>"
    body = control(p("MỤC LỤC") + contents("I. MỤC ĐÍCH 1"), gallery) + p("I. MỤC ĐÍCH")
    assert seen(body) == ["I. MỤC ĐÍCH"]


# --- lists ------------------------------------------------------------------------------------


def test_boxes_and_notes_count_for_themselves():
    box = f"<w:pict><v:textbox><w:txbxContent>{p('hộp', properties=LISTED)}</w:txbxContent>"
    note = "<w:footnote w:id='2'>" + p("chú", properties=LISTED) + "</w:footnote>"
    body = (
        p("một", properties=LISTED)
        + p(run(box + "</v:textbox></w:pict>"), run("<w:footnoteReference w:id='2'/>"))
        + p("hai", properties=LISTED)
    )
    assert seen(body, numbering=LIST, footnotes=note) == ["1. một", "1. hộp", "1. chú", "2. hai"]


def test_lists_go_on_over_tables_and_sections():
    held = table(row(cell(p("hai", properties=LISTED)), cell("x")))
    section = p("bốn", properties=LISTED + "<w:sectPr/>")
    body = p("một", properties=LISTED) + held + p("ba", properties=LISTED) + section
    body += p("năm", properties=LISTED)
    assert seen(body, numbering=LIST) == ["1. một", "2. hai | x", "3. ba", "4. bốn", "5. năm"]


def test_numbers_are_shown_as_their_letters_are():
    caps = (
        '<w:style w:type="paragraph" w:styleId="C"><w:name w:val="C"/><w:rPr><w:caps/></w:rPr>'
        "</w:style>"
    )
    lists = LIST.replace("%1.", "Chương %1")
    body = p("quy định", properties=f'<w:pStyle w:val="C"/>{LISTED}')
    assert seen(body, numbering=lists, styles=caps) == ["CHƯƠNG 1 QUY ĐỊNH"]
    hidden = LIST.replace("<w:lvlText", "<w:rPr><w:vanish/></w:rPr><w:lvlText")
    assert seen(p("x", properties=LISTED), numbering=hidden) == ["x"]


# --- letters ----------------------------------------------------------------------------------


def test_letters_of_symbol_fonts_are_the_signs_that_they_show():
    wingdings = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
    assert seen(p(run("ü", wingdings), run(" Đạt"))) == ["✓ Đạt"]
    assert seen(p(run("\uf0d8", wingdings), run(" mục"))) == ["➢ mục"]
    assert seen(p(run("Điều", wingdings))) == ["Điều"]


def test_letters_that_print_otherwise():
    ruby = f"<w:ruby><w:rt>{run('âm')}</w:rt><w:rubyBase>{run('chữ')}</w:rubyBase></w:ruby>"
    inner = t("thực") + "<w:softHyphen/>" + t(" hiện") + "<w:noBreakHyphen/>" + t("x") + "<w:ptab/>"
    assert seen(p(run(inner), run(ruby), "Uy\u0309 ban")) == ["thực hiện-x chữUỷ ban"]
    turned = f"<w:bdo w:val='ltr'>{run('một ')}</w:bdo><w:dir>{run('hai')}</w:dir>"
    assert seen(p(turned)) == ["một hai"]


def test_formulas_in_a_paragraph_of_their_own():
    power = (
        "<m:oMathPara><m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t>"
        "</m:r></m:sup></m:sSup></m:oMath></m:oMathPara>"
    )
    assert seen(p(power)) == ["x^2"]


# --- what hangs beside the text ---------------------------------------------------------------


def drawing(uri, inner="", width=7_000_000, height=10_000_000):
    return (
        f"<w:drawing><wp:inline><wp:extent cx='{width}' cy='{height}'/><a:graphic>"
        f"<a:graphicData uri='http://schemas.openxmlformats.org/drawingml/2006/{uri}'>{inner}"
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


PICTURE = "<pic:pic><pic:blipFill><a:blip/></pic:blipFill></pic:pic>"


@pytest.mark.parametrize(
    ("inner", "code"),
    [
        (run(drawing("chart")), "unread-part"),
        (run(drawing("diagram")), "unread-part"),
        (run("<w:object><o:OLEObject ProgID='Excel.Sheet.12'/></w:object>"), "unread-part"),
        ("<w:subDoc r:id='x'/>", "unread-part"),
        (run(drawing("picture", PICTURE)), "unread-picture"),
        (
            run(
                "<w:pict><v:shape style='width:500pt;height:700.5pt'><v:imagedata/></v:shape>"
                "</w:pict>"
            ),
            "unread-picture",
        ),
        (run("<w:commentReference w:id='0'/>"), "comments"),
    ],
)
def test_what_is_not_read_is_told(inner, code):
    assert list(notices(p("chữ", inner))) == [code]
    assert seen(p("chữ", inner)) == ["chữ"]


def test_parts_put_in_from_other_files_are_told():
    assert list(notices(p("chữ") + "<w:altChunk r:id='x'/>")) == ["unread-part"]


def test_a_small_picture_is_an_ornament():
    assert notices(p("chữ", run(drawing("picture", PICTURE, width=900_000, height=900_000)))) == {}


def test_words_of_old_lettering_are_read():
    lettering = "<w:pict><v:shape><v:textpath on='t' string='DỰ THẢO'/></v:shape></w:pict>"
    assert seen(p("Số: 1", run(lettering))) == ["Số: 1", "DỰ THẢO"]


# --- headers and footers ----------------------------------------------------------------------

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def section(*references, first=False):
    return f"<w:sectPr>{''.join(references)}{'<w:titlePg/>' if first else ''}</w:sectPr>"


def reference(name, kind="default"):
    return f"<w:{name.rstrip('0123456789')}Reference w:type='{kind}' r:id='{name}'/>"


def test_a_header_of_the_first_page_alone_is_text():
    body = p("KẾ HOẠCH") + section(
        reference("header1", "first"), reference("header2"), reference("footer1"), first=True
    )
    parts = {
        "header1": table(row(cell("UBND XÃ A"), cell(STATE))),
        "header2": p("Trang ", field("PAGE", run("2")), "/5"),
        "footer1": p("Lưu hành nội bộ"),
    }
    assert seen(body, **parts) == [f"UBND XÃ A | {STATE}", "KẾ HOẠCH"]
    assert "Lưu hành nội bộ" in notices(body, **parts)["margins"]


def test_a_letterhead_in_a_running_header_is_read_where_the_body_lacks_it():
    with_header = section(reference("header1"))
    assert seen(p("KẾ HOẠCH") + with_header, header1=p(STATE)) == [STATE, "KẾ HOẠCH"]
    assert seen(p(STATE) + p("KẾ HOẠCH") + with_header, header1=p(STATE)) == [STATE, "KẾ HOẠCH"]


def test_page_numbers_alone_are_not_worth_a_word():
    for text in ("2", "- ii -", "Trang 2/5", "Page 2 of 5"):
        assert notices(p("x") + section(reference("header1")), header1=p(text)) == {}


# --- packages ---------------------------------------------------------------------------------


def test_the_main_part_may_bear_another_name(tmp_path):
    path = tmp_path / "lạ.docx"
    path.write_bytes(pack(p("chữ", properties=LISTED), main="doc/chính.xml", numbering=LIST))
    assert read_blocks(path)[1].blocks[0].label == "1."


def test_strict_files_are_read_as_others():
    body = p(run("KẾ HOẠCH", "<w:b/>"), properties="<w:jc w:val='center'/>") + section(
        reference("header1", "first"), first=True
    )
    plain = read(pack(body, header1=p(STATE)), SOURCE, DEFAULTS)
    assert read(strict(pack(body, header1=p(STATE))), SOURCE, DEFAULTS) == plain


def test_parts_in_utf_16_are_read():
    data = pack(p("Điều 1", properties=LISTED), numbering=LIST)
    assert read(recoded(data, "utf-16"), SOURCE, DEFAULTS).blocks[0].label == "1."


def test_missing_parts_are_done_without():
    body = p("chữ", properties=f"<w:pStyle w:val='Không có'/>{LISTED}")
    assert seen(body) == ["chữ"]


# --- files that no standard allows ------------------------------------------------------------


def test_what_careless_programs_misplace_is_not_lost():
    body = table(p("trong bảng"), row(p("trong hàng"), cell("ô"), cell(run("không đoạn"))))
    assert seen(body) == ["trong bảng", "ô | không đoạn", "trong hàng"]
    assert seen(run("chữ rời") + p("a", f"<w:p>{run('b')}</w:p>")) == ["chữ rời", "a\nb"]


# --- trees ------------------------------------------------------------------------------------


def test_soft_breaks_that_carry_bullets():
    breaks = run(t("- một;") + "<w:br/>" + t("- hai;") + "<w:br/>" + t("- ba."))
    body = p("KẾ HOẠCH") + p("I. MỤC ĐÍCH") + p(breaks)
    assert outline(body) == [
        ("I", "MỤC ĐÍCH"), ("I/b1", "một;"), ("I/b2", "hai;"), ("I/b3", "ba."),
    ]  # fmt: skip


def test_typed_and_computed_numbers_side_by_side():
    body = (
        p("KẾ HOẠCH")
        + p("I. MỤC ĐÍCH")
        + p("Nâng cao", properties=LISTED)
        + p("Bảo đảm", properties=LISTED)
        + p("II.\tYÊU CẦU")
        + p("1. Kịp thời")
    )
    assert outline(body, numbering=LIST) == [
        ("I", "MỤC ĐÍCH"), ("I.1", "Nâng cao"), ("I.2", "Bảo đảm"), ("II", "YÊU CẦU"),
        ("II.1", "Kịp thời"),
    ]  # fmt: skip
