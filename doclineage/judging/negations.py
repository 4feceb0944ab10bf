"""Negations that are no loss: said otherwise, said twice; and one that a set phrase hides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from doclineage.judging.directions import Compared, is_amount
from doclineage.judging.noise import is_confusable
from doclineage.judging.places import in_one_clause
from doclineage.model import Edit, FactChange, Span
from doclineage.vietnamese.facts import find_facts
from doclineage.vietnamese.facts.fact import pattern, phrases
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.phrases import any_of


def without_restated(found: Sequence[Compared], parent: str, child: str) -> list[Compared]:
    """Leave out negations that came or went where the other side says the same without one."""
    if not any(change.kind == "negation" for change, _, _ in found):
        return list(found)
    texts = fold_case(parent), fold_case(child)
    kept = [compared for compared in found if not _is_restated(compared, texts)]
    return _without_doubled(kept, parent, child)


def _is_restated(compared: Compared, texts: tuple[str, str]) -> bool:
    """Tell whether a negation is said by its opposite: "không thu lệ phí", "miễn lệ phí"."""
    change, before, after = compared
    if change.kind != "negation" or (before is None) == (after is None):
        return False
    side, place = (0, before[0]) if before is not None else (1, after[0])  # type: ignore[index]
    own, other = texts[side], texts[1 - side]
    for end in (
        match.end() for match in pattern("restated").finditer(own, place) if match.start() == place
    ):
        for size in range(end, place, -1):
            said = _restated().get(own[place:size], ())
            if any(_count(word, other) > _count(word, own) for word in said):
                return True
    return False


@cache
def _restated() -> dict[str, tuple[str, ...]]:
    return {phrase: tuple(said.split("|")) for phrase, said in phrases("restated").items()}


def _count(word: str, text: str) -> int:
    return len(re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", text))


# What is said of everybody: two negations say the same.
_OF_ALL = re.compile(
    r"(?<!\w)(?:mọi|tất cả|toàn bộ|toàn thể|đều|100%|ai cũng|bảo đảm|đảm bảo)(?!\w)"
)


def _without_doubled(found: list[Compared], parent: str, child: str) -> list[Compared]:
    """Leave out two negations of one clause that the other side says of all: "không ai không"."""
    for own, other, side in ((parent, child, 0), (child, parent, 1)):
        places = [(b, a) if side == 0 else (a, b) for _, b, a in found]
        negated = [
            i for i, c in enumerate(found) if c[0].kind == "negation" and places[i][1] is None
        ]
        spans = [span for i in negated if (span := places[i][0])]
        if len(negated) != 2 or len(spans) != 2 or not in_one_clause(own, *spans):
            continue
        if len(_OF_ALL.findall(fold_case(other))) <= len(_OF_ALL.findall(fold_case(own))):
            continue
        said = [i for i, c in enumerate(found) if c[0].kind == "scope" and places[i][0] is None]
        return [c for i, c in enumerate(found) if i not in {*negated, *said[:1]}]
    return found


def softened(found: Sequence[Compared], edits: Sequence[Edit]) -> list[Compared]:
    """Say what stands in the place of a negation: "hạn chế" for "cấm", "đã" for "chưa"."""
    told: list[Compared] = []
    for change, before, after in found:
        edit = next((e for e in edits if before and _fills(e, before)), None)
        if change.kind != "negation" or change.child is not None or edit is None:
            told.append((change, before, after))
            continue
        mild = pattern("softer").match(fold_case(edit.child_text))
        size = mild.end() if mild else len(edit.child_text)
        said = FactChange(
            kind="modality" if mild else "negation",
            parent=change.parent,
            child=edit.child_text[:size],
            effect="weakened" if mild else "changed",
        )
        start = edit.child_span[0]
        told.append((said, before, (start, start + size)))
    return told


#: Syllables of the longest words that may stand in the place of a negation.
_IN_PLACE = 3


def _fills(edit: Edit, before: Span) -> bool:
    """Tell whether an edit puts a few words in the very place of a negation."""
    place = edit.parent_span[0] <= before[0] and before[1] <= edit.parent_span[1]
    damaged = is_confusable(edit.parent_text, edit.child_text)
    sizes = len(edit.parent_text.split()), len(edit.child_text.split())
    return place and max(sizes) <= _IN_PLACE and sizes[1] > 0 and not damaged


_NEGATION = frozenset({"không", "chưa", "chẳng"})


def hidden_negations(edits: Sequence[Edit], parent: str, child: str) -> list[Compared]:
    """Return negations that came or went inside a set phrase: "không ngừng", "ngừng"."""
    found: list[Compared] = []
    for edit in edits:
        if edit.parent_text and edit.child_text:
            continue
        old, new = fold_case(edit.parent_text).strip(), fold_case(edit.child_text).strip()
        if {old, new} & _NEGATION and not (old and new):
            whole = parent if old else child
            start = (edit.parent_span if old else edit.child_span)[0]
            match = _set_phrases().match(fold_case(whole), start)
            if match is None:
                continue
            rest = len(match.group()) - len(old or new)
            there = edit.child_span if old else edit.parent_span
            spans = (start, match.end()), _behind(child if old else parent, there[0], rest)
            before, after = spans if old else spans[::-1]
            change = FactChange(
                kind="negation",
                parent=parent[slice(*before)],
                child=child[slice(*after)],
                effect="changed",
            )
            found.append((change, before, after))
    return found


def _behind(text: str, place: int, size: int) -> Span:
    """Return the rest of a phrase that lost its first word, from a place on."""
    start = place + len(text[place:]) - len(text[place:].lstrip())
    return start, min(len(text), start + size - 1)


@cache
def _set_phrases() -> re.Pattern[str]:
    """Return what finds set phrases that begin with a negation and set no bound to an amount."""
    unbound = phrases("lexical").keys() - phrases("comparator").keys()
    own = {phrase for phrase in unbound if phrase.split()[0] in _NEGATION}
    return re.compile(rf"(?<!\w){any_of(own)}(?!\w)")


def reversed_words(edits: Sequence[Edit], parent: str, child: str) -> list[Compared]:
    """Return words in whose place their opposite stands: "giảm" for "tăng"."""
    found: list[Compared] = []
    for edit in edits:
        if not edit.parent_text or not edit.child_text or edit.kind == "noise":
            continue
        sides = (parent, edit.parent_span), (child, edit.child_span)
        said = [_opposites().fullmatch(fold_case(text[a:b])) for text, (a, b) in sides]
        if not all(said) or not _is_opposite(*(m.group() for m in said if m)):
            continue
        spans = [_with_amount(text, span) for text, span in sides]
        grown = all(span != own for span, (_, own) in zip(spans, sides, strict=True))
        before, after = spans if grown else (span for _, span in sides)
        change = FactChange(
            kind="target" if grown else "negation",
            parent=parent[slice(*before)],
            child=child[slice(*after)],
            effect="changed",
        )
        found.append((change, before, after))
    return found


@cache
def _opposite_pairs() -> frozenset[frozenset[str]]:
    return frozenset(
        frozenset({phrase, other})
        for phrase, others in phrases("opposite").items()
        for other in others.split("|")
    )


@cache
def _opposites() -> re.Pattern[str]:
    return re.compile(any_of(word for pair in _opposite_pairs() for word in pair))


def _is_opposite(one: str, other: str) -> bool:
    return frozenset({one, other}) in _opposite_pairs()


#: Characters between a word such as "giảm" and its amount ("giảm ít nhất 30%").
_TO_AMOUNT = 16


def _with_amount(text: str, span: Span) -> Span:
    """Return a word's place with the amount right behind it, the word's own where none is."""
    amounts = (fact.span for fact in find_facts(text) if is_amount(fact))
    return next(((span[0], b) for a, b in amounts if 0 <= a - span[1] <= _TO_AMOUNT), span)
