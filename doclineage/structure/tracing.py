"""Paragraphs that remember which blocks they are made of, and what was left out and why."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from doclineage.model import Block, Cell, Dropped, DropReason


class Paragraph(Block, frozen=True, kw_only=True):
    """A block or several joined; `origins` are the indices of the reader's blocks."""

    origins: tuple[int, ...] = ()


def traced(block: Block, origins: tuple[int, ...]) -> Paragraph:
    """Return `block` as a paragraph that comes from `origins`."""
    return Paragraph(**msgspec.structs.asdict(block), origins=origins)


def dropped(block: Paragraph, reason: DropReason, text: str | None = None) -> Dropped:
    """Return `block`, or a text of it, as left out."""
    left_out = block.text if text is None else text
    return Dropped(text=left_out, reason=reason, page=block.page, block=block.origins[0])


def is_rule(text: str) -> bool:
    """Tell whether a line is a drawn rule or an ornament ("-----", "_____", "* * *", "*").

    >>> is_rule("-----"), is_rule("*"), is_rule("- -"), is_rule("-"), is_rule("...")
    (True, True, True, False, False)
    """
    if not text or text[0] not in "-–—_=*★~" or len(text) > 200:
        return False
    return text in {"*", "★"} or (len(text) > 1 and not text.strip("-–—_=*★~. "))


def cells_text(cells: Iterable[Cell]) -> str:
    """Return the texts of a row's cells on one line; cells merged downward do not speak twice."""
    return " | ".join(
        " ".join(cell.text.split()) for cell in cells if cell.text.strip() and not cell.continued
    )


def merged_cells(block: Paragraph) -> tuple[Dropped, ...]:
    """Return the texts that cells merged downward repeat."""
    return tuple(
        dropped(block, "merged-cell", cell.text)
        for cell in block.cells
        if cell.continued and cell.text.strip()
    )
