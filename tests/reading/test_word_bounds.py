"""Hostile Word files: each ends with one clear error or with a sane result."""

from __future__ import annotations

import io
import warnings
import zipfile

import pytest
from word_files import pack, zipped

from doclineage.errors import ReadingError
from doclineage.model import Source
from doclineage.reading.word.reader import read
from doclineage.settings import DEFAULTS, Settings

SOURCE = Source(path="xấu.docx", sha256="0" * 64, media_type="")
WORD = "<w:p><w:r><w:t>chữ</w:t></w:r></w:p>"
MERGED, MORE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def texts(body, **parts):
    return [block.text for block in read(pack(body, **parts), SOURCE, DEFAULTS).blocks]


def refusal(data, **settings):
    with pytest.raises(ReadingError) as caught:
        read(data, SOURCE, Settings(**settings))
    return f"{caught.value.code} {caught.value.detail}"


def cell(inner=WORD, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def test_elements_are_counted_before_they_are_built():
    # Below four million bytes nothing is counted: no part so small has too many.
    data = pack("<w:p/>" * 1_000_000)
    assert refusal(data, max_elements=400_000) == "error.too-large max_elements = 400,000"


def test_letters_are_counted_while_they_are_read():
    data = pack(WORD * 1_000)
    assert refusal(data, max_text_chars=2_000) == "error.too-large max_text_chars = 2,000"


def test_letters_that_merged_cells_repeat_are_counted():
    long = f"<w:p><w:r><w:t>{'chữ ' * 250}</w:t></w:r></w:p>"
    rows = f"<w:tr>{cell(long, MERGED)}{cell()}</w:tr>"
    rows += f"<w:tr>{cell('<w:p/>', MORE)}{cell()}</w:tr>" * 100
    assert len(texts(f"<w:tbl>{rows}</w:tbl>")) == 101
    data = pack(f"<w:tbl>{rows}</w:tbl>")
    assert refusal(data, max_text_chars=50_000).startswith("error.too-large")


def test_wide_cells_are_bounded():
    wide = "".join(cell(properties=f'<w:gridSpan w:val="{span}"/>') for span in ("999999999", "-5"))
    before = '<w:trPr><w:gridBefore w:val="999999999"/></w:trPr>'
    reading = read(pack(f"<w:tbl><w:tr>{before}{wide}</w:tr></w:tbl>"), SOURCE, DEFAULTS)
    assert [(c.column, c.span) for c in reading.blocks[0].cells] == [(1000, 1000), (2000, 1)]


def test_long_and_circular_chains_of_styles_end():
    centre = {4999: '<w:pPr><w:jc w:val="center"/></w:pPr>'}
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="S{n}"><w:basedOn w:val="S{(n + 1) % 5000}"/>'
        f"{centre.get(n, '')}</w:style>"
        for n in range(5000)
    )
    styled = [f'<w:p><w:pPr><w:pStyle w:val="S{n}"/></w:pPr>' for n in range(0, 5000, 50)]
    body = "".join(WORD.replace("<w:p>", start) for start in styled)
    blocks = read(pack(body, styles=styles), SOURCE, DEFAULTS).blocks
    assert len(blocks) == 100
    assert blocks[0].centred


def test_numbers_too_large_for_anything_are_none():
    nines = "9" * 400
    properties = f'<w:ind w:left="{nines}" w:hanging="{nines}.5pt"/><w:outlineLvl w:val="{nines}"/>'
    run = f'<w:r><w:rPr><w:sz w:val="{nines}"/></w:rPr><w:t>chữ</w:t></w:r>'
    data = pack(f"<w:p><w:pPr>{properties}</w:pPr>{run}</w:p>")
    block = read(data, SOURCE, DEFAULTS).blocks[0]
    assert (block.indent, block.size, block.heading) == (None, None, None)


def test_labels_are_bounded():
    form = "%1" * 9 + "x" * 1000
    lists = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="32000"/>'
        f'<w:numFmt w:val="upperRoman"/><w:lvlText w:val="{form}"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    listed = WORD.replace("<w:p>", '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    label = read(pack(listed, numbering=lists), SOURCE, DEFAULTS).blocks[0].label
    assert label is not None
    assert len(label) <= 255
    many = lists.replace("%1" * 9, "%1" * 10)
    assert read(pack(listed, numbering=many), SOURCE, DEFAULTS).blocks[0].label is None


def test_notes_that_refer_to_each_other_end():
    notes = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:t>chú</w:t><w:footnoteReference w:id="{n % 90 + 1}"/>'
        "</w:r></w:p></w:footnote>"
        for n in range(1, 91)
    )
    body = WORD.replace("</w:r>", '<w:footnoteReference w:id="1"/></w:r>')
    reading = read(pack(body, footnotes=notes), SOURCE, DEFAULTS)
    assert 2 <= len(reading.blocks) <= 91
    assert [notice.code for notice in reading.notices] == ["too-deep"]


@pytest.mark.parametrize("padding", [0, 20_000], ids=["at the start", "behind a long comment"])
def test_entities_are_refused(padding):
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(1, 9))
    doctype = f'<!--{"x" * padding}--><!DOCTYPE w [<!ENTITY e1 "ha">{entities}]>'
    xml = "<w:document xmlns:w='x'>&e9;</w:document>"
    main = {"word/document.xml": doctype + xml}
    assert refusal(zipped(main)).startswith("error.broken-docx")


def test_outside_files_are_not_opened(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("bí mật", "utf-8")
    doctype = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    body = WORD.replace("chữ", "&x;")
    main = zipfile.ZipFile(io.BytesIO(pack(body))).read("word/document.xml").decode()
    assert refusal(zipped({"word/document.xml": doctype + main})).startswith("error.broken-docx")


def test_of_two_parts_with_one_name_one_is_read():
    stream = io.BytesIO(pack(WORD))
    second = zipfile.ZipFile(stream).read("word/document.xml").replace("chữ".encode(), b"hai")
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("word/document.xml", second)
    assert len(read(stream.getvalue(), SOURCE, DEFAULTS).blocks) == 1
