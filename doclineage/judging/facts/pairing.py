"""The facts of both sides paired by unit and nearness, and what became of each."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Sequence
from itertools import pairwise

from doclineage.judging.edits import Difference, mapped_position
from doclineage.judging.edits.letters import is_confusable
from doclineage.judging.facts.directions import Compared, effect_of, is_amount, is_setting
from doclineage.judging.facts.printed import change_of, printed_span
from doclineage.judging.facts.universals import grants
from doclineage.judging.places import meet
from doclineage.model import Edit, Effect, FactKind, Span
from doclineage.vietnamese.facts import LAW, Fact, areas, find_facts, is_unit
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.number_words import value_of
from doclineage.vietnamese.words import words

#: Facts are paired within a group only.
_GROUPS = ("deadline", "amount", "modality", "negation", "scope", "frequency", "reference")
#: Characters between a fact and the word that bounds it.
_REACH = 16
#: In an edit of more words than this a duty word is judged with its clause, not by itself.
LONG_EDIT = 12
#: Facts of one group that one side of a unit states beside the other: from more on nearness says
#: nothing of what became of which, and each would be held against each. No real paragraph has a
#: tenth of it.
_CROWDED = 400
#: A plain order binds like this; compare data/fact_words.tsv.
_PLAIN_ORDER = 3.0


def paired(
    old: Sequence[Fact], new: Sequence[Fact], parent: str, child: str, difference: Difference
) -> list[Compared]:
    """Pair what is left of both sides, group by group, then compare."""
    found: list[Compared] = []
    for group in _GROUPS:
        left = [fact for fact in old if _group(fact) == group]
        right = [fact for fact in new if _group(fact) == group]
        found += _paired(left, right, parent, child, difference)
    return found


def _group(fact: Fact) -> str:
    return "amount" if is_amount(fact) else fact.kind


def _paired(
    left: list[Fact], right: list[Fact], parent: str, child: str, difference: Difference
) -> list[Compared]:
    """Pair what is left by unit and nearness, then compare."""
    if max(len(left), len(right)) > _CROWDED:
        return _in_order(left, right, parent, child)
    found: list[Compared] = []
    open_right = list(right)
    units = {other.unit for other in right}
    # What says the same in other words is paired first, however far it moved; "100%" is held
    # against "100 đầu sách" only after all that counts those.
    for fact in sorted(
        left, key=lambda one: (not any(_says_same(one, o) for o in right), one.unit not in units)
    ):
        nearest = _nearest(fact, open_right, difference, parent, fewer=len(left) > len(right))
        if nearest is not None:
            other = open_right.pop(nearest)
            effect = effect_of(fact, other)
            if effect == "equal" and _is_for_other_time(fact, other, parent, child):
                effect = "changed"
            if effect == "weakened" and _is_effort_already(fact, other, parent):
                effect = "equal"
            if effect == "weakened" and _cue_damaged(fact, other, parent, child):
                effect = "unknown"
            kind = _kind(fact, other)
            if _lost_governor(fact, other):
                kind, effect = "negation", "changed"
            found.append(change_of(kind, effect, (parent, child), fact, other))
        else:
            found += _gone(fact, parent, child, difference)
    own = [edit.child_span for edit in difference.edits if _is_addition(edit)]
    for fact in open_right:
        # What is added whole brings amounts of its own, which bind nothing of the parent's.
        if fact.kind != "target" or not _touches(fact, own):
            found += _added(fact, parent, child)
    return found


def _nearest(
    fact: Fact, others: Sequence[Fact], difference: Difference, parent: str, *, fewer: bool
) -> int | None:
    """Return the place of the nearest fact that may answer one.

    Where the child states fewer, "trong năm 2026" that opens its sentence there as "Năm 2026"
    answers none of another day.
    """
    where = mapped_position(fact.span[0], difference)
    distance, place = min(
        (
            (_distance(fact, other, where), i)
            for i, other in enumerate(others)
            if _comparable(fact, other)
        ),
        default=(0.0, -1),
    )
    if place < 0 or (fewer and distance >= 0 and _is_plain(fact, parent, difference)):
        return None
    return place


# [Phấn đấu] tỷ lệ bao phủ … đạt 95%: an effort that is said far before its number
_EFFORT = re.compile(r"(?<!\w)(?:phấn đấu|cố gắng|nỗ lực)(?!\w)[^;.:,\d]*$")


def _is_effort_already(fact: Fact, other: Fact, parent: str) -> bool:
    """Tell whether only an effort is asked for on both sides, once far before the number."""
    if other.bound != "effort" or fact.bound != "exact" or fact.amount != other.amount:
        return False
    return _EFFORT.search(fold_case(parent[: fact.span[0]])) is not None


def _in_order(
    left: Sequence[Fact], right: Sequence[Fact], parent: str, child: str
) -> list[Compared]:
    """Pair the facts of a crowd by kind and unit in their order; of each a person must judge."""
    waiting: dict[tuple[str, str | None], deque[Fact]] = defaultdict(deque)
    for fact in right:
        waiting[fact.kind, fact.unit].append(fact)
    found: list[Compared] = []
    for fact in left:
        others = waiting[fact.kind, fact.unit]
        other = others.popleft() if others else None
        found.append(change_of(fact.kind, "unknown", (parent, child), fact, other))
    rest = sorted((f for facts in waiting.values() for f in facts), key=lambda fact: fact.span)
    return found + [change_of(f.kind, "unknown", (parent, child), None, f) for f in rest]


def _gone(fact: Fact, parent: str, child: str, difference: Difference) -> list[Compared]:
    """Judge what only the parent states."""
    if _is_lone(fact, parent, difference.child.keys) or _is_plain(fact, parent, difference):
        return []
    if _is_optional(fact, parent) or _is_spelt(fact, difference.edits):
        return []
    if _is_plural(fact, parent, child, difference):
        return []
    effect: Effect = "missing"
    if fact.kind == "modality" and fact.amount is not None:
        effect = "weakened" if fact.amount > _PLAIN_ORDER else "strengthened"
        if fact.amount == _PLAIN_ORDER:
            return []
    if fact.kind == "modality" and _is_rewritten(fact, difference.edits):
        effect = "unknown"
    return [change_of(fact.kind, effect, (parent, child), fact, None)]


def _kind(fact: Fact, other: Fact) -> FactKind:
    """Return the kind of a change: a threshold on one side makes a scope of both."""
    if other.kind == "scope" or fact.kind == "quantity":
        return other.kind
    return fact.kind


_TURNED = (frozenset({"max", "above"}), frozenset({"min", "below"}))


def _lost_governor(fact: Fact, other: Fact) -> bool:
    """Tell whether only a negation that turns a bound came or went: "không … quá", "quá"."""
    turned = [f.governor is not None and not f.by_only for f in (fact, other)]
    return (
        turned[0] != turned[1]
        and fact.amount == other.amount
        and {fact.bound, other.bound} in _TURNED
    )


#: Words put in place of a duty word from which on the duty may have been said otherwise.
_SAID_OTHERWISE = 4


def _is_optional(fact: Fact, text: str) -> bool:
    """Tell whether a fact may be left unsaid: "thường xuyên", or "một" where nothing bounds it."""
    if fact.kind == "frequency":
        return fact.amount is None or fact.normal == "office"
    if fact.kind == "deadline":
        return is_setting(fact)
    if fact.kind == "reference":
        return fact.unit == LAW
    return (
        fact.kind == "quantity"
        and fact.amount == 1
        and fold_case(text[fact.span[0] : fact.span[1]]) == "một"
    )


def _is_lone(fact: Fact, text: str, there: Sequence[str]) -> bool:
    """Tell whether a number counts one thing that the other side names without a number."""
    if not is_amount(fact) or fact.amount != 1 or fact.bound not in {"exact", "min"}:
        return False
    unit = fact.unit if is_unit(fact.unit) else None
    behind = words(text[fact.span[1] : fact.span[1] + _NAMED_IN]).keys
    noun = behind[: len(unit.split()) if unit else _NAMED]
    size = len(noun)
    # What the other side counts is not this one: "02 lần" names no "01 lần ngoài giờ".
    return size > 0 and any(
        tuple(there[i : i + size]) == noun and not (i and _is_several(there[i - 1]))
        for i in range(len(there) - size + 1)
    )


def _is_several(key: str) -> bool:
    return key.isdecimal() and int(key) != 1


def _is_plain(fact: Fact, text: str, difference: Difference) -> bool:
    """Tell whether the other side says a period or a year without the word that made it a term."""
    if fact.kind != "deadline" or fact.unit not in {"day", "hours"}:
        return False
    said, child = words(text[slice(*fact.span)]).keys, difference.child
    size = len(said)
    places = [i for i in range(len(child.keys) - size + 1) if child.keys[i : i + size] == said]
    if size <= 1 or len(places) != 1:
        return False
    place = child.spans[places[0]][0], child.spans[places[0] + size - 1][1]
    return not any(
        meet(other.span, place) and (other.kind, other.bound) != ("quantity", "exact")
        for other in find_facts(child.text)
    )


#: Syllables that name what is counted, and the characters in which they stand.
_NAMED, _NAMED_IN = 2, 40


def _is_spelt(fact: Fact, edits: Sequence[Edit]) -> bool:
    """Tell whether a number only stands as a word instead: "4 tại chỗ", "bốn tại chỗ"."""
    return fact.kind == "quantity" and any(
        _touches(fact, [edit.parent_span])
        and any(fact.amount == value_of(key) for key in words(edit.child_text).keys)
        for edit in edits
    )


#: Words of several: "các trường hợp" for "mọi trường hợp" names as many.
_SEVERAL = frozenset({"các", "những"})
#: Words of each one, whoever it is; of what is denied "bất kỳ" only says so louder.
_EACH = frozenset({"mọi", "bất kỳ", "bất cứ"})
_DENIED = re.compile(r"(?<!\w)(?:không|cấm)(?!\w)")


def _is_plural(fact: Fact, text: str, child: str, difference: Difference) -> bool:
    """Tell whether "các" stands in the place of "mọi", or of "bất kỳ" in what is denied."""
    said = fold_case(text[slice(*fact.span)])
    if said not in _EACH:
        return False
    if said != "mọi" and not _DENIED.search(fold_case(child)):
        return False
    return (
        said != "mọi"
        or any(
            edit.parent_span == fact.span and fold_case(edit.child_text) in _SEVERAL
            for edit in difference.edits
        )
        or _names_several(words(text[fact.span[1] :]).keys[:_NAMED], difference.child.keys)
    )


def _names_several(noun: tuple[str, ...], there: Sequence[str]) -> bool:
    """Tell whether "các" or "những" stands right before a noun: "các trường hợp"."""
    size = len(noun) + 1
    return len(noun) == _NAMED and any(
        there[i] in _SEVERAL and tuple(there[i + 1 : i + size]) == noun
        for i in range(len(there) - size + 1)
    )


def _is_rewritten(fact: Fact, edits: Sequence[Edit]) -> bool:
    return any(
        _touches(fact, [edit.parent_span]) and len(edit.child_text.split()) >= _SAID_OTHERWISE
        for edit in edits
    )


def _says_same(fact: Fact, other: Fact) -> bool:
    return (
        fact.kind in {"deadline", "target", "quantity", "reference"}
        and _comparable(fact, other)
        and effect_of(fact, other) == "equal"
    )


#: A period of an amount by how many of it make a year, and how a text says it elsewhere.
_PERIOD_WORDS = {365.0: "ngày", 52.0: "tuần", 12.0: "tháng", 4.0: "quý", 2.0: "học kỳ", 1.0: "năm"}


def _is_for_other_time(fact: Fact, other: Fact, parent: str, child: str) -> bool:
    """Tell whether an amount lost the period that it is for: "/xã/năm", "/xã".

    It did not where the other side names the period anywhere: "Mỗi năm, … 200 triệu đồng/xã".
    """
    if fact.amount is None or not is_amount(fact) or bool(fact.per_time) == bool(other.per_time):
        return False
    period = _PERIOD_WORDS.get(fact.per_time or other.per_time or 0.0)
    text = child if fact.per_time else parent
    return period is not None and period.split()[0] not in words(text).keys


def _cue_damaged(fact: Fact, other: Fact, parent: str, child: str) -> bool:
    """Tell whether the word that bounds a fact may only be damaged ("trê 70%" for "trên 70%")."""
    if fact.normal != other.normal or other.bound not in {None, "exact"}:
        return False
    start = printed_span(fact, parent)[0]
    cue = words(parent[start : fact.span[0]]).bare
    near = words(child[max(0, other.span[0] - _REACH) : other.span[0]]).bare
    return bool(cue) and is_confusable(" ".join(cue), " ".join(near[-len(cue) :]))


def _added(fact: Fact, parent: str, child: str) -> list[Compared]:
    """Judge what only the child states: more precise where it is a deadline or an amount."""
    effect: Effect = "changed"
    if fact.kind == "modality":
        if fact.amount == _PLAIN_ORDER or fact.amount is None:
            return []
        if _ONLY.search(fold_case(child[: fact.span[0]])[-5:]):
            return []  # "chỉ xem xét …": who is barred is told by "chỉ"
        effect = "weakened" if fact.amount < _PLAIN_ORDER else "strengthened"
    elif fact.kind == "scope" and (fact.bound or not grants(child, fact.span[1])):
        # What was said without a bound, was said of all.
        effect = "weakened"
    elif (fact.kind in {"frequency", "deadline"} and _is_optional(fact, child)) or (
        fact.kind == "deadline" and (_names_year(fact, parent) or _is_hour_of_day(fact, child))
    ):
        return []
    elif fact.kind in {"deadline", "target", "frequency"}:
        effect = "strengthened"
    elif fact.kind in {"quantity", "reference"}:
        return []
    return [change_of(fact.kind, effect, (parent, child), None, fact)]


_ONLY = re.compile(r"(?<!\w)chỉ\s+$")
# trước 24 giờ [ngày 31/12/2026]: the day says when, the hour only until when of it
_OF_THE_DAY = re.compile(r"(?:\s*\d+\s*phút)?,?\s+(?:cùng\s+)?ngày(?!\w)")


def _is_hour_of_day(fact: Fact, text: str) -> bool:
    """Tell whether an hour stands right before its day."""
    behind = _OF_THE_DAY.match(fold_case(text[fact.span[1] : fact.span[1] + 24]))
    return fact.unit == "clock" and behind is not None


def _names_year(fact: Fact, text: str) -> bool:
    """Tell whether a text says the year that the other one makes a term: "Năm 2026, …"."""
    year = fact.normal if fact.normal.isdigit() else None
    keys = words(text).keys
    return year is not None and ("năm", year) in pairwise(keys)


def _distance(fact: Fact, other: Fact, where: float) -> float:
    if _says_same(fact, other):
        return abs(other.span[0] - where) - 1e6
    penalty = 0 if (fact.unit or "") == (other.unit or "") else 1000
    return penalty + abs(other.span[0] - where)


def _comparable(fact: Fact, other: Fact) -> bool:
    if is_amount(fact):
        if areas(fact.unit) and areas(other.unit):
            return True
        return fact.unit == other.unit or fact.normal.rstrip("%") == other.normal.rstrip("%")
    if fact.kind == "frequency":
        return (fact.unit == "hours") == (other.unit == "hours")
    if fact.kind == "reference":
        return fact.unit == other.unit
    if fact.kind == "deadline" and (is_setting(fact) or is_setting(other)):
        return fact.unit == other.unit
    return True


def _is_addition(edit: Edit) -> bool:
    """Tell whether an edit adds so much that it says something of its own."""
    return len(edit.child_text.split()) > LONG_EDIT and len(edit.parent_text.split()) <= 1


def _touches(fact: Fact, spans: Sequence[Span]) -> bool:
    return any(meet(fact.span, span) for span in spans)
