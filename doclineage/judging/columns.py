"""The cells of a row by what the heads of their columns say, whatever the order of the columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import msgspec

from doclineage.model import Document, Edit, Span, Unit

#: What parts the cells of a row in its text.
_BORDER = " | "


class LinedUp(msgspec.Struct, frozen=True):
    """A row whose cells stand in the order of another's; `cells` says where each was printed."""

    text: str
    printed: str
    cells: tuple[tuple[Span, int], ...]
    """Of each cell its span in `text`, and where it begins in `printed`."""

    def printed_at(self, edit: Edit) -> Edit:
        """Return an edit of `text` as one of what was printed."""
        start, end = map(self._back, edit.child_span)
        if end - start == edit.child_span[1] - edit.child_span[0]:
            return msgspec.structs.replace(edit, child_span=(start, end))
        # Over the border of two cells that stand apart in print: what lies between goes with it.
        start, end = min(start, end), max(start, end)
        said = self.printed[start:end]
        return msgspec.structs.replace(edit, child_span=(start, end), child_text=said)

    def _back(self, place: int) -> int:
        (start, end), printed = next(
            (cell for cell in self.cells if place <= cell[0][1]), self.cells[-1]
        )
        return printed + max(0, min(place, end) - start)


def lined_up(
    parent: Document, parents: Sequence[int], child: Document, children: Sequence[int]
) -> Mapping[int, LinedUp]:
    """Return by index the rows of a child whose columns stand in another order than the parent's.

    Only where the parent says all by rows: a sentence has no columns.
    """
    rows = [parent.units[index] for index in parents]
    if not rows or not all(row.kind == "row" and row.cells for row in rows):
        return {}
    order = {role: place for place, role in enumerate(rows[0].cells)}
    found = ((index, _in_order(child.units[index], order)) for index in children)
    return {index: row for index, row in found if row is not None}


def _in_order(row: Unit, order: Mapping[str, int]) -> LinedUp | None:
    """Return a row with its cells in an order, None where they stand so or are not all known.

    A cell for which the order has no place stays behind the one that it stands behind.
    """
    places: list[int] = []
    spans: list[Span] = []
    roles = list(row.cells)
    start = 0
    for said in row.text.split(_BORDER):
        role = next((role for role in roles if row.cells[role] == said), None)
        if role is not None:
            roles.remove(role)
        before = places[-1] if places else -1
        places.append(before if role is None else order.get(role, before))
        spans.append((start, start + len(said)))
        start += len(said) + len(_BORDER)
    if all(one <= two for one, two in pairwise(places)):
        return None
    text = ""
    cells: list[tuple[Span, int]] = []
    for begin, end in (spans[i] for i in sorted(range(len(spans)), key=places.__getitem__)):
        text += _BORDER if cells else ""
        cells.append(((len(text), len(text) + end - begin), begin))
        text += row.text[begin:end]
    return LinedUp(text=text, printed=row.text, cells=tuple(cells))
