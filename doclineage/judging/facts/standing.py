"""Figures of how things stand, or stood: each level tells its own, and they bind nobody.

"Toàn thành phố hiện có 1.240 hộ" is "Toàn phường hiện có 86 hộ" in the plan of a ward; what was
reached last year stands in brackets beside what is to be reached.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from doclineage.judging.facts.directions import Compared
from doclineage.judging.localisation import Setting
from doclineage.model import Span
from doclineage.vietnamese.normalise import fold_case

#: Kinds told by figures.
_FIGURES = frozenset({"target", "quantity"})
# hiện có | toàn tỉnh có | năm 2025 tỉnh xảy ra | trên địa bàn còn: a clause of how things stand
_STANDS = re.compile(
    r"""
    ^\W*(?:(?:tính\s+)?đến\s+nay,?\s+|hiện(?:\s+nay|\s+tại)?,?\s+|trong\s+|(?:vừa|thời\s+gian)\s+qua,?\s+)?
    (?:(?:mỗi\s+ngày|(?:năm|quý|tháng)\s+[\d/ivx]+(?:\s+năm\s+\d{4})?),?\s+)?
    (?:(?:trên\s+địa\s+bàn|toàn|cả|tại)\s+)?
    (?:(?:tỉnh|thành\s+phố|xã|phường|đặc\s+khu|thôn|huyện|địa\s+phương)(?:\s+\w+){0,4}?\s+)?
    (?:hiện(?:\s+nay)?\s+|đã\s+|đang\s+)?
    (?P<verb>có|còn|xảy\s+ra|ghi\s+nhận|phát\s+sinh|được\s+giao|thiệt\s+hại)(?!\w)
    """,
    re.VERBOSE,
)
#: Words of a clause of how things stand that no bare "có" needs: without one it may be a task.
_SAYS_SO = re.compile(
    r"(?<!\w)(?:hiện|đến\s+nay|qua|toàn\s+(?:tỉnh|thành\s+phố|xã|phường)|đã|xảy\s+ra|ghi\s+nhận"
    r"|phát\s+sinh|thiệt\s+hại)(?!\w)"
)
_BINDS = re.compile(
    r"(?<!\w)(?:phải|cần|yêu\s+cầu|phấn\s+đấu|bảo\s+đảm|đảm\s+bảo|hoàn\s+thành|không\s+để|đạt"
    r"|ít\s+nhất|tối\s+thiểu|trở\s+lên|tối\s+đa|không\s+quá)(?!\w)"
)
# (năm 2025 đạt 93,2%) | (cùng kỳ là 12 vụ): what was, beside what is to be
_WAS = re.compile(r"\(\s*(?:năm|quý|tháng|cùng\s+kỳ|kế\s+hoạch\s+năm)(?!\w)[^()]*\)")
_CLAUSE = re.compile(r"[^;.\n]*(?:\.(?=\d)[^;.\n]*)*")


def without_standing(
    found: Sequence[Compared], parent: str, child: str, setting: Setting
) -> list[Compared]:
    """Leave out figures of how things stand on both levels, and what was where one side says it."""
    texts = fold_case(parent), fold_case(child)
    below = setting.parent_level != setting.child_level
    kept = []
    for compared in found:
        change, before, after = compared
        if change.kind in _FIGURES and change.effect != "equal":
            places = [(t, s) for t, s in zip(texts, (before, after), strict=True) if s is not None]
            if len(places) == 1 and _tells_what_was(*places[0]):
                continue
            if below and before is not None and all(_stands(t, s) for t, s in places):
                continue
        kept.append(compared)
    return kept


def _stands(folded: str, span: Span) -> bool:
    """Tell whether a figure stands in a clause of how things stand, with nothing that binds."""
    clause = next(m for m in _CLAUSE.finditer(folded) if m.end() >= span[1])
    said = clause.group()
    if _STANDS.match(said) is None or _BINDS.search(said):
        return False
    return _SAYS_SO.search(said) is not None


def _tells_what_was(folded: str, span: Span) -> bool:
    return any(m.start() < span[0] and span[1] < m.end() for m in _WAS.finditer(folded))
