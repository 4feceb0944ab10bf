"""A09: figures of a parent's whole territory that a plan of a part of it keeps as its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from doclineage.auditing.evidence import each_link, link_finding
from doclineage.lineage import LineageGraph
from doclineage.model import Document, Finding, Level
from doclineage.vietnamese.agencies import level_rank
from doclineage.vietnamese.facts import Fact
from doclineage.vietnamese.totals import find_counts, find_totals, how_whole
from doclineage.vietnamese.words import clauses


class _Total(NamedTuple):
    """A sum over a whole territory: what it counts, and how much; and how it is printed."""

    key: tuple[str, str | None]
    printed: str


def copied_totals(graph: LineageGraph) -> Iterator[Finding]:
    """Yield a finding for each task of a plan that keeps sums of its parent's whole territory.

    "Toàn tỉnh trồng 1.200.000 cây" is nothing that "toàn xã" could plant as well. A plan that
    says whose the sum is ("góp phần cùng toàn tỉnh …") keeps it rightly.
    """
    for comparison, index, link in each_link(graph):
        parent, child = graph.document(comparison.parent), graph.document(comparison.child)
        above, own = parent.letterhead.level, child.letterhead.level
        if above is None or own is None or level_rank(above) >= level_rank(own):
            continue
        totals = {total.key for i in link.parents for total in _totals(parent, i, above)}
        if not totals:
            continue
        kept = [
            sum_.printed
            for i in link.children
            for sum_ in _sums(child, i, above)
            if sum_.key in totals
        ]
        if kept:
            yield link_finding(
                graph,
                comparison,
                index,
                "A09-total",
                "warning",
                count=len(kept),
                quote="”; “".join(dict.fromkeys(kept)),
                whole=parent.letterhead.territory or "",
            )


def _totals(document: Document, index: int, level: Level) -> Iterator[_Total]:
    """Yield the sums over a level's whole territory that a unit states."""
    text = document.units[index].text
    for fact in find_totals(text, level, how_whole(_lead(document, index), level)):
        yield _total(text, fact)


def _sums(document: Document, index: int, above: Level) -> Iterator[_Total]:
    """Yield what a unit counts, but where it says that it is a sum of the level above."""
    if how_whole(_lead(document, index), above):
        return
    text = document.units[index].text
    for clause in (text[start:end] for start, end in clauses(text)):
        if not how_whole(clause, above):
            yield from (_total(clause, fact) for fact in find_counts(clause))


def _lead(document: Document, index: int) -> str:
    """Return what leads in to a unit ("Toàn tỉnh phấn đấu:"), nothing where nothing does."""
    above = document.units[index].parent
    text = document.units[above].text.rstrip() if above >= 0 else ""
    return text if text.endswith(":") else ""


def _total(text: str, fact: Fact) -> _Total:
    """Return a sum as printed with the word behind it, which says of what it is."""
    behind = re.match(r"\s*(?:\w+\s*){0,3}", text[fact.span[1] :])
    printed = text[fact.span[0] : fact.span[1]] + (behind.group() if behind else "")
    return _Total((fact.normal, fact.unit), printed.strip())
