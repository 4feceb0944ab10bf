"""Owners that a child names above a task and not in it: in its heading or lead-in."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from doclineage.judging.carrying import content_size
from doclineage.judging.edits import Difference
from doclineage.judging.localisation import Setting, answers, is_light, without_names
from doclineage.model import Document, Edit
from doclineage.vietnamese.addressees import opening_bodies
from doclineage.vietnamese.agencies import Mention, find_mentions
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.phrases import listed_pattern

#: Characters of what stands above a unit that may name who does it: no more than a heading has.
_HEADING = 300


def with_owners_above(
    difference: Difference, child: Document, children: Sequence[int], setting: Setting
) -> Difference:
    """Return a difference in which owners that the child names above its units are mapped names.

    "Công an tỉnh tuần tra các bến đò" is "Tuần tra các bến đò" under the heading "Công an xã", and
    so is "Chỉ đạo Công an các xã tuần tra": who is told to do it does it there.
    """
    if setting.parent_level == setting.child_level or not any(map(_drops_names, difference.edits)):
        return difference
    above = [mention for text in _above(child, children) for mention in find_mentions(text)]
    above += [m for index in children for m in opening_bodies(child.units[index].text)]
    edits, equal = [], list(difference.equal_parent)
    for edit in difference.edits:
        if _drops_names(edit) and _all_said(edit, above, setting):
            start = difference.parent.count(0, edit.parent_span[0])
            size = difference.parent.count(*edit.parent_span)
            equal[start : start + size] = [True] * size
            edit = msgspec.structs.replace(edit, kind="localisation")  # noqa: PLW2901
        edits.append(edit)
    return msgspec.structs.replace(difference, edits=tuple(edits), equal_parent=tuple(equal))


def _drops_names(edit: Edit) -> bool:
    return edit.kind == "wording" and is_light(edit.child_text) and bool(edit.parent_text)


def _above(child: Document, children: Sequence[int]) -> list[str]:
    """Return what stands above units, up to the title of the document."""
    places = set()
    for index in children:
        place = child.units[index].parent
        while place >= 0:
            places.add(place)
            place = child.units[place].parent
    return [child.units[place].text[:_HEADING] for place in sorted(places - set(children))]


def _all_said(edit: Edit, above: Sequence[Mention], setting: Setting) -> bool:
    """Tell whether a text names bodies that are answered above, and says nothing else."""
    named = [mention for mention in find_mentions(edit.parent_text) if mention.body]
    rest = listed_pattern("responsibility", "steers", "orders").sub(
        "", fold_case(without_names(edit.parent_text)), count=1
    )
    if not named or content_size(rest) > 0:
        return False
    said = [old for old in named if any(answers(old, new, setting) for new in above)]
    return all(old in said or _is_itself(old, setting) or _is_either(old, said) for old in named)


def _is_either(old: Mention, said: Sequence[Mention]) -> bool:
    """Tell whether a body is one of two names: "Phòng Kinh tế (Phòng Kinh tế, Hạ tầng …)"."""
    roles = old.body.roles if old.body else frozenset[str]()
    return any(other.body and other.body.roles & roles for other in said)


def _is_itself(old: Mention, setting: Setting) -> bool:
    """Tell whether the parent names all bodies like the one that issued the child.

    "UBND các xã, phường rà soát" is "Rà soát" in the plan of one of them.
    """
    own = find_mentions(setting.child_issuer)[:1] if setting.child_issuer else ()
    return (
        bool(own)
        and old.plural
        and old.level == setting.child_level
        and old.body is not None
        and old.body == own[0].body
    )
