"""Facts that changed places: "80% A và 60% B" is not "60% A và 80% B".

Both sides state the same amounts, days or words of duty, so that none is lost; each is of something
else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from doclineage.judging.facts.directions import Compared, effect_of, is_amount
from doclineage.judging.facts.printed import change_of, printed_span
from doclineage.judging.localisation import is_light
from doclineage.vietnamese.facts import INSTEAD, Fact
from doclineage.vietnamese.words import words

#: What an amount or a day is of: so many syllables beside it, on one side.
_BESIDE = 6
#: In so many characters these syllables stand.
_SPAN = 60
#: From this share of common syllables on two places speak of one thing, up to that of another.
_SAME, _OTHER = 0.6, 0.34
#: Kinds of facts told by words.
_WORDS = frozenset({"modality", "frequency"})
#: More facts than these are a table; what is of what its cells say.
_MOST = 12


def shuffled(
    all_old: Sequence[Fact], all_new: Sequence[Fact], parent: str, child: str
) -> tuple[list[Compared], list[Fact]]:
    """Return the changes of values that changed places, and the facts of both sides in them."""
    found: list[Compared] = []
    settled: list[Fact] = []
    values = [[f for f in side if _group(f)] for side in (all_old, all_new)]
    if min(map(len, values)) <= 1:
        return found, settled
    for kind in ("amount", "deadline", "modality", "frequency"):
        old, new = ([f for f in side if _group(f) == kind] for side in values)
        said = {f.normal for f in old} & {f.normal for f in new}
        if not said or not (1 < len(old) <= _MOST and 1 < len(new) <= _MOST):
            continue
        if kind in _WORDS and Counter(f.normal for f in old) != Counter(f.normal for f in new):
            # Of words that are not the same on both sides none changed places.
            continue
        pairs = _pairs(old, new, values, parent, child)
        # Values of which none is said of something else are paired by what they are themselves.
        if any(one.normal != two.normal and said & {one.normal, two.normal} for one, two in pairs):
            settled += [fact for pair in pairs for fact in pair]
            found += [
                change_of(one.kind, effect, (parent, child), one, two)
                for one, two in pairs
                if (effect := effect_of(one, two)) != "equal"
            ]
    return found, settled


def _pairs(
    old: Sequence[Fact],
    new: Sequence[Fact],
    values: Sequence[Sequence[Fact]],
    parent: str,
    child: str,
) -> list[tuple[Fact, Fact]]:
    """Return which values are of one thing, by the words on one side of them."""
    # Where a value stands first on one side and last on the other, its words do too.
    for here, there in ((True, True), (False, False), (True, False), (False, True)):
        was = _told_apart([_named(f, values[0], parent, behind=here) for f in old])
        now = _told_apart([_named(f, values[1], child, behind=there) for f in new])
        pairs = []
        for one, own in zip(old, was, strict=True):
            scores = sorted(
                ((_common(own, other), -place) for place, other in enumerate(now)), reverse=True
            )
            best, second = new[-scores[0][1]], scores[1][0]
            if scores[0][0] < _SAME or second > _OTHER or best.unit != one.unit:
                break
            pairs.append((one, best))
        else:
            if len({id(two) for _, two in pairs}) == len(pairs):
                return pairs
    return []


def _told_apart(named: Sequence[Counter[str]]) -> list[Counter[str]]:
    """Leave out of the words beside values those that stand beside every one of them."""
    common = named[0]
    for words_beside in named[1:]:
        common = common & words_beside
    return [words_beside - common for words_beside in named]


# ; . | ( ) and a line's end: here what is said of a value ends
_ENDS = re.compile(r"[;.|()\n]")


# , | và: behind it stands what is said of the next value
_JOINT = re.compile(r",|(?<!\w)(?:và|còn|riêng)(?!\w)", re.I)


def _named(fact: Fact, facts: Sequence[Fact], text: str, *, behind: bool) -> Counter[str]:
    """Return the syllables beside a fact, up to the next one of its kind or the clause's end."""
    start, end = printed_span(fact, text)
    facts = [f for f in facts if _stops(f, fact)]
    if behind:
        after = next((f for f in facts if f.span[0] >= end), None)
        stop = after.span[0] if after else len(text)
        piece = _ENDS.split(text[end : min(stop, end + _SPAN)])[0]
        keys = words(piece).keys[:_BESIDE]
        runs_on = after and stop - end == len(piece) and not _JOINT.search(piece)
        if after and runs_on and _group(after) != _group(fact):
            # 50% [trong quý II], 100% [trong quý IV]: each is of its own day
            keys += (f"={after.normal}",)
    else:
        first = max([f.span[1] for f in facts if f.span[1] <= start], default=0)
        piece = _ENDS.split(text[max(first, start - _SPAN) : start])[-1]
        keys = words(piece).keys[-_BESIDE:]
    return Counter(key for key in keys if not is_light(key))


def _group(fact: Fact) -> str | None:
    """Return among what facts one may have changed places, None where it may not."""
    if is_amount(fact):
        return "amount"
    words_only = fact.kind in {"modality", "frequency"}
    if words_only and (fact.amount is None or fact.bound == INSTEAD):
        return None
    return fact.kind if fact.kind in {"deadline", "modality", "frequency"} else None


def _stops(other: Fact, fact: Fact) -> bool:
    """Tell whether what is said of a fact ends where another stands: a word's not at an amount."""
    values = {"amount", "deadline"}
    if _group(fact) in values:
        return _group(other) in values
    return _group(other) == _group(fact)


def _common(one: Counter[str], two: Counter[str]) -> float:
    """Return the share of the shorter side's syllables that both hold."""
    least = min(one.total(), two.total())
    return (one & two).total() / least if least else 0.0
