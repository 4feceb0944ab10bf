"""The corpus by what citations say of a document: number, issuer, date, title."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from doclineage.citing.matching import Candidate, Citing, folded_title
from doclineage.model import Citation, Document
from doclineage.vietnamese.issuer_identity import issuer_bodies, issuer_identity

#: Documents compared by title for one citation; beyond it only an equal title counts, so that a
#: corpus of thousands takes linear time.
MOST_COMPARED = 200
#: Documents of one number compared for one citation before day and place choose among them.
MOST_NUMBERED = 40


class CorpusIndex:
    """The corpus by what citations say of it."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.candidates = [Candidate(document) for document in documents]
        self.by_id = {candidate.document.doc_id: candidate for candidate in self.candidates}
        self.by_number: dict[str, list[Candidate]] = defaultdict(list)
        self._by_day: dict[tuple[str, date], list[Candidate]] = defaultdict(list)
        self._by_place: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
        self._by_both: dict[tuple[str, date | None, str], list[Candidate]] = defaultdict(list)
        self.by_issuer: dict[tuple[str | None, str, bool], list[Candidate]] = defaultdict(list)
        self.by_date: dict[tuple[str | None, str, date], list[Candidate]] = defaultdict(list)
        self.by_title: dict[str, list[Candidate]] = defaultdict(list)
        for candidate in self.candidates:
            self._add(candidate)

    def _add(self, candidate: Candidate) -> None:
        head = candidate.document.letterhead
        numbered = candidate.number is not None
        if candidate.number:
            self.by_number[candidate.number].append(candidate)
            self._by_place[candidate.number, candidate.place].append(candidate)
            self._by_both[candidate.number, head.issued, candidate.place].append(candidate)
            if head.issued:
                self._by_day[candidate.number, head.issued].append(candidate)
        for body in candidate.bodies:
            self.by_issuer[head.kind, body, numbered].append(candidate)
            if head.issued:
                self.by_date[head.kind, body, head.issued].append(candidate)
        for title in candidate.titles:
            self.by_title[title].append(candidate)

    def numbered(self, citation: Citation, key: str, citing: Citing) -> list[Candidate]:
        """Return the documents of a number; where they are many, those that its words point to.

        A 15/KH-UBND is issued by every commune every year: day and place choose among them, and
        a few others stay to show that there are more.
        """
        found = self.by_number.get(key, [])
        if len(found) <= MOST_NUMBERED:
            return found
        cited = issuer_identity(citation.issuer) if citation.issuer else None
        places = {"", citing.home.commune, citing.home.province, cited.place if cited else ""}
        if citation.issued and cited and self._by_both.get((key, citation.issued, cited.place)):
            # What has another day or another place cannot fit; what states none still may.
            days = (citation.issued, None)
            both = [self._by_both.get((key, d, p), []) for d in days for p in sorted(places)]
            return _union([found[:MOST_NUMBERED] for found in both])
        chosen = [self._by_place.get((key, place), [])[:MOST_NUMBERED] for place in sorted(places)]
        if citation.issued:
            day = self._by_day.get((key, citation.issued), [])
            chosen.append(day[:MOST_NUMBERED])
        return _union([*chosen, found[:MOST_NUMBERED]])

    def titled(self, citation: Citation, *, numbered: bool) -> list[Candidate]:
        """Return the documents whose title may be compared with the cited one."""
        bodies = issuer_bodies(citation.issuer) if citation.issuer else ()
        found = [self.by_issuer.get((citation.kind, body, numbered), []) for body in bodies]
        if sum(map(len, found)) > MOST_COMPARED:
            return self.by_title.get(folded_title(citation.title or ""), [])
        return _union(found)

    def entitled(self, citation: Citation) -> list[Candidate]:
        """Return the documents that have the cited title word for word, whoever issued them."""
        return self.by_title.get(folded_title(citation.title or ""), [])[:MOST_COMPARED]

    def same_day(self, citation: Citation) -> list[Candidate]:
        """Return the documents of the kind, issuing body and day of a citation."""
        if citation.issued is None or citation.issuer is None:
            return []
        keys = [(citation.kind, body, citation.issued) for body in issuer_bodies(citation.issuer)]
        return _union([self.by_date.get(key, [])[:MOST_COMPARED] for key in keys])


def _union(lists: Sequence[Sequence[Candidate]]) -> list[Candidate]:
    """Return the candidates of several lists, each once, in their order."""
    return list({c.document.doc_id: c for candidates in lists for c in candidates}.values())


def others(candidates: Iterable[Candidate], document: Document) -> list[Candidate]:
    """Return the candidates but the citing document: none resolves to itself."""
    return [c for c in candidates if c.document.doc_id != document.doc_id]
