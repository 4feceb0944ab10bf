"""Numbers that OCR took for others: what the sequence says they are, never silently.

Engines read III as II, 3 as 8, b as 6, đ as d. Authors repeat and skip numbers too: a number is
set right only where it looks like the expected one and its list goes on behind it with the next,
or where no author writes it so (domain reference 3.2, 3.7).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from doclineage.model import Marker, Scheme
from doclineage.structure.levels import Level, key_of
from doclineage.structure.markers import LETTERS, is_misread, letter_value, roman_numeral

#: So many paragraphs further on the list must go on.
_REACH = 60
# 8. | l) | IIL. | 6)
_PRINTED = re.compile(r"(?P<token>[0-9A-Za-zđĐ|]{1,6})\s?(?P<end>[.)])(?=\s)")
# Điêu 4. | Đieu 4. | Diều 4.
_ARTICLE = re.compile(
    r"[ĐDÐ][iíìl1][êeéèềếệểễẽẻ]u\s+(?P<digits>\d{1,3})\s?[.:](?=\s)", re.IGNORECASE
)
_ROMAN_SHAPE = re.compile(r"[IVXLlTYU1|]{1,6}")
_TO_ROMAN = str.maketrans("lL1|TYU", "IIIIIVV")
#: Signs that engines take for each other, each group alike in print.
_ALIKE = (
    "1lIi|jt",
    "38B",
    "5S6s",
    "6b",
    "0OoQ",
    "ceo",
    "dđ",
    "9gq",
    "ae",
    "hb",
    "yv",
    "27zZ",
    "uun",
)


class Mended(NamedTuple):
    """A marker as printed with the ordinal that it stands for, and its label."""

    marker: Marker
    label: str


class Ahead:
    """The markers that all paragraphs may begin with, to see how a list goes on."""

    def __init__(self, proposed: Sequence[Sequence[Marker]]) -> None:
        self.proposed = proposed
        self._sound = [
            tuple(marker for marker in found if not is_misread(marker)) for found in proposed
        ]

    def next_ordinal(self, place: int, key: str) -> int | None:
        """Return the next number of a class behind `place`, None where none is near."""
        for found in self._sound[place + 1 : place + 1 + _REACH]:
            for marker in found:
                if key_of(marker) == key:
                    return marker.ordinal
        return None


def mended(
    line: str, stack: Sequence[Level], article: Level | None, ahead: Ahead, place: int
) -> Mended | None:
    """Return the number that a line begins with where it was misread, None where it was not."""
    if (damaged := _ARTICLE.match(line)) is not None:
        return _article(damaged, article)
    printed = _PRINTED.match(line)
    if printed is None:
        return None
    for level in reversed(stack):
        for label, scheme, value in _expected(level, printed["end"]):
            after = ahead.next_ordinal(place, level.key)
            if _stands_for(printed["token"], label, goes_on=after == value + 1, last=after is None):
                return _made(printed, label, scheme, value)
    return _first(printed, stack, ahead, place)


def _article(damaged: re.Match[str], article: Level | None) -> Mended | None:
    number = int(damaged["digits"])
    if damaged.group().startswith(("Điều", "ĐIỀU")) or article is None:
        return None
    if article.ordinal is None or number != article.ordinal + 1:
        return None
    marker = Marker(scheme="article", ordinal=number, glyph=damaged.group())
    return Mended(marker, f"Điều {number}")


def _expected(level: Level, end: str) -> Iterator[tuple[str, Scheme, int]]:
    """Yield the label, scheme and value that come next in an open list of this form."""
    if level.ordinal is None or (not level.key.endswith(end) and level.key != "roman"):
        return
    value = level.ordinal + 1
    if level.key == "roman":
        yield roman_numeral(value), "roman", value
    elif level.key.startswith("arabic"):
        yield str(value), "arabic", value
    elif level.key.startswith("letter") and level.letter in LETTERS[:-1]:
        letter = LETTERS[LETTERS.index(level.letter) + 1]
        yield letter, "letter", letter_value(letter)


def _stands_for(token: str, label: str, *, goes_on: bool, last: bool) -> bool:
    """Tell whether a printed token is the expected one misread."""
    if token == label:
        return False
    if _is_roman(label):
        if not _ROMAN_SHAPE.fullmatch(token):
            return False
        damaged = token.translate(_TO_ROMAN) == label
        if set(token) <= set("IVX"):
            return goes_on  # III read as II, IV as VI
        return damaged and (goes_on or last or len(token) > 1)
    if len(token) != len(label):
        return False
    alike = all(_alike(one, other) for one, other in zip(token, label, strict=True))
    # OCR loses the stroke of đ; no list has d twice.
    return alike and (goes_on or (last and (token, label) == ("d", "đ")))


def _is_roman(label: str) -> bool:
    return set(label) <= set("IVXLC")


def _alike(one: str, other: str) -> bool:
    return one == other or any(one in group and other in group for group in _ALIKE)


def _first(
    printed: re.Match[str], stack: Sequence[Level], ahead: Ahead, place: int
) -> Mended | None:
    """Return the first number of a list whose second follows: "l." or "I." before "2."."""
    if printed["token"] not in {"l", "I", "i", "|"}:
        return None
    key = f"arabic{printed['end']}"
    open_list = next((level for level in reversed(stack) if level.key == key), None)
    if open_list is not None and open_list.ordinal == 1:
        return None
    roman = next((level for level in stack if level.key == "roman"), None)
    # "I." is itself unless a Roman list is open that cannot begin anew here.
    if printed.group().startswith("I") and roman is None:
        return None
    if ahead.next_ordinal(place, key) != 2:
        return None
    return _made(printed, "1", "arabic", 1)


def _made(printed: re.Match[str], label: str, scheme: Scheme, value: int) -> Mended:
    glyph = printed.group()
    return Mended(Marker(scheme=scheme, ordinal=value, glyph=glyph), label)
