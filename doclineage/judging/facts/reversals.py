"""Rules that turned into their opposite by a word: "giảm" for "tăng", "ngừng" for "không ngừng"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import cast

from doclineage.judging.edits import Difference
from doclineage.judging.facts.directions import Compared, change_at, is_amount
from doclineage.model import Edit, Effect, FactKind, Span
from doclineage.vietnamese.facts import find_facts
from doclineage.vietnamese.facts.fact import pattern, phrases
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.phrases import any_of

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
            found.append(change_at("negation", "changed", (parent, child), before, after))
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
    # "không ít hơn 01 buổi" is a bound again.
    return re.compile(rf"(?<!\w){any_of(own)}(?!\w)(?!\s+hơn(?!\w))")


def reversed_words(edits: Sequence[Edit], parent: str, child: str) -> list[Compared]:
    """Return words in whose place their opposite stands: "giảm" for "tăng"."""
    found: list[Compared] = []
    for edit in edits:
        if not edit.parent_text or not edit.child_text or edit.kind == "noise":
            continue
        sides = tuple(
            (text, _whole_word(text, span))
            for text, span in ((parent, edit.parent_span), (child, edit.child_span))
        )
        said = [_opposites().fullmatch(fold_case(text[a:b])) for text, (a, b) in sides]
        if not all(said) or not _is_opposite(*(m.group() for m in said if m)):
            continue
        spans = [_with_amount(text, span) for text, span in sides]
        grown = all(span != own for span, (_, own) in zip(spans, sides, strict=True))
        before, after = spans if grown else (span for _, span in sides)
        kind: FactKind = "target" if grown else "negation"
        found.append(change_at(kind, "changed", (parent, child), before, after))
    return found


def _whole_word(text: str, span: Span) -> Span:
    """Return the place of the word of two syllables of which only one was edited, else its own.

    "khách quan" for "chủ quan" is edited in its first syllable.
    """
    start, end = span
    if len(text[start:end].split()) != 1:
        return span
    behind = re.match(r"\s+[^\W\d_]+", text[end : end + _SYLLABLE])
    wide = (start, end + behind.end()) if behind else span
    return wide if _opposites().fullmatch(fold_case(text[slice(*wide)])) else span


#: Characters of a blank and the longest syllable.
_SYLLABLE = 9


def milder_words(edits: Sequence[Edit], parent: str, child: str) -> list[Compared]:
    """Return words in whose place one stands that asks for less, or more: "giảm" for "miễn"."""
    found: list[Compared] = []
    for edit in edits:
        if edit.kind == "noise":
            continue
        one, two = (fold_case(text).strip() for text in (edit.parent_text, edit.child_text))
        for strong, mild, effect in ((one, two, "weakened"), (two, one, "strengthened")):
            if mild in phrases("milder").get(strong, "").split("|") and mild:
                spans = edit.parent_span, edit.child_span
                kind: FactKind = "frequency" if strong in phrases("frequency") else "modality"
                found.append(change_at(kind, cast(Effect, effect), (parent, child), *spans))
    return found


def milder_sanctions(parent: str, child: str, difference: Difference) -> list[Compared]:
    """Return where all who break a rule are only reminded, however it is worded."""
    if all(edit.kind in {"noise", "localisation"} for edit in difference.edits):
        return []
    texts = fold_case(parent), fold_case(child)
    strong, mild = pattern("sanction"), pattern("mild-sanction")
    there = mild.search(texts[1])
    if there is None or mild.search(texts[0]) or strong.search(texts[1]):
        return []
    before = strong.search(texts[0])
    if before is None:
        return []
    return [change_at("modality", "weakened", (parent, child), before.span(), there.span())]


#: How often of what was done often: words that each side may say where it likes.
_OFTEN, _SELDOM = (re.compile(rf"(?<!\w){said}(?!\w)") for said in ("thường xuyên", "đột xuất"))


def rarer_words(parent: str, child: str, difference: Difference) -> list[Compared]:
    """Return where what was to be done "thường xuyên" is done "đột xuất" only."""
    if not difference.edits or "đột xuất" not in (there := fold_case(child)):
        return []
    own = fold_case(parent)
    before, after = _OFTEN.search(own), _SELDOM.search(there)
    if not (before and after) or _SELDOM.search(own) or _OFTEN.search(there):
        return []
    if "định kỳ" in there:
        return []
    spans = before.span(), after.span()
    return [change_at("frequency", "weakened", (parent, child), *spans)]


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
