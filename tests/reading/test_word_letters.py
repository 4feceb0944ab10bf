"""Letters from before Unicode in Word files: told by font, by style, by syllables."""

from __future__ import annotations

from xml.sax.saxutils import escape

from legacy_texts import encode, old_bytes
from old_word import LISTS, OLD, READ, in_font
from word_files import build_word, para

from doclineage.pipeline import account_document


def test_old_letters_are_read_by_font_and_by_syllable(read_word):
    reading = read_word(OLD, numbering=LISTS)
    assert [block.text for block in reading.blocks] == READ
    assert reading.blocks[-1].label == "Điều 5."
    assert [notice.code for notice in reading.notices] == ["legacy-encoding"]


def test_a_style_tells_the_font_too(word_blocks):
    style = (
        '<w:style w:type="paragraph" w:styleId="cu"><w:name w:val="cu"/><w:rPr>'
        '<w:rFonts w:ascii=".VnTimeH" w:hAnsi=".VnTimeH"/></w:rPr></w:style>'
    )
    modern = in_font("Ðại hội", "Times New Roman")
    body = (
        para(encode("kế hoạch", "tcvn3"), '<w:pStyle w:val="cu"/>')
        + f'<w:p><w:pPr><w:pStyle w:val="cu"/></w:pPr>{modern}</w:p>'
    )
    assert [block.text for block in word_blocks(body, styles=style)] == ["KẾ HOẠCH", "Đại hội"]


def test_a_style_that_states_another_font_wins(word_blocks):
    """A character style in a paragraph of capitals; a style on one that is based on it."""
    style = (
        '<w:style w:type="{}" w:styleId="{}"><w:name w:val="{}"/>{}<w:rPr>'
        '<w:rFonts w:ascii="{}" w:hAnsi="{}"/></w:rPr></w:style>'
    )
    plain, capitals = ("Arial",) * 2, (".VnTimeH",) * 2
    styles = (
        style.format("paragraph", "old", "old", "", *capitals)
        + style.format("paragraph", "new", "new", '<w:basedOn w:val="old"/>', *plain)
        + style.format("character", "sign", "sign", "", *plain)
    )
    body = para("plain", '<w:pStyle w:val="old"/>', '<w:rStyle w:val="sign"/>') + para(
        "plain", '<w:pStyle w:val="new"/>'
    )
    assert [block.text for block in word_blocks(body, styles=styles)] == ["plain", "plain"]


def test_capitals_by_format_are_made_of_letters_that_were_read(word_blocks):
    run = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/><w:caps/>'
    (block,) = word_blocks(para(encode("Ủy ban nhân dân", "tcvn3"), run=run))
    assert block.text == "ỦY BAN NHÂN DÂN"


def test_the_horned_u_that_became_a_soft_hyphen_is_a_letter(word_blocks):
    fonts = '<w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr>'
    hyphen = "<w:softHyphen/>"
    body = (
        f"<w:p><w:r>{fonts}<w:t>tr</w:t>{hyphen}<w:t>êng häc</w:t></w:r></w:p>"
        f"<w:p><w:r><w:t>phát</w:t>{hyphen}<w:t> triển</w:t></w:r></w:p>"
    )
    assert [block.text for block in word_blocks(body)] == ["trường học", "phát triển"]


def test_signs_that_bear_an_old_font_are_letters(word_blocks):
    body = (
        '<w:p><w:r><w:sym w:font=".VnTime" w:char="F0A7"/><w:rPr/></w:r>'
        f"{in_font('iều', '.VnTime', 'tcvn3')}</w:p>"
    )
    assert [block.text for block in word_blocks(body)] == ["Điều"]
    strange = '<w:p><w:r><w:t>a</w:t><w:sym w:font=".VnTime" w:char="D800"/></w:r></w:p>'
    assert [block.text for block in word_blocks(strange)] == ["a"]


def test_bold_heads_are_counted_in_letters_that_were_read(word_blocks):
    fonts = '<w:rFonts w:ascii="VNI-Times" w:hAnsi="VNI-Times"/>'
    head, rest = encode("Ủy ban nhân dân", "vni"), encode(" phường", "vni")
    (block,) = word_blocks(
        f"<w:p><w:r><w:rPr>{fonts}<w:b/></w:rPr><w:t>{head}</w:t></w:r>"
        f'<w:r><w:rPr>{fonts}</w:rPr><w:t xml:space="preserve">{rest}</w:t></w:r></w:p>'
    )
    assert block.text == "Ủy ban nhân dân phường"
    assert block.bold == len("Ủy ban nhân dân")


def test_twice_encoded_paragraphs_are_undone(read_word):
    line = "Ủy ban nhân dân phường Đồi Sim ban hành Kế hoạch"
    pieces = (bytes([byte]) for byte in line.encode())
    shown = "".join(p.decode("cp1252", "ignore") or p.decode("latin-1") for p in pieces)
    # Word shows what XML cannot hold as nothing; these five bytes are held.
    reading = read_word(para(escape(shown)))
    assert [block.text for block in reading.blocks] == [line]
    assert [notice.code for notice in reading.notices] == ["double-encoding"]


def test_the_account_of_old_letters_balances(tmp_path):
    """Which letters a font has only the reader knows; those of a text file are told by all."""
    (tmp_path / "a.docx").write_bytes(build_word(OLD, numbering=LISTS))
    told = account_document(tmp_path / "a.docx")
    assert told.balanced
    assert told.source_letters is None
    lines = "KẾ HOẠCH\n\nI. NHIỆM VỤ\n1. Rà soát dữ liệu dân cư.\n2. Xây dựng trường học."
    for encoding in ("tcvn3", "vni"):
        (tmp_path / "a.txt").write_bytes(old_bytes(lines, encoding))
        told = account_document(tmp_path / "a.txt")
        assert told.balanced
        assert told.source_letters == sum(map(str.isalnum, lines))
