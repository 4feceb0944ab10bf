"""Page numbers and running heads: which rows at the edge of a page are no part of the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

import msgspec

from doclineage.model import Dropped
from doclineage.reading.pdf.layout import Line

#: Rows from the edge of a page that may be furniture.
_DEPTH = 3
#: A running head stands on so many pages at least …
_LEAST_PAGES = 3
#: … and on this share of them.
_SHARE = 0.5
#: Places of one running head differ by less than this, in points.
_SAME_PLACE = 4.0
#: A page number stands this near the middle of the page, or in its last part.
_NEAR_MIDDLE = 0.08
_CORNER = 0.75
# 2 | - 2 - | Trang 2 | Trang 2/5 | 2/5 | Page 2 of 5
_PAGE_NUMBER = re.compile(
    r"""(?P<open>[-–—]\s*|\(|(?:trang|tr\.|page)\s*(?:số\s*)?)?
        (?P<page>\d{1,4})
        (?P<of>\s*(?:/|of|trên)\s*\d{1,4})?
        (?:\s*[-–—]|\))?""",
    re.IGNORECASE | re.VERBOSE,
)
_NUMBER = re.compile(r"(?<![\w,.+-])\d{1,4}(?![\w,+-])")


class EdgeRow(msgspec.Struct, frozen=True):
    """A row near the top or the foot of a page; `row` is its number on the page."""

    page: int
    row: int
    text: str
    base: float
    middle: float
    """Where its middle stands, as a share of the page's width."""


Place = tuple[int, int]


def furniture(pages: Sequence[tuple[Sequence[Line], float]]) -> dict[Place, Dropped]:
    """Return all furniture by its place ``(page, row)``, in reading order.

    Each page is given as its lines outside tables and its width.
    """
    dropped: dict[Place, Dropped] = {}
    for inwards in (1, -1):
        edges = [_edge(lines, width, inwards) for lines, width in pages]
        for depth in range(_DEPTH):
            # Furniture lies outside the text: a row counts once all rows beyond it are dropped.
            open_rows = [
                rows[depth]
                for rows in edges
                if len(rows) > depth and all((row.page, row.row) in dropped for row in rows[:depth])
            ]
            for row in [*_running(open_rows, len(pages)), *_numbers(open_rows)]:
                numbers = _PAGE_NUMBER.fullmatch(row.text)
                dropped[row.page, row.row] = Dropped(
                    text=row.text,
                    reason="page-number" if numbers else "running-head",
                    page=row.page,
                )
    return dict(sorted(dropped.items()))


def _edge(lines: Sequence[Line], width: float, inwards: int) -> list[EdgeRow]:
    rows: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        rows[line.row].append(line)
    outermost = sorted(rows, reverse=inwards < 0)[:_DEPTH]
    edges = []
    for number in outermost:
        parts = sorted(rows[number], key=lambda line: line.left)
        edges.append(
            EdgeRow(
                page=parts[0].page,
                row=number,
                text=" ".join(part.text for part in parts),
                base=parts[0].base,
                middle=(parts[0].left + parts[-1].right) / 2 / max(width, 1.0),
            )
        )
    return edges


def _numbers(rows: Sequence[EdgeRow]) -> Iterator[EdgeRow]:
    """Yield the rows that hold a page number and nothing else."""
    found = [
        (row, match) for row in rows if (match := _PAGE_NUMBER.fullmatch(row.text)) is not None
    ]
    ahead = Counter(int(match["page"]) - row.page for row, match in found)
    for row, match in found:
        value = int(match["page"])
        placed = abs(row.middle - 0.5) < _NEAR_MIDDLE or row.middle > _CORNER
        # A bare number must count the pages: alone it may be the text of a form.
        counts = value == row.page or ahead[value - row.page] > 1
        if placed and (counts or match["open"] or match["of"]):
            yield row


def _running(rows: Sequence[EdgeRow], pages: int) -> Iterator[EdgeRow]:
    """Yield the rows whose text, page numbers aside, stands at one place of many pages."""
    votes = Counter(
        int(number) - row.page for row in rows for number in set(_NUMBER.findall(row.text))
    )
    shifts = {shift for shift, count in votes.items() if count >= _LEAST_PAGES}
    alike: dict[str, list[EdgeRow]] = defaultdict(list)
    for row in rows:
        alike[_without_page(row, shifts)].append(row)
    for same in alike.values():
        middle = median(row.base for row in same)
        placed = [row for row in same if abs(row.base - middle) < _SAME_PLACE]
        # The first page has often no running head.
        if len(placed) >= _LEAST_PAGES and len(placed) >= (pages - 1) * _SHARE:
            yield from placed


def _without_page(row: EdgeRow, shifts: set[int]) -> str:
    """Return the text of a row without its page number: heads left and right are then alike."""
    plain = _NUMBER.sub(
        lambda match: "" if int(match.group()) - row.page in shifts else match.group(), row.text
    )
    return " ".join(plain.split())
