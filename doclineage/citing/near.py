"""Citations that mean a document of the corpus and misprint part of its designation.

What speaks for a document is weighed field by field: kind and issuer have to agree, number and
day may be near, the title or the text that the citing document follows says the rest. Where two
documents have about as much for them, both are named and neither is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doclineage.citing.corpus_index import CorpusIndex, others
from doclineage.citing.matching import Candidate, Citing, cited_key
from doclineage.citing.resolve import Resolution, outcomes
from doclineage.citing.weighing import Texts, Weighed, has_another_title, outweighed, weighed
from doclineage.model import Citation, Document, NearMatch

_FITTING = frozenset({"ambiguous", "number-only"})
#: Relations from a plan to what stands above it: only these let the plan's text speak.
_UPWARD = frozenset({"implements", "based_on"})
#: Two documents whose weights differ by less are about equal: one field that is near, not the
#: same, or a quarter of the text.
_MARGIN = 1.0
_MOST_RIVALS = 6


def near_matches(documents: Sequence[Document]) -> tuple[NearMatch, ...]:
    """Return the citations that misprint the designation of a document of the corpus.

    Where a plan's citation fits several documents, or one by its number alone, the text that the
    plan follows may say which: nothing differs then. Of rivals the likeliest comes first.
    """
    index, texts = CorpusIndex(documents), Texts()
    return tuple(
        near
        for document in documents
        for outcome in outcomes(index, document)
        for near in _near(index, texts, document, outcome)
    )


def _near(
    index: CorpusIndex, texts: Texts, document: Document, outcome: Resolution
) -> Iterator[NearMatch]:
    citation = document.citations[outcome.citation]
    upward = citation.relation in _UPWARD and citation.subject is None
    if outcome.target is not None:
        if upward and citation.number and citation.title:
            yield from _named_wrongly(index, texts, document, outcome)
    elif citation.target is None:  # its document may bind it by another citation
        yield from _misprinted(index, texts, document, outcome, upward=upward)


def _named_wrongly(
    index: CorpusIndex, texts: Texts, document: Document, outcome: Resolution
) -> Iterator[NearMatch]:
    """Yield the document whose title a citation quotes behind another's number and day."""
    citation, citing = document.citations[outcome.citation], Citing(document)
    bound = index.by_id[outcome.target or ""]
    if not has_another_title(citation, bound, citing):
        return
    known = others(index.titled(citation, numbered=True), document)
    weights = [outweighed(citation, bound, other, citing, texts) for other in known]
    found = [one for one in weights if one]
    if len(found) == 1:
        yield _match(document, outcome.citation, found[0], ())


def _misprinted(
    index: CorpusIndex, texts: Texts, document: Document, outcome: Resolution, *, upward: bool
) -> Iterator[NearMatch]:
    citation, citing = document.citations[outcome.citation], Citing(document)
    fitting = set(outcome.candidates) if _FITTING & set(outcome.reasons) else None
    if fitting and not upward:
        return
    known = others(_candidates(index, citation, citing, upward=upward), document)
    beside = _cited_beside(document, citation)
    cited = {other.target for other in document.citations} - {None}
    weights = [
        weighed(
            citation,
            candidate,
            citing,
            texts if upward else None,
            known=candidate.document.doc_id in cited,
        )
        for candidate in known
        if candidate.document.doc_id not in beside
        and (fitting is None or candidate.document.doc_id in fitting)
    ]
    found = [one for one in weights if one and (fitting is None or "text" in one.agrees)]
    found.sort(key=lambda one: (-one.weight, one.target))
    if not found or (len(found) > 1 and not upward):
        return
    equal = [one for one in found if found[0].weight - one.weight < _MARGIN][:_MOST_RIVALS]
    for one in equal:
        rivals = [other.target for other in equal if other is not one]
        yield _match(document, outcome.citation, one, rivals)


def _match(document: Document, place: int, found: Weighed, rivals: Sequence[str]) -> NearMatch:
    return NearMatch(
        document=document.doc_id,
        citation=place,
        target=found.target,
        differs=found.differs,
        agrees=found.agrees,
        share=found.share,
        rivals=tuple(rivals),
    )


def _cited_beside(document: Document, citation: Citation) -> set[str]:
    """Return what the same unit cites rightly: a number beside it means something else."""
    return {
        other.target for other in document.citations if other.target and other.unit == citation.unit
    }


def _candidates(
    index: CorpusIndex, citation: Citation, citing: Citing, *, upward: bool
) -> list[Candidate]:
    key = cited_key(citation)
    numbered = index.numbered(citation, key, citing) if key and citation.number else []
    found = [*numbered, *(index.same_day(citation) if citation.number else [])]
    if upward:
        for numbered_too in (True, False) if citation.issuer else ():
            found += index.titled(citation, numbered=numbered_too)
        found += index.entitled(citation)
    return list({candidate.document.doc_id: candidate for candidate in found}.values())
