"""Lists of whom or what a rule reaches: "cán bộ, công chức, viên chức".

Data: `member_groups.tsv`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec

from doclineage.model import Span
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.phrases import any_of
from doclineage.vietnamese.tables import load_table


class Group(msgspec.Struct, frozen=True):
    """Members that stand side by side, and of which kind they are."""

    kind: str
    members: frozenset[str]


class MemberList(msgspec.Struct, frozen=True):
    """Members of one group that a text names in one breath, in their order."""

    span: Span
    members: tuple[str, ...]
    group: Group


@cache
def _groups() -> tuple[Group, ...]:
    return tuple(
        Group(row["kind"], frozenset(row["members"].split("|")))
        for row in load_table("member_groups")
    )


@cache
def _groups_of(member: str) -> frozenset[Group]:
    return frozenset(group for group in _groups() if member in group.members)


@cache
def _member_pattern() -> re.Pattern[str]:
    members = {member for group in _groups() for member in group.members}
    return re.compile(rf"(?<!\w){any_of(members)}(?!\w)")


@cache
def commune_parts() -> re.Pattern[str]:
    """Return what finds the parts of a commune in lower case: the first list of places."""
    parts = next(group.members for group in _groups() if group.kind == "place")
    return re.compile(rf"(?<!\w){any_of(parts)}(?!\w)")


# ", " | " và các " | ", hoặc tại ": what stands between two members of one list
_JOINT = re.compile(
    r"\s*(?:,|và|hoặc|hay|,\s*và|-)\s*(?:(?:các|những|toàn thể|của|tại|trên|ở)\s+)*"
)


# các thôn: a syllable by itself is a word only where it is said to be many; "xã hội" is none.
_ALL = re.compile(r"(?<!\w)(?:các|những|từng|mỗi|mọi)\s+$")
#: Characters before a member in which such a word and its blank stand.
_BEFORE = 24


@lru_cache(maxsize=4096)
def find_member_lists(text: str) -> tuple[MemberList, ...]:
    """Return the lists of members in `text`; a member by itself is a list of one.

    >>> [found.members for found in find_member_lists("cho cán bộ, công chức và viên chức")]
    [('cán bộ', 'công chức', 'viên chức')]
    """
    folded = fold_case(text)
    runs: list[tuple[Span, list[str], frozenset[Group]]] = []
    for match in _member_pattern().finditer(folded):
        groups = _groups_of(match.group())
        if runs:
            span, members, shared = runs[-1]
            gap = folded[span[1] : match.start()]
            if shared & groups and _JOINT.fullmatch(gap):
                runs[-1] = (span[0], match.end()), [*members, match.group()], shared & groups
                continue
        runs.append((match.span(), [match.group()], groups))
    return tuple(
        MemberList(span, tuple(members), min(groups, key=_groups().index))
        for span, members, groups in runs
        if len(members) > 1 or " " in members[0] or _is_said_of_many(folded, span[0])
    )


def _is_said_of_many(folded: str, start: int) -> bool:
    return _ALL.search(folded, max(0, start - _BEFORE), start) is not None
