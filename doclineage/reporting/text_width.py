"""How wide a text is drawn, by a table that errs on the wide side."""

from __future__ import annotations

import unicodedata

# DejaVu Sans, the widest of the fonts that the pictures name, in ems; what stands in no row is
# as wide as the last.
_EMS = (
    (frozenset("ijl|!'.,:;I"), 0.35),
    (frozenset(" ·-/frt()[]“”"), 0.45),
    (frozenset("mwMWĐ%@—…"), 1.0),
)
_UPPER, _OTHER = 0.76, 0.64
#: How much wider bold letters are.
BOLD = 1.12


def text_width(text: str, size: float) -> float:
    """Return the width of a text in a font of `size`, rather too much than too little.

    >>> text_width("phường Bến Đò", 10) > text_width("xã Cồn", 10)
    True
    """
    return size * sum(map(_em, text))


def _em(letter: str) -> float:
    base = unicodedata.normalize("NFD", letter)[0]
    if unicodedata.combining(base):
        return 0.0
    for letters, em in _EMS:
        if letter in letters or base in letters:
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
