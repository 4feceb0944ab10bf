"""Printed lines of a PDF to paragraphs, where the page leaves no doubt; to lines elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from doclineage.model import Block
from doclineage.reading.pdf.layout import Line
from doclineage.reading.pdf.margins import Margins
from doclineage.reading.pdf.tables import joined, note_blocks
from doclineage.vietnamese.agencies import territories
from doclineage.vietnamese.cues import cues
from doclineage.vietnamese.issuers import opens_issuer
from doclineage.vietnamese.normalise import fold_case, fold_marks

# In a narrow letterhead the name of the state takes two lines.
_STATE_NAME = "cong hoa xa hoi chu nghia viet nam"
Verdict = Literal["goes on", "begins", "unsure"]

#: Edges within so many points are one edge.
_SAME_EDGE = 3.0
#: Letters of one paragraph differ in size by less than this, in points.
_SAME_SIZE = 0.75
# 1. | 1.2. | a) | đ. | IV. | Điều 5. | Chương II | - | + | (i)
_DIVISION = re.compile(
    r"(?:Điều|ĐIỀU|Chương|CHƯƠNG|Mục|MỤC|Phần|PHẦN)\s+(?:[\dIVXLC]|(?:thứ|THỨ)\s)"
)
_MARKER = re.compile(
    rf"{_DIVISION.pattern}"
    r"|\d{1,3}(?:\.\d{1,2})*[.)/-](?=\s|$)|[IVXLC]{1,6}[.)/-](?=\s)|[A-ZĐa-zđ][.)](?=\s)"
    r"|[-–—+•*·●○◦▪■□❖➢➤✓](?=\s|\w)|\((?:\d{1,2}|[a-zđ]|[ivx]{1,4})\)"
)
# TM. ỦY BAN | KT. CHỦ TỊCH | Số: 12/KH-UBND | *
_SIGNED = re.compile(r"(?:TM|T/M|KT|K/T|TL|T/L|TUQ|Q)\s*[./]|Số\s*[:\d]|\W+$")
# ----- | _____ | * * *
_RULE = re.compile(r"[\W_]+")
_TERMINAL = tuple('.;:!?…”"')


def paragraphs(lines: Sequence[Line], margins: Margins) -> list[Block]:
    """Return the blocks of lines that stand in reading order, without tables between them."""
    groups: list[_Group] = []
    for line in lines:
        if groups:
            group = groups[-1]
            verdict = group.verdict(line, margins)
            if verdict == "goes on":
                group.lines.append(line)
                continue
            apart = _is_apart(group.lines[-1], line, margins)
            groups.append(_Group(line, unsure=verdict == "unsure", apart=apart))
        else:
            groups.append(_Group(line, unsure=False, apart=False))
    return [
        block for group in groups for block in (group.block(margins), *note_blocks(group.lines))
    ]


def _is_apart(first: Line, then: Line, margins: Margins) -> bool:
    """Tell whether the page shows that `then` begins something."""
    if first.page != then.page:
        return False
    if then.band != first.band or then.frame != first.frame:
        return True
    marked = margins.indents and margins.is_indented(then) and not margins.is_centred(then)
    return marked or margins.is_apart(first, then) or then.titled


class _Group:
    """The lines of one block while it grows."""

    def __init__(self, line: Line, *, unsure: bool, apart: bool) -> None:
        self.lines = [line]
        self._unsure, self._apart = unsure, apart

    def verdict(self, line: Line, margins: Margins) -> Verdict:
        """Tell what `line`, the next one, is to this paragraph."""
        last = self.lines[-1]
        if line.page != last.page:
            return _over_page(last, line, margins)
        if line.band != last.band or line.frame != last.frame:
            return "begins"
        if line.titled:
            return self._in_letterhead(last, line, margins)
        if _RULE.fullmatch(line.text) or _RULE.fullmatch(last.text):
            return "begins"
        centred = margins.is_centred(line) or margins.is_centred(last)
        both = margins.may_be_centred(last) and margins.may_be_centred(line)
        if (centred and not both) or abs(line.size - last.size) > _SAME_SIZE:
            return "begins"
        if margins.is_apart(last, line) or not margins.is_full(last, line):
            return "begins"
        if centred:
            return _centred(last, line)
        edge = self._edge(line, margins)
        return edge if edge != "goes on" else self._by_text(last, line, margins)

    def _in_letterhead(self, last: Line, line: Line, margins: Margins) -> Verdict:
        """Judge a line of a letterhead or signature: most stand for themselves."""
        named = fold_marks(f"{last.text} {line.text}")
        if _STATE_NAME.startswith(named):
            return "goes on"
        if margins.is_apart(last, line) or margins.has_room(last, line) or _names_anew(line.text):
            return "begins"
        same = (last.bold >= len(last.text)) == (line.bold >= len(line.text))
        return "goes on" if same and last.text.isupper() == line.text.isupper() else "begins"

    def _edge(self, line: Line, margins: Margins) -> Verdict:
        """Judge by the left edge alone."""
        first, last = self.lines[0], self.lines[-1]
        at_margin = abs(line.left - margins.frame(line)[0]) < _SAME_EDGE
        same = abs(line.left - last.left) < _SAME_EDGE
        hangs = len(self.lines) == 1 and abs(line.left - first.second) < _SAME_EDGE
        if line.left > last.left + _SAME_EDGE and not hangs:
            return "begins" if _MARKER.match(line.text) or line.text[:1].isupper() else "unsure"
        if len(self.lines) > 1 and not same:
            # The second line has shown where this paragraph's lines begin.
            return "begins"
        return "goes on" if at_margin or same or hangs else "unsure"

    def _by_text(self, last: Line, line: Line, margins: Margins) -> Verdict:
        """Judge a line that the page allows to go on."""
        first = self.lines[0]
        marked = _MARKER.match(line.text) is not None
        listed = marked and _MARKER.match(first.text) and abs(line.left - first.left) < _SAME_EDGE
        if listed and (line.band or not margins.spaces):
            return "begins"
        outdented = len(self.lines) == 1 and line.left < first.left - _SAME_EDGE
        settled = len(self.lines) > 1 and first.left > line.left + _SAME_EDGE
        # A paragraph whose first line stood further right is not begun anew at its margin.
        signalled = margins.spaces or (margins.indents and (outdented or settled))
        if signalled and not line.band:
            return "goes on"
        if marked:
            return "unsure"
        if last.bold >= len(last.text) and not line.bold:
            return "unsure"
        if line.text[:1].islower() and not last.text.endswith(_TERMINAL):
            return "goes on"
        # A column beside another is known by its own lines only: its edge proves little.
        sure = not line.band and (margins.indents or outdented or settled)
        return "goes on" if sure else "unsure"

    def block(self, margins: Margins) -> Block:
        """Return what has grown."""
        first, last = self.lines[0], self.lines[-1]
        text, bold, italic = "", 0, 0
        for line in self.lines:
            whole = joined(text, line.text) if text else line.text
            glue = len(whole) - len(text) - len(line.text)
            if bold >= len(text):
                bold += line.bold + (glue if line.bold else 0)
            if italic >= len(text):
                italic += line.italic + (glue if line.italic else 0)
            text = whole
        centred = first.titled or margins.is_centred(first)
        return Block(
            text=text,
            page=first.page,
            bold=bold,
            italic=italic,
            centred=centred or _is_set_in_middle(self.lines, margins),
            indent=round(first.left, 1),
            size=round(first.size, 1),
            line=self._unsure,
            gap=self._apart,
            box=(
                round(min(line.left for line in self.lines), 1),
                round(first.base - first.size * 0.9, 1),
                round(max(line.right for line in self.lines), 1),
                round(last.base + last.size * 0.25, 1),
            ),
        )


def _names_anew(text: str) -> bool:
    """Tell whether a line of a letterhead begins a name, a post or a number.

    >>> _names_anew("ĐẢNG ỦY XÃ LŨNG VÀI"), _names_anew("TRƯỜNG"), _names_anew("XÃ NÀ HẨU")
    (True, False, True)
    """
    if _SIGNED.match(text) or text.startswith(cues("post")):
        return True
    key = fold_case(text)
    first, _, rest = key.partition(" ")
    return bool(rest) and (first in territories() or opens_issuer(key))


def _is_set_in_middle(lines: Sequence[Line], margins: Margins) -> bool:
    return len(lines) > 1 and all(margins.is_centred(line) for line in lines[1:])


def _centred(last: Line, line: Line) -> Verdict:
    """Judge the next line of a centred title whose first line is full."""
    same = (last.bold >= len(last.text)) == (line.bold >= len(line.text))
    caps = last.text.isupper() == line.text.isupper()
    if _DIVISION.match(line.text):
        return "begins"
    return "goes on" if same and (caps or line.text[:1].islower()) else "unsure"


def _over_page(last: Line, line: Line, margins: Margins) -> Verdict:
    """Judge the first line of a page: that a paragraph goes on there is never sure."""
    if line.band or last.band or margins.is_centred(line) or margins.is_centred(last):
        return "begins"
    ended = last.text.endswith(_TERMINAL) and _MARKER.match(line.text) is not None
    if ended or (margins.indents and margins.is_indented(line)):
        return "begins"
    return "unsure" if margins.is_full(last, line) else "begins"
