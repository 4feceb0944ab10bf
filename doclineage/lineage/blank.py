"""Documents of which next to nothing was read: a photo, a scan, an empty copy."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from doclineage.model import Document
from doclineage.vietnamese.words import words

if TYPE_CHECKING:
    from doclineage.lineage.graph import LineageGraph


def blank_documents(graph: LineageGraph) -> frozenset[str]:
    """Return the compared documents that hold few words and none that answers another's.

    What little they hold may be the letterhead's, or what was recognised on a picture: that all
    the parent's tasks are missing says nothing of such a plan.
    """
    answered: dict[str, bool] = defaultdict(bool)
    for comparison in graph.comparisons:
        joined = any(link.parents and link.children for link in comparison.links)
        for name in (comparison.parent, comparison.child):
            answered[name] |= joined
    few = graph.settings.fewest_words
    return frozenset(
        name
        for name, joined in answered.items()
        if not joined and content_words(graph.document(name)) < few
    )


def content_words(document: Document) -> int:
    """Return how many syllables a document's body and annexes hold."""
    return sum(len(words(document.units[index].text).keys) for index in document.content())
