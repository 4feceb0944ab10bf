"""Branches of a body above, known by what both are for: "Chi cục Kiểm lâm", "kiểm lâm địa bàn".

Data: `branches.tsv`. Neither needs to stand in the table of bodies.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.phrases import any_of, listed

#: Syllables of what a body is for: of one, as in "Ban Y", nothing could be known again.
_LEAST = 2


def is_branch(before: str, after: str) -> bool:
    """Tell whether one text names a body above, and the other its branch by the same purpose.

    >>> is_branch("Chi cục Quản lý thị trường thành phố", "Đội Quản lý thị trường số 4")
    True
    >>> is_branch("Chi cục Kiểm lâm", "Hạt Quản lý đê"), is_branch("Chi cục Kiểm lâm", "Kiểm lâm")
    (False, False)
    """
    purpose = purpose_of(before)
    if purpose is None:
        return False
    named = _branch_of(purpose).fullmatch(fold_case(after).strip())
    return named is not None and _is_lower(named, before)


def names_branch(body: str, text: str) -> bool:
    """Tell whether a text names a branch of a body somewhere."""
    purpose = purpose_of(body)
    if purpose is None or purpose not in fold_case(text):
        return False
    return any(_is_lower(named, body) for named in _branch_of(purpose).finditer(fold_case(text)))


def _is_lower(named: re.Match[str], body: str) -> bool:
    """Tell whether a name is of a branch: by its first word, or by what stands behind it."""
    head = (named["head"] or "").strip()
    if head in listed("branches", "below") and not fold_case(body).startswith(f"{head} "):
        return True
    return bool(named["tail"]) and (not head or fold_case(body).lstrip().startswith(f"{head} "))


def purpose_of(body: str) -> str | None:
    """Return what a body is for by its name, None where its name has no such part.

    >>> purpose_of("Chi cục Kiểm lâm tỉnh"), purpose_of("Công an tỉnh")
    ('kiểm lâm', None)
    """
    named = _named().fullmatch(fold_case(body).strip())
    if named is None or len(named["purpose"].split()) < _LEAST:
        return None
    return named["purpose"]


@cache
def _named() -> re.Pattern[str]:
    heads, levels = any_of(listed("branches", "above")), any_of(listed("branches", "level"))
    return re.compile(rf"{heads}\s+(?P<purpose>\w[\w\s,&-]*?)(?:\s+{levels}(?:\s+\w+){{0,3}})?")


@lru_cache(maxsize=256)
def _branch_of(purpose: str) -> re.Pattern[str]:
    heads, tails = (any_of(listed("branches", *kind)) for kind in (("above", "below"), ("tail",)))
    # số 4 | xã Phú Ngạn | III: which of them
    which = r"số\s+\d+|(?:xã|phường|đặc khu)(?:\s+\w+){0,3}|[ivx]+|\d+"
    return re.compile(
        rf"(?<!\w)(?P<head>{heads}\s+)?{re.escape(purpose)}"
        rf"(?P<tail>(?:\s+(?:{tails}|{which}))*)(?!\w)"
    )
