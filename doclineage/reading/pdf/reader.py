"""PDFs to blocks: pages one by one through pdfium, then what the pages have in common.

A page without a sound text layer is recognised, where an engine for that is installed.

pdfium is not safe for threads: one reader at a time in a process.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing

import msgspec
import pypdfium2
import pypdfium2.raw as pdfium

from doclineage.errors import ReadingError
from doclineage.model import Reading, Source
from doclineage.reading.legacy import modern_lines
from doclineage.reading.ocr.doubts import is_better, is_inside, lacks_text, outside
from doclineage.reading.ocr.scans import TOO_SLOW, Recognised, Scans
from doclineage.reading.pdf.assembly import Item, Page, assemble
from doclineage.reading.pdf.fonts import Faces
from doclineage.reading.pdf.guard import is_harmless, read_apart
from doclineage.reading.pdf.layout import lay_out
from doclineage.reading.pdf.legacy import modern_runs
from doclineage.reading.pdf.notes import attach_notes
from doclineage.reading.pdf.plumber import Grid, Plumber, is_ruled
from doclineage.reading.pdf.stamps import stamps
from doclineage.reading.pdf.tables import fill
from doclineage.reading.pdf.words import (
    MAX_CHARACTERS,
    TORN_SHARE,
    Box,
    Letters,
    Run,
    is_torn,
    odd_share,
    runs_of,
    sheet_of,
)
from doclineage.settings import Settings

#: Drawing one takes 0.4 ms; a page with links to each of its lines has 50.
_MOST_ANNOTATIONS = 500
_NO_TEXT, _NEEDS_OCR = "page-without-text", "page-needs-ocr"


def read(data: bytes, source: Source, settings: Settings) -> Reading:
    """Return the blocks of a PDF that has a text layer, in reading order.

    Raises ReadingError where the file is damaged, locked or too large, or holds only scans.
    """
    return (read_pages if is_harmless(data) else read_apart)(data, source, settings)


def read_pages(data: bytes, source: Source, settings: Settings) -> Reading:
    """Return the blocks of a PDF, in this process and however long it takes."""
    with closing(_open(data, source)) as document:
        count = len(document)
        if count > settings.max_pages:
            detail = f"{count:,} > max_pages = {settings.max_pages:,}"
            raise ReadingError(source.path, "error.too-large", detail)
        old: Counter[str] = Counter()
        with closing(Plumber(data, count)) as plumber, closing(Scans(source, settings)) as scans:
            pages = list(_pages(document, source, plumber, scans, settings, old))
    if not any(page.items for page in pages):
        raise _nothing(pages, source, scans.missing)
    return assemble(pages, source, settings, old)


def _nothing(pages: Sequence[Page], source: Source, missing: str | None) -> ReadingError:
    """Return what to say of a file without any text."""
    drawn = sum(not {_NO_TEXT, _NEEDS_OCR}.isdisjoint(page.doubts) for page in pages)
    detail = f"{drawn}/{len(pages)} p."
    if drawn and missing is not None:
        return ReadingError(source.path, "error.no-ocr", f"{detail}; {missing}")
    return ReadingError(source.path, "error.scanned-pdf" if drawn else "error.no-text", detail)


def words(data: bytes, _place: str, _settings: Settings) -> str | None:
    """Return all words of a PDF as pdfium gives them, to hold the reading against.

    None where letters are old: only the reader knows which font each has.
    """
    texts = []
    with closing(pypdfium2.PdfDocument(data)) as document:
        for index in range(len(document)):
            with closing(document[index]) as page, closing(page.get_textpage()) as textpage:
                texts.append(textpage.get_text_range().replace("\r\n", "\n"))
    text = "\n".join(texts)
    return text if modern_lines(text) == text else None


def _open(data: bytes, source: Source) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        if fault.err_code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
            raise ReadingError(source.path, "error.locked-pdf") from fault
        raise ReadingError(source.path, "error.broken-pdf", _plain(fault)) from fault
    if len(document) == 0:
        document.close()
        raise ReadingError(source.path, "error.broken-pdf", "0 pages")
    return document


def _plain(fault: Exception) -> str:
    return str(fault).rstrip(".")


def _pages(
    document: pypdfium2.PdfDocument,
    source: Source,
    plumber: Plumber,
    scans: Scans,
    settings: Settings,
    old: Counter[str],
) -> Iterator[Page]:
    characters = 0
    for index in range(len(document)):
        page = _read_page(document, index, source, plumber, scans, old)
        characters += page.characters
        if characters > settings.max_text_chars:
            detail = f"max_text_chars = {settings.max_text_chars:,}"
            raise ReadingError(source.path, "error.too-large", detail)
        yield page


def _read_page(
    document: pypdfium2.PdfDocument,
    index: int,
    source: Source,
    plumber: Plumber,
    scans: Scans,
    old: Counter[str],
) -> Page:
    try:
        with closing(_load(document, index)) as page, closing(page.get_textpage()) as textpage:
            if textpage.count_chars() > MAX_CHARACTERS:
                detail = f"p. {index + 1}: {textpage.count_chars():,} > {MAX_CHARACTERS:,}"
                raise ReadingError(source.path, "error.too-large", detail)
            read = _page(textpage, index, plumber, old)
            if not lacks_text(page, read.printed, drawn=_NO_TEXT in read.doubts):
                return read
            found = scans.read_page(page, index + 1)
            return _unrecognised(read) if found is None else _better(read, found)
    except pypdfium2.PdfiumError as fault:
        detail = f"p. {index + 1}: {_plain(fault)}"
        raise ReadingError(source.path, "error.broken-pdf", detail) from fault


def _load(document: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage:
    """Return a page with its form fields drawn into it: a digital signature is one of them."""
    page = document[index]
    if not 0 < pdfium.FPDFPage_GetAnnotCount(page.raw) <= _MOST_ANNOTATIONS:
        return page
    drawn = pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
    if drawn != pdfium.FLATTEN_SUCCESS:
        return page
    # Only in memory; pdfium shows what was drawn once the page is loaded anew.
    page.close()
    return document[index]


def _page(textpage: pypdfium2.PdfTextPage, index: int, plumber: Plumber, old: Counter[str]) -> Page:
    page, number, doubts = textpage.page, index + 1, []
    sheet = sheet_of(page)
    faces = Faces(textpage)
    runs, watermarks = runs_of(textpage, sheet)
    runs = modern_runs(runs, faces, old)
    if is_torn(runs):
        anew = plumber.runs(textpage, index, sheet)
        anew = None if anew is None else modern_runs(anew, faces, old)
        if anew is not None and odd_share(anew) <= odd_share(runs):
            runs = anew
            doubts += ["torn-words"] if odd_share(anew) <= TORN_SHARE else []
    signed, runs = stamps(runs, number)
    runs, marks = attach_notes(runs, Letters(textpage, sheet))
    grids: list[Grid] | None = []
    if not runs:
        doubts = [_NO_TEXT] if _is_drawn_on(page) else []
    elif is_ruled(page):
        grids = plumber.grids(textpage, index, sheet)
        doubts += ["rules-unread"] if grids is None else []
    return Page(
        number=number,
        width=sheet.width,
        height=sheet.height,
        items=tuple(_items(runs, grids or [], faces, number)),
        stamps=tuple(signed),
        watermarks=tuple(watermarks),
        note_marks=tuple(marks),
        doubts=tuple(doubts),
        characters=textpage.count_chars(),
    )


def _unrecognised(read: Page) -> Page:
    doubts = (*(doubt for doubt in read.doubts if doubt != _NO_TEXT), _NEEDS_OCR)
    return msgspec.structs.replace(read, doubts=doubts)


def _better(read: Page, found: Recognised) -> Page:
    """Return a page as it was recognised, or as its text layer has it where that is better."""
    if TOO_SLOW in found.doubts:
        return msgspec.structs.replace(read, doubts=(*read.doubts, TOO_SLOW))
    if not is_better(found, read.printed):
        return read
    recognised = recognised_page(read.number, found, [s.box for s in read.stamps if s.box])
    if not recognised.items:
        return read
    return msgspec.structs.replace(recognised, stamps=read.stamps, characters=read.characters)


def recognised_page(number: int, found: Recognised, taken: Sequence[Box] = ()) -> Page:
    """Return a page that was recognised; words inside the boxes `taken` are left out."""
    runs = outside(found.runs, taken)
    doubtful = tuple(word for word in found.doubtful if not is_inside(word.box, taken))
    return Page(
        number=number,
        width=found.width,
        height=found.height,
        items=tuple(_items(runs, found.grids, Faces(), number)),
        doubts=found.doubts,
        doubtful=doubtful,
        scrawls=found.scrawls,
    )


def _is_drawn_on(page: pypdfium2.PdfPage) -> bool:
    return bool(pdfium.FPDFPage_CountObjects(page.raw) > 0)


def _items(runs: list[Run], grids: Sequence[Grid], faces: Faces, page: int) -> list[Item]:
    """Return the lines and tables of a page from the top."""
    items: list[Item] = []
    row = 0
    for grid in grids:
        table, runs = fill(grid, runs, faces, page)
        if table is None:
            continue
        above = [run for run in runs if run.base <= grid.ys[0]]
        runs = [run for run in runs if run.base > grid.ys[0]]
        lines = lay_out(above, faces, page, row)
        items.extend(lines)
        items.append(table)
        row += len(lines) + 1
    items.extend(lay_out(runs, faces, page, row))
    return items
