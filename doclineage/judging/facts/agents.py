"""Who does a task by the grammar of the sentence, whatever table knows them: "do X chi trả"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from doclineage.judging.edits import Difference
from doclineage.judging.facts.bodies import named_bodies
from doclineage.judging.facts.directions import Compared, change_at
from doclineage.judging.facts.exchanges import are_listed, leaders
from doclineage.judging.localisation import Setting, answers
from doclineage.judging.sayings import sayings
from doclineage.model import Edit, Span
from doclineage.vietnamese.agencies import Mention, find_mentions
from doclineage.vietnamese.deeds import opens_with_deed
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.words import words

#: Syllables of the longest name of somebody who does a task.
_LONGEST = 6


def with_new_leaders(
    bodies: Sequence[Compared], parent: str, child: str, setting: Setting
) -> list[Compared]:
    """Name who leads now where the leader of a sentence worded anew is gone."""
    before, after = leaders(parent), leaders(child)
    told: list[Compared] = []
    for change, old, new in bodies:
        other = None
        if change.effect == "missing" and old in before and len(before) == len(after) == 1:
            other = _unknown(parent, child, after[0], setting)
        if other is None:
            told.append((change, old, new))
        else:
            told.append(change_at("agency", "changed", (parent, child), old, other.span))
    return told


def _unknown(parent: str, child: str, place: tuple[int, int], setting: Setting) -> Mention | None:
    """Return the body at a place of the child where it stands for none that the parent names."""
    body = next((m for m in named_bodies(child) if m.span == place), None)
    if body is None or any(answers(m, body, setting) for m in named_bodies(parent)):
        return None
    return body


def lost_leads(parent: str, child: str) -> list[Compared]:
    """Return a leader whom the child puts beside its supporter.

    "A chủ trì, phối hợp với B" is more than "A, B".
    """
    if len(led := leaders(parent)) != 1 or leaders(child):
        return []
    old, new = named_bodies(parent), named_bodies(child)
    at = next((place for place, mention in enumerate(old) if mention.span == led[0]), None)
    if at is None or at + 1 >= len(old):
        return []
    first, second = old[at], old[at + 1]
    if not _SUPPORTED.fullmatch(fold_case(parent[first.span[1] : second.span[0]])):
        return []
    for one, two in pairwise(new):
        names = fold_case(first.text), fold_case(second.text)
        if (fold_case(one.text), fold_case(two.text)) == names and are_listed(
            child, one.span, two.span
        ):
            spans = (first.span[0], second.span[1]), (one.span[0], two.span[1])
            return [change_at("agency", "weakened", (parent, child), *spans)]
    return []


# Sở A [chủ trì, phối hợp với] Sở B
_SUPPORTED = re.compile(r"\s+chủ trì\s*,?\s*(?:và\s+)?phối hợp (?:với\s+|cùng\s+)(?:các\s+)?")

# kinh phí [do] … chi trả | [yêu cầu] … ký cam kết: in front of who does it
_BEFORE = re.compile(
    r"(?<!\w)(?:do|bởi|yêu cầu|đề nghị|buộc|bắt buộc|giao cho|giao|cho phép)\s+(?:các\s+)?$"
)


def exchanged_agents(parent: str, child: str, difference: Difference) -> list[Compared]:
    """Return who does a deed in the very place of another: "do quỹ chi trả", "do dân chi trả"."""
    return [
        change_at("agency", "changed", (parent, child), edit.parent_span, edit.child_span)
        for edit in difference.edits
        if edit.kind in {"wording", "fact"}
        and _is_agent(parent, edit.parent_span)
        and _is_agent(child, edit.child_span)
        and not _say_the_same(edit)
    ]


def _is_agent(text: str, span: Span) -> bool:
    """Tell whether a place holds a name that no table knows, of who does the deed behind it."""
    said = text[slice(*span)]
    if not 0 < len(words(said).keys) <= _LONGEST or not _NAME.fullmatch(said):
        return False
    if any(mention.body for mention in find_mentions(said)) or not opens_with_deed(text[span[1] :]):
        return False
    return _BEFORE.search(fold_case(text[max(0, span[0] - _HANDING) : span[0]])) is not None


# người trồng rừng tự: letters only
_NAME = re.compile(r"[^\W\d_]+(?:\s+[^\W\d_]+)*")
#: Characters before a name in which it is said that it stands for who does a task.
_HANDING = 20


def _say_the_same(edit: Edit) -> bool:
    """Tell whether two names are one in other words: "người dân", "bà con"."""
    one, two = (
        {key for _, _, key in sayings(text) if key} for text in (edit.parent_text, edit.child_text)
    )
    return bool(one & two)
