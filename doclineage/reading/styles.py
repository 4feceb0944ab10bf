"""The style sheet of a Word file: what a style says, its ancestors included, once a style.

ECMA-376, part 1, 17.7. A value that no style states is None.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from doclineage.reading.markup import VAL, Element, is_on, points, value, w, whole

_HEADING_NAME = re.compile(r"heading (\d)", re.IGNORECASE)
_PARAGRAPH_PROPERTIES, _RUN_PROPERTIES = w("pPr"), w("rPr")
_BOLD, _ITALIC, _HIDDEN, _CAPS = w("b"), w("i"), w("vanish"), w("caps")
_SIZE, _RUN_STYLE, _FONTS = w("sz"), w("rStyle"), w("rFonts")
_PLACES = {w("start"): 0, w("left"): 0, w("firstLine"): 1, w("hanging"): 2}


class RunLook(NamedTuple):
    """How letters are set; size in points."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    caps: bool | None = None
    size: float | None = None


class ParagraphLook(NamedTuple):
    """How a paragraph is set; `left` and `first` in points, `heading` 1 the outermost."""

    name: str | None = None
    justified: str | None = None
    left: float | None = None
    first: float | None = None
    heading: int | None = None
    list_id: int | None = None
    list_level: int | None = None
    list_style: str | None = None
    """The style that brought the number: its level is the one that names this style."""
    new_page: bool | None = None


NO_RUN = RunLook()
NO_PARAGRAPH = ParagraphLook()


class StyleSheet:
    """Styles by their id; each is resolved once."""

    def __init__(self, root: Element | None) -> None:
        styles = [] if root is None else root.iterchildren(w("style"))
        self._styles = {style.get(w("styleId"), ""): style for style in styles}
        self._paragraphs: dict[str | None, ParagraphLook] = {}
        self._chains: dict[str | None, RunLook] = {}
        self._runs: dict[tuple[str | None, str | None], RunLook] = {}
        self._defaults = NO_RUN
        if root is not None:
            path = f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}"
            self._defaults = run_look(root.find(path))
        self.default = self._default_paragraph()

    def _default_paragraph(self) -> str | None:
        for style_id, style in self._styles.items():
            default = style.get(w("default"))
            if style.get(w("type")) == "paragraph" and default in {"1", "true", "on"}:
                return style_id
        return None

    def list_id(self, style_id: str) -> int | None:
        """Return the list that a numbering style stands for."""
        return self.paragraph(style_id).list_id

    def paragraph(self, style_id: str | None) -> ParagraphLook:
        """Return what the paragraph style and its ancestors say."""
        look = self._paragraphs.get(style_id)
        if look is None:
            look = NO_PARAGRAPH
            for style in reversed(self._ancestry(style_id)):
                look = _styled(look, style)
            name = value(self._find(style_id, "name"))
            heading = _HEADING_NAME.fullmatch(name or "")
            if look.heading is None and heading:
                look = look._replace(heading=int(heading[1]))
            look = self._paragraphs[style_id] = look._replace(name=name)
        return look

    def run(self, paragraph_style: str | None, run_style: str | None) -> RunLook:
        """Return how letters of these two styles are set, before direct formatting.

        A switch that both styles turn on is off (17.7.3), unless the whole document has it on.
        """
        key = (paragraph_style, run_style)
        look = self._runs.get(key)
        if look is None:
            below, above = self._chain(paragraph_style), self._chain(run_style)
            bold, italic, hidden, caps = (
                bool(default) or bool(one) != bool(other)
                for default, one, other in zip(
                    self._defaults[:4], below[:4], above[:4], strict=True
                )
            )
            size = above.size or below.size or self._defaults.size
            look = self._runs[key] = RunLook(bold, italic, hidden, caps, size)
        return look

    def _chain(self, style_id: str | None) -> RunLook:
        look = self._chains.get(style_id)
        if look is None:
            look = NO_RUN
            for style in reversed(self._ancestry(style_id)):
                look = run_look(style.find(_RUN_PROPERTIES), look)
            self._chains[style_id] = look
        return look

    def _find(self, style_id: str | None, child: str) -> Element | None:
        style = self._styles.get(style_id or "")
        return None if style is None else style.find(w(child))

    def _ancestry(self, style_id: str | None) -> list[Element]:
        """Return the style and those it is based on, itself first; a circle is cut."""
        found: dict[str, Element] = {}
        while style_id in self._styles and style_id not in found:
            found[style_id] = self._styles[style_id]
            style_id = value(found[style_id].find(w("basedOn"))) or ""
        return list(found.values())


def telling(root: Element) -> set[Element]:
    """Return the ``w:rPr`` that say anything we ask for: most name only fonts and languages."""
    asked = root.iter(_BOLD, _ITALIC, _HIDDEN, _CAPS, _SIZE, _RUN_STYLE)
    return {parent for child in asked if (parent := child.getparent()) is not None}


def run_look(properties: Element | None, base: RunLook = NO_RUN) -> RunLook:
    """Return `base` with what ``w:rPr`` says itself."""
    if properties is None:
        return base
    bold, italic, hidden, caps, size = base
    for child in properties:
        tag = child.tag
        if tag == _BOLD:
            bold = is_on(child)
        elif tag == _ITALIC:
            italic = is_on(child)
        elif tag == _HIDDEN:
            hidden = is_on(child)
        elif tag == _CAPS:
            caps = is_on(child)
        elif tag == _SIZE:
            size = _half_points(child.get(VAL), size)
    return RunLook(bold, italic, hidden, caps, size)


def paragraph_look(properties: Mapping[str, Element], base: ParagraphLook) -> ParagraphLook:
    """Return `base` with what the children of ``w:pPr``, by tag, say themselves."""
    changes: dict[str, Any] = {}
    for tag, child in properties.items():
        reader = _READERS.get(tag)
        if reader is not None:
            changes |= reader(child)
    return base._replace(**changes) if changes else base


def by_tag(properties: Element | None) -> dict[str, Element]:
    """Return the children by tag: each is looked at once, whoever asks."""
    return {} if properties is None else {child.tag: child for child in properties}


def _styled(look: ParagraphLook, style: Element) -> ParagraphLook:
    """Add one style to those that it is based on."""
    properties = by_tag(style.find(_PARAGRAPH_PROPERTIES))
    own = paragraph_look(properties, look)
    if w("numPr") in properties:
        own = own._replace(list_style=style.get(w("styleId")))
    return own


def _half_points(text: str | None, otherwise: float | None) -> float | None:
    number = points(text)
    # A bare number counts half points here, not twentieths.
    return otherwise if number is None else number * 10


def _justified(child: Element) -> dict[str, Any]:
    return {"justified": child.get(VAL)}


def _indent(child: Element) -> dict[str, Any]:
    measured: list[float | None] = [None, None, None]
    for name, text in child.items():
        place = _PLACES.get(str(name))
        if place is not None:
            measured[place] = points(str(text))
    left, first, hanging = measured
    changes: dict[str, Any] = {} if left is None else {"left": left}
    if hanging is not None:
        changes["first"] = -hanging
    elif first is not None:
        changes["first"] = first
    return changes


def _outline(child: Element) -> dict[str, Any]:
    level = whole(child.get(VAL))
    # Level 9 is body text: it takes a heading back (0 stands for that until the block is made).
    return {} if level is None else {"heading": level + 1 if 0 <= level < 9 else 0}


def _listed(child: Element) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    level, list_id = whole(value(child.find(w("ilvl")))), whole(value(child.find(w("numId"))))
    if level is not None:
        # A level that is stated needs no style to find it.
        changes |= {"list_level": level, "list_style": None}
    if list_id is not None:
        changes["list_id"] = list_id
    return changes


def _new_page(child: Element) -> dict[str, Any]:
    return {"new_page": is_on(child)}


_READERS = {
    w("jc"): _justified,
    w("ind"): _indent,
    w("outlineLvl"): _outline,
    w("numPr"): _listed,
    w("pageBreakBefore"): _new_page,
}
