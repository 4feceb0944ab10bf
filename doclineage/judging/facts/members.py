"""Members cut from a list of whom or what a rule reaches: the rule is narrower then."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import cast

from doclineage.judging.edits import Difference, mapped_position
from doclineage.judging.facts.directions import Compared, change_at
from doclineage.judging.facts.universals import with_all
from doclineage.judging.localisation import Setting, is_light
from doclineage.judging.places import Places, edits_at
from doclineage.model import Edit, Effect
from doclineage.vietnamese.facts.fact import pattern
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
    lists = find_member_lists(parent)
    there = find_member_lists(child) if lists else ()
    for own in lists:
        if grown := _grown(own, there, parent, child, difference):
            found.append(grown)
            continue
        # What only stands at an end of the list touches it too.
        touching = edits_at(difference.edits, (own.span[0] - 1, own.span[1] + 1))
        if len(own.members) < 2 or not touching:
            continue
        other = _counterpart(own, there, mapped_position(own.span[0], difference))
        if other is None or not (
            all(_cuts(e, own) for e in touching) or _is_trimmed(own, other, parent, child)
        ):
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
        before, after = with_all(parent, own.span), with_all(child, other.span)
        found.append(change_at("scope", effect, (parent, child), before, after))
    return found


def _grown(
    own: MemberList, lists: Sequence[MemberList], parent: str, child: str, difference: Difference
) -> Compared | None:
    """Return a list to which the child adds members of its kind: the rule reaches more."""
    if own.group.kind != "whole":
        return None
    other = _counterpart(own, lists, mapped_position(own.span[0], difference))
    if other is None or not set(own.members) < set(other.members):
        return None
    touching = edits_at(difference.edits, other.span, of_child=True)
    added = {key for edit in touching for key in words(edit.child_text).keys}
    new = [m for m in other.members if m not in own.members and added >= set(words(m).keys)]
    adds_only = all(
        is_light(edit.parent_text) and _holds_members(edit.child_text, own) for edit in touching
    )
    if not new or not touching or not adds_only or any(_count(m, parent) for m in new):
        return None
    return change_at("scope", "strengthened", (parent, child), own.span, other.span)


#: Characters in which "tất cả" stands before the members of its list.
_OF_LIST = 14


def without_members(found: Sequence[Compared], lists: Sequence[Compared]) -> list[Compared]:
    """Leave out that "toàn thể" is gone where it is told of the list that it stands before."""
    told = Places((max(0, b[0] - _OF_LIST), b[1]) for _, b, _ in lists if b is not None)
    return [
        c
        for c in found
        if c[0].kind != "scope" or c[1] is None or c[2] is not None or not told.meet(c[1])
    ]


def _is_trimmed(own: MemberList, other: MemberList, parent: str, child: str) -> bool:
    """Tell whether a list of a text that is worded anew is the same one without some members.

    The word before it is held, and what is cut stands nowhere else.
    """
    if own.group.kind != "whole" or not set(other.members) < set(own.members):
        return False
    before = [
        words(t[:start]).keys[-1:] for t, (start, _) in ((parent, own.span), (child, other.span))
    ]
    cut = [member for member in own.members if member not in other.members]
    return before[0] == before[1] and not any(_count(member, child) for member in cut)


#: Syllables of the condition that a joint ties to another, for telling it.
_TOLD = 4
#: Characters in which they stand; the longest syllable, a number with its thousands, has 20.
_TOLD_WITHIN = 200
_JOINTS = {"và": "weakened", "hoặc": "strengthened", "hay": "strengthened"}


# thu hồi giấy phép [đối với cơ sở] vi phạm nghiêm trọng hoặc …: whom something is done to
_WHOM = re.compile(
    r"(?<!\w)(?:đối với|trường hợp|nếu|khi|hễ|những|các cơ sở|người|hộ|tổ chức, cá nhân)\s"
    r"[^;.:\n]{0,80}$"
)


def rejoined(parent: str, child: str, difference: Difference) -> list[Compared]:
    """Return where one of two conditions is enough that both were asked for: "và", "hoặc"."""
    joints = []
    for edit in difference.edits:
        said = [fold_case(text).strip(" ,") for text in (edit.parent_text, edit.child_text)]
        if edit.kind != "noise" and sorted(said) in (["hoặc", "và"], ["hay", "và"]):
            effect = _JOINTS[said[0]]
            if said[0] != "và" and _WHOM.search(fold_case(parent[: edit.parent_span[0]])):
                effect = "weakened"  # "cơ sở tái phạm hoặc …": who has to be both is found less
            joints.append((edit, cast(Effect, effect)))
    if not joints:
        return []
    sides = _Denied(parent), _Denied(child)
    found: list[Compared] = []
    for edit, effect in joints:
        places = edit.parent_span, edit.child_span
        # "không A và B", "không A hoặc B": what is denied is denied either way.
        if any(side.holds(start) for side, (start, _) in zip(sides, places, strict=True)):
            continue
        before, after = (
            (start, _end_of(text, end))
            for text, (start, end) in zip((parent, child), places, strict=True)
        )
        found.append(change_at("scope", effect, (parent, child), before, after))
    return found


class _Denied:
    """Where a text denies, up to the end of its piece: looked for once, however often asked."""

    def __init__(self, text: str) -> None:
        folded = fold_case(text)
        self._begun = [0, *(mark.end() for mark in re.finditer(r"[;.:\n]", folded))]
        self._ends = [match.end() for match in pattern("negation").finditer(folded)]

    def holds(self, place: int) -> bool:
        """Tell whether a negation stands before a place, in its piece."""
        begun = self._begun[bisect_right(self._begun, place) - 1]
        return bisect_right(self._ends, place) > bisect_right(self._ends, begun)


def _end_of(text: str, start: int) -> int:
    behind = words(re.split(r"[;,.:\n]", text[start : start + _TOLD_WITHIN], maxsplit=1)[0])
    return start + behind.spans[:_TOLD][-1][1] if behind.spans else start


def _cuts(edit: Edit, own: MemberList) -> bool:
    """Tell whether an edit puts nothing but members of the list in the place of others."""
    if edit.kind == "noise":
        return False
    return _holds_members(edit.child_text, own) or not fold_case(edit.parent_text).strip()


def _holds_members(text: str, own: MemberList) -> bool:
    """Tell whether a text holds nothing but members of a group and joining words."""
    rest = fold_case(text)
    for member in sorted(own.group.members, key=len, reverse=True):
        rest = rest.replace(member, " ")
    return is_light(rest)


@lru_cache(maxsize=256)
def _count(member: str, text: str) -> int:
    """Count a member, with its marks damaged or not."""
    return len(
        re.findall(rf"(?<!\w){re.escape(fold_marks(member))}(?!\w)", fold_marks(fold_case(text)))
    )


#: Characters between the places of two lists that may still be one.
_NEAR = 60


def _counterpart(own: MemberList, lists: Sequence[MemberList], where: float) -> MemberList | None:
    """Return the list of the child that shares a member and stands nearest."""
    first = bisect_left(lists, where - _NEAR, key=_start)
    last = bisect_right(lists, where + _NEAR, first, key=_start)
    near = [
        (abs(other.span[0] - where), place)
        for place, other in enumerate(lists[first:last])
        if other.group == own.group and set(other.members) & set(own.members)
    ]
    return lists[first + min(near)[1]] if near else None


def _start(found: MemberList) -> int:
    return found.span[0]


def _is_own(own: MemberList, other: MemberList, setting: Setting) -> bool:
    """Tell whether a child keeps of the units of territory those that it has."""
    if own.group.kind != "place" or setting.child_territory is None or not setting.descends:
        return False
    units = _OWN_UNITS.get(setting.child_territory.partition(" ")[0])
    same_level = setting.parent_level == setting.child_level
    return not same_level and (units is None or bool(units & set(other.members)))
