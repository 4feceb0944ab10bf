"""Amounts that one side reckons from others, or says once for several: nothing is lost by that."""

from __future__ import annotations

import re
from collections.abc import Sequence

from doclineage.judging.facts.directions import is_amount
from doclineage.judging.localisation import is_light
from doclineage.model import Span
from doclineage.vietnamese.dates import find_dates
from doclineage.vietnamese.facts import Fact
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.words import words

#: Two sums are one where they differ by less than this share, for what was rounded.
_ROUNDED = 1e-6


def without_reckoned(
    old: list[Fact],
    new: list[Fact],
    sides: tuple[Sequence[Fact], Sequence[Fact]],
    texts: tuple[str, str],
) -> tuple[list[Fact], list[Fact]]:
    """Take out a share on one side with the sum that it makes on the other: 70% of 1,2 tỷ đồng.

    So too the share that the other side calls the rest: 30% beside 70%.
    """
    for shares, sums, beside in ((old, new, sides[0]), (new, old, sides[1])):
        wholes = {fact.amount for fact in beside if _is_money(fact)}
        monies = [fact for fact in sums if _is_money(fact)]
        # All of a sum is that sum: it needs no reckoning.
        parted = [f for f in shares if f.unit == "%" and f.bound == "exact" and f.normal != "100%"]
        for share in parted:
            part = next((s for s in monies if _makes(share, s, wholes)), None)
            if part is not None:
                monies.remove(part)
                shares.remove(share)
                sums.remove(part)
    common = {f.amount for f in sides[0] if f.unit == "%"} & {
        f.amount for f in sides[1] if f.unit == "%"
    }
    for own, other in ((old, texts[1]), (new, texts[0])):
        rest = [f for f in own if f.unit == "%" and 100 - (f.amount or 0) in common]
        if len(rest) == 1 and _REST.search(fold_case(other)):
            own.remove(rest[0])
    return _without_other_halves(old, new, texts)


def _without_other_halves(
    old: list[Fact], new: list[Fact], texts: tuple[str, str]
) -> tuple[list[Fact], list[Fact]]:
    """Take out a share where each side names another part and calls what remains the rest.

    "A bảo đảm 70%, phần còn lại do B", "B bảo đảm 30%, phần còn lại do A".
    """
    shares = [[f for f in side if f.unit == "%"] for side in (old, new)]
    if [len(side) for side in shares] != [1, 1]:
        return old, new
    one, two = shares[0][0], shares[1][0]
    if (one.amount or 0) + (two.amount or 0) != _WHOLE or one.amount == two.amount:
        return old, new
    rests = [_REST.search(fold_case(text)) for text in texts]
    if not all(rests):
        return old, new
    named = [_said(text, share.span) for text, share in zip(texts, (one, two), strict=True)]
    left = [_said(text, rest.span()) for text, rest in zip(texts, rests, strict=True) if rest]
    if min(len(named[0] & left[1]), len(named[1] & left[0])) < _OTHER:
        return old, new
    return [f for f in old if f != one], [f for f in new if f != two]


_WHOLE = 100
#: Words by which a part is known again as the rest of the other side.
_OTHER = 2
#: Characters around a share in which it is said whose it is.
_AROUND = 60


def _said(text: str, span: Span) -> set[str]:
    """Return the words that say what a share is of, those up to the next comma on either side."""
    return {key for key in words(_piece(text, span)).keys if not is_light(key)}


def _piece(text: str, span: Span) -> str:
    """Return what a share stands in, up to the next comma on either side."""
    before = re.split(r"[,;.:]", text[max(0, span[0] - _AROUND) : span[0]])[-1]
    behind = re.split(r"[,;.:]", text[span[1] : span[1] + _AROUND])[0]
    return f"{before} {behind}"


# phần còn lại: what makes a whole of the shares that are named
_REST = re.compile(r"(?<!\w)còn lại(?!\w)")


def _is_money(fact: Fact) -> bool:
    return is_amount(fact) and fact.unit == "đồng" and fact.amount is not None


def _makes(share: Fact, part: Fact, wholes: set[float | None]) -> bool:
    return any(
        abs(whole * (share.amount or 0) / 100 - (part.amount or 0)) <= _ROUNDED * whole
        for whole in wholes
        if whole
    )


_HOURS = 24


def without_counted_days(
    old: list[Fact],
    new: list[Fact],
    sides: tuple[Sequence[Fact], Sequence[Fact]],
    texts: tuple[str, str],
) -> tuple[list[Fact], list[Fact]]:
    """Take out a day that is so many days before another one, where the other side says that."""
    for own, there in ((old, sides[1]), (new, sides[0])):
        terms = [-(f.amount or 0) / _HOURS for f in there if f.unit == "hours before"]
        if not terms:
            continue
        days = {d.date.toordinal() for text in texts for d in find_dates(text) if d.date}
        for fact in [f for f in own if f.kind == "deadline" and f.unit == "day"]:
            if any((fact.amount or 0) + term in days for term in terms):
                own.remove(fact)
    return old, new


# đều đạt | cùng đạt | lần lượt: one amount said of several
_OF_SEVERAL = re.compile(r"(?<!\w)(?:đều|cùng|cũng|đồng loạt|mỗi|từng|chung)(?!\w)")


def without_twins(
    old: list[Fact],
    new: list[Fact],
    sides: tuple[Sequence[Fact], Sequence[Fact]],
    texts: tuple[str, str],
) -> tuple[list[Fact], list[Fact]]:
    """Take out an amount said twice on one side and once, of both, on the other."""
    if not any(map(is_amount, (*old, *new))):
        return old, new
    several = [len(_OF_SEVERAL.findall(fold_case(text))) for text in texts]
    if several[1] > several[0]:
        old = [f for f in old if not _is_twin(f, sides, texts) or _has_rival(f, new)]
    elif several[0] > several[1]:
        new = [f for f in new if not _is_twin(f, sides[::-1], texts[::-1]) or _has_rival(f, old)]
    return old, new


def _has_rival(fact: Fact, others: Sequence[Fact]) -> bool:
    return any(is_amount(other) and other.unit == fact.unit for other in others)


def _is_twin(
    fact: Fact, sides: tuple[Sequence[Fact], Sequence[Fact]], texts: tuple[str, str]
) -> bool:
    """Tell whether both sides say an amount, and the other still names what this one is of."""
    own, there = ([f for f in side if _alike(f, fact)] for side in sides)
    if len(own) <= len(there) or not there:
        return False
    named = re.split(r"[;:.,\d]", texts[0][: fact.span[0]])[-1]
    keys = [key for key in words(named).keys if not is_light(key)]
    known = set(words(texts[1]).keys)
    return sum(key in known for key in keys) * 2 > len(keys)


def _alike(one: Fact, two: Fact) -> bool:
    return is_amount(one) and (one.normal, one.bound, one.unit) == (two.normal, two.bound, two.unit)
