"""Facts that one side says in one and the other in two: "02 đợt … hằng năm", "hằng năm hai đợt".

So too a condition: "không X khi chưa Y" is "phải Y mới được X", and "X, trừ khi Y" has "chỉ khi Y".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from doclineage.judging.edits import Difference
from doclineage.judging.facts.directions import Compared, change_at, is_amount
from doclineage.judging.places import Places, in_one_clause
from doclineage.model import Span
from doclineage.vietnamese.facts import EXCEPT, Fact
from doclineage.vietnamese.facts.fact import phrases
from doclineage.vietnamese.normalise import fold_case

#: What is counted where a number says how many times.
_TURNS = frozenset({"lần", "buổi", "cuộc", "kỳ", "đợt", "ngày"})
#: The period of a day that comes again, by how many of it make a year.
_PERIODS = {12.0: "tháng", 52.0: "tuần", 4.0: "quý", 1.0: "năm"}


def without_times(old: list[Fact], new: list[Fact]) -> tuple[list[Fact], list[Fact]]:
    """Take out how often of one side with the number and the period that the other parts."""
    for whole, parts in ((old, new), (new, old)):
        for fact in [f for f in whole if f.kind == "frequency" and f.unit == "times" and f.count]:
            number = next((f for f in parts if _counts(f, fact)), None)
            pace = (fact.amount or 0) / (fact.count or 1)
            period = next((f for f in parts if f.kind == "frequency" and f.amount == pace), None)
            if number and period:
                whole.remove(fact)
                parts.remove(number)
                parts.remove(period)
    return old, new


def _counts(number: Fact, times: Fact) -> bool:
    bounds = (number.bound or "exact", times.bound or "exact")
    return (
        is_amount(number)
        and number.amount == times.count
        and number.unit in _TURNS
        and bounds[0] == bounds[1]
    )


def is_of_recurring(fact: Fact, others: Sequence[Fact]) -> bool:
    """Tell whether a pace is that of a day that comes again: "mỗi tháng", "ngày 25 hằng tháng"."""
    period = _PERIODS.get(fact.amount or 0) if fact.kind == "frequency" else None
    if period is None:
        return False
    recurs = any(
        f.kind == "deadline" and f.unit == "recurring" and f.normal.endswith(period) for f in others
    )
    return recurs and not any(_is_other_pace(f, fact) for f in others)


def _is_other_pace(other: Fact, fact: Fact) -> bool:
    """Tell whether a word of how often says another period than one of the other side."""
    plain = other.kind == "frequency" and other.unit is None and other.amount in _PERIODS
    return plain and other.amount != fact.amount


def without_own_pace(
    found: list[Compared],
    sides: tuple[Sequence[Fact], Sequence[Fact]],
    texts: tuple[str, str],
) -> list[Compared]:
    """Leave out a pace where the day of its rule is told: "mỗi quý, … ngày 25 tháng cuối quý"."""
    if not any(change.kind == "frequency" for change, _, _ in found):
        return found
    days = [
        Places(place for c, *places in found if c.kind == "deadline" and (place := places[side]))
        for side in (0, 1)
    ]
    recurring = [
        [f for f in facts if f.unit == "recurring" and days[side].meet(f.span)]
        for side, facts in enumerate(sides)
    ]

    def is_of_day(compared: Compared) -> bool:
        change, before, after = compared
        side, place = (0, before) if after is None else (1, after)
        if change.kind != "frequency" or place is None or (before and after):
            return False
        pace = next((f for f in sides[side] if f.kind == change.kind and f.span == place), None)
        beside = [f for f in recurring[side] if _in_one_rule(texts[side], place, f.span)]
        return pace is not None and is_of_recurring(pace, beside)

    return [compared for compared in found if not is_of_day(compared)]


#: Characters between a pace and the day of its rule at most.
_NEAR = 200
# ; . : here a rule ends, but not in a number
_RULE_END = re.compile(r"[;.:](?!\d)")


def _in_one_rule(text: str, one: Span, two: Span) -> bool:
    first, last = sorted((one, two))
    return last[0] - first[1] <= _NEAR and not _RULE_END.search(text, first[1], last[0])


# phải có giấy phép mới được mở | đủ 19 giờ mới kết thúc: what is done only then
_ONLY_THEN = re.compile(r"(?<!\w)(?:mới|thì mới)\s+(?:được\s+)?\w")
# chỉ khi | chỉ được … khi | chỉ … sau khi
_ONLY_WHEN = re.compile(
    r"(?<!\w)chỉ\s+(?:[^;.:]{0,60}?\s)?(?:khi|nếu|sau khi|trong trường hợp)(?!\w)"
)


def without_conditions(found: list[Compared], parent: str, child: str) -> list[Compared]:
    """Leave out the words of a condition that the other side says from its other end."""
    if not found:
        return found
    texts = fold_case(parent), fold_case(child)
    only_thens = [_ONLY_THEN.search(text) is not None for text in texts]
    only_whens = [_ONLY_WHEN.search(text) is not None for text in texts]
    kept = []
    for compared in found:
        change, before, after = compared
        lone = (before is None) != (after is None)
        own, other = (0, 1) if before is not None else (1, 0)
        said = fold_case(change.parent or change.child or "")
        only_then = only_thens[other]
        turned = only_then or only_whens[other]
        if lone and change.kind == "scope" and said.startswith("chỉ") and only_then:
            continue
        if lone and change.kind == "negation" and turned:
            place = before or after or (0, 0)
            if said.startswith(_EXCEPTING) or _is_doubled(texts[own], place):
                continue
        kept.append(compared)
    return kept


_EXCEPTING = tuple(word for word, value in phrases("negation").items() if value == EXCEPT)
_DENIAL = re.compile(r"(?<!\w)(?:không|chưa|cấm)(?!\w)")


def _is_doubled(text: str, place: Span) -> bool:
    """Tell whether a sentence denies a second time: "không được xả … chưa qua xử lý"."""
    start = max(text.rfind(mark, 0, place[0]) for mark in ".;")
    ends = [end for mark in ".;" if (end := text.find(mark, place[1])) >= 0]
    return len(_DENIAL.findall(text[start + 1 : min(ends, default=len(text))])) > 1


#: Up from here a word of duty binds; compare data/fact_words.tsv.
_BINDING = 3.0


def without_orders(found: list[Compared], difference: Difference) -> list[Compared]:
    """Leave out one order in the stead of another, where the sentence is worded anew about them.

    "Bảo đảm sửa chữa kịp thời" and "phải được sửa chữa kịp thời" command alike; "phải" and "cần" in
    one place do not.
    """
    return [compared for compared in found if not _are_orders(compared, difference)]


def _are_orders(compared: Compared, difference: Difference) -> bool:
    change, before, after = compared
    if change.kind != "modality" or before is None or after is None:
        return False
    strengths = [
        float(phrases("modality").get(fold_case(said or ""), 0))
        for said in (change.parent, change.child)
    ]
    if min(strengths) < _BINDING:
        return False
    return not any(
        _lies_in(edit.parent_span, before) and _lies_in(edit.child_span, after)
        for edit in difference.edits
    )


def _lies_in(place: Span, whole: Span) -> bool:
    return whole[0] <= place[0] < place[1] <= whole[1]


def with_second(found: list[Compared], parent: str, child: str) -> list[Compared]:
    """Tell a second word that softens with the one right beside it: "xem xét, có thể"."""
    told = list(found)
    gained = [c for c in found if c[0].kind == "modality" and c[1] is None]
    for first in found if gained else ():
        second = next((c for c in gained if c in told and _goes_with(c, first, child)), None)
        if second is None or first[2] is None or second[2] is None:
            continue
        whole = min(first[2][0], second[2][0]), max(first[2][1], second[2][1])
        joined = change_at("modality", "weakened", (parent, child), first[1], whole)
        told = [joined if c is first else c for c in told if c is not second]
    return told


def _goes_with(second: Compared, first: Compared, child: str) -> bool:
    softens = first[0].kind == second[0].kind == "modality" and first[0].effect == "weakened"
    alone = second[1] is None and first[1] is not None
    return softens and alone and _is_beside(child, first[2], second[2])


def _is_beside(text: str, one: Span | None, two: Span | None) -> bool:
    if one is None or two is None or not in_one_clause(text, one, two):
        return False
    first, last = sorted((one, two))
    return not text[first[1] : last[0]].strip(" ,")
