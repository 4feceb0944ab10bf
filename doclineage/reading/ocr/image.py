"""Pictures of pages (PNG, JPEG, TIFF) to blocks; a TIFF may hold many pages."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from doclineage.errors import ReadingError
from doclineage.model import Reading, Source
from doclineage.reading.ocr.scans import LEAST_DPI, MOST_DPI, TOO_SLOW, Recognised, Scans
from doclineage.reading.pdf.assembly import assemble
from doclineage.reading.pdf.reader import recognised_page
from doclineage.settings import Settings

if TYPE_CHECKING:
    from PIL.Image import Image

_FORMATS = ("PNG", "JPEG", "TIFF")
#: Inches that the shorter side of a sheet may measure: half of A5 to A2.
_NARROWEST, _WIDEST = 3.0, 17.0
#: The shorter side of A4 in inches, for pictures that do not state their scale or state it wrong.
_A4 = 8.27


def read(data: bytes, source: Source, settings: Settings) -> Reading:
    """Return the blocks of a picture.

    Raises ReadingError where it is damaged or too large, where no text is found on it, or where
    no engine for recognition is installed.
    """
    with closing(Scans(source, settings)) as scans:
        pages = list(_pages(data, source, scans))
    if not any(page.runs for page in pages):
        slow = any(TOO_SLOW in page.doubts for page in pages)
        detail = f"ocr_seconds = {settings.ocr_seconds}" if slow else f"{len(pages)} p."
        raise ReadingError(source.path, "error.scanned-image", detail)
    numbered = enumerate(pages, 1)
    return assemble([recognised_page(number, page) for number, page in numbered], source, settings)


def _pages(data: bytes, source: Source, scans: Scans) -> Iterator[Recognised]:
    from PIL import Image as Images  # noqa: PLC0415  # pages with a text layer never need it

    try:
        with warnings.catch_warnings():
            # The size is judged below, before any pixel is unpacked; other warnings are damage
            # that shows in the text.
            warnings.simplefilter("ignore")
            with Images.open(io.BytesIO(data), formats=_FORMATS) as picture:
                yield from _frames(picture, source, scans)
    except Images.DecompressionBombError as fault:
        raise ReadingError(source.path, "error.image-too-large", "p. 1") from fault
    except (OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError) as fault:
        raise ReadingError(source.path, "error.broken-image", _plain(fault)) from fault


def _plain(fault: Exception) -> str:
    from PIL import UnidentifiedImageError  # noqa: PLC0415  # as above

    if isinstance(fault, UnidentifiedImageError):
        return "no picture behind its head"
    return " ".join(str(fault).split()).rstrip(".")[:80] or type(fault).__name__


def _frames(picture: Image, source: Source, scans: Scans) -> Iterator[Recognised]:
    number = 0
    scans.expect(getattr(picture, "n_frames", 1))
    while True:
        scans.bound(picture.width, picture.height, number + 1)
        yield _recognised(picture, number + 1, source, scans)
        number += 1
        try:
            picture.seek(number)
        except EOFError:
            return


def _recognised(picture: Image, number: int, source: Source, scans: Scans) -> Recognised:
    from PIL import ImageOps  # noqa: PLC0415  # as above

    page = ImageOps.exif_transpose(picture)
    if page.mode.startswith("I") or page.mode == "F":
        page = _shades(page)
    page, dpi = _scaled(page, _dpi(picture))
    found = scans.read_image(page, dpi, number)
    if found is None:
        raise ReadingError(source.path, "error.no-ocr", f"{scans.missing}")
    return found


def _scaled(page: Image, dpi: float) -> tuple[Image, float]:
    """Return a picture at a scale at which letters are told apart, and that scale."""
    from PIL import Image as Images  # noqa: PLC0415  # as above

    times = int(dpi // MOST_DPI)
    if times > 1:
        return page.reduce(times), dpi / times
    if dpi < LEAST_DPI:
        # Small letters are read better when they are drawn larger.
        shades = page.convert("L" if page.mode == "1" else "RGB") if page.mode != "L" else page
        width, height = (max(1, round(side * LEAST_DPI / dpi)) for side in page.size)
        return shades.resize((width, height), Images.Resampling.BICUBIC), float(LEAST_DPI)
    return page, dpi


def _shades(page: Image) -> Image:
    """Return a picture of 16 or more bits a pixel in 256 shades."""
    # 65,535 is white in every such scan that we know; bilevel ones have another mode.
    return page.convert("F").point(lambda shade: shade / 257 + 0).convert("L")


def _dpi(picture: Image) -> float:
    """Return the dots an inch of a picture: as stated if the sheet is then of a usual size."""
    side = min(picture.size)
    try:
        stated = float(picture.info.get("dpi", (0, 0))[0])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        stated = 0.0
    if stated > 0 and _NARROWEST <= side / stated <= _WIDEST:
        return stated
    return max(side / _A4, 1.0)
