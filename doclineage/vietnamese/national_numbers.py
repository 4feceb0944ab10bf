"""Numbers that one document of the country has, whoever cites it."""

from __future__ import annotations

import re

# 31/2024/QH15 | 30/2020/ND-CP | 01/2011/TT-BNV | 13/2025/QD-TTG
_NATIONAL = re.compile(
    r"[0-9.]+[A-Z]?/[12][0-9]{3}/(?:(?:QH|UBTVQH)[0-9]+|(?:ND|NQ)-CP|QD-TTG|(?:TT|TTLT)-.+)"
)


def is_national(key: str) -> bool:
    """Tell whether a number key has a year and an issuer of its own, so that it is one alone.

    >>> is_national("30/2020/ND-CP"), is_national("31/2024/QH15"), is_national("15/KH-UBND")
    (True, True, False)
    """
    return _NATIONAL.fullmatch(key) is not None
