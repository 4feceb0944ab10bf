"""Paragraphs that remember which blocks they are made of, and what was left out and why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from doclineage.model import Block, Cell

Reason = Literal["page-number", "running-head", "rule", "merged-cell"]


class Paragraph(Block, frozen=True, kw_only=True):
    """A block or several joined; `origins` are the indices of the reader's blocks."""

    origins: tuple[int, ...] = ()


class Dropped(msgspec.Struct, frozen=True):
    """A text that stands in no unit, with the index of its block."""

    text: str
    reason: Reason
    origin: int


def traced(block: Block, origins: tuple[int, ...]) -> Paragraph:
    """Return `block` as a paragraph that comes from `origins`."""
    return Paragraph(**msgspec.structs.asdict(block), origins=origins)


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
        Dropped(cell.text, "merged-cell", block.origins[0])
        for cell in block.cells
        if cell.continued and cell.text.strip()
    )
