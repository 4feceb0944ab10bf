"""Digits that differ where no fact says what they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from doclineage.judging.facts.directions import Compared, change_at
from doclineage.judging.places import Places, meet
from doclineage.model import Edit, Effect
from doclineage.vietnamese.facts import Fact, days_of
from doclineage.vietnamese.facts.fact import pattern
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.number_words import value_of
from doclineage.vietnamese.words import words


def _same_printed(before: str, after: str) -> bool:
    """Tell whether two texts hold the same digits parted otherwise: 0912 345 678, 16h30."""
    return re.sub(r"\D", "", before) == re.sub(r"\D", "", after)


def _same_days(edit: Edit, parent: str, child: str) -> bool:
    """Tell whether an edit only prints the same days otherwise: "01/4" for "ngày 01/4/2026"."""
    old = [d for d in days_of(parent) if meet(d[0], edit.parent_span)]
    new = [d for d in days_of(child) if meet(d[0], edit.child_span)]
    return (
        bool(old)
        and len(old) == len(new)
        and all(
            a[1:3] == b[1:3] and (a[3] == b[3] or None in {a[3], b[3]})
            for a, b in zip(old, new, strict=True)
        )
    )


_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def _adds_year(before: str, after: str) -> bool:
    """Tell whether one text only adds the year to a month or day: "tháng 4/2026"."""
    years = [len(_YEAR.findall(text)) for text in (before, after)]
    if min(years) or not max(years):
        return False
    bare = [re.findall(r"\d+", _YEAR.sub("", text)) for text in (before, after)]
    return bare[0] == bare[1] and bool(bare[0])


# lần thứ [hai], lần [hai]: which of them, in words
_WHICH = re.compile(r"(?<!\w)(?:thứ|lần)\s+$", re.I)


def _are_ordinals(edit: Edit, parent: str) -> bool:
    """Tell whether an edit puts another ordinal: "lần thứ hai", "lần thứ ba"."""
    if not _WHICH.search(parent[max(0, edit.parent_span[0] - 6) : edit.parent_span[0]]):
        return False
    values = [value_of(fold_case(text).strip()) for text in (edit.parent_text, edit.child_text)]
    return None not in values and values[0] != values[1]


# từ [ngày 01/9/2026] đến ngày 30/9: what ends the time that a day begins
_RANGE_GOES_ON = re.compile(r"[\d/.]*\s*(?:đến|tới|-|–)\s+(?:hết\s+)?ngày", re.I)


def _tells_end(edit: Edit, old: Sequence[Fact], new: Sequence[Fact]) -> bool:
    """Tell whether the end of a time that an edit moves was moved too, and is told."""
    before = next((f for f in old if f.span[0] >= edit.parent_span[1]), None)
    after = next((f for f in new if f.span[0] >= edit.child_span[1]), None)
    return bool(before and after and before.kind == after.kind == "deadline") and (
        before.normal != after.normal  # type: ignore[union-attr]  # both are there
    )


# khai thác [năm 2028]: a year by itself, behind what is done then
_IN_YEAR = re.compile(r"(?<!\w)(?:năm|vào|từ năm|cuối năm|đầu năm)\s+$", re.I)


def _are_years(edit: Edit, parent: str, child: str) -> bool:
    """Tell whether an edit puts the year in which a thing is done for another one."""
    sides = (parent, edit.parent_text, edit.parent_span), (child, edit.child_text, edit.child_span)
    for text, said, span in sides:
        years = _YEAR.findall(said)
        if len(years) != 1 or figures_in(said) != tuple(years):
            return False
        start = span[0] + said.index(years[0])
        if not _IN_YEAR.search(text[max(0, start - 12) : start]):
            return False
    return True


@lru_cache(maxsize=1024)
def figures_in(text: str) -> tuple[str, ...]:
    """Return the numbers of a text, in an order that says nothing of their places."""
    return tuple(sorted(key for key in words(text).keys if any(c.isdigit() for c in key)))


def unread_digits(
    edits: Sequence[Edit], sides: tuple[Sequence[Fact], Sequence[Fact]], texts: tuple[str, str]
) -> list[Compared]:
    """Return differences in digits that no fact explains: never noise, never mere wording."""
    (old, new), (parent, child) = sides, texts
    unread: list[Compared] = []
    read_before, read_after = Places(f.span for f in old), Places(f.span for f in new)
    for edit in edits:
        before, after = figures_in(edit.parent_text), figures_in(edit.child_text)
        read = read_before.meet(edit.parent_span) and read_after.meet(edit.child_span)
        if edit.kind == "wording" and not read and _are_ordinals(edit, parent):
            spans = edit.parent_span, edit.child_span
            unread.append(change_at("quantity", "changed", (parent, child), *spans))
            continue
        if edit.kind != "wording" or not before or not after or before == after:
            continue
        if _same_printed(edit.parent_text, edit.child_text) or _same_days(edit, parent, child):
            continue
        if _adds_year(edit.parent_text, edit.child_text):
            continue
        if read:
            continue
        spans = edit.parent_span, edit.child_span
        if _RANGE_GOES_ON.match(child, edit.child_span[1]) and _tells_end(edit, old, new):
            continue
        if _are_years(edit, parent, child):
            later = after[0] > before[0]
            effect: Effect = "weakened" if later else "strengthened"
            unread.append(change_at("deadline", effect, (parent, child), *spans))
            continue
        unread.append(change_at("quantity", _of_days(edit, parent, child), (parent, child), *spans))
    return unread


# niêm yết … [10] ngày: how long what is done is to last
_TIME = re.compile(r"\s+(?P<unit>giờ|ngày|tuần|tháng|năm)(?!\w)", re.I)


def _of_days(edit: Edit, parent: str, child: str) -> Effect:
    """Return what became of a bare number of days for which something is to last."""
    sides = (parent, edit.parent_text, edit.parent_span), (child, edit.child_text, edit.child_span)
    said = [text.strip() for _, text, _ in sides]
    units = [_TIME.match(whole, end) for whole, _, (_, end) in sides]
    if not all(map(str.isdecimal, said)) or None in units:
        return "changed"
    before = re.split(r"[;:.()\n]", fold_case(parent[: edit.parent_span[0]]))[-1]
    if len({unit["unit"].lower() for unit in units if unit}) > 1 or not pattern("lasting").search(
        before
    ):
        return "changed"
    return "weakened" if int(said[1]) < int(said[0]) else "strengthened"
