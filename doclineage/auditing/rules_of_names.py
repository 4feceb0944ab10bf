"""A07: is another unit's name left in?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclineage.auditing.evidence import finding, place
from doclineage.auditing.rule import weighs
from doclineage.lineage import LineageGraph
from doclineage.model import Document, Finding
from doclineage.vietnamese.agencies import find_mentions, level_rank
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.person_names import is_person, may_be_person


@weighs("error", "warning")
def foreign_names(graph: LineageGraph) -> Iterator[Finding]:
    """A07: is another unit's name left in?"""
    for comparison in graph.comparisons:
        parent, child = graph.document(comparison.parent), graph.document(comparison.child)
        known = known_names(parent)
        for index in child.content():
            text = child.units[index].text
            for name in foreign(text, child, known):
                doubtful = _is_neighbour(text, name) or _ends_with_person(name, text)
                yield finding(
                    "A07",
                    "warning" if doubtful else "error",
                    child.doc_id,
                    parent.doc_id,
                    child_places=[place(child, index)],
                    name=name,
                    own=child.letterhead.territory,
                )


# phối hợp với phường … tại khu vực giáp ranh: a neighbour may be named.
_NEIGHBOUR = re.compile(r"(?:phối hợp (?:với|cùng)|giáp ranh(?: với)?|giáp|liền kề)\s*$")


def _is_neighbour(text: str, name: str) -> bool:
    before = fold_case(text.partition(name)[0])
    return _NEIGHBOUR.search(before) is not None or "giáp ranh" in fold_case(text)


def _ends_with_person(name: str, text: str) -> bool:
    """Tell whether a name may go on with a person's: "Chủ tịch UBND phường Lê Minh Khoa"."""
    last = next((m.place for m in find_mentions(name) if m.place), "")
    return may_be_person(last, f"{text.partition(name)[0]}{name}")


def foreign(text: str, child: Document, known: str) -> Iterator[str]:
    """Yield the names of other units of the plan's level, or below, that the parent never names."""
    own, level = child.letterhead.territory, child.letterhead.level
    if own is None or level is None:
        return
    for mention in find_mentions(text):
        if (
            mention.place is not None
            and mention.level is not None
            and level_rank(mention.level) >= level_rank(level)
            and mention.place not in fold_case(own)
            and not (mention.text.isupper() and _begins_with_own(mention.place, own))
            and mention.place not in known
            and not is_person(mention.place, text[: mention.span[1]])
        ):
            yield mention.text


def known_names(parent: Document) -> str:
    """Return all that a parent says, folded: a name in it was not left in by mistake."""
    return fold_case(" ".join(unit.text for unit in parent.units))


def _begins_with_own(place: str, own: str) -> bool:
    """Tell whether a name in capitals goes on behind the plan's own ("PHƯỜNG BẾN ĐÒ NĂM 2026")."""
    names = [mention.place for mention in find_mentions(own) if mention.place]
    return any(place.startswith(f"{name} ") for name in names)
