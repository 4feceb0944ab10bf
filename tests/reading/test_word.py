"""One trap of WordprocessingML a test."""

import io

import docx
import pytest
from word_files import build_word, para

from doclineage.errors import ReadingError
from doclineage.reading import read_blocks
from doclineage.settings import DEFAULTS, Settings


def texts(blocks):
    return [block.text for block in blocks]


def run(xml, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr>{xml}</w:r>"


def t(text):
    return f'<w:t xml:space="preserve">{text}</w:t>'


# --- what is seen of a paragraph -------------------------------------------------------------


def test_breaks_tabs_hyphens_and_symbols(word_blocks):
    inner = (
        "<w:t>số</w:t><w:tab/><w:t>1</w:t><w:br/><w:t>hai</w:t><w:cr/><w:t>ba</w:t>"
        "<w:noBreakHyphen/><w:t>bốn</w:t><w:softHyphen/><w:sym w:font='Wingdings' w:char='F0FC'/>"
        "<w:sym w:font='Symbol' w:char='F0B7'/><w:t>\uf0b7</w:t>"
    )
    assert texts(word_blocks(f"<w:p>{run(inner)}</w:p>")) == ["số 1\nhai\nba-bốn✓••"]


def test_tracked_changes_are_accepted_and_told_once(read_word):
    reading = read_word(
        f"<w:p>{run(t('Nộp '))}<w:del>{run('<w:delText>trước 15/11</w:delText>')}</w:del>"
        f"<w:ins>{run(t('trước 15/12'))}</w:ins><w:moveFrom>{run(t('cũ'))}</w:moveFrom>"
        f"<w:moveTo>{run(t(' mới'))}</w:moveTo></w:p>"
        f"<w:del>{para('bỏ')}</w:del>"
    )
    assert texts(reading.blocks) == ["Nộp trước 15/12 mới"]
    assert [notice.code for notice in reading.notices] == ["tracked-changes"]
    assert "5" in reading.notices[0].message


def test_removed_paragraph_mark_joins_two_paragraphs(word_blocks):
    gone = para("Rà soát ", "<w:rPr><w:del w:id='1'/></w:rPr>")
    assert texts(word_blocks(gone + para("địa bàn"))) == ["Rà soát địa bàn"]


def test_field_instructions_are_out_and_results_in(word_blocks):
    def mark(kind):
        return run(f'<w:fldChar w:fldCharType="{kind}"/>')

    inner = mark("begin") + run("<w:instrText> PAGE </w:instrText>") + mark("separate")
    nested = (
        mark("begin") + run(t("IF ")) + inner + run(t("9")) + mark("end") + mark("separate")
        + run(t("bảy")) + mark("end")
    )  # fmt: skip
    body = (
        f"<w:p>{run(t('Điều '))}{nested}<w:fldSimple w:instr='x'>{run(t('!'))}</w:fldSimple></w:p>"
    )
    assert texts(word_blocks(body)) == ["Điều bảy!"]


def test_field_that_never_ends_hides_nothing_more(word_blocks):
    begin = run('<w:fldChar w:fldCharType="begin"/>') + run("<w:instrText>TOC</w:instrText>")
    assert texts(word_blocks(f"<w:p>{begin}</w:p>{para('Điều 1')}")) == ["Điều 1"]


def test_hidden_text_is_out_also_by_style(word_blocks):
    styles = (
        '<w:style w:type="character" w:styleId="Mat"><w:name w:val="Mat"/>'
        "<w:rPr><w:vanish/></w:rPr></w:style>"
    )
    style = '<w:rStyle w:val="Mat"/>'
    shown = f'{style}<w:vanish w:val="0"/>'
    body = (
        f"<w:p>{run(t('thấy'))}{run(t('ẩn'), '<w:vanish/>')}"
        f"{run(t('ẩn'), style)}{run(t('!'), shown)}</w:p>"
    )
    assert texts(word_blocks(body, styles=styles)) == ["thấy!"]


WHITE = '<w:color w:val="FFFFFF"/>'
DARK = '<w:shd w:val="clear" w:fill="1F3864"/>'


@pytest.mark.parametrize(
    "properties",
    [
        "<w:vanish/>",
        WHITE,
        '<w:color w:val="FEFEFE"/>',
        '<w:color w:val="auto" w:themeColor="background1"/>',
        f'{WHITE}<w:shd w:val="clear" w:fill="auto"/>',
        f'{WHITE}<w:highlight w:val="none"/>',
        '<w:sz w:val="2"/>',
    ],
)
def test_what_no_reader_sees_is_out_and_told_by_its_words(read_word, properties):
    reading = read_word(para("thấy") + para("việc giấu đi", run=properties))
    assert texts(reading.blocks) == ["thấy"]
    assert [notice.code for notice in reading.notices] == ["hidden-text"]
    assert "3 từ" in reading.notices[0].message
    assert [(drop.text, drop.reason) for drop in reading.dropped] == [("việc giấu đi", "hidden")]


@pytest.mark.parametrize(
    "body",
    [
        para("thấy", run=f"{WHITE}{DARK}"),
        para("thấy", run=f'{WHITE}<w:highlight w:val="darkBlue"/>'),
        para("thấy", properties=DARK, run=WHITE),
        (
            "<w:tbl><w:tr><w:tc><w:tcPr>"
            f"{DARK}</w:tcPr>{para('thấy', run=WHITE)}</w:tc></w:tr></w:tbl>"
        ),
        para("thấy", run='<w:color w:val="auto"/>'),
        para("thấy", run='<w:color w:val="E7E6E6"/>'),
        para("thấy", run='<w:color w:val="7F7F7F" w:themeColor="background1" w:themeShade="7F"/>'),
        para("thấy", run='<w:sz w:val="12"/>'),
    ],
)
def test_what_a_reader_sees_stays(read_word, body):
    reading = read_word(body)
    assert texts(reading.blocks) == ["thấy"]
    assert not reading.notices


BOX = (
    "<w:pict><v:shape><v:textbox><w:txbxContent>"
    f"{para('trong khung', run=WHITE)}</w:txbxContent></v:textbox></v:shape></w:pict>"
)


def test_white_in_a_box_stays_for_the_box_may_be_dark(read_word):
    reading = read_word(f"<w:p>{run(t('thấy'))}{run(BOX)}</w:p>" + para("ẩn", run=WHITE))
    assert texts(reading.blocks) == ["thấy", "trong khung"]
    assert "1 từ" in reading.notices[0].message


def test_a_box_in_what_is_no_writers_text_hides_no_word_of_his(read_word):
    control = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run(BOX)}</w:sdtContent>"
    reading = read_word(f"<w:p>{run(t('thấy'))}{control}</w:sdt></w:p>")
    assert texts(reading.blocks) == ["thấy"]
    assert not reading.notices


def test_white_on_a_coloured_page_stays(tmp_path):
    document = docx.Document(io.BytesIO(build_word(para("thấy", run=WHITE))))
    page = docx.oxml.parse_xml(
        f'<w:background xmlns:w="{docx.oxml.ns.nsmap["w"]}" w:color="1F3864"/>'
    )
    document.element.insert(0, page)
    document.save(tmp_path / "a.docx")
    assert texts(read_blocks(tmp_path / "a.docx")[1].blocks) == ["thấy"]


def test_white_of_a_style_is_taken_back_by_a_colour_of_the_letters(word_blocks):
    styles = (
        '<w:style w:type="paragraph" w:styleId="Trang"><w:name w:val="Trang"/>'
        f"<w:rPr>{WHITE}</w:rPr></w:style>"
    )
    style = '<w:pStyle w:val="Trang"/>'
    body = para("ẩn", style) + para("thấy", style, '<w:color w:val="000000"/>')
    assert texts(word_blocks(body, styles=styles)) == ["thấy"]


def test_capitals_by_format_are_read_as_shown(word_blocks):
    assert texts(word_blocks(para("Kế hoạch", run="<w:caps/>"))) == ["KẾ HOẠCH"]


def test_wrappers_are_seen_through(word_blocks):
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:hyperlink>{run(t('một '))}</w:hyperlink>"
        f"<w:smartTag>{run(t('hai '))}</w:smartTag><w:sdt><w:sdtContent>{run(t('ba'))}"
        "</w:sdtContent></w:sdt></w:p></w:sdtContent></w:sdt>"
        f"<w:customXml>{para('bốn')}</w:customXml>"
    )
    assert texts(word_blocks(body)) == ["một hai ba", "bốn"]


def test_drawing_numbers_are_no_text(word_blocks):
    drawing = (
        "<w:drawing><wp:anchor><wp:positionH><wp:posOffset>914400</wp:posOffset></wp:positionH>"
        "<a:graphic><a:t>hình</a:t></a:graphic></wp:anchor></w:drawing>"
    )
    assert texts(word_blocks(f"<w:p>{run(t('chữ') + drawing)}</w:p>")) == ["chữ"]


def test_text_boxes_are_read_once_after_their_paragraph(word_blocks):
    box = f"<w:txbxContent>{para('DỰ THẢO')}</w:txbxContent>"
    alternate = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>{box}"
        f"</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    body = f"<w:p>{run(t('Số: '))}{run(alternate)}{run(t('1/KH'))}</w:p>{para('sau')}"
    assert texts(word_blocks(body)) == ["Số: 1/KH", "DỰ THẢO", "sau"]


def test_notes_follow_the_block_that_refers_to_them(word_blocks):
    def note(kind, number, text):
        mark = run("<w:footnoteRef/>", "<w:vertAlign w:val='superscript'/>")
        return f"<w:{kind} w:id='{number}'><w:p>{mark}{run(t(text))}</w:p></w:{kind}>"

    first, second = "<w:footnoteReference w:id='2'/>", "<w:endnoteReference w:id='3'/>"
    body = f"<w:p>{run(t('Nghị quyết') + first)}{run(t(' này') + second)}</w:p>{para('sau')}"
    blocks = word_blocks(
        body,
        footnotes=note("footnote", 2, " Số 05-NQ/TU") + note("footnote", 9, "không ai dẫn"),
        endnotes=note("endnote", 3, "Cuối"),
    )
    assert [(block.text, block.note) for block in blocks] == [
        ("Nghị quyết này", False), ("Số 05-NQ/TU", True), ("Cuối", True), ("sau", False),
    ]  # fmt: skip


def test_formulas_become_one_line(word_blocks):
    fraction = (
        "<m:oMath><m:r><m:t>Đ=</m:t></m:r><m:f><m:num><m:r><m:t>A-B</m:t></m:r></m:num>"
        "<m:den><m:r><m:t>C</m:t></m:r></m:den></m:f></m:oMath>"
    )
    assert texts(word_blocks(f"<w:p>{fraction}</w:p>")) == ["Đ=(A-B)/C"]


def test_lines_of_a_table_of_contents_are_left_out_and_told(read_word):
    styles = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    line = para("Điều 1. Phạm vi\t3", '<w:pStyle w:val="TOC1"/>')
    reading = read_word(line + para("Điều 1. Phạm vi"), styles=styles)
    assert texts(reading.blocks) == ["Điều 1. Phạm vi"]
    assert [notice.code for notice in reading.notices] == ["contents"]


# --- looks -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("runs", "bold"),
    [
        (["<w:b/>Mục đích:", " Nhằm"], "Mục đích:"),
        (["<w:b/>Mục", " ", "<w:b/>đích", " Nhằm"], "Mục đích"),
        (["- ", "<w:b/>Mục đích:", " Nhằm"], "- Mục đích:"),
        (["Nhằm ", "<w:b/>mục đích"], ""),
        (["<w:b w:val='0'/>Nhằm"], ""),
        (["1. ", "Nhằm"], ""),
        (["<w:b/>Tất cả ", "<w:b w:val='true'/>đều đậm "], "Tất cả đều đậm"),
    ],
)
def test_bold_counts_the_start(word_blocks, runs, bold):
    def one(text):
        mark, _, rest = text.rpartition("/>")
        return run(t(rest), f"{mark}/>" if mark else "")

    block = word_blocks(f"<w:p>{''.join(map(one, runs))}</w:p>")[0]
    assert block.text[: block.bold] == bold


STYLES = (
    '<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Mục"/><w:pPr><w:jc w:val="center"/>'
    '<w:ind w:left="720" w:hanging="360"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:i/>'
    '<w:sz w:val="28"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Con"><w:name w:val="Con"/><w:basedOn w:val="Muc"/>'
    '<w:pPr><w:outlineLvl w:val="9"/></w:pPr><w:rPr><w:i w:val="0"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Dam"><w:name w:val="Dam"/>'
    "<w:rPr><w:b/></w:rPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="Vong"><w:name w:val="Vong"/><w:basedOn w:val="Vong"/>'
    "</w:style>"
)


def test_looks_come_from_styles_and_their_ancestors(word_blocks):
    muc, con, vong = word_blocks(
        para("một", '<w:pStyle w:val="Muc"/>')
        + para("hai", '<w:pStyle w:val="Con"/><w:jc w:val="both"/><w:ind w:firstLine="200"/>')
        + para("ba", '<w:pStyle w:val="Vong"/>'),
        styles=STYLES,
    )
    assert (muc.style, muc.heading, muc.centred, muc.indent) == ("Mục", 2, True, 18.0)
    assert (muc.bold, muc.italic, muc.size) == (3, 3, 14.0)
    assert (con.heading, con.centred, con.indent) == (None, False, 46.0)
    assert (con.bold, con.italic, con.size) == (3, 0, 14.0)
    assert vong.style == "Vong"


def test_a_switch_in_both_styles_is_off_and_direct_format_wins(word_blocks):
    style = '<w:pStyle w:val="Muc"/>'
    blocks = word_blocks(
        para("một", style, '<w:rStyle w:val="Dam"/>')
        + para("hai", style, '<w:rStyle w:val="Dam"/><w:b/>')
        + para("ba", "", '<w:rStyle w:val="Dam"/>'),
        styles=STYLES,
    )
    assert [block.bold for block in blocks] == [0, 3, 2]


def test_built_in_headings_and_gaps(word_blocks):
    first, second = word_blocks(
        para("Chương I", '<w:pStyle w:val="Heading1"/>') + "<w:p/>" + para("nội dung")
    )
    assert (first.heading, first.gap) == (1, False)
    assert (second.heading, second.gap) == (None, True)


PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'

# --- pages -----------------------------------------------------------------------------------


def test_pages_are_counted_once_where_breaks_meet(read_word):
    reading = read_word(
        para("một")
        + PAGE_BREAK
        + f"<w:p>{run('<w:lastRenderedPageBreak/>' + t('hai'))}</w:p>"
        + f"<w:p>{run(t('hai rưỡi') + '<w:lastRenderedPageBreak/>' + t('ba'))}</w:p>"
        + para("ba rưỡi", "<w:sectPr/>")
        + para("bốn", "<w:pageBreakBefore/>")
    )
    assert [block.page for block in reading.blocks] == [1, 2, 2, 3, 4]
    assert reading.pages == 4


def test_pages_are_unknown_without_breaks_or_where_a_page_would_hold_a_book(read_word):
    plain = read_word(para("một"))
    assert (plain.pages, plain.blocks[0].page, plain.notices) == (None, None, ())
    # Breaks of the author alone: nobody knows how many pages fill up between them.
    authors = read_word(para("một") + PAGE_BREAK + para("hai"))
    assert (authors.pages, authors.blocks[1].page, authors.notices) == (None, None, ())
    laid_out = f"<w:p>{run('<w:lastRenderedPageBreak/>' + t('hai'))}</w:p>"
    once = read_word(para("một") + laid_out + para("x" * 9000))
    assert (once.pages, once.blocks[0].page) == (None, None)
    assert [notice.code for notice in once.notices] == ["pages-unknown"]


# --- tables ----------------------------------------------------------------------------------


def cell(*paragraphs, properties=""):
    inner = "".join(text if text.startswith("<") else para(text) for text in paragraphs) or "<w:p/>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells, properties=""):
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def cells_of(block):
    return [(cell.column, cell.span, cell.continued, cell.text) for cell in block.cells]


def test_spans_and_merges(word_blocks):
    span, start, more = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    head, first, second, third = word_blocks(
        "<w:tbl>"
        + row(cell("TT"), cell("Đơn vị", properties=span), cell("Hạn"))
        + row(cell("1"), cell("A"), cell("B"), cell("Quý I", properties=start))
        + row(cell("2"), cell("C", "D"), cell(), cell(properties=more))
        + row(cell("E"), cell("F"), properties='<w:gridBefore w:val="1"/>')
        + "</w:tbl>"
    )
    assert cells_of(head) == [(0, 1, False, "TT"), (1, 2, False, "Đơn vị"), (3, 1, False, "Hạn")]
    assert cells_of(second) == [
        (0, 1, False, "2"), (1, 1, False, "C\nD"), (2, 1, False, ""), (3, 1, True, "Quý I"),
    ]  # fmt: skip
    assert texts((head, first, second)) == ["TT | Đơn vị | Hạn", "1 | A | B | Quý I", "2 | C\nD"]
    assert cells_of(third) == [(1, 1, False, "E"), (2, 1, False, "F")]


def test_old_sideways_merge_is_one_cell(word_blocks):
    merge = [cell("Phần I", properties='<w:hMerge w:val="restart"/>')]
    merge += [cell(properties='<w:hMerge w:val="continue"/>')] * 2
    assert cells_of(word_blocks(f"<w:tbl>{row(*merge)}</w:tbl>")[0]) == [(0, 3, False, "Phần I")]


def test_nested_tables_and_boxes_follow_their_row(word_blocks):
    inner = f"<w:tbl>{row(cell('trong 1'), cell('trong 2'))}</w:tbl>"
    box = "<w:p>" + run(f"<w:pict><w:txbxContent>{para('hộp')}</w:txbxContent></w:pict>") + "</w:p>"
    blocks = word_blocks(
        f"<w:tbl>{row(cell('ngoài', inner, box), cell('kia'))}{row(cell('dưới'))}</w:tbl>"
        f"<w:tbl>{row(cell('khác'))}</w:tbl>"
    )
    assert texts(blocks) == ["ngoài | kia", "trong 1 | trong 2", "hộp", "dưới", "khác"]
    assert [block.table for block in blocks] == [0, 1, None, 0, 2]


def test_controls_around_rows_and_cells_and_removed_rows(read_word):
    def held(xml):
        return f"<w:sdt><w:sdtContent>{xml}</w:sdtContent></w:sdt>"

    reading = read_word(
        "<w:tbl>"
        + held(row(held(cell("một")), cell("hai")))
        + row(cell("bỏ"), properties='<w:del w:id="1"/>')
        + row(cell())
        + "</w:tbl>"
    )
    assert texts(reading.blocks) == ["một | hai"]
    assert [notice.code for notice in reading.notices] == ["tracked-changes"]


def test_numbers_in_cells_are_part_of_their_text(word_blocks):
    listed = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"
    numbering = (
        "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
        "<w:numFmt w:val='decimal'/><w:lvlText w:val='%1'/></w:lvl></w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    )
    empty = f"<w:p><w:pPr>{listed}</w:pPr></w:p>"
    blocks = word_blocks(
        "<w:tbl>"
        + row(cell(empty), cell("A"))
        + row(cell(empty), cell(para("B", listed), "C"))
        + "</w:tbl>",
        numbering=numbering,
    )
    assert texts(blocks) == ["1 | A", "2 | 3 B\nC"]


# --- bounds ----------------------------------------------------------------------------------


def test_deep_tables_are_followed_to_the_bound_and_told(read_word):
    def nested(depth):
        body = para("đáy")
        for _ in range(depth):
            body = f"<w:tbl>{row(cell('tầng', body))}</w:tbl>"
        return body

    shallow, deep = read_word(nested(10)), read_word(nested(60))
    assert "đáy" in shallow.blocks[-1].text
    assert shallow.notices == ()
    assert 0 < len(deep.blocks) <= DEFAULTS.max_depth
    assert [notice.code for notice in deep.notices] == ["too-deep"]


def test_blocks_are_bounded(tmp_path):
    path = tmp_path / "dài.docx"
    path.write_bytes(build_word(para("x") * 50))
    with pytest.raises(ReadingError) as caught:
        read_blocks(path, Settings(max_blocks=40))
    assert caught.value.code == "error.too-large"


STRANGE_PARAGRAPH = (
    "<w:p><w:pPr><w:numPr><w:ilvl w:val='x'/><w:numId w:val='99999999999999'/></w:numPr>"
    "<w:outlineLvl w:val='-3'/><w:ind w:left='rất xa'/></w:pPr><w:r><w:rPr><w:sz w:val='to'/>"
    "<w:rStyle/></w:rPr><w:t>chữ</w:t><w:sym/><w:sym w:char='ZZ'/><w:sym w:char='FFFFFFFF'/>"
    "<w:br w:type='?'/><w:fldChar/><w:footnoteReference/></w:r></w:p>"
)
STRANGE_TABLE = (
    "<w:tbl><w:tr><w:trPr><w:gridBefore w:val='abc'/></w:trPr><w:tc><w:tcPr>"
    "<w:gridSpan w:val='-5'/><w:vMerge w:val='?'/></w:tcPr><w:p><w:r><w:t>chữ</w:t></w:r></w:p>"
    "</w:tc></w:tr></w:tbl>"
)
EMPTY_WRAPPERS = "<mc:AlternateContent/><w:sdt/><w:p><mc:AlternateContent/></w:p>" + para("chữ")


@pytest.mark.parametrize("body", [STRANGE_PARAGRAPH, STRANGE_TABLE, EMPTY_WRAPPERS])
def test_strange_values_are_overlooked(word_blocks, body):
    assert texts(word_blocks(body)) == ["chữ"]
