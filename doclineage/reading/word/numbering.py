"""Automatic list numbers, computed as Word shows them.

A paragraph names a list (``w:num``) and a level; the list stands for an abstract list, whose
counters all its lists share, and may override levels and starts of it (ECMA-376, part 1, 17.9).
Where Word departs from the standard, Word wins: [MS-OI29500] 2.1.282 and 2.1.283, [MS-DOC]
2.4.6.4 and the Knowledge Base (Q110380) say where.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from doclineage.reading.word.markup import Element, child, is_on, points, value, w, whole
from doclineage.reading.word.numerals import numeral
from doclineage.reading.word.styles import ParagraphLook, StyleSheet, run_look
from doclineage.reading.word.symbols import symbol

_LEVELS = 9
_BLANK = re.compile(r"%([1-9])")
_SPACES = re.compile(r"\s+")
#: Characters of a level's form and of a number; Word itself takes 31 (2.1.283 b).
_LONGEST_FORM = _LONGEST_LABEL = 255
_UNCOUNTED = frozenset({"bullet", "none"})


class Level(NamedTuple):
    """One level of a list.

    `parts` are the form's literal texts and, as numbers, the levels whose counts stand between
    them; `restart` is the count of outer levels that set the level back.
    """

    start: int = 1
    form: str = "decimal"
    parts: tuple[str | int, ...] = ()
    legal: bool = False
    restart: int | None = None
    style: str | None = None
    left: float | None = None
    first: float | None = None
    hidden: bool = False
    caps: bool | None = None
    font: str | None = None


class _List(NamedTuple):
    """One ``w:num``: the abstract list, its levels with overrides, where levels start anew."""

    abstract: int
    levels: tuple[Level | None, ...]
    anew: dict[int, int]


class Counts:
    """How far each abstract list has come in one story, and which lists have begun in it."""

    def __init__(self) -> None:
        self.reached: dict[int, list[int | None]] = {}
        self._begun: dict[int, set[int]] = {}

    def begins(self, list_id: int, index: int, *, fresh: bool) -> bool:
        """Tell whether the new start that a list has for a level holds at this paragraph.

        It holds once and not for later restarts, so the standard since its second edition
        (17.9.26); and once a list has started anew, Word goes on counting the levels that are
        being counted, whatever [MS-DOC] 2.4.6.4 says. `fresh`: the level is not.
        """
        begun = self._begun.setdefault(list_id, set())
        holds = not begun or (fresh and index not in begun)
        begun.add(index)
        return holds


class Number(NamedTuple):
    """What stands before a paragraph, and how the level sets it."""

    label: str | None
    level: Level

    def shown(self, *, caps: bool) -> str | None:
        """Return the label as it is seen; `caps`: the paragraph's letters are shown as capitals."""
        if self.label is None or self.level.hidden:
            return None
        own = self.level.caps
        return self.label.upper() if (caps if own is None else own) else self.label


class Numbering:
    """The lists of one document; `number` is asked once a paragraph, in reading order.

    `counts` belong to one story: a text box or a note counts for itself ([MS-DOC] 2.2.3).
    """

    def __init__(self, root: Element | None, styles: StyleSheet) -> None:
        self.counts = Counts()
        self._styles = styles
        self._nums: dict[int, Element] = {}
        self._abstracts: dict[int, Element] = {}
        for found in () if root is None else root.iterchildren(w("num"), w("abstractNum")):
            is_num = found.tag == w("num")
            key = whole(found.get(w("numId" if is_num else "abstractNumId")))
            if key is not None:
                (self._nums if is_num else self._abstracts)[key] = found
        self._levels: dict[int, dict[int, Level]] = {}
        self._lists: dict[int, _List | None] = {}
        self._ends: dict[int, int | None] = {}

    def number(self, look: ParagraphLook) -> Number | None:
        """Count the paragraph that `look` sets; None where it has no number.

        List 0 switches off a number that the style would bring.
        """
        list_id = look.list_id
        if not list_id:
            return None
        if list_id not in self._lists:
            self._lists[list_id] = self._list(list_id)
        found = self._lists[list_id]
        if found is None:
            return None
        index = _level_index(look, found)
        level = found.levels[index] if 0 <= index < _LEVELS else None
        if level is None:
            return None
        reached = self.counts.reached.setdefault(found.abstract, [None] * _LEVELS)
        fresh = reached[index] is None
        _count(reached, found.levels, index)
        if index in found.anew and self.counts.begins(list_id, index, fresh=fresh):
            reached[index] = found.anew[index]
        return Number(_label(level, reached, found.levels), level)

    def _list(self, list_id: int) -> _List | None:
        num = self._nums.get(list_id)
        abstract_id = self._abstract_id(list_id)
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
            own = _levels(override).get(index)
            if own is not None:
                # Word does not read lvlRestart in an override (2.1.282 b).
                levels[index] = own._replace(restart=levels.get(index, own).restart)
            start = whole(value(child(override, w("startOverride"))))
            if start is not None:
                anew[index] = start
        return _List(abstract_id, tuple(map(levels.get, range(_LEVELS))), anew)

    def _abstract_id(self, list_id: int) -> int | None:
        """Return the abstract list behind a list, through numbering styles where they stand."""
        passed: list[int] = []
        following: int | None = list_id
        end: int | None = None
        while following is not None:
            num = self._nums.get(following)
            abstract_id = None if num is None else whole(value(child(num, w("abstractNumId"))))
            abstract = None if abstract_id is None else self._abstracts.get(abstract_id)
            if abstract_id is None or abstract is None:
                break
            if abstract_id in self._ends:
                end = self._ends[abstract_id]
                break
            # While it is followed it leads nowhere: a circle ends here.
            self._ends[abstract_id] = None
            passed.append(abstract_id)
            link = value(child(abstract, w("numStyleLink")))
            if link is None or child(abstract, w("lvl")) is not None:
                end = abstract_id
                break
            following = self._styles.list_id(link)
        self._ends.update(dict.fromkeys(passed, end))
        return end


def _levels(parent: Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for level in parent.iterchildren(w("lvl")):
        index = whole(level.get(w("ilvl")))
        if index is not None and 0 <= index < _LEVELS:
            found[index] = _level(level, index)
    return found


def _level(level: Element, index: int) -> Level:
    # A form that only newer Word knows stands in an alternative; its fallback comes last.
    forms = [value(form) for form in level.iter(w("numFmt"))]
    form = next((form for form in reversed(forms) if form and form != "custom"), "decimal")
    text = (value(child(level, w("lvlText"))) or "")[:_LONGEST_FORM]
    legal, place = child(level, w("isLgl")), child(child(level, w("pPr")), w("ind"))
    hanging = points(value(place, w("hanging")))
    start = whole(value(child(level, w("start"))))
    look = run_look(child(level, w("rPr")))
    return Level(
        # Without a start Word counts from 0 (17.9.25).
        start=0 if start is None else start,
        form=form,
        parts=_bullet(text, level) if form == "bullet" else _parts(text, index),
        legal=legal is not None and is_on(legal),
        restart=whole(value(child(level, w("lvlRestart")))),
        style=value(child(level, w("pStyle"))),
        left=points(value(place, w("left")) or value(place, w("start"))),
        first=-hanging if hanging is not None else points(value(place, w("firstLine"))),
        hidden=bool(look.hidden),
        caps=look.caps,
        font=look.font,
    )


def _parts(text: str, index: int) -> tuple[str | int, ...]:
    """Return the form split at its blanks: "%1.%2)" is 0, ".", 1, ")"."""
    pieces: list[str | int] = list(_BLANK.split(text))
    pieces[1::2] = places = [int(place) - 1 for place in pieces[1::2]]
    # Word takes nine blanks, and ignores a form that asks for a level further in (2.1.283).
    sound = len(places) <= _LEVELS and all(place <= index for place in places)
    return tuple(pieces) if sound else ()


def _bullet(text: str, level: Element) -> tuple[str]:
    """Return the sign of a bullet; a picture or an unknown sign is a plain one."""
    font = value(child(child(level, w("rPr")), w("rFonts")), w("ascii"))
    shown = "".join(symbol(ord(sign), font) for sign in text).strip()
    return (shown or ("•" if text else ""),)


def _level_index(look: ParagraphLook, found: _List) -> int:
    """Return the level: the one that names the paragraph's style, else the one it states."""
    if look.list_style is not None:
        for index, level in enumerate(found.levels):
            if level is not None and level.style == look.list_style:
                return index
    return look.list_level or 0


def _count(reached: list[int | None], levels: tuple[Level | None, ...], index: int) -> None:
    """Move the level `index` on and set back those that it restarts."""
    for place in range(index + 1):
        before, level = reached[place], levels[place] or Level()
        if before is None:
            # An outer level that was skipped counts as begun: the next there is its second
            # (Q110380).
            reached[place] = level.start
        elif place == index:
            reached[place] = before + 1
    for place in range(index + 1, _LEVELS):
        restart = (levels[place] or Level()).restart
        # A level further in than the one that it names cannot set it back (17.9.10).
        if restart is None or index < restart or restart > place:
            reached[place] = None


def _label(level: Level, reached: list[int | None], levels: tuple[Level | None, ...]) -> str | None:
    shown = ""
    for part in level.parts:
        if isinstance(part, str):
            shown += part
            continue
        form = (levels[part] or Level()).form
        if form not in _UNCOUNTED:
            # Legal numbering is in digits, all but those with a zero ([MS-DOC] 2.9.150).
            plain = level.legal and form != "decimalZero"
            shown += numeral(reached[part] or 0, "decimal" if plain else form)
    return _SPACES.sub(" ", shown[:_LONGEST_LABEL]).strip() or None
