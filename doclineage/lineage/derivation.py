"""Documents that evidently derive from one another by their text, though no citation says so.

Candidates come from an index of shingles: every document is led only to the few highest and
earliest documents that share one, so that thousands of copies of one plan take linear time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from doclineage.lineage.doubts import doubt
from doclineage.lineage.paths import directives_above
from doclineage.lineage.relations import DIRECTIVES
from doclineage.model import Document, GraphDoubt, Match
from doclineage.vietnamese.agencies import LEVELS, level_rank
from doclineage.vietnamese.words import words

if TYPE_CHECKING:
    from doclineage.lineage.graph import LineageGraph

#: Syllables of one shingle: five in a row are rarely anyone's but the copied text's.
_LENGTH = 5
#: Of all shingles one in this many is looked at, the same ones in every document.
_SAMPLE = 4
#: Documents that one shingle leads to, the highest and earliest; further ones are their copies.
_MOST_SOURCES = 4
#: Sources of one document that are aligned with it.
_MOST_ALIGNED = 3


class Candidate(NamedTuple):
    """A document and one that it may derive from; `share` is of its shingles, 0..1."""

    document: str
    source: str
    share: float


def derivation_candidates(graph: LineageGraph) -> tuple[Candidate, ...]:
    """Return pairs of documents that share much text and that no citation ties, to be aligned.

    The source is of the higher level, else the earlier one. Two plans that both carry out one
    directive are alike for that reason and no candidates, nor are documents of which either
    leads up to the other.
    """
    ordered = sorted(graph.documents, key=_age)
    sources: dict[int, list[str]] = defaultdict(list)
    tops = _Tops(graph)
    found: list[Candidate] = []
    for document in ordered:
        own = _shingles(document)
        votes = Counter(chain.from_iterable(sources.get(shingle, ()) for shingle in own))
        floor = graph.settings.shingle_floor * len(own)
        ranked = sorted((-count, name) for name, count in votes.items() if count >= floor)
        untied = (vote for vote in ranked if not tops.tied(document.doc_id, vote[1]))
        for negative, source in islice(untied, _MOST_ALIGNED):
            found.append(Candidate(document.doc_id, source, round(-negative / len(own), 4)))
        for shingle in own:
            if len(sources[shingle]) < _MOST_SOURCES:
                sources[shingle].append(document.doc_id)
    return tuple(sorted(found))


def resemblances(graph: LineageGraph) -> dict[str, tuple[str, float]]:
    """Return by document the directive of a higher level that it plainly follows and does not cite.

    With it the share of the shorter text's runs of words that the other has too.
    """
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for candidate in derivation_candidates(graph):
        plan, source = graph.document(candidate.document), graph.document(candidate.source)
        level, above = plan.letterhead.level, source.letterhead.level
        if source.letterhead.kind not in DIRECTIVES or not (level and above):
            continue
        if level_rank(above) < level_rank(level):
            found[plan.doc_id].append((-shared_runs(runs(plan), runs(source)), source.doc_id))
    best = {name: min(sources) for name, sources in found.items()}
    floor = graph.settings.followed_floor
    return {
        name: (source, round(-share, 4))
        for name, (share, source) in best.items()
        if -share >= floor
    }


def derived_share(source: Document, child: Document, matches: Iterable[Match]) -> float:
    """Return the share of a document's syllables that the partners of its units hold too, 0..1."""
    total = shared = 0
    for match in matches:
        own = _syllables(child, match.children)
        total += own.total()
        shared += (own & _syllables(source, match.parents)).total()
    return round(shared / total, 4) if total else 0.0


def runs(document: Document) -> frozenset[int]:
    """Return the runs of syllables of a document's own text, by numbers that stay the same."""
    return frozenset(_numbers(document))


def shared_runs(mine: frozenset[int], theirs: frozenset[int]) -> float:
    """Return the share of the shorter text's runs of syllables that the other has too, 0..1."""
    return len(mine & theirs) / max(1, min(len(mine), len(theirs)))


def _syllables(document: Document, units: Iterable[int]) -> Counter[str]:
    return Counter(chain.from_iterable(words(document.units[unit].text).bare for unit in units))


def uncited_source(graph: LineageGraph, candidate: Candidate, share: float) -> GraphDoubt | None:
    """Return the doubt that an aligned candidate raises, None where too little is shared."""
    if share < graph.settings.derived_floor:
        return None
    return doubt(
        graph, "uncited-source", "warning", [candidate.document, candidate.source], share=share
    )


def without_copies(graph: LineageGraph, doubts: Iterable[GraphDoubt]) -> tuple[GraphDoubt, ...]:
    """Return doubts without those of plans of one directive, of which one cites another document.

    They are alike for the sake of the directive, which that one is told to be like itself.
    """
    known = {found.documents[0]: found for found in doubts}
    sources = {name: found.documents[1] for name, found in known.items()}
    return tuple(
        known[name]
        for name in sorted(known)
        if sources.get(sources[name]) not in directives_above(graph, name)
    )


def _age(document: Document) -> tuple[int, date, str]:
    head = document.letterhead
    rank = level_rank(head.level) if head.level else len(LEVELS)
    return rank, head.issued or date.max, document.doc_id


def _shingles(document: Document) -> frozenset[int]:
    """Return the sampled shingles of a document's own text, by numbers that stay the same."""
    return frozenset(number for number in _numbers(document) if number % _SAMPLE == 0)


def _numbers(document: Document) -> Iterator[int]:
    for index in document.content():
        yield from map(_number, _runs(words(document.units[index].text).bare))


def _runs(syllables: tuple[str, ...]) -> Iterator[str]:
    for start in range(len(syllables) - _LENGTH + 1):
        yield " ".join(syllables[start : start + _LENGTH])


def _number(shingle: str) -> int:
    return crc32(shingle.encode())


class _Tops:
    """What each document carries out, at any height: two that share any of it are tied."""

    def __init__(self, graph: LineageGraph) -> None:
        self._graph = graph
        self._above: dict[str, frozenset[str]] = {}

    def tied(self, one: str, other: str) -> bool:
        """Tell whether either document cites the other, or both lead up to a third."""
        if self._cites(one, other) or self._cites(other, one):
            return True
        return bool(self._reach(one) & self._reach(other))

    def _cites(self, one: str, other: str) -> bool:
        return any(edge.target == other for edge in self._graph.outgoing.get(one, ()))

    def _reach(self, doc_id: str) -> frozenset[str]:
        """Return a document and all that it carries out."""
        if doc_id not in self._above:
            self._above[doc_id] = directives_above(self._graph, doc_id)
        return self._above[doc_id]
