"""The ruled grids of a PDF page: which cells its drawn lines enclose.

Only the drawing is read here, through pdfium's page objects; no text.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec
import pypdfium2
import pypdfium2.raw as pdfium

from doclineage.reading.pdf_words import Box, Sheet

#: Drawn pieces of one page that are looked at, and their segments; a task annex has 400 of each.
_MAX_PIECES = 20_000
_MAX_SEGMENTS = 40_000
#: Forms within forms that are followed.
_MAX_DEPTH = 4
#: A box thinner than this is a rule, in points.
_RULE_WIDTH = 3.0
#: A rule is longer than this; shorter strokes are hooks, dots and dashes.
_RULE_LENGTH = 4.0
#: Rules nearer than this are one line of the grid.
_SNAP = 3.0
#: Lines of one grid; a hostile page must not cost minutes.
_MAX_COLUMNS, _MAX_ROWS = 60, 400


class Rule(msgspec.Struct, frozen=True, gc=False):
    """A straight line along an edge of the page: at `at`, from `start` to `end`."""

    upright: bool
    at: float
    start: float
    end: float


class GridCell(msgspec.Struct, frozen=True):
    """A cell of a grid: its first row and column and how many of each it covers."""

    row: int
    column: int
    rows: int
    columns: int


class Grid(msgspec.Struct, frozen=True):
    """A ruled table: the places of its lines, left to right and top to bottom, and its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]

    @property
    def box(self) -> Box:
        """The place of the whole table."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]


def grids_of(page: pypdfium2.PdfPage, sheet: Sheet) -> list[Grid]:
    """Return the ruled tables of `page` from the top; boxes around one text are none."""
    pieces = list(_pieces(page))
    if len(pieces) < 4:
        return []
    rules = list(_rules(pieces, sheet))
    upright = [rule for rule in rules if rule.upright]
    level = [rule for rule in rules if not rule.upright]
    if len(upright) < 2 or len(level) < 2:
        return []
    found = (_grid(upright, level, top, bottom) for top, bottom in _stretches(upright))
    return [grid for grid in found if grid is not None]


Matrix = tuple[float, float, float, float, float, float]
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _rules(pieces: Sequence[_Piece], sheet: Sheet) -> Iterator[Rule]:
    """Yield the rules of all pieces, as far as the bound allows."""
    segments = 0
    for piece in pieces:
        segments += pdfium.FPDFPath_CountSegments(piece.path)
        if segments > _MAX_SEGMENTS:
            return
        yield from _rules_of(piece, sheet)


class _Piece(msgspec.Struct, frozen=True):
    """A drawn path, its matrix within the page, and whether it has an outline."""

    path: object
    matrix: Matrix
    stroked: bool


def _pieces(page: pypdfium2.PdfPage) -> Iterator[_Piece]:
    """Yield the painted paths of the page and of the forms in it."""
    seen = 0
    pending: list[tuple[object, Matrix, int]] = []
    for index in range(min(pdfium.FPDFPage_CountObjects(page.raw), _MAX_PIECES)):
        pending.append((pdfium.FPDFPage_GetObject(page.raw, index), _IDENTITY, 0))
    while pending and seen < _MAX_PIECES:
        seen += 1
        piece, matrix, depth = pending.pop()
        kind = pdfium.FPDFPageObj_GetType(piece)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            filled, stroked = _painted(piece)
            if filled or stroked:
                yield _Piece(piece, _chained(_matrix_of(piece), matrix), stroked)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            inner = _chained(_matrix_of(piece), matrix)
            # Forms that hold one another many times must not fill the memory.
            room = max(0, _MAX_PIECES - len(pending))
            for index in range(min(pdfium.FPDFFormObj_CountObjects(piece), room)):
                pending.append((pdfium.FPDFFormObj_GetObject(piece, index), inner, depth + 1))


def _painted(path: object) -> tuple[bool, bool]:
    """Return whether a path is filled and whether it is stroked."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    return bool(fill.value), bool(stroke.value)


def _matrix_of(piece: object) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(piece, ctypes.byref(matrix)):
        return _IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _chained(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    oa, ob, oc, od, oe, of = outer
    return (
        a * oa + b * oc,
        a * ob + b * od,
        c * oa + d * oc,
        c * ob + d * od,
        e * oa + f * oc + oe,
        e * ob + f * od + of,
    )


def _rules_of(piece: _Piece, sheet: Sheet) -> Iterator[Rule]:
    """Yield the straight lines of a path; a thin box counts as the line that it looks like."""
    for outline in _outlines(piece):
        lefts, tops = [x for x, _ in outline], [y for _, y in outline]
        # Place each outline in the page as shown, so turned pages need no case of their own.
        left, top, right, bottom = sheet.place(min(lefts), min(tops), max(lefts), max(tops))
        width, height = right - left, bottom - top
        if width < _RULE_WIDTH and height > _RULE_LENGTH:
            yield Rule(upright=True, at=(left + right) / 2, start=top, end=bottom)
        elif height < _RULE_WIDTH and width > _RULE_LENGTH:
            yield Rule(upright=False, at=(top + bottom) / 2, start=left, end=right)
        elif piece.stroked and len(outline) in {4, 5} and _is_box(outline):
            # A fill alone is shading: highlighted text has it on every line.
            yield Rule(upright=True, at=left, start=top, end=bottom)
            yield Rule(upright=True, at=right, start=top, end=bottom)
            yield Rule(upright=False, at=top, start=left, end=right)
            yield Rule(upright=False, at=bottom, start=left, end=right)


def _is_box(outline: Sequence[tuple[float, float]]) -> bool:
    xs, ys = {round(x) for x, _ in outline}, {round(y) for _, y in outline}
    return len(xs) == 2 and len(ys) == 2


def _outlines(piece: _Piece) -> Iterator[list[tuple[float, float]]]:
    """Yield the points of each part of a path; a part with curves is left out."""
    a, b, c, d, e, f = piece.matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    curved = False
    for index in range(pdfium.FPDFPath_CountSegments(piece.path)):
        segment = pdfium.FPDFPath_GetPathSegment(piece.path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
    if len(points) > 1 and not curved:
        yield points


def _stretches(upright: Sequence[Rule]) -> list[tuple[float, float]]:
    """Return the stretches of the page, top to bottom, that upright rules cover."""
    stretches: list[tuple[float, float]] = []
    for rule in sorted(upright, key=lambda rule: rule.start):
        if stretches and rule.start <= stretches[-1][1] + _SNAP:
            top, bottom = stretches[-1]
            stretches[-1] = (top, max(bottom, rule.end))
        else:
            stretches.append((rule.start, rule.end))
    return stretches


def _grid(upright: Sequence[Rule], level: Sequence[Rule], top: float, bottom: float) -> Grid | None:
    """Return the grid between `top` and `bottom`, None where there are no two cells."""
    upright = [r for r in upright if r.start >= top - _SNAP and r.end <= bottom + _SNAP]
    xs = _snapped(rule.at for rule in upright)
    if not 2 < len(xs) <= _MAX_COLUMNS:
        return None
    # An underline inside a cell does not reach a line of the grid on either side.
    level = [
        rule for rule in level if top - _SNAP <= rule.at <= bottom + _SNAP and _reaches(rule, xs)
    ]
    ys = _snapped(rule.at for rule in level)
    if not 1 < len(ys) <= _MAX_ROWS:
        return None
    cells = _cells(xs, ys, _Walls(upright, level, xs, ys))
    if len(cells) < 2:
        return None
    return Grid(xs=xs, ys=ys, cells=tuple(cells))


def _snapped(places: Iterator[float]) -> tuple[float, ...]:
    snapped: list[float] = []
    for place in sorted(places):
        if not snapped or place - snapped[-1] > _SNAP:
            snapped.append(place)
    return tuple(snapped)


def _reaches(rule: Rule, xs: Sequence[float]) -> bool:
    return any(abs(rule.start - x) <= _SNAP * 2 for x in xs) and any(
        abs(rule.end - x) <= _SNAP * 2 for x in xs
    )


class _Walls:
    """Which sides of the units of a grid are drawn."""

    def __init__(
        self,
        upright: Sequence[Rule],
        level: Sequence[Rule],
        xs: Sequence[float],
        ys: Sequence[float],
    ) -> None:
        self._xs, self._ys = xs, ys
        self._upright = self._by_line(upright, xs)
        self._level = self._by_line(level, ys)

    @staticmethod
    def _by_line(rules: Sequence[Rule], lines: Sequence[float]) -> list[list[tuple[float, float]]]:
        found: list[list[tuple[float, float]]] = [[] for _ in lines]
        for rule in rules:
            after = bisect_left(lines, rule.at)
            near = min(
                (max(after - 1, 0), min(after, len(lines) - 1)),
                key=lambda at: abs(lines[at] - rule.at),
            )
            found[near].append((rule.start, rule.end))
        return found

    def right_of(self, row: int, column: int) -> bool:
        """Tell whether a rule stands right of the unit."""
        middle = (self._ys[row] + self._ys[row + 1]) / 2
        return any(start <= middle <= end for start, end in self._upright[column + 1])

    def below(self, row: int, column: int) -> bool:
        """Tell whether a rule lies below the unit."""
        middle = (self._xs[column] + self._xs[column + 1]) / 2
        return any(start <= middle <= end for start, end in self._level[row + 1])


def _cells(xs: Sequence[float], ys: Sequence[float], walls: _Walls) -> list[GridCell]:
    """Return the cells, each the largest block of units with no rule between them."""
    last_column, last_row = len(xs) - 1, len(ys) - 1
    taken: set[tuple[int, int]] = set()
    cells: list[GridCell] = []
    for row in range(last_row):
        for column in range(last_column):
            if (row, column) in taken:
                continue
            right = column + 1
            while (
                right < last_column
                and (row, right) not in taken
                and not walls.right_of(row, right - 1)
            ):
                right += 1
            down = row + 1
            while down < last_row and not any(
                walls.below(down - 1, at) or (down, at) in taken for at in range(column, right)
            ):
                down += 1
            taken.update((r, c) for r in range(row, down) for c in range(column, right))
            cells.append(GridCell(row=row, column=column, rows=down - row, columns=right - column))
    return cells
