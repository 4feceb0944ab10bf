"""Scanned pages to lines and tables, in the shapes in which a text layer gives them."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec
import pypdfium2
import pypdfium2.raw as pdfium

from doclineage.errors import ReadingError
from doclineage.model import Source
from doclineage.reading.ocr.bitmaps import cleaned
from doclineage.reading.ocr.engines import BLOCK, LINE, PAGE, Engine, find_engine
from doclineage.reading.ocr.rules import find_rules, grids_of, without_rules
from doclineage.reading.ocr.words import Seen, lines_of, parted, runs_of_lines
from doclineage.reading.pdf.plumber import Grid, GridCell
from doclineage.reading.pdf.words import Box, Run
from doclineage.settings import Settings
from doclineage.vietnamese.syllables import is_syllable

if TYPE_CHECKING:
    from PIL.Image import Image

TOO_SLOW = "ocr-too-slow"
#: Dots an inch at which pages are recognised: below 200 letters run together, over 300 the engine
#: reads no better and slower (0.97 of the words at 200, 0.96 at 300, in 0.6 and 1.0 s).
LEAST_DPI, MOST_DPI = 200, 300
#: Words less sure than the first (0..100) are doubtful, those with digits less sure than the
#: second. On six scans of our own documents 0.2 to 0.45 of the misread words were so and 0.01 of
#: the others; of the misread numbers 0.5 to 1 and 0.02 to 0.08 of the others.
_DOUBTFUL, _DOUBTFUL_NUMBER = 75.0, 85.0
#: Cells of one page that are read one by one; a page of a full table has 100.
_MOST_CELLS = 600
#: White around a cell for the engine, and what is cut off inside its rules, in pixels.
_PADDING, _RIM = 10, 3
#: Share of words that are syllables on a page that stands upright: 0.88 to 0.99 on real scans, 0.2
#: to 0.5 where they lie on their side or head.
_UPRIGHT = 0.6
_WORD = re.compile(r"[^\W\d_]{2,}")
#: A page as blank as this, as a share of dark pixels, is not turned to look for text.
_BLANK = 0.002
#: A shade darker than this is ink.
_INK = 128


class Doubtful(msgspec.Struct, frozen=True):
    """A word that was read without certainty, with its place in points."""

    text: str
    box: Box


class Recognised(msgspec.Struct, frozen=True):
    """What was read on a scanned page; places are in points from its top left."""

    width: float
    height: float
    runs: tuple[Run, ...] = ()
    grids: tuple[Grid, ...] = ()
    doubtful: tuple[Doubtful, ...] = ()
    scrawls: tuple[str, ...] = ()
    """Readings of pen strokes and stamps, which are no text."""
    doubts: tuple[str, ...] = ("recognised",)
    sound: float = 0.0
    """Share of the words that are syllables."""


#: Pixels of one side; A0 at 600 dpi has 28,000. Beyond it Pillow's own numbers overflow.
_LONGEST_SIDE = 32_000


class Scans:
    """Reads scanned pages of one file; without an engine it says None and what is missing."""

    def __init__(self, source: Source, settings: Settings) -> None:
        self._source, self._settings = source, settings
        self._engine: Engine | None = None
        self._pages = 0
        self.missing: str | None = None
        """What has to be installed, once a page was asked for in vain."""

    def close(self) -> None:
        """Let go of the engine."""
        if self._engine is not None:
            self._engine.close()

    def read_page(self, page: pypdfium2.PdfPage, number: int) -> Recognised | None:
        """Return what stands on a page of a PDF."""
        if not self._is_ready():
            return None
        sizes = [size for size, _ in images_of(page)]
        for size in sizes:
            self.bound(*size, number)
        # Of a scan the file has the pixels that the scanner made; more are invented.
        width, height = page.get_size()
        native = max((max(size) for size in sizes), default=0) * 72 / max(width, height, 1)
        most = (self._settings.max_pixels / max(width * height, 1)) ** 0.5 * 72
        dpi = min(max(LEAST_DPI, min(MOST_DPI, native)), most)
        image = page.render(scale=dpi / 72, may_draw_forms=False).to_pil()
        return self.read_image(image, dpi, number)

    def read_image(self, image: Image, dpi: float, number: int) -> Recognised | None:
        """Return what stands on a picture of a page, turned upright where that reads better."""
        if not self._is_ready():
            return None
        self._pages += 1
        if self._pages > self._settings.max_ocr_pages:
            detail = f"p. {number}: max_ocr_pages = {self._settings.max_ocr_pages:,}"
            raise ReadingError(self._source.path, "error.too-large", detail)
        best = self._read(image, dpi)
        if best.sound >= _UPRIGHT or TOO_SLOW in best.doubts or _is_blank(image):
            return best
        for turn in (180, 90, 270):
            turned = self._read(image.rotate(turn, expand=True), dpi)
            if turned.sound >= _UPRIGHT:
                return msgspec.structs.replace(turned, doubts=(*turned.doubts, "turned"))
        return best

    def expect(self, pages: int) -> None:
        """Refuse a file of too many pages before the first is recognised."""
        if pages > self._settings.max_ocr_pages:
            detail = f"{pages:,} p. > max_ocr_pages = {self._settings.max_ocr_pages:,}"
            raise ReadingError(self._source.path, "error.too-large", detail)

    def bound(self, width: int, height: int, number: int) -> None:
        """Raise ReadingError for a picture of too many pixels."""
        if width * height > self._settings.max_pixels or max(width, height) > _LONGEST_SIDE:
            detail = f"p. {number}: {width:,} x {height:,} > max_pixels"
            raise ReadingError(self._source.path, "error.image-too-large", detail)

    def _is_ready(self) -> bool:
        if self._engine is None and self.missing is None:
            found = find_engine()
            if isinstance(found, str):
                self.missing = found
            else:
                self._engine = found
        return self._engine is not None

    def _read(self, image: Image, dpi: float) -> Recognised:
        from PIL import ImageFilter  # noqa: PLC0415  # pages with a text layer never need it

        page = cleaned(image, dpi)
        scale = 72 / dpi
        size = (image.width * scale, image.height * scale)
        ruling = find_rules(page.image, dpi)
        # The filter takes specks off the paper: 0.987 of the words instead of 0.979.
        bare = without_rules(page.image, ruling, dpi).filter(ImageFilter.MedianFilter(3))
        grids = grids_of(ruling, dpi)
        doubts = ["recognised"]
        if sum(len(grid.cells) for grid in grids) > _MOST_CELLS:
            grids, doubts = [], [*doubts, "rules-unread"]
        lines = self._lines(bare, grids, dpi)
        if lines is None:
            return Recognised(*size, doubts=(TOO_SLOW,))
        outside, inside = lines
        kept, scrawls = parted(outside)
        kept += inside
        return Recognised(
            *size,
            runs=tuple(runs_of_lines(kept, scale)),
            grids=tuple(grids),
            doubtful=tuple(_doubtful(kept, scale)),
            scrawls=tuple(scrawls),
            doubts=tuple([*doubts, "stamps"] if page.stamps else doubts),
            sound=_soundness([word for line in kept for word in line]),
        )

    def _lines(
        self, bare: Image, grids: Sequence[Grid], dpi: float
    ) -> tuple[list[list[Seen]], list[list[Seen]]] | None:
        """Return the lines outside and inside the tables of a page, each cell read for itself."""
        from PIL import ImageOps  # noqa: PLC0415  # as above

        if self._engine is None:
            return None
        boxes = [box for grid in grids for box in _cell_boxes(grid, dpi)]
        crops = [(box, bare.crop(box)) for box in boxes]
        crops = [(box, crop) for box, crop in crops if min(crop.tobytes()) < _INK]
        padded = [ImageOps.expand(crop, _PADDING, 255) for _, crop in crops]
        page = bare.copy()
        for grid in grids:
            page.paste(255, _pixels(grid.box, dpi, -_RIM))
        seconds, whole = self._settings.ocr_seconds, round(dpi)
        outside = self._engine.tables([page], PAGE, whole, seconds)
        inside = self._engine.tables(padded, BLOCK, whole, seconds)
        if inside is None or outside is None:
            return None
        cells = [lines_of(table) for table in inside]
        # A lone number is no block of text to the engine.
        empty = [at for at, found in enumerate(cells) if not found]
        again = self._engine.tables([padded[at] for at in empty], LINE, whole, seconds)
        for at, table in zip(empty, again or (), strict=False):
            cells[at] = lines_of(table)
        lines = []
        for (box, _), found in zip(crops, cells, strict=True):
            by = (box[0] - _PADDING, box[1] - _PADDING)
            lines += [[word.moved(*by) for word in line] for line in found]
        return [line for table in outside for line in lines_of(table)], lines


def images_of(page: pypdfium2.PdfPage) -> list[tuple[tuple[int, int], float]]:
    """Return the size in pixels of each picture on a page and its share of the sheet."""
    width, height = page.get_size()
    found = []
    for piece in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=4):
        wide, high = ctypes.c_uint(), ctypes.c_uint()
        pdfium.FPDFImageObj_GetImagePixelSize(piece.raw, wide, high)
        left, bottom, right, top = piece.get_bounds()
        share = abs(right - left) * abs(top - bottom) / max(width * height, 1)
        found.append(((wide.value, high.value), share))
    return found


def _is_blank(image: Image) -> bool:
    counts = image.convert("L").histogram()
    return sum(counts[:128]) < _BLANK * sum(counts)


def _cell_boxes(grid: Grid, dpi: float) -> Iterator[tuple[int, int, int, int]]:
    for cell in grid.cells:
        box = _pixels(_cell_box(grid, cell), dpi, _RIM)
        if box[2] - box[0] > 2 * _RIM and box[3] - box[1] > 2 * _RIM:
            yield box


def _cell_box(grid: Grid, cell: GridCell) -> Box:
    return (
        grid.xs[cell.column],
        grid.ys[cell.row],
        grid.xs[cell.column + cell.columns],
        grid.ys[cell.row + cell.rows],
    )


def _pixels(box: Box, dpi: float, rim: int) -> tuple[int, int, int, int]:
    left, top, right, bottom = (round(place * dpi / 72) for place in box)
    return left + rim, top + rim, right - rim, bottom - rim


def _doubtful(lines: Sequence[Sequence[Seen]], scale: float) -> Iterator[Doubtful]:
    for line in lines:
        for word in line:
            digits = any(map(str.isdigit, word.text))
            if word.confidence < (_DOUBTFUL_NUMBER if digits else _DOUBTFUL):
                left, top, right, bottom = (place * scale for place in word.box)
                yield Doubtful(word.text, (left, top, right, bottom))


def _soundness(seen: Sequence[Seen]) -> float:
    """Return the share of words that are syllables, 0 where they run up or down the page."""
    long = [word for word in seen if len(word.text) > 2]
    # The engine reads some pages that lie on their side, but the places are then sideways.
    tall = sum(word.bottom - word.top > word.right - word.left for word in long)
    words = [word for one in seen for word in _WORD.findall(one.text)]
    if not words or tall * 2 > len(long):
        return 0.0
    return sum(map(is_syllable, words)) / len(words)
