"""What a task has done, by the verbs that say so: `data/deeds.tsv`.

Two tasks on one subject share its words, "hộ có nguy cơ tái nghèo"; what is to be done there tells
them apart. Only what is known speaks: a verb that the table lacks tells nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.phrases import any_of
from doclineage.vietnamese.tables import load_table
from doclineage.vietnamese.words import clauses

#: Characters before a verb in which a noun may stand that it belongs to.
_NEAR = 24
#: Characters in which the verb stands that a text opens with.
_OPENING = 40
#: Rows of words that are no deeds themselves.
_NO_DEEDS = frozenset({"none", "noun", "before"})
#: Kinds of which the table holds nearly all verbs.
_WELL_KNOWN = frozenset({"check", "tell", "train", "punish", "cure"})


class Deeds(NamedTuple):
    """The kinds of all deeds of a text, and of the deed that each of its clauses is known by."""

    every: frozenset[str]
    leading: tuple[frozenset[str], ...]


def are_other_deeds(asked: str, done: str) -> bool:
    """Tell whether what is asked and what is done are known, and are unlike both ways.

    >>> are_other_deeds("Kiểm tra hộ kinh doanh", "Tặng quà hộ kinh doanh")
    True
    >>> are_other_deeds("Kiểm tra hộ kinh doanh", "Rà soát hộ kinh doanh")
    False
    """
    ours, theirs = deeds_of(asked), deeds_of(done)
    return bool(ours.leading and theirs.leading) and all(
        facing.every.isdisjoint(kinds)
        for own, facing in ((ours, theirs), (theirs, ours))
        for kinds in own.leading
    )


def are_like_deeds(asked: str, done: str) -> bool:
    """Tell whether two texts open with deeds of one kind.

    >>> are_like_deeds("Xây dựng 01 tổ tự quản", "Thành lập 02 tổ tự quản; tặng cờ")
    True
    """
    ours, theirs = deeds_of(asked).leading, deeds_of(done).leading
    return bool(ours and theirs) and not ours[0].isdisjoint(theirs[0])


def is_exchanged(clause: str, text: str, done: str) -> bool:
    """Tell whether a clause of a text has nothing done of it, and a thing not asked for is done.

    >>> asked = "Kiểm tra hộ kinh doanh; báo cáo trước ngày 05/6"
    >>> is_exchanged(asked.split(";")[0], asked, "Tặng quà hộ kinh doanh; báo cáo trước ngày 05/6")
    True
    """
    ours, theirs = deeds_of(clause), deeds_of(done)
    return (
        bool(ours.leading)
        and all(theirs.every.isdisjoint(kinds) for kinds in ours.leading)
        and any(deeds_of(text).every.isdisjoint(kinds) for kinds in theirs.leading)
    )


def is_undone(piece: str, done: str) -> bool:
    """Tell whether a piece of a sentence opens with a deed of a kind that is done nowhere.

    Only kinds count that few words outside the table say.

    >>> is_undone("công khai kết quả xử lý", "Kiểm tra các cơ sở; báo cáo kết quả xử lý")
    True
    """
    kinds = _opening_kinds(piece[:_OPENING])
    return bool(kinds & _WELL_KNOWN) and deeds_of(done).every.isdisjoint(kinds)


@lru_cache(maxsize=4096)
def _opening_kinds(piece: str) -> frozenset[str]:
    """Return the kinds of the verb that a piece opens with."""
    opening = _opening().search(fold_case(piece))
    return _kinds().get(opening["verb"], frozenset()) if opening else frozenset()


def opens_with_deed(text: str) -> bool:
    """Tell whether a text opens with a verb of the table."""
    return _opens(text[:_OPENING].lstrip())


@lru_cache(maxsize=4096)
def _opens(text: str) -> bool:
    return _pattern().match(fold_case(text)) is not None


@lru_cache(maxsize=4096)
def deeds_of(text: str) -> Deeds:
    """Return what a text has done."""
    every: set[str] = set()
    leading: list[frozenset[str]] = []
    for start, end in clauses(text):
        clause = fold_case(text[start:end])
        known = None
        for match in _pattern().finditer(clause):
            kinds = _kinds().get(match.group(), frozenset())
            every.update(kinds)
            if kinds and known is None and " " in match.group():
                known = (
                    None
                    if _named().search(clause, max(0, match.start() - _NEAR), match.start())
                    else kinds
                )
        if known is not None:
            leading.append(known)
    return Deeds(frozenset(every), tuple(leading))


@cache
def _kinds() -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = defaultdict(set)
    for row in load_table("deeds"):
        if row["kind"] not in _NO_DEEDS:
            for verb in row["words"].split("|"):
                kinds[verb].add(row["kind"])
    return {verb: frozenset(found) for verb, found in kinds.items()}


@cache
def _pattern() -> re.Pattern[str]:
    """Return what finds the verbs, and longer words in which they are none."""
    return re.compile(rf"(?<!\w){any_of(_words(but=('noun', 'before')))}(?!\w)")


@cache
def _opening() -> re.Pattern[str]:
    """Return what finds the verb of two syllables or more that a piece opens with."""
    before = any_of(_words(only="before"))
    verbs = any_of(verb for verb in _kinds() if " " in verb)
    # Hội đồng [thẩm định]: whoever does it may stand before
    return re.compile(rf"^\W*(?:\w+\s+){{0,3}}?(?:{before}\s+)*(?P<verb>{verbs})(?!\w)")


@cache
def _named() -> re.Pattern[str]:
    """Return what finds, before a verb, what it only names: "tổ [tuần tra]"."""
    return re.compile(rf"(?<!\w){any_of(_words(only='noun'))}\s+$")


def _words(*, only: str = "", but: Sequence[str] = ()) -> Iterator[str]:
    for row in load_table("deeds"):
        if row["kind"] == only or (but and row["kind"] not in but):
            yield from row["words"].split("|")
