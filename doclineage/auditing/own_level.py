"""What changes because a plan is of a lower level: no fault of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from doclineage.auditing.higher_bodies import is_above
from doclineage.model import Document, FactChange, Level, Link, Unit
from doclineage.vietnamese.addressees import (
    bodies_of,
    directed_bodies,
    heading_owners,
    opening_bodies,
    ordered_bodies,
    supporters,
)
from doclineage.vietnamese.agencies import Mention, find_mentions
from doclineage.vietnamese.normalise import fold_case

# 100% các xã, phường … | 100% số xã …
_ALL_OF = re.compile(r"100\s?%\s+(?:tổng\s+)?(?:số\s+)?(?:các\s+)?$")


def is_others_task(parent: Document, child: Document, units: Iterable[int]) -> bool:
    """Tell whether the parent gives the task of some units to bodies above the plan alone.

    Would the plan not have it at all, nothing would be held against it. What the parent's issuer
    does itself the plan's may have to do in its place, and what names the plan's level is not the
    others' alone.
    """
    level, issuer = child.letterhead.level, fold_case(parent.letterhead.issuer or "")
    return level is not None and all(_is_others(parent, i, level, issuer) for i in units)


def _is_others(parent: Document, index: int, level: Level, issuer: str) -> bool:
    doers, text = _doers(parent, index), parent.units[index].text
    # Whom a body above inspects, or sends something to, does not do its task.
    told = (directed_bodies, ordered_bodies, supporters)
    if any(mention.level == level for read in told for mention in read(text)):
        return False
    return bool(doers) and all(
        is_above(mention, level) and not issuer.startswith(fold_case(mention.text))
        for mention in doers
    )


def _doers(parent: Document, index: int) -> tuple[Mention, ...]:
    """Return whom a task is given to: by its row, its own words, the nearest heading that says."""
    unit = parent.units[index]
    if unit.kind == "row":
        return bodies_of(unit.cells.get("lead", ""))
    if own := opening_bodies(unit.text):
        return tuple(own)
    for above in parent.ancestors(index):
        over = parent.units[above]
        if over.kind == "heading" and (found := heading_owners(over.text)):
            return found
    return ()


def is_localised(parent: Document, child: Document, link: Link, change: FactChange) -> bool:
    """Tell whether a change is what a lower level makes of it: its own helpers, itself for all."""
    level = child.letterhead.level
    if level is None:
        return False
    if change.kind == "target" and change.child is None:
        return any(_is_of_all(parent.units[i].text, level) for i in link.parents)
    if change.kind != "agency" or change.child is None:
        return False
    rows = [parent.units[i] for i in link.parents], [child.units[i] for i in link.children]
    old, new = find_mentions(change.parent or ""), find_mentions(change.child)
    return (
        _only_supports(rows[0], change.parent or "")
        and _only_supports(rows[1], change.child)
        and all(is_above(mention, level) for mention in old)
        and not any(is_above(mention, level) for mention in new)
    )


def _only_supports(units: Iterable[Unit], name: str) -> bool:
    """Tell whether rows name a body among who helps, and no unit names it elsewhere."""
    naming = [unit for unit in units if name in unit.text]
    return bool(naming) and all(
        name in unit.cells.get("support", "") and name not in unit.cells.get("lead", "")
        for unit in naming
    )


def is_of_all(clause: str, level: Level | None) -> bool:
    """Tell whether a piece of a text only says that each unit of a level is meant.

    >>> is_of_all("100% xã, phường", "commune"), is_of_all("100% hộ dân", "commune")
    (True, False)
    """
    if level is None:
        return False
    return any(not fold_case(clause)[end:].strip(" ;.,") for end in _ends(clause, level))


def _is_of_all(text: str, level: Level) -> bool:
    return bool(_ends(text, level))


def _ends(text: str, level: Level) -> list[int]:
    """Return where "100% xã, phường" ends, wherever it stands in a text."""
    folded = fold_case(text)
    return [
        mention.span[1]
        for mention in find_mentions(text)
        if mention.plural
        and mention.body is None
        and mention.level == level
        and _ALL_OF.search(folded[: mention.span[0]])
    ]
