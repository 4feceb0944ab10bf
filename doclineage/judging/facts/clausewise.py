"""Facts held to their own clause: what a task lends to another one is lost to it.

Two tasks that stand as one text each keep their day, their number, their word of duty. Where both
sides state the same facts, but of one another's clauses, nothing would be missed otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from doclineage.judging.facts.bodies import named_bodies
from doclineage.judging.facts.directions import Compared, change_at, effect_of, is_amount
from doclineage.judging.facts.printed import change_of, printed_span
from doclineage.judging.localisation import Setting, answers
from doclineage.judging.places import meet
from doclineage.model import Effect, Span
from doclineage.vietnamese.agencies import Mention
from doclineage.vietnamese.facts import INSTEAD, Fact
from doclineage.vietnamese.light_words import light_words
from doclineage.vietnamese.words import clauses, words

_LINE = re.compile(r"[^\n]+")
#: From this share of common syllables on two clauses say one thing.
_SAME = 0.6
#: More clauses than these are a whole section: it is compared unit by unit.
_MOST = 12
_WORDS = frozenset({"modality", "negation"})
_KINDS = _WORDS | {"deadline", "frequency"}


class _Clause(msgspec.Struct, frozen=True):
    """One clause: where it stands, and its syllables but for joining words and figures."""

    span: Span
    keys: frozenset[str]


def strayed(
    all_old: Sequence[Fact],
    all_new: Sequence[Fact],
    settled: Sequence[Fact],
    parent: str,
    child: str,
) -> tuple[list[Compared], list[Fact]]:
    """Return the facts that the child states of another clause, and all facts of both in them."""
    found: list[Compared] = []
    taken: list[Fact] = []
    sides = [list(filter(_may_stray, facts)) for facts in (all_old, all_new)]
    pairs = _pairs(parent, child) if all(sides) else []
    if len(pairs) <= 1:
        return found, taken
    old, new = (
        [_within(facts, pair[side].span) for pair in pairs] for side, facts in enumerate(sides)
    )
    for place, own in enumerate(old):
        for fact in own:
            other = _lent_to(fact, place, old, new)
            if other is None or fact in settled or other in settled or fact in taken:
                continue
            instead = next((f for f in new[place] if _replaces(f, fact, own)), None)
            if instead is None and fact.kind in _WORDS:
                # A word of duty by itself may go unsaid; in the place of another it may not.
                continue
            found.append(_change(fact, instead, parent, child))
            taken += [fact, *([instead] if instead else [])]
            # What was lent and answers nothing of its new clause is taken with its owner's.
            taken += [other] if other not in taken and not _has_kind(old, other, new) else []
    return found, taken


def _may_stray(fact: Fact) -> bool:
    return (is_amount(fact) or fact.kind in _KINDS) and fact.bound != INSTEAD


def _within(facts: Sequence[Fact], span: Span) -> list[Fact]:
    return [fact for fact in facts if span[0] <= fact.span[0] < span[1]]


def _lent_to(
    fact: Fact, place: int, old: Sequence[Sequence[Fact]], new: Sequence[Sequence[Fact]]
) -> Fact | None:
    """Return the fact of another clause of the child that this one's clause lacks now."""
    if any(_says(f, fact) for f in new[place]):
        return None
    for index, there in enumerate(new):
        if index == place or any(_says(f, fact) for f in old[index]):
            continue
        lent = next((f for f in there if _says(f, fact)), None)
        if lent is not None:
            return lent
    return None


def _says(one: Fact, two: Fact) -> bool:
    alike = one.kind == two.kind or (is_amount(one) and is_amount(two))
    return alike and (one.normal, one.unit) == (two.normal, two.unit)


def _replaces(new: Fact, fact: Fact, own: Sequence[Fact]) -> bool:
    """Tell whether a fact of the child's clause stands for one that its own clause had."""
    if any(_says(f, new) for f in own):
        return False
    return new.kind == fact.kind and new.unit == fact.unit


def _has_kind(old: Sequence[Sequence[Fact]], fact: Fact, new: Sequence[Sequence[Fact]]) -> bool:
    """Tell whether the clause to which a fact was lent had another of its kind before."""
    place = next(index for index, facts in enumerate(new) if fact in facts)
    return any(f.kind == fact.kind for f in old[place])


def _change(fact: Fact, other: Fact | None, parent: str, child: str) -> Compared:
    effect: Effect = effect_of(fact, other) if other else "missing"
    return change_of(fact.kind, effect, (parent, child), fact, other)


def shared_days(
    found: Sequence[Compared],
    sides: tuple[Sequence[Fact], Sequence[Fact]],
    texts: tuple[str, str],
) -> list[Compared]:
    """Compare a day of one side with the one of the clause that there says its task with others."""
    told: list[Compared] = []
    for compared in found:
        change, before, after = compared
        if change.kind != "deadline" or (before is None) == (after is None):
            told.append(compared)
        elif before is not None:
            own = _at(before, sides[0], texts[0])
            day = _day_of(own, sides, *texts) if own else None
            told += _instead(compared, own, day, texts)
        elif after is not None:
            own = _at(after, sides[1], texts[1])
            day = _day_of(own, sides[::-1], *texts[::-1]) if own else None
            told += _instead(compared, day, own, texts)
    return told


def _at(place: Span, facts: Sequence[Fact], text: str) -> Fact | None:
    return next((f for f in facts if meet(f.span, place) and printed_span(f, text) == place), None)


def _instead(
    compared: Compared, old: Fact | None, new: Fact | None, texts: tuple[str, str]
) -> list[Compared]:
    """Return what is told of two days, of one what was told, of equal ones nothing."""
    if old is None or new is None:
        return [compared]
    return [_change(old, new, *texts)] if effect_of(old, new) != "equal" else []


def _day_of(
    own: Fact, sides: tuple[Sequence[Fact], Sequence[Fact]], text: str, other: str
) -> Fact | None:
    """Return the day of the other side's clause that holds the clause of a day."""
    clause = next((c for c in _clauses(text) if c.span[0] <= own.span[0] < c.span[1]), None)
    if clause is None:
        return None
    holding = [c for c in _clauses(other) if _held(clause, c) >= _SAME]
    there = [
        f
        for f in sides[1]
        # "tháng 5, 6, 7 và 8" are several days
        if f.kind == "deadline"
        and f.unit == own.unit
        and "," not in f.normal
        and any(_is_in(f, c) for c in holding)
    ]
    if not len(holding) == len(there) == 1:
        return None
    # A day that this clause has itself beside is no other task's.
    beside = {f.normal for f in sides[0] if f is not own and _is_in(f, clause)}
    return there[0] if there[0].normal not in beside else None


def _is_in(fact: Fact, clause: _Clause) -> bool:
    return clause.span[0] <= fact.span[0] < clause.span[1]


def lent_bodies(parent: str, child: str, setting: Setting) -> list[Compared]:
    """Return the bodies that took over one another's clauses, each the only one of its own."""
    found: list[Compared] = []
    if any(len(named_bodies(text)) <= 1 for text in (parent, child)):
        # One by itself changes places with nobody.
        return found
    pairs = [
        (old, new)
        for one, two in _pairs(parent, child)
        if (old := _only_body(parent, one.span)) and (new := _only_body(child, two.span))
    ]
    for old, new in pairs:
        if answers(old, new, setting) or not any(
            answers(old, other, setting) for _, other in pairs if other is not new
        ):
            continue
        found.append(change_at("agency", "changed", (parent, child), old.span, new.span))
    return found


def _only_body(text: str, span: Span) -> Mention | None:
    inside = [m for m in named_bodies(text) if span[0] <= m.span[0] < span[1]]
    return inside[0] if len(inside) == 1 else None


@lru_cache(maxsize=4096)
def _clauses(text: str) -> tuple[_Clause, ...]:
    """Return the clauses of a text; the end of a unit ends one too."""
    found = []
    for start, end in clauses(text):
        for line in _LINE.finditer(text, start, end):
            heavy = frozenset(words(line.group()).keys) - light_words()
            keys = frozenset(key for key in heavy if not any(map(str.isdigit, key)))
            if keys:
                found.append(_Clause(line.span(), keys))
    return tuple(found)


def _pairs(parent: str, child: str) -> list[tuple[_Clause, _Clause]]:
    """Return the clauses of both sides that are each other's nearest and say one thing."""
    if any(len(clauses(text)) == 1 and "\n" not in text for text in (parent, child)):
        return []
    old, new = _clauses(parent), _clauses(child)
    if not (1 < len(old) <= _MOST and 1 < len(new) <= _MOST):
        return []
    found = []
    for one in old:
        two = max(new, key=lambda c: _alike(one, c))
        if _alike(one, two) >= _SAME and one is max(old, key=lambda c: _alike(c, two)):
            found.append((one, two))
    return found


def _alike(one: _Clause, two: _Clause) -> float:
    return 2 * len(one.keys & two.keys) / (len(one.keys) + len(two.keys))


def _held(one: _Clause, two: _Clause) -> float:
    return len(one.keys & two.keys) / len(one.keys)
