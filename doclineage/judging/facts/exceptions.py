"""Exceptions: who is let off by "trừ", and what becomes of a rule when more of them are."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from doclineage.judging.edits import Difference
from doclineage.judging.facts.directions import Compared, change_at
from doclineage.judging.localisation import is_light
from doclineage.judging.places import Places, meet
from doclineage.model import Effect, FactChange, Span
from doclineage.vietnamese.facts import EXCEPT, Fact, find_facts
from doclineage.vietnamese.words import words

# trừ [trường hợp ốm đau, thai sản]: whom an exception names, up to the end of its sentence
_NAMED = re.compile(r"[^.;:()|\n]{0,240}")
# , | và | hoặc: between two of them
_MEMBER = re.compile(r"(?:(?!,|(?<!\w)(?:và|hoặc|hay)(?!\w)).)+", re.DOTALL)
#: From this share of its syllables on a member is said on the other side too; under the second one
#: it is new.
_SAID, _NEW = 0.6, 0.5
#: Syllables of whom one names at least: one may be lost by damage.
_WHOLE = 2


def excepted(found: list[Compared]) -> list[Compared]:
    """Say of an exception put in that a rule reaches less, of one left out that it reaches more.

    Where the word "mọi" is gone as well, both are told as one.
    """
    lost = next((c for c in found if c[0].kind == "scope" and c[0].effect == "missing"), None)
    found = [_of_reach(c) for c in found]
    added = next((c for c in found if c[0].parent is None and _excepts(c[0].child or "")), None)
    if added is None:
        return found
    # "trừ doanh nghiệp dưới 10 lao động": the number only says who is let off.
    found = [c for c in found if c is added or c[0].parent is not None or not _is_inside(c, added)]
    if lost is None:
        return found
    change = FactChange(
        kind="scope", parent=lost[0].parent, child=added[0].child, effect="weakened"
    )
    told = [(change, lost[1], added[2]) if c is lost else c for c in found]
    return [c for c in told if c is not added]


def _of_reach(compared: Compared) -> Compared:
    change, before, after = compared
    said = change.child if before is None else change.parent if after is None else None
    if change.kind != "negation" or said is None or not _excepts(said):
        return compared
    effect: Effect = "weakened" if before is None else "strengthened"
    return msgspec.structs.replace(change, kind="scope", effect=effect), before, after


def _is_inside(compared: Compared, whole: Compared) -> bool:
    after, around = compared[2], whole[2]
    return after is not None and around is not None and meet(after, around)


def _excepts(said: str) -> bool:
    return any(fact.normal == EXCEPT for fact in find_facts(said))


def with_grown_exceptions(
    found: list[Compared],
    sides: tuple[Sequence[Fact], Sequence[Fact]],
    texts: tuple[str, str],
    difference: Difference,
) -> list[Compared]:
    """Add exceptions that let off more, or fewer, than the other side's.

    "trừ trường hợp ốm đau" that became "trừ trường hợp ốm đau và việc riêng" binds less often; what
    else is told of the words of one is told with it.
    """
    told = Places(before for _, before, _ in found if before is not None)
    grown = [c for c in _grown(sides, texts, difference) if c[1] and not told.meet(c[1])]
    added = Places(after for _, _, after in grown if after is not None)
    return [c for c in found if c[1] or c[2] is None or not added.meet(c[2])] + grown


def _grown(
    sides: tuple[Sequence[Fact], Sequence[Fact]], texts: tuple[str, str], difference: Difference
) -> list[Compared]:
    old, new = ([fact for fact in side if fact.normal == EXCEPT] for side in sides)
    if len(old) != len(new):
        return []
    real = [edit for edit in difference.edits if edit.kind != "noise"]
    edits = Places(e.parent_span for e in real), Places(e.child_span for e in real)
    found: list[Compared] = []
    for before, after in zip(old, new, strict=True):
        members = _members(texts[0], before), _members(texts[1], after)
        spans = (
            (before.span[0], members[0][-1][1] if members[0] else before.span[1]),
            (after.span[0], members[1][-1][1] if members[1] else after.span[1]),
        )
        if _has_more(members[1], members[0], texts[::-1], edits[1]):
            found.append(change_at("scope", "weakened", texts, *spans))
        elif _has_more(members[0], members[1], texts, edits[0]):
            found.append(change_at("scope", "strengthened", texts, *spans))
    return found


def turned(
    found: list[Compared], sides: tuple[Sequence[Fact], Sequence[Fact]], texts: tuple[str, str]
) -> list[Compared]:
    """Turn round what is told of whom an exception names: of fewer of them, a rule binds more."""
    inside = [
        Places(_named_by(text, fact) for fact in facts if fact.normal == EXCEPT)
        for facts, text in zip(sides, texts, strict=True)
    ]

    def turn(compared: Compared) -> Compared:
        change, before, after = compared
        effect = _TURNED.get(change.effect)
        within = [
            span is not None and places.meet(span)
            for span, places in zip((before, after), inside, strict=True)
        ]
        if change.kind != "scope" or effect is None or not all(within):
            return compared
        return msgspec.structs.replace(change, effect=effect), before, after

    return [turn(compared) for compared in found]


_TURNED: dict[str, Effect] = {"weakened": "strengthened", "strengthened": "weakened"}


def _named_by(text: str, fact: Fact) -> Span:
    """Return the place of all whom an exception may name."""
    named = _NAMED.match(text, fact.span[1])
    return fact.span[1], named.end() if named else fact.span[1]


def _members(text: str, fact: Fact) -> list[Span]:
    """Return where each of those stands whom an exception names."""
    _, end = _named_by(text, fact)
    found = []
    for match in _MEMBER.finditer(text, fact.span[1], end):
        if match.group().strip():
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            found.append((start, match.start() + len(match.group().rstrip())))
    return found


def _has_more(
    members: Sequence[Span], others: Sequence[Span], texts: tuple[str, str], edits: Places
) -> bool:
    """Tell whether all others are among the members, and one of these stands nowhere there."""
    other = set(words(texts[1]).keys)
    named = set().union(*(_keys(texts[0], span) for span in members))
    if not 0 < len(others) < len(members):
        return False
    if any(_share(_keys(texts[1], span), named) < _SAID for span in others):
        return False
    whole = [m for m in members if edits.meet(m) and len(_keys(texts[0], m)) >= _WHOLE]
    gained = [m for m in whole if _share(_keys(texts[0], m), other) < _NEW]
    return bool(gained)


def _keys(text: str, span: Span) -> set[str]:
    return {key for key in words(text[slice(*span)]).keys if not is_light(key)}


def _share(keys: set[str], there: set[str]) -> float:
    return len(keys & there) / len(keys) if keys else 1.0
