"""The units of one side of a link as one text, in the order in which the other side says them."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from rapidfuzz.distance import LCSseq

from doclineage.model import Document
from doclineage.vietnamese.words import words

#: Longer texts keep the order of reading: the cost grows with the product of the lengths.
_LONGEST = 4_000


def in_order_of(other: Document, whole: int, side: Document, parts: Sequence[int]) -> list[int]:
    """Return the parts of a whole in its order: a part that moved ahead says the same there."""
    said = words(other.units[whole].text).bare
    texts = {part: words(side.units[part].text).bare for part in parts}
    if len(said) + sum(map(len, texts.values())) > _LONGEST:
        return list(parts)
    return sorted(parts, key=lambda part: (_middle(said, texts[part]), part))


def _middle(said: tuple[str, ...], part: tuple[str, ...]) -> float:
    """Return where in the whole the middle of what a part shares with it stands."""
    places = [
        place
        for step in LCSseq.opcodes(said, part)
        if step.tag == "equal"
        for place in range(step.src_start, step.src_end)
    ]
    return median(places) if places else float(len(said))
