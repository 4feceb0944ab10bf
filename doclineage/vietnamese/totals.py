"""Sums over a whole territory: "toàn tỉnh trồng 1.200.000 cây", "tổng kinh phí là 9 tỷ đồng"."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from doclineage.model import Level
from doclineage.vietnamese.agencies import find_mentions
from doclineage.vietnamese.facts import Fact, find_facts
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.words import clauses

#: What no sum over a territory is counted in: shares, times, ages, marks, its own like.
_NO_SUMS = frozenset(
    {"%", "phần trăm", "lần", "kỳ", "phút", "giờ", "ngày", "ngày làm việc", "tuần", "tháng"}
    | {"quý", "năm", "tuổi", "điểm"}
    | {"tỉnh", "thành phố", "nước", "quốc gia"}
)
#: Fewer than these a commune may have as its province has.
_FEW = 10
# toàn [tỉnh]
_WHOLE = re.compile(r"(?<!\w)(?:toàn|cả)\s+$")
# [cả nước]
_ALL = re.compile(r"(?:toàn|cả)\s")
# trên địa bàn [thành phố] | [tỉnh Lam Thủy] phấn đấu …
_OF = re.compile(r"(?:^\W*|(?<!\w)(?:địa bàn|phạm vi|trong|của|tại)\s+)$")
# từ [10 lao động trở lên]: of whom a rule speaks
_LIMIT = re.compile(r"(?<!\w)(?:từ|trên|dưới|quá)\s+(?:\S+\s+){0,2}$")
# thuộc nhóm [10 địa phương dẫn đầu]
_RANK = re.compile(r"(?<!\w)(?:nhóm|tốp|top|hạng|thứ)\s+$")
# mỗi xã trồng [5.000 cây] | 02 lớp/xã
_EACH = re.compile(r"(?<!\w)(?:mỗi|từng|bình quân|trung bình)(?!\w)|\d\s*[^\W\d]*\s*/\s*\w")
# Tổng kinh phí thực hiện Kế hoạch: 12 tỷ đồng
_SUM = re.compile(
    r"(?<!\w)tổng\s+(?:cộng|số tiền|(?:số\s+)?(?:kinh phí|dự toán|vốn|mức đầu tư|nhu cầu|nguồn))"
)
# A part of a clause between commas, which are no decimal ones.
_COMMA = re.compile(r",(?!\d)")


def find_totals(text: str, level: Level, lead: str | None = None) -> Iterator[Fact]:
    """Yield the amounts of a text that are sums over the whole territory of a level.

    `lead` is how what leads in to the text speaks of the territory, as `how_whole` tells it.

    >>> [f.normal for f in find_totals("Toàn tỉnh mở 420 lớp; mỗi xã mở 10 lớp", "province")]
    ['420']
    """
    for start, end in clauses(text):
        clause = text[start:end]
        how = how_whole(clause, level) or lead
        for fact in find_counts(clause):
            if _is_sum(clause, fact, how):
                a, b = fact.span
                yield msgspec.structs.replace(fact, span=(start + a, start + b))


def _is_sum(clause: str, fact: Fact, how: str | None) -> bool:
    """Tell whether an amount is one of a whole territory, of which its clause speaks so."""
    before = fold_case(clause)[: fact.span[0]]
    if _RANK.search(before):
        return False
    if fact.unit == "đồng":
        return how == "all" or _SUM.search(before) is not None
    is_limit = fact.bound in {"above", "below", "max"} or _LIMIT.search(before) is not None
    return how == "all" or (how == "in" and not is_limit)


def how_whole(clause: str, level: Level) -> str | None:
    """Return how a clause speaks of a level's territory: "all" of it, "in" it, None of neither."""
    folded, found = fold_case(clause), None
    for mention in find_mentions(clause):
        if mention.body is not None or mention.level != level:
            continue
        before = folded[: mention.span[0]]
        if _WHOLE.search(before) or _ALL.match(folded, mention.span[0]):
            return "all"
        if _OF.search(before):
            found = "in"
    return found


def find_counts(clause: str) -> Iterator[Fact]:
    """Yield what a clause counts or measures, not for each of many, and of some size."""
    folded = fold_case(clause)
    for fact in find_facts(clause):
        if fact.kind not in {"target", "quantity"} or fact.unit is None or fact.amount is None:
            continue
        if fact.unit in _NO_SUMS or fact.amount < _FEW:
            continue
        if fact.per_time is None and fact.per_whom is None and not _is_each(folded, fact):
            yield fact


def _is_each(folded: str, fact: Fact) -> bool:
    start = max((m.end() for m in _COMMA.finditer(folded, 0, fact.span[0])), default=0)
    end = _COMMA.search(folded, fact.span[1])
    return _EACH.search(folded[start : end.start() if end else None]) is not None
