"""Amounts and days that changed places: "80% A và 60% B" is not "60% A và 80% B".

Both sides state the same values, so that none is lost; each is of something else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from doclineage.judging.directions import Compared, effect_of, is_amount
from doclineage.judging.localisation import is_light
from doclineage.judging.printed import printed, printed_span
from doclineage.model import Effect, FactChange
from doclineage.vietnamese.facts import Fact
from doclineage.vietnamese.words import words

#: What an amount or a day is of: so many syllables beside it, on one side.
_BESIDE = 6
#: In so many characters these syllables stand.
_SPAN = 60
#: From this share of common syllables on two places speak of one thing, up to that of another.
_SAME, _OTHER = 0.6, 0.34
#: More facts than these are a table; what is of what its cells say.
_MOST = 12


def shuffled(
    all_old: Sequence[Fact], all_new: Sequence[Fact], parent: str, child: str
) -> tuple[list[Compared], list[Fact]]:
    """Return the changes of values that changed places, and the facts of both sides in them."""
    found: list[Compared] = []
    settled: list[Fact] = []
    if min(sum(map(_is_value, side)) for side in (all_old, all_new)) <= 1:
        return found, settled
    for kind in ("amount", "deadline"):
        old, new = (_once(side, kind) for side in (all_old, all_new))
        common = [normal for normal in old if normal in new]
        if not 1 < len(common) <= _MOST:
            continue
        for one, two in combinations(common, 2):
            was, now = (old[one], old[two]), (new[one], new[two])
            if any(f in settled for f in was) or was[0].unit != was[1].unit:
                continue
            if _changed_places(was, now, all_old, all_new, parent, child):
                found += [_change(was[0], now[1], parent, child)]
                found += [_change(was[1], now[0], parent, child)]
                settled += [*was, *now]
    return found, settled


def _once(facts: Sequence[Fact], kind: str) -> dict[str, Fact]:
    """Return the facts of a kind whose value stands once, by their value."""
    own = [f for f in facts if (is_amount(f) if kind == "amount" else f.kind == kind)]
    counts = Counter(f.normal for f in own)
    return {f.normal: f for f in own if counts[f.normal] == 1}


def _changed_places(
    was: tuple[Fact, Fact],
    now: tuple[Fact, Fact],
    all_old: Sequence[Fact],
    all_new: Sequence[Fact],
    parent: str,
    child: str,
) -> bool:
    """Tell whether each of two values is of what the other was of, by the words on one side."""
    for behind in (True, False):
        old = [_named(fact, all_old, parent, behind=behind) for fact in was]
        new = [_named(fact, all_new, child, behind=behind) for fact in now]
        straight = [_common(a, b) for a, b in zip(old, new, strict=True)]
        across = [_common(old[0], new[1]), _common(old[1], new[0])]
        if min(across) >= _SAME and max(straight) <= _OTHER:
            return True
    return False


# ; . | ( ) and a line's end: here what is said of a value ends
_ENDS = re.compile(r"[;.|()\n]")


def _named(fact: Fact, facts: Sequence[Fact], text: str, *, behind: bool) -> Counter[str]:
    """Return the syllables beside a fact, up to the next one of its kind or the clause's end."""
    start, end = printed_span(fact, text)
    if behind:
        stop = min(
            [f.span[0] for f in facts if _is_value(f) and f.span[0] >= end], default=len(text)
        )
        piece = _ENDS.split(text[end : min(stop, end + _SPAN)])[0]
        keys = words(piece).keys[:_BESIDE]
    else:
        first = max([f.span[1] for f in facts if _is_value(f) and f.span[1] <= start], default=0)
        piece = _ENDS.split(text[max(first, start - _SPAN) : start])[-1]
        keys = words(piece).keys[-_BESIDE:]
    return Counter(key for key in keys if not is_light(key))


def _is_value(fact: Fact) -> bool:
    return is_amount(fact) or fact.kind == "deadline"


def _common(one: Counter[str], two: Counter[str]) -> float:
    """Return the share of the shorter side's syllables that both hold."""
    least = min(one.total(), two.total())
    return (one & two).total() / least if least else 0.0


def _change(fact: Fact, other: Fact, parent: str, child: str) -> Compared:
    effect: Effect = effect_of(fact, other)
    change = FactChange(
        kind=fact.kind,
        parent=printed(fact, parent),
        child=printed(other, child),
        effect=effect,
    )
    return change, printed_span(fact, parent), printed_span(other, child)
