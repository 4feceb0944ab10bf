"""The stories of a Word file, read in order: body, text boxes, notes, headers and footers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from doclineage.errors import ReadingError
from doclineage.model import Block, Dropped
from doclineage.reading.legacy import LegacyText
from doclineage.reading.word.cells import Row, is_removed, open_row
from doclineage.reading.word.markup import (
    ALL,
    CONTROL,
    FOREIGN,
    INSERTED,
    REMOVED,
    Element,
    child,
    head,
    is_on,
    opened,
    plain_lines,
    value,
    w,
    words_in,
)
from doclineage.reading.word.numbering import Counts, Number, Numbering
from doclineage.reading.word.package import Package
from doclineage.reading.word.pieces import Pieces
from doclineage.reading.word.runs import RunReader
from doclineage.reading.word.shapes import Shapes
from doclineage.reading.word.styles import PARAGRAPH_READERS, ParagraphLook, RunLook, StyleSheet
from doclineage.settings import Settings
from doclineage.vietnamese.legacy import Part
from doclineage.vietnamese.legacy_letters import legacy_font
from doclineage.vietnamese.normalise import clean

_PARAGRAPH, _PROPERTIES, _STYLE = w("p"), w("pPr"), w("pStyle")
_MARK, _SECTION = w("rPr"), w("sectPr")
_TABLE, _ROW, _CELL, _RUN = w("tbl"), w("tr"), w("tc"), w("r")
# A table or a row holds no paragraphs; what a careless program put there is read beside it.
_BODY = frozenset({_PARAGRAPH, _TABLE, _RUN})
_ROWS, _CELLS = _BODY | {_ROW}, _BODY | {_CELL}
_CENTRED = "center"
_HIDDEN = w("vanish")
# How a paragraph's mark joins it to the next.
_GONE, _UNSEEN = "gone", "unseen"
_PAGE_AT_END = re.compile(r"[\s.…](?:\d{1,4}|[ivxlc]+)$")


class _Carried(NamedTuple):
    """A paragraph whose mark is not seen: it goes on in the next."""

    pieces: Pieces
    look: ParagraphLook
    number: Number | None
    hidden: bool


class StoryReader:
    """Read stories in their order; pages, tables and notes run on from one to the next.

    What stands in line (paragraphs) goes to `lines`, what hangs beside it (table rows, text
    boxes, notes) to `beside`; in the body both are one list, in a table cell `beside` follows
    the row.
    """

    def __init__(self, package: Package, place: str, settings: Settings) -> None:
        self._place, self._settings = place, settings
        self._styles = StyleSheet(package.styles)
        self._numbering = Numbering(package.numbering, self._styles)
        self._runs = RunReader(self._styles, settings.max_depth)
        self._runs.begin(package.document)
        self._notes = _notes(package)
        self._paged = _tells_pages(package.document)
        self._tables = self._blocks = self._letters = 0
        self._gap = False
        self._carried: _Carried | None = None
        self.legacy = LegacyText(lambda: plain_lines(package.document))
        self.met, self.drop = self._runs.met, self._runs.drop

    def pages(self) -> int | None:
        """Return how many pages were met, None where the file does not say."""
        return self._runs.page if self._paged else None

    def walk(self, parent: Element, lines: list[Block], beside: list[Block], depth: int) -> None:
        """Read the paragraphs and tables of `parent`."""
        for element in self._inside(parent, _BODY, depth):
            if element.tag == _PARAGRAPH:
                self._paragraph(element, lines, beside, depth)
            else:
                self._read(element, lines, beside, depth)
        if self._carried is not None:
            self._let_go(self._carried, lines, beside, depth)

    def _read(self, element: Element, lines: list[Block], beside: list[Block], depth: int) -> None:
        if element.tag == _TABLE:
            if self._carried is not None:
                self._let_go(self._carried, lines, beside, depth)
            with self._runs.on_ground():
                self._table(element, beside, depth + 1)
        else:
            self._paragraph(element, lines, beside, depth)

    def _inside(self, parent: Element, wanted: frozenset[str], depth: int) -> Iterator[Element]:
        """Yield the `wanted` children, also those inside controls and accepted changes."""
        if depth > self._settings.max_depth:
            self.met["too-deep"] += 1
            self.drop("too-deep", words_in(parent))
            return
        for element in parent:
            tag = element.tag
            if tag in wanted:
                yield element
            elif tag in REMOVED:
                self.met["tracked-changes"] += 1
                self.drop("deleted", words_in(element))
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
        style, look, mark, section = self._set(head(paragraph, _PROPERTIES))
        if look.new_page:
            self._runs.new_page()
        pieces = self._runs.start(style)
        carried, self._carried = self._carried, None
        if carried is not None:
            pieces = _joined(carried.pieces, pieces)
        # What is hidden to the last letter has counted, and that is all.
        leads = carried is not None and carried.hidden and bool(pieces.parts)
        with self._runs.on_ground(shaded=look.ground):
            self._runs.read(paragraph, pieces)
        ending = None if mark is None else self._ending(mark)
        number = None if ending == _GONE else self._numbering.number(look)
        if carried is not None and leads:
            look, number = carried.look, carried.number or number
        if ending is not None or (mark is None and pieces.base.hidden):
            self._carried = _Carried(pieces, look, number, ending != _GONE)
            return
        self._put(pieces, look, number, lines)
        if pieces.shapes is not None or pieces.notes:
            self._hang(pieces, beside, depth)
        if section is not None and _ends_page(section):
            self._runs.new_page()

    def _set(
        self, properties: Element | None
    ) -> tuple[str | None, ParagraphLook, Element | None, Element | None]:
        """Return a paragraph's style and look, and what is said of its mark and its section."""
        style, mark, section = self._styles.default, None, None
        changes: dict[str, Any] = {}
        for said in () if properties is None else properties[ALL]:
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
        return style, look, mark, section

    def _ending(self, mark: Element) -> str | None:
        """Tell how a paragraph's mark joins it to the next: removed, hidden, or not at all."""
        for said in mark[ALL]:
            tag = said.tag
            if tag == _HIDDEN:
                if is_on(said):
                    return _UNSEEN
            elif tag in REMOVED or tag in INSERTED:
                self.met["tracked-changes"] += 1
                if tag in REMOVED:
                    return _GONE
        return None

    def _let_go(
        self, carried: _Carried, lines: list[Block], beside: list[Block], depth: int
    ) -> None:
        """Put a paragraph that waits for the next where none follows: a table, the end."""
        pieces, look, number, hidden = carried
        self._carried = None
        self._put(pieces, look, None if hidden and not pieces.parts else number, lines)
        self._hang(pieces, beside, depth)

    def _put(
        self, pieces: Pieces, look: ParagraphLook, number: Number | None, lines: list[Block]
    ) -> None:
        """Add the block of a paragraph; an empty one leaves a gap."""
        text = pieces.text(self.legacy)
        label = None if number is None else self._label(number, pieces.base)
        if not text and label is None:
            self.met["contents"] += pieces.contents
            self.drop("contents", "\n")  # only ever parts two lines of one contents
            self._gap = True
            return
        if look.contents and _PAGE_AT_END.search(text):
            self.met["contents"] += 1
            self.drop("contents", f"{text}\n")
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

    def _label(self, number: Number, base: RunLook) -> str | None:
        """Return a number as it is seen, in the letters of today."""
        label = number.shown(caps=bool(base.caps))
        font = base.font if number.level.font is None else number.level.font
        if label is None or (not font and label.isascii()):
            return label
        return self.legacy.parts((Part(label, legacy_font(font) if font else None),))[0]

    def _hang(self, pieces: Pieces, beside: list[Block], depth: int) -> None:
        """Add the text boxes and notes of a paragraph, each a story that counts for itself."""
        if pieces.shapes is not None:
            self._hang_shapes(pieces.shapes, beside, depth)
        for key in pieces.notes:
            # A note that is referred to twice is printed once.
            note = self._notes.pop(key, None)
            if note is not None:
                found: list[Block] = []
                self.walk_apart(note, found, depth)
                beside.extend(msgspec.structs.replace(block, note=True) for block in found)

    def _hang_shapes(self, shapes: Shapes, beside: list[Block], depth: int) -> None:
        self.met["unread-part"] += shapes.parts
        self.met["unread-picture"] += shapes.pictures
        for words in filter(None, map(clean, map(self.legacy.line, shapes.lettering))):
            self._count(words)
            beside.append(Block(text=words, page=self._runs.page if self._paged else None))
        with self._runs.on_ground():
            for box in shapes.boxes:
                self.walk_apart(box, beside, depth)

    def walk_apart(self, story: Element, found: list[Block], depth: int) -> None:
        """Read a story of its own, with its own lists and fields, to the end of `found`."""
        counts, self._numbering.counts = self._numbering.counts, Counts()
        with self._runs.apart():
            self.walk(story, found, found, depth + 1)
        self._numbering.counts = counts

    def leave_notes(self) -> None:
        """Note the footnotes and endnotes that nothing refers to; separators have no words."""
        for note in self._notes.values():
            self.drop("unreferenced-note", words_in(note))

    def dropped(self, *, paged: bool) -> tuple[Dropped, ...]:
        """Return what was left out of all stories, with its pages where they are known."""
        if not paged:
            return tuple(msgspec.structs.replace(d, page=None) for d in self._runs.dropped)
        return tuple(self._runs.dropped)

    def _count(self, text: str) -> None:
        self._blocks += 1
        self._letters += len(text)
        if self._blocks > self._settings.max_blocks:
            self._refuse("max_blocks", self._settings.max_blocks)
        if self._letters > self._settings.max_text_chars:
            self._refuse("max_text_chars", self._settings.max_text_chars)

    def _refuse(self, bound: str, most: int) -> None:
        raise ReadingError(self._place, "error.too-large", f"{bound} = {most:,}")

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
            self.met["tracked-changes"] += row.tracked
            if row.shown:
                self._row(element, row, index, rows, depth)
            else:
                self.drop("deleted" if row.tracked else "hidden", words_in(element))

    def _row(self, element: Element, row: Row, table: int, rows: list[Block], depth: int) -> None:
        """Add the block of one row, then what hangs in its cells."""
        gap, self._gap = self._gap, False
        beside: list[Block] = []
        for cell in self._inside(element, _CELLS, depth):
            if cell.tag != _CELL:
                self._read(cell, beside, beside, depth)
            elif is_removed(cell):
                self.met["tracked-changes"] += 1
                self.drop("deleted", words_in(cell))
            else:
                found: list[Block] = []
                self.walk(cell, found, beside, depth)
                row.add(cell, found)
                if row.cells[-1].continued:
                    self.drop("merged-cell", "".join(line.text for line in found))
        text = row.text()
        if text:
            self._count(text)
            self._letters += row.repeated
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


def _tells_pages(document: Element) -> bool:
    """Tell whether a document says where a page began when Word last laid it out.

    Breaks that the author set are not enough: between them pages fill up, and a wrong page sends
    the reader astray.
    """
    return next(document.iter(w("lastRenderedPageBreak")), None) is not None


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
