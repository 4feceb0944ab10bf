"""What became of every character that was read: in one unit, or dropped for a reason.

The build records which blocks each unit is made of. The account joins blocks and units that
share text into groups and compares their characters, blanks left out: on both sides of a group
the same characters must stand.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from doclineage.model import Account, Block, Discrepancy, Document, Dropped, Reading, Unit
from doclineage.structure.joining import paragraphs
from doclineage.structure.quoting import mark_quoted
from doclineage.structure.units import Built, build_units
from doclineage.structure.zones import part_zones
from doclineage.vietnamese.normalise import clean

# What parts the cells of a row in a unit's text.
_CELL_RULE = "|"


def account(reading: Reading, document: Document, bare: str | None = None) -> Account:
    """Return what became of the text of `reading` in the `document` that was built from it.

    `bare` is the text of the file taken out by another way than the reader's, in any order.
    """
    whole, furniture, _ = paragraphs(reading.blocks)
    built = build_units(part_zones(mark_quoted(whole)), document.letterhead)
    dropped = (*furniture, *built.dropped)
    if built.units != document.units:
        # Another document than this reading makes: nothing can be said for any character.
        built = Built(units=(), origins=(), dropped=(), notices=())
    discrepancies = tuple(_discrepancies(reading.blocks, built, dropped))
    unread = None if bare is None else _unread(bare, reading)
    return Account(
        source=document.source,
        doc_id=document.doc_id,
        read=sum(len(_signs(_block_text(block))) for block in reading.blocks),
        placed=sum(len(_signs(_unit_text(unit))) for unit in built.units),
        dropped=(*reading.dropped, *dropped),
        discrepancies=discrepancies,
        balanced=not discrepancies and not unread,
        source_letters=None if bare is None else _letters(bare).total(),
        unread=unread,
    )


def _unread(bare: str, reading: Reading) -> str:
    """Return the letters and digits of the file that the reader neither read nor left out."""
    # A block's own text: its label is computed, cells merged downward repeat the one above.
    held = _letters("".join(block.text for block in reading.blocks))
    left_out = _letters("".join(drop.text for drop in reading.dropped))
    return "".join(sorted((_letters(bare) - held - left_out).elements()))


def _letters(text: str) -> Counter[str]:
    """Count letters and digits: case and composition are the reader's to change."""
    return Counter(filter(str.isalnum, clean(text).casefold()))


def _discrepancies(
    blocks: Sequence[Block], built: Built, dropped: Sequence[Dropped]
) -> Iterator[Discrepancy]:
    groups = _Groups(len(blocks))
    for origins in built.origins:
        groups.join(origins)
    units: dict[int, list[int]] = defaultdict(list)
    for index, origins in enumerate(built.origins):
        if origins:
            units[groups.root(origins[0])].append(index)
    gone: dict[int, list[str]] = defaultdict(list)
    for drop in dropped:
        gone[groups.root(drop.block or 0)].append(drop.text)
    members: dict[int, list[int]] = defaultdict(list)
    for index in range(len(blocks)):
        members[groups.root(index)].append(index)
    for root, indices in members.items():
        read = "".join(_signs(_block_text(blocks[index])) for index in indices)
        held = "".join(
            [*(_signs(_unit_text(built.units[i])) for i in units[root]), *map(_signs, gone[root])]
        )
        # Most groups hold their characters in the order in which they were read.
        if read == held or (lost := Counter(read)) == (added := Counter(held)):
            continue
        yield Discrepancy(
            blocks=tuple(indices),
            units=tuple(units[root]),
            lost="".join((lost - added).elements()),
            added="".join((added - lost).elements()),
        )


class _Groups:
    """Blocks that share a unit, as a forest whose roots name the groups."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def root(self, index: int) -> int:
        """Return the block that names the group of `index`."""
        while self._above[index] != index:
            self._above[index] = self._above[self._above[index]]
            index = self._above[index]
        return index

    def join(self, indices: Sequence[int]) -> None:
        """Put all `indices` into one group, named by the first of them."""
        roots = sorted({self.root(index) for index in indices})
        for root in roots[1:]:
            self._above[root] = roots[0]


def _block_text(block: Block) -> str:
    if block.cells:
        return "".join(cell.text for cell in block.cells)
    return f"{block.label or ''}{block.text}"


def _unit_text(unit: Unit) -> str:
    return f"{unit.marker.glyph if unit.marker else ''}{unit.text}"


def _signs(text: str) -> str:
    """Return the characters that count: neither blanks nor what parts the cells of a row."""
    return "".join(text.split()).replace(_CELL_RULE, "")
