"""Negations that are no loss, said otherwise or twice; and those that were undone or softened."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import islice, pairwise

from doclineage.judging.edits.letters import is_confusable
from doclineage.judging.facts.directions import Compared, change_at
from doclineage.judging.facts.universals import fewer_sayings
from doclineage.judging.places import Places, clause_at, edits_at, in_one_clause, meet
from doclineage.model import Edit, FactChange, Span
from doclineage.vietnamese.facts import Fact
from doclineage.vietnamese.facts.fact import pattern, phrases
from doclineage.vietnamese.light_words import light_words
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.phrases import any_of
from doclineage.vietnamese.words import words


def without_restated(
    old: list[Fact], new: list[Fact], parent: str, child: str
) -> tuple[list[Fact], list[Fact]]:
    """Leave out words that the other side says otherwise: "không thu lệ phí", "miễn lệ phí"."""
    if not any(fact.kind in _RESTATED for fact in (*old, *new)):
        return old, new
    texts = fold_case(parent), fold_case(child)
    return (
        [fact for fact in old if not _is_restated(fact, *texts)],
        [fact for fact in new if not _is_restated(fact, *texts[::-1])],
    )


def without_turned(
    old: list[Fact],
    new: list[Fact],
    sides: tuple[Sequence[Fact], Sequence[Fact]],
    texts: tuple[str, str],
) -> tuple[list[Fact], list[Fact]]:
    """Leave out "chỉ … khi đã" where the other side says "không … khi chưa": one rule twice."""
    for own, others, side in ((old, new, 0), (new, old, 1)):
        only = next((f for f in others if f.kind == "scope" and f.normal == ONLY), None)
        denied = [f for f in own if f.kind == "negation"]
        if only is None:
            continue
        for first, second in pairwise(denied):
            if in_one_clause(texts[side], first.span, second.span):
                own.remove(first)
                own.remove(second)
                others.remove(only)
                break
        else:
            if _is_turned(only, sides[side], sides[1 - side], texts[side], texts[1 - side]):
                others.remove(only)
    return old, new


#: The normal form of "chỉ".
ONLY = "1"


def _is_turned(
    only: Fact, own: Sequence[Fact], others: Sequence[Fact], text: str, other: str
) -> bool:
    """Tell whether "không V khi đã P" became "chỉ V khi chưa P": each denies the other half."""
    verb = DENIED_VERB.match(fold_case(other), only.span[1])
    here = [f for f in own if f.kind == "negation"]
    there = [f for f in others if f.kind == "negation" and f.span[0] > only.span[0]]
    if verb is None or len(here) != len(there) or not there:
        return False
    folded = fold_case(text)
    verbs = [m["verb"] for f in here if (m := DENIED_VERB.match(folded, f.span[1]))]
    return verb["verb"] in verbs and in_one_clause(other, only.span, there[0].span)


_RESTATED = frozenset({"negation", "modality"})


def _is_restated(fact: Fact, own: str, other: str) -> bool:
    """Tell whether the other side says a word of one side by another: "tránh" for "không để"."""
    if fact.kind not in _RESTATED:
        return False
    start = fact.span[0]
    if fact.kind == "negation" and (
        _is_shunned(own, fact.span[1], other) or _is_bounded(own, fact.span[1], other)
    ):
        return True
    longest = pattern("restated").match(own, start)
    if longest is None:
        return False
    for end in range(longest.end(), start, -1):
        rest = own[:start] + own[end:]
        said = _restated().get(own[start:end], ())
        if any(_count(word, other) > _count(word, rest) for word in said):
            return True
    return False


# không kiểm tra quá [02 lần]: the negation sets a bound to the number
_SETS_BOUND = re.compile(
    r"(?:\s+(?!nợ|chậm|trễ)[^\s,;.:]+){1,3}\s+"
    r"(?:quá|vượt|nhiều hơn|ít hơn|được|đạt được|đủ)\s+(?:mức\s+)?(?:\d|một|hai|ba|bốn|năm)"
)
_CEILING = re.compile(
    r"(?<!\w)(?:tối đa|nhiều nhất|không quá|không vượt quá|tối thiểu|ít nhất|dưới)(?!\w)"
)


def _is_bounded(own: str, end: int, other: str) -> bool:
    """Tell whether a negation and a number say a bound that the other side says by its word."""
    if _SETS_BOUND.match(own, end) is None:
        return False
    return _ceilings(other) > _ceilings(own)


@lru_cache(maxsize=64)
def _ceilings(text: str) -> int:
    return len(_CEILING.findall(text))


# không [hình thức]: the word behind a negation, which "tránh" forbids as well
_NEXT = re.compile(r"\s+(?:để\s+(?:xảy ra\s+)?|được\s+)?(?P<word>[^\W\d_]+(?:\s+[^\W\d_]+)?)")


def _is_shunned(own: str, end: int, other: str) -> bool:
    """Tell whether the other side shuns by a verb what this side negates: "tránh hình thức"."""
    behind = _NEXT.match(own, end)
    if behind is None:
        return False
    return _shunned(behind["word"], other) > _shunned(behind["word"], own)


def _shunned(word: str, text: str) -> int:
    """Count how often a verb that shuns stands before a word."""
    return sum(
        text.startswith(word, end) and not text[end + len(word) : end + len(word) + 1].isalnum()
        for end in _shunning(text)
    )


@lru_cache(maxsize=64)
def _shunning(text: str) -> tuple[int, ...]:
    """Return where the verbs that shun end in a text."""
    return tuple(verb.end() for verb in _shuns().finditer(text))


@cache
def _shuns() -> re.Pattern[str]:
    whole = (verb for verb, value in phrases("shuns").items() if value == "whole")
    return re.compile(rf"(?<!\w){any_of(whole)}\s+")


@cache
def _restated() -> dict[str, tuple[str, ...]]:
    return {phrase: tuple(said.split("|")) for phrase, said in phrases("restated").items()}


def _count(phrase: str, text: str) -> int:
    return len(places_of(phrase, text))


def places_of(phrase: str, text: str) -> list[int]:
    """Return where a phrase stands in a text as a whole."""
    found, place = [], text.find(phrase)
    while place >= 0:
        end = place + len(phrase)
        if not text[max(0, place - 1) : place].isalnum() and not text[end : end + 1].isalnum():
            found.append(place)
        place = text.find(phrase, end)
    return found


# What is said of everybody: two negations say the same.
_OF_ALL = re.compile(
    r"(?<!\w)(?:mọi|tất cả|toàn bộ|toàn thể|đều|100%|ai cũng|bảo đảm|đảm bảo)(?!\w)"
)


def without_doubled(found: list[Compared], parent: str, child: str) -> list[Compared]:
    """Leave out two negations of one clause that the other side says of all: "không ai không"."""
    for own, other, side in ((parent, child, 0), (child, parent, 1)):
        places = [(b, a) if side == 0 else (a, b) for _, b, a in found]
        negated = [
            i for i, c in enumerate(found) if c[0].kind == "negation" and places[i][1] is None
        ]
        spans = [span for i in negated if (span := places[i][0])]
        nobody = [i for i in negated if (span := places[i][0]) and _is_of_nobody(own, span)]
        if nobody and fewer_sayings(other, own):
            # "không để hộ nào không có điện": the second negation is of the same everybody.
            clauses = {_clause_at(own, places[i][0]) for i in nobody} - {None}
            beside = {i for i in negated if _clause_at(own, places[i][0]) in clauses}
            return [c for i, c in enumerate(found) if i not in beside]
        if len(negated) != 2 or len(spans) != 2 or not in_one_clause(own, *spans):
            continue
        if len(_OF_ALL.findall(fold_case(other))) <= len(_OF_ALL.findall(fold_case(own))):
            continue
        said = [i for i, c in enumerate(found) if c[0].kind == "scope" and places[i][0] is None]
        return [c for i, c in enumerate(found) if i not in {*negated, *said[:1]}]
    return found


# không để hộ nào, không ai: a negation of everybody, up to the end of its clause
_NOBODY = re.compile(r"[^;.:]{0,60}?(?<!\w)(?:nào|ai)(?!\w)")


def _is_of_nobody(text: str, span: Span) -> bool:
    """Tell whether a negation is one of everybody: "không để người dân nào bị đói"."""
    return _NOBODY.match(fold_case(text), span[1]) is not None


def _clause_at(text: str, place: Span | None) -> Span | None:
    return clause_at(text, place) if place is not None else None


def softened(found: Sequence[Compared], edits: Sequence[Edit]) -> list[Compared]:
    """Say what stands in the place of a negation: "hạn chế" for "cấm", "đã" for "chưa"."""
    told: list[Compared] = []
    mild_places: list[Span] = []
    mild_edits = [edit for edit in edits if _is_mild(edit)]
    for change, before, after in found:
        denied = before if change.kind == "negation" else None
        edit = _instead(denied, edits, mild_edits) if denied else None
        if edit is None:
            told.append((change, before, after))
            continue
        mild = pattern("softer").match(fold_case(edit.child_text))
        if after is None and not mild and not pattern("affirms").match(fold_case(edit.child_text)):
            told.append((change, before, after))
            continue
        start = edit.child_span[0]
        place = (start, start + (mild.end() if mild else len(edit.child_text)))
        if after is not None and not (mild and meet(place, after)):
            told.append((change, before, after))
            continue
        said = FactChange(
            kind="modality" if mild else "negation",
            parent=change.parent,
            child=edit.child_text[: place[1] - start],
            effect="weakened" if mild else "changed",
        )
        told.append((said, before, place))
        mild_places += [place] if mild else []
    mildly = Places(mild_places)
    return [c for c in told if c[1] or not (c[2] and mildly.meet(c[2]))]


def softened_anew(found: Sequence[Compared], parent: str, child: str) -> list[Compared]:
    """Say what milder word a sentence worded anew has for a negation that it lacks.

    "Nghiêm cấm sử dụng chất cấm", "người nuôi cần tránh dùng chất cấm": what was denied stands
    behind the milder word.
    """
    mild = pattern("softer").search(fold_case(child))
    if mild is None or pattern("softer").search(fold_case(parent)):
        return list(found)
    there = set(words(child[mild.end() : mild.end() + _DENIED]).keys) - light_words()
    told: list[Compared] = []
    for change, before, after in found:
        if change.kind == "negation" and change.effect == "missing" and before and not after:
            asked = set(words(parent[before[1] : before[1] + _DENIED]).keys) - light_words()
            if len(asked & there) * 2 >= min(len(asked), len(there)) > 0:
                spans = before, mild.span()
                told.append(change_at("modality", "weakened", (parent, child), *spans))
                continue
        told.append((change, before, after))
    return told


#: Characters behind a negation in which it is said what it denies.
_DENIED = 60


def _instead(denied: Span, edits: Sequence[Edit], mild_edits: Sequence[Edit]) -> Edit | None:
    """Return the first edit that puts something else for a negation, else a milder word for it."""
    for edit in edits_at(edits, denied):
        if _fills(edit, denied):
            return edit
    reach = denied[0], denied[1] + _NEAR + 1
    return next((e for e in edits_at(mild_edits, reach) if _is_milder(e, denied)), None)


# không [giao đất]: the verb that a negation denies, by its first two syllables
DENIED_VERB = re.compile(r"\s+(?:được\s+|để\s+)?(?P<verb>[^\W\d_]+\s+[^\W\d_]+)(?!\w)")
#: Characters before a verb in which a negation of it may stand.
BEFORE_VERB = 24


def undone(
    all_old: Sequence[Fact],
    all_new: Sequence[Fact],
    settled: Sequence[Fact],
    parent: str,
    child: str,
) -> list[Compared]:
    """Return what one side denies and the other says without a negation, wherever it stands.

    It is not asked of `settled` negations, which the other side says otherwise.
    """
    found: list[Compared] = []
    counts = [sum(f.kind == "negation" for f in facts) for facts in (all_old, all_new)]
    if counts[0] == counts[1]:
        return found
    sides = (all_old, parent, child), (all_new, child, parent)
    own, text, other = sides[0] if counts[0] > counts[1] else sides[1]
    folded, there = fold_case(text), fold_case(other)
    known = frozenset(settled)
    for fact in own:
        verb = DENIED_VERB.match(folded, fact.span[1]) if fact.kind == "negation" else None
        if verb is None or fact in known or _is_doubled(fact, own, text, other):
            continue
        if fact.normal == "except" or _count(verb["verb"], folded) != 1:
            continue
        said = places_of(verb["verb"], there)
        if len(said) != 1 or is_denied(there, said[0]):
            continue
        whole, plain = (fact.span[0], verb.end()), (said[0], said[0] + len(verb["verb"]))
        before, after = (whole, plain) if own is all_old else (plain, whole)
        found.append(change_at("negation", "changed", (parent, child), before, after))
    return found


def _is_doubled(fact: Fact, facts: Sequence[Fact], text: str, other: str) -> bool:
    """Tell whether a negation is of everybody, or one of two that the other side says of all."""
    if _is_of_nobody(text, fact.span):
        return True
    if fewer_sayings(other, text) == 0:
        return False
    beside = (f for f in facts if f.kind == "negation" and in_one_clause(text, f.span, fact.span))
    return len(list(islice(beside, 2))) > 1


def is_denied(folded: str, place: int) -> bool:
    """Tell whether anything that denies or shuns stands soon before a verb."""
    if _IN_LIST.search(folded[max(0, place - _LISTED) : place]):
        return True
    before = re.split(r"[;,.:]", folded[max(0, place - BEFORE_VERB) : place])[-1]
    return any(pattern(kind).search(before) is not None for kind in ("negation", "softer", "shuns"))


# không tàng trữ, vận chuyển, [mua bán]: bare verbs in a row, denied at once
_IN_LIST = re.compile(
    r"(?<!\w)(?:nghiêm cấm|cấm|không|không được)\s+(?:[^\W\d_]+(?:\s+[^\W\d_]+)?\s*"
    r"(?:,\s*|\s(?:và|hoặc)\s+)){1,6}$"
)
#: Characters before a verb in which such a row begins.
_LISTED = 80


#: Syllables of the longest words that may stand in the place of a negation.
_IN_PLACE = 3


#: Syllables of a negation with its verb, and characters between it and the milder word behind whom
#: it binds: "Nghiêm cấm cán bộ uống rượu", "Cán bộ hạn chế uống rượu".
_WITH_VERB, _NEAR = 5, 40


def _is_mild(edit: Edit) -> bool:
    """Tell whether an edit puts in a milder word, with no more than a verb."""
    if edit.kind != "wording" or not pattern("softer").match(fold_case(edit.child_text)):
        return False
    return max(len(edit.parent_text.split()), len(edit.child_text.split())) <= _WITH_VERB


def _is_milder(edit: Edit, before: Span) -> bool:
    """Tell whether a milder edit stands for a negation and its verb, or soon behind it."""
    start, end = edit.parent_span
    behind = start == end and 0 <= start - before[1] <= _NEAR
    return behind or (start <= before[0] and before[1] <= end)


def _fills(edit: Edit, before: Span) -> bool:
    """Tell whether an edit puts a few words in the very place of a negation."""
    if before[0] < edit.parent_span[0] or edit.parent_span[1] < before[1]:
        return False
    sizes = len(edit.parent_text.split()), len(edit.child_text.split())
    if max(sizes) > _IN_PLACE or sizes[1] == 0:
        return False
    return not is_confusable(edit.parent_text, edit.child_text)
