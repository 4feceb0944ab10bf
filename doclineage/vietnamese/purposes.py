"""What a plan is for, how it is to be carried out, and who answers for a field: no tasks.

Words: `data/purposes.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from doclineage.vietnamese.addressees import opening_bodies
from doclineage.vietnamese.facts import find_facts
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.phrases import any_of, listed

#: Facts that set a measure: a sentence with one binds, whatever it stands under.
_MEASURES = frozenset({"deadline", "target", "quantity", "frequency"})


@cache
def _heading() -> re.Pattern[str]:
    # MỤC ĐÍCH, YÊU CẦU | Quan điểm chỉ đạo và mục tiêu chung | Mục đích: Nâng cao …
    of = rf"(?:\s+{any_of(listed('purposes', 'of'))})?+"
    one = rf"(?:về\s+)?{any_of(listed('purposes', 'purpose'))}{of}"
    return re.compile(rf"\W*{one}(?:\s*(?:[,;/–-]|và)?\s*{one})*+\s*(?P<end>$|[:.](?=\s|$))")


def is_purpose(heading: str) -> bool:
    """Tell whether a heading opens a section of aims.

    >>> is_purpose("MỤC ĐÍCH, YÊU CẦU"), is_purpose("Quan điểm chỉ đạo"), is_purpose("Mục tiêu")
    (True, True, True)
    >>> is_purpose("Mục tiêu cụ thể"), is_purpose("Yêu cầu các sở, ban, ngành")
    (False, False)
    """
    match = _heading().match(fold_case(heading))
    return match is not None and not heading[match.end() :].strip()


@lru_cache(maxsize=4096)
def is_situation(heading: str) -> bool:
    """Tell whether a heading opens a section on how things stand: what is told there is no task.

    >>> is_situation("TÌNH HÌNH VÀ YÊU CẦU ĐẶT RA"), is_situation("Đánh giá, xếp hạng sản phẩm")
    (True, False)
    """
    return _standing().match(fold_case(heading)) is not None


@cache
def _standing() -> re.Pattern[str]:
    return re.compile(rf"\W*{any_of(listed('purposes', 'situation'))}(?!\w)")


def is_aim(text: str, headings: Iterable[str]) -> bool:
    """Tell whether a unit says what a plan is for: by its own opening, or by what it stands under.

    `headings` are those above it, the nearest first: any that is no heading of aims ends it.
    """
    if _heading().match(fold_case(text)) is not None:
        return True
    nearest = next(iter(headings), None)
    return nearest is not None and is_purpose(nearest)


@lru_cache(maxsize=4096)
def sets_measure(text: str) -> bool:
    """Tell whether a text sets a day, an amount or a pace.

    >>> sets_measure("không gia hạn quá 02 lần"), sets_measure("bảo đảm thiết thực, tiết kiệm")
    (True, False)
    """
    return any(
        fact.kind in _MEASURES and any(map(str.isdigit, text[slice(*fact.span)]))
        for fact in find_facts(text)
    )


@cache
def _answerable() -> re.Pattern[str]:
    # chịu trách nhiệm (toàn diện) trước … về …, but for a case: nếu để xảy ra …
    said, wholly, toward, but = (
        any_of(listed("purposes", kind)) for kind in ("answerable", "wholly", "toward", "but")
    )
    return re.compile(
        rf"(?:và\s+)?{said}(?:,?\s+{wholly})*+\s+{toward}(?!\w)(?!.*(?<!\w){but}(?!\w))",
        re.DOTALL,
    )


def is_answering(clause: str) -> bool:
    """Tell whether a clause says only who answers for a field, not what is to be done.

    >>> is_answering("Chịu trách nhiệm toàn diện về an toàn hồ đập trên địa bàn.")
    True
    >>> is_answering("Chịu trách nhiệm trước tỉnh nếu để xảy ra mất an toàn hồ đập.")
    False
    >>> is_answering("Chịu trách nhiệm cung cấp đủ vắc-xin cho các trạm.")
    False
    >>> is_answering("Chịu trách nhiệm thi hành lệnh cấm đốt rừng.")
    False
    """
    opening = opening_bodies(clause)
    rest = fold_case(clause)[opening[-1].span[1] if opening else 0 :].lstrip(" -–:,")
    return _answerable().match(rest) is not None and not sets_measure(clause)


@lru_cache(maxsize=4096)
def is_funding(text: str) -> bool:
    """Tell whether a sentence only says what the plan is paid from, and sets no sum.

    >>> is_funding("Bố trí kinh phí thực hiện Kế hoạch"), is_funding("Mua 02 xuồng từ ngân sách")
    (True, False)
    """
    if any(fact.kind in _MEASURES for fact in find_facts(text)):
        return False
    return _funding().match(fold_case(text)) is not None


@cache
def _funding() -> re.Pattern[str]:
    funds, pays = (any_of(listed("purposes", kind)) for kind in ("funds", "pays"))
    # Kinh phí thực hiện: do ngân sách xã bảo đảm | Chủ động bố trí ngân sách và nhân lực
    return re.compile(rf"\W*(?:\w+\s+){{0,3}}?(?:{pays}\s+(?:\w+\s+){{0,3}}?)?{funds}(?!\w)")
