"""What holds in all of a plan's territory for its parent, and in parts of it for the plan."""

from __future__ import annotations

import re
from functools import cache

from doclineage.model import Document, FactChange, Link
from doclineage.vietnamese.facts import find_facts
from doclineage.vietnamese.normalise import CAPITALS, fold_case
from doclineage.vietnamese.phrases import any_of
from doclineage.vietnamese.tables import load_table

#: The strength of "tất cả" among words of scope.
_ALL = "3"


@cache
def _places() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds particular parts of a commune, and what finds them as a whole."""
    rows = (row for row in load_table("member_groups") if row["kind"] == "place")
    parts = any_of(next(rows)["members"].split("|"))  # the first list: parts of a commune
    # khu phố 1 | thôn Cốc; các thôn | 12 tổ dân phố
    name = rf"(?:số\s+)?(?:\d+|[{CAPITALS}]\w*)(?:\s+[{CAPITALS}\d]\w*)*"
    return (
        re.compile(rf"(?<!\w)(?i:{parts})\s+{name}"),
        re.compile(
            rf"(?<!\w)(?i:các|mỗi|từng|tất cả|mọi|toàn bộ|\d+)\s+(?:các\s+)?(?i:{parts})(?!\w)"
        ),
    )


def narrowed_to(parent: Document, child: Document, link: Link, change: FactChange) -> str:
    """Return the parts of the plan's territory that stand where the parent says all, "" if none.

    "tại tất cả các xã, phường" is "tại các thôn" of a commune; "tại thôn Cốc" is less.
    """
    if change.kind != "scope" or change.child is not None:
        return ""
    if not any(f.kind == "scope" and f.normal == _ALL for f in find_facts(change.parent or "")):
        return ""
    particular, whole = _places()
    text = "; ".join(child.units[index].text for index in link.children)
    if whole.search(text):
        return ""
    known = fold_case(" ".join(parent.units[index].text for index in link.parents))
    found = [match.group() for match in particular.finditer(text)]
    return ", ".join(name for name in found if fold_case(name) not in known)
