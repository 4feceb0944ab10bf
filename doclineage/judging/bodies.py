"""Bodies that changed: another one, one that left, two that exchanged their parts."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import LCSseq

from doclineage.judging.directions import Compared
from doclineage.judging.edits import Difference
from doclineage.judging.localisation import Setting, answers, is_light, is_localisation
from doclineage.model import FactChange, Span
from doclineage.vietnamese.agencies import Mention, find_mentions
from doclineage.vietnamese.cues import speaks_about
from doclineage.vietnamese.designations import find_designations
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.words import clauses, words


def changed_bodies(
    parent: str, child: str, difference: Difference, setting: Setting
) -> list[Compared]:
    """Return bodies that one side names and the other replaced by none of their role."""
    found: list[Compared] = []
    for edit in difference.edits:
        if edit.kind in {"noise", "localisation"}:
            continue
        old = _bodies(parent, edit.parent_span)
        new = _bodies(child, edit.child_span)
        names_new = {m.body.name for m in _all_bodies(child) if m.body}
        own = _own_units(child, edit.child_span)
        if any(_is_handed_down(m, n, setting) for m in old for n in own):
            # What stood beside it, as a supporter of a higher level, goes with it.
            continue
        lost = [
            m
            for m in old
            if not any(answers(m, n, setting) for n in new)
            and (m.body is None or m.body.name not in names_new)
        ]
        gained = [n for n in new if not any(answers(m, n, setting) for m in old)]
        for mention, other in zip(lost, [*gained, *[None] * len(lost)], strict=False):
            if other is None and _is_damaged(mention.text, edit.child_text):
                continue
            if other is not None and is_localisation(mention.text, other.text, setting):
                continue
            change = FactChange(
                kind="agency",
                parent=mention.text,
                child=other.text if other else None,
                effect="changed" if other else "missing",
            )
            found.append((change, mention.span, other.span if other else None))
    return found


def _own_units(text: str, span: Span) -> list[Mention]:
    """Return the bodies that are named by what they are ("các phòng, trung tâm")."""
    return [
        m
        for m in find_mentions(text)
        if m.span[0] < span[1] and span[0] < m.span[1] and m.body and m.body.roles <= _VAGUE
    ]


def _is_handed_down(old: Mention, new: Mention, setting: Setting) -> bool:
    """Tell whether a child names its units where the parent named the child.

    "UBND các xã, phường" of a province is "các phòng, trung tâm" in the plan of a ward.
    """
    if not setting.descends or setting.parent_level == setting.child_level or old.body is None:
        return False
    if "executive" in old.body.roles and old.level is None and old.place is None:
        return True
    return answers(old, new, setting)


#: Share of a body's syllables that must stand in the child for its name to be merely damaged.
_NAME_LEFT = 0.6


def _is_damaged(name: str, text: str) -> bool:
    """Tell whether a body's name stands in a text with a syllable lost or a word put in."""
    own, there = words(name).bare, words(text).bare
    return len(own) > 2 and LCSseq.similarity(own, there) >= _NAME_LEFT * len(own)


def foreign_places(
    parent: str, child: str, difference: Difference, setting: Setting
) -> list[Compared]:
    """Return the names of other units of the child's level that the child puts in."""
    found: list[Compared] = []
    own, level = setting.child_territory, setting.child_level
    if own is None or level is None:
        return found
    known = fold_case(parent)
    for edit in difference.edits:
        if edit.kind == "noise":
            continue
        for mention in find_mentions(child):
            inside = mention.span[0] < edit.child_span[1] and edit.child_span[0] < mention.span[1]
            place = mention.place
            if not inside or not place or mention.level != level or place in own or place in known:
                continue
            change = FactChange(
                kind="agency" if mention.body else "scope",
                parent=edit.parent_text or None,
                child=mention.text,
                effect="changed",
            )
            found.append((change, edit.parent_span, mention.span))
    return found


def _bodies(text: str, span: Span) -> list[Mention]:
    return [m for m in _all_bodies(text) if m.span[0] < span[1] and span[0] < m.span[1]]


@lru_cache(maxsize=4096)
def _all_bodies(text: str) -> tuple[Mention, ...]:
    """Return the bodies that can be held to account: "cơ quan, đơn vị" names nobody."""
    numbers = [mention.span for mention in find_designations(text)]
    return tuple(
        mention
        for mention in find_mentions(text)
        if mention.body is not None
        and not mention.body.roles <= _VAGUE
        and not speaks_about(text[: mention.span[0]])
        and not any(a <= mention.span[0] < b for a, b in numbers)
    )


_VAGUE = frozenset({"departments", "communes", "neighbourhoods", "cells", "schools", "unions"})


def exchanged_bodies(parent: str, child: str, setting: Setting) -> list[Compared]:
    """Return two bodies that changed places: who leads now supports."""
    old, new = _all_bodies(parent), _all_bodies(child)
    if len(old) < 2 or len(old) != len(new):
        return []
    straight = [answers(m, n, setting) for m, n in zip(old, new, strict=True)]
    if all(straight):
        return []
    wrong = [place for place, right in enumerate(straight) if not right]
    first, last = wrong[0], wrong[-1]
    if len(wrong) != 2 or not answers(old[first], new[last], setting):
        return []
    if not answers(old[last], new[first], setting):
        return []
    if not (
        _one_clause(parent, old[first], old[last]) and _one_clause(child, new[first], new[last])
    ):
        return []
    # In a list ("Sở A và Sở B") the order says nothing.
    if is_light(parent[old[first].span[1] : old[last].span[0]]):
        return []
    change = FactChange(
        kind="agency", parent=old[first].text, child=new[first].text, effect="changed"
    )
    return [(change, old[first].span, new[first].span)]


def _one_clause(text: str, first: Mention, last: Mention) -> bool:
    return any(a <= first.span[0] and last.span[1] <= b for a, b in clauses(text))
