"""Page numbers and running heads that stand between the lines of a text without pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from doclineage.model import Dropped
from doclineage.structure.tracing import Paragraph, dropped

# 2 | - 2 - | Trang 2 | Trang 2/5 | 2/5
_PAGE_NUMBER = re.compile(
    r"(?:[-–—]\s*)?(?:trang\s+)?(?P<page>\d{1,4})(?:\s*/\s*\d{1,4})?(?:\s*[-–—])?", re.I
)
_LONGEST_NUMBER = 20
#: Fewer characters than this between two numbers are no page (a dump of a table's first column).
_SHORTEST_PAGE = 400
#: Page numbers may rise by so much where the pages between lost theirs.
_LARGEST_RISE = 50
_LONGEST_HEAD = 120
_SENTENCE_ENDS = tuple('.;:!?…”"')


def drop_furniture(blocks: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Dropped]]:
    """Return the blocks without page numbers and running heads, and those with their reasons."""
    numbers = _page_numbers(blocks)
    heads = _running_heads(blocks, numbers)
    if not numbers:
        return list(blocks), []
    left_out = [
        dropped(blocks[index], "page-number" if index in numbers else "running-head")
        for index in sorted(numbers | heads)
    ]
    return [b for i, b in enumerate(blocks) if i not in numbers and i not in heads], left_out


def _page_numbers(blocks: Sequence[Paragraph]) -> set[int]:
    """Return the lone numbers that rise page by page; in an annex they may start anew."""
    before = [0, *accumulate(len(block.text) for block in blocks)]
    found: list[int] = []
    last = 0
    for index, number in _lone_numbers(blocks):
        far = not found or before[index] - before[found[-1]] >= _SHORTEST_PAGE
        if far and (last < number <= last + _LARGEST_RISE or (found and number in {1, 2})):
            found.append(index)
            last = number
    near = sum(before[b] - before[a] < _SHORTEST_PAGE for a, b in _steps(blocks))
    if near * 2 > len(found):
        # Most numbers stand close together: a column of a table, not pages.
        return set()
    # One lone number proves nothing unless it parts a sentence in two.
    if len(found) == 1 and not _parts_a_sentence(blocks, found[0]):
        return set()
    return set(found)


def _steps(blocks: Sequence[Paragraph]) -> Iterator[tuple[int, int]]:
    """Yield each two lone numbers that follow each other, by their indices."""
    indices = [index for index, _ in _lone_numbers(blocks)]
    return pairwise(indices)


def _lone_numbers(blocks: Sequence[Paragraph]) -> Iterator[tuple[int, int]]:
    for index, block in enumerate(blocks):
        if block.cells or block.label or len(block.text) > _LONGEST_NUMBER:
            continue
        match = _PAGE_NUMBER.fullmatch(block.text)
        if match:
            yield index, int(match["page"])


def _running_heads(blocks: Sequence[Paragraph], numbers: set[int]) -> set[int]:
    """Return the lines beside page numbers that come again beside most of them."""
    beside = {
        near: blocks[near].text
        for index in numbers
        for near in (index - 1, index + 1)
        if 0 <= near < len(blocks)
        and near not in numbers
        and not blocks[near].cells
        and len(blocks[near].text) < _LONGEST_HEAD
    }
    often = Counter(beside.values())
    return {
        index
        for index, text in beside.items()
        if often[text] > 1 and often[text] * 2 >= len(numbers)
    }


def _parts_a_sentence(blocks: Sequence[Paragraph], index: int) -> bool:
    if not 0 < index < len(blocks) - 1:
        return False
    before, after = blocks[index - 1].text, blocks[index + 1].text
    return not before.endswith(_SENTENCE_ENDS) and after[:1].islower()
