"""What redlines would do: it marks the words that two texts share, and knows nothing of units.

The reading that serves it best: both documents as one text, a unit a paragraph, compared once. A
unit pair goes together where the words that redlines leaves unmarked make up most of the shorter
of the two, so that a part that went into a whole, and a whole cut into parts, are found as well.
"""

from __future__ import annotations

from collections import Counter

from doclineage.model import Document

Pair = tuple[int, int]
#: The best of 0.05 to 0.80 in steps of 0.05 by link F1 on the open children of the synthetic
#: plans (2026-11), as for the other peers.
_SHARED_FLOOR = 0.20


def redlined(parent: Document, child: Document, floor: float = _SHARED_FLOOR) -> set[Pair]:
    """Pair units by the words that redlines says both sides keep."""
    from redlines import Redlines  # noqa: PLC0415  # may be missing

    one, two = (
        "\n".join(" ".join(document.units[i].text.split()) for i in _spoken(document))
        for document in (parent, child)
    )
    left, right = _homes(one, _spoken(parent)), _homes(two, _spoken(child))
    shared: Counter[Pair] = Counter()
    for tag, a, b, c, d in Redlines(one, two).opcodes:
        if tag == "equal":
            shared.update(zip(left[a:b], right[c:d], strict=True))
    sizes = Counter(left), Counter(right)
    return {
        (i, j)
        for (i, j), count in shared.items()
        if min(i, j) >= 0 and count >= floor * min(sizes[0][i], sizes[1][j])
    }


def _spoken(document: Document) -> list[int]:
    return [index for index in document.content() if document.units[index].text.strip()]


def _homes(text: str, units: list[int]) -> list[int]:
    """Return the unit of each of redlines' words; -1 for the marks between paragraphs."""
    from redlines.processor import PARAGRAPH_MARKER, tokenize_text  # noqa: PLC0415

    marked = text.replace("\n", f" {PARAGRAPH_MARKER} ")
    homes, place = [], 0
    for token in tokenize_text(marked):
        if token.strip() == PARAGRAPH_MARKER:
            homes.append(-1)
            place += 1
        else:
            homes.append(units[place])
    return homes
