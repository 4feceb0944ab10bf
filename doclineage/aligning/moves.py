"""Moves told from renumbering: the same content under another branch of the tree."""

from __future__ import annotations

from collections.abc import Iterable

from doclineage.aligning.features import Features
from doclineage.aligning.sides import Side
from doclineage.aligning.turning import Group
from doclineage.vietnamese.agencies import find_mentions


def find_moves(seen: Features, groups: Iterable[Group]) -> frozenset[Group]:
    """Return the groups whose sections are not each other's counterparts.

    Renumbering is no move: a section keeps its partner whatever its number. A unit whose section
    has no partner at all moved too, once it stands under one that belongs to another section; not
    where only a group of the section is gone: rows in two groups are in one list now.
    """
    all_groups = list(groups)
    partner = {p: set(children) for parents, children in all_groups for p in parents}
    owner = {c: set(parents) for parents, children in all_groups for c in children}
    return frozenset(group for group in all_groups if _is_moved(seen, group, partner, owner))


def _is_moved(
    seen: Features, group: Group, partner: dict[int, set[int]], owner: dict[int, set[int]]
) -> bool:
    parents, children = group
    for p in parents:
        for c in children:
            above_p, above_c = _branch(seen, p, c)
            if above_p == above_c == -1:
                continue
            if above_p >= 0 and above_c >= 0 and above_c in partner.get(above_p, ()):
                continue
            if _one_sided(above_p, above_c, partner, owner):
                continue
            if _is_ungrouped(seen.parent, above_p, partner, owner.get(above_c, set())):
                continue
            if _is_ungrouped(seen.child, above_c, owner, partner.get(above_p, set())):
                continue
            return True
    return False


def _branch(seen: Features, p: int, c: int) -> tuple[int, int]:
    """Return the sections above both units."""
    return seen.parent.section(p), seen.child.section(c)


def _one_sided(
    above_p: int, above_c: int, partner: dict[int, set[int]], owner: dict[int, set[int]]
) -> bool:
    """Tell whether neither section has a partner: a level more or less is no other branch."""
    has_partner_p = above_p >= 0 and bool(partner.get(above_p))
    has_partner_c = above_c >= 0 and bool(owner.get(above_c))
    return not has_partner_p and not has_partner_c


def _is_ungrouped(
    side: Side, section: int, answered: dict[int, set[int]], others: set[int]
) -> bool:
    """Tell whether a section without partner, that gives its tasks to nobody, is a group of one.

    `others` are the sections of its side that answer where the unit stands on the other side.
    """
    while section >= 0 and not answered.get(section):
        if any(mention.body for mention in find_mentions(side.units[section].text)):
            return False
        section = side.section(section)
        if section in others:
            return True
    return False
