"""What stands in force where a plan cites what had ended: the documents that its text follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from doclineage.lineage.amendments import amended_here
from doclineage.lineage.authority import may_change
from doclineage.lineage.derivation import runs, shared_runs
from doclineage.lineage.paths import directives_above
from doclineage.lineage.relations import DIRECTIVES
from doclineage.lineage.validity import Ending, endings, is_looked_back_on, period_of, state_on
from doclineage.model import Document
from doclineage.vietnamese.issuer_identity import IssuerIdentity, issuer_identity

if TYPE_CHECKING:
    from doclineage.lineage.graph import LineageGraph

#: Documents of one issuer that a plan is weighed against, the latest first.
_MOST_WEIGHED = 32
#: Shares that lie closer decide nothing: of plans and their parents (0.49 and more) and others of
#: one subject (0.31 at most) no two lie closer.
_CLEAR = 0.15
#: Texts whose runs are kept: the parents of one folder are few.
_MOST_KEPT = 64


class Ended(NamedTuple):
    """A document that a plan cites as in force and that had ended, and what may stand for it.

    `share` is what the plan's text has of it, `followed` what else of what is in force, 0..1;
    where there are several of those none is taken.
    """

    cited: str
    ending: Ending
    share: float
    followed: tuple[tuple[str, float], ...] = ()

    @property
    def successor(self) -> str | None:
        """The document that stands for it; None where there is none, or several may."""
        return self.followed[0][0] if len(self.followed) == 1 else None

    @property
    def in_force(self) -> tuple[str, ...]:
        """What may stand for it, most followed first."""
        return tuple(name for name, _ in self.followed)


class Followed:
    """What plans of a graph follow by their text; a plan's and its targets' runs are made once."""

    def __init__(self, graph: LineageGraph) -> None:
        self._graph = graph
        self._runs = lru_cache(maxsize=_MOST_KEPT)(lambda name: runs(graph.document(name)))

    def share(self, plan: str, target: str) -> float:
        """Return the share of the shorter text's runs of words that the other has too, 0..1."""
        return shared_runs(self._runs(plan), self._runs(target))

    def follows(self, plan: str, target: str) -> bool:
        """Tell whether a plan's text plainly comes from a document's."""
        return self.share(plan, target) >= self._graph.settings.followed_floor

    def ended(self, plan: Document, target: str) -> Ended | None:
        """Return how a document had ended for a plan that cites it, None where it held."""
        day = _day_of(plan)
        ending = day and _first_ending(self._graph, target, plan, day)
        if not day or not ending:
            return None
        share = self.share(plan.doc_id, target)
        found = Ended(target, ending, round(share, 4))
        return found._replace(followed=self._in_its_place(plan, day, found))

    def _in_its_place(
        self, plan: Document, day: date, ended: Ended
    ) -> tuple[tuple[str, float], ...]:
        """Return what in force replaces what had ended, or is followed instead, by its share.

        A plan for the time after the end follows the text in force, even where it copies more of
        the old one. Of several a text that is followed clearly more counts alone.
        """
        own, since = period_of(plan.letterhead), ended.ending.since
        later = own is not None and since is not None and own[1] >= since
        replacing = set(_replacing(self._graph, ended.cited))
        shares: dict[str, float] = {}
        for document in self._may_stand(ended.cited, replacing):
            if document.doc_id != plan.doc_id and _holds(self._graph, document, plan, day):
                shares[document.doc_id] = self.share(plan.doc_id, document.doc_id)
        floor = self._graph.settings.followed_floor
        kept = {
            name: share
            for name, share in shares.items()
            if (share >= floor and (later or share > ended.share))
            or (name in replacing and self._is_alike(name, ended.cited))
        }
        above = {name: directives_above(self._graph, name) - {name} for name in kept}
        direct = [n for n in kept if not any(n in above[other] for other in kept if other != n)]
        ranked = sorted(((name, round(kept[name], 4)) for name in direct), key=_by_share)
        if len(ranked) > 1 and ranked[0][1] - ranked[1][1] >= _CLEAR:
            return (ranked[0],)
        return tuple(ranked)

    def _is_alike(self, name: str, other: str) -> bool:
        kinds = {self._graph.document(one).letterhead.kind for one in (name, other)}
        return len(kinds) == 1

    def _may_stand(self, ended: str, replacing: set[str]) -> Iterator[Document]:
        """Yield what replaces a document, and what its issuer issued, the latest first."""
        yield from map(self._graph.document, sorted(replacing))
        issuer = self._graph.document(ended).letterhead.issuer
        if issuer:
            others = (d for d in self._by_issuer[issuer_identity(issuer)] if d.doc_id != ended)
            for document, _ in zip(others, range(_MOST_WEIGHED), strict=False):
                if document.doc_id not in replacing:
                    yield document

    @cached_property
    def _by_issuer(self) -> dict[IssuerIdentity, list[Document]]:
        found: dict[IssuerIdentity, list[Document]] = defaultdict(list)
        dated = [d for d in self._graph.documents if d.letterhead.issuer and d.letterhead.issued]
        for document in sorted(dated, key=lambda d: d.letterhead.issued or date.min, reverse=True):
            found[issuer_identity(document.letterhead.issuer or "")].append(document)
        return found


def _by_share(ranked: tuple[str, float]) -> tuple[float, str]:
    return -ranked[1], ranked[0]


def _day_of(plan: Document) -> date | None:
    """Return the day from which a plan's basis has to hold: its own, or its period's first."""
    period = period_of(plan.letterhead)
    return max(filter(None, [plan.letterhead.issued, period and period[0]]), default=None)


def _first_ending(graph: LineageGraph, target: str, plan: Document, day: date) -> Ending | None:
    """Return what ended a whole document by a day; a plan may end its own basis."""
    return next(
        (
            ending
            for ending in endings(graph, target)
            if not ending.partial
            and ending.since is not None
            and ending.since <= day
            and ending.by != plan.doc_id
            and not is_looked_back_on(ending, plan.letterhead)
        ),
        None,
    )


def _replacing(graph: LineageGraph, ended: str) -> Iterator[str]:
    """Yield the present documents that replace one, or what replaced it, at any remove."""
    seen, waiting = {ended}, [ended]
    while waiting:
        for edge in graph.incoming.get(waiting.pop(), ()):
            if edge.relation != "replaces" or not may_change(graph, edge):
                continue
            if not edge.pinpoint and edge.source not in seen:
                seen.add(edge.source)
                waiting.append(edge.source)
                if graph.find(edge.source) is not None:
                    yield edge.source


def _holds(graph: LineageGraph, document: Document, plan: Document, day: date) -> bool:
    """Tell whether a document was a directive in force that a plan of a day could carry out."""
    head = document.letterhead
    if head.kind not in DIRECTIVES or head.issued is None:
        return False
    if head.issued > (plan.letterhead.issued or head.issued):
        return False
    if plan.doc_id in directives_above(graph, document.doc_id) or any(
        amended_here(graph, document.doc_id)
    ):
        return False
    return state_on(graph, document.doc_id, max(day, head.issued)) == "in-force"
