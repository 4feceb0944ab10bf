"""Bodies that changed: another one, one that left, a place that is not the child's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter

from rapidfuzz.distance import LCSseq

from doclineage.judging.edits import Difference
from doclineage.judging.facts.directions import Compared, change_at
from doclineage.judging.localisation import Setting, answers, is_localisation
from doclineage.judging.localisation.branches import names_branch
from doclineage.judging.localisation.communes import find_siblings
from doclineage.judging.places import Places, meeting, mentions_at
from doclineage.model import Edit, Effect, FactChange, FactKind, Span
from doclineage.vietnamese.agencies import Mention, exists_at, find_mentions
from doclineage.vietnamese.cues import speaks_about
from doclineage.vietnamese.designations import find_designations
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.words import words


def changed_bodies(
    parent: str, child: str, difference: Difference, setting: Setting
) -> list[Compared]:
    """Return bodies that one side names and the other replaced by none of their role."""
    found: list[Compared] = []
    kept = _Kept(parent, child, setting)
    for edit in difference.edits:
        if edit.kind == "noise":
            continue
        old = _bodies(parent, edit.parent_span)
        new = _bodies(child, edit.child_span)
        if edit.kind == "localisation":
            gone = _unanswered(old, new, setting) if len(old) > len(new) > 0 else []
            texts = parent, child
            found += [
                change_at("agency", "missing", texts, mention.span, None)
                for mention in gone
                if not kept.holds(mention)
            ]
            continue
        own = _own_units(child, edit.child_span)
        handed = [m for m in old if any(_is_handed_down(m, n, setting) for n in own)]
        if handed:
            # What stood beside it, as a supporter of a higher level, goes with it.
            old = [m for m in old if m not in handed and is_of_child(m, setting)]
        lost = [
            m for m in old if not any(answers(m, n, setting) for n in new) and not kept.holds(m)
        ]
        lost = [m for m in lost if len(lost) == 1 or not _hands_on(parent, m, setting)]
        gained = [n for n in new if not any(answers(m, n, setting) for m in old)]
        for mention, other in zip(lost, [*gained, *[None] * len(lost)], strict=False):
            if _is_met(mention, other, edit, parent, setting):
                continue
            effect: Effect = "changed" if other else "missing"
            place = other.span if other else None
            found.append(change_at("agency", effect, (parent, child), mention.span, place))
    return found


def _is_met(
    mention: Mention, other: Mention | None, edit: Edit, parent: str, setting: Setting
) -> bool:
    """Tell whether a body for which an edit puts another one, or none, is neither changed nor gone.

    It is mapped, damaged, named with its branch, or said with what is told by itself.
    """
    if setting.descends and names_branch(mention.text, edit.child_text):
        return True
    if other is not None:
        return is_localisation(mention.text, other.text, setting)
    return (
        _is_damaged(mention.text, edit.child_text)
        or _is_of_paper(parent, mention.span[0])
        or _only_orders(parent, mention, setting)
    )


# Thông tư số 08/2025/TT-BYT ngày 12/5/2025 của [Bộ Y tế]: whose paper it is, told with the paper
_OF_PAPER = re.compile(
    r"\d/[\w&/-]+\s+(?:ngày\s+\d{1,2}(?:/\d{1,2}/|\s+tháng\s+\d{1,2}\s+năm\s+)\d{4}\s+)?của\s+$"
)


def _is_of_paper(text: str, place: int) -> bool:
    return _OF_PAPER.search(fold_case(text[max(0, place - 80) : place])) is not None


# [Sở Y tế] chỉ đạo các bệnh viện: who only has others do it
_ORDERS = re.compile(
    r"\s+(?:chỉ đạo|yêu cầu|giao|phân công|đôn đốc|hướng dẫn)\s+(?:các\s+)?[^\W\d]"
)


def _only_orders(text: str, mention: Mention, setting: Setting) -> bool:
    """Tell whether a body that the child's level lacks only has those named behind it do a task."""
    level = setting.child_level
    if level is None or mention.body is None or exists_at(mention.body, level, None):
        return False
    return _ORDERS.match(fold_case(text[mention.span[1] : mention.span[1] + 40])) is not None


def _hands_on(text: str, mention: Mention, setting: Setting) -> bool:
    """Tell whether all communes are named who only give a task to those named behind them.

    "UBND các xã giao Phòng Kinh tế chủ trì": what the plan of one changes is who does it.
    """
    if not mention.plural or mention.level != setting.child_level:
        return False
    return _ORDERS.match(fold_case(text[mention.span[1] : mention.span[1] + 40])) is not None


#: Who speaks and who is spoken to: named above, they need not be named again.
_SPEAKERS = frozenset({"executive", "party-committee", "council"})


def _unanswered(old: Sequence[Mention], new: Sequence[Mention], setting: Setting) -> list[Mention]:
    """Return bodies that every level has and that nobody stands for, where names were mapped."""
    if setting.child_level is None or setting.parent_level == setting.child_level:
        return []
    return [
        mention
        for mention in old
        if mention.body is not None
        and mention.body.level == "any"
        and mention.body.roles.isdisjoint(_SPEAKERS)
        and not any(answers(mention, other, setting) for other in new)
    ]


class _Kept:
    """Which bodies of the parent the child names anywhere.

    Mentions that differ in their place only are asked of once: a text may name thousands.
    """

    def __init__(self, parent: str, child: str, setting: Setting) -> None:
        self._parent, self._child, self._setting = parent, child, setting
        self._told: dict[_Alike, bool] = {}

    def holds(self, mention: Mention) -> bool:
        """Tell whether the child names a body or one that stands for it."""
        alike = _alike(mention)
        if alike not in self._told:
            self._told[alike] = any(
                _is_named(mention, other, self._setting)
                or _is_elsewhere(mention, other, self._parent, self._child, self._setting)
                for other in _kinds(self._child).values()
            )
        return self._told[alike]


_Alike = tuple[str, str, str | None, str | None, bool]


def _alike(mention: Mention) -> _Alike:
    """Return what makes two mentions of a text one but for their places."""
    name = mention.body.name if mention.body else ""
    return mention.text, name, mention.level, mention.place, mention.plural


@lru_cache(maxsize=1024)
def _kinds(text: str) -> dict[_Alike, Mention]:
    """Return the first mention of each body that a text names, by what makes it one."""
    found: dict[_Alike, Mention] = {}
    for mention in named_bodies(text):
        found.setdefault(_alike(mention), mention)
    return found


def _is_named(old: Mention, new: Mention, setting: Setting) -> bool:
    """Tell whether the child names a body of the parent, at its own place or another."""
    if old.body is None or new.body is None or old.body.name != new.body.name:
        return False
    return old.text == new.text or answers(old, new, setting)


def _is_elsewhere(old: Mention, new: Mention, parent: str, child: str, setting: Setting) -> bool:
    """Tell whether a body of the child stands for one of the parent, in a sentence turned round.

    It does not where the parent names more for whom it stands as well than the child has bodies.
    """
    if old.body is None or new.body is None or not setting.descends:
        return False
    if old.body.name == new.body.name or not answers(old, new, setting):
        return False
    there = named_bodies(child)
    rivals = [
        m
        for m in named_bodies(parent)
        if m != old
        and answers(m, new, setting)
        and not any(_is_named(m, n, setting) for n in there if n != new)
    ]
    return len(rivals) < sum(answers(old, m, setting) for m in there)


def _own_units(text: str, span: Span) -> list[Mention]:
    """Return the bodies that are named by what they are ("các phòng, trung tâm")."""
    named = mentions_at(find_mentions(text), span)
    return [m for m in named if m.body and m.body.roles <= _VAGUE]


def _is_handed_down(old: Mention, new: Mention, setting: Setting) -> bool:
    """Tell whether a child names its units where the parent named the child.

    "UBND các xã, phường" of a province is "các phòng, trung tâm" in the plan of a ward.
    """
    level = setting.child_level
    if not setting.descends or setting.parent_level == level or old.body is None:
        return False
    if level is not None and new.body is not None and not exists_at(new.body, level, None):
        return False
    if "executive" in old.body.roles and old.level is None and old.place is None:
        return True
    return answers(old, new, setting)


def is_of_child(mention: Mention, setting: Setting) -> bool:
    """Tell whether the parent named a body that the child's level has, and of no higher level."""
    level = setting.child_level
    if level is None or mention.body is None or not exists_at(mention.body, level, None):
        return False
    return mention.level in {None, level}


#: Share of a body's syllables that must stand in the child for its name to be merely damaged.
_NAME_LEFT = 0.6


def _is_damaged(name: str, text: str) -> bool:
    """Tell whether a body's name stands in a text with a syllable lost or a word put in."""
    own, there = words(name).bare, words(text).bare
    return len(own) > 2 and LCSseq.similarity(own, there) >= _NAME_LEFT * len(own)


def foreign_places(
    parent: str, child: str, difference: Difference, setting: Setting
) -> list[Compared]:
    """Return the names of other units of the child's level, or of none, that the child puts in."""
    found: list[Compared] = []
    if setting.child_territory is None or setting.child_level is None:
        return found
    known = fold_case(parent)
    if not any(edit.kind != "noise" for edit in difference.edits):
        return found
    places = (_foreign_mentions(child, known, setting), _foreign_siblings(child, known, setting))
    for edit in difference.edits:
        if edit.kind == "noise":
            continue
        met = (at for side in places for at in meeting(side, edit.child_span, itemgetter(0)))
        for (start, end), kind in met:
            change = FactChange(
                kind=kind,
                parent=edit.parent_text or None,
                child=child[start:end],
                effect="changed",
            )
            found.append((change, edit.parent_span, (start, end)))
    return found


def _foreign_mentions(child: str, known: str, setting: Setting) -> list[tuple[Span, FactKind]]:
    return [
        (mention.span, "agency" if mention.body else "scope")
        for mention in find_mentions(child)
        if mention.place
        and mention.place not in known
        and _is_foreign(mention, setting)
        and not _opens_with_own(child[slice(*mention.span)], setting)
    ]


def _foreign_siblings(child: str, known: str, setting: Setting) -> list[tuple[Span, FactKind]]:
    return [
        ((a, b), "scope")
        for a, b in find_siblings(child, setting.siblings)
        if fold_case(child[a:b]) not in known
    ]


def _is_foreign(mention: Mention, setting: Setting) -> bool:
    """Tell whether a place of the child's level, an abolished one or a province is not its own."""
    place, above = mention.place or "", setting.parent_territory
    if place in (setting.child_territory or ""):
        return False
    if mention.level in {setting.child_level, "district"}:
        return True
    return mention.level == setting.parent_level == "province" and place not in (above or place)


def _opens_with_own(named: str, setting: Setting) -> bool:
    """Tell whether capitals hide where the child's own name ends: "XÃ CỒN SẺ NĂM 2027"."""
    own = setting.child_territory
    return own is not None and named.isupper() and fold_case(f"{named} ").startswith(f"{own} ")


def _bodies(text: str, span: Span) -> list[Mention]:
    return list(mentions_at(named_bodies(text), span))


#: Characters before a body in which it is said that it is only spoken about.
_ABOUT = 40


@lru_cache(maxsize=4096)
def named_bodies(text: str) -> tuple[Mention, ...]:
    """Return the bodies that can be held to account: "cơ quan, đơn vị" names nobody."""
    numbers = Places(mention.span for mention in find_designations(text))
    return tuple(
        mention
        for mention in find_mentions(text)
        if mention.body is not None
        and not mention.body.roles <= _VAGUE
        and not speaks_about(text[max(0, mention.span[0] - _ABOUT) : mention.span[0]])
        and not numbers.meet((mention.span[0], mention.span[0] + 1))
        and not _NOW.match(fold_case(text[mention.span[1] : mention.span[1] + 16]))
    )


# Ban Dân tộc [(nay là] Sở Dân tộc và Tôn giáo): the name of one that goes by another now
_NOW = re.compile(r"\s*\(\s*(?:nay|bây giờ)\s+(?:là|thuộc)(?!\w)")


_VAGUE = frozenset(
    {"departments", "communes", "neighbourhoods", "cells", "schools", "party-departments"}
)
