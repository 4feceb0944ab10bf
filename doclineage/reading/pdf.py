"""PDFs to blocks: pages one by one through pdfium, then what the pages have in common.

A page without a sound text layer is recognised, where an engine for that is installed.

pdfium is not safe for threads: one reader at a time in a process.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from itertools import groupby

import msgspec
import pypdfium2
import pypdfium2.raw as pdfium

from doclineage.errors import ReadingError
from doclineage.model import Block, Dropped, Notice, Reading, Source
from doclineage.reading.legacy import legacy_notices, modern_lines
from doclineage.reading.ocr import TOO_SLOW, Doubtful, Recognised, Scans
from doclineage.reading.ocr_doubts import is_better, is_inside, lacks_text, outside, with_doubts
from doclineage.reading.ocr_scrawls import scrawl_notices, scrawls
from doclineage.reading.pdf_fonts import Faces
from doclineage.reading.pdf_foot import rejoin_foot
from doclineage.reading.pdf_furniture import furniture
from doclineage.reading.pdf_guard import is_harmless, read_apart
from doclineage.reading.pdf_layout import Line, lay_out
from doclineage.reading.pdf_legacy import modern_runs
from doclineage.reading.pdf_margins import Margins, Text, measure
from doclineage.reading.pdf_notes import attach_notes
from doclineage.reading.pdf_paragraphs import paragraphs
from doclineage.reading.pdf_plumber import Grid, Plumber, is_ruled
from doclineage.reading.pdf_stamps import stamps
from doclineage.reading.pdf_tables import Table, blocks_of, fill, goes_on
from doclineage.reading.pdf_words import (
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
from doclineage.wording import phrase

Item = Line | Table
#: Drawing one takes 0.4 ms; a page with links to each of its lines has 50.
_MOST_ANNOTATIONS = 500
_NO_TEXT, _NEEDS_OCR = "page-without-text", "page-needs-ocr"


class _Page(msgspec.Struct, frozen=True):
    """What one page holds: lines and tables in reading order, signature stamps, doubts."""

    number: int
    width: float
    height: float
    items: tuple[Item, ...]
    stamps: tuple[Block, ...] = ()
    watermarks: tuple[str, ...] = ()
    note_marks: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    characters: int = 0
    doubtful: tuple[Doubtful, ...] | None = None
    """The words that were recognised without certainty, None where the text layer was read."""
    scrawls: tuple[str, ...] = ()

    @property
    def lines(self) -> list[Line]:
        """The lines outside tables."""
        return [item for item in self.items if isinstance(item, Line)]

    @property
    def printed(self) -> str:
        """All text of the page, stamps aside."""
        rows = (item.rows if isinstance(item, Table) else (item,) for item in self.items)
        return " ".join(line.text for lines in rows for line in lines)


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


def _nothing(pages: Sequence[_Page], source: Source, missing: str | None) -> ReadingError:
    """Return what to say of a file without any text."""
    drawn = sum(not {_NO_TEXT, _NEEDS_OCR}.isdisjoint(page.doubts) for page in pages)
    detail = f"{drawn}/{len(pages)} p."
    if drawn and missing is not None:
        return ReadingError(source.path, "error.no-ocr", f"{detail}; {missing}")
    return ReadingError(source.path, "error.scanned-pdf" if drawn else "error.no-text", detail)


def assemble(
    pages: Sequence[_Page],
    source: Source,
    settings: Settings,
    old: Counter[str] | None = None,
) -> Reading:
    """Return the blocks of all pages together."""
    edges = furniture([(_edge_lines(page), page.width) for page in pages])
    pages = [_without(page, edges) for page in pages]
    margins = measure([_text(page) for page in pages])
    blocks, heads = _blocks(pages, margins)
    doubtful = {page.number: page.doubtful for page in pages if page.doubtful is not None}
    blocks = with_doubts(blocks, doubtful) if doubtful else blocks
    if len(blocks) > settings.max_blocks:
        raise ReadingError(source.path, "error.too-large", f"max_blocks = {settings.max_blocks:,}")
    dropped = (*edges.values(), *heads, *_watermarks(pages))
    scrawled = [drop for page in pages for drop in scrawls(page.scrawls, page.number)]
    notices = (
        *_furniture_notice([drop.text for drop in dropped]),
        *legacy_notices(Counter() if old is None else old),
        *_page_notices(pages),
        *scrawl_notices(scrawled),
    )
    dropped = (*dropped, *_note_marks(pages), *scrawled)
    return Reading(blocks=tuple(blocks), pages=len(pages), notices=notices, dropped=dropped)



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
) -> Iterator[_Page]:
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
) -> _Page:
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


def _page(
    textpage: pypdfium2.PdfTextPage, index: int, plumber: Plumber, old: Counter[str]
) -> _Page:
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
    return _Page(
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


def _unrecognised(read: _Page) -> _Page:
    doubts = (*(doubt for doubt in read.doubts if doubt != _NO_TEXT), _NEEDS_OCR)
    return msgspec.structs.replace(read, doubts=doubts)


def _better(read: _Page, found: Recognised) -> _Page:
    """Return a page as it was recognised, or as its text layer has it where that is better."""
    if TOO_SLOW in found.doubts:
        return msgspec.structs.replace(read, doubts=(*read.doubts, TOO_SLOW))
    if not is_better(found, read.printed):
        return read
    recognised = recognised_page(read.number, found, [s.box for s in read.stamps if s.box])
    if not recognised.items:
        return read
    return msgspec.structs.replace(recognised, stamps=read.stamps, characters=read.characters)


def recognised_page(number: int, found: Recognised, taken: Sequence[Box] = ()) -> _Page:
    """Return a page that was recognised; words inside the boxes `taken` are left out."""
    runs = outside(found.runs, taken)
    doubtful = tuple(word for word in found.doubtful if not is_inside(word.box, taken))
    return _Page(
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


def _edge_lines(page: _Page) -> list[Line]:
    """Return the lines that may be furniture: those that a table does not part from the edge."""
    tables = [index for index, item in enumerate(page.items) if isinstance(item, Table)]
    if not tables:
        return page.lines
    ends = (*page.items[: tables[0]], *page.items[tables[-1] + 1 :])
    return [item for item in ends if isinstance(item, Line)]


def _text(page: _Page) -> Text:
    tables = (item.box for item in page.items if isinstance(item, Table))
    edges = tuple((box[0], box[2]) for box in tables)
    return Text(lines=tuple(page.lines), tables=edges, width=page.width)


def _watermarks(pages: Sequence[_Page]) -> Iterator[Dropped]:
    for page in pages:
        for text in page.watermarks:
            yield Dropped(text=text, reason="watermark", page=page.number)


def _note_marks(pages: Sequence[_Page]) -> Iterator[Dropped]:
    for page in pages:
        for text in page.note_marks:
            yield Dropped(text=text, reason="note-mark", page=page.number)


def _without(page: _Page, dropped: Mapping[tuple[int, int], Dropped]) -> _Page:
    kept = tuple(
        item
        for item in page.items
        if isinstance(item, Table) or (item.page, item.row) not in dropped
    )
    return msgspec.structs.replace(page, items=kept)


def _blocks(pages: Sequence[_Page], margins: Margins) -> tuple[list[Block], list[Dropped]]:
    """Return all blocks in order, and the table heads that were repeated on later pages."""
    blocks: list[Block] = []
    heads: list[Dropped] = []
    tables = 0
    flow = [item for page in pages for item in page.items]
    for is_table, group in groupby(flow, key=lambda item: isinstance(item, Table)):
        items = list(group)
        if not is_table:
            lines = rejoin_foot([item for item in items if isinstance(item, Line)])
            blocks.extend(paragraphs(lines, margins))
            continue
        for parts in _tables([item for item in items if isinstance(item, Table)]):
            found, repeated = blocks_of(parts, tables)
            blocks.extend(found)
            heads.extend(Dropped(text=text, reason="repeated-head") for text in repeated)
            tables += 1
    return _with_stamps(blocks, pages), heads


def _tables(parts: Sequence[Table]) -> Iterator[list[Table]]:
    """Yield the parts of each table: one that a page cuts goes on at the top of the next."""
    whole: list[Table] = []
    for part in parts:
        over = whole and part.rows[0].page == whole[-1].rows[-1].page + 1
        if over and goes_on(whole[-1], part):
            whole.append(part)
            continue
        if whole:
            yield whole
        whole = [part]
    if whole:
        yield whole


def _with_stamps(blocks: Sequence[Block], pages: Sequence[_Page]) -> list[Block]:
    """Return the blocks with each stamp before or after its page, as it stands high or low."""
    placed: list[Block] = []
    at = 0
    for page in pages:
        high = [s for s in page.stamps if s.box is not None and s.box[1] < page.height / 2]
        placed.extend(high)
        while at < len(blocks) and (blocks[at].page or 0) <= page.number:
            placed.append(blocks[at])
            at += 1
        placed.extend(stamp for stamp in page.stamps if stamp not in high)
    return placed


def _furniture_notice(texts: Sequence[str]) -> Iterator[Notice]:
    if texts:
        example = max(texts, key=len)
        said = phrase("notice.furniture", count=len(texts), example=example[:80])
        yield Notice(code="furniture", message=said.vi, message_en=said.en)


def _page_notices(pages: Sequence[_Page]) -> Iterator[Notice]:
    """Yield a notice for each stretch of pages with the same doubt."""
    for code in sorted({code for page in pages for code in page.doubts}):
        for doubted, group in groupby(pages, key=lambda page: code in page.doubts):
            if doubted:
                numbers = [page.number for page in group]
                span = f"{numbers[0]}-{numbers[-1]}" if len(numbers) > 1 else f"{numbers[0]}"
                said = phrase(f"notice.{code}", page=span)
                yield Notice(code=code, message=said.vi, message_en=said.en, page=numbers[0])
