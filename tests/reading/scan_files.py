"""Scans for tests: pages of a PDF as pictures, askew, noisy, with a stamp; a fake engine."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter

DPI = 200


def page_picture(path: Path, index: int) -> Image.Image:
    with pypdfium2.PdfDocument(str(path)) as document:
        return document[index].render(scale=DPI / 72).to_pil().convert("RGB")


def scanned(page: Image.Image, seed: int = 0, *, stamp: tuple[float, float] | None = None):
    """Return a page as a scanner gives it; `stamp` is the stamp's middle as shares of the page."""
    chance = random.Random(seed)
    if stamp is not None:
        page = _stamped(page, (round(stamp[0] * page.width), round(stamp[1] * page.height)))
    page = page.rotate(
        chance.uniform(0.4, 1.1) * chance.choice((-1, 1)),
        Image.Resampling.BICUBIC,
        fillcolor=(255, 255, 255),
    ).filter(ImageFilter.GaussianBlur(0.5))
    grain = Image.frombytes("L", (64, 64), chance.randbytes(4096)).resize(page.size)
    page = Image.blend(page, grain.convert("RGB"), 0.05)
    pen = ImageDraw.Draw(page)
    for _ in range(60):
        left, top = chance.randrange(page.width), chance.randrange(page.height)
        pen.ellipse((left, top, left + chance.randrange(3), top + chance.randrange(3)), fill="gray")
    return page


def _stamped(page: Image.Image, middle: tuple[int, int]) -> Image.Image:
    layer = Image.new("RGB", page.size, "white")
    pen, radius = ImageDraw.Draw(layer), round(DPI * 0.7)
    red, (left, top) = (214, 60, 75), middle
    for reach in (radius, round(radius * 0.7)):
        box = (left - reach, top - reach, left + reach, top + reach)
        pen.ellipse(box, outline=red, width=4)
    pen.regular_polygon((left, top, radius // 3), 5, fill=red)
    pen.line(
        [(left - 2 * radius + 9 * step, top + (step * 37) % 60) for step in range(30)],
        fill=(45, 60, 150),
        width=4,
    )
    return ImageChops.multiply(page, layer)


def as_pdf(pages: Sequence[Image.Image], path: Path) -> Path:
    pages[0].save(path, "PDF", save_all=True, append_images=pages[1:], resolution=DPI)
    return path


class FakeEngine:
    """Says the same words on every page: lines of words, each with its confidence or 96."""

    def __init__(self, *lines: str, slow: bool = False) -> None:
        self.slow = slow
        self.table = "\n".join(_rows(lines))

    def tables(self, images, layout, dpi, seconds):
        return None if self.slow else [self.table for _ in images]

    def close(self) -> None:
        pass


def _rows(lines: Sequence[str]):
    # "năm 20Z6|40": the number behind the bar is how sure the engine is.
    for number, line in enumerate(lines):
        left = 200
        for at, word in enumerate(line.split(), 1):
            text, _, sure = word.partition("|")
            width = 18 * len(text)
            top = 200 + 60 * number
            place = (left, top + 14, 10, 3) if text == "-" else (left, top, width, 27)
            yield "\t".join(map(str, (5, 1, 1, 1, number, at, *place, sure or 96, text)))
            left += width + 12
