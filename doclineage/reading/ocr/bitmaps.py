"""A scanned page made fit for recognition: stamps taken off the text, turned straight."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from PIL.Image import Image

PixelBox = tuple[int, int, int, int]

#: The estimate of the angle is made on a picture so wide.
_SMALL = 500
#: Degrees that a page may lie askew, and the steps in which that is tried.
_MOST_ASKEW, _STEPS = 5.0, (1.0, 0.3, 0.1)
#: Turning costs sharpness: a page nearer to straight than this stays as it is.
_STRAIGHT = 0.1
#: Scanners draw a dark rim: so much of each side says nothing about the angle.
_RIM = 0.06
#: Shades by which paper and the noise of a scanner vary.
_PAPER_GRAIN = 20
#: Share of a page that is ink at least (a page of one line has 0.002), and how many shades ink
#: and paper are apart at least: less is the grain of blank paper.
_INK_SHARE, _LEAST_CONTRAST = 0.002, 50
#: A colour is ink of a stamp or pen where its strongest and weakest part differ by so much.
_COLOURED = 60
#: Cells in which coloured ink is counted, in millimetres, and the share that marks a cell.
_CELL_MM, _INKED = 2.5, 0.03
#: A stamp or signature is so high and wide at least, and not so much wider than high: a round
#: stamp measures 34 to 36 mm. Coloured lines of text are flat.
_LEAST_MM, _WIDEST_MM, _MOST_TIMES_WIDER = 14.0, 90.0, 3.5


class Cleaned(msgspec.Struct, frozen=True):
    """A page in shades of grey, upright; `stamps` counts the coloured marks taken off it."""

    image: Image
    stamps: int
    angle: float


def cleaned(image: Image, dpi: float) -> Cleaned:
    """Return a scanned page without coloured stamps and pen strokes, turned straight."""
    from PIL import Image as Images  # noqa: PLC0415  # pages with a text layer never need it

    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        layer = image.convert("RGBA")
        image = Images.new("RGB", image.size, "white")
        image.paste(layer, mask=layer.getchannel("A"))
    boxes: list[PixelBox] = []
    grey = image.convert("L")
    if image.mode not in {"1", "L", "I;16", "I", "F"}:
        colour = image.convert("RGB")
        boxes = list(_stamps(colour, dpi))
        for box in boxes:
            grey.paste(_without_colour(colour.crop(box)), box[:2])
    grey = _on_white(grey)
    angle = askew(grey)
    if abs(angle) >= _STRAIGHT:
        grey = grey.rotate(angle, Images.Resampling.BICUBIC, fillcolor=255)
    return Cleaned(image=grey, stamps=len(boxes), angle=angle)


def _on_white(grey: Image) -> Image:
    """Return a page with black ink on white paper.

    Paper is the usual shade of the lighter half and what is near it, ink the darkest of a page.
    """
    counts = grey.histogram()
    paper = max(range(128, 256), key=lambda shade: counts[shade])
    light = max(1, paper - _PAPER_GRAIN)
    ink, seen = 0, counts[0]
    while ink < light - _LEAST_CONTRAST and seen < _INK_SHARE * sum(counts):
        ink += 1
        seen += counts[ink]
    stretched = ((shade - ink) * 255 // max(1, light - ink) for shade in range(256))
    return grey.point([max(0, min(255, shade)) for shade in stretched])


def _without_colour(colour: Image) -> Image:
    """Return a picture in which black ink is dark, also under a stamp, and coloured ink is not."""
    from PIL import ImageChops  # noqa: PLC0415  # as above

    return ImageChops.add(_lightest(colour), _spread(colour))


def _lightest(colour: Image) -> Image:
    from PIL import ImageChops  # noqa: PLC0415  # as above

    red, green, blue = colour.split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _spread(colour: Image) -> Image:
    """Return how far the strongest and the weakest colour of each pixel are apart."""
    from PIL import ImageChops  # noqa: PLC0415  # as above

    red, green, blue = colour.split()
    weakest = ImageChops.darker(ImageChops.darker(red, green), blue)
    return ImageChops.difference(_lightest(colour), weakest)


def _stamps(colour: Image, dpi: float) -> Iterator[PixelBox]:
    """Yield the places of coloured stamps and pen strokes; coloured lines of text are none."""
    side = max(1, round(_CELL_MM / 25.4 * dpi))
    inked = _spread(colour).point(_over(_COLOURED)).reduce(side).point(_over(round(_INKED * 255)))
    for left, top, right, bottom in _islands(inked):
        width, height = (right - left) * _CELL_MM, (bottom - top) * _CELL_MM
        large = min(width, height) >= _LEAST_MM and max(width, height) <= _WIDEST_MM
        if large and width <= height * _MOST_TIMES_WIDER:
            # The cells at its rim may hold too little ink to count.
            yield (
                max(0, (left - 1) * side),
                max(0, (top - 1) * side),
                min(colour.width, (right + 1) * side),
                min(colour.height, (bottom + 1) * side),
            )


def _over(least: int) -> list[int]:
    """Return the table that makes shades over `least` white and the others black."""
    return [255 * (shade > least) for shade in range(256)]


def _islands(mask: Image) -> Iterator[PixelBox]:
    """Yield the boxes around white pixels that touch one another, from the top."""
    width, height = mask.size
    left = {place for place, shade in enumerate(mask.tobytes()) if shade}
    for start in sorted(left):
        if start not in left:
            continue
        left.discard(start)
        island, waiting = [start], [start]
        while waiting:
            row, column = divmod(waiting.pop(), width)
            for near in _around(row, column, width, height):
                if near in left:
                    left.discard(near)
                    island.append(near)
                    waiting.append(near)
        rows, columns = [place // width for place in island], [place % width for place in island]
        yield min(columns), min(rows), max(columns) + 1, max(rows) + 1


def _around(row: int, column: int, width: int, height: int) -> Iterator[int]:
    for near_row in range(max(0, row - 1), min(height, row + 2)):
        for near_column in range(max(0, column - 1), min(width, column + 2)):
            yield near_row * width + near_column


def askew(grey: Image) -> float:
    """Return the angle in degrees, counter-clockwise, that turns the lines of a page level.

    Level lines make rows of a page very dark or very light: the angle at which neighbouring rows
    differ most wins, of equal ones the smallest.
    """
    from PIL import ImageOps  # noqa: PLC0415  # as above

    width, height = grey.size
    rim = (int(width * _RIM), int(height * _RIM))
    inner = grey.crop((*rim, width - rim[0], height - rim[1]))
    small = ImageOps.invert(inner.reduce(max(1, inner.width // _SMALL)))
    found, reach = 0.0, _MOST_ASKEW
    for step in _STEPS:
        count = round(reach / step)
        found = _best(small, [found + step * at for at in range(-count, count + 1)])
        reach = step
    return found


def _best(dark: Image, angles: Sequence[float]) -> float:
    scored = [(-_contrast(dark, angle), abs(angle), angle) for angle in angles]
    return round(min(scored)[2], 2)


def _contrast(dark: Image, angle: float) -> int:
    """Return how much the rows of a picture differ from their neighbours once it is turned."""
    from PIL import Image as Images  # noqa: PLC0415  # as above

    turned = dark.rotate(angle, Images.Resampling.BILINEAR, fillcolor=0).convert("I")
    # In whole numbers: the result must not hang on how a processor rounds.
    means = turned.point(lambda shade: shade * 256).reduce((turned.width, 1))
    return sum((row - then) ** 2 for row, then in pairwise(array("i", means.tobytes())))
