"""What changes because a plan is of a lower level: no fault of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from doclineage.auditing.higher_bodies import is_above, outranks
from doclineage.model import Document, FactChange, Level, Link, Unit
from doclineage.vietnamese.addressees import (
    acting_bodies,
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
        _is_above(mention, level) and not issuer.startswith(fold_case(mention.text))
        for mention in doers
    )


def _is_above(mention: Mention, level: Level) -> bool:
    """Tell whether a body is above a level: by its name, or as a branch of a department is."""
    branch = fold_case(mention.text).startswith("chi cục")
    return is_above(mention, level) or (branch and outranks(mention, level))


def is_others_clause(clause: str, level: Level | None) -> bool:
    """Tell whether a clause says by itself what bodies above a level do, or pay."""
    doers = opening_bodies(clause)
    if level is None or is_paid_above(clause, level):
        return level is not None
    return bool(doers) and all(_is_above(mention, level) for mention in doers)


# Ngân sách tỉnh bảo đảm … | Từ nguồn ngân sách thành phố
_BUDGET = re.compile(r"\W*(?:từ\s+)?(?:nguồn\s+)?ngân sách\s+$")


def is_paid_above(clause: str, level: Level | None) -> bool:
    """Tell whether a clause says what the budget of a level above one pays.

    >>> is_paid_above("Ngân sách tỉnh hỗ trợ 70% tiền mua máy bơm", "commune")
    True
    >>> is_paid_above("Ngân sách xã chi trả phần còn lại", "commune")
    False
    """
    first = next(iter(find_mentions(clause)), None)
    if level is None or first is None:
        return False
    budget = _BUDGET.fullmatch(fold_case(clause)[: first.span[0]])
    return budget is not None and outranks(first, level)


# tiếp nhận sổ tay của tỉnh, chuyển các tổ dân phố
_RECEIVES = re.compile(r"(?<!\w)(?:tiếp\s+)?nhận(?!\w)")


def is_received(parent: Document, child: Document, link: Link, units: Iterable[int]) -> bool:
    """Tell whether a plan receives what bodies above it are to hand out: it cannot be as early."""
    texts = (fold_case(child.units[i].text) for i in link.children)
    return any(map(_RECEIVES.search, texts)) and is_others_task(parent, child, units)


# Lễ phát động cấp tỉnh | hội thi cấp xã: at which level something is held
_HELD_ABOVE = re.compile(r"(?<!\w)cấp\s+(?:tỉnh|thành phố|trung ương|bộ)(?!\w)")
_HELD_BELOW = re.compile(r"(?<!\w)cấp\s+(?:xã|phường|cơ sở)(?!\w)")


def is_own_event(parent: Document, child: Document, link: Link, units: Iterable[int]) -> bool:
    """Tell whether a plan holds at its level what bodies above it hold at theirs, later then."""
    asked = " ".join(fold_case(parent.units[i].text) for i in link.parents)
    done = " ".join(fold_case(child.units[i].text) for i in link.children)
    if not _HELD_ABOVE.search(asked) or _HELD_BELOW.search(asked) or not _HELD_BELOW.search(done):
        return False
    return is_others_task(parent, child, units)


def _doers(parent: Document, index: int) -> tuple[Mention, ...]:
    """Return whom a task is given to: by its row, its own words, the nearest heading that says."""
    unit = parent.units[index]
    if unit.kind == "row":
        return bodies_of(unit.cells.get("lead", ""))
    if own := opening_bodies(unit.text):
        return tuple(own)
    return _owners_over(parent, index)


def other_owner_above(parent: Document, child: Document, link: Link, change: FactChange) -> str:
    """Return who a plan's heading says does a task whose own doer is gone, "" where it is none.

    It is told only where the parent names a body of the plan's own level: "Phòng Kinh tế chủ trì"
    that stands under "Đoàn Thanh niên phường" has been given to another.
    """
    level = child.letterhead.level
    if change.kind != "agency" or change.child is not None or level is None or link.parents == ():
        return ""
    named = [
        mention
        for i in link.parents
        for mention in acting_bodies(parent.units[i].text)
        if mention.text in (change.parent or "") and mention.body and not _is_above(mention, level)
    ]
    over = [mention for i in link.children for mention in _owners_over(child, i)]
    if not named or not over or any(mention.body is None for mention in over):
        return ""
    roles = frozenset().union(*(mention.body.roles for mention in named if mention.body))
    if any(mention.body and (mention.body.roles & (roles | _GENERAL)) for mention in over):
        return ""
    return ", ".join(dict.fromkeys(mention.text for mention in over))


#: Who may stand for any body of the plan: its committee, and bodies named by what they are.
_GENERAL = frozenset({"executive", "departments", "cells"})


def _owners_over(document: Document, index: int) -> tuple[Mention, ...]:
    """Return whom the nearest heading over a unit that names somebody gives it to."""
    for above in document.ancestors(index):
        unit = document.units[above]
        if unit.kind == "heading" and (found := heading_owners(unit.text)):
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
    if _names_closer(change.parent or "", change.child) or _is_own(old, new, parent, child):
        return True
    return (
        _only_supports(rows[0], change.parent or "")
        and _only_supports(rows[1], change.child)
        and all(is_above(mention, level) for mention in old)
        and not any(is_above(mention, level) for mention in new)
    )


def _names_closer(old: str, new: str) -> bool:
    """Tell whether a plan names in person, or by its body, whom its parent names by the office.

    "01 Phó Chủ tịch" is "Phó Chủ tịch UBND phường Lê Thị Hà", and so is "01 lãnh đạo UBND"; "Phó
    Chủ tịch" for "Chủ tịch" is not.
    """
    office = _ASSIGNS.sub("", fold_case(old)).lstrip("0123456789 ").removeprefix("đồng chí ")
    named = fold_case(new).removeprefix("đồng chí ")
    if office.startswith("lãnh đạo"):
        return office.removeprefix("lãnh đạo") in named and _LEADER.match(named) is not None
    return bool(office) and named.startswith(f"{office} ")


# Phân công [01 lãnh đạo UBND]
_ASSIGNS = re.compile(r"^(?:phân công|cử|giao|bố trí)\s+")
# who is one of the leaders of a body
_LEADER = re.compile(r"(?:phó\s+)?(?:chủ tịch|giám đốc|trưởng|bí thư)(?!\w)|phó\s+bí thư")


def _is_own(
    old: Iterable[Mention], new: Iterable[Mention], parent: Document, child: Document
) -> bool:
    """Tell whether bodies of a plan stand where its parent has its own issuer, or all like it.

    "Giúp Ban Thường vụ Thành ủy" is "giúp Chủ tịch UBND xã" in a plan of that body, and what all
    "UBND các xã, phường" do a plan gives to the bodies that it has.
    """
    level, above = child.letterhead.level, parent.letterhead.level
    before, after = tuple(old), tuple(new)
    if not before or not after or any(mention.level != level for mention in after):
        return False
    if all(mention.plural and mention.level == level for mention in before):
        return True
    ours, theirs = _roles(child.letterhead.issuer), _roles(parent.letterhead.issuer)
    return all(
        mention.level == above and mention.body and mention.body.roles <= theirs
        for mention in before
    ) and all(mention.body and mention.body.roles <= ours for mention in after)


def _roles(issuer: str | None) -> frozenset[str]:
    bodies = (mention.body for mention in find_mentions(issuer or "") if mention.body)
    return frozenset().union(*(body.roles for body in bodies))


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
