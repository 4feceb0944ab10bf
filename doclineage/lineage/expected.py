"""Plans that exist for a directive, and units that should have one and have none."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from doclineage.lineage.paths import answers, directive_edges, top_directives
from doclineage.model import Document, ExpectedUnit, Level, LineageNode, RelationPath, UnitStatus
from doclineage.vietnamese.issuer_identity import IssuerIdentity, issuer_identity
from doclineage.vietnamese.normalise import fold_marks

if TYPE_CHECKING:
    from doclineage.lineage.graph import LineageGraph


#: From so many units on, what they carry out in common is what the list is about.
_SHARED = 2
#: A xã and a phường of one name may stand side by side.
_RANKS = ("phuong", "xa", "thi tran", "dac khu")


def plans_for(
    graph: LineageGraph, directive: str, level: Level | None = None
) -> tuple[RelationPath, ...]:
    """Return the present documents that answer a directive, at any depth, with their way up.

    `level` keeps those of one level. Raises `UnusableInputError` for a directive that the graph
    lacks.
    """
    return tuple(
        path
        for path in answers(graph, directive)
        if graph.node(path.documents[0]).present
        and level in {None, graph.node(path.documents[0]).level}
    )


def expected_units(
    graph: LineageGraph, directive: str, units: Iterable[str]
) -> tuple[ExpectedUnit, ...]:
    """Return for each unit that should answer a directive whether it does, in the order given.

    A unit is named as people name it: "phường Bến Đò", "UBND xã Khe Ngàn", "Bến Đò". A name with
    a body ("Đảng ủy phường Bến Đò") asks for a document of that body. Raises
    `UnusableInputError` for a directive that the graph lacks.
    """
    tied = {path.documents[0] for path in answers(graph, directive)}
    index = _Index(graph)
    return tuple(
        _expected(graph, directive, unit, index.of(unit), tied)
        for unit in dict.fromkeys(filter(None, (" ".join(unit.split()) for unit in units)))
    )


def meant_directives(graph: LineageGraph, units: Iterable[str]) -> tuple[str, ...]:
    """Return the directives that a list of units should answer, those of the most units first.

    They are what the listed units' own documents carry out, each without a step between, present
    or only cited: wards answer the province's plan, not what stands above it. What a single unit
    carries out is its own affair where others have one in common. Where no listed unit carries
    out anything, the top directives are meant.
    """
    index = _Index(graph)
    answered: Counter[str] = Counter()
    for unit in dict.fromkeys(units):
        own = filter(None, map(graph.find, index.of(unit)))
        answered.update({parent for document in own for parent in _answered(graph, document)})
    most = max(answered.values(), default=0)
    shared = {name: count for name, count in answered.items() if count >= min(most, _SHARED)}
    ranked = sorted(shared, key=lambda name: (-shared[name], name))
    return tuple(ranked) or top_directives(graph)


def _answered(graph: LineageGraph, plan: Document) -> set[str]:
    """Return what a document carries out itself; what is not here where nothing else is."""
    here = {basis.parent for basis in graph.bases[plan.doc_id]}
    return here or {edge.target for edge in directive_edges(graph, plan.doc_id)}


def _expected(
    graph: LineageGraph, directive: str, unit: str, own: Sequence[str], tied: set[str]
) -> ExpectedUnit:
    present = [name for name in own if name in tied and graph.node(name).present]
    cited = [name for name in own if name in tied and not graph.node(name).present]
    others = [name for name in own if graph.node(name).present and name != directive]
    ranked: tuple[tuple[UnitStatus, list[str]], ...] = (
        ("present", present),
        ("cited", cited),
        ("unlinked", others),
    )
    status, documents = next((pair for pair in ranked if pair[1]), ("missing", []))
    return ExpectedUnit(unit=unit, directive=directive, status=status, documents=tuple(documents))


class _Unit(NamedTuple):
    """A unit as a name tells it; `rank` is the word before its place ("xã"), empty if unsaid."""

    identity: IssuerIdentity
    rank: str


class _Issued(NamedTuple):
    node: LineageNode
    unit: _Unit


class _Index:
    """The documents by the places and bodies that issued them, so that units are looked up."""

    def __init__(self, graph: LineageGraph) -> None:
        self._by_place: dict[str, list[_Issued]] = defaultdict(list)
        self._by_body: dict[str, list[_Issued]] = defaultdict(list)
        for node in graph.lineage.nodes:
            for unit in _units_of(graph, node):
                issued = _Issued(node, unit)
                if unit.identity.place:
                    self._by_place[unit.identity.place].append(issued)
                self._by_body[unit.identity.body].append(issued)

    def of(self, name: str) -> list[str]:
        """Return the documents that a unit issued, in the order of the graph."""
        asked = _unit(name)
        if asked.identity.place:
            found = self._by_place.get(asked.identity.place, [])
            fits = [issued for issued in found if _same_unit(asked, issued.unit)]
        else:
            # "Bến Đò" names a place without its rank; "Sở Nội vụ" a body without a place.
            body = asked.identity.body
            fits = [*self._by_place.get(body, []), *self._by_body.get(body, [])]
        return sorted({issued.node.id for issued in fits})


def _same_unit(asked: _Unit, own: _Unit) -> bool:
    levels = {asked.identity.level, own.identity.level} - {None}
    ranks = {asked.rank, own.rank} - {""}
    bodies = {asked.identity.body, own.identity.body} if asked.identity.body else set()
    return all(len(said) < 2 for said in (levels, ranks, bodies))


def _unit(name: str) -> _Unit:
    identity = issuer_identity(name)
    ranks = (rank for rank in _RANKS if identity.place and _stands(rank, identity.place, name))
    return _Unit(identity, next(ranks, ""))


def _stands(rank: str, place: str, name: str) -> bool:
    return f"{rank} {place}" in " ".join(fold_marks(name).split())


def _units_of(graph: LineageGraph, node: LineageNode) -> list[_Unit]:
    """Return what is known of who issued a document: its issuer, its territory."""
    document = graph.find(node.id)
    names = [node.issuer, document.letterhead.territory if document else None]
    return list(dict.fromkeys(_unit(name) for name in names if name))
