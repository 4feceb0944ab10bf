"""What a reader makes of one file."""

from __future__ import annotations

from typing import Literal

from doclineage.model.base import Value

DropReason = Literal[
    "comment",
    "contents",
    "deleted",
    "field",
    "hidden",
    "margin",
    "markup",
    "merged-cell",
    "note-mark",
    "page-number",
    "placeholder",
    "repeated-head",
    "returned",
    "rule",
    "running-head",
    "scrawl",
    "too-deep",
    "unreferenced-note",
    "watermark",
]


class Notice(Value, frozen=True):
    """A doubt met while reading: it never stops the work."""

    code: str
    message: str
    message_en: str
    unit: int | None = None
    page: int | None = None


class Source(Value, frozen=True):
    """Where a document came from."""

    path: str
    sha256: str
    media_type: str
    pages: int | None = None


class Cell(Value, frozen=True):
    """One table cell as read; its paragraphs are parted by line feeds."""

    text: str
    column: int
    span: int = 1
    continued: bool = False
    """True where the cell repeats the one above it (merged downward)."""


class Block(Value, frozen=True):
    """One paragraph, line or table row as the file has it, with what the layout told.

    `label` is a list number that the file computes and does not store ("1.", "a)", "-"); `bold`
    and `italic` count the characters at the start of `text` that are set so (a bold run-in
    heading has ``0 < bold < len(text)``); `heading` is a heading level the file claims, 1 the
    outermost, never more than a hint; `line` is True for one printed line of a paragraph that
    may go on in the next block (PDF, hard-wrapped text), False for a whole paragraph; `gap` is
    True where white space or a blank line parts it from the block before; `box` is ``(left, top,
    right, bottom)`` in points from the top left of the page.
    """

    text: str
    page: int | None = None
    label: str | None = None
    bold: int = 0
    italic: int = 0
    centred: bool = False
    heading: int | None = None
    style: str | None = None
    indent: float | None = None
    size: float | None = None
    line: bool = False
    gap: bool = False
    box: tuple[float, float, float, float] | None = None
    table: int | None = None
    cells: tuple[Cell, ...] = ()
    quoted: bool = False
    note: bool = False
    """True for a footnote or endnote, placed after the block that refers to it."""
    recognised: bool = False
    """True where a scan was read; `doubtful` are the words that are not sure there."""
    doubtful: tuple[str, ...] = ()


class Dropped(Value, frozen=True):
    """A text of the source that stands in no unit, and why; `block` where a reader read it."""

    text: str
    reason: DropReason
    page: int | None = None
    block: int | None = None


class Reading(Value, frozen=True):
    """What a reader makes of one file; `dropped` is what it left out of the blocks."""

    blocks: tuple[Block, ...]
    pages: int | None = None
    notices: tuple[Notice, ...] = ()
    dropped: tuple[Dropped, ...] = ()


class Discrepancy(Value, frozen=True):
    """Blocks and units that do not hold the same characters: a fault of this program."""

    blocks: tuple[int, ...]
    units: tuple[int, ...]
    lost: str
    added: str


class Account(Value, frozen=True, tag_field="schema", tag="doclineage/account/1"):
    """Where the characters of one file are: in exactly one unit each, or dropped for a reason.

    `read` and `placed` count characters other than blanks in the blocks and in the units, the
    rules between cells left out. `source_letters` counts the letters and digits of the file
    taken out by a shorter way than the reader's, `unread` are those that neither a block nor
    `dropped` holds, in no order; both are None where no other way is known (OCR, old letters).
    """

    source: Source
    doc_id: str
    read: int
    placed: int
    dropped: tuple[Dropped, ...]
    discrepancies: tuple[Discrepancy, ...]
    balanced: bool
    source_letters: int | None = None
    unread: str | None = None
