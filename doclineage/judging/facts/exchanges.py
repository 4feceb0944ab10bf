"""Who does a task: bodies that changed places, another put in their place, a deputy for a head."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from doclineage.judging.edits import Difference
from doclineage.judging.facts.bodies import named_bodies
from doclineage.judging.facts.directions import Compared, change_at
from doclineage.judging.localisation import Setting, answers, is_light
from doclineage.judging.places import Places, in_one_clause, mentions_at
from doclineage.model import Edit, Span
from doclineage.vietnamese.agencies import Mention, find_mentions, level_rank
from doclineage.vietnamese.light_words import light_words
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.offices import acting_offices, lowered
from doclineage.vietnamese.phrases import any_of, listed, listed_pattern
from doclineage.vietnamese.words import words


def changed_doers(
    parent: str, child: str, difference: Difference, setting: Setting
) -> list[Compared]:
    """Return where another does what the parent gave to one, by the first way that tells."""
    return (
        _swapped(parent, child, setting)
        or _in_place(parent, child, difference, setting)
        or _leads(parent, child)
        or _appointed(parent, child, difference, setting)
        or _deputies(parent, child)
        or _lowered(parent, child, setting)
    )


def _swapped(parent: str, child: str, setting: Setting) -> list[Compared]:
    """Return two bodies that changed places in a clause: who leads now supports."""
    old, new = named_bodies(parent), named_bodies(child)
    if len(old) < 2 or len(old) != len(new):
        return []
    straight = [answers(m, n, setting) for m, n in zip(old, new, strict=True)]
    wrong = [place for place, right in enumerate(straight) if not right]
    if len(wrong) != 2:
        return []
    first, last = wrong
    if not answers(old[first], new[last], setting) or not answers(old[last], new[first], setting):
        return []
    # "UBND xã giao Phòng Kinh tế", "Phòng Kinh tế được UBND xã giao": each does what it did.
    if _is_passive(parent, old[last]) != _is_passive(child, new[last]):
        return []
    # In a list ("Sở A và Sở B") the order says nothing.
    if are_listed(parent, old[first].span, old[last].span):
        return []
    same_task = _goes_on(parent, old[first].span) == _goes_on(child, new[first].span)
    if not same_task and not (
        in_one_clause(parent, old[first].span, old[last].span)
        and in_one_clause(child, new[first].span, new[last].span)
    ):
        # Each took its own task along: only the sentences changed places.
        return []
    return [change_at("agency", "changed", (parent, child), old[first].span, new[first].span)]


def _is_passive(text: str, mention: Mention) -> bool:
    return _PASSIVE.search(fold_case(text[: mention.span[0]])) is not None


# được [UBND xã] giao: who gives, named behind whom it is given to
_PASSIVE = re.compile(r"(?<!\w)(?:được|do|bởi|bị)\s+$")
# [Phòng Kinh tế] được giao tham mưu
_GIVEN = re.compile(r"\s+(?:được|chịu)\s+(?:giao|phân công)(?:\s+nhiệm vụ)?(?!\w)")
#: Syllables behind a body by which its task is known again.
_TASK = 3


def _goes_on(text: str, span: Span) -> tuple[str, ...]:
    """Return what a body is said to do, by the first syllables behind it."""
    behind = text[span[1] : span[1] + 60]
    given = _GIVEN.match(fold_case(behind))
    keys = words(behind[given.end() :] if given else behind).keys
    return tuple(key for key in keys if key not in light_words() and key != "để")[:_TASK]


def _in_place(parent: str, child: str, difference: Difference, setting: Setting) -> list[Compared]:
    """Return a body in whose very place another stands that the parent names elsewhere."""
    found: list[Compared] = []
    given: set[tuple[str, str]] = set()
    named: dict[str, list[Span]] = {}
    for mention in find_mentions(parent):
        named.setdefault(fold_case(mention.text), []).append(mention.span)
    for edit in difference.edits:
        if edit.kind != "wording" or not edit.parent_text or not edit.child_text:
            continue
        old, new = _alone(parent, edit.parent_span), _alone(child, edit.child_span)
        if old is None or new is None or answers(old, new, setting):
            continue
        if _goes_on(parent, old.span) != _goes_on(child, new.span):
            continue
        names = fold_case(old.text), fold_case(new.text)
        spans = named.get(names[1])
        if not spans or any(are_listed(parent, old.span, span) for span in spans):
            continue
        if (names[1], names[0]) not in given:
            given.add(names)
            found.append(change_at("agency", "changed", (parent, child), old.span, new.span))
    return found


def _alone(text: str, span: Span) -> Mention | None:
    """Return the body that fills a place by itself, None where there is more or nothing."""
    inside = mentions_at(find_mentions(text), span)
    if len(inside) != 1 or inside[0].body is None:
        return None
    mention = inside[0]
    rest = text[span[0] : mention.span[0]] + " " + text[mention.span[1] : span[1]]
    return mention if is_light(rest) else None


def are_listed(text: str, one: Span, two: Span) -> bool:
    """Tell whether only names and joining words stand between two bodies."""
    first, last = sorted((one, two))
    position = first[1]
    for mention in mentions_at(find_mentions(text), (first[1], last[0])):
        if first[1] <= mention.span[0] and mention.span[1] <= last[0]:
            if not _lists(text[position : mention.span[0]]):
                return False
            position = mention.span[1]
    return _lists(text[position : last[0]])


def _lists(between: str) -> bool:
    """Tell whether what stands between two names keeps them in one list."""
    return not set(between) & set(";|:") and is_light(between)


# ; . | : and the verbs that hand out a task: in front of a doer stands one of these or nothing.
_BEFORE_DOER = re.compile(r"[.;:,|\n(]|(?<!\w)(?:giao|phân công|do|để|và|là)(?!\w)")
#: Syllables of the longest name of a doer that no table holds.
_LONGEST_NAME = 8


def _leads(parent: str, child: str) -> list[Compared]:
    """Return a leader who changed places with somebody else whom no table may know."""
    old, new = leaders(parent), leaders(child)
    if len(old) != 1 or len(new) != 1:
        return []
    before, after = (text[a:b] for text, (a, b) in ((parent, old[0]), (child, new[0])))
    keys = words(before).keys, words(after).keys
    if _holds(keys[0], keys[1]) or _holds(keys[1], keys[0]):
        return []
    if not _holds(words(parent).keys, keys[1]) or not _holds(words(child).keys, keys[0]):
        return []
    beside = fold_case(parent).find(fold_case(after))
    if beside >= 0 and is_light(
        parent[min(beside + len(after), old[0][1]) : max(beside, old[0][0])]
    ):
        return []
    return [change_at("agency", "changed", (parent, child), old[0], new[0])]


@lru_cache(maxsize=4096)
def leaders(text: str) -> tuple[Span, ...]:
    """Return who is said to lead: what stands right before "chủ trì", "phụ trách"."""
    folded, mentions = fold_case(text), find_mentions(text)
    verbs = list(listed_pattern("responsibility", "leads").finditer(folded))
    bounds = [match.end() for match in _BEFORE_DOER.finditer(folded)] if verbs else []
    found = []
    for verb in verbs:
        # Only the last name before the verb can end right before it.
        ended = bisect_right(mentions, verb.start(), key=lambda mention: mention.span[1])
        if ended and _ends_at(text, mentions[ended - 1], verb.start()):
            found.append(mentions[ended - 1].span)
            continue
        bounded = bisect_right(bounds, verb.start())
        start = bounds[bounded - 1] if bounded else 0
        start += len(text[start : verb.start()]) - len(text[start : verb.start()].lstrip())
        end = start + len(text[start : verb.start()].rstrip())
        if 0 < len(words(text[start:end]).keys) <= _LONGEST_NAME and _is_name(text[start:end]):
            found.append((start, end))
    return tuple(found)


def leads_from_above(child: str, setting: Setting) -> bool:
    """Tell whether a child leaves a task with a body of a level above its own."""
    rank = level_rank(setting.child_level) if setting.child_level else None
    if rank is None or setting.parent_level == setting.child_level:
        return False
    leading = frozenset(leaders(child))
    return any(
        mention.body is not None
        and mention.level is not None
        and level_rank(mention.level) < rank
        and (mention.span in leading or _is_handed_to(child, mention.span[0]))
        for mention in find_mentions(child)
    )


def _is_handed_to(text: str, start: int) -> bool:
    return _HANDS_OUT.search(fold_case(text[max(0, start - _HANDING) : start])) is not None


def _ends_at(text: str, mention: Mention, place: int) -> bool:
    return mention.body is not None and text[mention.span[1] : place].isspace()


def _is_name(text: str) -> bool:
    """Tell whether a text begins as the name of a doer: with a capital, or "chi bộ", "tổ"."""
    if text[:1].isupper():
        return True
    return listed_pattern("responsibility", "doer", "body").match(fold_case(text)) is not None


def _holds(whole: tuple[str, ...], part: tuple[str, ...]) -> bool:
    size = len(part)
    return any(whole[i : i + size] == part for i in range(len(whole) - size + 1))


# giao, phân công cho: the end of what stands before a doer, of so many characters at most
_HANDING = 20
_HANDS_OUT = re.compile(r"(?<!\w)(?:giao|phân công|ủy quyền cho|chỉ định)\s+(?:cho\s+)?$")


def _appointed(parent: str, child: str, difference: Difference, setting: Setting) -> list[Compared]:
    """Return where a task is handed to another whom no table may know."""
    found: list[Compared] = []
    for edit in difference.edits:
        if edit.kind != "wording" or not _is_handed(edit, parent, child):
            continue
        if setting.parent_level == setting.child_level or not _are_alike(edit):
            spans = edit.parent_span, edit.child_span
            found.append(change_at("agency", "changed", (parent, child), *spans))
    return found


def _is_handed(edit: Edit, parent: str, child: str) -> bool:
    sides = (edit.parent_text, parent, edit.parent_span), (edit.child_text, child, edit.child_span)
    keys = [words(text).keys for text, _, _ in sides]
    if not all(0 < len(own) <= _LONGEST_NAME for own in keys) or set(keys[0]) & set(keys[1]):
        return False
    for text, whole, (start, end) in sides:
        if mentions_at(find_mentions(whole), (start, end)):
            return False
        if not _is_name(text) or not _is_handed_to(whole, start):
            return False
    return True


def _are_alike(edit: Edit) -> bool:
    """Tell whether both sides are called alike, "Đài …" and "Đài …": a counterpart below."""
    return words(edit.parent_text).keys[:1] == words(edit.child_text).keys[:1]


# Phó Chủ tịch | Phó Giám đốc | Phó Trưởng các phòng
_DEPUTY = r"(?<!\w)(?P<deputy>phó\s+)?"


@cache
def _heads() -> re.Pattern[str]:
    titles = any_of(listed("responsibility", "head"))
    return re.compile(rf"{_DEPUTY}(?P<title>{titles}|trưởng(?=\s+các\s))(?!\w)")


def _deputies(parent: str, child: str) -> list[Compared]:
    """Return a head in whose place a deputy stands, or the other way round.

    The title may be another: the heads of the departments above are those of the divisions below.
    """
    if not (old := _titles(parent)) or not (new := _titles(child)):
        return []
    counts = [Counter((title, deputy) for title, deputy, _ in side) for side in (old, new)]
    for title, deputy, span in old:
        other = (title, not deputy)
        fewer = counts[0][title, deputy] > counts[1][title, deputy]
        if fewer and counts[1][other] > counts[0][other]:
            there = next(place for name, is_deputy, place in new if (name, is_deputy) == other)
            return [change_at("agency", "changed", (parent, child), span, there)]
    if len(old) == len(new) == 1 and old[0][1] != new[0][1]:
        return [change_at("agency", "changed", (parent, child), old[0][2], new[0][2])]
    return []


@lru_cache(maxsize=4096)
def _titles(text: str) -> tuple[tuple[str, bool, Span], ...]:
    return tuple(
        (match["title"], match["deputy"] is not None, match.span())
        for match in _heads().finditer(fold_case(text))
    )


def _lowered(parent: str, child: str, setting: Setting) -> list[Compared]:
    """Return an office of the child's own level in whose stead a lower one does a task."""
    if setting.child_level is None or not (old := acting_offices(parent)):
        return []
    pair = lowered(old, acting_offices(child), setting.child_level)
    if pair is None or pair[0].rank != "chief":
        return []
    spans = [
        (start, start + len(office.text))
        for text, office in zip((parent, child), pair, strict=True)
        if (start := text.find(office.text)) >= 0
    ]
    # Whom the parent put beside the heads of its departments is answered by all heads here.
    if len(spans) < len(pair) or _SEVERAL.search(fold_case(child[spans[-1][0] : spans[-1][1] + 5])):
        return []
    return [change_at("agency", "changed", (parent, child), spans[0], spans[1])]


# trưởng các phòng | Tổ trưởng [các] tổ dân phố: all heads of a kind
_SEVERAL = re.compile(r"(?<!\w)các(?!\w)")


def without_told(found: Sequence[Compared], told: Sequence[Compared]) -> list[Compared]:
    """Leave out what was told of the same body by another way."""
    places = Places(before for _, before, _ in told if before is not None)
    return [c for c in found if c[1] is None or not places.meet(c[1])]
