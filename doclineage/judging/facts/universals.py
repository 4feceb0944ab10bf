"""All that is said of all: "100%", "toàn bộ", "mọi … đều" say one thing in other words.

Whoever says all of it in another way, or once more, took nothing away; whoever puts a number or a
part in its place did.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

import msgspec

from doclineage.judging.edits import Difference, mapped_position
from doclineage.judging.facts.directions import Compared, change_at, is_amount
from doclineage.judging.facts.printed import printed_span
from doclineage.judging.localisation import is_light
from doclineage.judging.places import meet
from doclineage.model import FactChange, Span
from doclineage.vietnamese.facts import Fact
from doclineage.vietnamese.facts.fact import phrases
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.phrases import any_of, listed
from doclineage.vietnamese.words import clauses, words

_ALL = 3.0
#: Characters of what is said of all, behind which words may bound it.
_NAMED = 40
#: Syllables between two sayings of one list: "100% hộ nghèo và 100% hộ cận nghèo".
_LIST = 4
# và | , | , và: right before a saying that goes on with a list
_JOINT = re.compile(r"(?:,|(?<!\w)và)\s*$")


class _Sayings(msgspec.Struct, frozen=True):
    """How often a text speaks of all, and how often by words that do so in place of others."""

    full: int
    instead: int


@lru_cache(maxsize=4096)
def _sayings(text: str) -> _Sayings:
    """Count what is said of all; "đều" counts where nothing plainer does, a list counts once.

    >>> _sayings("Mọi thôn đều có tổ hòa giải; các hộ đều ký cam kết.").full
    2
    """
    folded = fold_case(text)
    if not _pattern().search(folded):
        return _Sayings(0, 0)
    full = instead = 0
    for start, end in clauses(text):
        found = [
            (phrases("all")[m.group()], m.span()) for m in _pattern().finditer(folded, start, end)
        ]
        plain = [span for value, span in found if value == "plain"]
        goes_on = sum(_goes_on(folded[a[1] : b[0]]) for a, b in pairwise(plain))
        full += len(plain) - goes_on or min(1, sum(value == "beside" for value, _ in found))
        instead += sum(value == "instead" for value, _ in found)
    return _Sayings(full, instead)


def _goes_on(between: str) -> bool:
    return len(words(between).keys) <= _LIST and _JOINT.search(between) is not None


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(phrases('all'))}(?!\w)")


def fewer_sayings(text: str, other: str) -> int:
    """Return how often `other` leaves unsaid that `text` speaks of all."""
    own, there = _sayings(text), _sayings(other)
    return max(0, own.full - there.full - max(0, there.instead - own.instead))


def says_all(fact: Fact) -> bool:
    """Tell whether a fact is a word of all, or the 100% that stands for one."""
    word = fact.kind == "scope" and fact.bound is None and fact.amount == _ALL
    return word or _is_whole(fact)


def _is_whole(fact: Fact) -> bool:
    return fact.normal == "100%" and is_amount(fact)


def without_sayings_of_all(
    old: list[Fact], new: list[Fact], parent: str, child: str
) -> tuple[list[Fact], list[Fact]]:
    """Take out what says all on one side where the other says so as often in other words."""
    if not any(map(says_all, (*old, *new))):
        return old, new
    return (
        _first(old, fewer_sayings(parent, child), parent),
        _first(new, fewer_sayings(child, parent), child),
    )


# toàn bộ [12 trạm], tất cả các [12 trạm]: the number says how many all are
_NUMBERED = re.compile(r"\s+(?:các\s+|cả\s+)?\d")


def _first(facts: Sequence[Fact], most: int, text: str) -> list[Fact]:
    """Return facts of which no more say all than `most`, where no number says it for them."""
    kept = []
    for fact in facts:
        if says_all(fact):
            if most <= 0 or (not is_amount(fact) and _NUMBERED.match(text, fact.span[1])):
                continue
            most -= 1
        kept.append(fact)
    return kept


@cache
def _before() -> re.Pattern[str]:
    """Match "toàn thể", "tất cả các" right before what is said of all."""
    plain = any_of(word for word, value in phrases("all").items() if value == "plain")
    return re.compile(rf"(?<!\w){plain}\s+(?:các\s+|những\s+|số\s+)?$")


def with_all(text: str, span: Span) -> Span:
    """Return a place with the word of all that stands right before it."""
    before = _before().search(fold_case(text[max(0, span[0] - _NAMED) : span[0]]))
    return (span[0] - len(before.group()) if before else span[0], span[1])


def grants(text: str, end: int) -> bool:
    """Tell whether "chỉ" stands before what is allowed or given: it binds more there, not less."""
    return _grants().match(fold_case(text), end) is not None


@cache
def _grants() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:được\s+)?{any_of(phrases('grants'))}(?!\w)")


def narrowed(
    found: Sequence[Compared], new: Sequence[Fact], parent: str, child: str, difference: Difference
) -> list[Compared]:
    """Say "weakened" where a part stands in the place of all: "hai khu phố" for "mọi khu phố"."""
    told: list[Compared] = []
    for change, before, after in found:
        spans = None
        if before is not None and _is_lost(change):
            part = _in_place(before, new, (parent, child), difference)
            spans = (before, printed_span(part, child)) if part else _bounded(before, difference)
            spans = spans or _partly(before, difference)
        if spans is None:
            told.append((change, before, after))
            continue
        told.append(change_at("scope", "weakened", (parent, child), *spans))
    return told


@cache
def _bounding() -> re.Pattern[str]:
    return re.compile(rf"{any_of(phrases('bounds'))}(?!\w)")


def _bounded(before: Span, difference: Difference) -> tuple[Span, Span] | None:
    """Return what is said of all and, on the child's side, of those that words put in bound."""
    where = int(mapped_position(before[0], difference))
    for edit in difference.edits:
        behind = 0 < edit.parent_span[0] - before[1] <= _NAMED
        if behind and is_light(edit.parent_text) and _bounding().match(fold_case(edit.child_text)):
            start = min(where, edit.child_span[0])
            return (before[0], edit.parent_span[0]), (start, edit.child_span[1])
    return None


#: Syllables at least of a part that is named where all was said, and at most of what named all.
_PART, _WHOLE = 3, 4


def _partly(before: Span, difference: Difference) -> tuple[Span, Span] | None:
    """Return what is said of all and the part that is named in its place, without a number."""
    for edit in difference.edits:
        if edit.kind == "wording" and meet(edit.parent_span, before):
            keys = [key for key in words(edit.child_text).keys if not is_light(key)]
            whole = len(words(edit.parent_text).keys) <= _WHOLE
            if whole and len(keys) >= _PART and not any(map(str.isdigit, edit.child_text)):
                return before, edit.child_span
    return None


@cache
def _whole_place() -> re.Pattern[str]:
    places = (
        word
        for word, value in phrases("all").items()
        if value == "instead" and word.startswith(("toàn ", "cả "))
    )
    return re.compile(rf"(?<!\w){any_of(places)}(?!\w)")


def shrunk(difference: Difference, new: Sequence[Fact]) -> list[Compared]:
    """Return a number of places in the place of a whole one: "hai thôn" for "toàn xã"."""
    found: list[Compared] = []
    for edit in difference.edits:
        whole = _whole_place().search(fold_case(edit.parent_text))
        if edit.kind != "wording" or whole is None:
            continue
        part = next((f for f in new if is_amount(f) and meet(f.span, edit.child_span)), None)
        if part is None or part.unit not in _places():
            continue
        before = (edit.parent_span[0] + whole.start(), edit.parent_span[0] + whole.end())
        after = part.span[0], edit.child_span[1]
        change = FactChange(
            kind="scope",
            parent=edit.parent_text[slice(*whole.span())],
            child=edit.child_text[after[0] - edit.child_span[0] :],
            effect="weakened",
        )
        found.append((change, before, after))
    return found


def widened(
    found: Sequence[Compared], parent: str, child: str, difference: Difference
) -> list[Compared]:
    """Say that a rule reaches all where the parent named some by number: "lớp 6 và lớp 7"."""
    told = list(found)
    for edit in difference.edits:
        if (
            edit.kind != "wording"
            or not _all_words().search(fold_case(edit.child_text))
            or _pattern().search(fold_case(edit.parent_text))
        ):
            continue
        numbers = [c for c in told if _is_lost_number(c) and meet(c[1] or (0, 0), edit.parent_span)]
        if numbers:
            told = [c for c in told if c not in numbers]
            spans = edit.parent_span, edit.child_span
            told.append(change_at("scope", "strengthened", (parent, child), *spans))
    return told


def _is_lost_number(compared: Compared) -> bool:
    change, _, after = compared
    return change.kind == "quantity" and after is None and change.child is None


# toàn trường | cả lớp | tất cả học sinh
@cache
def _all_words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(phrases('all'))}|(?:toàn|cả)\s+\w+)(?!\w)")


def _places() -> frozenset[str]:
    return listed("responsibility", "units")


def _is_lost(change: FactChange) -> bool:
    return change.kind == "scope" and change.child is None and change.effect == "missing"


#: Characters between the place of a word of all and the number that stands there instead.
_NEAR = 6


def _counts_own(texts: tuple[str, str], all_end: int, number: int) -> bool:
    """Tell whether a number counts units of the commune where all was said of others."""
    said = fold_case(texts[0][all_end : all_end + _NAMED])
    counted = _number_of_places().match(fold_case(texts[1]), number)
    return counted is not None and counted["place"] not in said


@cache
def _number_of_places() -> re.Pattern[str]:
    return re.compile(rf"\w+\s+(?P<place>{any_of(_places())})(?!\w)")


def _in_place(
    before: Span, new: Sequence[Fact], texts: tuple[str, str], difference: Difference
) -> Fact | None:
    """Return the number that the child alone has in the place of a word of all.

    "12 khu phố" for "tất cả các xã, phường" may well be all that the ward has.
    """
    where = mapped_position(before[0], difference)
    for fact in new:
        near = abs(fact.span[0] - where) <= _NEAR
        if (
            is_amount(fact)
            and fact.unit != "%"
            and near
            and not _counts_own(texts, before[1], fact.span[0])
        ):
            edits = (e for e in difference.edits if meet(e.child_span, fact.span))
            if any(meet(e.parent_span, before) for e in edits):
                return fact
    return None
