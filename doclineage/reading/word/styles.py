"""The style sheet of a Word file: what a style says, its ancestors included, once a style.

ECMA-376, part 1, 17.7. A value that no style states is None.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import msgspec

from doclineage.reading.word.markup import OFF, VAL, Element, child, is_on, points, value, w, whole
from doclineage.reading.word.symbols import has_signs
from doclineage.vietnamese.legacy_letters import legacy_font

_HEADING_NAME = re.compile(r"heading (\d)", re.IGNORECASE)
_COLOUR_PARTS = re.compile(r"([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})")
_CONTENTS_NAME = re.compile(r"toc \d|table of figures", re.IGNORECASE)
_PARAGRAPH_PROPERTIES, _RUN_PROPERTIES = w("pPr"), w("rPr")
_RUN_STYLE, _BASED_ON, _NUMBERED = w("rStyle"), w("basedOn"), w("numPr")
_SWITCHES = {w("b"): "bold", w("i"): "italic", w("vanish"): "hidden", w("caps"): "caps"}
_SIZE, _FONTS, _COLOUR = w("sz"), w("rFonts"), w("color")
_SHADING, _HIGHLIGHT = w("shd"), w("highlight")
#: Letters of so many points are but a line.
_TINY = 2.0
#: From here on every part of a colour is as good as white.
_WHITE = 0xF0
#: The colour of the page in a theme, where nothing darkens it.
_PAGE_COLOURS = frozenset(("background1", "light1"))
_LEVEL, _LIST = w("ilvl"), w("numId")
_HANGING, _ASCII, _HIGH = w("hanging"), w("ascii"), w("hAnsi")
_THEME = w("hAnsiTheme")
_INDENTS = {w("start"): "left", w("left"): "left", w("firstLine"): "first", _HANGING: "first"}


class RunLook(msgspec.Struct, frozen=True):
    """How letters are set; size in points.

    `font` is told only where its signs are not what they say; a style that states another has "".
    """

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    caps: bool | None = None
    size: float | None = None
    font: str | None = None
    white: bool | None = None
    ground: bool | None = None
    """True on a shading or a highlight of their own."""

    def is_seen(self, *, on_ground: bool) -> bool:
        """Tell whether a reader of the page sees letters set so; white is seen on a ground."""
        tiny = self.size is not None and self.size <= _TINY
        return not (self.hidden or tiny or (self.white and not (on_ground or self.ground)))


class ParagraphLook(msgspec.Struct, frozen=True):
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
    contents: bool = False
    """True for the lines of a table of contents."""
    ground: bool = False
    """True where a shading may lie behind the letters."""


Changes = dict[str, Any]
Stated = TypeVar("Stated", str, bool)
NO_RUN = RunLook()
NO_PARAGRAPH = ParagraphLook()


class StyleSheet:
    """Styles by their id; each is resolved once."""

    def __init__(self, root: Element | None) -> None:
        styles = [] if root is None else root.iterchildren(w("style"))
        self._styles = {style.get(w("styleId"), ""): style for style in styles}
        self._paragraphs: dict[str | None, ParagraphLook] = {}
        self._named: dict[str | None, ParagraphLook] = {}
        self._chains: dict[str | None, RunLook] = {}
        self._runs: dict[tuple[str | None, str | None], RunLook] = {}
        defaults = child(root, w("docDefaults"))
        self._run_defaults = run_look(child(child(defaults, w("rPrDefault")), _RUN_PROPERTIES))
        self._paragraph_defaults = paragraph_look(
            child(child(defaults, w("pPrDefault")), _PARAGRAPH_PROPERTIES), NO_PARAGRAPH
        )
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
        look = self._named.get(style_id)
        if look is None:
            look = self._resolve(style_id, self._paragraphs, _styled, self._paragraph_defaults)
            name = value(child(self._styles.get(style_id or ""), w("name")))
            heading = _HEADING_NAME.fullmatch(name or "")
            level = int(heading[1]) if look.heading is None and heading else look.heading
            contents = _CONTENTS_NAME.fullmatch(name or "") is not None
            look = msgspec.structs.replace(look, name=name, heading=level, contents=contents)
            self._named[style_id] = look
        return look

    def run(self, paragraph_style: str | None, run_style: str | None) -> RunLook:
        """Return how letters of these two styles are set, before direct formatting.

        A switch that both styles turn on is off (17.7.3), unless the whole document has it on.
        """
        key = (paragraph_style, run_style)
        look = self._runs.get(key)
        if look is None:
            lower = self._resolve(paragraph_style, self._chains, _set, NO_RUN)
            upper = self._resolve(run_style, self._chains, _set, NO_RUN)
            below = self._run_defaults
            look = self._runs[key] = RunLook(
                bold=bool(below.bold) or bool(lower.bold) != bool(upper.bold),
                italic=bool(below.italic) or bool(lower.italic) != bool(upper.italic),
                hidden=bool(below.hidden) or bool(lower.hidden) != bool(upper.hidden),
                caps=bool(below.caps) or bool(lower.caps) != bool(upper.caps),
                size=upper.size or lower.size or below.size,
                font=_first_stated(upper.font, lower.font, below.font) or None,
                white=_first_stated(upper.white, lower.white, below.white),
                ground=_first_stated(upper.ground, lower.ground, below.ground),
            )
        return look

    def _resolve(
        self, style_id: str | None, known: dict[str | None, Any], add: Callable[..., Any], base: Any
    ) -> Any:
        """Return what a style and those it is based on say; a circle is cut where it closes."""
        waiting: dict[str, None] = {}
        while style_id in self._styles and style_id not in known and style_id not in waiting:
            waiting[style_id] = None
            style_id = value(child(self._styles[style_id], _BASED_ON)) or ""
        look = known.get(style_id, base)
        for waited in reversed(waiting):
            look = known[waited] = add(look, self._styles[waited])
        return look


def run_look(properties: Element | None, base: RunLook = NO_RUN) -> RunLook:
    """Return `base` with what the ``w:rPr`` of a style says."""
    changes, _ = run_changes(() if properties is None else properties)
    if "font" in changes:
        changes["font"] = changes["font"] or ""
    return msgspec.structs.replace(base, **changes) if changes else base


def run_changes(properties: Iterable[Element]) -> tuple[Changes, str | None]:
    """Return what the children of ``w:rPr`` say, and the style that they name."""
    changes: Changes = {}
    style = None
    for said in properties:
        tag = said.tag
        if tag in _SWITCHES:
            changes[_SWITCHES[tag]] = said.get(VAL) not in OFF
        elif tag == _SIZE:
            # A bare number counts half points here, not twentieths.
            number = points(said.get(VAL))
            if number is not None:
                changes["size"] = number * 10
        elif tag == _FONTS:
            _set_in(said, changes)
        elif tag == _COLOUR:
            changes["white"] = _is_white(said)
        elif tag in (_SHADING, _HIGHLIGHT):
            changes["ground"] = changes.get("ground", False) or is_ground(said)
        elif tag == _RUN_STYLE:
            style = said.get(VAL)
    return changes, style


def _set_in(said: Element, changes: Changes) -> None:
    # The letters with marks are set in the second of the two.
    font = said.get(_HIGH) or said.get(_ASCII)
    if font is not None:
        changes["font"] = font if has_signs(font) or legacy_font(font) else None
    elif said.get(_THEME) is not None:
        changes["font"] = None


def paragraph_look(properties: Element | None, base: ParagraphLook) -> ParagraphLook:
    """Return `base` with what ``w:pPr`` says itself."""
    changes: dict[str, Any] = {}
    for said in () if properties is None else properties:
        reader = PARAGRAPH_READERS.get(said.tag)
        if reader is not None:
            reader(said, changes)
    return msgspec.structs.replace(base, **changes) if changes else base


def _first_stated(*stated: Stated | None) -> Stated | None:
    return next((one for one in stated if one is not None), None)


def _is_white(colour: Element) -> bool:
    if colour.get(w("themeColor")) in _PAGE_COLOURS:
        return colour.get(w("themeShade")) is None
    parts = _COLOUR_PARTS.fullmatch(colour.get(VAL) or "")
    return parts is not None and all(int(part, 16) >= _WHITE for part in parts.groups())


def is_ground(said: Element) -> bool:
    """Tell whether a shading or a highlight may lie behind letters; of a doubtful one it does."""
    if said.tag == _HIGHLIGHT:
        return said.get(VAL) not in ("none", "white")
    plain = said.get(VAL) in (None, "clear", "nil") and said.get(w("themeFill")) is None
    return not plain or (said.get(w("fill")) or "auto").lower() not in ("auto", "ffffff")


def _set(look: RunLook, style: Element) -> RunLook:
    """Add one style to those that it is based on."""
    return run_look(child(style, _RUN_PROPERTIES), look)


def _styled(look: ParagraphLook, style: Element) -> ParagraphLook:
    """Add one style to those that it is based on."""
    properties = child(style, _PARAGRAPH_PROPERTIES)
    look = paragraph_look(properties, look)
    numbered = child(properties, _NUMBERED)
    if numbered is not None and child(numbered, _LEVEL) is None:
        look = msgspec.structs.replace(look, list_style=style.get(w("styleId")))
    return look


def _justified(said: Element, changes: Changes) -> None:
    changes["justified"] = said.get(VAL)


def _indent(said: Element, changes: Changes) -> None:
    for name, text in said.items():
        measure = _INDENTS.get(str(name))
        number = None if measure is None else points(str(text))
        if measure is None or number is None:
            continue
        if name == _HANGING:
            changes["first"] = -number
        else:
            changes.setdefault(measure, number)


def _outline(said: Element, changes: Changes) -> None:
    level = whole(said.get(VAL))
    if level is not None:
        # Level 9 is body text: it takes a heading back (0 stands for that until the block is made).
        changes["heading"] = level + 1 if 0 <= level < 9 else 0


def _listed(said: Element, changes: Changes) -> None:
    for given in said:
        number = whole(given.get(VAL))
        if number is None:
            continue
        if given.tag == _LEVEL:
            # A level that is stated needs no style to find it.
            changes |= {"list_level": number, "list_style": None}
        elif given.tag == _LIST:
            changes["list_id"] = number


def _new_page(said: Element, changes: Changes) -> None:
    changes["new_page"] = is_on(said)


def _shaded(said: Element, changes: Changes) -> None:
    changes["ground"] = is_ground(said)


PARAGRAPH_READERS: dict[str, Callable[[Element, Changes], None]] = {
    w("jc"): _justified,
    w("ind"): _indent,
    w("outlineLvl"): _outline,
    _NUMBERED: _listed,
    w("pageBreakBefore"): _new_page,
    _SHADING: _shaded,
}
