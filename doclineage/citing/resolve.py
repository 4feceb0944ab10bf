"""Citations to documents of the corpus: bound only when exactly one document fits.

Candidates come from indices by number, by issuer and date, never all against all, so that a
corpus of thousands takes linear time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from doclineage.citing.corpus_index import CorpusIndex, others
from doclineage.citing.matching import (
    TITLE_FLOOR,
    Candidate,
    cited_key,
    faults,
    is_national,
    same_date,
    same_issuer,
    title_likeness,
)
from doclineage.model import Citation, Document, Value


class Resolution(Value, frozen=True):
    """What became of one citation: its target, or the candidates and why none was chosen."""

    document: str
    citation: int
    target: str | None
    candidates: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


def resolve(documents: Sequence[Document]) -> tuple[Document, ...]:
    """Return the documents with `target` set on every citation that exactly one document fits.

    A misprinted designation binds nothing; `near_matches` tells it.
    """
    index = CorpusIndex(documents)
    return tuple(_resolved(document, outcomes(index, document)) for document in documents)


def resolutions(documents: Sequence[Document]) -> tuple[Resolution, ...]:
    """Return what became of every citation, with candidates and reasons where it is unbound."""
    index = CorpusIndex(documents)
    return tuple(outcome for document in documents for outcome in outcomes(index, document))


def designate(documents: Sequence[Document]) -> tuple[Document, ...]:
    """Return resolved documents with the number and date that those citing them agree on.

    Only what a document does not say itself is learnt; its origin is then "cited". Resolve again
    afterwards: a citation by number alone finds the learnt number.
    """
    citing: dict[str, list[Citation]] = defaultdict(list)
    for document in documents:
        for citation in document.citations:
            if citation.target is not None:
                citing[citation.target].append(citation)
    return tuple(_designated(document, citing[document.doc_id]) for document in documents)


def _designated(document: Document, citations: Sequence[Citation]) -> Document:
    head = document.letterhead
    learnt: dict[str, object] = {}
    if head.number is None:
        numbers = {
            cited_key(citation): citation.number for citation in citations if citation.number
        }
        if len(numbers) == 1:
            learnt["number"] = next(iter(numbers.values()))
    if head.issued is None:
        days = {citation.issued for citation in citations if citation.issued}
        if len(days) == 1:
            learnt["issued"] = days.pop()
    if not learnt:
        return document
    origins = {**head.origins, **dict.fromkeys(learnt, "cited")}
    return msgspec.structs.replace(
        document, letterhead=msgspec.structs.replace(head, **learnt, origins=origins)
    )


def _resolved(document: Document, outcomes: Sequence[Resolution]) -> Document:
    if all(outcome.target is None for outcome in outcomes):
        return document
    citations = tuple(
        msgspec.structs.replace(citation, target=outcome.target)
        for citation, outcome in zip(document.citations, outcomes, strict=True)
    )
    return msgspec.structs.replace(document, citations=citations)


def outcomes(index: CorpusIndex, document: Document) -> list[Resolution]:
    """Return what became of each citation of one document, in order."""
    single = [
        _outcome(index, document, place, citation)
        for place, citation in enumerate(document.citations)
    ]
    return _spread(document, single)


def _spread(document: Document, found: list[Resolution]) -> list[Resolution]:
    """Bind short mentions as the full one of the same document is bound."""
    bound: dict[tuple[str | None, str], set[str]] = defaultdict(set)
    for citation, outcome in zip(document.citations, found, strict=True):
        key = cited_key(citation)
        if key and outcome.target:
            bound[citation.kind, key].add(outcome.target)
    for place, citation in enumerate(document.citations):
        outcome = found[place]
        if outcome.target is not None:
            continue
        if citation.antecedent is not None and citation.number is None:
            target = found[citation.antecedent].target
        else:
            targets = bound.get((citation.kind, cited_key(citation) or ""), set())
            target = next(iter(targets)) if len(targets) == 1 else None
        if target and not {"date", "issuer"} & set(outcome.reasons):
            found[place] = Resolution(
                document=document.doc_id, citation=place, target=target, candidates=(target,)
            )
    return found


def _outcome(index: CorpusIndex, document: Document, place: int, citation: Citation) -> Resolution:
    fitting, reasons = _fitting(index, document, citation)
    target = fitting[0].document.doc_id if len(fitting) == 1 and not reasons else None
    if len(fitting) > 1 and not reasons:
        reasons = ("ambiguous",)
    return Resolution(
        document=document.doc_id,
        citation=place,
        target=target,
        candidates=tuple(candidate.document.doc_id for candidate in fitting),
        reasons=reasons if target is None else (),
    )


def _fitting(
    index: CorpusIndex, document: Document, citation: Citation
) -> tuple[list[Candidate], tuple[str, ...]]:
    """Return the documents that a citation fits, and what speaks against binding it."""
    key = cited_key(citation)
    numbered = others(index.by_number.get(key, ()) if key else (), document)
    fitting = [candidate for candidate in numbered if not faults(citation, candidate)]
    if fitting and key:
        supported = [c for c in fitting if _is_supported(citation, c, key)]
        return (supported, ()) if supported else (fitting, ("number-only",))
    by_title = _by_title(index, document, citation)
    if by_title:
        return by_title, ()
    if numbered:
        wrong = {field for candidate in numbered for field in faults(citation, candidate)}
        return numbered, tuple(sorted(wrong))
    return [], ("absent",)


def _is_supported(citation: Citation, candidate: Candidate, key: str) -> bool:
    """Tell whether more than the number speaks for a document: every commune has a 15/KH-UBND."""
    return (
        is_national(key)
        or (same_date(citation, candidate.document) is True and citation.issued is not None)
        or same_issuer(citation, candidate.document) is True
        or (title_likeness(citation, candidate) or 0.0) >= TITLE_FLOOR
    )


def _by_title(index: CorpusIndex, document: Document, citation: Citation) -> list[Candidate]:
    """Return the documents that kind, issuer, date and title of a citation fit.

    A citation with a number can so mean only a document that has lost its own.
    """
    if citation.issuer is None or citation.kind is None:
        return []
    found = index.titled(citation, numbered=False)
    if not citation.number:
        found = [*found, *index.titled(citation, numbered=True)]
    return [
        candidate
        for candidate in others(found, document)
        if same_issuer(citation, candidate.document)
        and same_date(citation, candidate.document) is not False
        and not _is_later(citation, candidate.document)
        and _says_same(citation, candidate)
    ]


def _says_same(citation: Citation, candidate: Candidate) -> bool:
    likeness = title_likeness(citation, candidate)
    if likeness is None:
        return citation.issued is not None and bool(same_date(citation, candidate.document))
    return likeness >= TITLE_FLOOR


def _is_later(citation: Citation, document: Document) -> bool:
    """Tell whether a document cites what is younger than the day it is cited with."""
    days = [other.issued for other in document.citations if other.issued]
    return citation.issued is not None and bool(days) and max(days) > citation.issued
