"""The text of digital signatures: who signed, when; it lies over the page, not in its flow."""

from __future__ import annotations

import re
from collections.abc import Sequence

from doclineage.model import Block
from doclineage.reading.pdf.words import Run, printed

# Ký bởi: … | Người ký: … | Ngày ký: 05/04/2026 08:12:33 | Digitally signed by …
_SIGNED = re.compile(
    r"(?:Được ký|Ký|Đã ký)(?: số)? bởi\s*:|(?:Người|Ngày|Thời gian|Giờ) ký(?: số)?\s*:"
    r"|Digitally signed by|Signature (?:Not Verified|Valid)|Signed by\s*:",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"(?:E-?mail|Cơ quan|Tổ chức|Đơn vị|Chức vụ|Lý do|Địa điểm|Date|Reason|Location|DN)\s*:"
    r"|\d{1,2}[.:]\d{2}[.:]\d{2}\s*(?:\+\d{2}:?\d{2})?\s*$",
    re.IGNORECASE,
)
#: Signature lines of one page; more are a text about signatures.
_MOST_LINES = 40
#: Lines of one stamp are nearer than so many letter sizes.
_NEAR = 2.0
#: Left edges of one stamp differ by less than this, in points.
_SAME_LEFT = 4.0


def stamps(runs: Sequence[Run], page: int) -> tuple[list[Block], list[Run]]:
    """Return the signature stamps of a page, one block each, and the other runs."""
    texts = [printed(run.words) for run in runs]
    signed = [index for index, text in enumerate(texts) if _SIGNED.match(text)]
    if not 0 < len(signed) <= _MOST_LINES:
        return [], list(runs)
    groups: list[list[int]] = []
    for index in signed:
        if not groups or index not in groups[-1]:
            groups.append(_around(index, runs, texts))
    taken = {index for group in groups for index in group}
    blocks = []
    for group in groups:
        members = [runs[index] for index in group]
        blocks.append(
            Block(
                text="; ".join(texts[index] for index in group),
                page=page,
                gap=True,
                indent=min(run.words[0].left for run in members),
                size=members[0].size,
                box=(
                    min(run.words[0].left for run in members),
                    members[0].base - members[0].size,
                    max(run.words[-1].right for run in members),
                    members[-1].base + members[-1].size * 0.25,
                ),
            )
        )
    return blocks, [run for index, run in enumerate(runs) if index not in taken]


def _around(start: int, runs: Sequence[Run], texts: Sequence[str]) -> list[int]:
    """Return the runs drawn with the signature line `start`."""
    group = [start]
    for step in (-1, 1):
        index = start + step
        while 0 <= index < len(runs):
            near = runs[group[0] if step < 0 else group[-1]]
            apart = abs(runs[index].base - near.base)
            flush = abs(runs[index].words[0].left - near.words[0].left) < _SAME_LEFT
            own = _SIGNED.match(texts[index]) or _BESIDE.match(texts[index])
            if not own or not flush or apart > near.size * _NEAR:
                break
            group.insert(0 if step < 0 else len(group), index)
            index += step
    return group
