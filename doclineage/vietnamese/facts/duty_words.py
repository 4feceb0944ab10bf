"""Words that say how much binds: duty, negation, scope."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclineage.model import FactKind
from doclineage.vietnamese.facts.fact import Fact, pattern, phrases

#: The bound of a word of duty that counts only in the place of one that binds otherwise.
INSTEAD = "instead"
#: What an exception is in normal form: whoever drops or adds one binds, or frees, somebody else.
EXCEPT = "except"


# không để hộ nào [phải] dời đi: what nobody is to suffer is no duty
_SUFFERED = re.compile(r"(?<!\w)(?:không|tránh|chưa|khỏi)\s+(?:để|ai|còn|có)(?!\w)[^,;.:]{0,40}\s$")


def find_parts(folded: str) -> Iterator[Fact]:
    """Find words of scope that begin like a number: "một bộ phận", "một số"."""
    return (
        fact
        for fact in find_duty_words(folded)
        if fact.kind == "scope" and folded.startswith("một ", fact.span[0])
    )


def find_duty_words(folded: str) -> Iterator[Fact]:
    """Find words of duty, negation and scope in folded text."""
    lexical = [match.span() for match in pattern("lexical").finditer(folded)]
    kinds: tuple[FactKind, ...] = ("negation", "modality", "scope")
    for kind in kinds:
        for match in pattern(kind).finditer(folded):
            if any(a <= match.start() < b for a, b in lexical):
                continue
            if match.group() == "phải" and _SUFFERED.search(folded[: match.start()][-60:]):
                continue
            value = phrases(kind)[match.group()]
            yield Fact(
                kind=kind,
                span=match.span(),
                normal=value or match.group(),
                amount=float(value) if value.isdigit() else None,
            )
    for match in pattern(INSTEAD).finditer(folded):
        if not any(a <= match.start() < b for a, b in lexical):
            yield Fact(
                kind="modality",
                span=match.span(),
                normal=match.group(),
                amount=float(phrases(INSTEAD)[match.group()]),
                bound=INSTEAD,
            )
