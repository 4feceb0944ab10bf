"""Sentences that only point to an annex: it says what is to be done; `data/annex_pointers.tsv`."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from doclineage.vietnamese.agencies import find_mentions
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.number_words import ROMAN
from doclineage.vietnamese.phrases import any_of, listed

_TABLE = "annex_pointers"
#: Characters of a pointer: what is longer says more.
_LONGEST = 300


@cache
def _pointer() -> re.Pattern[str]:
    # theo các Phụ lục I, II ban hành kèm theo Kế hoạch này | tại danh mục đính kèm
    way, annex, attached = (any_of(listed(_TABLE, kind)) for kind in ("way", "annex", "attached"))
    papers = any_of(listed("responsibility", "papers"))
    number = rf"(?:{any_of(ROMAN)}|\d{{1,2}})"
    numbers = rf"(?:\s+(?:số\s+)?{number}(?:\s*(?:,|và|đến)\s*(?:phụ lục\s+)?{number})*+)?"
    with_this = rf"(?:ban hành\s+|gửi\s+|đính\s+)?kèm(?:\s+theo)?(?:\s+{papers}\s+này)?"
    return re.compile(
        rf"(?<!\w)(?P<way>{way}\s+)?(?:các\s+)?"
        rf"(?:{annex}{numbers}(?:\s+{with_this})?(?:\s+của\s+{papers}\s+này)?"
        rf"|{attached}{numbers}\s+{with_this})(?!\w)"
    )


@cache
def _rest() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{any_of(listed(_TABLE, 'rest'))}(?!\w)\W*)*")


@lru_cache(maxsize=4096)
def only_points(text: str) -> bool:
    """Tell whether a sentence says no more than that an annex says it.

    >>> only_points("Nhiệm vụ cụ thể của các đơn vị theo Phụ lục II kèm theo Kế hoạch này.")
    True
    >>> only_points("Báo cáo kết quả theo Phụ lục II."), only_points("Phụ lục II")
    (False, False)
    """
    if len(text) > _LONGEST or "\n" in text:
        return False
    folded = fold_case(text)
    pointer = _pointer().search(folded)
    if pointer is None or not (pointer["way"] or "kèm" in pointer.group()):
        return False
    left = f"{folded[: pointer.start()]} ; {folded[pointer.end() :]}"
    for mention in reversed(find_mentions(left)):
        left = f"{left[: mention.span[0]]};{left[mention.span[1] :]}"
    return _rest().fullmatch(left) is not None
