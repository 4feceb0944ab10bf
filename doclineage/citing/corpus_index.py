"""The corpus by what citations say of a document: number, issuer, date, title."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from doclineage.citing.matching import Candidate, folded_title
from doclineage.model import Citation, Document
from doclineage.vietnamese.issuer_identity import issuer_identity

#: Documents compared by title for one citation; beyond it only an equal title counts, so that a
#: corpus of thousands takes linear time.
MOST_COMPARED = 200


class CorpusIndex:
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
        if len(found) <= MOST_COMPARED:
            return found
        return self.by_title.get(folded_title(citation.title or ""), [])

    def same_day(self, citation: Citation) -> list[Candidate]:
        """Return the numbered documents of the kind and day of a citation."""
        if citation.issued is None:
            return []
        return self.by_date.get((citation.kind, citation.issued), [])[:MOST_COMPARED]


def others(candidates: Iterable[Candidate], document: Document) -> list[Candidate]:
    """Return the candidates but the citing document: none resolves to itself."""
    return [c for c in candidates if c.document.doc_id != document.doc_id]
