"""The two columns at the head and foot of a document, typed side by side with spaces.

They begin with a line that holds a nation's name, a motto, "Nơi nhận" or a signature prefix on one
side of a wide gap; the lines that follow are cut at the same column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from doclineage.vietnamese.normalise import fold_marks

# Three spaces or a tab: more than justified text ever has between two words.
_GAP = re.compile(r"(?<=\S)(?: {3,}| *\t[ \t]*)(?=\S)")
_FRAME = re.compile(
    r"cong hoa xa hoi chu nghia|dang cong san viet nam|doc lap\s*-\s*tu do|noi nhan\s*:"
    r"|(?:^|\s)(?:tm|t/m|kt|k/t|tl|t/l|tuq)[./]"
)
#: Columns are ragged: a right side may begin so many characters from the first one's place.
_RAGGED = 14
#: Characters of a line that may hold two columns.
_WIDEST = 400
#: Lines that a head or foot may have.
_LONGEST = 30


def columns_at(
    lines: Sequence[str], start: int, after_blank: Sequence[bool]
) -> list[tuple[str, str]]:
    """Return the left and right sides of the two-column lines that begin at `start`.

    `after_blank` tells of each line whether a blank one stands before it.

    >>> columns_at(["UBND XÃ A        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], 0, [False])
    [('UBND XÃ A', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')]
    """
    line = lines[start][:_WIDEST]
    first = _GAP.search(line) if _FRAME.search(fold_marks(line)) else None
    if first is None:
        return []
    place = first.end()
    sides: list[tuple[str, str]] = []
    for index in range(start, min(len(lines), start + _LONGEST)):
        side = _cut(lines[index][:_WIDEST], place)
        # The right column may have room for a seal; the left one ends with a blank line.
        if side is None or (not side[1] and after_blank[index] and sides):
            break
        sides.append(side)
    return sides


def _cut(line: str, place: int) -> tuple[str, str] | None:
    """Return both sides of one line, None where it does not keep to the columns."""
    gaps = [gap for gap in _GAP.finditer(line) if abs(gap.end() - place) <= _RAGGED]
    if gaps:
        nearest = min(gaps, key=lambda gap: abs(gap.end() - place))
        return line[: nearest.start()].strip(), line[nearest.end() :].strip()
    indent = len(line) - len(line.lstrip())
    if indent >= place - _RAGGED:
        return "", line.strip()
    # A centred line belongs to neither column; a long one runs through both.
    return (line.strip(), "") if indent < 4 and len(line.rstrip()) < place else None
