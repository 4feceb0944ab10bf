"""Blocks to whole paragraphs: soft breaks split, page furniture dropped, cut paragraphs joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from doclineage.model import Block, Notice
from doclineage.structure.markers import has_marker
from doclineage.vietnamese.cues import ends_open, starts_basis
from doclineage.vietnamese.kinds import heading_kind
from doclineage.wording import phrase

# 2 | - 2 - | Trang 2 | Trang 2/5 | 2/5
_PAGE_NUMBER = re.compile(
    r"(?:[-–—]\s*)?(?:trang\s+)?(?P<page>\d{1,4})(?:\s*/\s*\d{1,4})?(?:\s*[-–—])?", re.I
)
_TERMINAL = tuple('.;:!?…”"')
_LETTER = re.compile(r"[^\W\d_]")
# A number cut at its separator goes on without a space: 123/KH- | UBND.
_CUT_NUMBER = re.compile(r"\d\S*[-/]$")
#: A line shorter than this share of the longest ends its paragraph (hard-wrapped text).
_FULL_LINE = 0.7


def paragraphs(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Notice, ...]]:
    """Return whole paragraphs and what was noticed on the way."""
    whole, dropped = _drop_page_numbers(_split_soft_breaks(blocks))
    joined = _join_cut(whole)
    if not dropped:
        return joined, ()
    said = phrase("notice.furniture", count=len(dropped), example=dropped[0])
    return joined, (Notice(code="furniture", message=said.vi, message_en=said.en),)


def is_caps(text: str) -> bool:
    """Tell whether `text` is set in capitals (two letters at least, no small one)."""
    return text == text.upper() and len(_LETTER.findall(text[:80])) > 1


def _split_soft_breaks(blocks: Sequence[Block]) -> list[Block]:
    """Part a block at its soft line breaks; `_join_cut` puts back what was one paragraph."""
    parts: list[Block] = []
    for block in blocks:
        if block.cells or "\n" not in block.text:
            parts.append(block)
            continue
        start = 0
        for number, line in enumerate(block.text.split("\n")):
            if line.strip():
                first = number == 0
                parts.append(
                    msgspec.structs.replace(
                        block,
                        text=line.strip(),
                        label=block.label if first else None,
                        bold=max(0, min(block.bold - start, len(line))),
                        italic=max(0, min(block.italic - start, len(line))),
                        line=block.line or not first,
                        gap=block.gap and first,
                    )
                )
            start += len(line) + 1
    return parts


def _drop_page_numbers(blocks: list[Block]) -> tuple[list[Block], list[str]]:
    """Drop lone page numbers that rise, and the running heads that stand beside them."""
    numbers: dict[int, int] = {}
    last = 0
    for index, block in enumerate(blocks):
        match = None if block.cells or block.label else _PAGE_NUMBER.fullmatch(block.text)
        if match and last < int(match["page"]) <= last + 50:
            numbers[index] = last = int(match["page"])
    # One lone number proves nothing unless it parts a sentence in two.
    if len(numbers) == 1 and not _parts_a_sentence(blocks, next(iter(numbers))):
        numbers = {}
    beside = Counter(
        blocks[near].text
        for index in numbers
        for near in (index - 1, index + 1)
        if 0 <= near < len(blocks) and not blocks[near].cells and len(blocks[near].text) < 120
    )
    heads = {text for text, count in beside.items() if count > 1 and count * 2 >= len(numbers)}
    dropped = [
        index
        for index, block in enumerate(blocks)
        if index in numbers
        or (block.text in heads and not block.cells and {index - 1, index + 1} & numbers.keys())
    ]
    out = set(dropped)
    kept = [block for index, block in enumerate(blocks) if index not in out]
    return kept, [blocks[index].text for index in dropped]


def _parts_a_sentence(blocks: list[Block], index: int) -> bool:
    if not 0 < index < len(blocks) - 1:
        return False
    before, after = blocks[index - 1].text, blocks[index + 1].text
    return not before.endswith(_TERMINAL) and after[:1].islower()


def _join_cut(blocks: list[Block]) -> tuple[Block, ...]:
    longest = max((len(block.text) for block in blocks if block.line), default=0)
    joined: list[Block] = []
    tail_length = 0
    for block in blocks:
        if joined and _goes_on(joined[-1], block, tail_length >= longest * _FULL_LINE):
            joined[-1] = _append(joined[-1], block)
        else:
            joined.append(block)
        tail_length = len(block.text)
    return tuple(msgspec.structs.replace(b, line=False) if b.line else b for b in joined)


def _goes_on(first: Block, then: Block, full_line: bool) -> bool:  # noqa: FBT001
    """Tell whether `then` is the rest of the paragraph that `first` begins."""
    if first.cells or then.cells or then.label or first.note or then.note:
        return False
    left, right = first.text, then.text
    if not left or not right or has_marker(right) or _is_rule(left) or _is_rule(right):
        return False
    if is_caps(left) != is_caps(right) and (is_caps(left) or heading_kind(right) is not None):
        return False
    if _CUT_NUMBER.search(left):
        return True
    if left.endswith(_TERMINAL):
        return (
            then.line and full_line and not then.gap and not first.centred and right[:1].islower()
        )
    if right[:1].islower():
        return not (first.centred and not then.centred)
    return _goes_on_upper(first, then, full_line)


def _goes_on_upper(first: Block, then: Block, full_line: bool) -> bool:  # noqa: FBT001
    """Judge a continuation that begins with a capital or a digit."""
    if starts_basis(then.text) or first.centred != then.centred:
        return False
    if is_caps(first.text) or is_caps(then.text):
        return then.line and first.centred and not then.gap
    if ends_open(first.text):
        return not (first.bold >= len(first.text) > then.bold)
    return then.line and full_line and not then.gap and bool(first.bold) == bool(then.bold)


def _is_rule(text: str) -> bool:
    return len(text) > 2 and not text.strip("-–—_=* ")


def _append(first: Block, then: Block) -> Block:
    glue = "" if _CUT_NUMBER.search(first.text) and not then.text[:1].islower() else " "
    whole_bold = first.bold >= len(first.text) and then.bold
    return msgspec.structs.replace(
        first,
        text=f"{first.text}{glue}{then.text}",
        bold=len(first.text) + len(glue) + then.bold if whole_bold else first.bold,
    )
