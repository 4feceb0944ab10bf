"""Ruled tables of a PDF: the words of each cell, and tables that go on over the page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from doclineage.model import Block, Cell
from doclineage.reading.pdf.fonts import Faces
from doclineage.reading.pdf.layout import Line, rows_of
from doclineage.reading.pdf.plumber import Grid, GridCell
from doclineage.reading.pdf.words import Box, Run, Word, printed
from doclineage.vietnamese.syllables import is_syllable

#: Tables on two pages are one where their lines stand within so many points.
_SAME_LINES = 5.0
#: A line of a cell that leaves this much of the cell blank ends its paragraph, in points.
_CELL_PADDING = 12.0
#: Rows at a table's top that may be repeated on the next page.
_MOST_HEADS = 4
# - | + | 1. | a)
_ITEM = re.compile(r"[-+–•](?=\s|\w)|(?:\d{1,2}|[a-zđ])[.)](?=\s)")
_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,7}|[A-ZĐa-zđ])[.)]?")
_TERMINAL = (".", ";", ":", "!", "?")


class TableRow(msgspec.Struct, frozen=True):
    """One row of a ruled table."""

    cells: tuple[Cell, ...]
    page: int
    box: Box
    bold: bool = False
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The cells that have text, parted by bars."""
        return " | ".join(
            " ".join(cell.text.split()) for cell in self.cells if cell.text and not cell.continued
        )


class Table(msgspec.Struct, frozen=True):
    """The part of a ruled table that stands on one page."""

    xs: tuple[float, ...]
    rows: tuple[TableRow, ...]
    box: Box


def fill(
    grid: Grid, runs: Sequence[Run], faces: Faces, page: int
) -> tuple[Table | None, list[Run]]:
    """Return the table of `grid` and the runs that stand outside it, None for an empty grid."""
    owners = {
        (row, column): cell
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    }
    inside: dict[GridCell, list[Run]] = {}
    outside: list[Run] = []
    for run in runs:
        row = bisect_right(grid.ys, run.base - run.size * 0.3) - 1
        if not 0 <= row < len(grid.ys) - 1:
            outside.append(run)
            continue
        shares: dict[GridCell | None, list[Word]] = {}
        for word in run.words:
            column = bisect_right(grid.xs, (word.left + word.right) / 2) - 1
            shares.setdefault(owners.get((row, column)), []).append(word)
        for cell, words in shares.items():
            piece = Run(tuple(words), run.base, run.size)
            (outside if cell is None else inside.setdefault(cell, [])).append(piece)
    if not inside:
        return None, outside
    texts = {cell: _cell_text(pieces, grid, cell) for cell, pieces in inside.items()}
    bold = {cell for cell, pieces in inside.items() if _is_bold(pieces, faces)}
    rows = tuple(_rows(grid, texts, bold, page))
    if any(word.notes for run in runs for word in run.words):
        rows = tuple(_with_notes(rows, runs))
    return Table(xs=grid.xs, rows=rows, box=grid.box), outside


def _with_notes(rows: Iterable[TableRow], runs: Sequence[Run]) -> Iterator[TableRow]:
    """Yield the rows with the footnotes that their words referred to."""
    for row in rows:
        notes = tuple(
            note
            for run in runs
            if row.box[1] < run.base <= row.box[3]
            for word in run.words
            for note in word.notes
            if row.box[0] <= word.left < row.box[2]
        )
        yield msgspec.structs.replace(row, notes=notes) if notes else row


def _is_bold(pieces: Sequence[Run], faces: Faces) -> bool:
    return all(faces.at(piece.words[at]).bold for piece in pieces for at in (0, -1))


def _rows(
    grid: Grid, texts: dict[GridCell, str], bold: set[GridCell], page: int
) -> Iterable[TableRow]:
    """Yield the rows that have text."""
    for row in range(len(grid.ys) - 1):
        here = sorted(
            (cell for cell in grid.cells if cell.row <= row < cell.row + cell.rows),
            key=lambda cell: cell.column,
        )
        if not any(cell in texts for cell in here if cell.row == row):
            continue
        cells = tuple(
            Cell(
                text=texts.get(cell, ""),
                column=cell.column,
                span=cell.columns,
                continued=cell.row < row,
            )
            for cell in here
        )
        box = (grid.xs[0], grid.ys[row], grid.xs[-1], grid.ys[row + 1])
        filled = [cell for cell in here if cell in texts]
        yield TableRow(cells=cells, page=page, box=box, bold=all(c in bold for c in filled))


def _cell_text(pieces: Sequence[Run], grid: Grid, cell: GridCell) -> str:
    """Return the text of a cell, its printed lines joined to paragraphs."""
    width = grid.xs[cell.column + cell.columns] - grid.xs[cell.column] - _CELL_PADDING
    text = ""
    used = 0.0
    lone: Word | None = None
    for row in rows_of(pieces):
        words = [word for part in row for word in part.words]
        line = printed(words)
        room = width - used - (words[0].right - words[0].left)
        goes_on = line[:1].islower() and not text.endswith(_TERMINAL)
        if lone is not None and _is_cut_within(lone, words[0], width):
            text = f"{text}{line}"
        elif text and (_ITEM.match(line) or (room > row[0].size * 0.5 and not goes_on)):
            text = f"{text}\n{line}"
        else:
            text = joined(text, line) if text else line
        used = words[-1].right - words[0].left
        lone = words[0] if len(words) == 1 else None
    return text


def _is_cut_within(word: Word, rest: Word, width: float) -> bool:
    """Tell whether a column too narrow for one word cut it: ST | T, 1.250.0 | 00."""
    if not word.text or not rest.text:
        return False
    letter = (rest.right - rest.left) / len(rest.text)
    if word.right - word.left + letter <= width:
        return False
    if word.text.rstrip(".,")[-1:].isdigit() and rest.text[0].isdigit():
        return True
    both = word.text.isupper() and rest.text.isupper()
    return both and not is_syllable(word.text) and not is_syllable(rest.text)


def joined(first: str, then: str) -> str:
    """Return two printed lines as one text; a number cut at its hyphen or slash is made whole.

    >>> joined("theo Kế hoạch số 123/KH-", "UBND"), joined("giai đoạn 2021 -", "2030")
    ('theo Kế hoạch số 123/KH-UBND', 'giai đoạn 2021 - 2030')
    """
    cut = len(first) > 1 and first[-1] in "-/" and first[-2].isalnum()
    return f"{first}{then}" if cut else f"{first} {then}"


def blocks_of(parts: Sequence[Table], number: int) -> tuple[list[Block], list[str]]:
    """Return the rows of one table as blocks, and the heads that later pages repeat."""
    rows: list[TableRow] = list(parts[0].rows)
    repeated: list[str] = []
    numbered = sum(bool(_NUMBER.fullmatch(row.cells[0].text)) for row in rows) * 2 >= len(rows) - 1
    for part in parts[1:]:
        heads = _repeated_heads(parts[0].rows, part.rows)
        repeated.extend(row.text for row in part.rows[:heads])
        fresh = list(part.rows[heads:])
        if fresh and numbered and _is_rest(rows[-1], fresh[0]):
            rows[-1] = _whole(rows[-1], fresh.pop(0))
        rows.extend(fresh)
    blocks: list[Block] = []
    for row in rows:
        blocks.append(
            Block(
                text=row.text,
                page=row.page,
                box=row.box,
                bold=len(row.text) if row.bold else 0,
                indent=row.box[0],
                table=number,
                cells=row.cells,
            )
        )
        blocks.extend(note_blocks([row]))
    return blocks, repeated


def note_blocks(lines: Iterable[Line | TableRow]) -> Iterator[Block]:
    """Yield the footnotes that lines or rows referred to."""
    for line in lines:
        for text in line.notes:
            yield Block(text=text, page=line.page, note=True)


def goes_on(first: Table, then: Table) -> bool:
    """Tell whether `then`, at the top of a page, has the columns of `first` at the foot before."""
    return len(first.xs) == len(then.xs) and all(
        abs((a - first.xs[0]) - (b - then.xs[0])) < _SAME_LINES
        for a, b in zip(first.xs, then.xs, strict=True)
    )


def _repeated_heads(first: Sequence[TableRow], then: Sequence[TableRow]) -> int:
    count = 0
    for head, row in zip(first[:_MOST_HEADS], then, strict=False):
        if head.text != row.text:
            break
        count += 1
    return count


def _is_rest(row: TableRow, then: TableRow) -> bool:
    """Tell whether `then` is the rest of `row`, cut by the page: its number cell is empty."""
    same = [(c.column, c.span) for c in row.cells] == [(c.column, c.span) for c in then.cells]
    return same and len(then.cells) > 1 and not then.cells[0].text and bool(row.cells[0].text)


def _whole(row: TableRow, rest: TableRow) -> TableRow:
    cells = []
    for cell, more in zip(row.cells, rest.cells, strict=True):
        text = cell.text
        if more.text and text:
            ends = text.endswith(_TERMINAL) or _ITEM.match(more.text)
            text = f"{text}\n{more.text}" if ends else joined(text, more.text)
        cells.append(msgspec.structs.replace(cell, text=text or more.text))
    return msgspec.structs.replace(row, cells=tuple(cells), notes=(*row.notes, *rest.notes))
