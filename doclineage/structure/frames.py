"""Borderless tables of head and foot, read cell by cell, the left column first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from doclineage.model import Dropped
from doclineage.structure.joining import is_caps
from doclineage.structure.tracing import Paragraph, merged_cells
from doclineage.vietnamese.cues import cues
from doclineage.vietnamese.normalise import fold_marks

_FRAME_CELL = re.compile(
    r"cong hoa xa hoi chu nghia|dang cong san viet nam|doc lap\s*-\s*tu do|^\s*noi nhan",
    re.MULTILINE,
)
_STATE = re.compile(r"cong hoa xa hoi chu nghia|dang cong san viet nam$|doc lap\s*-\s*tu do")
_SIGN_CELL = re.compile(r"^\s*(?:TM|T/M|KT|K/T|TL|T/L|TUQ|TUN)\s*[./]\s*[A-ZĐ]", re.MULTILINE)
#: Head and foot have two columns, at times an empty one between; a table of forms has more.
_MOST_COLUMNS = 3
#: A table of signatures alone has no more rows, and its cells no more characters.
_MOST_SIGNATURE_ROWS = 4
_LONGEST_SIGNATURE = 200


def explode_frames(
    blocks: Sequence[Paragraph],
) -> tuple[tuple[Paragraph, ...], tuple[Dropped, ...]]:
    """Return the blocks with each cell line of head and foot a paragraph, and what was dropped."""
    tables: dict[int, list[Paragraph]] = defaultdict(list)
    for block in blocks:
        if block.cells and block.table is not None:
            tables[block.table].append(block)
    frames = {table for table, rows in tables.items() if _is_frame(rows)}
    flat: list[Paragraph] = []
    dropped: list[Dropped] = []
    done: set[int] = set()
    for block in blocks:
        if not block.cells or block.table not in frames:
            flat.append(block)
        elif block.table not in done:
            done.add(block.table)
            flat += _columns(tables[block.table])
            dropped += chain.from_iterable(map(merged_cells, tables[block.table]))
    return tuple(flat), tuple(dropped)


def names_state(text: str) -> bool:
    """Tell whether a line of a letterhead names the state, its motto or the Party."""
    return _STATE.match(fold_marks(text[:60])) is not None


def _is_frame(rows: Sequence[Paragraph]) -> bool:
    cells = [cell for row in rows for cell in row.cells]
    if max(cell.column for cell in cells) >= _MOST_COLUMNS:
        return False
    if any(_FRAME_CELL.search(fold_marks(c.text)) or _SIGN_CELL.search(c.text) for c in cells):
        return True
    small = all(len(cell.text) <= _LONGEST_SIGNATURE for cell in cells)
    return small and len(rows) <= _MOST_SIGNATURE_ROWS and any(_is_post(c.text) for c in cells)


def _is_post(text: str) -> bool:
    """Tell whether a cell begins with the post of someone who signs."""
    first = text.strip().split("\n")[0]
    return is_caps(first) and first.startswith(cues("post"))


def _columns(rows: Sequence[Paragraph]) -> Iterator[Paragraph]:
    columns = sorted({cell.column for row in rows for cell in row.cells})
    for column in columns:
        for row in rows:
            for cell in row.cells:
                if cell.column == column and not cell.continued:
                    for line in filter(str.strip, cell.text.split("\n")):
                        yield Paragraph(
                            text=line.strip(), page=row.page, gap=True, origins=row.origins
                        )
