"""Many phrases as one pattern, written as a tree so that a text is walked once.

An alternation of hundreds of names is tried name by name at every letter; the tree is tried
branch by branch.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from doclineage.vietnamese.tables import load_table

_END = ""


def any_of(phrases: Iterable[str], *, space: str = " ") -> str:
    r"""Return a pattern of any of `phrases`, the longest that fits; `space` matches their blanks.

    >>> any_of(["xã", "xóm", "xóm ấp"], space=r"\s")
    '(?:x(?:ã|óm(?:\\sấp)?))'
    """
    tree: dict[str, Any] = {}
    for phrase in sorted(set(phrases)):
        node = tree
        for letter in phrase:
            node = node.setdefault(letter, {})
        node[_END] = {}
    return f"(?:{_pattern(tree, re.escape(' ') if space == ' ' else space)})"


@cache
def listed(table: str, *kinds: str) -> frozenset[str]:
    """Return the `words` of some kinds in a table that has the columns `kind` and `words`."""
    return frozenset(row["words"] for row in load_table(table) if row["kind"] in kinds)


@cache
def listed_pattern(table: str, *kinds: str) -> re.Pattern[str]:
    """Return what finds the words of some kinds in a table, each as a whole."""
    return re.compile(rf"(?<!\w){any_of(listed(table, *kinds))}(?!\w)")


def _pattern(node: dict[str, Any], space: str) -> str:
    branches = [
        (space if letter == " " else re.escape(letter)) + _pattern(below, space)
        for letter, below in node.items()
        if letter != _END
    ]
    if not branches:
        return ""
    ends = _END in node
    if len(branches) == 1 and not ends:
        return branches[0]
    # The longer phrase first: what ends here is what is left when nothing longer fits.
    return f"(?:{'|'.join(branches)})" + ("?" if ends else "")
