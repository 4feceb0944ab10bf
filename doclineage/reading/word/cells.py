"""The cells of a Word table row: what they say, which columns they take, what merges do."""

from __future__ import annotations

import msgspec

from doclineage.model import Block, Cell
from doclineage.reading.word.markup import (
    ALL,
    INSERTED,
    REMOVED,
    VAL,
    Element,
    child,
    head,
    is_on,
    w,
    whole,
)

_SPAN, _SIDEWAYS, _DOWNWARD = w("gridSpan"), w("hMerge"), w("vMerge")
_PROPERTIES, _ROW_PROPERTIES = w("tcPr"), w("trPr")
_CELL_REMOVED, _BEFORE, _HIDDEN = w("cellDel"), w("gridBefore"), w("hidden")
_GOES_ON = frozenset({None, "continue"})
#: Columns that one cell may take; Word has 63.
_WIDEST = 1_000


class Row(msgspec.Struct):
    """One row while it is gathered; `above` holds the text that stands over each column."""

    above: dict[int, str]
    first: int = 0
    shown: bool = True
    tracked: bool = False
    repeated: int = 0
    """Letters of cells that repeat those above."""
    cells: list[Cell] = []
    lines: list[Block] = []

    def add(self, element: Element, lines: list[Block]) -> None:
        """Add a cell with the lines that stand in it."""
        span, sideways, downward = _merges(head(element, _PROPERTIES))
        last = self.cells[-1] if self.cells else None
        self.lines += lines
        if last is not None and sideways:
            # Older Word merged sideways cell by cell.
            self.cells[-1] = msgspec.structs.replace(last, span=last.span + span)
            return
        column = self.first if last is None else last.column + last.span
        text = "\n".join(filter(None, map(_labelled, lines)))
        if downward and column in self.above:
            text = self.above[column]
            self.repeated += len(text)
            self.cells.append(Cell(text=text, column=column, span=span, continued=True))
        else:
            self.cells.append(Cell(text=text, column=column, span=span))
            self.above[column] = text

    def text(self) -> str:
        """Return what the row says itself."""
        return " | ".join(cell.text for cell in self.cells if cell.text and not cell.continued)

    def heads(self, text: str) -> tuple[int, int]:
        """Count the bold and the italic characters at the start of the row's text."""
        bold = all(line.bold >= len(line.text) for line in self.lines)
        italic = all(line.italic >= len(line.text) for line in self.lines)
        first = self.lines[0]
        return (len(text) if bold else first.bold, len(text) if italic else first.italic)


def _merges(properties: Element | None) -> tuple[int, bool, bool]:
    """Return the columns a cell takes and whether it goes on from its left and from above."""
    span, sideways, downward = 1, False, False
    for said in () if properties is None else properties[ALL]:
        tag = said.tag
        if tag == _SPAN:
            span = _bounded(said.get(VAL)) or 1
        elif tag == _SIDEWAYS:
            sideways = said.get(VAL) in _GOES_ON
        elif tag == _DOWNWARD:
            downward = said.get(VAL) in _GOES_ON
    return span, sideways, downward


def open_row(row: Element, above: dict[int, str]) -> Row:
    """Return a row to be filled, with what its properties say."""
    opened = Row(above=above)
    properties = head(row, _ROW_PROPERTIES)
    for said in () if properties is None else properties:
        tag = said.tag
        if tag in REMOVED or tag in INSERTED:
            opened.tracked = True
            opened.shown = opened.shown and tag in INSERTED
        elif tag == _HIDDEN:
            opened.shown = not is_on(said)
        elif tag == _BEFORE:
            opened.first = _bounded(said.get(VAL))
    return opened


def is_removed(cell: Element) -> bool:
    """Tell a cell whose deletion is tracked."""
    return child(head(cell, _PROPERTIES), _CELL_REMOVED) is not None


def _bounded(text: str | None) -> int:
    return max(0, min(whole(text) or 0, _WIDEST))


def _labelled(line: Block) -> str:
    """Return a cell's line with its number; a bullet with nothing behind it is nothing."""
    if line.label is None:
        return line.text
    if not line.text and not any(map(str.isalnum, line.label)):
        return ""
    return f"{line.label} {line.text}".strip()
