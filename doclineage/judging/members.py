"""Members cut from a list of whom or what a rule reaches: the rule is narrower then."""

from __future__ import annotations

import re
from collections.abc import Sequence

from doclineage.judging.directions import Compared
from doclineage.judging.edits import Difference, mapped_position
from doclineage.judging.localisation import Setting, is_light
from doclineage.model import Edit, Effect, FactChange
from doclineage.vietnamese.member_lists import MemberList, find_member_lists
from doclineage.vietnamese.normalise import fold_case, fold_marks
from doclineage.vietnamese.words import words

#: Of near synonyms a list of so many is meant in full.
_LONG = 3
#: The units of a commune by its kind: a ward has no villages, a rural commune no streets.
_OWN_UNITS = {
    "phường": frozenset({"tổ dân phố", "khu phố", "khối phố", "khu dân cư", "phường"}),
    "xã": frozenset({"thôn", "bản", "ấp", "buôn", "làng", "khu dân cư", "xã"}),
}


def changed_lists(
    parent: str, child: str, difference: Difference, setting: Setting
) -> list[Compared]:
    """Return the lists of which the child names a part only, or other members."""
    found: list[Compared] = []
    for own in find_member_lists(parent):
        touching = [edit for edit in difference.edits if _touches(edit, own)]
        if len(own.members) < 2 or not touching or not all(_cuts(e, own) for e in touching):
            continue
        where = mapped_position(own.span[0], difference)
        other = _counterpart(own, find_member_lists(child), where)
        if other is None:
            continue
        gone = {key for edit in touching for key in words(edit.parent_text).keys}
        cut = [
            member
            for member in own.members
            if gone >= set(words(member).keys) and _count(member, parent) > _count(member, child)
        ]
        if not cut or _is_own(own, other, setting):
            continue
        effect: Effect = "weakened" if set(other.members) <= set(own.members) else "changed"
        if own.group.kind == "long" and (len(own.members) < _LONG or effect == "changed"):
            continue
        texts = parent[slice(*own.span)], child[slice(*other.span)]
        change = FactChange(kind="scope", parent=texts[0], child=texts[1], effect=effect)
        found.append((change, own.span, other.span))
    return found


def _touches(edit: Edit, own: MemberList) -> bool:
    return edit.parent_span[0] <= own.span[1] and own.span[0] <= edit.parent_span[1]


def _cuts(edit: Edit, own: MemberList) -> bool:
    """Tell whether an edit puts nothing but members of the list in the place of others."""
    if edit.kind == "noise":
        return False
    rest = fold_case(edit.child_text)
    for member in sorted(own.group.members, key=len, reverse=True):
        rest = rest.replace(member, " ")
    return is_light(rest) or not fold_case(edit.parent_text).strip()


def _count(member: str, text: str) -> int:
    """Count a member, with its marks damaged or not."""
    return len(
        re.findall(rf"(?<!\w){re.escape(fold_marks(member))}(?!\w)", fold_marks(fold_case(text)))
    )


#: Characters between the places of two lists that may still be one.
_NEAR = 60


def _counterpart(own: MemberList, lists: Sequence[MemberList], where: float) -> MemberList | None:
    """Return the list of the child that shares a member and stands nearest."""
    near = [
        (abs(other.span[0] - where), place)
        for place, other in enumerate(lists)
        if other.group == own.group and set(other.members) & set(own.members)
    ]
    distance, place = min(near, default=(_NEAR + 1, 0))
    return lists[place] if distance <= _NEAR else None


def _is_own(own: MemberList, other: MemberList, setting: Setting) -> bool:
    """Tell whether a child keeps of the units of territory those that it has."""
    if own.group.kind != "place" or setting.child_territory is None or not setting.descends:
        return False
    units = _OWN_UNITS.get(setting.child_territory.partition(" ")[0])
    same_level = setting.parent_level == setting.child_level
    return not same_level and (units is None or bool(units & set(other.members)))
