"""Quoted text of amending documents: what stands between “ and ” belongs to the amended one.

Quotes open before the first paragraph and close behind the last; inner quotes may be of the same
form; OCR loses some of them (domain reference 3.6). One pass backwards finds for every paragraph
where its quote would end, so that no input makes the search long.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

import msgspec

from doclineage.structure.markers import markers
from doclineage.structure.tracing import Paragraph
from doclineage.vietnamese.normalise import fold_case

_CURLY = re.compile(r"[“”«»\"]")
# … như sau:”. | …”; | …". | …“. (set the wrong way round)
_CLOSES = re.compile(r"[”»\"“]\s*[.;,]*$")
_WRONG_WAY = re.compile(r"\S“\s*[.;,]*$")
# 1. Sửa đổi, bổ sung khoản 2 | b) Bãi bỏ điểm c
_INSTRUCTS = re.compile(
    r"(?:sửa đổi|bổ sung|bãi bỏ|thay thế|bỏ|thay|sửa)\b.{0,40}?"
    r"\b(?:khoản|điểm|điều|chương|mục|phần|đoạn|tên|cụm từ|từ|phụ lục|số thứ tự|một số)\b"
)
#: Characters at the start and the end of a paragraph that settle what it does with quotes.
_EDGE = 100


def mark_quoted(blocks: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Return the paragraphs with `quoted` set on those of an amended document."""
    opens = [_opens(blocks, index) for index in range(len(blocks))]
    if not any(opens):
        return tuple(blocks)
    ends = _ends(blocks, opens)
    marked = list(blocks)
    index = 0
    while index < len(blocks):
        if not opens[index]:
            index += 1
            continue
        end = max(ends[index], index + 1)
        for inside in range(index, end):
            if not blocks[inside].cells:
                marked[inside] = msgspec.structs.replace(blocks[inside], quoted=True)
        index = end
    return tuple(marked)


def _opens(blocks: Sequence[Paragraph], index: int) -> bool:
    """Tell whether a quoted passage begins here: announced, or a marker right behind the quote."""
    block = blocks[index]
    if block.cells or block.label or block.text[:1] not in {"“", "«", '"', "”"}:
        return False
    numbered = any(m.scheme != "bullet" for m in markers(block.text[1 : 1 + _EDGE].lstrip()))
    announced = index > 0 and blocks[index - 1].text.endswith((":", " như sau"))
    # A quoted word at the start of an ordinary sentence is closed before the sentence ends.
    whole = _delta(block.text) > 0 or _CLOSES.search(block.text[-8:]) is not None
    return whole and (numbered or announced)


def _delta(text: str) -> int:
    """Return how many quotes a paragraph opens more than it closes."""
    if not _CURLY.search(text):
        return 0
    delta = text.count("“") + text.count("«") - text.count("”") - text.count("»")
    if text.startswith("”"):
        delta += 2
    if _WRONG_WAY.search(text[-8:]):
        delta -= 2
    if text.count('"') % 2:
        delta += 1 if text.startswith('"') else -1
    return delta


def _ends(blocks: Sequence[Paragraph], opens: Sequence[bool]) -> list[int]:
    """Return for each paragraph the index behind the end of a quote that would open there."""
    count = len(blocks)
    closings = _closings([_delta(block.text) for block in blocks])
    articles = [_article(block) for block in blocks]
    own: list[int] = list(accumulate(articles, _last_article))
    next_article: dict[int, int] = {}
    instruction = opening = count
    ends = [count] * count
    for index in range(count - 1, -1, -1):
        if opens[index]:
            close = closings[index]
            # An instruction parts the quotes where the next one opens before this one closes.
            if instruction < count and (close > count or opening < close) and instruction < close:
                ends[index] = instruction
            elif close <= count:
                ends[index] = close
            else:
                ends[index] = next_article.get(own[index] + 1, index + 1)
            opening = index
        if _instructs(blocks[index]):
            instruction = index
        if articles[index]:
            next_article[articles[index]] = index
    return ends


def _closings(deltas: Sequence[int]) -> list[int]:
    """Return for each paragraph the index behind the first where as many quotes are closed.

    A quote that is never closed gets one more than there are paragraphs.
    """
    depths = list(accumulate(deltas, initial=0))
    closings = [len(deltas) + 1] * len(deltas)
    waiting: list[int] = []
    for index, depth in enumerate(depths):
        while waiting and depth <= depths[waiting[-1]]:
            closings[waiting.pop()] = index
        if index < len(deltas):
            waiting.append(index)
    return closings


def _article(block: Paragraph) -> int:
    """Return the number of the article that a paragraph opens, 0 for other paragraphs."""
    if not block.text.startswith(("Điều", "ĐIỀU")):
        return 0
    return next((m.ordinal or 0 for m in markers(block.text) if m.scheme == "article"), 0)


def _last_article(last: int, article: int) -> int:
    return article or last


def _instructs(block: Paragraph) -> bool:
    """Tell whether a numbered paragraph says what to amend."""
    line = f"{block.label} {block.text}" if block.label else block.text
    found = [m for m in markers(line) if m.scheme != "bullet"] if not block.cells else []
    if not found:
        return False
    rest = fold_case(line[len(found[0].glyph) : _EDGE]).lstrip()
    return _INSTRUCTS.match(rest) is not None
