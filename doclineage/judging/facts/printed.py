"""How a fact stands in print: with its unit and the word that bounds it."""

from __future__ import annotations

import re

from doclineage.judging.facts.directions import Compared, change_at, is_amount
from doclineage.model import Effect, FactKind, Span
from doclineage.vietnamese.facts import EXCEPT, Fact, apportioned, cue_start, unit_after
from doclineage.vietnamese.facts.bounds import cue_before
from doclineage.vietnamese.normalise import fold_case

_UNIT_AFTER = re.compile(
    r"\s+(?:(?:nghìn|triệu|tỷ)(?:\s+đồng)?|ha|héc ta|hecta|sào|km2|m2|m3|mét|km|m|kg|gam|g|tấn|tạ"
    r"|yến|lít|ngày làm việc|giờ|ngày|tuần|tháng tuổi|tháng|tuổi)(?!\w)"
)
_BOUND_AFTER = re.compile(
    r"(?:\s+[^\s.;,\d]+){0,8}?\s+(?:trở (?:lên|xuống)|là cùng|là (?:nhiều|ít) nhất)(?!\w)"
)

# ít nhất 02 buổi [ngoại khóa mỗi học kỳ]: how often, with the period far behind it
_FAR_PERIOD = re.compile(
    r"(?:\s+[^\s\d,;.:()]+){1,8}?\s+(?:mỗi|hằng|hàng)\s+"
    r"(?:ngày|tuần|tháng|quý|học\skỳ|năm\shọc|năm)(?!\w)",
    re.I,
)

# trừ [trường hợp phụ huynh có đơn]: what is left out, up to the next mark
_EXCEPTED = re.compile(r"(?:(?:\s+[^\s,;.:()|]+){0,12}(?=\s*[,;.:()|]|\s*$))?")


def change_of(
    kind: FactKind, effect: Effect, texts: tuple[str, str], fact: Fact | None, other: Fact | None
) -> Compared:
    """Return a change of facts as printed ("từ 95% trở lên"), None on the side that lacks it."""
    before, after = (
        None if stated is None else printed_span(stated, text)
        for text, stated in zip(texts, (fact, other), strict=True)
    )
    return change_at(kind, effect, texts, before, after)


def printed_span(fact: Fact, text: str) -> Span:
    """Return the place of a fact with its unit and the word that bounds it."""
    start, end = fact.span
    if fact.kind == "deadline":
        return cue_start(text, fact), end
    if fact.normal == EXCEPT:
        return start, end + _EXCEPTED.match(text[end:]).end()  # type: ignore[union-attr]  # or ""
    if fact.kind == "frequency" and fact.unit == "times":
        far = _FAR_PERIOD.match(text, end)
        return (fact.governor or fact.span)[0], far.end() if far else end
    if not is_amount(fact):
        return start, end
    if fact.per_time is not None or fact.per_whom is not None:
        folded = fold_case(text)
        end = apportioned(folded, (start, end), unit_after(folded, end))[0]
    elif unit := _UNIT_AFTER.match(fold_case(text[end : end + 24])):
        end += unit.end()
    if fact.bound in {None, "exact"}:
        return start, end
    if fact.governor is not None:
        return fact.governor[0], end
    before = cue_before(fold_case(text), start)
    after = _BOUND_AFTER.match(fold_case(text[end : end + 80]))
    return (
        start - len(before.group()) if before else start,
        end + after.end() if after else end,
    )
