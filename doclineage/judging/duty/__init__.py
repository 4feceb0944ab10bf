"""Did an omitted task bind the child? By its owner, its addressee and the child's level."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from doclineage.judging.duty.narrative import is_before_command
from doclineage.judging.duty.own_affairs import is_own_affair, is_rate, is_total
from doclineage.judging.localisation import Setting
from doclineage.model import Document, Duty, SameDocument, Unit
from doclineage.vietnamese.addressees import (
    addressees,
    bodies_of,
    directed_bodies,
    heading_owners,
    is_of_effect,
    is_of_execution,
    ordered_bodies,
    steered_bodies,
    subjects,
    supporters,
    unlisted_doer,
)
from doclineage.vietnamese.agencies import Mention, exists_at, find_mentions, level_rank
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.plan_requests import asks_for, covers, find_plan_requests
from doclineage.vietnamese.purposes import (
    is_aim,
    is_answering,
    is_funding,
    is_situation,
    sets_measure,
)
from doclineage.vietnamese.words import clauses
from doclineage.wording import Phrase, phrase


def duty_of(
    parent: Document, child: Document, index: int, omitted: set[int], setting: Setting
) -> tuple[Duty, Phrase]:
    """Return whether omitted unit `index` binds the child, with the reason."""
    if setting.child_level is None or setting.parent_level is None:
        return "review", phrase("duty.level-unknown")
    if not (setting.descends or _crosses(parent, child)):
        return "required", phrase("duty.same-level")
    unit = parent.units[index]
    if answered := _answered(parent, child, index, omitted):
        return "review", phrase(answered)
    if is_of_effect(_task(unit)):
        return "not-addressed", phrase("duty.effect")
    if unit.kind != "row" and is_of_execution(unit.text):
        return "not-addressed", phrase("duty.execution")
    if _is_narrative(parent, index) and not ordered_bodies(unit.text):
        return "review", phrase("duty.narrative")
    return _by_words(parent, child, index, setting)


def _answered(parent: Document, child: Document, index: int, omitted: set[int]) -> str:
    """Return by what the child answers a unit that it does not have, "" where it does not."""
    unit = parent.units[index]
    if unit.kind == "heading" and index in _kept_above(SameDocument(parent, omitted)):
        return "duty.heading-kept"
    if _asks_for_plan(unit, parent, child):
        return "duty.own-plan"
    if is_funding(_task(unit)) and any(is_funding(child.units[i].text) for i in child.content()):
        return "duty.funded"
    return ""


def _is_narrative(parent: Document, index: int) -> bool:
    """Tell whether a unit tells how things stand: by its place, or by the heading nearest to it."""
    if is_before_command(parent, index):
        return True
    above = (parent.units[i] for i in parent.ancestors(index))
    nearest = next((unit.text for unit in above if unit.kind == "heading"), None)
    return parent.units[index].kind == "paragraph" and nearest is not None and is_situation(nearest)


def _is_aim(parent: Document, index: int) -> bool:
    """Tell whether a unit says what the parent is for, and sets no day and no amount."""
    above = (parent.units[i] for i in parent.ancestors(index))
    headings = (unit.text for unit in above if unit.kind == "heading")
    text = parent.units[index].text
    return is_aim(text, headings) and not sets_measure(text)


def _by_words(
    parent: Document, child: Document, index: int, setting: Setting
) -> tuple[Duty, Phrase]:
    """Judge a unit by whom its own words address, then by whom it stands under."""
    unit = parent.units[index]
    if all(is_answering(unit.text[a:b]) for a, b in clauses(unit.text)):
        return "review", phrase("duty.answering")
    named = (*addressees(_task(unit)), *ordered_bodies(_task(unit)))
    told = tuple(mention for mention in named if not _of_other_chain([mention], child))
    owners, where = _owners(parent, index)
    own = [mention for mention in told if _binds(mention, setting) and _is_sure(mention, setting)]
    if owners and owners != addressees(_task(unit)) and all(_is_above(m, setting) for m in owners):
        # "Chỉ đạo các đơn vị điện lực …" below a ministry: whom it steers is its own affair.
        steered = {mention.span for mention in directed_bodies(_task(unit))}
        own = [mention for mention in own if mention.span not in steered]
    if own:
        names = ", ".join(dict.fromkeys(mention.text for mention in own))
        return "required", phrase("duty.addressed", owner=names, where=unit.path)
    if not owners:
        # Beside it in the other chain: what is given to nobody there need not bind here.
        beside = _crosses(parent, child) and not setting.descends
        if beside:
            return "review", phrase("duty.beside")
        judged = _by_subject(unit, setting)
        aim = judged[0] == "required" and _is_aim(parent, index)
        return ("review", phrase("duty.aim")) if aim else judged
    judged = _by_owners(owners, where, child, setting)
    if judged[0] == "review" and named and all(_is_above(mention, setting) for mention in named):
        # "Ban … Tỉnh ủy …" under "Đề nghị các cơ quan Đảng": its own words say which of them.
        judged = _by_owners(named, unit.path, child, setting)
    if judged[0] != "not-addressed":
        return judged
    return _softened(unit, owners, told, setting) or judged


def _task(unit: Unit) -> str:
    """Return what a unit says is to be done: of a row, its cell."""
    return unit.cells.get("task", unit.text)


def _softened(
    unit: Unit, owners: Sequence[Mention], told: Sequence[Mention], setting: Setting
) -> tuple[Duty, Phrase] | None:
    """Return what speaks for a task that stands under others: its own words name this level."""
    names = ", ".join(dict.fromkeys(mention.text for mention in owners))
    helpers = bodies_of(unit.cells.get("support", "")) or supporters(_task(unit))
    if any(_binds(mention, setting) and _names_level(mention) for mention in helpers):
        return "review", phrase("duty.supports", owner=names)
    maybe = told if all(_binds(mention, setting) for mention in told) else ()
    steered = [m for m in steered_bodies(_task(unit)) if not _is_under_owner(_task(unit), m)]
    sure = [m for m in (*told, *steered) if _binds(m, setting) and _is_sure(m, setting)]
    for mention in (*maybe, *sure):
        return "review", phrase("duty.steered", owner=names, name=mention.text)
    return None


def _asks_for_plan(unit: Unit, parent: Document, child: Document) -> bool:
    """Tell whether a unit asks for nothing but a plan such as the child."""
    heads = (parent.letterhead, child.letterhead)
    requests = [
        request
        for request in find_plan_requests(unit.text)
        if asks_for(request, [head.title for head in heads], [heads[0].number])
    ]
    return bool(requests) and covers(unit.text, requests)


def _by_subject(unit: Unit, setting: Setting) -> tuple[Duty, Phrase]:
    """Judge a task given to nobody: it binds all, unless it speaks of the parent's own affairs."""
    named = [mention for mention in subjects(_task(unit)) if mention.level is not None]
    if any(mention.level == setting.child_level for mention in named):
        return "required", phrase("duty.general")
    above = [mention for mention in named if mention.level == setting.parent_level]
    level = setting.parent_level
    if above and level and is_own_affair(_task(unit), level):
        return "not-addressed", phrase("duty.own-affair", name=above[0].text)
    unlisted = unlisted_doer(_task(unit))
    if unlisted is not None:
        return "review", phrase("duty.unlisted", name=unlisted)
    if above:
        return "review", phrase("duty.subject-above", name=above[0].text)
    if level and is_total(_task(unit), level):
        duty: Duty = "not-addressed" if is_rate(_task(unit), level) else "review"
        return duty, phrase("duty.total")
    return "required", phrase("duty.general")


def _by_owners(
    owners: Sequence[Mention], where: str, child: Document, setting: Setting
) -> tuple[Duty, Phrase]:
    level = setting.child_level
    if level is None:
        return "review", phrase("duty.level-unknown")
    names = ", ".join(dict.fromkeys(mention.text for mention in owners))
    if _of_other_chain(owners, child):
        return "not-addressed", phrase("duty.other-chain", owner=names, where=where)
    own = [m for m in owners if _is_issuer(m, setting)]
    if own and len(own) == len(owners):
        return "review", phrase("duty.issuer-own", owner=names)
    bound = [mention for mention in owners if _binds(mention, setting)]
    if bound and (len(bound) == len(owners) or any(_is_sure(m, setting) for m in bound)):
        return "required", phrase("duty.addressed", owner=names, where=where)
    issued = child.letterhead.issued
    if bound or any(
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


def _of_other_chain(mentions: Sequence[Mention], child: Document) -> bool:
    own = child.letterhead.system
    systems = {mention.body.system if mention.body else None for mention in mentions}
    return own in _CHAINS and bool(systems) and systems <= _CHAINS - {own}


def _binds(mention: Mention, setting: Setting) -> bool:
    """Tell whether an owner is, or may be, a body of the child's own level and place."""
    level, own = mention.level, setting.child_level
    if own is None or _is_other_kind(mention, setting):
        return False
    if mention.plural and level == own:
        return True
    if mention.body is None:
        return False
    if level is None or _is_spread(mention):
        return mention.body.level in {"any", own}
    if level_rank(level) < level_rank(own):
        return False
    return mention.place is None or (
        setting.child_territory is not None and mention.place in setting.child_territory
    )


# UBND các phường | các phường, đặc khu: communes of some kinds only. "các xã" is said of all.
_KINDS = re.compile(
    r"(?<!\w)các\s+(?P<kinds>(?:phường|đặc khu)(?:(?:,|\s+và)\s*(?:phường|đặc khu))*)$"
)


def _is_other_kind(mention: Mention, setting: Setting) -> bool:
    """Tell whether communes of other kinds than the child are named: a xã is no phường."""
    named = _KINDS.search(fold_case(mention.text))
    own = find_mentions(setting.child_issuer or "")
    if named is None or not own or own[0].level != "commune":
        return False
    return not any(
        kind in fold_case(own[0].text) for kind in re.split(r",\s*|\s+và\s+", named["kinds"])
    )


#: Names of many bodies, each level having its own.
_COLLECTIVE = frozenset({"departments", "cells", "schools"})


def _is_spread(mention: Mention) -> bool:
    """Tell whether many bodies all over a territory are named, not those of its own level.

    "các cơ quan, đơn vị trên địa bàn tỉnh": a ward's are among them.
    """
    if mention.body is None or not mention.body.roles & _COLLECTIVE:
        return False
    folded = fold_case(mention.text)
    return any(f" {words} " in folded for words in ("trên địa bàn", "toàn", "trong"))


def _names_level(mention: Mention) -> bool:
    """Tell whether a body says where it is; "các cơ quan liên quan" are those beside its owner."""
    return mention.level is not None or (mention.body is not None and mention.body.level != "any")


def _is_sure(mention: Mention, setting: Setting) -> bool:
    """Tell whether a body that binds is of the child's level for certain."""
    own = setting.child_level
    return mention.level == own or bool(mention.body and mention.body.level == own)


def _is_above(mention: Mention, setting: Setting) -> bool:
    """Tell whether a body is of a level above the child's, whoever else is named with it."""
    level, own = mention.level, setting.child_level
    if level is None or own is None or level_rank(level) >= level_rank(own):
        return False
    return not mention.plural and not _is_spread(mention)


# chỉ đạo các trường trung học phổ thông trực thuộc …: those of the one that steers
_UNDER = re.compile(r"(?:\s+\w+){0,6}?\s+(?:trực thuộc|thuộc (?:sở|ngành|tỉnh))(?!\w)")


def _is_under_owner(text: str, mention: Mention) -> bool:
    """Tell whether bodies are those directly under the one that steers them."""
    return _UNDER.match(fold_case(text), mention.span[1]) is not None


def _is_issuer(mention: Mention, setting: Setting) -> bool:
    issuer = setting.parent_issuer
    return bool(issuer) and fold_case(issuer or "").startswith(fold_case(mention.text))


def _owners(parent: Document, index: int) -> tuple[tuple[Mention, ...], str]:
    """Return who must do a unit's task and where that is said: row, what stands above, own text."""
    unit = parent.units[index]
    if found := bodies_of(unit.cells.get("lead", "")):
        return found, unit.path
    for above in _above(parent, index):
        over = parent.units[above]
        found = heading_owners(over.text) if over.kind == "heading" else addressees(over.text)
        if found:
            return found, over.path
    if unit.kind == "heading":
        return heading_owners(unit.text), unit.path
    return addressees(_task(unit)), unit.path


def _above(parent: Document, index: int) -> Iterator[int]:
    """Yield what stands over a unit, the nearest first: its lead-in, the units above it."""
    for place in (index, *parent.ancestors(index)):
        lead_in = _lead_ins(SameDocument(parent))[place]
        if lead_in is not None:
            yield lead_in
        if parent.units[place].parent >= 0:
            yield parent.units[place].parent


@lru_cache(maxsize=2)
def _kept_above(parent: SameDocument) -> frozenset[int]:
    """Return the units below which something was kept."""
    units, above = parent.document.units, set[int]()
    for index in parent.document.content():
        if index not in parent.chosen:
            over = units[index].parent
            while over >= 0 and over not in above:
                above.add(over)
                over = units[over].parent
    return frozenset(above)


@lru_cache(maxsize=2)
def _lead_ins(parent: SameDocument) -> tuple[int | None, ...]:
    """Return for each unit the paragraph that opens its list ("…, các trường thực hiện:")."""
    latest: dict[int, int | None] = {}
    found: list[int | None] = []
    for index, unit in enumerate(parent.document.units):
        found.append(latest.get(unit.parent))
        if unit.kind == "heading":
            latest[unit.parent] = None
        elif unit.kind == "paragraph" and unit.text.rstrip().endswith(":"):
            latest[unit.parent] = index if unit.zone != "head" else None
    return tuple(found)
