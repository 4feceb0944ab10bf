"""Numbers that OCR took for others, set right from their sequence and never silently.

The printed glyph stays in the marker; the item gets the label that it stands for. Authors repeat
and skip numbers too: a number is repaired only where its neighbours on both sides say so, or
where the letter could not have come twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from doclineage.model import Notice
from doclineage.structure.levels import key_of
from doclineage.structure.markers import is_misread, letter_value, roman_numeral
from doclineage.structure.outline import Item
from doclineage.wording import phrase


class _Misread(NamedTuple):
    place: int
    label: str
    after: int | None
    """The next item of the same list."""


def repair_numbers(
    items: Sequence[Item], notices: Sequence[Notice]
) -> tuple[list[Item], list[Notice]]:
    """Return the items with the labels of misread numbers, and the notices brought in line."""
    found = {misread.place: misread for misread in _misread(items)}
    if not found:
        return list(items), list(notices)
    repaired = [
        _repaired(item, found[index].label) if index in found else item
        for index, item in enumerate(items)
    ]
    # What is repaired is no longer repeated, and the next number no longer skips.
    after = {misread.after for misread in found.values()}
    kept = [
        notice
        for notice in notices
        if notice.unit not in found
        and not (notice.unit in after and notice.code == "number-skipped")
    ]
    told = [_notice(items[index], misread.label, index) for index, misread in found.items()]
    return repaired, sorted([*kept, *told], key=lambda notice: notice.unit or 0)


def _misread(items: Sequence[Item]) -> Iterator[_Misread]:
    """Yield the items whose marker stands for another number."""
    lists: dict[tuple[int, str], list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        if item.marker is not None:
            lists[item.parent, key_of(item.marker)].append(index)
    for (_, key), places in lists.items():
        if key == "roman" or key.startswith("letter"):
            for at, place in enumerate(places):
                label = _label([items[i] for i in places[max(0, at - 2) : at + 2]], min(at, 2))
                if label is not None:
                    after = places[at + 1] if at + 1 < len(places) else None
                    yield _Misread(place, label, after)


def _label(near: Sequence[Item], at: int) -> str | None:
    """Return what the number of the item `at` among its neighbours stands for."""
    ordinals = [item.marker.ordinal or 0 for item in near if item.marker]
    marker = near[at].marker
    if marker is None:
        return None
    if is_misread(marker):
        return roman_numeral(ordinals[at])
    if marker.scheme == "roman":
        # Every engine reads III as II at times; IV behind it tells.
        repeats = at > 0 and ordinals[at - 1] == ordinals[at]
        skips = at + 1 < len(near) and ordinals[at + 1] == ordinals[at] + 2
        return roman_numeral(ordinals[at] + 1) if repeats and skips else None
    # OCR loses the stroke of đ; no list has d twice (domain reference 3.2).
    last = [_bare(item) for item in near[: at + 1]]
    return "đ" if last[-2:] == ["d", "d"] and last[-3:] != ["d", "d", "d"] else None


def _bare(item: Item) -> str:
    return item.marker.glyph.strip(" .:()-/–") if item.marker else ""


def _repaired(item: Item, label: str) -> Item:
    if item.marker is None:
        return item
    ordinal = letter_value(label) if label == "đ" else item.marker.ordinal
    if item.marker.scheme == "roman" and not is_misread(item.marker):
        ordinal = (item.marker.ordinal or 0) + 1
    marker = msgspec.structs.replace(item.marker, ordinal=ordinal)
    return msgspec.structs.replace(item, marker=marker, label=label)


def _notice(item: Item, label: str, index: int) -> Notice:
    glyph = item.marker.glyph.strip() if item.marker else ""
    said = phrase("notice.number-repaired", glyph=glyph, number=label)
    return Notice(code="number-repaired", message=said.vi, message_en=said.en, unit=index)
