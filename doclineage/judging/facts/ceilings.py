"""Ceilings: those that "chỉ" only underlines, those below which nothing may be.

"chỉ thu tối đa 5%" is "không thu quá 5%" and no more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from doclineage.judging.carrying import content_size, stands
from doclineage.judging.facts.directions import CEILINGS, FLOORS, Compared, change_at, is_amount
from doclineage.judging.facts.printed import printed_span
from doclineage.vietnamese.facts import Fact
from doclineage.vietnamese.facts.bounds import ONLY, parts_off
from doclineage.vietnamese.normalise import fold_case

#: Share of what a negation forbids that the other side must say for it to speak of that.
_SAYS_IT = 0.6
#: Syllables of a mere verb, in whose place the other side may have another.
_A_VERB = 2
# được phép [gia hạn] tối đa: words of leave say nothing of the deed
_LEAVE = re.compile(r"(?<!\w)(?:được|phép|được phép|cho phép|có|ở mức|trong mức|mức|với)(?!\w)")
# ; . : and a line's end
_ENDS = re.compile(r"[;.:\n]")


def brought_to_none(
    old: list[Fact], new: list[Fact], parent: str, child: str
) -> tuple[list[Fact], list[Compared]]:
    """Return the facts without the ceilings below which the child lets nothing be, and those.

    "không có trẻ em tử vong" is less than "không quá 18 trẻ em tử vong".
    """
    folded = fold_case(child)
    told = [
        (fact, match.span())
        for fact in old
        if is_amount(fact)
        and fact.bound in CEILINGS
        and fact.unit not in {None, "%"}
        and not any(is_amount(other) and other.unit == fact.unit for other in new)
        and (match := re.search(_NONE_OF.format(re.escape(fact.unit or "")), folded))
    ]
    gone = [fact for fact, _ in told]
    return [fact for fact in old if fact not in gone], [
        change_at("target", "strengthened", (parent, child), printed_span(fact, parent), span)
        for fact, span in told
    ]


# không để xảy ra [vụ] cháy: none at all of what is counted
_NONE_OF = r"(?<!\w)không\s+(?:(?:có|để|còn|xảy ra|bất kỳ)\s+){{1,3}}{}(?!\w)"


def without_underlined(
    old: list[Fact],
    new: list[Fact],
    sides: tuple[Sequence[Fact], Sequence[Fact]],
    texts: tuple[str, str],
) -> tuple[list[Fact], list[Fact]]:
    """Leave out "chỉ" of one side before a ceiling that the other side sets without it."""
    counts = [
        sum(_is_only(fact, text) for fact in facts)
        for facts, text in zip((old, new), texts, strict=True)
    ]
    if counts[0] == counts[1]:
        return old, new
    more = 0 if counts[0] > counts[1] else 1
    kept = [
        fact
        for fact in (old, new)[more]
        if not (
            _is_only(fact, texts[more])
            and _is_underlined(fact, sides[more], sides[1 - more], texts[more], texts[1 - more])
        )
    ]
    return (kept, new) if more == 0 else (old, kept)


def _is_only(fact: Fact, text: str) -> bool:
    return fact.kind == "scope" and fold_case(text[slice(*fact.span)]) == ONLY


def _is_underlined(
    only: Fact, own: Sequence[Fact], others: Sequence[Fact], text: str, other: str
) -> bool:
    """Tell whether what "chỉ" bounds is a number that both sides have a ceiling for."""
    behind = [f for f in own if f.span[0] >= only.span[1] and _is_bounded(f)]
    if not behind:
        return False
    fact = behind[0]
    between = fold_case(text[only.span[1] : fact.span[0]])
    if (
        _ENDS.search(between)
        or parts_off(between)
        or not any(_bounds_alike(fact, f) and not _is_denied(f, others, other) for f in others)
    ):
        return False
    deed = _LEAVE.sub(" ", between)
    return content_size(deed) <= _A_VERB or stands(deed, deed, other, _SAYS_IT)


def _is_bounded(fact: Fact) -> bool:
    return is_amount(fact) or fact.unit == "times"


def _bounds_alike(fact: Fact, other: Fact) -> bool:
    """Tell whether two numbers are both ceilings, or floors of which a negation sets one."""
    if not _is_bounded(other) or other.unit != fact.unit:
        return False
    ceilings = fact.bound in CEILINGS and other.bound in CEILINGS
    floors = fact.bound in FLOORS and other.bound in FLOORS
    return ceilings or (floors and other.governor is not None)


def _is_denied(fact: Fact, facts: Sequence[Fact], text: str) -> bool:
    """Tell whether a negation of its clause denies what has a number, and bounds it not."""
    return any(
        f.kind == "negation"
        and f.span[1] <= fact.span[0]
        and _ENDS.search(text[f.span[1] : fact.span[0]]) is None
        for f in facts
    )
