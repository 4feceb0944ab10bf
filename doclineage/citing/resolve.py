"""Citations to documents of the corpus: bound only when exactly one document fits.

Candidates come from indices by number, by issuer and date, never all against all, so that a
corpus of thousands takes linear time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

import msgspec

from doclineage.citing.matching import (
    TITLE_FLOOR,
    Candidate,
    cited_key,
    folded_title,
    is_national,
    same_date,
    same_issuer,
    same_kind,
    title_likeness,
)
from doclineage.model import Citation, Document, Value
from doclineage.vietnamese.issuer_identity import issuer_identity

Field = Literal["number", "date", "issuer"]
#: Documents compared by title for one citation; beyond it only an equal title counts.
_MOST_TITLES = 200


class Resolution(Value, frozen=True):
    """What became of one citation: its target, or the candidates and why none was chosen."""

    document: str
    citation: int
    target: str | None
    candidates: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


class NearMatch(Value, frozen=True):
    """A citation that means a document of the corpus but misprints some of its designation."""

    document: str
    citation: int
    target: str
    differs: tuple[Field, ...]


class _Index:
    """The corpus by what citations say of it."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.candidates = [Candidate(document) for document in documents]
        self.by_number: dict[str, list[Candidate]] = defaultdict(list)
        self.by_issuer: dict[tuple[str | None, str | None, bool], list[Candidate]] = defaultdict(
            list
        )
        self.by_date: dict[tuple[str | None, date], list[Candidate]] = defaultdict(list)
        self.by_title: dict[str, list[Candidate]] = defaultdict(list)
        for candidate in self.candidates:
            self._add(candidate)

    def _add(self, candidate: Candidate) -> None:
        head = candidate.document.letterhead
        numbered = candidate.number is not None
        if candidate.number:
            self.by_number[candidate.number].append(candidate)
        self.by_issuer[head.kind, candidate.body, numbered].append(candidate)
        if head.issued:
            self.by_date[head.kind, head.issued].append(candidate)
        for title in candidate.titles:
            self.by_title[title].append(candidate)

    def titled(self, citation: Citation, *, numbered: bool) -> list[Candidate]:
        """Return the documents whose title may be compared with the cited one."""
        body = issuer_identity(citation.issuer).body if citation.issuer else None
        found = self.by_issuer.get((citation.kind, body, numbered), [])
        if len(found) <= _MOST_TITLES:
            return found
        return self.by_title.get(folded_title(citation.title or ""), [])


def resolve(documents: Sequence[Document]) -> tuple[Document, ...]:
    """Return the documents with `target` set on every citation that exactly one document fits.

    A misprinted designation binds nothing; `near_matches` tells it.
    """
    index = _Index(documents)
    return tuple(_resolved(document, _outcomes(index, document)) for document in documents)


def resolutions(documents: Sequence[Document]) -> tuple[Resolution, ...]:
    """Return what became of every citation, with candidates and reasons where it is unbound."""
    index = _Index(documents)
    return tuple(outcome for document in documents for outcome in _outcomes(index, document))


def near_matches(documents: Sequence[Document]) -> tuple[NearMatch, ...]:
    """Return the citations that misprint number, date or issuer of a document of the corpus."""
    index = _Index(documents)
    return tuple(
        near
        for document in documents
        for outcome in _outcomes(index, document)
        if outcome.target is None
        for near in _near(index, document, outcome.citation)
    )


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


def _outcomes(index: _Index, document: Document) -> list[Resolution]:
    outcomes = [
        _outcome(index, document, place, citation)
        for place, citation in enumerate(document.citations)
    ]
    return _spread(document, outcomes)


def _spread(document: Document, outcomes: list[Resolution]) -> list[Resolution]:
    """Bind short mentions as the full one of the same document is bound."""
    bound: dict[tuple[str | None, str], set[str]] = defaultdict(set)
    for citation, outcome in zip(document.citations, outcomes, strict=True):
        key = cited_key(citation)
        if key and outcome.target:
            bound[citation.kind, key].add(outcome.target)
    for place, citation in enumerate(document.citations):
        outcome = outcomes[place]
        if outcome.target is not None:
            continue
        if citation.antecedent is not None and citation.number is None:
            target = outcomes[citation.antecedent].target
        else:
            targets = bound.get((citation.kind, cited_key(citation) or ""), set())
            target = next(iter(targets)) if len(targets) == 1 else None
        if target and not {"date", "issuer"} & set(outcome.reasons):
            outcomes[place] = Resolution(
                document=document.doc_id, citation=place, target=target, candidates=(target,)
            )
    return outcomes


def _outcome(index: _Index, document: Document, place: int, citation: Citation) -> Resolution:
    fitting, reasons = _fitting(index, document, citation)
    target = fitting[0].document.doc_id if len(fitting) == 1 and not reasons else None
    if len(fitting) > 1:
        reasons = ("ambiguous",)
    return Resolution(
        document=document.doc_id,
        citation=place,
        target=target,
        candidates=tuple(candidate.document.doc_id for candidate in fitting),
        reasons=reasons if target is None else (),
    )


def _fitting(
    index: _Index, document: Document, citation: Citation
) -> tuple[list[Candidate], tuple[str, ...]]:
    """Return the documents that a citation fits, and what speaks against binding it."""
    key = cited_key(citation)
    numbered = _others(index.by_number.get(key, ()) if key else (), document)
    fitting = [candidate for candidate in numbered if not _faults(citation, candidate)]
    if fitting and key:
        supported = [c for c in fitting if _is_supported(citation, c, key)]
        return (supported, ()) if supported else (fitting, ("number-only",))
    by_title = _by_title(index, document, citation)
    if by_title:
        return by_title, ()
    if numbered:
        faults = {fault for candidate in numbered for fault in _faults(citation, candidate)}
        return numbered if len(numbered) > 1 else numbered[:1], tuple(sorted(faults))
    return [], ("absent",)


def _others(candidates: Iterable[Candidate], document: Document) -> list[Candidate]:
    return [c for c in candidates if c.document.doc_id != document.doc_id]


def _faults(citation: Citation, candidate: Candidate) -> tuple[str, ...]:
    checks = {
        "kind": same_kind(citation, candidate.document),
        "date": same_date(citation, candidate.document),
        "issuer": same_issuer(citation, candidate.document),
    }
    return tuple(name for name, agrees in checks.items() if agrees is False)


def _is_supported(citation: Citation, candidate: Candidate, key: str) -> bool:
    """Tell whether more than the number speaks for a document: every commune has a 15/KH-UBND."""
    return (
        is_national(key)
        or (same_date(citation, candidate.document) is True and citation.issued is not None)
        or same_issuer(citation, candidate.document) is True
        or (title_likeness(citation, candidate) or 0.0) >= TITLE_FLOOR
    )


def _by_title(index: _Index, document: Document, citation: Citation) -> list[Candidate]:
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
        for candidate in _others(found, document)
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


def _near(index: _Index, document: Document, place: int) -> list[NearMatch]:
    citation = document.citations[place]
    key = cited_key(citation)
    if key is None or citation.number is None:
        return []
    found: dict[str, tuple[Field, ...]] = {}
    for candidate in _others(index.by_number.get(key, ()), document):
        differs = _misprint(citation, candidate)
        if differs:
            found[candidate.document.doc_id] = differs
    if citation.issued:
        same_day = index.by_date.get((citation.kind, citation.issued), [])[:_MOST_TITLES]
        for candidate in _others(same_day, document):
            if _misprints_number(citation, candidate, key):
                found[candidate.document.doc_id] = ("number",)
    if len(found) != 1:
        return []
    return [
        NearMatch(document=document.doc_id, citation=place, target=target, differs=differs)
        for target, differs in found.items()
    ]


def _misprint(citation: Citation, candidate: Candidate) -> tuple[Field, ...]:
    """Return what a citation with the right number says wrongly, nothing if it means another."""
    faults = _faults(citation, candidate)
    likeness = title_likeness(citation, candidate)
    alike = likeness is not None and likeness >= TITLE_FLOOR
    issued = candidate.document.letterhead.issued
    if faults == ("date",) and same_issuer(citation, candidate.document):
        same_year = bool(issued and citation.issued and issued.year == citation.issued.year)
        return ("date",) if alike or (likeness is None and same_year) else ()
    if faults == ("issuer",) and alike and same_date(citation, candidate.document):
        return ("issuer",)
    return ()


def _misprints_number(citation: Citation, candidate: Candidate, key: str) -> bool:
    """Tell whether only the number is wrong: same day, issuer and title, or two digits swapped."""
    if candidate.number is None or candidate.number == key:
        return False
    if not same_issuer(citation, candidate.document):
        return False
    likeness = title_likeness(citation, candidate)
    if likeness is None:
        return sorted(candidate.number) == sorted(key)
    return likeness >= TITLE_FLOOR
