"""Task tables: which column plays which role, which rows are heads, groups and tasks.

Domain reference 3.5.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from doclineage.model import Cell, Marker
from doclineage.structure.markers import markers
from doclineage.structure.tracing import Dropped, Paragraph
from doclineage.vietnamese.normalise import fold_marks
from doclineage.vietnamese.tables import load_table

_NUMBER_CELL = re.compile(r"(?:[IVXLC]+|\d{1,3}(?:\.\d{1,3})*|[A-Z])[.)]?|[a-zđ][.)]")
_DITTO = frozenset({"-nt-", "nt", '"', "”", "''", "- nt -", "“"})


class TableRow(msgspec.Struct, frozen=True):
    """One row told apart: `number` as printed, `cells` by role; a group row heads what follows."""

    block: Paragraph
    number: str | None
    text: str
    cells: dict[str, str]
    head: bool = False
    group: bool = False
    marker: Marker | None = None
    dropped: tuple[Dropped, ...] = ()


def table_rows(blocks: Sequence[Paragraph]) -> tuple[TableRow, ...]:
    """Return the rows of one table with roles; repeated heads are marked `head`."""
    roles: dict[int, str] = {}
    rows: list[TableRow] = []
    for block in blocks:
        found = _head_roles(block)
        if found and (not roles or _same_head(found, roles)):
            roles = roles or found
            rows.append(TableRow(block=block, number=None, text=_text(block), cells={}, head=True))
        else:
            rows.append(_row(block, roles, rows))
    return tuple(rows)


def _head_roles(block: Paragraph) -> dict[int, str]:
    """Return column to role where a row is a table's head: two columns named at least."""
    roles: dict[int, str] = {}
    for cell in block.cells:
        role = _role(cell.text)
        if role is not None:
            roles.setdefault(cell.column, role)
    return roles if len(set(roles.values())) >= 2 else {}


def _role(text: str) -> str | None:
    folded = " ".join(fold_marks(text).replace("\n", " ").split()).strip(" .:")
    if not folded or len(folded) > 60:
        return None
    for row in load_table("columns"):
        cue = row["cue"]
        if folded == cue or (row["match"] == "start" and folded.startswith(cue)):
            return row["role"]
    return None


def _same_head(found: dict[int, str], roles: dict[int, str]) -> bool:
    return set(found.values()) >= set(roles.values()) - {"note"}


def _row(block: Paragraph, roles: dict[int, str], before: list[TableRow]) -> TableRow:
    number = _number(block.cells, roles)
    own = [cell for cell in block.cells if not cell.continued and cell.text.strip()]
    rest = [cell for cell in own if cell.text.strip() != number]
    group = _is_group(block, rest, number, roles)
    cells: dict[str, str] = {}
    for cell in block.cells:
        role = roles.get(cell.column)
        text = _flat(cell.text)
        if not role or role == "number" or not text:
            continue
        if text.lower() in _DITTO:
            text = _above(before, role) or text
        cells[role] = f"{cells[role]} {text}" if role in cells else text
    return TableRow(
        block=block,
        number=number,
        text=" | ".join(_flat(cell.text) for cell in rest),
        cells={} if group else cells,
        group=group,
    )


def _number(cells: Sequence[Cell], roles: dict[int, str]) -> str | None:
    for cell in cells[:2]:
        text = cell.text.strip()
        numbered = roles.get(cell.column) == "number" or (not roles and cell.column == 0)
        if numbered and _NUMBER_CELL.fullmatch(text) and not cell.continued:
            return text
    return None


def _is_group(block: Paragraph, rest: list[Cell], number: str | None, roles: dict[int, str]) -> bool:
    """Tell whether a row has one text, over several columns or with all others empty."""
    if len(rest) != 1 or (len(block.cells) < 2 and rest[0].span < 2):
        return False
    if not roles and number is None:
        return False
    if rest[0].span > 1:
        return True
    width = max(roles, default=1) + 1
    roman = number is not None and any(
        m.scheme in {"roman", "upper"} for m in markers(f"{number.rstrip('.)')}. X")
    )
    return width > 2 and (roman or number is None) and roles.get(rest[0].column) in {"task", None}


def _above(before: list[TableRow], role: str) -> str | None:
    return next((row.cells[role] for row in reversed(before) if role in row.cells), None)


def _text(block: Paragraph) -> str:
    return " | ".join(_flat(c.text) for c in block.cells if c.text.strip() and not c.continued)


def _flat(text: str) -> str:
    return " ".join(text.split())
