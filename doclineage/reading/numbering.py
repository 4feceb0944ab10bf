"""Automatic list numbers, computed as Word shows them (ECMA-376, part 1, 17.9).

A paragraph names a list (``w:num``) and a level; the list stands for an abstract list, whose
counters all its lists share, and may override levels and starts of it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import msgspec

from doclineage.reading.markup import Element, is_on, points, value, w, whole
from doclineage.reading.numerals import numeral
from doclineage.reading.styles import ParagraphLook, StyleSheet
from doclineage.reading.symbols import symbol

_LEVELS = 9
_BLANK = re.compile(r"%([1-9])")
_SPACES = re.compile(r"\s+")


class Level(NamedTuple):
    """One level of a list; `restart` is the count of outer levels that set it back."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    style: str | None = None
    left: float | None = None
    first: float | None = None


class _List(msgspec.Struct):
    """One ``w:num``: its levels with overrides, the counters it shares, what it starts anew."""

    levels: dict[int, Level]
    counters: list[int | None]
    anew: dict[int, int]


class Number(NamedTuple):
    """What stands before a paragraph, and how the level indents it."""

    label: str | None
    level: Level


class Numbering:
    """The lists of one document; `number` is asked once a paragraph, in reading order."""

    def __init__(self, root: Element | None, styles: StyleSheet) -> None:
        self._styles = styles
        self._nums: dict[int, Element] = {}
        self._abstracts: dict[int, Element] = {}
        for child in () if root is None else root.iterchildren(w("num"), w("abstractNum")):
            is_num = child.tag == w("num")
            key = whole(child.get(w("numId" if is_num else "abstractNumId")))
            if key is not None:
                (self._nums if is_num else self._abstracts)[key] = child
        self._counters: dict[int, list[int | None]] = {}
        self._levels: dict[int, dict[int, Level]] = {}
        self._lists: dict[int, _List | None] = {}

    def number(self, look: ParagraphLook) -> Number | None:
        """Count the paragraph that `look` sets; None where it has no number.

        List 0 switches off a number that the style would bring.
        """
        if not look.list_id:
            return None
        if look.list_id not in self._lists:
            self._lists[look.list_id] = self._list(look.list_id)
        found = self._lists[look.list_id]
        if found is None:
            return None
        index = _level_index(look, found)
        level = found.levels.get(index)
        if level is None:
            return None
        _count(found, index)
        return Number(_label(found, index), level)

    def _list(self, list_id: int) -> _List | None:
        num = self._nums.get(list_id)
        abstract_id = self._abstract_id(list_id, frozenset())
        if num is None or abstract_id is None:
            return None
        if abstract_id not in self._levels:
            self._levels[abstract_id] = _levels(self._abstracts[abstract_id])
        levels = dict(self._levels[abstract_id])
        anew: dict[int, int] = {}
        for override in num.iterchildren(w("lvlOverride")):
            index = whole(override.get(w("ilvl")))
            if index is None or not 0 <= index < _LEVELS:
                continue
            levels |= _levels(override)
            start = whole(value(override.find(w("startOverride"))))
            if start is not None:
                anew[index] = start
                levels[index] = levels.get(index, Level())._replace(start=start)
        counters = self._counters.setdefault(abstract_id, [None] * _LEVELS)
        return _List(levels=levels, counters=counters, anew=anew)

    def _abstract_id(self, list_id: int, seen: frozenset[int]) -> int | None:
        """Return the abstract list behind a list, through a numbering style where one stands."""
        num = self._nums.get(list_id)
        abstract_id = None if num is None else whole(value(num.find(w("abstractNumId"))))
        abstract = None if abstract_id is None else self._abstracts.get(abstract_id)
        if abstract is None:
            return None
        link = value(abstract.find(w("numStyleLink")))
        if link is None or abstract.find(w("lvl")) is not None:
            return abstract_id
        linked = self._styles.list_id(link)
        if linked is None or linked in seen:
            return None
        return self._abstract_id(linked, seen | {linked})


def _levels(parent: Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for level in parent.iterchildren(w("lvl")):
        index = whole(level.get(w("ilvl")))
        if index is not None and 0 <= index < _LEVELS:
            found[index] = _level(level)
    return found


#: Characters of a level's form; the longest real one is "Điều %1." or "%1.%2.%3.%4.".
_LONGEST_LABEL = 64


def _level(level: Element) -> Level:
    # A form that only newer Word knows stands in an alternative; its fallback comes last.
    forms = [value(form) for form in level.iter(w("numFmt"))]
    form = next((form for form in reversed(forms) if form and form != "custom"), "decimal")
    text = (value(level.find(w("lvlText"))) or "")[:_LONGEST_LABEL]
    font = value(level.find(f"{w('rPr')}/{w('rFonts')}"), w("ascii"))
    if form == "bullet":
        text = _bullet(text, font)
    legal, indent = level.find(w("isLgl")), level.find(f"{w('pPr')}/{w('ind')}")
    hanging = points(value(indent, w("hanging")))
    start = whole(value(level.find(w("start"))))
    return Level(
        # Without a start Word counts from 0 (17.9.25).
        start=0 if start is None else start,
        form=form,
        text=text,
        legal=legal is not None and is_on(legal),
        restart=whole(value(level.find(w("lvlRestart")))),
        style=value(level.find(w("pStyle"))),
        left=points(value(indent, w("left")) or value(indent, w("start"))),
        first=-hanging if hanging is not None else points(value(indent, w("firstLine"))),
    )


def _bullet(text: str, font: str | None) -> str:
    """Return the sign of a bullet; a picture or an unknown sign is a plain one."""
    shown = "".join(symbol(ord(sign), font) for sign in text).strip()
    return shown or ("•" if text else "")


def _level_index(look: ParagraphLook, found: _List) -> int:
    """Return the level: the one that names the paragraph's style, else the one it states."""
    if look.list_style is not None:
        for index, level in sorted(found.levels.items()):
            if level.style == look.list_style:
                return index
    return look.list_level or 0


def _count(found: _List, index: int) -> None:
    counters = found.counters
    if index in found.anew:
        # A new start holds for the first paragraph of this list, once.
        del found.anew[index]
        counters[index] = None
    before = counters[index]
    level = found.levels[index]
    counters[index] = level.start if before is None else before + 1
    for deeper in range(index + 1, _LEVELS):
        restart = found.levels.get(deeper, Level()).restart
        if restart is None or index < restart:
            counters[deeper] = None


def _label(found: _List, index: int) -> str | None:
    level = found.levels[index]
    if level.form == "bullet":
        return level.text or None

    def fill(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        outer = found.levels.get(place, Level())
        if place > index or outer.form in {"bullet", "none"}:
            return ""
        count = found.counters[place]
        form = "decimal" if level.legal and outer.form != "decimalZero" else outer.form
        # An outer level that has not come yet shows its start.
        return numeral(outer.start if count is None else count, form)

    shown = _SPACES.sub(" ", _BLANK.sub(fill, level.text)).strip()
    return shown or None
