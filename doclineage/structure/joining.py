"""Blocks to whole paragraphs: soft breaks split, page furniture dropped, cut paragraphs joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from doclineage.model import Block, Dropped, Notice
from doclineage.structure.furniture import drop_furniture
from doclineage.structure.markers import has_marker
from doclineage.structure.tracing import Paragraph, is_rule, traced
from doclineage.vietnamese.cues import ends_open, starts_basis
from doclineage.vietnamese.kinds import heading_kind
from doclineage.wording import phrase

_TERMINAL = tuple('.;:!?…”"')
_LETTER = re.compile(r"[^\W\d_]")
# A number cut at its separator goes on without a space: 123/KH- | UBND.
_CUT_NUMBER = re.compile(r"\d\S{0,40}[-/]$")
# … theo khoản 2 | Điều 5 Nghị định này
_CUT_PINPOINT = re.compile(
    r"\b(?:(?:khoản|điều|mục)\s+\d{1,3}[a-zđ]?|điểm\s+[a-zđ]\d?|(?:mục|chương)\s+[IVXLC]{1,6})$",
    re.IGNORECASE,
)
# Nhà văn hóa khu phố 3, số | 15. Đường Gò Sậy
_CUT_HOUSE = re.compile(r",\s?số$", re.IGNORECASE)
_REST_OF_PINPOINT = re.compile(
    r"(?:khoản|điểm|Điều|Mục|Chương|Luật|Bộ luật|Nghị định|Nghị quyết|Thông tư|Quyết định)\s"
)
#: A line shorter than this share of the longest ends its paragraph (hard-wrapped text).
_FULL_LINE = 0.7
#: What is asked of the end of a paragraph is asked of so many characters.
_END = 60


def paragraphs(
    blocks: Sequence[Block],
) -> tuple[tuple[Paragraph, ...], tuple[Dropped, ...], tuple[Notice, ...]]:
    """Return whole paragraphs, what was dropped, and what was noticed on the way."""
    kept, dropped = drop_furniture(list(_split_soft_breaks(blocks)))
    joined = tuple(_join_cut(kept))
    if not dropped:
        return joined, (), ()
    said = phrase("notice.furniture", count=len(dropped), example=dropped[0].text)
    notice = Notice(code="furniture", message=said.vi, message_en=said.en)
    return joined, tuple(dropped), (notice,)


def is_caps(text: str) -> bool:
    """Tell whether `text` is set in capitals (two letters at least, no small one)."""
    # Most lines are settled by their beginning; upper() of a long line costs.
    start = text[:80]
    return start == start.upper() and len(_LETTER.findall(start)) > 1 and text == text.upper()


def _split_soft_breaks(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Part a block at its soft line breaks; `_join_cut` puts back what was one paragraph."""
    for origin, block in enumerate(blocks):
        whole = traced(block, (origin,))
        if block.cells or "\n" not in block.text or not block.text.strip():
            yield whole
            continue
        start = 0
        first = True
        for line in block.text.split("\n"):
            if line.strip():
                yield _line_of(whole, line, start, first)
                first = False
            start += len(line) + 1


def _line_of(block: Paragraph, line: str, start: int, first: bool) -> Paragraph:  # noqa: FBT001
    return msgspec.structs.replace(
        block,
        text=line.strip(),
        label=block.label if first else None,
        bold=max(0, min(block.bold - start, len(line))),
        italic=max(0, min(block.italic - start, len(line))),
        line=block.line or not first,
        gap=block.gap and first,
    )


class _Growing:
    """A paragraph that lines are added to; its text is joined only once."""

    def __init__(self, first: Paragraph) -> None:
        self.first = first
        self.end = first.text[-_END:]
        self.last_length = len(first.text)
        self.caps = is_caps(first.text)
        self.whole_bold = first.bold >= len(first.text)
        self._pieces = [first.text]
        self._origins = [*first.origins]
        self._bold = first.bold

    def add(self, then: Paragraph) -> None:
        """Append a line that goes on the paragraph."""
        cut_number = _CUT_NUMBER.search(self.end) and not then.text[:1].islower()
        glue = "" if cut_number else " "
        if self.whole_bold and then.bold:
            self._bold += len(glue) + then.bold
        self.whole_bold = self.whole_bold and then.bold >= len(then.text)
        self.caps = self.caps and is_caps(then.text)
        self.end = f"{self.end}{glue}{then.text[-_END:]}"[-_END:]
        self.last_length = len(then.text)
        self._pieces += [glue, then.text]
        self._origins += then.origins

    def whole(self) -> Paragraph:
        """Return the paragraph."""
        if len(self._pieces) == 1 and not self.first.line:
            return self.first
        return msgspec.structs.replace(
            self.first,
            text="".join(self._pieces),
            bold=self._bold,
            line=False,
            origins=tuple(dict.fromkeys(self._origins)),
        )


def _join_cut(blocks: Sequence[Paragraph]) -> Iterator[Paragraph]:
    full = _FULL_LINE * max((len(block.text) for block in blocks if block.line), default=0)
    growing: _Growing | None = None
    notes: list[Paragraph] = []
    for block in blocks:
        if growing is not None and block.note:
            # The paragraph may go on behind the notes that it refers to.
            notes.append(block)
            continue
        # A page has shown the line before to be full where it calls a line unsure.
        printed = block.box is not None or (growing is not None and growing.last_length >= full)
        if growing is not None and _goes_on(growing, block, printed):
            growing.add(block)
            continue
        if growing is not None:
            yield growing.whole()
            yield from notes
            notes = []
        growing = _Growing(block)
    if growing is not None:
        yield growing.whole()
    yield from notes


def _goes_on(left: _Growing, then: Paragraph, full_line: bool) -> bool:  # noqa: FBT001
    """Tell whether `then` is the rest of the paragraph that `left` begins."""
    first, right = left.first, then.text
    if first.cells or then.cells or then.label or first.note or then.note:
        return False
    if not left.end or not right or is_rule(left.end) or is_rule(right):
        return False
    if has_marker(right):
        return right[0].isdigit() and _CUT_HOUSE.search(left.end) is not None
    if left.caps != is_caps(right) and (left.caps or heading_kind(right) is not None):
        return False
    if _CUT_NUMBER.search(left.end):
        return True
    starts_small = right[:1].islower()
    if left.end.endswith(_TERMINAL):
        return then.line and full_line and not then.gap and not first.centred and starts_small
    if starts_small:
        return not (first.centred and not then.centred)
    return _goes_on_upper(left, then, full_line)


def _goes_on_upper(left: _Growing, then: Paragraph, full_line: bool) -> bool:  # noqa: FBT001
    """Judge a continuation that begins with a capital or a digit."""
    first = left.first
    if starts_basis(then.text) or first.centred != then.centred:
        return False
    # 72/2025/QH15; is a number and no line in capitals.
    if left.caps or (is_caps(then.text) and not then.text[0].isdigit()):
        return then.line and first.centred and not then.gap
    if _CUT_PINPOINT.search(left.end) and _REST_OF_PINPOINT.match(then.text):
        return True
    if ends_open(left.end):
        return not (left.whole_bold and first.bold and not then.bold >= len(then.text))
    # The end of a paragraph whose heading runs in is not bold.
    return then.line and full_line and not then.gap and left.whole_bold == bool(then.bold)
