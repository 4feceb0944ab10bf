"""Word files to blocks: paragraphs, table rows, text boxes and notes in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from doclineage.errors import ReadingError
from doclineage.model import Block, Notice, Reading, Source
from doclineage.reading.cells import Row, is_removed, open_row
from doclineage.reading.markup import (
    CONTROL,
    FOREIGN,
    INSERTED,
    REMOVED,
    Element,
    child,
    is_on,
    opened,
    value,
    w,
)  # fmt: skip
from doclineage.reading.numbering import Counts, Number, Numbering
from doclineage.reading.package import Package, open_package
from doclineage.reading.runs import Pieces, RunReader
from doclineage.reading.shapes import Shapes
from doclineage.reading.styles import PARAGRAPH_READERS, ParagraphLook, StyleSheet
from doclineage.settings import Settings
from doclineage.vietnamese.normalise import clean
from doclineage.wording import phrase

_PARAGRAPH, _PROPERTIES, _STYLE = w("p"), w("pPr"), w("pStyle")
_MARK, _SECTION = w("rPr"), w("sectPr")
_TABLE, _ROW, _CELL, _RUN = w("tbl"), w("tr"), w("tc"), w("r")
# A table or a row holds no paragraphs; what a careless program put there is read beside it.
_BODY = frozenset({_PARAGRAPH, _TABLE, _RUN})
_ROWS, _CELLS = _BODY | {_ROW}, _BODY | {_CELL}
# Word writes these where a page began when it last laid the document out, or must begin.
_PAGE_SIGNS = (b"lastRenderedPageBreak", b'w:type="page"')
_CENTRED = "center"
_PAGE_AT_END = re.compile(r"[\s.…](?:\d{1,4}|[ivxlc]+)$")
#: Characters on one page; the fullest page among 170 real ones has 6,112, most under 3,000.
_PAGE_HOLDS = 8_000


def read(data: bytes, source: Source, settings: Settings) -> Reading:
    """Return the blocks of a Word file as Word shows them."""
    package = open_package(data, source.path, settings)
    body = child(package.document, w("body"))
    if body is None:
        raise ReadingError(source.path, "error.broken-docx", "no body")
    walker = _Walker(package, source, settings)
    found: list[Block] = []
    walker.walk(body, found, found, 0)
    # A number with nothing behind it was counted and is no text.
    blocks = [block for block in found if block.text]
    pages = walker.pages()
    if pages is not None and not _is_laid_out(blocks):
        walker.met["pages-unknown"] = 1
        pages, blocks = None, [msgspec.structs.replace(block, page=None) for block in blocks]
    return Reading(blocks=tuple(blocks), pages=pages, notices=_notices(walker.met, settings))


def _notices(met: Counter[str], settings: Settings) -> tuple[Notice, ...]:
    """Return one notice for each doubt that was met at all."""
    counts = {code: met[code] for code in _DOUBTS if met[code]}
    if "too-deep" in counts:
        counts["too-deep"] = settings.max_depth
    said = {code: phrase(f"notice.{code}", count=count) for code, count in counts.items()}
    return tuple(Notice(code=code, message=s.vi, message_en=s.en) for code, s in said.items())


_DOUBTS = (
    "contents", "pages-unknown", "tracked-changes", "too-deep", "unread-part", "unread-picture",
    "comments",
)  # fmt: skip


def _is_laid_out(blocks: list[Block]) -> bool:
    """Tell whether the page breaks are all there: not so where one page would hold a book."""
    held: Counter[int | None] = Counter()
    for block in blocks:
        held[block.page] += len(block.text)
    return max(held.values(), default=0) <= _PAGE_HOLDS


class _Set(NamedTuple):
    """A paragraph's properties: style, look, and what is said of its mark and section."""

    style: str | None
    look: ParagraphLook
    mark: Element | None
    section: Element | None


class _Carried(NamedTuple):
    """A paragraph whose mark is not seen: it goes on in the next."""

    pieces: Pieces
    look: ParagraphLook
    number: Number | None
    hidden: bool


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
        self._runs = RunReader(self._styles, settings.max_depth)
        self._runs.begin(package.document)
        self._notes = _notes(package)
        self._paged = any(sign in package.raw for sign in _PAGE_SIGNS)
        self._tables = self._blocks = self._letters = 0
        self._gap = False
        self._carried: _Carried | None = None
        self.met = self._runs.met

    def pages(self) -> int | None:
        """Return how many pages were met, None where the file does not say."""
        return self._runs.page if self._paged else None

    def walk(self, parent: Element, lines: list[Block], beside: list[Block], depth: int) -> None:
        """Read the paragraphs and tables of `parent`."""
        for element in self._inside(parent, _BODY, depth):
            self._read(element, lines, beside, depth)
        self._let_go(lines, beside, depth)

    def _read(self, element: Element, lines: list[Block], beside: list[Block], depth: int) -> None:
        if element.tag == _TABLE:
            self._let_go(lines, beside, depth)
            self._table(element, beside, depth + 1)
        else:
            self._paragraph(element, lines, beside, depth)

    def _inside(self, parent: Element, wanted: frozenset[str], depth: int) -> Iterator[Element]:
        """Yield the `wanted` children, also those inside controls and accepted changes."""
        if depth > self._settings.max_depth:
            self.met["too-deep"] += 1
            return
        for element in parent:
            tag = element.tag
            if tag in wanted:
                yield element
            elif tag in REMOVED:
                self.met["tracked-changes"] += 1
            elif tag in FOREIGN:
                self.met["unread-part"] += 1
            elif tag == CONTROL:
                with self._runs.within(element):
                    for inner in opened(element):
                        yield from self._inside(inner, wanted, depth + 1)
            else:
                self.met["tracked-changes"] += tag in INSERTED
                for inner in opened(element):
                    yield from self._inside(inner, wanted, depth + 1)

    # --- paragraphs ---------------------------------------------------------------------------

    def _paragraph(
        self, paragraph: Element, lines: list[Block], beside: list[Block], depth: int
    ) -> None:
        style, look, mark, section = self._set(child(paragraph, _PROPERTIES))
        if look.new_page:
            self._runs.new_page()
        pieces = self._runs.start(style)
        carried, self._carried = self._carried, None
        if carried is not None:
            pieces = _joined(carried.pieces, pieces)
        self._runs.read(paragraph, pieces)
        ending = None if mark is None else self._ending(mark)
        number = None if ending == _GONE else self._numbering.number(look)
        if carried is not None and carried.hidden:
            look, number = carried.look, carried.number or number
        if ending is not None or (mark is None and pieces.base.hidden):
            self._carried = _Carried(pieces, look, number, ending != _GONE)
            return
        self._put(pieces, look, number, lines)
        self._hang(pieces, beside, depth)
        if section is not None and _ends_page(section):
            self._runs.new_page()

    def _set(self, properties: Element | None) -> _Set:
        style, mark, section = self._styles.default, None, None
        changes: dict[str, Any] = {}
        for said in () if properties is None else properties:
            tag = said.tag
            if tag in PARAGRAPH_READERS:
                PARAGRAPH_READERS[tag](said, changes)
            elif tag == _STYLE:
                style = value(said) or style
            elif tag == _MARK:
                mark = said
            elif tag == _SECTION:
                section = said
        look = self._styles.paragraph(style)
        if changes:
            look = msgspec.structs.replace(look, **changes)
        return _Set(style, look, mark, section)

    def _ending(self, mark: Element) -> str | None:
        """Tell how a paragraph's mark joins it to the next: removed, hidden, or not at all."""
        for said in mark.iterchildren(*_ENDINGS):
            ending = _ENDINGS[said.tag]
            if ending == _UNSEEN:
                if is_on(said):
                    return ending
                continue
            self.met["tracked-changes"] += 1
            if ending is not None:
                return ending
        return None

    def _let_go(self, lines: list[Block], beside: list[Block], depth: int) -> None:
        """Put a paragraph that waits for the next where none follows: a table, the end."""
        if self._carried is not None:
            pieces, look, number, hidden = self._carried
            self._carried = None
            # With nothing to be seen of it, a hidden paragraph has counted and that is all.
            self._put(pieces, look, None if hidden and not pieces.parts else number, lines)
            self._hang(pieces, beside, depth)

    def _put(
        self, pieces: Pieces, look: ParagraphLook, number: Number | None, lines: list[Block]
    ) -> None:
        """Add the block of a paragraph; an empty one leaves a gap."""
        text = pieces.text()
        label = None if number is None else number.shown(caps=bool(pieces.base.caps))
        if not text and label is None:
            self.met["contents"] += pieces.contents
            self._gap = True
            return
        if look.contents and _PAGE_AT_END.search(text):
            self.met["contents"] += 1
            return
        self._count(text)
        bold, italic, size = pieces.heads(text) if text else (0, 0, None)
        lines.append(
            Block(
                text=text,
                page=(pieces.page or self._runs.page) if self._paged else None,
                label=label,
                bold=bold,
                italic=italic,
                centred=look.justified == _CENTRED,
                heading=look.heading or None,
                style=look.name,
                indent=_indent(look, number),
                size=size,
                gap=self._gap,
            )
        )
        self._gap = False

    def _hang(self, pieces: Pieces, beside: list[Block], depth: int) -> None:
        """Add the text boxes and notes of a paragraph, each a story that counts for itself."""
        if pieces.shapes is not None:
            self._hang_shapes(pieces.shapes, beside, depth)
        for key in pieces.notes:
            # A note that is referred to twice is printed once.
            note = self._notes.pop(key, None)
            if note is not None:
                found: list[Block] = []
                self._walk_apart(note, found, depth)
                beside.extend(msgspec.structs.replace(block, note=True) for block in found)

    def _hang_shapes(self, shapes: Shapes, beside: list[Block], depth: int) -> None:
        self.met["unread-part"] += shapes.parts
        self.met["unread-picture"] += shapes.pictures
        for words in filter(None, map(clean, shapes.lettering)):
            self._count(words)
            beside.append(Block(text=words, page=self._runs.page if self._paged else None))
        for box in shapes.boxes:
            self._walk_apart(box, beside, depth)

    def _walk_apart(self, story: Element, found: list[Block], depth: int) -> None:
        counts, self._numbering.counts = self._numbering.counts, Counts()
        with self._runs.apart():
            self.walk(story, found, found, depth + 1)
        self._numbering.counts = counts

    def _count(self, text: str) -> None:
        self._blocks += 1
        self._letters += len(text)
        for count, name in ((self._blocks, "max_blocks"), (self._letters, "max_text_chars")):
            most: int = getattr(self._settings, name)
            if count > most:
                raise ReadingError(self._source.path, "error.too-large", f"{name} = {most:,}")

    # --- tables -------------------------------------------------------------------------------

    def _table(self, table: Element, rows: list[Block], depth: int) -> None:
        index = self._tables
        self._tables += 1
        above: dict[int, str] = {}
        for element in self._inside(table, _ROWS, depth):
            if element.tag != _ROW:
                self._read(element, rows, rows, depth)
                continue
            row = open_row(element, above)
            if row is None:
                self.met["tracked-changes"] += 1
            else:
                self._row(element, row, index, rows, depth)

    def _row(self, element: Element, row: Row, table: int, rows: list[Block], depth: int) -> None:
        """Add the block of one row, then what hangs in its cells."""
        gap, self._gap = self._gap, False
        beside: list[Block] = []
        for cell in self._inside(element, _CELLS, depth):
            if cell.tag != _CELL:
                self._read(cell, beside, beside, depth)
            elif is_removed(cell):
                self.met["tracked-changes"] += 1
            else:
                found: list[Block] = []
                self.walk(cell, found, beside, depth)
                row.add(cell, found)
        text = row.text()
        if text:
            self._count(text)
            rows.append(self._row_block(row, text, table, gap=gap))
        rows.extend(beside)
        self._gap = False

    def _row_block(self, row: Row, text: str, table: int, *, gap: bool) -> Block:
        page = next((line.page for line in row.lines), self._runs.page)
        bold, italic = row.heads(text)
        return Block(
            text=text,
            page=page if self._paged else None,
            bold=bold,
            italic=italic,
            centred=all(line.centred for line in row.lines),
            gap=gap,
            table=table,
            cells=tuple(row.cells),
        )


_GONE, _UNSEEN = "gone", "unseen"
# What may be said of a paragraph's mark, and how it then ends the paragraph.
_ENDINGS: dict[str, str | None] = {
    **dict.fromkeys(REMOVED, _GONE),
    **dict.fromkeys(INSERTED, None),
    w("vanish"): _UNSEEN,
}


def _joined(before: Pieces, after: Pieces) -> Pieces:
    """Return the pieces of a paragraph that goes on in the next, whose style holds from there."""
    return msgspec.structs.replace(before, style=after.style, base=after.base)


def _indent(look: ParagraphLook, number: Number | None) -> float | None:
    """Return where the first line begins; the paragraph's own indent wins over its level's."""
    left, first = look.left, look.first
    if number is not None:
        left = number.level.left if left is None else left
        first = number.level.first if first is None else first
    if left is None and first is None:
        return None
    return round((left or 0.0) + (first or 0.0), 2)


def _ends_page(section: Element) -> bool:
    """Tell whether a section ends here whose end also ends the page."""
    return value(child(section, w("type"))) not in {"continuous", "nextColumn"}


def _notes(package: Package) -> dict[tuple[str, str], Element]:
    found: dict[tuple[str, str], Element] = {}
    for kind, root in (("footnote", package.footnotes), ("endnote", package.endnotes)):
        for note in () if root is None else root.iterchildren(w(kind)):
            found[kind, note.get(w("id"), "")] = note
    return found
