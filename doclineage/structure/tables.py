"""Task tables: which column plays which role, which rows are heads, groups and tasks.

Domain reference 3.5.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from doclineage.model import Cell, Dropped, Marker
from doclineage.structure.markers import STROKES, markers, roman_value
from doclineage.structure.tracing import Paragraph, cells_text, merged_cells
from doclineage.vietnamese.normalise import fold_marks
from doclineage.vietnamese.tables import load_table

_NUMBER_CELL = re.compile(
    r"(?:[IVXLC]+|\d{1,3}[a-zđ]?|\d{1,3}(?:\.\d{1,3})+|[A-ZĐ])[.)]?|[a-zđ][.)]"
)
# ï | IH: a Roman number as recognition reads it
_MISREAD_CELL = re.compile(rf"{_NUMBER_CELL.pattern}|[IVXLHTYiïíìlj|]{{1,4}}")
# (1) | 2 | A: the row under a head that numbers its columns
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Z])\)?")
_DITTO = frozenset({"-nt-", "nt", "- nt -", "như trên", '"', "”", "''", "“", "//"})
_LONGEST_HEAD = 60
#: A row runs over no more pages than this.
_MOST_PIECES = 8
_TERMINAL = tuple(".;:!?…")


class TableRow(msgspec.Struct, frozen=True):
    """One row told apart; `cells` by role; a group row heads what follows.

    `skipped` is a row without text, or the rest of the row before that a page cut off.
    """

    block: Paragraph
    text: str
    number: str | None = None
    marker: Marker | None = None
    cells: dict[str, str] = msgspec.field(default_factory=dict)
    head: bool = False
    group: bool = False
    skipped: bool = False
    dropped: tuple[Dropped, ...] = ()


def table_rows(blocks: Sequence[Paragraph]) -> tuple[TableRow, ...]:
    """Return the rows of one table with roles; repeated heads are marked `head`."""
    reader = _Reader()
    for block in blocks:
        reader.add(block)
    last = reader.rows[-1] if reader.rows else None
    if last is not None and last.group and last.number is None:
        # A sum at the foot heads nothing.
        reader.rows[-1] = msgspec.structs.replace(last, group=False)
    return tuple(reader.rows)


class _Reader:
    """The rows of one table so far, the roles of its columns, the last text of each role."""

    def __init__(self) -> None:
        self.rows: list[TableRow] = []
        self._roles: dict[int, str] = {}
        self._above: dict[str, str] = {}
        self._last_task: int | None = None

    def add(self, block: Paragraph) -> None:
        """Read one row."""
        if self._is_head(block):
            self.rows.append(
                TableRow(
                    block=block,
                    text=cells_text(block.cells),
                    head=True,
                    dropped=merged_cells(block),
                )
            )
        elif not any(cell.text.strip() for cell in block.cells if not cell.continued):
            self.rows.append(
                TableRow(block=block, text="", skipped=True, dropped=merged_cells(block))
            )
        elif self._is_rest(block):
            self._join_rest(block)
        else:
            self._add_row(block)

    # --- heads -------------------------------------------------------------------------------

    def _is_head(self, block: Paragraph) -> bool:
        """Tell whether a row is the table's head, its second line, or the head repeated."""
        found = _head_roles(block.cells)
        if len(set(found.values())) >= 2 and (
            not self._roles or set(found.values()) >= set(self._roles.values()) - {"note", "other"}
        ):
            second = bool(self.rows) and self.rows[-1].head and found != self._roles
            if second and any(cell.continued for cell in block.cells):
                # The second line of a merged head names its columns more narrowly.
                self._roles = {**self._roles, **found}
            self._roles = self._roles or {**_other_roles(block.cells), **found}
            return True
        if not self.rows or not self.rows[-1].head:
            return False
        own = [cell for cell in block.cells if cell.text.strip() and not cell.continued]
        if len(own) > 1 and all(_COLUMN_NUMBER.fullmatch(cell.text.strip()) for cell in own):
            return own[0].column == 0 and own[0].text.strip(" ()") in {"1", "A"}
        if not own or not (all(_role(cell.text) for cell in own) or self._is_below_head(block)):
            return False
        self._roles = {**self._roles, **_head_roles(own)}
        return True

    def _is_below_head(self, block: Paragraph) -> bool:
        """Tell whether every text stands under a wide cell of the head, the others going down."""
        wide = {
            column
            for cell in self.rows[-1].block.cells
            if cell.span > 1 and not cell.continued
            for column in range(cell.column, cell.column + cell.span)
        }
        own = [cell for cell in block.cells if not cell.continued]
        goes_down = any(cell.continued for cell in block.cells)
        return goes_down and bool(own) and all(cell.column in wide for cell in own)

    # --- rows that a page cuts ---------------------------------------------------------------

    def _is_rest(self, block: Paragraph) -> bool:
        """Tell whether a row without a number is the rest of the one before."""
        if self._last_task is None:
            return False
        before = self.rows[self._last_task]
        if len(before.block.origins) >= _MOST_PIECES:
            return False
        own = [cell for cell in block.cells if cell.text.strip() and not cell.continued]
        if any(cell.continued for cell in block.cells) or _number_cell(block.cells, self._roles):
            return False
        starts_small = own[0].text.strip()[:1].islower()
        texts = {cell.column: cell.text for cell in before.block.cells}
        cut = all(not texts.get(c.column, ".").rstrip().endswith(_TERMINAL) for c in own)
        turned = block.page is not None and block.page != before.block.page
        numbered = "number" in self._roles.values() and before.number is not None
        return starts_small and cut and (turned or numbered)

    def _join_rest(self, block: Paragraph) -> None:
        place = self._last_task
        if place is None:
            return
        before = self.rows[place]
        rest = {cell.column: cell for cell in block.cells}
        cells = tuple(
            msgspec.structs.replace(cell, text=f"{cell.text} {rest[cell.column].text}".strip())
            if cell.column in rest
            else cell
            for cell in before.block.cells
        )
        known = {cell.column for cell in cells}
        cells += tuple(cell for cell in block.cells if cell.column not in known)
        origins = (*before.block.origins, *block.origins)
        whole = msgspec.structs.replace(before.block, cells=cells, origins=origins)
        self.rows[place] = self._row(whole)
        self.rows.append(TableRow(block=block, text="", skipped=True))

    # --- tasks and groups --------------------------------------------------------------------

    def _add_row(self, block: Paragraph) -> None:
        row = self._row(block)
        self.rows.append(row)
        self._last_task = None if row.group else len(self.rows) - 1
        self._above.update(row.cells)

    def _row(self, block: Paragraph) -> TableRow:
        numbered = _number_cell(block.cells, self._roles, recognised=block.recognised)
        number = numbered.text.strip() if numbered else None
        marker = _marker(number) or (_misread(number) if block.recognised else None)
        rest = [cell for cell in block.cells if cell is not numbered or marker is None]
        own = [cell for cell in rest if cell.text.strip() and not cell.continued]
        text = cells_text(rest)
        group = _is_group(block.cells, own, number, self._roles)
        if group and number is None:
            marker, text = _leading_marker(text)
            number = marker.glyph.strip() if marker else None
        return TableRow(
            block=block,
            text=text,
            number=number,
            marker=marker,
            cells={} if group else self._by_role(block.cells),
            group=group,
            dropped=merged_cells(block),
        )

    def _by_role(self, cells: Sequence[Cell]) -> dict[str, str]:
        """Return the texts by role; a ditto mark stands for what is above it."""
        found: dict[str, str] = {}
        for cell in cells:
            role, text = self._roles.get(cell.column), _flat(cell.text)
            if not role or role == "number" or not text:
                continue
            if text.lower() in _DITTO:
                text = self._above.get(role, text)
            found[role] = f"{found[role]} {text}" if role in found else text
        return found


def _head_roles(cells: Sequence[Cell]) -> dict[int, str]:
    """Return column to role; a head over several columns gives its role to all of them."""
    roles: dict[int, str] = {}
    for cell in cells:
        role = _role(cell.text)
        if role is not None:
            for column in range(cell.column, cell.column + max(1, cell.span)):
                roles.setdefault(column, role)
    return roles


def _other_roles(cells: Sequence[Cell]) -> dict[int, str]:
    """Return the columns whose head says something that no role is known for."""
    return {
        column: "other"
        for cell in cells
        if any(map(str.isalpha, cell.text)) and not cell.continued
        for column in range(cell.column, cell.column + max(1, cell.span))
    }


def _role(text: str) -> str | None:
    if len(text) > 2 * _LONGEST_HEAD:
        return None
    folded = " ".join(fold_marks(text).split()).strip(" .:")
    if not folded or len(folded) > _LONGEST_HEAD:
        return None
    for row in load_table("columns"):
        cue = row["cue"]
        if folded == cue or (row["match"] == "start" and folded.startswith(cue)):
            return row["role"]
    return None


def _number_cell(
    cells: Sequence[Cell], roles: dict[int, str], *, recognised: bool = False
) -> Cell | None:
    form = _MISREAD_CELL if recognised else _NUMBER_CELL
    for cell in cells[:2]:
        numbered = roles.get(cell.column) == "number" or (not roles and cell.column == 0)
        if numbered and not cell.continued and form.fullmatch(cell.text.strip()):
            return cell
    return None


def _marker(number: str | None) -> Marker | None:
    if number is None:
        return None
    found = markers(f"{number.rstrip('.)')}. X")
    return msgspec.structs.replace(found[0], glyph=number) if found else None


def _misread(number: str | None) -> Marker | None:
    """Return the Roman number that recognition took for other signs: what it is, others decide."""
    value = roman_value((number or "").strip(" .)").translate(STROKES))
    return Marker(scheme="roman", ordinal=value, glyph=number or "") if value else None


def _leading_marker(text: str) -> tuple[Marker | None, str]:
    """Part the number from a group's text: "I. NHIỆM VỤ CHUNG"."""
    found = [marker for marker in markers(text) if marker.scheme != "bullet"]
    return (found[0], text[len(found[0].glyph) :].lstrip()) if found else (None, text)


def _is_group(
    cells: Sequence[Cell], own: Sequence[Cell], number: str | None, roles: dict[int, str]
) -> bool:
    """Tell whether a row has one text, over several columns or with all others empty."""
    if len(own) != 1 or (len(cells) < 2 and own[0].span < 2):
        return False
    if any(cell.continued for cell in cells) or not any(c.isalpha() for c in own[0].text):
        return False
    leads = _leading_marker(_flat(own[0].text))[0] is not None
    if not roles and number is None and not (leads and own[0].span > 1):
        return False
    if own[0].span > 1:
        return True
    width = max(roles, default=1) + 1
    marker = _marker(number)
    outer = marker is not None and marker.scheme in {"roman", "upper"}
    wide = width > 2 and (outer or number is None)
    return wide and roles.get(own[0].column) in {"task", "number", None}


def _flat(text: str) -> str:
    return " ".join(text.split())
