"""Citations to nodes and edges; documents that are cited but absent are nodes too."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from doclineage.lineage.graph import LineageGraph
from doclineage.model import (
    Citation,
    Document,
    Lineage,
    LineageEdge,
    LineageNode,
    NearMatch,
)
from doclineage.vietnamese.agencies import issuer_level
from doclineage.vietnamese.designations import number_key
from doclineage.vietnamese.national_numbers import is_national
from doclineage.vietnamese.normalise import fold_marks
from doclineage.vietnamese.words import words

#: Characters of evidence around a citation.
_LONGEST_EVIDENCE = 400
_SENTENCE_END = re.compile(r"[.;:]\s+(?=[^\W\d_])")


def build_graph(documents: Sequence[Document], near: Sequence[NearMatch] = ()) -> LineageGraph:
    """Return the graph of documents whose citations are resolved."""
    ordered = tuple(sorted(documents, key=lambda document: document.doc_id))
    absent = _Absent(ordered)
    # The likeliest of rivals comes first.
    meant = {(match.document, match.citation): match for match in reversed(near)}
    edges: dict[tuple[str, str, str], LineageEdge] = {}
    for document in ordered:
        for edge in _edges(document, absent, meant):
            key = (edge.source, edge.target, edge.relation)
            if edge.source != edge.target and (
                key not in edges or _strength(edge) > _strength(edges[key])
            ):
                edges[key] = edge
    nodes = [*map(_present, ordered), *absent.nodes()]
    lineage = Lineage(
        nodes=tuple(sorted(nodes, key=lambda node: node.id)),
        edges=tuple(edges[key] for key in sorted(edges)),
    )
    return LineageGraph(ordered, lineage, tuple(near))


def _strength(edge: LineageEdge) -> tuple[float, bool]:
    """Order the mentions of one relation: the surest, then one of the whole document."""
    return edge.confidence, not edge.pinpoint


def _present(document: Document) -> LineageNode:
    head = document.letterhead
    return LineageNode(
        id=document.doc_id,
        number=head.number,
        kind=head.kind,
        issued=head.issued,
        issuer=head.issuer,
        title=head.title,
        present=True,
        sources=_sources(document),
        level=head.level,
    )


def _sources(document: Document) -> tuple[str, ...]:
    """Return the paths of all files that hold a document, the leading one first."""
    paths = (document.source.path, *(version.source.path for version in document.versions))
    return tuple(dict.fromkeys(paths))


def _edges(
    document: Document, absent: _Absent, meant: Mapping[tuple[str, int], NearMatch]
) -> Iterator[LineageEdge]:
    ids = [
        document.doc_id
        if _is_own(citation, document)
        else citation.target or absent.id_of(citation, document)
        for citation in document.citations
    ]
    for index, citation in enumerate(document.citations):
        if citation.antecedent is not None:
            # "Kế hoạch nêu trên" speaks of a document that stands in the graph already.
            continue
        source = document.doc_id if citation.subject is None else ids[citation.subject]
        unit = document.units[citation.unit]
        edge = LineageEdge(
            source=source,
            target=ids[index],
            relation=citation.relation,
            evidence=_evidence(unit.text, citation.span),
            unit=unit.path,
            confidence=citation.confidence,
            document=document.doc_id,
            candidates=citation.candidates,
            doubts=citation.doubts,
            deciding=citation.deciding,
            pinpoint=citation.pinpoint,
        )
        near = meant.get((document.doc_id, index))
        yield _with_near(edge, near) if near else edge


def _with_near(edge: LineageEdge, near: NearMatch) -> LineageEdge:
    """Return an edge to an absent document with the one that is evidently meant."""
    return msgspec.structs.replace(
        edge,
        candidates=(near.target, *near.rivals),
        doubts=(*near.differs, *(("ambiguous",) if near.rivals else ())) or edge.doubts,
        deciding=(),
        agrees=near.agrees,
        share=near.share,
    )


def _is_own(citation: Citation, document: Document) -> bool:
    """Tell whether an annex's "(Kèm theo …)" names the document that it is part of."""
    head = document.letterhead
    if citation.target is not None or citation.relation != "attached_to":
        return False
    if citation.number and head.number:
        return number_key(citation.number) == number_key(head.number)
    return citation.number is None and _issuer_key(citation.issuer) == _issuer_key(head.issuer)


def _evidence(text: str, span: tuple[int, int]) -> str:
    """Return the sentence that says so, from its cue to the end of the citation."""
    start = 0
    for match in _SENTENCE_END.finditer(text, 0, span[0]):
        start = match.end()
    start = max(start, span[1] - _LONGEST_EVIDENCE)
    return text[start : span[1]].strip()


class _Absent:
    """Documents that are cited and not here; mentions of one document share one node."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._found: dict[str, list[Citation]] = {}
        self._days: dict[tuple[str, str], set[date]] = defaultdict(set)
        for citation in (c for d in documents for c in d.citations if c.target is None):
            if citation.number and citation.issued:
                self._days[self._key(citation)].add(citation.issued)

    def id_of(self, citation: Citation, document: Document) -> str:
        """Return the id of the absent document that a citation of `document` speaks of."""
        if citation.number:
            parts = self._numbered(citation, document)
        else:
            title, year = _slug(citation.title or "")[:60], str(citation.year or "")
            parts = [citation.kind or "", _issuer_key(citation.issuer), title, year]
        found = ".".join(filter(None, ["cited", *parts]))
        self._found.setdefault(found, []).append(citation)
        return found

    def _numbered(self, citation: Citation, document: Document) -> list[str]:
        name, issuer = self._key(citation)
        if citation.number and is_national(number_key(citation.number)):
            return [name]
        days = self._days.get((name, issuer), set())
        day = citation.issued or (next(iter(days)) if len(days) == 1 else None)
        if day is None and not issuer:
            # Whose 15/KH-UBND of which year two documents mean is not known to be the same.
            return [name, _slug(document.doc_id)]
        return [name, issuer, str(day or "")]

    @staticmethod
    def _key(citation: Citation) -> tuple[str, str]:
        return _slug(number_key(citation.number or "")), _issuer_key(citation.issuer)

    def nodes(self) -> Iterator[LineageNode]:
        """Yield one node a document, with the fullest fields that any citation gives."""
        for name in sorted(self._found):
            cited = self._found[name]
            issuer = _first(c.issuer for c in cited)
            yield LineageNode(
                id=name,
                number=_first(c.number for c in cited),
                kind=_first(c.kind for c in cited),
                issued=_first_date(c.issued for c in cited),
                issuer=issuer,
                title=_first(c.title for c in cited),
                present=False,
                level=issuer_level(issuer),
            )


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _first_date(values: Iterable[date | None]) -> date | None:
    return next((value for value in values if value), None)


def _issuer_key(issuer: str | None) -> str:
    return _slug(" ".join(words(issuer).keys)) if issuer else ""


def _slug(text: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", fold_marks(text)))
