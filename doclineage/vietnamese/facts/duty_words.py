"""Words that say how much binds: duty, negation, scope."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from doclineage.model import FactKind
from doclineage.vietnamese.facts.fact import Fact, pattern, phrases
from doclineage.vietnamese.phrases import any_of

#: The bound of a word of duty that counts only in the place of one that binds otherwise.
INSTEAD = "instead"
#: What an exception is in normal form: whoever drops or adds one binds, or frees, somebody else.
EXCEPT = "except"


# không để hộ nào [phải] dời đi: what nobody is to suffer is no duty
_SUFFERED = re.compile(r"(?<!\w)(?:không|tránh|chưa|khỏi)\s+(?:để|ai|còn|có)(?!\w)[^,;.:]{0,40}\s$")


# đã có hai bể bơi nên [không xin hỗ trợ]: what follows from something is no advice
_FOLLOWS = re.compile(r"(?<!\w)(?:vì|do|bởi|đã|đang|chưa|bị|thiếu)(?!\w)[^;.:]{0,80}\s$")
# không [ai được], không [hộ nào được phép], không [cho phép]: nobody may
_NOBODY_MAY = re.compile(
    r"\s+(?:cho phép|(?:một\s+)?(?:ai|(?:[^\W\d]+\s+){1,4}?nào)\s+(?:được|có quyền))(?!\w)"
)


def find_parts(folded: str) -> Iterator[Fact]:
    """Find words of scope that begin like a number: "một bộ phận", "một số"."""
    return (
        fact
        for fact in find_duty_words(folded)
        if fact.kind == "scope" and folded.startswith("một ", fact.span[0])
    )


def find_duty_words(folded: str) -> Iterator[Fact]:
    """Find words of duty, negation and scope in folded text."""
    starts = [match.start() for match in _any_start().finditer(folded)]
    if not starts:
        return
    lexical = [match.span() for match in pattern("lexical").finditer(folded)]
    kinds: tuple[FactKind, ...] = ("negation", "modality", "scope")
    for kind in kinds:
        for match in _matches(kind, folded, starts):
            if any(a <= match.start() < b for a, b in lexical):
                continue
            if match.group() == "phải" and _SUFFERED.search(folded[: match.start()][-60:]):
                continue
            if match.group() == "nên" and _FOLLOWS.search(folded[: match.start()][-100:]):
                continue
            value = phrases(kind)[match.group()]
            if match.group() == "không" and _NOBODY_MAY.match(folded, match.end()):
                value = "must-not"
            yield Fact(
                kind=kind,
                span=match.span(),
                normal=value or match.group(),
                amount=float(value) if value.isdigit() else None,
            )
    for match in _matches(INSTEAD, folded, starts):
        if not any(a <= match.start() < b for a, b in lexical):
            yield Fact(
                kind="modality",
                span=match.span(),
                normal=match.group(),
                amount=float(phrases(INSTEAD)[match.group()]),
                bound=INSTEAD,
            )


@cache
def _any_start() -> re.Pattern[str]:
    """Return what finds where a phrase of any kind begins: one walk for all."""
    kinds = ("negation", "modality", "scope", INSTEAD)
    return re.compile(rf"(?<!\w)(?={any_of(p for kind in kinds for p in phrases(kind))}(?!\w))")


def _matches(kind: str, folded: str, starts: Sequence[int]) -> Iterator[re.Match[str]]:
    """Yield the phrases of a kind, which begin where some phrase does, without overlap."""
    end = 0
    for start in starts:
        match = pattern(kind).match(folded, start) if start >= end else None
        if match is not None:
            end = match.end()
            yield match
