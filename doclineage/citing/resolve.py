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
    Citing,
    cited_key,
    faults,
    is_later,
    same_date,
    same_issuer,
    title_likeness,
)
from doclineage.citing.narrowing import deciding, narrowed
from doclineage.model import Citation, Document, Value
from doclineage.vietnamese.issuer_identity import issuer_identity
from doclineage.vietnamese.national_numbers import is_national

#: How sure a designation is that one document, or several in agreement, give by citing it.
_CITED_BY_ONE, _CITED_BY_SEVERAL = 0.75, 0.9
#: Candidates that an unbound citation names; more say no more.
_MOST_NAMED = 20
#: How sure a binding is that day or issuer, or both, do not speak for.
_PARTLY_SAID = 0.9


class Resolution(Value, frozen=True):
    """What became of one citation: its target, or the candidates and why none was chosen."""

    document: str
    citation: int
    target: str | None
    candidates: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    deciding: tuple[str, ...] = ()
    """What the citation leaves unsaid and would decide between the candidates."""
    confidence: float = 1.0


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
    citing: dict[str, list[tuple[str, Citation]]] = defaultdict(list)
    for document in documents:
        for citation in document.citations:
            if citation.target is not None:
                citing[citation.target].append((document.doc_id, citation))
    return tuple(_designated(document, citing[document.doc_id]) for document in documents)


def _designated(document: Document, citing: Sequence[tuple[str, Citation]]) -> Document:
    head = document.letterhead
    learnt: dict[str, object] = {}
    if head.number is None:
        numbers = {
            cited_key(citation): citation.number for _, citation in citing if citation.number
        }
        if len(numbers) == 1:
            learnt["number"] = next(iter(numbers.values()))
    if head.issued is None:
        days = {citation.issued for _, citation in citing if citation.issued}
        if len(days) == 1:
            learnt["issued"] = days.pop()
    if not learnt:
        return document
    several = len({name for name, _ in citing}) > 1
    sure = _CITED_BY_SEVERAL if several else _CITED_BY_ONE
    origins = {**head.origins, **dict.fromkeys(learnt, "cited")}
    confidences = {**head.confidences, **dict.fromkeys(learnt, sure)}
    return msgspec.structs.replace(
        document,
        letterhead=msgspec.structs.replace(
            head, **learnt, origins=origins, confidences=confidences
        ),
    )


def _resolved(document: Document, outcomes: Sequence[Resolution]) -> Document:
    if not any(outcome.target or outcome.candidates for outcome in outcomes):
        return document
    citations = tuple(map(_told, document.citations, outcomes))
    return msgspec.structs.replace(document, citations=citations)


def _told(citation: Citation, outcome: Resolution) -> Citation:
    """Return a citation with what became of it."""
    if outcome.target is not None:
        known = citation.target == outcome.target
        confidence = citation.confidence * (1.0 if known else outcome.confidence)
        return msgspec.structs.replace(
            citation, target=outcome.target, confidence=round(confidence, 4),
            candidates=(), doubts=(), deciding=(),
        )  # fmt: skip
    return msgspec.structs.replace(
        citation,
        target=None,
        candidates=outcome.candidates[:_MOST_NAMED],
        doubts=outcome.reasons if outcome.candidates else (),
        deciding=outcome.deciding,
    )


def outcomes(index: CorpusIndex, document: Document) -> list[Resolution]:
    """Return what became of each citation of one document, in order."""
    citing = Citing(document)
    single = [
        _outcome(index, citing, place, citation)
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


def _outcome(index: CorpusIndex, citing: Citing, place: int, citation: Citation) -> Resolution:
    fitting, reasons = _fitting(index, citing, citation)
    bound = len(fitting) == 1 and not reasons
    if len(fitting) > 1 and not reasons:
        reasons = ("ambiguous",)
    return Resolution(
        document=citing.document.doc_id,
        citation=place,
        target=fitting[0].document.doc_id if bound else None,
        candidates=tuple(candidate.document.doc_id for candidate in fitting),
        reasons=() if bound else reasons,
        deciding=() if bound else _unsaid(citation, fitting, reasons),
        confidence=_confidence(citation, fitting[0], citing) if bound else 1.0,
    )


def _unsaid(
    citation: Citation, candidates: Sequence[Candidate], reasons: tuple[str, ...]
) -> tuple[str, ...]:
    if reasons == ("ambiguous",):
        return deciding(citation, candidates)
    if reasons != ("number-only",):
        return ()
    said = {"date": citation.issued, "issuer": citation.issuer, "title": citation.title}
    return tuple(name for name, value in said.items() if value is None)


def _confidence(citation: Citation, candidate: Candidate, citing: Citing) -> float:
    """Return how sure a binding is: day and issuer, or a number of the whole country, are all."""
    key = cited_key(citation)
    dated = citation.issued is not None and same_date(citation, candidate.document) is True
    issued = same_issuer(citation, candidate.document, citing) is True
    return 1.0 if (key and is_national(key)) or (dated and issued) else _PARTLY_SAID


def _fitting(
    index: CorpusIndex, citing: Citing, citation: Citation
) -> tuple[list[Candidate], tuple[str, ...]]:
    """Return the documents that a citation fits, and what speaks against binding it."""
    key = cited_key(citation)
    known = index.numbered(citation, key, citing) if key else []
    numbered = others(known, citing.document)
    wrong = {c.document.doc_id: faults(citation, c, citing) for c in numbered}
    fitting = [candidate for candidate in numbered if not wrong[candidate.document.doc_id]]
    if fitting and key:
        left = narrowed(citation, fitting, citing)
        supported = [c for c in left if _is_supported(citation, c, key, citing)]
        return (supported, ()) if supported else (left, ("number-only",))
    by_title = _by_title(index, citing, citation)
    if by_title:
        return narrowed(citation, by_title, citing), ()
    if numbered:
        # What contradicts least is what was most likely meant; another body's plan hardly is.
        weight = {name: ("issuer" in fields, len(fields)) for name, fields in wrong.items()}
        least = min(weight.values())
        nearest = [c for c in numbered if weight[c.document.doc_id] == least]
        fields = {field for c in nearest for field in wrong[c.document.doc_id]}
        return nearest, tuple(sorted(fields))
    return [], ("absent",)


def _is_supported(citation: Citation, candidate: Candidate, key: str, citing: Citing) -> bool:
    """Tell whether more than the number speaks for a document: every commune has a 15/KH-UBND."""
    return (
        is_national(key)
        or (same_date(citation, candidate.document) is True and citation.issued is not None)
        or same_issuer(citation, candidate.document, citing) is True
        or (title_likeness(citation, candidate) or 0.0) >= TITLE_FLOOR
    )


def _by_title(index: CorpusIndex, citing: Citing, citation: Citation) -> list[Candidate]:
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
        for candidate in others(found, citing.document)
        if same_issuer(citation, candidate.document, citing)
        and "code" not in faults(citation, candidate, citing)
        and same_date(citation, candidate.document) is not False
        and not is_later(citation, candidate.document)
        and _says_same(citation, candidate)
    ]


def _says_same(citation: Citation, candidate: Candidate) -> bool:
    likeness = title_likeness(citation, candidate)
    if likeness is not None:
        return likeness >= TITLE_FLOOR
    if citation.issued is None:
        return False
    return bool(same_date(citation, candidate.document)) or _fills_blank(citation, candidate)


def _fills_blank(citation: Citation, candidate: Candidate) -> bool:
    """Tell whether a number and a day are what a named unit left blank ("Số:    /KH-UBND")."""
    head = candidate.document.letterhead
    return (
        head.number_code is not None
        and head.issued is None
        and citation.issuer is not None
        and bool(candidate.place)
        and issuer_identity(citation.issuer).place == candidate.place
    )
