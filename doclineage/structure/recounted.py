"""The numbers of a scan counted anew: several in a row may be misread, and the first of a list.

Only text that was recognised here is judged so: authors repeat and skip numbers, engines take
III for II and I for L. The glyph stays as it was read, and a notice tells what it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from doclineage.model import Marker
from doclineage.structure.headings import labelled
from doclineage.structure.joining import is_caps
from doclineage.structure.markers import (
    LETTERS,
    STROKES,
    follows,
    letter_value,
    markers,
    roman_numeral,
    roman_value,
)
from doclineage.structure.misread import Mended
from doclineage.structure.tables import TableRow
from doclineage.structure.tracing import Paragraph
from doclineage.vietnamese.normalise import CAPITALS

# I. MỤC ĐÍCH | L MỤC ĐÍCH | H. NHIỆM VỤ | 1V TỔ CHỨC
_ROMAN = re.compile(
    r"(?P<glyph>(?P<sign>[IVXLHTJUYÌÍl1|!\]\[i]{1,7})(?P<end>\s?[.,:)/–-])?)"
    r"(?:\s+|(?<=[.,:)/–-]))(?P<rest>[^\W\d_].*)"
)
# 2. Yêu cầu | 2, Yêu cầu
_ARABIC = re.compile(
    rf"(?P<glyph>(?P<digits>[1-9]\d?)(?P<end>[.,]))\s+(?=[{CAPITALS}][^\W\d_]|[{CAPITALS}]\s)"
)
# a) | 4) | A)
_LETTER = re.compile(r"(?P<glyph>(?P<sign>[^\W_]|@)\s?\))\s*(?P<rest>[^\W\d_].*)")
#: What it costs to take a sign for another number, and to believe a number out of its order.
_TAKEN, _BREAK = 1, 4
#: What it costs to say that the number of a table's group is none.
_UNCOUNTED = 2


class _Number(NamedTuple):
    """A heading that may bear a Roman number; `value` is what it reads as.

    `uncounted` is what it costs to say that it is none.
    """

    place: int
    glyph: str
    sign: str
    value: int | None
    uncounted: int = 0


class _Count(NamedTuple):
    """One way to count the headings so far; `last` is the number of the latest."""

    cost: int = 0
    last: int = 0
    found: tuple[tuple[int, Marker], ...] = ()


def recounted(blocks: Sequence[Paragraph]) -> dict[int, Mended]:
    """Return the markers that stand for another number by the places of their blocks."""
    if not any(block.recognised for block in blocks):
        return {}
    found = {**dict(_commas(blocks)), **dict(_letters(blocks)), **dict(_romans(blocks))}
    return {place: Mended(marker, _label(marker)) for place, marker in found.items()}


def _label(marker: Marker) -> str:
    ordinal = marker.ordinal or 1
    if marker.scheme == "roman":
        return roman_numeral(ordinal)
    return LETTERS[ordinal - 1] if marker.scheme == "letter" else str(ordinal)


def recounted_groups(rows: Mapping[int, TableRow]) -> dict[int, Mended]:
    """Return the Roman numbers of a table's groups that stand for another, by their keys."""
    numbers = [
        _Number(key, row.number, sign, roman_value(sign), _UNCOUNTED)
        for key, row in rows.items()
        if row.group and row.number is not None and row.block.recognised
        for sign in (row.number.strip(" ./)-"),)
    ]
    # A and B, or 1 and 2, are no strokes of Roman numbers.
    first = numbers[0].sign if numbers else "1"
    strokes = first.isalpha() and _may_be(first, 1)
    known = strokes or any(number.value == 1 for number in numbers)
    found = _cheapest(numbers) if known else ()
    return {key: Mended(marker, _label(marker)) for key, marker in found}


def _romans(blocks: Sequence[Paragraph]) -> tuple[tuple[int, Marker], ...]:
    """Return the Roman numbers of headings that fit their list once misread strokes are counted."""
    return _cheapest(_roman_numbers(blocks))


def _cheapest(numbers: Iterable[_Number]) -> tuple[tuple[int, Marker], ...]:
    """Return what has to be taken for another number in the cheapest way to count `numbers`.

    Of equal ways the one wins that believes more of what was read.
    """
    counts = [_Count()]
    for number in numbers:
        cheapest: dict[int, _Count] = {}
        for count in counts:
            for longer in _counted_on(count, number):
                known = cheapest.get(longer.last)
                if known is None or _price(longer) < _price(known):
                    cheapest[longer.last] = longer
        counts = list(cheapest.values())
    return min(counts, key=_price).found


def _price(count: _Count) -> tuple[int, int, int]:
    return count.cost, len(count.found), count.last


def _roman_numbers(blocks: Sequence[Paragraph]) -> Iterator[_Number]:
    for place, block in enumerate(blocks):
        if block.cells or block.note or block.quoted or block.label:
            continue
        match = _ROMAN.match(block.text)
        if match is None:
            continue
        value = roman_value(match["sign"]) if match["end"] else None
        if is_caps(match["rest"]) or (value is not None and match["rest"][0].isupper()):
            yield _Number(place, match["glyph"], match["sign"], value)


def _counted_on(count: _Count, number: _Number) -> Iterator[_Count]:
    """Yield the ways to count one more heading."""
    after = count.last + 1
    if number.value is None:
        yield count._replace(cost=count.cost + number.uncounted)
    elif number.value in {1, after}:
        yield count._replace(last=number.value)
    else:
        yield count._replace(cost=count.cost + _BREAK, last=number.value)
    # A list that restarts must read as I: else every stray stroke began one.
    if number.value != after and _may_be(number.sign, after):
        marker = Marker(scheme="roman", ordinal=after, glyph=number.glyph)
        yield _Count(count.cost + _TAKEN, after, (*count.found, (number.place, marker)))


def _may_be(sign: str, value: int) -> bool:
    """Tell whether strokes of the Roman number `value` may have been read as `sign`.

    >>> [_may_be("II", 3), _may_be("L", 1), _may_be("H", 2), _may_be("V", 4), _may_be("X", 2)]
    [True, True, True, True, False]
    """
    read, meant = sign.translate(STROKES), roman_numeral(value)
    others = read.replace("I", "") == meant.replace("I", "")
    return others and abs(read.count("I") - meant.count("I")) <= 1


def _commas(blocks: Sequence[Paragraph]) -> Iterator[tuple[int, Marker]]:
    """Yield the numbers whose full stop was read as a comma: one before or behind speaks for it."""
    numbers = {}
    for place, block in enumerate(blocks):
        match = None if block.cells or block.quoted else _ARABIC.match(labelled(block))
        if match is not None:
            numbers[place] = (int(match["digits"]), match["glyph"], match["end"])
    places = list(numbers)
    for at, place in enumerate(places):
        value, glyph, end = numbers[place]
        near = [numbers[other] for other in places[max(0, at - 1) : at] + places[at + 1 : at + 2]]
        steps = {number - value for number, _, _ in near}
        if end == "," and (-1 in steps or (value == 1 and 1 in steps)):
            yield place, Marker(scheme="arabic", ordinal=value, glyph=glyph)


def _letters(blocks: Sequence[Paragraph]) -> Iterator[tuple[int, Marker]]:
    """Yield the letters that both neighbours in their list contradict, and the a) of a list."""
    for run in _letter_runs(blocks):
        signs = [sign for _, _, sign in run]
        for at, (place, glyph, sign) in enumerate(run[:-1]):
            then, before = signs[at + 1], signs[at - 1] if at else None
            meant = _before(then)
            if meant is None or sign == meant or follows(then, sign):
                continue
            if meant == "a" if before is None else follows(meant, before):
                marker = Marker(scheme="letter", ordinal=letter_value(meant), glyph=glyph)
                signs[at] = meant
                yield place, marker


def _before(letter: str) -> str | None:
    """Return the letter that stands before another in a list: a before b, c before d."""
    at = LETTERS.find(letter)
    return LETTERS[at - 1] if at > 0 else None


def _letter_runs(blocks: Sequence[Paragraph]) -> Iterator[list[tuple[int, str, str]]]:
    """Yield the items "x)" that stand in one list: no number of another kind parts them."""
    run: list[tuple[int, str, str]] = []
    for place, block in enumerate(blocks):
        line = labelled(block)
        match = None if block.cells or block.quoted else _LETTER.match(line)
        if match is not None and not markers(match["rest"]):
            run.append((place, match["glyph"], match["sign"]))
            continue
        found = markers(line)
        if found and found[0].scheme != "bullet":
            yield run
            run = []
    yield run
