"""Rules that the other side says from their other end.

"trừ hộ nghèo" frees whom "không áp dụng với hộ nghèo" frees, and "trước khi V phải P" asks for what
"chỉ được V sau khi đã P" asks for.  Both sides must name the same: who is free, or what comes first
and what comes after it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import islice

from doclineage.judging.facts.negations import ONLY
from doclineage.judging.places import meet
from doclineage.model import Span
from doclineage.vietnamese.facts import EXCEPT, Fact
from doclineage.vietnamese.facts.fact import phrases
from doclineage.vietnamese.light_words import light_words
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.phrases import any_of
from doclineage.vietnamese.words import words

_Facts = tuple[list[Fact], list[Fact]]


def without_other_ends(old: list[Fact], new: list[Fact], parent: str, child: str) -> _Facts:
    """Leave out the words of rules that the other side says from their other end."""
    texts = fold_case(parent), fold_case(child)
    for side, (own, other) in enumerate(((old, new), (new, old))):
        here, there = texts[side], texts[1 - side]
        for fact in [f for f in own if f.normal == EXCEPT or _is_only(f)][:_MANY]:
            if _is_only(fact):
                place, kinds = _asked_at(here, fact.span, there), _OF_ORDER
            else:
                place, kinds = _freed_at(here, fact.span, there), _OF_EXCEPTION
            if place is not None:
                own.remove(fact)
                other[:] = [f for f in other if f.kind not in kinds or not meet(f.span, place)]
    return old, new


#: More of them are no rules that a person wrote.
_MANY = 40


def _is_only(fact: Fact) -> bool:
    return fact.kind == "scope" and fact.normal == ONLY


_OF_EXCEPTION, _OF_ORDER = frozenset({"negation", "modality"}), frozenset({"modality"})


# trừ [trường hợp cấp cứu]: whom an exception names
_NAMED = re.compile(r"[^,;.:()|\n]{0,120}")
#: What only says that somebody is named.
_NAMING = frozenset(
    {"trường", "hợp", "đối", "tượng", "với", "các", "những", "người", "thuộc", "diện", "là"}
)


# không áp dụng với [hộ nghèo]
_FREES = re.compile(
    r"(?<!\w)không\s+(?:phải\s+)?(?:áp dụng|thực hiện|bao gồm|tính|kể)(?:\s+(?:quy định|việc) này)?"
    r"(?:\s+(?:đối với|với|cho|đến))?\s+(?P<named>[^,;.:()|\n]{1,120})"
)
# [hộ nghèo] không thuộc diện áp dụng | [hộ nghèo] thì không phải nộp
_IS_FREE = re.compile(
    r"(?:^|(?<=[,;.:|\n]))(?:\s*(?:riêng|đối với|với|còn)(?!\w))?\s*"
    r"(?P<named>[^,;.:()|\n]{1,120}?),?\s+(?:thì\s+)?"
    r"(?:không\s+(?:phải|bắt buộc|thuộc|nằm trong|áp dụng)|được\s+(?:miễn|loại trừ))(?!\w)"
    r"(?P<deed>[^,;.:()|\n]{0,120})"
)
# ngoài [trẻ em dưới 6 tuổi], mọi người dân: "ngoài" adds where not all are named behind it
_BESIDES_ALL = re.compile(
    r"(?:^|(?<=[;.:]\s))ngoài(?!\s+ra)\s+(?P<named>[^,;.:()|\n]{1,120}),\s+"
    r"(?:mọi|tất cả|toàn bộ|toàn thể|100%)(?!\w)"
)


def _freed_at(text: str, excepts: Span, other: str) -> Span | None:
    """Return where the other side frees just those whom an exception names, of the same deed."""
    match = _NAMED.match(text, excepts[1])
    named = _who(match.group()) if match else frozenset()
    for freed, deed, span in _freed(other) if named else ():
        if freed == named and (not deed or deed & _heavy(text)):
            return span
    return None


@lru_cache(maxsize=256)
def _freed(text: str) -> tuple[tuple[frozenset[str], frozenset[str], Span], ...]:
    """Return whom a text frees, of which deed where it says so, and where."""
    found = []
    for form in (_FREES, _IS_FREE, _BESIDES_ALL):
        for match in islice(form.finditer(text), _MANY):
            deed = match.groupdict().get("deed") or ""
            found.append((_who(match["named"]), _heavy(deed), match.span()))
    return tuple(found)


def _who(said: str) -> frozenset[str]:
    return _heavy(said) - _NAMING


# chỉ [được] … sau khi [đã] …: what is done, and what it waits for
_ONLY_AFTER = re.compile(
    r"(?<!\w)(?:sau\s+khi|khi|nếu)(?:\s+(?:đã|được|có|đã\s+có|đã\s+được))?(?!\w)"
)
_BEFORE = re.compile(r"(?<!\w)trước\s+khi(?!\w)")
# ; . : or a line's end: here a rule ends
_RULE_END = re.compile(r"[;.:\n]")
#: Share of a deed that the other side must say in the same part of the rule, how much of what must
#: be done before it, and of what it waits for, behind which the rule may go on.
_DEED, _SOONER, _ASKED = 0.75, 0.5, 0.4


def _asked_at(text: str, only: Span, other: str) -> Span | None:
    """Return where a text asks before a deed for what "chỉ … sau khi" of the other one asks for."""
    if _BEFORE.search(other) is None:
        return None
    rule = _rule_at(text, only)
    waits = _ONLY_AFTER.search(text, only[1], rule[1])
    if waits is None or _BEFORE.search(text, *rule):
        return None
    deed, asked = _heavy(text[rule[0] : waits.start()]), _heavy(text[waits.end() : rule[1]])
    for span, later, sooner in _orders(other):
        is_deed = _share(later, deed) >= _DEED and _share(later, asked) < _DEED
        is_asked = _share(sooner - later, asked) >= _SOONER and _share(asked, sooner) >= _ASKED
        if is_deed and is_asked:
            return span
    return None


@lru_cache(maxsize=256)
def _orders(text: str) -> tuple[tuple[Span, frozenset[str], frozenset[str]], ...]:
    """Return each rule with "trước khi": its place, the later deed and what must be done sooner."""
    found = []
    for match in islice(_BEFORE.finditer(text), _MANY):
        start, end = _rule_at(text, match.span())
        comma = text.find(",", match.end(), end)
        until = comma if comma >= 0 else end
        sooner = f"{text[start : match.start()]} {text[until:end]}"
        if not _denied().search(sooner) and not _lenient().search(sooner):
            found.append(((start, end), _heavy(text[match.end() : until]), _heavy(sooner)))
    return tuple(found)


@cache
def _denied() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(phrases('negation'))}(?!\w)")


@cache
def _lenient() -> re.Pattern[str]:
    """Match words of duty that leave a choice: what may be done first is not asked for."""
    weak = [word for word, strength in phrases("modality").items() if float(strength) < _BINDING]
    return re.compile(rf"(?<!\w){any_of(weak)}(?!\w)")


#: Up from here a word of duty binds; compare data/fact_words.tsv.
_BINDING = 3.0


#: Characters to either side in which a rule begins and ends.
_REACH = 400


def _rule_at(text: str, place: Span) -> Span:
    """Return the sentence, or the part of one up to a semicolon, in which a place stands."""
    first = max(0, place[0] - _REACH)
    begun = [match.end() for match in _RULE_END.finditer(text, first, place[0])]
    last = place[1] + _REACH
    end = _RULE_END.search(text, place[1], last)
    return begun[-1] if begun else first, end.start() if end else min(len(text), last)


@lru_cache(maxsize=4096)
def _heavy(text: str) -> frozenset[str]:
    return frozenset(words(text).keys) - light_words() - _WORDS_OF_RULES


#: Words with which a rule is said, not what it says.
_WORDS_OF_RULES = frozenset(
    {"phải", "chỉ", "được", "việc", "đã", "có", "thực", "hiện", "đều", "mọi", "bắt", "buộc"}
)


def _share(keys: frozenset[str], there: frozenset[str]) -> float:
    return len(keys & there) / len(keys) if keys else 0.0
