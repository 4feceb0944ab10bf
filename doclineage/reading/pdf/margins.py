"""What a document's pages have in common: margins, leading, how a paragraph shows its beginning."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from doclineage.reading.pdf.layout import Line

#: Lines that a margin must rest on.
_LEAST_LINES = 8
#: Left edges within this are one edge; right edges vary more where the text is not justified.
_LEFT_WIDTH, _RIGHT_WIDTH = 3.0, 8.0
#: Share of a page's lines that must stand at its margin.
_LEFT_SHARE, _RIGHT_SHARE = 0.05, 0.04
#: A table's rules stand outside the text's edges by the padding of its cells, in points.
_HANGS = 9.0
#: A page's own right margin may fall short of its neighbours' by this much before it is doubted.
_SHORT_PAGE = 12.0
#: Base lines further apart than the leading by this share of the letter size are set apart.
#: Laws here: lines 1.15 to 1.36 sizes apart, paragraphs 1.6 to 2.
_APART = 0.14
#: A first line is indented by this many letter sizes at least.
_INDENT = 0.6
#: Both sides of a centred line are equal up to rounding, in points.
_EXACT = 2.5
#: Plain lines that nearly fill theirs must be so equal on both sides.
_SAME = 1.0
#: Share of the sure beginnings of paragraphs that must be marked for the marking to be a rule.
_RULE_SHARE = 0.85
_LEAST_BEGINNINGS = 4

Frame = tuple[float, float]


class Margins(msgspec.Struct, frozen=True):
    """The frame of the text on each page, the leading by letter size, the habits."""

    frames: dict[int, Frame]
    leading: dict[float, float]
    indents: bool
    """Paragraphs begin with an indent."""
    spaces: bool
    """Paragraphs are set apart by space."""
    indent: float | None
    """The usual indent of a first line, in points."""

    def frame(self, line: Line) -> Frame:
        """Return the left and right edge of the column that `line` stands in."""
        return line.frame or self.frames[line.page]

    def is_apart(self, first: Line, then: Line) -> bool:
        """Tell whether clearly more than the leading parts two lines of one page."""
        usual = self.leading.get(_size_key(then))
        distance = then.base - first.base
        if usual is None:
            # Word's widest common leading is 1.5 lines, 1.7 sizes.
            return distance > 1.9 * max(first.size, then.size)
        return distance > usual + max(1.5, _APART * then.size)

    def is_full(self, first: Line, then: Line) -> bool:
        """Tell whether the first word of `then` found no room at the end of `first`."""
        left, right = self.frame(first)
        if first.left - left > 1.0 and self.is_centred(first):
            return first.right - first.left + _space(first) + then.first > right - left
        return first.right + _space(first) + then.first > right - 0.5

    def has_room(self, first: Line, then: Line) -> bool:
        """Tell whether the first word of `then` had found room behind `first` in a letterhead.

        How wide its cell is shows nowhere: it reaches from the page's margin as far to both sides
        of its middle.
        """
        left, right = self.frames[then.page]
        half = min(then.middle - left, right - then.middle)
        return first.right - first.left + _space(first) + then.first <= 2 * half

    def fills(self, line: Line) -> bool:
        """Tell whether a line reaches from edge to edge, as one of a centred title may."""
        left, right = self.frame(line)
        return max(line.left - left, right - line.right) < 0.5 * line.size

    def is_indented(self, line: Line) -> bool:
        """Tell whether a line begins right of the margin."""
        return line.left - self.frame(line)[0] > _INDENT * line.size

    def may_be_centred(self, line: Line) -> bool:
        """Tell whether a line is centred, or is so by its place beside one that is."""
        left, right = self.frame(line)
        before, after = line.left - left, right - line.right
        return self.is_centred(line) or abs(before - after) < _SAME or self.fills(line)

    def is_centred(self, line: Line) -> bool:
        """Tell whether a line stands in the middle of its column, clearly shorter than it."""
        left, right = self.frame(line)
        before, after = line.left - left, right - line.right
        # A first line with the usual indent may end by chance as far from the other edge.
        usual = self.indent is not None and abs(before - self.indent) < 2.0
        if usual and not (line.bold >= len(line.text) or line.text.isupper()):
            return False
        off = abs(before - after)
        if off < _SAME and min(before, after) > 0.5 * line.size:
            return True
        if off < _EXACT and (line.bold or line.italic or line.text.isupper()):
            # A title may nearly fill its line.
            return min(before, after) > 0.25 * line.size
        return min(before, after) > 1.2 * line.size and off < 0.75 * line.size


class Text(msgspec.Struct, frozen=True):
    """The lines of a page outside its tables, the edges of those, the width of the page."""

    lines: tuple[Line, ...]
    tables: tuple[Frame, ...]
    width: float


def measure(pages: Sequence[Text]) -> Margins:
    """Return the margins of a document."""
    body = [
        msgspec.structs.replace(text, lines=tuple(line for line in text.lines if not line.band))
        for text in pages
    ]
    first = Margins(frames=_frames(body), leading={}, indents=False, spaces=False, indent=None)
    pairs = [
        (line, then)
        for text in body
        for line, then in pairwise(text.lines)
        if 0 < then.base - line.base < 4 * line.size
    ]
    leading = _leading(first, pairs)
    second = msgspec.structs.replace(first, leading=leading, indent=_usual_indent(first, body))
    indents, spaces = _habits(second, pairs)
    return msgspec.structs.replace(second, indents=indents, spaces=spaces)


def _space(line: Line) -> float:
    return line.size * 0.2


def _size_key(line: Line) -> float:
    return round(line.size * 2) / 2


def _frames(body: Sequence[Text]) -> dict[int, Frame]:
    """Return the frame of each page, from its neighbours where it has few lines."""
    groups: dict[tuple[int, int], list[Frame]] = defaultdict(list)
    for number, text in enumerate(body, 1):
        # Bound documents mirror their margins on even pages.
        groups[round(text.width), number % 2].extend(_edges(text))
    shared = {key: _frame(edges, key[0]) for key, edges in groups.items()}
    frames = {}
    for number, text in enumerate(body, 1):
        usual = shared[round(text.width), number % 2]
        edges = _edges(text)
        own = _frame(edges, text.width) if len(edges) >= _LEAST_LINES else usual
        short = own[1] < usual[1] - _SHORT_PAGE and not _is_justified(text.lines, own[1])
        frames[number] = (own[0], usual[1] if short else own[1])
    return frames


def _edges(text: Text) -> list[Frame]:
    # A page may hold little but a table: its edges are the margins then.
    alone = [
        (left, right)
        for left, right in text.tables
        if sum(abs(line.left - left) < _HANGS for line in text.lines) < 2
    ]
    return [*((line.left, line.right) for line in text.lines), *alone, *alone]


def _is_justified(lines: Sequence[Line], right: float) -> bool:
    return sum(abs(line.right - right) < 1.0 for line in lines) >= 4


def _frame(edges: Sequence[Frame], width: float) -> Frame:
    if not edges:
        return 0.0, float(width)
    left = _edge(sorted(left for left, _ in edges), _LEFT_WIDTH, _LEFT_SHARE)
    right = _edge(sorted(-right for _, right in edges), _RIGHT_WIDTH, _RIGHT_SHARE)
    return left, -right


def _edge(places: Sequence[float], width: float, share: float) -> float:
    """Return the lowest of sorted `places` that enough others share within `width`."""
    least = max(min(2, len(places)), share * len(places))
    last = 0
    for index, place in enumerate(places):
        while last < len(places) and places[last] <= place + width:
            last += 1
        if last - index >= least:
            return place
    return places[0]


def _leading(margins: Margins, pairs: Iterable[tuple[Line, Line]]) -> dict[float, float]:
    """Return the usual distance of base lines inside a paragraph by letter size."""
    counts: dict[float, Counter[float]] = defaultdict(Counter)
    for first, then in pairs:
        same = abs(first.size - then.size) < 0.5
        if same and margins.is_full(first, then) and not margins.is_indented(then):
            counts[_size_key(then)][round((then.base - first.base) * 2) / 2] += 1
    found = {}
    for size, distances in sorted(counts.items()):
        most = max(distances.values())
        if sum(distances.values()) >= 3:
            # Where two leadings are about as frequent the narrower one is inside paragraphs.
            found[size] = min(d for d, count in distances.items() if count * 2 >= most)
    return found


def _usual_indent(margins: Margins, body: Iterable[Text]) -> float | None:
    indents = Counter(
        round(line.left - margins.frame(line)[0])
        for text in body
        for line in text.lines
        if margins.is_indented(line)
    )
    if not indents:
        return None
    indent, count = min(indents.items(), key=lambda item: (-item[1], item[0]))
    return float(indent) if count > 2 else None


def _habits(margins: Margins, pairs: Iterable[tuple[Line, Line]]) -> tuple[bool, bool]:
    """Return whether the lines that surely begin a paragraph are indented, and set apart."""
    beginnings = indented = apart = 0
    for first, then in pairs:
        if margins.is_full(first, then) or margins.is_centred(then) or margins.is_centred(first):
            continue
        beginnings += 1
        indented += margins.is_indented(then)
        apart += margins.is_apart(first, then)
    if beginnings < _LEAST_BEGINNINGS:
        return False, False
    return indented >= beginnings * _RULE_SHARE, apart >= beginnings * _RULE_SHARE
