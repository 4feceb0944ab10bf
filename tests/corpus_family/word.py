"""The Word files: the layout of Decree 30/2020, numbers typed or computed by Word."""

from __future__ import annotations

import datetime
import zipfile
from pathlib import Path
from typing import Any

import family
from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

_CENTRE, _BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
_STAMP = datetime.datetime(2026, 3, 12, 8, 0, 0)
_WIDTHS = {
    "landscape": (1.2, 8.0, 4.3, 4.3, 3.2, 4.0),
    "portrait": (1.4, 4.7, 2.9, 2.6, 2.2, 2.5),
}


def write(content: dict[str, Any], target: Path) -> None:
    """Write the document of `content` to `target`, the same bytes every time."""
    document = Document()
    _page(document)
    automatic = content.get("numbering") == "automatic"
    if automatic:
        _numbering(document)
    _letterhead(document, content["head"])
    _title(document, content["head"])
    for text in content["head"]["bases"]:
        _flow(document, text, italic=True)
    _flow(document, content["head"]["lead"])
    for line in family.body(content):
        (_automatic if automatic else _typed)(document, line)
    _signature(document, content["tail"])
    if "annex" in content:
        _annex(document, content)
    properties = document.core_properties
    properties.author, properties.title = "doclineage", content["head"]["title"]
    properties.created = properties.modified = _STAMP
    properties.last_modified_by, properties.revision, properties.comments = "doclineage", 1, ""
    document.save(str(target))
    _freeze(target)


def _freeze(target: Path) -> None:
    with zipfile.ZipFile(target) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in parts:
            info = zipfile.ZipInfo(name, date_time=(2026, 3, 12, 8, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    section.header_distance = Cm(1)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = _CENTRE
    number._p.append(
        parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'
        )
    )
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.0


def _flow(document: Any, text: str, *, bold: bool = False, italic: bool = False) -> Any:
    paragraph = document.add_paragraph()
    paragraph.alignment = _BOTH
    paragraph.paragraph_format.first_line_indent = Cm(1.27)
    paragraph.paragraph_format.space_before = Pt(6)
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic
    return paragraph


def _typed(document: Any, line: family.Line) -> None:
    if line.code in {"#", "##"}:
        heading = _flow(document, f"{line.label}. {line.text}", bold=True)
        heading.paragraph_format.keep_with_next = True
    elif line.code == "###":
        _flow(document, f"{line.label}) {line.text}")
    else:
        _flow(document, f"- {line.text}" if line.code == "-" else line.text)


# --- numbers that Word computes ----------------------------------------------------------------

_HEADINGS = (
    ("upperRoman", "%1.", "MucLaMa"),
    ("decimal", "%2.", "MucSo"),
    ("lowerLetter", "%3)", ""),
)


def _level(ilvl: int, form: str, text: str, style: str) -> str:
    link = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{link}'
        f'<w:suff w:val="space"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="0" w:firstLine="720"/></w:pPr></w:lvl>'
    )


def _numbering(document: Any) -> None:
    """Define headings numbered by their styles, and points and bullets numbered directly."""
    numbering = document.part.numbering_part.element
    for old in list(numbering):
        numbering.remove(old)
    headings = "".join(_level(i, *level) for i, level in enumerate(_HEADINGS))
    lists = ((1, headings), (2, _level(0, "bullet", "-", "")))
    for number, levels in lists:
        numbering.append(
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
                f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
            )
        )
    for number, _ in lists:
        numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number}">'
                f'<w:abstractNumId w:val="{number}"/></w:num>'
            )
        )
    for level, (_, _, name) in enumerate(_HEADINGS[:2]):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"] if level == 0 else document.styles["MucLaMa"]
        style.font.bold = True
        style.paragraph_format.alignment = _BOTH
        style.paragraph_format.space_before = Pt(6)
        style.paragraph_format.keep_with_next = True
        style.element.get_or_add_pPr()._insert_numPr(_numbered(level, 1))


def _numbered(level: int, number: int) -> Any:
    return parse_xml(
        f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    )


def _automatic(document: Any, line: family.Line) -> None:
    if line.code in {"#", "##"}:
        document.add_paragraph(line.text, style="MucLaMa" if line.code == "#" else "MucSo")
        return
    paragraph = _flow(document, line.text)
    if line.code in {"###", "-"}:
        properties = paragraph._p.get_or_add_pPr()
        properties._insert_numPr(_numbered(2, 1) if line.code == "###" else _numbered(0, 2))


# --- letterhead, signature, annex --------------------------------------------------------------


def _cell(cell: Any, text: str, **look: Any) -> Any:
    """Put `text` into the first, still empty paragraph of `cell`, or into a new one."""
    first = cell.paragraphs[0]
    paragraph = first if not first.text and not look.pop("new", False) else cell.add_paragraph()
    paragraph.alignment = look.get("align", _CENTRE)
    run = paragraph.add_run(text)
    run.bold, run.italic = look.get("bold", False), look.get("italic", False)
    run.font.size = Pt(look.get("size", 13))
    return paragraph


def _rule(cell: Any, share: float, width: float) -> None:
    """Draw the rule under a name: an empty line with a border as long as `share` of the cell."""
    paragraph = cell.add_paragraph()
    side = Cm(width * (1 - share) / 2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
    paragraph.paragraph_format.line_spacing = Pt(5)
    paragraph.paragraph_format.space_before = Pt(4)
    border = '<w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/>'
    # The order of a paragraph's properties is fixed: the border stands before spacing and indent.
    paragraph._p.get_or_add_pPr().insert_element_before(
        parse_xml(f"<w:pBdr {nsdecls('w')}>{border}</w:pBdr>"), "w:spacing", "w:ind", "w:jc"
    )


def _table(document: Any, rows: int, widths: tuple[float, ...]) -> Any:
    table = document.add_table(rows=rows, cols=len(widths))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
    return table


def _letterhead(document: Any, head: dict[str, Any]) -> None:
    table = _table(document, 2, (6.4, 9.8))
    left, right = table.rows[0].cells
    for text in head["superior"]:
        _cell(left, text)
    for text in head["issuer"]:
        _cell(left, text, bold=True)
    _rule(left, 0.35, 6.0)
    for size, text in zip((12.5, 13.5), family.nation_lines(head), strict=False):
        _cell(right, text, bold=True, size=size, new=size > 13)
    _rule(right, 0.62, 9.4)
    left, right = table.rows[1].cells
    _cell(left, family.number_line(head))
    _cell(right, f"{head['place']}, {head['date']}", italic=True, size=13.5)


def _title(document: Any, head: dict[str, Any]) -> None:
    for text, before in ((head["kind"], 14), (head["title"], 0)):
        paragraph = document.add_paragraph()
        paragraph.alignment = _CENTRE
        paragraph.paragraph_format.space_before = Pt(before)
        paragraph.add_run(text).bold = True
    _rule(document, 0.25, 16.0)


def _signature(document: Any, tail: dict[str, Any]) -> None:
    document.add_paragraph()
    left, right = _table(document, 1, (8.2, 7.8)).rows[0].cells
    head = _cell(left, "Nơi nhận:", bold=True, italic=True, size=12, align=WD_ALIGN_PARAGRAPH.LEFT)
    head.paragraph_format.keep_with_next = True
    for text in tail["recipients"]:
        line = _cell(left, text, size=11, align=WD_ALIGN_PARAGRAPH.LEFT, new=True)
        line.paragraph_format.keep_with_next = True
    for text in tail["sign"]:
        _cell(right, text, bold=True, size=14)
    for _ in range(3):
        right.add_paragraph()
    _cell(right, tail["signer"], bold=True, size=14, new=True)


def _annex(document: Any, content: dict[str, Any]) -> None:
    annex = content["annex"]
    layout = annex.get("layout", "landscape")
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = False
    if layout == "landscape":
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
    for text, bold, italic in (
        (annex["label"], True, False),
        (annex["title"], True, False),
        (annex["attached"], False, True),
    ):
        paragraph = document.add_paragraph()
        paragraph.alignment = _CENTRE
        run = paragraph.add_run(text)
        run.bold, run.italic = bold, italic
    document.add_paragraph()
    rows = family.rows(content)
    table = _table(document, 1 + len(rows), _WIDTHS[layout])
    table.style = document.styles["Table Grid"]
    for cell, text in zip(table.rows[0].cells, annex["columns"], strict=True):
        _cell(cell, text, bold=True, size=12)
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for line, row in zip(table.rows[1:], rows, strict=True):
        cells = line.cells
        group = len(row.cells) == 2
        if group:
            cells[1].merge(cells[-1])
        for column, text in enumerate(row.cells):
            align = _CENTRE if column in {0, 4} else WD_ALIGN_PARAGRAPH.LEFT
            _cell(cells[column], text, size=12, bold=group, align=align)
