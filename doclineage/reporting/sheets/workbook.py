"""An audit as a workbook: matrix, findings with a column for decisions, coverage, citations."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, BinaryIO, get_args

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins

from doclineage.model import AuditReport, Choice
from doclineage.reporting.archive import write_archive
from doclineage.reporting.cells import fitting, legible, looks_like_formula
from doclineage.reporting.refusal import refuse
from doclineage.reporting.sheets.contents import FINDING_WIDTHS, Cell, Row, Sheet, sheets_of
from doclineage.wording import Language, say

#: Rows of one sheet, its head among them: Excel's bound.
_MOST_ROWS = 1_048_576
#: Points of one line and of the tallest row that Excel knows; lines that a turned head takes.
_LINE, _MOST_HEIGHT, _TURNED_LINES = 15, 409, 8
#: Characters side by side that an A3 page shows in letters of 6 points; the per cent that gives.
_MOST_WIDTH, _SCALE = 330, 58
_FACE, _SIZE, _DAY = "Times New Roman", 11, "dd/mm/yyyy"
_PLAIN = Font(_FACE, _SIZE)
_BOLD = Font(_FACE, _SIZE, bold=True)
_GREY = Font(_FACE, _SIZE, color="595959")
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def write(reports: Sequence[object], stream: BinaryIO, *, language: Language = "vi") -> None:
    """Write one audit as a workbook; the same bytes for the same audit."""
    if len(reports) != 1 or not isinstance(reports[0], AuditReport):
        raise refuse(reports[0] if reports else None, "xlsx")
    book = Workbook(write_only=True)
    book.properties.creator = "doclineage"
    for style in _styles():
        book.add_named_style(style)
    for sheet in sheets_of(reports[0], language):
        _write_sheet(book, sheet, language)
    _add_choices(book[say("sheet.findings", language)], len(reports[0].findings), language)
    buffer = io.BytesIO()
    book.save(buffer)
    write_archive(_timeless(buffer), stream)


def _styles() -> Iterator[NamedStyle]:
    """Yield the looks that `Cell.look` and `Column.look` name."""
    line = Side(style="thin", color="BFBFBF")
    border = Border(left=line, right=line, top=line, bottom=line)
    top = Alignment(vertical="top", wrap_text=True)
    # Not to the right: the next column begins there.
    short = Alignment(vertical="top", horizontal="center")
    middle = Alignment(vertical="center", horizontal="center", wrap_text=True)
    turned = Alignment(vertical="bottom", horizontal="center", wrap_text=True, text_rotation=90)
    looks: tuple[tuple[str, Font, Alignment, str | None, str], ...] = (
        ("head", _BOLD, middle, "D9E2F3", "General"),
        ("turned", _BOLD, turned, "D9E2F3", "General"),
        ("text", _PLAIN, top, None, "General"),
        ("faint", _GREY, top, None, "General"),
        ("count", _PLAIN, short, None, "0"),
        ("share", _PLAIN, short, None, "0%"),
        ("date", _PLAIN, short, None, _DAY),
        ("entry", _PLAIN, top, "FFFFF0", "General"),
        ("entry-date", _PLAIN, short, "FFFFF0", _DAY),
        ("calm", _PLAIN, top, "E8F3E8", "General"),
        ("doubt", _PLAIN, top, "FFF2CC", "General"),
        ("fault", _PLAIN, top, "F8D7DA", "General"),
        ("section", _BOLD, top, "E7E6E6", "General"),
    )
    for name, font, alignment, colour, number in looks:
        style = NamedStyle(name, font, border=border, alignment=alignment, number_format=number)
        if colour is not None:  # pale: black text on it keeps a contrast above 7:1
            style.fill = PatternFill("solid", fgColor=colour)
        yield style


def _write_sheet(book: Workbook, sheet: Sheet, language: Language) -> None:
    page = book.create_sheet(sheet.name)
    last = get_column_letter(len(sheet.columns))
    for number, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(number)].width = column.width
    page.freeze_panes = f"{get_column_letter(sheet.frozen + 1)}2"
    _set_paper(page, sheet)
    count = 0
    for row in _bounded(sheet, language):
        count += 1
        page.row_dimensions[count].height = _height(row, sheet)
        page.append([_made(page, cell, language) for cell in row])
    page.auto_filter.ref = f"A1:{last}{count}"
    if sheet.unprinted:
        printed = get_column_letter(len(sheet.columns) - sheet.unprinted)
        page.print_area = f"A1:{printed}{count}"


def _set_paper(page: Any, sheet: Sheet) -> None:
    """Lay a sheet on paper: as wide as one page while that can be read, else on several."""
    page.print_title_rows = "1:1"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", sheet.paper
    page.page_margins = PageMargins(0.4, 0.4, top=0.5, bottom=0.7, footer=0.3)
    page.oddFooter.center.text = "&A · &P / &N"
    if sum(column.width for column in sheet.columns) <= _MOST_WIDTH:
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        page.sheet_properties.pageSetUpPr.fitToPage = True
    else:
        page.page_setup.scale = _SCALE
        page.print_title_cols = f"A:{get_column_letter(sheet.frozen)}"


def _bounded(sheet: Sheet, language: Language, most: int = _MOST_ROWS) -> Iterator[Row]:
    """Yield the head and the rows; where Excel has no more, the last says how many are missing."""
    yield [Cell(column.head, column.look) for column in sheet.columns]
    rows = iter(sheet.rows)
    yield from islice(rows, most - 2)
    rest = list(islice(rows, 1))
    more = sum(1 for _ in rows)
    if more:
        note = Cell(say("cell.more", language, count=more + 1), "fault")
        rest = [[note, *[Cell(None)] * (len(sheet.columns) - 1)]]
    yield from rest


def _height(row: Row, sheet: Sheet) -> int:
    """Return the points that the longest cell needs: programs that only convert fit no heights."""
    lines = 1
    for cell, column in zip(row, sheet.columns, strict=True):
        if cell.look == "turned":
            lines = max(lines, _TURNED_LINES)
        elif isinstance(cell.value, str):
            paragraphs = cell.value[: _MOST_HEIGHT * column.width].split("\n")
            lines = max(lines, sum(1 + len(text) * 4 // (5 * column.width) for text in paragraphs))
    return min(lines * _LINE, _MOST_HEIGHT)


def _made(page: Any, cell: Cell, language: Language) -> Any:
    """Return a cell whose text stays text, whatever it begins with."""
    value = cell.value
    if isinstance(value, str):
        value = fitting(legible(value), language)
    made: Any = WriteOnlyCell(page)
    made.value = value
    made.style = cell.look
    if isinstance(value, str):
        made.data_type = "s"
        # So that it stays text when a person enters the cell and leaves it again.
        made.quotePrefix = looks_like_formula(value)
    return made


def _add_choices(page: Any, count: int, language: Language) -> None:
    """Give every cell of the decisions column its list of choices."""
    names = [say(f"choice.{choice}", language) for choice in get_args(Choice)]
    rule = DataValidation(type="list", formula1=f'"{",".join(names)}"', allow_blank=True)
    rule.promptTitle = say("column.decision", language)
    rule.prompt = rule.error = say("decision.prompt", language)
    rule.showInputMessage = rule.showErrorMessage = True
    column = get_column_letter(1 + list(FINDING_WIDTHS).index("decision"))
    rule.add(f"{column}2:{column}{max(2, count + 1)}")
    page.data_validations.append(rule)


def _timeless(book: io.BytesIO) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(book) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            if name == "docProps/core.xml":
                data = _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z", data)
            yield name, data
