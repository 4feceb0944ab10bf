"""What amendments of a parent change, and what a plan has of the old and of the new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice, takewhile
from typing import NamedTuple

from doclineage.auditing.annexes import telling_words
from doclineage.lineage import LineageGraph, amended_by
from doclineage.model import Comparison, Document, FactChange
from doclineage.vietnamese.amendments import (
    Action,
    Provision,
    find_place,
    find_provision,
    is_unfinished,
)
from doclineage.vietnamese.facts import Fact, find_facts
from doclineage.vietnamese.normalise import fold_case

#: Share of the words of an added text that a unit of the plan must have to answer it: what is made
#: local loses a few.
_ANSWERS = 0.5
#: Paragraphs of a quote that are read as one new text.
_LONGEST_QUOTE = 40


class Change(NamedTuple):
    """A change that an amendment makes: its unit there, the parent's unit, both texts."""

    amendment: Document
    unit: int
    action: Action
    target: int | None
    old: str
    new: str

    @property
    def gone(self) -> dict[tuple[str, str], str]:
        """The facts that only the old text has, with their words."""
        return _facts_of(self.old, without=self.new)

    @property
    def come(self) -> dict[tuple[str, str], str]:
        """The facts that only the new text has, with their words."""
        return _facts_of(self.new, without=self.old)


class Amendments:
    """The changes of the parents of a graph, found once for all their plans."""

    def __init__(self, graph: LineageGraph) -> None:
        self._graph = graph
        self._changes: dict[tuple[str, str], tuple[Change, ...]] = {}
        self._amending: dict[str, tuple[Document, ...]] = {}

    def of(self, comparison: Comparison) -> Iterator[tuple[Document, bool]]:
        """Yield the amendments of a plan's parent, and whether the plan was issued after them.

        A plan of the same day could not follow one.
        """
        day = self._graph.document(comparison.child).letterhead.issued
        parent = comparison.parent
        if parent not in self._amending:
            self._amending[parent] = amended_by(self._graph, parent)
        for amendment in self._amending[parent]:
            if amendment.doc_id != comparison.child:
                known = amendment.letterhead.issued
                yield amendment, bool(known and day and known < day)

    def changes(self, amendment: Document, parent: str) -> tuple[Change, ...]:
        """Return what an amendment changes of a parent."""
        pair = (amendment.doc_id, parent)
        if pair not in self._changes:
            self._changes[pair] = tuple(_changes(amendment, self._graph.document(parent)))
        return self._changes[pair]

    def before(self, comparison: Comparison) -> tuple[Change, ...]:
        """Return what was changed of the parent before the plan was issued."""
        return tuple(
            change
            for amendment, followed in self.of(comparison)
            if followed
            for change in self.changes(amendment, comparison.parent)
        )


def _changes(amendment: Document, parent: Document) -> Iterator[Change]:
    """Yield what an amendment changes, each with the unit of the parent as far as it is found."""
    for index in amendment.content():
        unit, text = _with_quote(amendment, index)
        said = find_provision(text)
        if said is None:
            continue
        target = _target(parent, said, _above(amendment, index))
        old = parent.units[target].text if target is not None else said.old
        yield Change(amendment, unit, said.action, target, *_texts(said, old))


def _texts(said: Provision, old: str) -> tuple[str, str]:
    if said.action != "words":
        return old, said.new
    place = fold_case(old).find(fold_case(said.old))
    if place < 0 or len(fold_case(old)) != len(old):
        return said.old, said.new
    return old, old[:place] + said.new + old[place + len(said.old) :]


def _with_quote(amendment: Document, index: int) -> tuple[int, str]:
    """Return what a unit says with the quote that it announces, and where the new text begins."""
    unit = amendment.units[index]
    if is_unfinished(unit.text):
        behind = amendment.units[index + 1 : index + 2]
        return index, " ".join([unit.text, *(other.text for other in behind)])
    if not unit.text.rstrip().endswith(":"):
        return index, unit.text
    below = takewhile(
        lambda place: index in amendment.ancestors(place), range(index + 1, len(amendment.units))
    )
    quoted = [amendment.units[place].text for place in islice(below, _LONGEST_QUOTE)]
    if not quoted or quoted[0][:1] not in '“"«':
        return index, unit.text
    return index + 1, "\n".join([unit.text, *quoted])


def _above(amendment: Document, index: int) -> tuple[str, ...]:
    """Return the place that the units above one name: "1. Sửa đổi một số nội dung tại Mục II"."""
    for above in amendment.ancestors(index):
        place, _ = find_place(amendment.units[above].text)
        if place:
            return place
    return ()


def _target(parent: Document, said: Provision, above: tuple[str, ...]) -> int | None:
    """Return the one unit of the parent at the place that a change names."""
    if said.action == "add" or not (said.place or said.row):
        return None  # several places, of which none is told apart
    if said.row is not None:
        rows = [
            index
            for index in parent.content()
            if parent.units[index].kind == "row" and _label(parent, index) == said.row
        ]
        return rows[0] if len(rows) == 1 else None
    for place in ((*above, *said.place), said.place):
        wanted = tuple(part for label in place for part in _parts(label))
        found = [
            index
            for index in parent.content()
            if wanted and _labels(parent, index)[-len(wanted) :] == wanted
        ]
        if len(found) == 1:
            return found[0]
    return None


def _labels(parent: Document, index: int) -> tuple[str, ...]:
    """Return the labels above and of a unit, from the outermost."""
    labels: list[str] = []
    for i in (*reversed([*parent.ancestors(index)]), index):
        *outer, last = _parts(_label(parent, i)) or [""]
        # 2.3 below 2 is the third of the second
        labels += [] if outer and labels[-len(outer) :] == outer else outer
        labels += [last] if last else []
    return tuple(labels) if _label(parent, index) else ()


def _label(parent: Document, index: int) -> str:
    marker = parent.units[index].marker
    if marker is None or marker.scheme == "bullet":
        return ""
    return fold_case(marker.glyph).strip(" .)(/-:").rpartition(" ")[2]


def _parts(label: str) -> list[str]:
    """Return a label's parts: "II.4" is a place in a place, "2.3" too."""
    return [part for part in label.split(".") if part]


def _facts_of(text: str, *, without: str) -> dict[tuple[str, str], str]:
    other = {_key(fact) for fact in find_facts(without)}
    return {
        _key(fact): text[slice(*fact.span)]
        for fact in find_facts(text)
        if fact.kind not in {"reference", "agency"} and _key(fact) not in other
    }


def _key(fact: Fact) -> tuple[str, str]:
    return fact.kind, fact.normal


def repealed_units(amendments: Amendments, comparison: Comparison) -> tuple[int, ...]:
    """Return the parent's units that were repealed before the plan was issued."""
    changes = amendments.before(comparison)
    gone = {c.target for c in changes if c.action == "repeal" and c.target is not None}
    return tuple(sorted(gone))


def kept(change: Change, text: str) -> dict[tuple[str, str], str]:
    """Return what a plan's text still has of the old facts, nothing where it has a new one."""
    own = {_key(fact): text[slice(*fact.span)] for fact in find_facts(text)}
    # A fact that was only taken away may stay in a text of more; one that another stands for not.
    kinds = {kind for kind, _ in change.come}
    if any(key in own for key in change.come):
        return {}
    return {key: own[key] for key in change.gone if key in own and key[0] in kinds}


def is_amended(
    changes: Iterable[Change], parents: Iterable[int], fact: FactChange, text: str
) -> bool:
    """Tell whether what a plan has otherwise than its parent is what an amendment changed."""
    old = {_key(found) for found in find_facts(fact.parent or "")}
    own = {_key(found) for found in find_facts(text)}
    units = set(parents)
    return any(
        change.target in units
        and own & {*change.come}
        and (not fact.parent or bool(old & {*change.gone}))
        for change in changes
    )


def answers(change: Change, text: str) -> bool:
    """Tell whether a unit of a plan says what was added."""
    wanted = telling_words(change.new)
    return bool(wanted) and len(wanted & telling_words(text)) >= _ANSWERS * len(wanted)
