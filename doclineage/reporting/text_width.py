"""How wide a text is drawn, by a table that errs on the wide side."""

from __future__ import annotations

import unicodedata

# DejaVu Sans, the widest of the fonts that the pictures name, in ems rounded up; tone marks widen
# nothing, the horn of capitals does.
_EMS = (
    (frozenset("ijlIJ|'.,:;·/ "), 0.34),
    (frozenset("frt-()[]!"), 0.42),
    (frozenset('cszL?“”"'), 0.56),
    (frozenset("aokvxyơFTY"), 0.61),
    (frozenset("ABCEKRSVXZ"), 0.7),
    (frozenset("wOQ&#+=<>~"), 0.84),
    (frozenset("mMWƠƯ%@—…"), 1.0),
)
_UPPER, _OTHER = 0.77, 0.64
_HORN = "\N{COMBINING HORN}"
#: How much wider bold letters are.
BOLD = 1.16


def text_width(text: str, size: float) -> float:
    """Return the width of a text in a font of `size`, rather too much than too little.

    >>> text_width("phường Bến Đò", 10) > text_width("xã Cồn", 10)
    True
    """
    return size * sum(map(_em, text))


def _em(letter: str) -> float:
    base, *marks = list(unicodedata.normalize("NFD", letter))
    if unicodedata.combining(base):
        return 0.0
    base = unicodedata.normalize("NFC", base + _HORN) if _HORN in marks else base
    for letters, em in _EMS:
        if base in letters:
            return em
    if ord(base) > 0x2FF and not base.isalpha():
        return 1.0
    if unicodedata.east_asian_width(base) in "WF":
        return 1.1
    return _UPPER if base.isupper() else _OTHER


def cut_to(text: str, width: float, size: float) -> str:
    """Return a text cut so that it fits a width, with a mark where it was cut."""
    text = " ".join(text.split())
    if text_width(text, size) <= width:
        return text
    room = width - text_width("…", size)
    kept = 0.0
    for place, letter in enumerate(text):
        kept += text_width(letter, size)
        if kept > room:
            return f"{text[:place].rstrip()}…"
    return text


def wrap_to(text: str, width: float, size: float, lines: int) -> list[str]:
    """Return a text in at most so many lines that fit a width, the last cut."""
    made: list[str] = []
    words = text.split()
    while words and len(made) < lines - 1:
        line = [words.pop(0)]
        while words and text_width(" ".join([*line, words[0]]), size) <= width:
            line.append(words.pop(0))
        made.append(cut_to(" ".join(line), width, size))
    return [*made, cut_to(" ".join(words), width, size)] if words else made
