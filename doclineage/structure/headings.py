"""Headings: on two lines, in bold at the start of a paragraph, or without any number."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from doclineage.structure.joining import is_caps
from doclineage.structure.levels import HEADING_RANK, NAMED
from doclineage.structure.markers import markers
from doclineage.structure.tracing import Paragraph, cells_text

#: A run-in or unmarked heading is no longer than this, in characters.
_HEADING_LENGTH = 160
#: Behind a run-in heading stands a sentence of so many words at least.
_SHORTEST_REST = 4


def labelled(block: Paragraph) -> str:
    """Return the text of a block behind the number that its file computes, a row's cells joined."""
    if block.cells:
        return cells_text(block.cells)
    return f"{block.label} {block.text}".strip() if block.label else block.text


def join_titles(blocks: Sequence[Paragraph]) -> list[Paragraph]:
    """Join a heading that stands on two lines: "Chương I" | "QUY ĐỊNH CHUNG"."""
    joined: list[Paragraph] = []
    for block in blocks:
        before = joined[-1] if joined else None
        if before is not None and _is_title_of(before, block):
            text = f"{labelled(before)} {block.text}"
            joined[-1] = msgspec.structs.replace(
                before,
                text=text,
                label=None,
                bold=len(text),
                origins=(*before.origins, *block.origins),
            )
        else:
            joined.append(block)
    return joined


def _is_title_of(before: Paragraph, block: Paragraph) -> bool:
    if before.cells or block.cells or before.quoted or block.quoted or block.label:
        return False
    if not block.text or len(before.text) > _HEADING_LENGTH * 2 or len(block.text) > 320:
        return False
    line = labelled(before)
    found = markers(line)
    if not found or found[0].scheme == "bullet" or markers(block.text):
        return False
    if len(found[0].glyph.strip()) >= len(line.rstrip()):
        styled = is_caps(block.text) or block.centred or block.bold >= len(block.text)
        return styled or found[0].scheme in NAMED
    return (
        is_caps(before.text)
        and is_caps(block.text)
        and not before.text.endswith((".", ";", ":"))
        and not block.gap
    )


def run_in(block: Paragraph, text: str) -> tuple[str, str]:
    """Part a bold run-in heading from the text that follows it on the same line."""
    bold = block.bold - (0 if block.label else len(labelled(block)) - len(text))
    if not 0 < bold < len(text) or bold > _HEADING_LENGTH:
        return text, ""
    head, rest = text[:bold].rstrip(), text[bold:].strip()
    if head.endswith((":", ".")) and len(rest.split()) >= _SHORTEST_REST:
        return (text, "") if rest[:1].islower() else (head, rest)
    return text, ""


def is_unmarked_heading(block: Paragraph) -> bool:
    """Tell whether a line without a number heads what follows: capitals, or all in bold."""
    text = block.text
    if len(text) > _HEADING_LENGTH or text.endswith((".", ";", ",")) or block.quoted:
        return False
    if sum(c.isalpha() for c in text) < 4:
        return False
    bold = block.bold >= len(text)
    claimed = block.heading is not None
    return is_caps(text) or claimed or (bold and not text.endswith(":"))


def unmarked_rank(block: Paragraph) -> float:
    """Rank a heading in capitals outside the numbers, a bold line inside the arabic ones."""
    return 4.5 if is_caps(block.text) else HEADING_RANK - 0.5
