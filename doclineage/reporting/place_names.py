"""Paths in words, for letters and minutes: ``III.2/b5`` is the fifth dash of item III.2."""

from __future__ import annotations

import re

from doclineage.wording import Language, say

# b5 | p2 | r4~2
_PART = re.compile(r"(?P<part>[pbr])(?P<number>\d+)(?:~\d+)?")
# III.3~2
_AGAIN = re.compile(r"(?P<name>.+)~(?P<number>\d+)")
# PL1 | PL1.I
_ANNEX = re.compile(r"PL(?P<number>\d+)?(?:\.(?P<item>.+))?")
_ZONES = ("head", "tail", "end")


def place_name(path: str, page: int | None, language: Language) -> str:
    """Return a place as letters name it; a path of another kind stands as it is.

    >>> place_name("III.2/b5", 4, "vi"), place_name("PL1/r4", None, "vi"), place_name("p2", 1, "en")
    ('gạch đầu dòng thứ 5, mục III.2 (tr. 4)', 'dòng 4, Phụ lục 1', 'paragraph 2 (p. 1)')
    """
    said = _said(path, language)
    return f"{said} ({say('table.page', language, number=page)})" if page else said


def _said(path: str, language: Language) -> str:
    home, _, last = path.rpartition("/")
    part = _PART.fullmatch(last)
    whole = _whole(home if part else path, language)
    if part is None or home == "end":
        return whole
    said = say(f"place.{part['part']}", language, number=part["number"])
    return f"{said}, {whole}" if whole else said


def _whole(name: str, language: Language) -> str:
    again = _AGAIN.fullmatch(name)
    if again:
        whole = _whole(again["name"], language)
        return say("place.again", language, place=whole, number=again["number"])
    if not name or "/" in name:
        return name
    if name in _ZONES:
        return say(f"place.{name}", language)
    annex = _ANNEX.fullmatch(name)
    if annex is None:
        # "Điều 5.2" and "Chương II" say themselves what they are.
        return name if " " in name else say("place.item", language, name=name)
    called = say("place.annex", language, number=annex["number"] or "").strip()
    if annex["item"] is None:
        return called
    return f"{say('place.item', language, name=annex['item'])}, {called}"
