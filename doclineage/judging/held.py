"""What of a text is said by facts of the other side: each has its equal there, in other words.

"Định kỳ trước ngày 05 hằng tháng" is carried by "trước ngày 5 mỗi tháng", and "chưa có sự thống
nhất" by "sau khi đã thống nhất" where one side says "không … khi chưa" and the other "chỉ … khi".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from doclineage.judging.facts.directions import effect_of, is_amount
from doclineage.judging.facts.printed import printed_span
from doclineage.judging.facts.universals import fewer_sayings
from doclineage.model import Span
from doclineage.vietnamese.facts import Fact, find_facts
from doclineage.vietnamese.normalise import fold_case

_VALUES = frozenset({"deadline", "target", "quantity", "frequency"})
# hoàn thành việc | xong | định kỳ: light words of completion and of returning beside a fact
_BEFORE = re.compile(
    r"(?<!\w)(?:(?:định kỳ|bảo đảm|phải|cần|(?:hoàn thành|hoàn tất|kết thúc|xong)"
    r"(?:\s+(?:việc|công tác))?|(?:thời hạn|thời gian)(?:\s+(?:thực hiện|triển khai))?|vào)\s+)+$"
)
# [từ ngày 01/8] đến ngày 30/9/2026: where the time of a deadline begins
_BEGUN = re.compile(r"(?<!\w)(?:từ\s+)?(?:ngày\s+)?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?\s*$")
_BEHIND = re.compile(
    r",?\s*(?:(?:phải|cần)\s+)?(?:hoàn thành|hoàn tất|kết thúc|xong)(?:\s+(?:việc|công tác))?(?!\w)"
)
#: From more facts on a text is a table, of which each would be held against each.
_CROWDED = 400
#: Characters before a fact in which such words stand.
_REACH = 40


@lru_cache(maxsize=1024)
def held_spans(text: str, other: str) -> tuple[Span, ...]:
    """Return the places of a text whose facts the other side states with the same value.

    >>> held_spans("Định kỳ trước ngày 05 hằng tháng, gửi báo cáo.", "Gửi trước ngày 5 mỗi tháng.")
    ((0, 32),)
    """
    there = [fact for fact in find_facts(other) if fact.kind in _VALUES]
    spans = list(_turned_conditions(text, other)) + list(_of_all(text, other))
    folded = fold_case(text)
    own = find_facts(text)
    for fact in own if there and max(len(own), len(there)) <= _CROWDED else ():
        if fact.kind not in _VALUES:
            continue
        same = next((one for one in there if _is_same(fact, one)), None)
        if same is not None:
            there.remove(same)
            spans.append(_widened(printed_span(fact, text), fact, folded))
    return tuple(sorted(spans))


def _widened(span: Span, fact: Fact, folded: str) -> Span:
    """Return a place with the light words beside it: of a time those of completion."""
    if fact.kind not in {"deadline", "frequency"}:
        return span
    start, end = span
    if begun := _BEGUN.search(folded[max(0, start - _REACH) : start]):
        start -= len(begun.group())
    before = _BEFORE.search(folded[max(0, start - _REACH) : start])
    behind = _BEHIND.match(folded, end)
    return start - len(before.group()) if before else start, behind.end() if behind else end


def _is_same(fact: Fact, other: Fact) -> bool:
    """Tell whether two facts say one thing; a number of another thing is another."""
    if (fact.kind != other.kind and not (is_amount(fact) and is_amount(other))) or (
        fact.kind != "deadline" and fact.unit != other.unit
    ):
        return False
    if None in {fact.amount, other.amount}:
        return fact.normal == other.normal
    return effect_of(fact, other) == "equal"


# không thu khi [chưa có sự đồng ý của]: what "chỉ … khi đã đồng ý" asks for as well
_UNLESS = re.compile(
    r"(?<!\w)(?:không|cấm|nghiêm cấm)(?!\w)[^.;:]{0,120}?(?<!\w)(?:khi|nếu|trước khi|lúc|mà)\s+"
    r"(?P<lack>(?:chưa|không)(?:\s+(?:có|được)(?:\s+sự)?)?)(?!\w)"
)
# chỉ được thu [sau khi], chỉ thu khi đã
_ONLY_IF = re.compile(
    r"(?<!\w)chỉ(?!\w)[^.;:]{0,120}?(?<!\w)(?P<when>sau\s+khi(?:\s+đã)?|khi(?:\s+đã)?|nếu(?:\s+đã)?)"
    r"(?!\s+(?:chưa|không))(?!\w)"
)


def _turned_conditions(text: str, other: str) -> Iterator[Span]:
    """Yield the words of a condition that the other side says from its other end."""
    here, there = fold_case(text), fold_case(other)
    for own, across, name in ((_UNLESS, _ONLY_IF, "lack"), (_ONLY_IF, _UNLESS, "when")):
        said: Sequence[re.Match[str]] = list(own.finditer(here))
        if said and across.search(there):
            yield from (match.span(name) for match in said)


# bị xử phạt, [không có ngoại lệ]: as "mọi … đều bị xử phạt"
_NO_EXCEPTION = re.compile(
    r"(?<!\w)không\s+(?:có\s+)?(?:ngoại lệ|vùng cấm|loại trừ\s+(?:ai|trường hợp nào)"
    r"|trừ\s+(?:ai|trường hợp nào))(?!\w)"
)


def _of_all(text: str, other: str) -> Iterator[Span]:
    """Yield that nobody is left out, where the other side speaks of all more often."""
    found = list(_NO_EXCEPTION.finditer(fold_case(text)))
    if found and fewer_sayings(other, text) > 0:
        yield from (match.span() for match in found)
