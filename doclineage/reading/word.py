"""Word files to blocks: paragraphs, table rows, text boxes and notes in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from doclineage.errors import ReadingError
from doclineage.model import Block, Cell, Notice, Reading, Source
from doclineage.reading.markup import INSERTED, REMOVED, VAL, Element, opened, value, w, whole
from doclineage.reading.numbering import Number, Numbering
from doclineage.reading.package import Package, open_package
from doclineage.reading.runs import Pieces, RunReader
from doclineage.reading.styles import ParagraphLook, StyleSheet, by_tag, paragraph_look
from doclineage.settings import Settings
from doclineage.wording import phrase

_PARAGRAPH, _PROPERTIES, _STYLE = w("p"), w("pPr"), w("pStyle")
_MARK, _SECTION = w("rPr"), w("sectPr")
_TABLE, _ROW, _CELL = w("tbl"), w("tr"), w("tc")
_FOREIGN = w("altChunk")
# Word writes these where a page began when it last laid the document out, or must begin.
_PAGE_SIGNS = (b"lastRenderedPageBreak", b'w:type="page"')
_CENTRED = "center"
_CONTENTS_STYLE = re.compile(r"toc \d|table of figures", re.IGNORECASE)
_PAGE_AT_END = re.compile(r"[\s.…](?:\d{1,4}|[ivxlc]+)$")
#: Characters on one page; the fullest page among 170 real ones has 6,112, most under 3,000.
_PAGE_HOLDS = 8_000


def read(data: bytes, source: Source, settings: Settings) -> Reading:
    """Return the blocks of a Word file as Word shows them."""
    package = open_package(data, source.path, settings)
    body = package.document.find(w("body"))
    if body is None:
        raise ReadingError(source.path, "error.broken-docx", "no body")
    walker = _Walker(package, source, settings)
    found: list[Block] = []
    walker.walk(body, found, found, 0)
    blocks = [block for block in found if block.text and not _is_contents(block)]
    counts = {
        "contents": sum(map(_is_contents, found)),
        "pages-unknown": int(walker.paged and not _is_laid_out(blocks)),
        **walker.counts(),
    }
    pages = walker.pages()
    if counts["pages-unknown"]:
        pages, blocks = None, [msgspec.structs.replace(block, page=None) for block in blocks]
    return Reading(blocks=tuple(blocks), pages=pages, notices=_notices(counts))


def _notices(counts: dict[str, int]) -> tuple[Notice, ...]:
    """Return one notice for each doubt that was met at all."""
    said = {code: phrase(f"notice.{code}", count=count) for code, count in counts.items() if count}
    return tuple(Notice(code=code, message=s.vi, message_en=s.en) for code, s in said.items())


def _is_contents(block: Block) -> bool:
    """Tell a line of a table of contents: Word made it out of the headings, which are read."""
    return block.style is not None and bool(
        _CONTENTS_STYLE.fullmatch(block.style) and _PAGE_AT_END.search(block.text)
    )


def _is_laid_out(blocks: list[Block]) -> bool:
    """Tell whether the page breaks are all there: not so where one page would hold a book."""
    held: Counter[int | None] = Counter()
    for block in blocks:
        held[block.page] += len(block.text)
    return max(held.values(), default=0) <= _PAGE_HOLDS


class _Walker:
    """Walk a story in reading order.

    What stands in line (paragraphs) goes to `lines`, what hangs beside it (table rows, text
    boxes, notes) to `beside`; in the body both are one list, in a table cell `beside` follows
    the row.
    """

    def __init__(self, package: Package, source: Source, settings: Settings) -> None:
        self._source, self._settings = source, settings
        self._styles = StyleSheet(package.styles)
        self._numbering = Numbering(package.numbering, self._styles)
        parts = (package.document, package.footnotes, package.endnotes)
        stories = [part for part in parts if part is not None]
        self._runs = RunReader(self._styles, stories, settings.max_depth)
        self._notes = _notes(package)
        self.paged = any(sign in package.raw for sign in _PAGE_SIGNS)
        self._tables = self._blocks = self._foreign = 0
        self._gap = False
        self._carried: Pieces | None = None

    def pages(self) -> int | None:
        """Return how many pages were met, None where the file does not say."""
        return self._runs.page if self.paged else None

    def counts(self) -> dict[str, int]:
        """Return how often each doubt was met, by the code of its notice."""
        return {
            "tracked-changes": self._runs.tracked,
            "too-deep": self._settings.max_depth if self._runs.too_deep else 0,
            "unread-part": self._foreign,
        }

    def walk(self, parent: Element, lines: list[Block], beside: list[Block], depth: int) -> None:
        """Read the paragraphs and tables of `parent`."""
        for child in self._inside(parent, frozenset({_PARAGRAPH, _TABLE}), depth):
            if child.tag == _PARAGRAPH:
                self._paragraph(child, lines, beside, depth)
            else:
                self._table(child, beside, depth + 1)

    def _inside(self, parent: Element, wanted: frozenset[str], depth: int) -> Iterator[Element]:
        """Yield the `wanted` children, also those inside controls and accepted changes."""
        if depth > self._settings.max_depth:
            self._runs.too_deep += 1
            return
        for child in parent:
            tag = child.tag
            if tag in wanted:
                yield child
            elif tag in REMOVED:
                self._runs.tracked += 1
            elif tag == _FOREIGN:
                self._foreign += 1
            else:
                self._runs.tracked += tag in INSERTED
                for inner in opened(child):
                    yield from self._inside(inner, wanted, depth + 1)

    # --- paragraphs ---------------------------------------------------------------------------

    def _paragraph(
        self, paragraph: Element, lines: list[Block], beside: list[Block], depth: int
    ) -> None:
        properties = by_tag(next(paragraph.iterchildren(_PROPERTIES), None))
        style = value(properties.get(_STYLE)) or self._styles.default
        look = paragraph_look(properties, self._styles.paragraph(style))
        if look.new_page:
            self._runs.new_page()
        pieces = self._pieces(style)
        self._runs.read(paragraph, pieces)
        if self._mark_is_removed(properties.get(_MARK)):
            # Accepting the change joins this paragraph to the next.
            self._carried = pieces
            return
        self._put(pieces, look, lines)
        self._hang(pieces, beside, depth)
        if _ends_page(properties.get(_SECTION)):
            self._runs.new_page()

    def _pieces(self, style: str | None) -> Pieces:
        pieces = self._runs.start(style)
        if self._carried is not None:
            pieces = msgspec.structs.replace(self._carried, style=pieces.style, base=pieces.base)
            self._carried = None
        return pieces

    def _mark_is_removed(self, mark: Element | None) -> bool:
        if mark is None:
            return False
        tracked = next(mark.iterchildren(*INSERTED, *REMOVED), None)
        self._runs.tracked += tracked is not None
        return tracked is not None and tracked.tag in REMOVED

    def _put(self, pieces: Pieces, look: ParagraphLook, lines: list[Block]) -> None:
        """Add the block of a paragraph; an empty one leaves a gap, its number is counted."""
        text = pieces.text()
        number = self._numbering.number(look)
        label = None if number is None else number.label
        if not text and label is None:
            self._gap = True
            return
        self._count()
        page = pieces.page or self._runs.page
        lines.append(
            Block(
                text=text,
                page=page if self.paged else None,
                label=label,
                bold=pieces.bold(),
                italic=pieces.italic(),
                centred=look.justified == _CENTRED,
                heading=look.heading or None,
                style=look.name,
                indent=_indent(look, number),
                size=pieces.size(),
                gap=self._gap,
            )
        )
        self._gap = False

    def _hang(self, pieces: Pieces, beside: list[Block], depth: int) -> None:
        """Add the text boxes and notes of a paragraph, each a story with fields of its own."""
        if not pieces.boxes and not pieces.notes:
            return
        fields, self._runs.fields = self._runs.fields, []
        for box in pieces.boxes:
            self.walk(box, beside, beside, depth + 1)
        for key in pieces.notes:
            # A note that is referred to twice is printed once.
            note = self._notes.pop(key, None)
            if note is not None:
                found: list[Block] = []
                self.walk(note, found, found, depth + 1)
                beside.extend(msgspec.structs.replace(block, note=True) for block in found)
        self._runs.fields = fields

    def _count(self) -> None:
        self._blocks += 1
        if self._blocks > self._settings.max_blocks:
            detail = f"max_blocks = {self._settings.max_blocks:,}"
            raise ReadingError(self._source.path, "error.too-large", detail)

    # --- tables -------------------------------------------------------------------------------

    def _table(self, table: Element, rows: list[Block], depth: int) -> None:
        index = self._tables
        self._tables += 1
        above: dict[int, str] = {}
        for row in self._inside(table, frozenset({_ROW}), depth):
            properties = row.find(w("trPr"))
            if properties is not None and any(child.tag in REMOVED for child in properties):
                self._runs.tracked += 1
                continue
            self._row(row, index, above, rows, depth)

    def _row(
        self, row: Element, table: int, above: dict[int, str], rows: list[Block], depth: int
    ) -> None:
        """Add the block of one row, then what hangs in its cells."""
        gap, self._gap = self._gap, False
        first = whole(value(row.find(f"{w('trPr')}/{w('gridBefore')}"))) or 0
        cells: list[Cell] = []
        lines: list[Block] = []
        beside: list[Block] = []
        for element in self._inside(row, frozenset({_CELL}), depth):
            found: list[Block] = []
            self.walk(element, found, beside, depth)
            column = cells[-1].column + cells[-1].span if cells else first
            _add_cell(element, found, column, cells, above)
            lines += found
        own = [cell.text for cell in cells if cell.text and not cell.continued]
        if own:
            self._count()
            rows.append(self._row_block(cells, " | ".join(own), lines, table, gap=gap))
        rows.extend(beside)
        self._gap = False

    def _row_block(
        self, cells: list[Cell], text: str, lines: list[Block], table: int, *, gap: bool
    ) -> Block:
        page = next((line.page for line in lines), self._runs.page)
        bold, italic = (
            len(text) if all(count >= len(line.text) for line, count in counted) else counted[0][1]
            for counted in (
                [(line, line.bold) for line in lines],
                [(line, line.italic) for line in lines],
            )
        )
        return Block(
            text=text,
            page=page if self.paged else None,
            bold=bold,
            italic=italic,
            centred=all(line.centred for line in lines),
            gap=gap,
            table=table,
            cells=tuple(cells),
        )


def _add_cell(
    element: Element, lines: list[Block], column: int, cells: list[Cell], above: dict[int, str]
) -> None:
    """Add one cell to its row; `above` holds the text that stands over each column."""
    properties = element.find(w("tcPr"))
    span = 1
    if properties is not None:
        span = max(1, min(whole(value(properties.find(w("gridSpan")))) or 1, 1000))
        if cells and _is_continued(properties.find(w("hMerge"))):
            # Older Word merged sideways cell by cell.
            cells[-1] = msgspec.structs.replace(cells[-1], span=cells[-1].span + span)
            return
    text = "\n".join(filter(None, map(_labelled, lines)))
    continued = properties is not None and _is_continued(properties.find(w("vMerge")))
    if continued and column in above:
        cells.append(Cell(text=above[column], column=column, span=span, continued=True))
    else:
        cells.append(Cell(text=text, column=column, span=span))
        above[column] = text


def _is_continued(merge: Element | None) -> bool:
    return merge is not None and merge.get(VAL) in {None, "continue"}


def _labelled(line: Block) -> str:
    """Return a cell's line with its number; a bullet with nothing behind it is nothing."""
    if line.label is None:
        return line.text
    if not line.text and not any(map(str.isalnum, line.label)):
        return ""
    return f"{line.label} {line.text}".strip()


def _indent(look: ParagraphLook, number: Number | None) -> float | None:
    """Return where the first line begins; the paragraph's own indent wins over its level's."""
    left, first = look.left, look.first
    if number is not None:
        left = number.level.left if left is None else left
        first = number.level.first if first is None else first
    if left is None and first is None:
        return None
    return round((left or 0.0) + (first or 0.0), 2)


def _ends_page(section: Element | None) -> bool:
    """Tell whether a section ends here whose end also ends the page."""
    return section is not None and value(section.find(w("type"))) not in {
        "continuous",
        "nextColumn",
    }


def _notes(package: Package) -> dict[tuple[str, str], Element]:
    found: dict[tuple[str, str], Element] = {}
    for kind, root in (("footnote", package.footnotes), ("endnote", package.endnotes)):
        for note in () if root is None else root.iterchildren(w(kind)):
            found[kind, note.get(w("id"), "")] = note
    return found
