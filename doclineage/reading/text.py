"""Plain text and markdown to blocks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

import msgspec

from doclineage.errors import ReadingError
from doclineage.model import Block, Cell, Dropped, Notice, Reading, Source
from doclineage.reading.columns import columns_at
from doclineage.reading.decoding import decode
from doclineage.reading.legacy import LegacyText, modern_lines
from doclineage.reading.markdown import (
    RULE,
    is_separator,
    marks_in,
    read_line,
    split_row,
    strip_comments,
)
from doclineage.settings import Settings
from doclineage.wording import phrase

#: No printed line is longer; a paragraph on one line often is.
_PRINTED_LINE = 130
#: Share of the characters in longer lines above which lines are paragraphs.
_LONG_SHARE = 0.3
#: Share of the lines that go on in mid-sentence above which lines are printed lines.
_CUT_SHARE = 0.15
#: A line is full where it reaches this share of the widest.
_FULL = 0.6
#: Blank lines part paragraphs where they stand before this share of the lines, and where this
#: share of the other lines found no room on the line above. Narrower lines are no text.
_SPACED, _FILLED, _LEAST_WIDTH = 0.2, 0.7, 50
#: Lines that one bold piece may run over: the long title of a plan has four or five.
_BOLD_LINES = 6
# - | + | 1. | a) | IV. | (1) | Điều 5
_ITEM = re.compile(r"[-+*•–]|(?:\d{1,3}|[IVXLC]{1,6}|[A-Za-zđĐ])[.)/-]|\(\w{1,3}\)|Điều\s\d")
_NOTE = re.compile(r"\[\^(?P<name>[^\[\]\s]{1,20})\](?P<colon>:?)")


class _Line(NamedTuple):
    raw: str
    page: int | None
    gap: bool


def read(data: bytes, source: Source, settings: Settings) -> Reading:
    """Return the blocks of a text file: one a printed line or paragraph, one a table row."""
    decoded = decode(data, source.path)
    _bound(decoded.text, source, settings)
    # Composed letters take one place each: columns are cut by place.
    text = unicodedata.normalize("NFC", decoded.text)
    text, comments = strip_comments(text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.replace("\u2028", "\n").replace("\u2029", "\n\n")
    # Blank lines are cheap but not free: a file of nothing else must end too.
    if text.count("\n") > settings.max_blocks * 10:
        raise _too_many(source, settings)
    legacy = LegacyText(lambda: text, old=decoded.old)
    modern = "\n".join(map(legacy.line, text.split("\n")))
    lines = list(islice(_lines(modern), settings.max_blocks + 1))
    if len(lines) > settings.max_blocks:
        raise _too_many(source, settings)
    blocks = list(_blocks(_close_bold(lines)))
    width = _printed_width(blocks)
    if width:
        blocks = [_as_line(block) for block in _rejoined(blocks, width)]
    pages = text.count("\f") + 1 if "\f" in text.rstrip() else None
    notices = (*_notices(decoded.damaged), *legacy.notices())
    return Reading(
        blocks=tuple(blocks),
        pages=pages,
        notices=notices,
        dropped=tuple(_dropped(lines, comments)),
    )


def words(data: bytes, place: str, _settings: Settings) -> str:
    """Return a text file as it is, in the letters of today, to hold the reading against."""
    decoded = decode(data, place)
    return modern_lines(decoded.text, old=decoded.old)


def _dropped(lines: Sequence[_Line], comments: Sequence[str]) -> Iterator[Dropped]:
    """Yield the comments, then the marks that stood in the lines."""
    for comment in filter(None, comments):
        yield Dropped(text=comment, reason="comment")
    for line in lines:
        for mark in marks_in(line.raw):
            yield Dropped(text=mark, reason="markup", page=line.page)


def _bound(text: str, source: Source, settings: Settings) -> None:
    """Refuse a text whose length alone would cost minutes."""
    if len(text) > settings.max_text_chars:
        detail = f"max_text_chars = {settings.max_text_chars:,}"
        raise ReadingError(source.path, "error.too-large", detail)
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end - start > settings.max_unit_chars:
            detail = f"max_unit_chars = {settings.max_unit_chars:,}"
            raise ReadingError(source.path, "error.too-large", detail)
        start = end + 1


def _too_many(source: Source, settings: Settings) -> ReadingError:
    return ReadingError(source.path, "error.too-large", f"max_blocks = {settings.max_blocks:,}")


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines that are not blank."""
    paged = "\f" in text.rstrip()
    gap = False
    for number, page in enumerate(text.split("\f"), 1):
        for raw in page.split("\n"):
            if not raw or raw.isspace():
                gap = True
                continue
            yield _Line(raw, number if paged else None, gap)
            gap = False


def _close_bold(lines: list[_Line]) -> list[_Line]:
    """End a bold piece with its line and begin it anew on the next of the same paragraph."""
    closed: list[_Line] = []
    opened = False
    for index, line in enumerate(lines):
        raw = f"**{line.raw.lstrip()}" if opened and not line.gap else line.raw
        odd = raw.count("**") % 2 == 1 and raw.strip("* ") != ""
        opened = odd and _closes_later(lines, index)
        closed.append(line._replace(raw=f"{raw.rstrip()}**" if opened else raw))
    return closed


def _closes_later(lines: list[_Line], index: int) -> bool:
    for line in lines[index + 1 : index + 1 + _BOLD_LINES]:
        if line.gap:
            return False
        if "**" in line.raw:
            return True
    return False


def _blocks(lines: Sequence[_Line]) -> Iterator[Block]:
    notes = _note_texts(lines)
    raw, gaps = [line.raw for line in lines], [line.gap for line in lines]
    table = -1
    index = 0
    while index < len(lines):
        rows = _table_at(lines, index)
        if rows:
            table += 1
            yield from _rows(rows, table)
            index += len(rows)
            continue
        # Only a wide gap can part two columns: most lines are settled by this.
        sides = columns_at(raw, index, gaps) if "   " in raw[index] or "\t" in raw[index] else []
        if sides:
            table += 1
            yield from _sides(lines[index : index + len(sides)], sides, table)
            index += len(sides)
            continue
        yield from _paragraph(lines[index], notes)
        index += 1


def _sides(lines: Sequence[_Line], sides: Sequence[tuple[str, str]], table: int) -> Iterator[Block]:
    """Yield two-column lines as rows of a table without borders."""
    for line, pair in zip(lines, sides, strict=True):
        texts = [read_line(side).text for side in pair]
        cells = tuple(Cell(text=text, column=column) for column, text in enumerate(texts))
        text = " | ".join(filter(None, texts))
        yield Block(text=text, page=line.page, gap=line.gap, table=table, cells=cells)


def _paragraph(line: _Line, notes: dict[str, str]) -> Iterator[Block]:
    """Yield the block of one line, then the footnotes that it refers to."""
    cited = list(_NOTE.finditer(line.raw)) if notes else []
    if cited and cited[0].start() == 0 and cited[0]["colon"] and cited[0]["name"] in notes:
        # A note that nothing referred to stays where it stands.
        yield from _note(notes, cited[0]["name"], line)
        return
    text, bold, italic, heading = read_line(line.raw)
    if text:
        yield Block(
            text=text, page=line.page, bold=bold, italic=italic, heading=heading, gap=line.gap
        )
    for match in cited:
        if not match["colon"]:
            yield from _note(notes, match["name"], line)


def _note(notes: dict[str, str], name: str, line: _Line) -> Iterator[Block]:
    """Yield a note once; its text is then gone from `notes`, its name is not."""
    text = read_line(notes.get(name, "")).text
    if text:
        notes[name] = ""
        yield Block(text=text, page=line.page, note=True)


def _note_texts(lines: Sequence[_Line]) -> dict[str, str]:
    """Return the footnotes written as ``[^1]: text`` by name."""
    found: dict[str, str] = {}
    for line in lines:
        match = _NOTE.match(line.raw) if line.raw.startswith("[^") else None
        if match and match["colon"]:
            found.setdefault(match["name"], line.raw[match.end() :])
    return found


def _table_at(lines: Sequence[_Line], start: int) -> list[tuple[_Line, tuple[str, ...]]]:
    """Return the rows of the table that begins at `start`: two lines in bars at least."""
    rows: list[tuple[_Line, tuple[str, ...]]] = []
    for index in range(start, len(lines)):
        line = lines[index]
        cells = split_row(line.raw)
        if cells is None or (rows and line.gap):
            break
        rows.append((line, cells))
    return rows if len(rows) > 1 else []


def _rows(rows: Sequence[tuple[_Line, tuple[str, ...]]], table: int) -> Iterator[Block]:
    for line, raw in rows:
        if is_separator(raw):
            continue
        read_cells = [read_line(cell) for cell in raw]
        cells = tuple(
            Cell(text="" if cell.text == RULE else cell.text, column=column)
            for column, cell in enumerate(read_cells)
        )
        texts = [cell.text for cell in cells if cell.text]
        filled = [cell for cell in read_cells if cell.text]
        text = " | ".join(texts)
        bold = len(text) if filled and all(cell.bold >= len(cell.text) for cell in filled) else 0
        yield Block(text=text, page=line.page, bold=bold, gap=line.gap, table=table, cells=cells)


def _printed_width(blocks: Sequence[Block]) -> int:
    """Return how wide the printed lines are, 0 where each line is a paragraph.

    Printed lines share a width and are cut in mid-sentence, or blank lines part the paragraphs and
    most lines without one before them found no room on the line above.
    """
    plain = [block for block in blocks if not block.cells and block.text != RULE]
    lengths = sorted(len(block.text) for block in plain)
    if len(lengths) < 2:
        return 0
    long = sum(length for length in lengths if length > _PRINTED_LINE)
    if long > _LONG_SHARE * sum(lengths):
        return 0
    # A stray long line (a table, a link) must not set the width.
    widest = min(lengths[int(len(lengths) * 0.95)], _PRINTED_LINE)
    pairs = list(pairwise(plain))
    cut = sum(_is_cut(first.text, then, widest * _FULL) for first, then in pairs)
    if cut > 1 and cut >= _CUT_SHARE * len(plain):
        return widest
    return widest if widest > _LEAST_WIDTH and _is_spaced(plain, widest) else 0


def _is_spaced(plain: Sequence[Block], width: int) -> bool:
    """Tell whether blank lines part the paragraphs of printed lines."""
    close = [pair for pair in pairwise(plain) if not pair[1].gap and not _ITEM.match(pair[1].text)]
    filled = sum(_is_filled(first, then, width) for first, then in close)
    # The first paragraph needs no blank line before it.
    gaps = 1 + sum(block.gap for block in plain[1:])
    return filled > 0 and filled >= _FILLED * len(close) and gaps >= _SPACED * len(plain)


def _is_cut(first: str, then: Block, full: float) -> bool:
    begins_small = then.text[:1].islower() and then.text[1:2] not in {")", "."}
    return len(first) >= full and not then.gap and begins_small and first[-1:] not in ".;:!?"


def _is_filled(first: Block, then: Block, width: int) -> bool:
    """Tell whether the first word of `then` found no room behind `first` on a line of `width`."""
    word, _, _ = then.text.partition(" ")
    return len(first.text) + 1 + len(word) > width


def _rejoined(blocks: Sequence[Block], width: int) -> Iterator[Block]:
    """Yield the blocks; where blank lines part paragraphs, lines without one are put together."""
    plain = [block for block in blocks if not _is_whole(block)]
    if not _is_spaced(plain, width):
        yield from blocks
        return
    growing: Block | None = None
    last: Block | None = None
    for block in blocks:
        if (
            growing is not None
            and last is not None
            and not (block.gap or block.bold or last.bold or _is_whole(block) or _is_whole(last))
            and _is_filled(last, block, width)
            and not _ITEM.match(block.text)
        ):
            growing = msgspec.structs.replace(growing, text=f"{growing.text} {block.text}")
        else:
            if growing is not None:
                yield growing
            growing = block
        last = block
    if growing is not None:
        yield growing


def _is_whole(block: Block) -> bool:
    return bool(block.cells or block.note or block.text == RULE or block.heading is not None)


def _as_line(block: Block) -> Block:
    return block if _is_whole(block) else msgspec.structs.replace(block, line=True)


def _notices(damaged: int) -> Iterator[Notice]:
    if damaged:
        said = phrase("notice.damaged-characters", count=damaged)
        yield Notice(code="damaged-characters", message=said.vi, message_en=said.en)
