"""The units of one side of a link as one text, in the order in which the other side says them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from statistics import median

import msgspec
from rapidfuzz.distance import LCSseq

from doclineage.model import Document, Edit, Span
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


def cut_at_joints(
    edits: Iterable[Edit],
    left: str,
    right: str,
    left_starts: Sequence[int],
    right_starts: Sequence[int],
) -> Iterator[Edit]:
    """Yield each edit of joined texts as one for each unit that it touches.

    The first units of both sides stand beside each other; what is left stands beside nothing.
    """
    for edit in edits:
        olds = _within_units(edit.parent_span, left, left_starts)
        news = _within_units(edit.child_span, right, right_starts)
        for old, new in zip_longest(olds, news):
            before = old or (olds[-1][1], olds[-1][1])
            after = new or (news[-1][1], news[-1][1])
            kept = (before, after) == (edit.parent_span, edit.child_span)
            yield edit if kept else _within(edit, left, right, before, after)


def _within(edit: Edit, left: str, right: str, before: Span, after: Span) -> Edit:
    return msgspec.structs.replace(
        edit,
        parent_span=before,
        parent_text=left[slice(*before)],
        child_span=after,
        child_text=right[slice(*after)],
    )


def _within_units(span: Span, text: str, starts: Sequence[int]) -> list[Span]:
    """Return the parts of a span that lie in one unit each, at least one."""
    if "\n" not in text[slice(*span)]:
        return [span]
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    parts = [
        (max(span[0], start), min(span[1], end)) for start, end in zip(starts, ends, strict=True)
    ]
    return [part for part in parts if part[0] < part[1]] or [(span[0], span[0])]
