"""Automatic numbers as Word shows them."""

import pytest
from word_files import para

from doclineage.reading.word.numerals import numeral
from doclineage.reading.word.styles import StyleSheet
from doclineage.reading.word.symbols import symbol


def level(index, text, form="decimal", start=1, extra=""):
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'{extra}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(number, *levels, extra=""):
    return f'<w:abstractNum w:abstractNumId="{number}">{extra}{"".join(levels)}</w:abstractNum>'


def num(number, abstract_number, extra=""):
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract_number}"/>{extra}</w:num>'


def item(list_id, index=0, style=""):
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return para(
        "x", f'{style}<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{list_id}"/></w:numPr>'
    )


@pytest.fixture
def labels(word_blocks):
    def read(body, numbering, styles=""):
        return [block.label for block in word_blocks(body, numbering=numbering, styles=styles)]

    return read


PLAN = abstract(
    0,
    level(0, "%1.", "upperRoman"),
    level(1, "%2.", "decimal"),
    level(2, "%2.%3.", "decimal"),
    level(3, "%4)", "lowerLetter"),
)


def test_levels_count_and_restart(labels):
    body = "".join(item(1, index) for index in (0, 1, 2, 2, 1, 2, 0, 1, 3, 3))
    assert labels(body, PLAN + num(1, 0)) == [
        "I.", "1.", "1.1.", "1.2.", "2.", "2.1.", "II.", "1.", "a)", "b)",
    ]  # fmt: skip


def test_lists_of_one_abstract_share_counters_until_one_starts_anew(labels):
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    body = item(1) + item(2) + item(3) + item(3) + item(1)
    assert labels(body, PLAN + num(1, 0) + num(2, 0) + num(3, 0, anew)) == [
        "I.", "II.", "V.", "VI.", "VII.",
    ]  # fmt: skip


def test_override_replaces_a_whole_level(labels):
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "Điều %1.")}</w:lvlOverride>'
    assert labels(item(1) + item(1), PLAN + num(1, 0, override)) == ["Điều 1.", "Điều 2."]


def test_restart_rules(labels):
    chapters = abstract(
        0,
        level(0, "Chương %1", "upperRoman"),
        level(1, "Mục %2"),
        level(2, "Điều %3.", extra='<w:lvlRestart w:val="0"/>'),
        level(3, "%4)", "lowerLetter", extra='<w:lvlRestart w:val="1"/>'),
    )
    body = "".join(item(1, index) for index in (0, 1, 2, 3, 1, 2, 3, 0, 1, 2, 3))
    assert labels(body, chapters + num(1, 0)) == [
        "Chương I", "Mục 1", "Điều 1.", "a)", "Mục 2", "Điều 2.", "b)",
        "Chương II", "Mục 1", "Điều 3.", "a)",
    ]  # fmt: skip


def test_legal_style_shows_outer_levels_in_digits(labels):
    legal = abstract(0, level(0, "%1.", "upperRoman"), level(1, "%1.%2", extra="<w:isLgl/>"))
    assert labels(item(1) + item(1, 1), legal + num(1, 0)) == ["I.", "1.1"]


def test_outer_level_that_has_not_come_shows_its_start_and_counts(labels):
    body = item(1, 2) + item(1, 2) + item(1) + item(1, 2) + item(1, 1)
    assert labels(body, PLAN + num(1, 0)) == ["1.1.", "1.2.", "II.", "1.1.", "2."]


def start_of(index, number):
    return f'<w:lvlOverride w:ilvl="{index}"><w:startOverride w:val="{number}"/></w:lvlOverride>'


def test_a_new_start_holds_once_and_later_restarts_are_the_abstract_lists(labels):
    lists = PLAN + num(1, 0, start_of(1, 4))
    body = item(1) + item(1, 1) + item(1, 1) + item(1) + item(1, 1)
    assert labels(body, lists) == ["I.", "4.", "5.", "II.", "1."]


def test_a_list_that_started_anew_does_not_break_in_on_a_level_that_is_counted(labels):
    lists = PLAN + num(1, 0) + num(2, 0, start_of(0, 1) + start_of(1, 1))
    body = item(1) + item(2) + item(1, 1) + item(1, 1) + item(2, 1)
    assert labels(body, lists) == ["I.", "I.", "1.", "2.", "3."]


def test_a_level_begins_anew_where_only_levels_outside_it_did(labels):
    lists = PLAN + num(1, 0) + num(2, 0, start_of(0, 6))
    body = item(1) + item(2, 1) + item(2)
    assert labels(body, lists) == ["I.", "1.", "VI."]


def test_a_form_that_asks_for_a_deeper_level_is_none(labels):
    strange = abstract(0, level(0, "%1.%2"), level(1, "%2."))
    assert labels(item(1) + item(1, 1), strange + num(1, 0)) == [None, "1."]


def test_which_level_restarts_another_is_not_read_in_an_override(labels):
    never = level(1, "%2)", extra='<w:lvlRestart w:val="0"/>')
    lists = PLAN + num(1, 0, f'<w:lvlOverride w:ilvl="1">{never}</w:lvlOverride>')
    assert labels(item(1) + item(1, 1) + item(1) + item(1, 1), lists) == ["I.", "1)", "II.", "1)"]


def test_a_level_beyond_its_own_cannot_restart_it(labels):
    odd = abstract(0, level(0, "%1."), level(1, "%2)", extra='<w:lvlRestart w:val="5"/>'))
    assert labels(item(1, 1) + item(1, 1) + item(1) + item(1, 1), odd + num(1, 0)) == [
        "1)", "2)", "2.", "1)",
    ]  # fmt: skip


def test_a_style_that_states_its_level_has_it_whatever_level_names_it(labels):
    lists = abstract(
        0, level(0, "%1."), level(1, "%2)"), level(2, "(%3)", extra='<w:pStyle w:val="S"/>')
    )
    style = (
        '<w:style w:type="paragraph" w:styleId="S"><w:name w:val="S"/><w:pPr><w:numPr>'
        '<w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    assert labels(para("x", '<w:pStyle w:val="S"/>'), lists + num(1, 0), style) == ["1)"]


def test_a_long_chain_of_numbering_styles_ends(labels):
    links = "".join(abstract(n, extra=f'<w:numStyleLink w:val="L{n + 1}"/>') for n in range(3000))
    lists = links + abstract(3000, level(0, "%1)")) + "".join(num(n + 1, n) for n in range(3001))
    styles = "".join(
        f'<w:style w:type="numbering" w:styleId="L{n}"><w:pPr><w:numPr><w:numId w:val="{n + 1}"/>'
        "</w:numPr></w:pPr></w:style>"
        for n in range(3001)
    )
    assert labels(item(1), lists, styles) == ["1)"]


def test_a_chain_of_numbering_styles_is_followed_once(labels, monkeypatch):
    asked: list[str] = []
    follow = StyleSheet.list_id
    monkeypatch.setattr(
        StyleSheet, "list_id", lambda self, name: asked.append(name) or follow(self, name)
    )
    count = 300
    links = "".join(
        abstract(n, extra=f'<w:numStyleLink w:val="L{(n + 1) % count}"/>') for n in range(count)
    )
    lists = links + "".join(num(n + 1, n) for n in range(count))
    styles = "".join(
        f'<w:style w:type="numbering" w:styleId="L{n}"><w:pPr><w:numPr><w:numId w:val="{n + 1}"/>'
        "</w:numPr></w:pPr></w:style>"
        for n in range(count)
    )
    body = "".join(item(n + 1) for n in range(count))
    assert labels(body, lists, styles) == [None] * count
    assert len(asked) == count


STYLED = (
    '<w:style w:type="paragraph" w:styleId="Dieu"><w:name w:val="Dieu"/><w:pPr><w:numPr>'
    '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Khoan"><w:name w:val="Khoan"/><w:basedOn w:val="Dieu"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Con"><w:name w:val="Con"/><w:basedOn w:val="Khoan"/>'
    "</w:style>"
)


def test_numbers_come_from_styles_and_the_level_that_names_them(labels):
    linked = abstract(
        0,
        level(0, "Điều %1.", extra='<w:pStyle w:val="Dieu"/>'),
        level(1, "%2.", extra='<w:pStyle w:val="Khoan"/>'),
    )
    off = '<w:pStyle w:val="Dieu"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = (
        para("x", '<w:pStyle w:val="Dieu"/>')
        + para("x", '<w:pStyle w:val="Khoan"/>')
        + para("x", '<w:pStyle w:val="Con"/>')
        + para("x", off)
        + para("x", '<w:pStyle w:val="Dieu"/>')
    )
    assert labels(body, linked + num(1, 0), STYLED) == ["Điều 1.", "1.", "2.", None, "Điều 2."]


def test_numbering_styles_are_followed(labels):
    style = (
        '<w:style w:type="numbering" w:styleId="DS"><w:name w:val="DS"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    real = abstract(0, level(0, "%1)"), extra='<w:styleLink w:val="DS"/>')
    link = abstract(1, extra='<w:numStyleLink w:val="DS"/>')
    lost = abstract(2, extra='<w:numStyleLink w:val="Không có"/>')
    lists = real + link + lost + num(1, 0) + num(2, 1) + num(3, 2)
    assert labels(item(1) + item(2) + item(3), lists, style) == ["1)", "2)", None]


def test_bullets_of_symbol_fonts(labels):
    def bullet(sign, font):
        extra = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>'
        return level(0, sign, "bullet", extra=extra)

    signs = [
        ("\uf0b7", "Symbol"), ("\uf0a7", "Wingdings"), ("§", "Wingdings"), ("o", "Courier New"),
        ("-", "Times New Roman"), ("+", "Times New Roman"), ("\uf02d", "Symbol"), ("\uf0fc", "?"),
        ("\ue123", "Lạ"),
    ]  # fmt: skip
    lists = "".join(abstract(n, bullet(*sign)) for n, sign in enumerate(signs))
    lists += "".join(num(n + 1, n) for n in range(len(signs)))
    body = "".join(item(n + 1) for n in range(len(signs)))
    assert labels(body, lists) == ["•", "▪", "▪", "o", "-", "+", "-", "✓", "•"]


def test_custom_form_uses_its_fallback(labels):
    custom = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002"/></mc:Choice><mc:Fallback>'
        '<w:numFmt w:val="decimalZero"/></mc:Fallback></mc:AlternateContent>'
        '<w:lvlText w:val="%1."/></w:lvl>'
    )
    assert labels(item(1), abstract(0, custom) + num(1, 0)) == ["01."]


def test_numbers_of_empty_and_missing_lists(labels):
    nothing = abstract(0, level(0, "", "none"))
    body = item(1) + item(7) + item(1, 8)
    assert labels(body, nothing + num(1, 0) + num(2, 99)) == [None, None, None]


def test_deleted_paragraphs_do_not_count(labels):
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        '<w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:del><w:r><w:delText>y</w:delText></w:r></w:del>'
        "</w:p>"
    )
    assert labels(item(1) + gone + item(1), PLAN + num(1, 0)) == ["I.", "II."]


def test_indent_comes_from_the_level_unless_the_paragraph_has_its_own(word_blocks):
    place = '<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr>'
    lists = abstract(0, level(0, "%1.").replace("</w:lvl>", f"{place}</w:lvl>")) + num(1, 0)
    own = item(1).replace("</w:pPr>", '<w:ind w:left="0" w:firstLine="567"/></w:pPr>')
    blocks = word_blocks(item(1) + own, numbering=lists)
    assert [block.indent for block in blocks] == [18.0, 28.35]


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (1999, "upperRoman", "MCMXCIX"), (4, "lowerRoman", "iv"), (26, "lowerLetter", "z"),
        (27, "upperLetter", "AA"), (53, "lowerLetter", "aaa"), (0, "upperRoman", "0"),
        (12, "decimalZero", "12"), (10, "vietnameseCounting", "mười"),
        (21, "vietnameseCounting", "hai mươi mốt"), (105, "vietnameseCounting", "một trăm lẻ năm"),
        (24, "vietnameseCounting", "hai mươi bốn"), (110, "vietnameseCounting", "một trăm mười"),
        (11, "ordinal", "11th"), (22, "ordinal", "22nd"), (7, "decimalEnclosedCircle", "⑦"),
        (3, "numberInDash", "- 3 -"), (5, "chưa biết", "5"), (10**9, "lowerLetter", None),
    ],
)  # fmt: skip
def test_numerals(number, form, shown):
    written = numeral(number, form)
    assert written == shown if shown is not None else len(written) < 2_000


@pytest.mark.parametrize(
    ("code", "font", "shown"),
    [(0xF0B7, None, "•"), (0xF0E0, "Wingdings", "→"), (0x41, "Arial", "A"), (0xD800, None, ""),
     (0xF001, "Symbol", ""), (0x110000, None, ""), (0x3E, "Symbol", ">")],
)  # fmt: skip
def test_symbols(code, font, shown):
    assert symbol(code, font) == shown
