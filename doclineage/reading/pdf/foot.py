"""Recipients and signature that a page cuts: each column is read to its end on the next page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

import msgspec

from doclineage.reading.pdf.layout import Line, opens_recipients

#: Lines of the left column share their left edge, those of the right one their middle, in points.
_SAME_EDGE, _SAME_MIDDLE = 3.0, 6.0


def rejoin_foot(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with a foot cut by a page put together, column by column."""
    pages = [list(group) for _, group in groupby(lines, key=lambda line: line.page)]
    for page, then in pairwise(pages):
        # A page of nothing but the foot's rest is empty by now.
        columns = _columns(page) if page and then[0].page == page[0].page + 1 else None
        if columns is None:
            continue
        left, right = columns
        more = list(_more(then, left, right))
        if more:
            del then[: len(more)], page[-len(left) - len(right) :]
            page += [*left, *(line for line in more if _is_left(line, right))]
            page += [*right, *(line for line in more if not _is_left(line, right))]
    return [line for page in pages for line in page]


def _columns(page: Sequence[Line]) -> tuple[list[Line], list[Line]] | None:
    """Return both columns of the foot that ends a page, None where it ends otherwise."""
    band = page[-1].band
    if not band:
        return None
    foot = [line for line in page if line.band == band]
    columns = [list(group) for _, group in groupby(foot, key=lambda line: line.frame)]
    if len(columns) != 2 or not opens_recipients(foot[0].text):
        return None
    return columns[0], columns[1]


def _more(then: Sequence[Line], left: list[Line], right: list[Line]) -> Iterator[Line]:
    """Yield the lines at the top of the next page that stand in one of both columns."""
    middle = (right[0].left + right[0].right) / 2
    for line in then:
        flush = abs(line.left - left[0].left) < _SAME_EDGE and _is_left(line, right)
        if not flush and abs(line.middle - middle) > _SAME_MIDDLE:
            return
        yield msgspec.structs.replace(line, band=left[0].band, frame=None)


def _is_left(line: Line, right: Sequence[Line]) -> bool:
    return line.right < min(other.left for other in right)
