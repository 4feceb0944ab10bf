"""The few pages that pdfium alone does not read: ruled tables, words torn apart.

pdfplumber finds table cells and puts words together by place, at a tenth of pdfium's speed, so
it is imported and opened when the first page needs it.
"""

from __future__ import annotations

import ctypes
import io
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from math import floor
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
import pypdfium2
import pypdfium2.raw as pdfium

from doclineage.reading.pdf.fonts import face_of_name
from doclineage.reading.pdf.words import SAME_BASE, Box, Run, Sheet, Word

if TYPE_CHECKING:
    from pdfminer.pdftypes import PDFStream
    from pdfplumber.page import Page
    from pdfplumber.pdf import PDF

Found = TypeVar("Found")
Piece = dict[str, Any]

#: Lines of a table nearer than this are one, ends nearer than this meet, in points.
_SNAP = 3.0
#: Shorter lines are hooks, dots and tails.
_SHORTEST = 4.0
_LINES = {
    "vertical_strategy": "lines",
    "horizontal_strategy": "lines",
    "snap_tolerance": _SNAP,
    "join_tolerance": _SNAP,
    "intersection_tolerance": _SNAP,
    "edge_min_length": _SHORTEST,
}
#: Words are parted by more than this share of the letter size where no blank is drawn.
_WORD_GAP = 0.15
#: Characters and objects of a page that pdfplumber is asked about, at 0.1 ms each; a dense page
#: of the gazette has 4,000 and 800.
_MOST_CHARACTERS, _MOST_OBJECTS = 20_000, 10_000
#: Both together for all pages of a file; a page of a table has 3,000.
_MOST_ASKED = 1_000_000
#: Bytes of a page's drawing in the file and unpacked; a full page takes 2,000 and 13,000.
_MOST_PACKED, _MOST_UNPACKED = 200_000, 2_000_000
#: Sides of drawn rules, and places where lines may cross: each is compared with each. Word draws
#: 20 sides a cell, so these are tables of 60 rows in 10 columns and of 600 rows.
_MOST_EDGES, _MOST_CROSSINGS = 12_000, 6_000
#: Forms that a page may name.
_MOST_FORMS = 200
#: A rule is so many times longer than wide; forms may be drawn in any scale.
_THIN = 2
#: A path of more parts than a box may be a whole table drawn at once.
_BOX_SEGMENTS = 5


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


def is_ruled(page: pypdfium2.PdfPage) -> bool:
    """Tell whether a page draws rules enough for two cells side by side, by pdfium alone."""
    pieces = list(_objects(page))
    sides = [_sides(piece) for piece, kind in pieces if kind == pdfium.FPDF_PAGEOBJ_PATH]
    upright, level = (sum(counts) for counts in zip((0, 0), *sides, strict=True))
    # What a page draws beyond the bound may be rules.
    return len(pieces) > _MOST_OBJECTS or (upright > 2 and level > 1)


def _objects(page: pypdfium2.PdfPage) -> Iterator[tuple[object, int]]:
    """Yield the drawn objects of a page and of the forms in it with their kinds, one too many."""
    yield from islice(_within(page.raw, "FPDFPage"), _MOST_OBJECTS + 1)


def _within(holder: object, kind_of_holder: str) -> Iterator[tuple[object, int]]:
    # pypdfium2's own walk wraps each object, at four times the cost.
    count = getattr(pdfium, f"{kind_of_holder}_CountObjects")
    get = getattr(pdfium, f"{kind_of_holder}_GetObject")
    for index in range(count(holder)):
        piece = get(holder, index)
        kind = pdfium.FPDFPageObj_GetType(piece)
        yield piece, kind
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _within(piece, "FPDFFormObj")


def _sides(path: object) -> tuple[int, int]:
    """Return how many upright and level rules a path is at most."""
    segments = pdfium.FPDFPath_CountSegments(path)
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    if segments > _BOX_SEGMENTS:
        return segments, segments
    if stroke.value and segments >= _BOX_SEGMENTS - 1:
        return 2, 2
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(path, left, bottom, right, top)
    width, height = right.value - left.value, top.value - bottom.value
    # A fill alone is a rule if it is thin, else the shading of words.
    return int(width * _THIN < height), int(height * _THIN < width)


class Plumber:
    """A file in pdfplumber's hands; asked about a page it says None where that fails."""

    def __init__(self, data: bytes, pages: int) -> None:
        self._data, self._count = data, pages
        self._file: PDF | None = None
        self._asked = 0

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()

    def grids(self, page: pypdfium2.PdfTextPage, index: int, sheet: Sheet) -> list[Grid] | None:
        """Return the ruled tables of page `index` from the top; boxes around one text are none."""
        return self._ask(page, index, lambda view: _grids(view, _origin(view, sheet)))

    def runs(self, page: pypdfium2.PdfTextPage, index: int, sheet: Sheet) -> list[Run] | None:
        """Return the lines of page `index`, put together from its letters by place alone."""
        return self._ask(page, index, lambda view: _runs(view, _origin(view, sheet)))

    def _ask(
        self, page: pypdfium2.PdfTextPage, index: int, question: Callable[[Page], Found | None]
    ) -> Found | None:
        kinds = [kind for _, kind in _objects(page.page)]
        if page.count_chars() > _MOST_CHARACTERS or len(kinds) > _MOST_OBJECTS:
            return None
        self._asked += page.count_chars() + len(kinds)
        if self._asked > _MOST_ASKED:
            return None
        try:
            with self._page(index) as view:
                drawn = kinds.count(pdfium.FPDF_PAGEOBJ_FORM)
                return question(view) if _is_small(view, drawn) else None
        except Exception:  # noqa: BLE001  # pdfminer fails in any way on a damaged page
            return None

    @contextmanager
    def _page(self, index: int) -> Iterator[Page]:
        if self._file is None:
            import pdfplumber  # noqa: PLC0415  # most files never pay its 100 ms

            # What it thinks of a damaged file is not for standard error.
            logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
            self._file = pdfplumber.open(io.BytesIO(self._data))
        if len(self._file.pages) != self._count:
            raise LookupError(index)
        page = self._file.pages[index]
        yield page
        page.close()


def _is_small(page: Page, drawn: int) -> bool:
    """Tell whether pdfminer is soon through a page that draws so many forms."""
    forms = list(islice(_forms(page.page_obj.resources), _MOST_FORMS + 1)) if drawn else []
    streams = [*page.page_obj.contents, *forms]
    if len(forms) > _MOST_FORMS or sum(len(s.rawdata or b"") for s in streams) > _MOST_PACKED:
        return False
    sizes = [len(stream.get_data()) for stream in streams]
    return sum(sizes) + sum(sizes[len(sizes) - len(forms) :]) * drawn <= _MOST_UNPACKED


def _forms(resources: object) -> Iterator[PDFStream]:
    """Yield the forms that a page or form may draw, each as often as it is named."""
    from pdfminer.pdftypes import resolve1  # noqa: PLC0415  # as above

    for name in (resolve1((resolve1(resources) or {}).get("XObject")) or {}).values():
        piece = resolve1(name)
        if getattr(piece.get("Subtype"), "name", None) == "Form":
            yield piece
            yield from _forms(piece.get("Resources"))


def _origin(page: Page, sheet: Sheet) -> tuple[float, float]:
    """Return what to add to pdfplumber's places: it measures from the whole sheet's corner."""
    left, top, _, _ = sheet.place(*page.page_obj.mediabox)
    return left - page.bbox[0], top - page.bbox[1]


def _grids(page: Page, origin: tuple[float, float]) -> list[Grid] | None:
    drawing = page.filter(_is_drawn)
    if not _is_countable(drawing.edges):
        return None
    grids = (_grid(table.cells, origin) for table in drawing.find_tables(_LINES))
    return [grid for grid in grids if len(grid.xs) > 2]


def _is_drawn(piece: Piece) -> bool:
    """Tell whether an object shows a line: not text, not shading."""
    if piece["object_type"] == "rect":
        return bool(piece["stroke"]) or min(piece["width"], piece["height"]) < _SNAP
    return piece["object_type"] == "line" or bool(
        piece["object_type"] == "curve" and piece["stroke"]
    )


def _is_countable(edges: Sequence[Piece]) -> bool:
    from pdfplumber.utils.clustering import cluster_list  # noqa: PLC0415  # as above

    lefts = cluster_list([edge["x0"] for edge in edges if edge["orientation"] == "v"], _SNAP)
    tops = cluster_list([edge["top"] for edge in edges if edge["orientation"] == "h"], _SNAP)
    return len(edges) <= _MOST_EDGES and len(lefts) * len(tops) <= _MOST_CROSSINGS


def _grid(boxes: Sequence[Box], origin: tuple[float, float]) -> Grid:
    lefts = sorted({x for left, _, right, _ in boxes for x in (left, right)})
    tops = sorted({y for _, top, _, bottom in boxes for y in (top, bottom)})
    column = {x: number for number, x in enumerate(lefts)}
    row = {y: number for number, y in enumerate(tops)}
    return Grid(
        xs=tuple(x + origin[0] for x in lefts),
        ys=tuple(y + origin[1] for y in tops),
        cells=tuple(
            GridCell(
                row=row[top],
                column=column[left],
                rows=row[bottom] - row[top],
                columns=column[right] - column[left],
            )
            for left, top, right, bottom in boxes
        ),
    )


def _runs(page: Page, origin: tuple[float, float]) -> list[Run]:
    drawn = [_start(char) for char in page.chars if not char["text"].isspace()]
    taken = {(floor(x + half), y) for x, y in drawn for half in (-0.5, 0.5)}

    def is_letter(piece: Piece) -> bool:
        if piece["object_type"] != "char" or not piece["upright"]:
            return False
        # A blank may hold the place of a letter that another font draws.
        x, y = _start(piece)
        return not piece["text"].isspace() or (floor(x), y) not in taken

    words = page.filter(is_letter).extract_words(x_tolerance_ratio=_WORD_GAP, return_chars=True)
    lines: list[list[Piece]] = []
    for word in words:
        first = word["chars"][0]
        if lines and abs(_start(first)[1] - _start(lines[-1][0])[1]) < first["size"] * SAME_BASE:
            lines[-1].append(first | word)
        else:
            lines.append([first | word])
    return [_run(line, page.height + origin[1], origin[0]) for line in lines]


def _start(char: Piece) -> tuple[float, float]:
    """Return where a character begins on its base line, from the lower left corner."""
    return char["matrix"][4], round(char["matrix"][5], 1)


def _run(line: Sequence[Piece], foot: float, left: float) -> Run:
    words = tuple(
        Word(
            text=word["text"],
            left=word["x0"] + left,
            right=word["x1"] + left,
            face=face_of_name(word["fontname"]),
            drawn=tuple(
                (char["size"], foot - char["matrix"][5])
                for char in word["chars"]
                for _ in char["text"]
            ),
        )
        for word in line
    )
    return Run(words=words, base=foot - line[0]["matrix"][5], size=line[0]["size"])
