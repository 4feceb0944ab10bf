"""Paragraphs and tables of Word files, with all that they look like set on the spot.

Nothing rests on the styles of the file that they go into: it may have any, or none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from lxml import etree

from doclineage.reporting.cells import legible

Element: TypeAlias = etree._Element
#: The names of nearly all Word files; "Strict Open XML" has others for the same.
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FACE = "Times New Roman"


class Ink(NamedTuple):
    """A stretch of text that looks the same; `size` in points."""

    text: str
    bold: bool = False
    italic: bool = False
    size: float = 13.0


class Look(NamedTuple):
    """How a paragraph stands; `before`, `after` and `indent` (of its first line) in points."""

    align: str = "both"
    before: float = 0.0
    after: float = 6.0
    indent: float = 0.0
    new_page: bool = False
    keep: bool = False
    """True where it stays on the page of the paragraph that follows."""


class Pen:
    """Write elements in the names that one file uses."""

    def __init__(self, namespace: str = NAMESPACE) -> None:
        self._namespace = namespace

    def name(self, local: str) -> str:
        """Return the full name of a tag or an attribute."""
        return f"{{{self._namespace}}}{local}"

    def made(self, tag: str, *children: Element, **attributes: str | int) -> Element:
        """Return an element; attributes are in the same names."""
        element = etree.Element(self.name(tag), nsmap={"w": self._namespace})
        for name, value in attributes.items():
            element.set(self.name(name), str(value))
        element.extend(children)
        return element

    def paragraph(self, inks: Sequence[Ink] | Ink | str, look: Look = Look()) -> Element:  # noqa: B008
        """Return a paragraph; line feeds in its text become line breaks."""
        if isinstance(inks, str):
            inks = Ink(inks)
        inks = [inks] if isinstance(inks, Ink) else inks
        properties = self.made("pPr")
        if look.keep:
            properties.append(self.made("keepNext"))
        if look.new_page:
            properties.append(self.made("pageBreakBefore"))
        spacing = self.made("spacing", before=_twips(look.before), after=_twips(look.after))
        properties.append(spacing)
        # Zero is said too, or the style of the file's own paragraphs would set it.
        properties.append(self.made("ind", left=0, right=0, firstLine=_twips(look.indent)))
        properties.append(self.made("jc", val=look.align))
        return self.made("p", properties, *(self._run(ink) for ink in inks))

    def _run(self, ink: Ink) -> Element:
        size = round(ink.size * 2)
        properties = self.made(
            "rPr",
            self.made("rFonts", ascii=_FACE, hAnsi=_FACE, cs=_FACE),
            self.made("b", val=int(ink.bold)),
            self.made("i", val=int(ink.italic)),
            self.made("sz", val=size),
            self.made("szCs", val=size),
        )
        run = self.made("r", properties)
        for number, line in enumerate(legible(ink.text).replace("\t", " ").split("\n")):
            if number:
                run.append(self.made("br"))
            text = self.made("t")
            text.text = line
            text.set(_SPACE, "preserve")
            run.append(text)
        return run

    def table(
        self,
        widths: Sequence[int],
        rows: Sequence[Sequence[Sequence[Element]]],
        *,
        ruled: bool = True,
    ) -> Element:
        """Return a table of fixed columns (twentieths of a point), ruled with its head repeated."""
        properties = self.made("tblPr", self.made("tblW", w=sum(widths), type="dxa"))
        properties.append(self.made("jc", val="center"))
        if ruled:
            sides = ("top", "left", "bottom", "right", "insideH", "insideV")
            lines = [self.made(side, val="single", sz=4, space=0, color="auto") for side in sides]
            properties.append(self.made("tblBorders", *lines))
        properties.append(self.made("tblLayout", type="fixed"))
        grid = self.made("tblGrid", *(self.made("gridCol", w=width) for width in widths))
        table = self.made("tbl", properties, grid)
        for number, row in enumerate(rows):
            table.append(self._row(widths, row, head=ruled and number == 0))
        return table

    def _row(
        self, widths: Sequence[int], row: Sequence[Sequence[Element]], *, head: bool
    ) -> Element:
        made = self.made("tr")
        properties = self.made("trPr", self.made("cantSplit"))
        if head:
            properties.append(self.made("tblHeader"))
        made.append(properties)
        for width, paragraphs in zip(widths, row, strict=True):
            size = self.made("tcPr", self.made("tcW", w=width, type="dxa"))
            made.append(self.made("tc", size, *paragraphs))
        return made


def _twips(points: float) -> int:
    return round(points * 20)


def encoded(root: Element) -> bytes:
    """Return the bytes of a part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
