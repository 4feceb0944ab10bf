"""Words of one page to its lines in reading order: side-by-side columns one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

import msgspec

from doclineage.reading.pdf.fonts import Faces
from doclineage.reading.pdf.words import Run, Word, printed
from doclineage.vietnamese.normalise import fold_marks

#: Base lines nearer than this share of the letter size are one row …
_SAME_ROW = 0.45
#: … or this one where the pieces stand side by side; lines of one column are 1.0 apart or more.
_BESIDE_ROW = 0.8
#: Pieces of one row that are compared; a row of a borderless table has about ten.
_MOST_BESIDE = 40
#: A gap of this many ems may part two columns; justified words of real laws stay under 0.3, the
#: gap before a place and date is 5 to 14.
_COLUMN_GAP = 1.0
#: A gap must be so many times the usual one of its row: words pulled apart are no columns.
_ODD_GAP = 2.5
#: The same under a row that shows where the gutter is.
_GUTTER_GAP = 0.5
#: Lines of a column share their middle or their left edge within so many points.
_ALIGNED = 6.0
_SAME_LEFT = 3.0
# 1. | a) | Điều 12. | Chương IV | - | (ii): what follows after a tab is the same line.
_LONE_MARKER = re.compile(
    r"(?:(?:Điều|Chương|Mục|Phần|Khoản|Điểm)\s)?\(?(?:[\divxlcIVXLC.]{1,7}|\w)[.):/–-]{0,2}|\W{1,2}",
)
_RECIPIENTS = re.compile(r"noi nhan\b")
_BEFORE_SIGN = re.compile(r" (?=[.,;:!?)])")


class Line(msgspec.Struct, frozen=True, gc=False):
    """One printed line, or one column's part of it.

    `row` counts the rows of its page from the top; `first` is the width of the first word and
    `second` the left edge of the next one; `frame` is the left and right edge of its column where
    the page has columns here; `band` is one number for all columns side by side, 0 for none.
    """

    text: str
    page: int
    row: int
    left: float
    right: float
    base: float
    size: float
    bold: int
    italic: int
    first: float
    second: float
    frame: tuple[float, float] | None = None
    band: int = 0
    notes: tuple[str, ...] = ()
    """Footnotes that its words referred to."""
    titled: bool = False
    """It stands in the middle of a column whose lines all do (letterhead, signature)."""

    @property
    def middle(self) -> float:
        """The middle between both edges."""
        return (self.left + self.right) / 2


class Part(msgspec.Struct, frozen=True):
    """Words of one row that stand together."""

    words: tuple[Word, ...]
    base: float
    size: float

    @property
    def left(self) -> float:
        """The left edge."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """The right edge."""
        return max(word.right for word in self.words)

    @property
    def middle(self) -> float:
        """The middle between both edges."""
        return (self.left + self.right) / 2


Row = tuple[Part, ...]


def lay_out(runs: Sequence[Run], faces: Faces, page: int, first_row: int) -> list[Line]:
    """Return the lines of `runs` in reading order, their rows numbered from `first_row`."""
    lines: list[Line] = []
    rows = rows_of(runs)
    start = 0
    while start < len(rows):
        band = _band_at(rows, start)
        if band is None:
            for part in rows[start]:
                lines.append(_line(part, faces, page, first_row + start))
            start += 1
            continue
        for column in band.columns():
            frame = (
                min(part.left for _, part in column),
                max(part.right for _, part in column),
            )
            titled = _is_centred(column)
            for row, part in column:
                line = _line(part, faces, page, first_row + row)
                lines.append(
                    msgspec.structs.replace(
                        line, frame=frame, band=first_row + start + 1, titled=titled
                    )
                )
        start = band.end
    return lines


def _is_centred(column: Sequence[tuple[int, Part]]) -> bool:
    """Tell whether the lines of a column share their middle and not their left edge."""
    middle = median(part.middle for _, part in column)
    lefts = [part.left for _, part in column]
    shared = sum(abs(part.middle - middle) < _ALIGNED for _, part in column)
    return max(lefts) - min(lefts) > _ALIGNED and shared > 1 and shared >= len(column) * 0.6


def rows_of(runs: Sequence[Run]) -> list[Row]:
    """Return the rows of a page from the top, each cut where a column ends."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (run.base, run.words[0].left)):
        if rows and _is_same_row(rows[-1], run):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [_cut(row) for row in rows]


def _is_same_row(row: Sequence[Run], run: Run) -> bool:
    distance = run.base - row[0].base
    size = min(run.size, row[0].size)
    if distance < size * _SAME_ROW:
        return True
    if distance >= size * _BESIDE_ROW or len(row) > _MOST_BESIDE:
        return False
    left, right = run.words[0].left, run.words[-1].right
    return all(other.words[-1].right < left or other.words[0].left > right for other in row)


def _cut(row: Sequence[Run]) -> Row:
    words = sorted((word for run in row for word in run.words), key=lambda word: word.left)
    longest = max(row, key=lambda run: len(run.words))
    size, base = longest.size, longest.base
    gaps = [then.left - word.right for word, then in pairwise(words)]
    if not gaps or max(gaps) < size * _COLUMN_GAP:
        return (Part(tuple(words), base, size),)
    usual = median(gaps) if len(gaps) > 2 else 0.0
    least = max(size * _COLUMN_GAP, usual * _ODD_GAP)
    if len(gaps) < 3:
        # Too few gaps to know the usual one.
        least *= 1.5
    cuts = [index for index, gap in enumerate(gaps, 1) if gap >= least]
    if cuts and _LONE_MARKER.fullmatch(printed(words[: cuts[0]])):
        cuts = cuts[1:]
    bounds = pairwise([0, *cuts, len(words)])
    return tuple(Part(tuple(words[start:end]), base, size) for start, end in bounds)


def _line(part: Part, faces: Faces, page: int, row: int) -> Line:
    words = part.words
    text = printed(words)
    notes = tuple(note for word in words for note in word.notes)
    if notes:
        # A mark that stood by itself left its blanks behind.
        text = _BEFORE_SIGN.sub("", text)
    bold, italic = _set_so(words, text, faces)
    return Line(
        text=text,
        page=page,
        row=row,
        left=part.left,
        right=part.right,
        base=part.base,
        size=part.size,
        bold=bold,
        italic=italic,
        first=words[0].right - words[0].left,
        second=words[1].left if len(words) > 1 else part.left,
        notes=notes,
    )


def _set_so(words: Sequence[Word], text: str, faces: Faces) -> tuple[int, int]:
    """Return how many characters at the start of a line are bold, and how many italic."""
    first = faces.at(words[0])
    if not (first.bold or first.italic):
        return 0, 0
    # Asking about every word costs too much: a line set the same at both ends and in its
    # middle is set so throughout.
    same = all(faces.at(words[at]) == first for at in (-1, len(words) // 2))
    if same:
        return len(text) * first.bold, len(text) * first.italic
    bold = italic = 0
    for end, word in enumerate(words):
        face = faces.at(word)
        if not (face.bold and bold == end) and not (face.italic and italic == end):
            break
        bold += face.bold and bold == end
        italic += face.italic and italic == end
    return len(printed(words[:bold])), len(printed(words[:italic]))


def opens_recipients(text: str) -> bool:
    """Tell whether a line heads the recipients.

    >>> opens_recipients("Nơi nhận:"), opens_recipients("Nơi ở hiện nay:")
    (True, False)
    """
    return text[:1] in "Nn" and _RECIPIENTS.match(fold_marks(text[:20])) is not None


class Band(msgspec.Struct, frozen=True):
    """Rows of side-by-side columns: `parts` gives row, column and part."""

    parts: tuple[tuple[int, int, Part], ...]
    end: int

    def columns(self) -> Iterator[list[tuple[int, Part]]]:
        """Yield the columns from left to right, each with its rows."""
        for number in sorted({column for _, column, _ in self.parts}):
            yield [(row, part) for row, column, part in self.parts if column == number]


class _Gutters:
    """The blank strips between columns, narrowed row by row."""

    def __init__(self, row: Row) -> None:
        self.strips = [(part.right, then.left) for part, then in pairwise(row)]
        self.least = row[0].size * _GUTTER_GAP

    def columns(self, row: Row) -> list[int] | None:
        """Return the column of each part, None where a part lies across a gutter."""
        return [self._column(part) for part in row] if self.narrowed(row) else None

    def _column(self, part: Part) -> int:
        return sum(part.middle > (left + right) / 2 for left, right in self.strips)

    def narrowed(self, row: Row) -> list[tuple[float, float]] | None:
        """Return the strips that `row` leaves blank, None where it closes one."""
        strips = []
        for start, end in self.strips:
            left, right = start, end
            for part in row:
                if part.middle < (start + end) / 2:
                    left = max(left, part.right)
                else:
                    right = min(right, part.left)
            if right - left < self.least:
                return None
            strips.append((left, right))
        return strips


def _band_at(rows: Sequence[Row], start: int) -> Band | None:
    """Return the band of columns that begins at row `start`, None where there is none."""
    head = _head(rows, start)
    if head is None:
        return None
    gutters = _Gutters(rows[head])
    parts: list[tuple[int, int, Part]] = []
    for index in range(start, head):
        parts.extend((index, gutters._column(part), part) for part in rows[index])
    parts.extend((head, column, part) for column, part in enumerate(rows[head]))
    index = head + 1
    while index < len(rows):
        row = _cut_at_gutter(rows[index], gutters)
        columns = gutters.columns(row)
        if columns is None or not _belongs(row, columns, parts):
            break
        gutters.strips = gutters.narrowed(row) or gutters.strips
        parts.extend((index, column, part) for column, part in zip(columns, row, strict=True))
        index += 1
    return Band(parts=tuple(parts), end=index)


def _head(rows: Sequence[Row], start: int) -> int | None:
    """Return the first row cut in columns, where rows `start` up to it are part of its columns."""
    for index in range(start, min(start + 3, len(rows))):
        row = rows[index]
        if len(row) > 1:
            gutters = _Gutters(row)
            known = [(index, column, part) for column, part in enumerate(row)]
            for before in rows[start:index]:
                columns = gutters.columns(before)
                near = row[0].base - before[0].base < (index - start) * row[0].size * 2
                if columns is None or not near or not _is_aligned(before, columns, known):
                    return None
            return index
    return None


def _cut_at_gutter(row: Row, gutters: _Gutters) -> Row:
    """Return `row` cut where a gap falls on a gutter: columns may come near each other."""
    if len(row) > 1 or len(gutters.strips) != 1:
        return row
    start, end = gutters.strips[0]
    words = row[0].words
    usual = median(then.left - word.right for word, then in pairwise(words)) if words[1:] else 0.0
    for at, (word, then) in enumerate(pairwise(words), 1):
        gap = then.left - word.right
        inside = min(then.left, end) - max(word.right, start)
        if inside >= gutters.least and gap >= usual * 1.5:
            return (
                Part(words[:at], row[0].base, row[0].size),
                Part(words[at:], row[0].base, row[0].size),
            )
    return row


def _belongs(row: Row, columns: Sequence[int], parts: Sequence[tuple[int, int, Part]]) -> bool:
    """Tell whether `row` goes on in the columns that `parts` stand in."""
    distance = row[0].base - parts[-1][2].base
    if len(row) > 1:
        return True
    near = distance < row[0].size * 2.2
    return (near or columns[0] > 0) and _is_aligned(row, columns, parts)


def _is_aligned(row: Row, columns: Sequence[int], parts: Sequence[tuple[int, int, Part]]) -> bool:
    """Tell whether each part shares the middle or the left edge of its column."""
    several = len({index for index, _, _ in parts}) > 1
    # Under their head the recipients stand flush from the first line on.
    several = several or opens_recipients(printed(parts[0][2].words))
    for part, column in zip(row, columns, strict=True):
        others = [other for _, number, other in parts if number == column]
        centred = any(abs(other.middle - part.middle) < _ALIGNED for other in others)
        flush = several and any(abs(other.left - part.left) < _SAME_LEFT for other in others)
        if not centred and not flush:
            return False
    return True
