"""Citations that mean a document of the corpus and misprint part of its designation."""

from __future__ import annotations

from collections.abc import Sequence

from doclineage.citing.corpus_index import CorpusIndex, others
from doclineage.citing.matching import (
    TITLE_FLOOR,
    Candidate,
    Citing,
    cited_key,
    faults,
    same_date,
    same_issuer,
    title_likeness,
)
from doclineage.citing.resolve import outcomes
from doclineage.model import Citation, Document, NearMatch

_FITTING = frozenset({"ambiguous", "number-only"})


def near_matches(documents: Sequence[Document]) -> tuple[NearMatch, ...]:
    """Return the citations that misprint number, date or issuer of a document of the corpus."""
    index = CorpusIndex(documents)
    return tuple(
        near
        for document in documents
        for outcome in outcomes(index, document)
        # What fits several documents, or one by its number alone, misprints nothing.
        if outcome.target is None and not _FITTING & set(outcome.reasons)
        for near in _near(index, document, outcome.citation)
    )


def _near(index: CorpusIndex, document: Document, place: int) -> list[NearMatch]:
    citation = document.citations[place]
    key = cited_key(citation)
    if key is None or citation.number is None:
        return []
    found: dict[str, tuple[str, ...]] = {}
    citing = Citing(document)
    for candidate in others(index.numbered(citation, key, citing), document):
        differs = _misprint(citation, candidate, citing)
        if differs:
            found[candidate.document.doc_id] = differs
    for candidate in others(index.same_day(citation), document):
        if _misprints_number(citation, candidate, citing):
            found[candidate.document.doc_id] = ("number",)
    if len(found) != 1:
        return []
    return [
        NearMatch(document=document.doc_id, citation=place, target=target, differs=differs)
        for target, differs in found.items()
    ]


def _misprint(citation: Citation, candidate: Candidate, citing: Citing) -> tuple[str, ...]:
    """Return what a citation with the right number says wrongly, nothing if it means another."""
    wrong = faults(citation, candidate, citing)
    likeness = title_likeness(citation, candidate)
    alike = likeness is not None and likeness >= TITLE_FLOOR
    issued = candidate.document.letterhead.issued
    if wrong == ("date",) and same_issuer(citation, candidate.document, citing):
        same_year = bool(issued and citation.issued and issued.year == citation.issued.year)
        return ("date",) if alike or (likeness is None and same_year) else ()
    if wrong == ("issuer",) and alike and same_date(citation, candidate.document):
        return ("issuer",)
    return ()


def _misprints_number(citation: Citation, candidate: Candidate, citing: Citing) -> bool:
    """Tell whether only the number is wrong: same day, issuer and title, or two digits swapped."""
    key = cited_key(citation)
    if key is None or candidate.number is None or candidate.number == key:
        return False
    if not same_issuer(citation, candidate.document, citing):
        return False
    likeness = title_likeness(citation, candidate)
    if likeness is None:
        return sorted(candidate.number) == sorted(key)
    return likeness >= TITLE_FLOOR
