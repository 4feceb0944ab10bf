"""Texts for the cells of spreadsheets: legible, short enough, and never a formula."""

from __future__ import annotations

from doclineage.reporting.hidden import visible
from doclineage.wording import Language, say

#: What spreadsheets take for the start of a formula (OWASP, "CSV injection").
FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: Excel's bound on one cell, counted in UTF-16 units.
_MOST_UNITS = 32_767


def legible(text: str) -> str:
    r"""Return a text with its hidden characters as marks, its lines ended as cells have it.

    >>> legible("a\x00b\u202ec\r\nd")
    'a\ufffdb\ufffdc\nd'
    """
    return visible(text).replace("\r\n", "\n")


def fitting(text: str, language: Language, most: int = _MOST_UNITS) -> str:
    """Return a text that one cell holds; what had to be cut is said at its end.

    >>> fitting("12345678" * 10, "en", most=40)
    '123456781234567812 … [62 characters cut]'
    """
    if len(text) + sum(letter > "\uffff" for letter in text) <= most:
        return text
    note = f" … [{say('cell.cut', language, count=len(text))}]"
    kept = text.encode("utf-16-le")[: 2 * (most - len(note))].decode("utf-16-le", "ignore")
    return f"{kept} … [{say('cell.cut', language, count=len(text) - len(kept))}]"


def looks_like_formula(text: str) -> bool:
    """Tell whether a spreadsheet would compute a text that is typed into it."""
    return text.startswith(FORMULA)
