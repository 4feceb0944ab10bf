"""Ruled lines of a scanned page: the tables that they make, and a page without them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from doclineage.reading.pdf.plumber import Grid, GridCell

if TYPE_CHECKING:
    from PIL.Image import Image

#: Rules are sought in pieces so long, in millimetres; upright strokes of letters are 3.5 long.
_PIECE_MM = 2.0
#: Share of a piece that is dark; a rule a little askew leaves its row inside a piece.
_DARK = 0.8
#: Pieces that a rule has at least: the narrowest column of a table is 8 mm wide.
_LEAST_PIECES = 4
#: Missing pieces that a faint rule may have in one place.
_GAP_PIECES = 2
#: A rule is no thicker than this; a dark bar is a picture or the rim of the sheet.
_THICKEST_MM = 1.6
#: Beside a rule is paper, rows of letters have ink above or below them; with this share none of
#: seven pages of plain text showed a rule, and all rules of its table were found.
_BESIDE_MM, _INKED = 0.4, 0.2
#: Ends and places of rules that meet differ by less than this.
_NEAR_MM = 1.6
#: Share of a cell's side that a rule must cover to part it from its neighbour.
_COVERED = 0.6
#: Rules and rows or columns of one page that are still looked at.
_MOST_RULES, _MOST_PLACES = 2_000, 300
_WHITE = 255


class Rule(msgspec.Struct, frozen=True):
    """A straight line: from `start` to `end` along it, `place` across it, in pixels."""

    start: float
    end: float
    place: float
    thick: float


class Ruling(msgspec.Struct, frozen=True):
    """The level and the upright rules of a page."""

    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]


def find_rules(grey: Image, dpi: float) -> Ruling:
    """Return the rules of a page that stands straight; none where it has too many to be text."""
    from PIL import Image as Images  # noqa: PLC0415  # pages with a text layer never need it

    ink = grey.point(_under(threshold(grey)))
    level = list(_rules(ink, dpi))
    upright = list(_rules(ink.transpose(Images.Transpose.TRANSPOSE), dpi))
    if len(level) + len(upright) > _MOST_RULES:
        return Ruling(level=(), upright=())
    return Ruling(level=tuple(level), upright=tuple(upright))


def threshold(grey: Image) -> int:
    """Return the shade that parts ink from paper best (Otsu 1979)."""
    counts = grey.histogram()
    total, mass = sum(counts), sum(shade * count for shade, count in enumerate(counts))
    best, found = -1.0, 127
    below = below_mass = 0
    for shade, count in enumerate(counts[:-1]):
        below += count
        below_mass += shade * count
        above = total - below
        if not below or not above:
            continue
        apart = below_mass / below - (mass - below_mass) / above
        between = below * above * apart * apart
        if between > best:
            best, found = between, shade
    return found


def _under(most: int) -> list[int]:
    return [_WHITE * (shade <= most) for shade in range(256)]


def _rules(ink: Image, dpi: float) -> Iterator[Rule]:
    """Yield the level rules of a picture whose ink is white."""
    side = max(4, round(_PIECE_MM / 25.4 * dpi))
    thickest = _THICKEST_MM / 25.4 * dpi
    pieces = ink.reduce((side, 1)).point(_at_least(round(_DARK * _WHITE)))
    growing: list[_Growing] = []
    for row, start, end in _stretches(pieces):
        for rule in growing:
            if rule.takes(row, start, end):
                rule.add(row, start, end)
                break
        else:
            done = [rule for rule in growing if row - rule.last > 2]
            yield from _whole(done, ink, side, thickest)
            growing = [rule for rule in growing if row - rule.last <= 2]
            growing.append(_Growing(row, start, end))
    yield from _whole(growing, ink, side, thickest)


def _at_least(least: int) -> list[int]:
    return [int(shade >= least) for shade in range(256)]


def _stretches(pieces: Image) -> Iterator[tuple[int, int, int]]:
    """Yield row, first and last piece of each dark stretch, from the top."""
    width = pieces.width
    data = pieces.tobytes()
    stretch = re.compile(b"\x01{2,}(?:\x00{1,%d}\x01{2,})*" % _GAP_PIECES)
    for row in range(pieces.height):
        line = data[row * width : (row + 1) * width]
        if 1 in line:
            yield from ((row, found.start(), found.end()) for found in stretch.finditer(line))


class _Growing:
    """A rule while the rows of pixels that it takes are gathered."""

    def __init__(self, row: int, start: int, end: int) -> None:
        self.first = self.last = row
        self.start, self.end = start, end
        self.weight = end - start
        self.mass = row * (end - start)

    def takes(self, row: int, start: int, end: int) -> bool:
        """Tell whether a dark stretch touches this rule."""
        return row - self.last <= 2 and start <= self.end and end >= self.start

    def add(self, row: int, start: int, end: int) -> None:
        """Add a dark stretch."""
        self.last = row
        self.start, self.end = min(self.start, start), max(self.end, end)
        self.weight += end - start
        self.mass += row * (end - start)


def _whole(grown: Sequence[_Growing], ink: Image, side: int, thickest: float) -> Iterator[Rule]:
    for rule in grown:
        length, thick = rule.end - rule.start, rule.last - rule.first + 1
        # A rule still askew by a tenth of a degree takes more rows than it is thick.
        if length < _LEAST_PIECES or thick > thickest + length * side * 0.003:
            continue
        span = (rule.start * side, min(ink.width, rule.end * side))
        beside = max(2, round(side * _BESIDE_MM / _PIECE_MM))
        rims = ((rule.first - 1 - beside, rule.first - 1), (rule.last + 2, rule.last + 2 + beside))
        if all(_inked(ink, span, rim) < _INKED for rim in rims):
            place = rule.mass / rule.weight
            yield Rule(start=span[0], end=span[1], place=place, thick=thick)


def _inked(ink: Image, span: tuple[int, int], rows: tuple[int, int]) -> float:
    """Return the share of ink in a strip of the page."""
    top, foot = max(0, rows[0]), min(ink.height, rows[1])
    if foot <= top:
        return 0.0
    strip = ink.crop((span[0], top, span[1], foot))
    return strip.histogram()[_WHITE] / (strip.width * strip.height)


def without_rules(grey: Image, ruling: Ruling, dpi: float) -> Image:
    """Return the page with its rules painted over: read as letters they are bars and dashes."""
    from PIL import ImageDraw  # noqa: PLC0415  # as above

    bare = grey.copy()
    pen = ImageDraw.Draw(bare)
    # A rule may reach into the pieces beyond its whole ones.
    over = round(_PIECE_MM / 25.4 * dpi)
    for rule in ruling.level:
        half, start, end = rule.thick / 2 + 1, rule.start - over, rule.end + over
        pen.rectangle((start, rule.place - half, end, rule.place + half), fill=_WHITE)
    for rule in ruling.upright:
        half, start, end = rule.thick / 2 + 1, rule.start - over, rule.end + over
        pen.rectangle((rule.place - half, start, rule.place + half, end), fill=_WHITE)
    return bare


def grids_of(ruling: Ruling, dpi: float) -> list[Grid]:
    """Return the tables that the rules of a page make, from the top, in points."""
    near = _NEAR_MM / 25.4 * dpi
    grids = []
    for level, upright in _meeting(ruling, near):
        ys = _places([rule.place for rule in level], near)
        xs = _places([rule.place for rule in upright], near)
        if len(xs) < 3 or len(ys) < 2 or len(xs) + len(ys) > _MOST_PLACES:
            continue
        cells = tuple(_cells(xs, ys, level, upright, near))
        scale = 72 / dpi
        grids.append(
            Grid(xs=tuple(x * scale for x in xs), ys=tuple(y * scale for y in ys), cells=cells)
        )
    return sorted(grids, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _meeting(ruling: Ruling, near: float) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Yield the level and upright rules that cross or touch one another, group by group."""
    left = list(ruling.upright)
    waiting = list(ruling.level)
    while waiting:
        level, upright = [waiting.pop(0)], []
        grown = True
        while grown:
            found = [rule for rule in left if any(_meet(other, rule, near) for other in level)]
            upright += found
            left = [rule for rule in left if rule not in found]
            more = [rule for rule in waiting if any(_meet(rule, other, near) for other in found)]
            level += more
            waiting = [rule for rule in waiting if rule not in more]
            grown = bool(more)
        yield level, upright


def _meet(level: Rule, upright: Rule, near: float) -> bool:
    along = level.start - 2 * near <= upright.place <= level.end + 2 * near
    return along and upright.start - 2 * near <= level.place <= upright.end + 2 * near


def _places(places: Sequence[float], near: float) -> list[float]:
    """Return the places of rules, those near one another as one."""
    groups: list[list[float]] = []
    for place in sorted(places):
        if groups and place - groups[-1][-1] < near:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [sum(group) / len(group) for group in groups]


def _cells(
    xs: Sequence[float],
    ys: Sequence[float],
    level: Sequence[Rule],
    upright: Sequence[Rule],
    near: float,
) -> Iterator[GridCell]:
    """Yield the cells of a table; one that no rule parts covers several rows and columns."""
    columns, rows = len(xs) - 1, len(ys) - 1
    beside = {
        (row, at)
        for at in range(1, columns)
        for row, span in enumerate(pairwise(ys))
        if _is_ruled(upright, xs[at], span, near)
    }
    below = {
        (at, column)
        for at in range(1, rows)
        for column, span in enumerate(pairwise(xs))
        if _is_ruled(level, ys[at], span, near)
    }
    taken: set[tuple[int, int]] = set()
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            right = column + 1
            while right < columns and (row, right) not in beside and (row, right) not in taken:
                right += 1
            foot = row + 1
            while foot < rows and not any((foot, at) in below for at in range(column, right)):
                foot += 1
            taken |= {(r, c) for r in range(row, foot) for c in range(column, right)}
            yield GridCell(row=row, column=column, rows=foot - row, columns=right - column)


def _is_ruled(rules: Sequence[Rule], place: float, span: tuple[float, float], near: float) -> bool:
    start, end = span
    covered = sum(
        max(0.0, min(rule.end, end) - max(rule.start, start))
        for rule in rules
        if abs(rule.place - place) < near
    )
    return covered >= (end - start) * _COVERED
