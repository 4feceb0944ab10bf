"""What the parent sets for a higher level, and is not the child's to keep."""

from __future__ import annotations

import re

from doclineage.judging.facts.directions import is_amount
from doclineage.judging.localisation import Setting, names_higher
from doclineage.vietnamese.facts import Fact, find_facts
from doclineage.vietnamese.normalise import fold_case

#: Characters after an amount in which it is said whose it is.
_REACH = 80
# ; and the like, và: here the next amount's own words may begin.
_ENDS = re.compile(r"[;,.:]|(?<!\w)(?:và|còn)(?!\w)|\d")
# tại cấp tỉnh: what a text needs that says of which level an amount is
_LEVEL = re.compile(r"(?:tại|ở|của|thuộc|đối với)\s+cấp\s")


def _names_level(text: str) -> bool:
    return _LEVEL.search(fold_case(text)) is not None


def without_higher(old: list[Fact], parent: str, child: str, setting: Setting) -> list[Fact]:
    """Leave out what is left of the parent's amounts for a higher level, where the child has none.

    "ít nhất 90% tại cấp tỉnh và 80% tại cấp xã" asks 80% of a ward.
    """
    if setting.child_level == "commune" and setting.parent_level != "commune":
        old = [fact for fact in old if not _is_of_communes(fact, parent)]
    # Most texts name no level: their facts need not be found for this.
    if not _names_level(parent):
        return old
    if _names_level(child) and any(_is_higher(f, child, setting) for f in find_facts(child)):
        return old
    asked = [fact for fact in find_facts(parent) if is_amount(fact)]
    higher = [fact for fact in asked if _is_higher(fact, parent, setting)]
    # Where the parent sets an amount for the higher level only, the child may have to follow it.
    return [fact for fact in old if fact not in higher] if len(higher) < len(asked) else old


# 100% [xã, phường], 100% số [địa phương]: all of the child's kind, of which it is one
_COMMUNES = re.compile(
    r"\s*(?:số\s+)?(?:các\s+)?(?:đơn vị hành chính cấp xã|địa phương"
    r"|(?:ubnd\s+|ủy ban nhân dân\s+)?(?:cấp\s+)?(?:các\s+)?(?:xã|phường|đặc khu)"
    r"(?:,\s+(?:xã|phường|đặc khu))*)(?!\w|,)"
)


def _is_of_communes(fact: Fact, text: str) -> bool:
    """Tell whether a fact asks something of all communes, which one commune asks of itself."""
    if fact.normal != "100%":
        return False
    return _COMMUNES.match(fold_case(text[fact.span[1] : fact.span[1] + _REACH])) is not None


def _is_higher(fact: Fact, text: str, setting: Setting) -> bool:
    """Tell whether an amount is said to be of a level above the child's ("tại cấp tỉnh")."""
    if not is_amount(fact) or setting.child_level is None:
        return False
    rest = text[fact.span[1] : fact.span[1] + _REACH]
    end = _ENDS.search(rest)
    return names_higher(rest[: end.start()] if end else rest, setting)
