"""Names and values of WordprocessingML (ECMA-376, part 1, 17), read without trust."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from lxml import etree

Element = etree._Element

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PLACED = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_OLD_DRAWING = "urn:schemas-microsoft-com:vml"
_OLDOFFICE = "urn:schemas-microsoft-com:office:office"

OFF = frozenset({"0", "false", "off", "none"})
# 720 | -360 | 36pt | 1.5in
_MEASURE = re.compile(r"(?P<number>-?\d{1,9}(?:\.\d{1,9})?)(?P<unit>pt|in|cm|mm|pc|pi)?")
_POINTS = {None: 0.05, "pt": 1.0, "in": 72.0, "cm": 28.3465, "mm": 2.83465, "pc": 12.0, "pi": 12.0}


def w(name: str) -> str:
    """Return the tag or attribute `name` of the main namespace as lxml spells it."""
    return f"{{{_MAIN}}}{name}"


def mc(name: str) -> str:
    """Return the tag `name` of markup compatibility."""
    return f"{{{_COMPATIBILITY}}}{name}"


def m(name: str) -> str:
    """Return the tag `name` of Office mathematics."""
    return f"{{{_MATH}}}{name}"


def a(name: str) -> str:
    """Return the tag `name` of DrawingML."""
    return f"{{{_DRAWING}}}{name}"


def wp(name: str) -> str:
    """Return the tag `name` of drawings placed in a text."""
    return f"{{{_PLACED}}}{name}"


def v(name: str) -> str:
    """Return the tag `name` of VML, the drawings of older Word."""
    return f"{{{_OLD_DRAWING}}}{name}"


def o(name: str) -> str:
    """Return the tag `name` of the office part of VML."""
    return f"{{{_OLDOFFICE}}}{name}"


VAL = w("val")
#: What names a part: ``r:id``.
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
#: ``element[ALL]`` are all its children, made at once: an iterator costs twice as much.
ALL: Any = slice(None)
#: Tracked changes: read as if all were accepted.
INSERTED = frozenset({w("ins"), w("moveTo")})
REMOVED = frozenset({w("del"), w("moveFrom")})
_WORDS = frozenset({w("t"), w("delText")})
_PARTING = frozenset(map(w, ("p", "tab", "br", "cr")))
# What stands around content without being seen.
TRANSPARENT = frozenset(
    map(w, ("hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo", "sdtContent"))
)
CONTROL, ALTERNATE = w("sdt"), mc("AlternateContent")
#: What points to another file whose words are not in this one.
FOREIGN = frozenset({w("altChunk"), w("subDoc")})


def child(element: Element | None, tag: str) -> Element | None:
    """Return the first child with this tag, None where it or the element is missing."""
    return None if element is None else next(element.iterchildren(tag), None)


def head(element: Element, tag: str) -> Element | None:
    """Return the child with this tag that stands first by rule: properties before content.

    By place it costs a tenth of a search; careless programs put it elsewhere.
    """
    if not len(element):
        return None
    first = element[0]
    return first if first.tag == tag else child(element, tag)


def value(element: Element | None, attribute: str = VAL) -> str | None:
    """Return one attribute, None where it or the element is missing."""
    return None if element is None else element.get(attribute)


def whole(text: str | None) -> int | None:
    """Return a whole number of reasonable size, None for anything else."""
    if text is None or len(text) > 9:
        return None
    try:
        return int(text)
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def points(text: str | None) -> float | None:
    """Return a measure in points; a bare number counts twentieths of a point."""
    match = _MEASURE.fullmatch(text or "")
    return None if match is None else round(float(match["number"]) * _POINTS[match["unit"]], 2)


def is_on(element: Element) -> bool:
    """Tell whether a switch such as ``<w:b/>`` is on; without a value it is."""
    setting = element.get(VAL)
    return setting is None or setting not in OFF


def opened(element: Element) -> tuple[Element, ...]:
    """Return what holds the content of a wrapper (control, hyperlink, insertion), () for others.

    Of alternatives one is read, never two.
    """
    tag = element.tag
    if tag in TRANSPARENT or tag in INSERTED:
        return (element,)
    if tag == CONTROL:
        return tuple(element.iterchildren(w("sdtContent")))
    if tag == ALTERNATE:
        return tuple(element.iterchildren(mc("Choice"), mc("Fallback")))[:1]
    return ()


def words_in(element: Element) -> str:
    """Return all words in `element`, also those that a tracked change removes.

    Of alternatives the first speaks: the others are for older readers.
    """
    found: list[str] = []
    waiting = [element]
    while waiting:
        inner = waiting.pop()
        if inner.tag in _WORDS:
            found.append(inner.text or "")
        elif inner.tag == ALTERNATE:
            waiting.extend(opened(inner))
        else:
            waiting.extend(reversed(inner))
            found.append(" " if inner.tag in _PARTING else "")
    return "".join(found).strip()


def plain_lines(document: Element) -> str:
    """Return the text of all runs, a line a paragraph."""
    return "\n".join(
        "".join(text.text or "" for text in paragraph.iter(w("t")))
        for paragraph in document.iter(w("p"))
    )


def is_placeholder(control: Element) -> bool:
    """Tell a content control that nobody has filled in: what it shows asks for text."""
    shown = child(child(control, w("sdtPr")), w("showingPlcHdr"))
    return shown is not None and is_on(shown)


def is_returned_list(control: Element) -> bool:
    """Tell the control in which a marked plan came back: the list in it is the auditor's."""
    return value(child(child(control, w("sdtPr")), w("tag"))) == "doclineage-appendix"


def is_contents_control(control: Element) -> bool:
    """Tell a content control that holds a table of contents, its heading too."""
    gallery = child(child(child(control, w("sdtPr")), w("docPartObj")), w("docPartGallery"))
    return value(gallery) == "Table of Contents"
