"""What the parent sets for a higher level, and is not the child's to keep."""

from __future__ import annotations

import re

from doclineage.judging.facts.directions import is_amount
from doclineage.judging.localisation import Setting, names_higher
from doclineage.model import Level
from doclineage.vietnamese.agencies import level_rank
from doclineage.vietnamese.facts import Fact, find_facts
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.totals import find_totals

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


# toàn xã, trên địa bàn phường: what a text says that speaks of a commune
_OF_COMMUNE = re.compile(r"(?<!\w)(?:toàn|cả|trên địa bàn)\s+(?:xã|phường|đặc khu)(?!\w)")


def without_totals(
    old: list[Fact], new: list[Fact], parent: str, child: str, setting: Setting
) -> tuple[list[Fact], list[Fact]]:
    """Leave out the sums over the parent's whole territory, and what the child sets in their place.

    Of "toàn tỉnh mở 420 lớp; mỗi xã mở ít nhất 03 lớp" a commune has its own three to keep.
    """
    level = _level_above(child, setting)
    if level is None or not any(is_amount(fact) for fact in old):
        return old, new
    sums = {fact.span[0] for fact in find_totals(parent, level)}
    gone = [fact for fact in old if fact.span[0] in sums and not _is_exceeded(fact, new)]
    kept = [fact for fact in old if fact not in gone]
    units = {fact.unit for fact in gone} - {fact.unit for fact in kept}
    return kept, [fact for fact in new if not (is_amount(fact) and fact.unit in units)]


def _level_above(child: str, setting: Setting) -> Level | None:
    """Return the level of whose sums a child has a part only."""
    if setting.parent_level is None or setting.child_level is None:
        return "province" if _OF_COMMUNE.search(fold_case(child)) else None
    below = level_rank(setting.child_level) > level_rank(setting.parent_level)
    return setting.parent_level if below else None


def _is_exceeded(fact: Fact, others: list[Fact]) -> bool:
    """Tell whether one amount of a part is as large as the whole, which no part of it is."""
    return any(
        is_amount(other) and other.unit == fact.unit and (other.amount or 0) >= (fact.amount or 0)
        for other in others
    )


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
