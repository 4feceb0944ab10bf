"""Did an omitted task bind the child? By its owner, its addressee and the child's level."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from doclineage.judging.localisation import Setting
from doclineage.model import Document, Duty, Unit
from doclineage.vietnamese.agencies import Mention, exists_at, find_mentions, level_rank
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.words import clauses
from doclineage.wording import Phrase, phrase

# Giao Sở Nội vụ … | Đề nghị … | Chỉ đạo …: the body right behind is the addressee.
_ADDRESSING = re.compile(
    r"\s*(?:(?:trách nhiệm(?: thi hành)? của|nhiệm vụ của|giao|đề nghị|yêu cầu|chỉ đạo"
    r"|đồng chí|các|thủ trưởng|giám đốc|chủ tịch)\s+)*"
)


def duty_of(
    parent: Document, child: Document, index: int, omitted: set[int], setting: Setting
) -> tuple[Duty, Phrase]:
    """Return whether omitted unit `index` binds the child, with the reason."""
    if setting.child_level is None or setting.parent_level is None:
        return "review", phrase("duty.level-unknown")
    crosses = _crosses(parent, child)
    if not (setting.descends or crosses):
        return "required", phrase("duty.same-level")
    unit = parent.units[index]
    if unit.kind == "heading":
        below = [i for i in parent.content() if index in set(parent.ancestors(i))]
        if any(i not in omitted for i in below):
            return "review", phrase("duty.heading-kept")
    if _issues_own_plan(unit):
        return "review", phrase("duty.own-plan")
    owners, where = _owners(parent, index)
    if not owners:
        # Beside it in the other chain: what is given to nobody there need not bind here.
        beside = crosses and not setting.descends
        return ("review", phrase("duty.beside")) if beside else _by_subject(unit, setting)
    duty, said = _by_owners(owners, where, child, setting)
    helpers = _bodies(unit.cells.get("support", "")) or _helpers(unit.text)
    if duty == "not-addressed" and any(_binds(mention, setting) for mention in helpers):
        return "review", phrase("duty.supports", owner=", ".join(m.text for m in owners))
    return duty, said


_SUPPORTS = re.compile(r"(?:phối hợp(?: với| cùng)?|cùng)\s*(?:các\s*)?$")


def _helpers(text: str) -> list[Mention]:
    """Return the bodies that a text names beside "phối hợp", before or after it."""
    folded = fold_case(text)
    return [
        mention
        for mention in _bodies(text)
        if _SUPPORTS.search(folded[: mention.span[0]])
        or folded[mention.span[1] :].lstrip().startswith("phối hợp")
    ]


# Căn cứ Kế hoạch này … xây dựng, ban hành kế hoạch: the plan's existence answers it.
_OWN_PLAN = re.compile(
    r"(?:xây dựng|ban hành|xây dựng, ban hành)\s+(?:kế hoạch|chương trình)(?!\w)"
)
_THIS = re.compile(r"(?:kế hoạch|chỉ thị|chương trình|nghị quyết|quyết định|văn bản) này")


def _issues_own_plan(unit: Unit) -> bool:
    folded = fold_case(unit.text)
    if _OWN_PLAN.match(folded):
        return True
    return _OWN_PLAN.search(folded) is not None and _THIS.search(folded[:120]) is not None


# báo cáo … về Sở Y tế: who receives a report is not whom it speaks of.
_RECEIVES = re.compile(r"(?<!\w)(?:về|gửi|cho|đến|báo cáo|trình|qua|tham mưu|đề nghị)\s*$")


def _by_subject(unit: Unit, setting: Setting) -> tuple[Duty, Phrase]:
    """Judge a task given to nobody: it binds all, unless it speaks of the parent's territory."""
    named = [
        mention
        for mention in find_mentions(unit.text)
        if mention.level is not None
        and not _RECEIVES.search(fold_case(unit.text[: mention.span[0]]))
    ]
    above = [mention for mention in named if mention.level == setting.parent_level]
    if above and not any(mention.level == setting.child_level for mention in named):
        return "review", phrase("duty.subject-above", name=above[0].text)
    return "required", phrase("duty.general")


def _by_owners(
    owners: Sequence[Mention], where: str, child: Document, setting: Setting
) -> tuple[Duty, Phrase]:
    level = setting.child_level
    if level is None:
        return "review", phrase("duty.level-unknown")
    names = ", ".join(dict.fromkeys(mention.text for mention in owners))
    if all(_of_other_chain(mention, child) for mention in owners):
        return "not-addressed", phrase("duty.other-chain", owner=names, where=where)
    own = [m for m in owners if _is_issuer(m, setting)]
    if own and len(own) == len(owners):
        return "review", phrase("duty.issuer-own", owner=names)
    if any(_binds(mention, setting) for mention in owners):
        return "required", phrase("duty.addressed", owner=names, where=where)
    issued = child.letterhead.issued
    if any(
        mention.level is None and mention.body and exists_at(mention.body, level, issued)
        for mention in owners
    ):
        return "review", phrase("duty.counterpart", owner=names, where=where)
    return "not-addressed", phrase("duty.above", owner=names, where=where)


#: The Party's bodies and the State's answer to their own; each chain's plans are its own.
_CHAINS = frozenset({"party", "state"})


def _crosses(parent: Document, child: Document) -> bool:
    """Tell whether a plan of one chain answers a document of the other."""
    systems = {parent.letterhead.system, child.letterhead.system}
    return systems == _CHAINS


def _of_other_chain(mention: Mention, child: Document) -> bool:
    system = mention.body.system if mention.body else None
    own = child.letterhead.system
    return own in _CHAINS and system in _CHAINS and system != own


def _binds(mention: Mention, setting: Setting) -> bool:
    """Tell whether an owner is, or may be, a body of the child's own level and place."""
    level, own = mention.level, setting.child_level
    if own is None:
        return False
    if mention.plural and level == own:
        return True
    if mention.body is None:
        return False
    if level is None:
        return mention.body.level in {"any", own}
    if level_rank(level) < level_rank(own):
        return False
    return mention.place is None or (
        setting.child_territory is not None and mention.place in setting.child_territory
    )


def _is_issuer(mention: Mention, setting: Setting) -> bool:
    issuer = setting.parent_issuer
    return bool(issuer) and fold_case(issuer or "").startswith(fold_case(mention.text))


def _owners(parent: Document, index: int) -> tuple[list[Mention], str]:
    """Return who must do a unit's task and where that is said: row, own text, heading above."""
    unit = parent.units[index]
    if lead := unit.cells.get("lead"):
        return _bodies(lead), unit.path
    for above in parent.ancestors(index):
        heading = parent.units[above]
        if heading.kind == "heading" and (found := _heading_owners(heading)):
            return found, heading.path
    if unit.kind == "heading":
        return _heading_owners(unit), unit.path
    return _addressees(unit.text), unit.path


def _heading_owners(heading: Unit) -> list[Mention]:
    """Return the owners that a heading names: nothing else stands before the first body."""
    found = _bodies(heading.text)
    if not found:
        return []
    opening = _ADDRESSING.match(fold_case(heading.text))
    start = opening.end() if opening else 0
    return _one_level(found) if found[0].span[0] <= start else []


def _addressees(text: str) -> list[Mention]:
    """Return the bodies that a task itself addresses, each at the beginning of a clause."""
    found = [m for start, end in clauses(text) for m in _opening_bodies(text[start:end])]
    return _one_level(found)


def _opening_bodies(text: str) -> list[Mention]:
    opening = _ADDRESSING.match(fold_case(text))
    start = opening.end() if opening else 0
    found: list[Mention] = []
    for mention in _bodies(text):
        between = text[start : mention.span[0]]
        if re.fullmatch(r"\s*(?:[,;]|và|cùng|các|\s)*\s*", between) is None:
            break
        found.append(mention)
        start = mention.span[1]
    return found


def _bodies(text: str) -> list[Mention]:
    """Return who may be given a task: bodies, and territories that stand for their bodies."""
    return [mention for mention in find_mentions(text) if mention.body or mention.plural]


def _one_level(found: list[Mention]) -> list[Mention]:
    """Give a body without a level that of the next one in the same list.

    "Mặt trận Tổ quốc và các tổ chức chính trị - xã hội Thành phố": both are the city's.
    """
    level = None
    settled: list[Mention] = []
    for mention in reversed(found):
        level = mention.level or level
        settled.append(msgspec.structs.replace(mention, level=level))
    return settled[::-1]
