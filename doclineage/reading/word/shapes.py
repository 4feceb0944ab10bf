"""What hangs in a drawing of a Word paragraph: text boxes, lettering, parts that are not read."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from doclineage.reading.word.markup import ALTERNATE, Element, a, o, opened, v, w, whole, wp

_BOX, _LETTERING, _OBJECT = w("txbxContent"), v("textpath"), o("OLEObject")
_GRAPHIC, _PICTURE, _OLD_PICTURE = a("graphicData"), a("blip"), v("imagedata")
# A chart, a diagram (organisation charts): their words stand in parts of their own.
_PARTS = re.compile(r"/(?:chart|chartex|diagram)$")
# style="position:absolute;width:467.8pt;height:661.7pt"
_OLD_SIZE = re.compile(r"(?:^|;)\s*(width|height):(\d+(?:\.\d+)?)pt")
_POINT = 12_700  # in English metric units, as DrawingML measures
#: Points of a picture that may be a scanned page: half the area of A4.
_PAGE_LIKE = 595 * 842 / 2


class Shapes(msgspec.Struct):
    """What was found in drawings."""

    boxes: list[Element] = []
    lettering: list[str] = []
    """The words of old WordArt."""
    parts: int = 0
    pictures: int = 0
    """Pictures so large that they may be scanned pages."""


def look_into(shape: Element, found: Shapes) -> None:
    """Add what stands in a drawing; boxes inside another box come with its own text."""
    pictures = 0
    for element in _outermost(shape):
        tag = element.tag
        if tag == _BOX:
            found.boxes.append(element)
        elif tag == _LETTERING:
            found.lettering.append(element.get("string", ""))
        elif tag == _OBJECT:
            found.parts += 1
        elif tag == _GRAPHIC:
            found.parts += _PARTS.search(element.get("uri", "")) is not None
        elif tag in {_PICTURE, _OLD_PICTURE}:
            pictures += 1
    if pictures and not found.parts and _area(shape) >= _PAGE_LIKE:
        found.pictures += 1


def _outermost(shape: Element) -> Iterator[Element]:
    waiting = [shape]
    while waiting:
        element = waiting.pop()
        yield element
        if element.tag == ALTERNATE:
            waiting.extend(opened(element))
        elif element.tag != _BOX:
            waiting.extend(reversed(element))


def _area(shape: Element) -> float:
    """Return the area of a drawing in square points, 0 where it does not say."""
    for extent in shape.iter(wp("extent")):
        return (whole(extent.get("cx")) or 0) * (whole(extent.get("cy")) or 0) / _POINT**2
    for old in shape.iter(v("shape"), v("rect")):
        sides = dict(_OLD_SIZE.findall(old.get("style", "")[:1000]))
        return float(sides.get("width", 0)) * float(sides.get("height", 0))
    return 0.0
