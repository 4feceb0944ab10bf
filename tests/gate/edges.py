"""Edges of the real chains in the shared documents, read by hand, against those that are found.

The gold (`gold/edges.json`) holds numbers only: for each file the relations that bases, amending,
effect and closing articles state, from the document itself ("this") or from a document that it
cites. An edge counts where the text tells the number of both ends: printed, by the short form or
name of a law whose number the same document prints, or by a law's name and year. Relations of
articles ("theo quy định tại") and footnotes are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from doclineage import Document, read_document
from doclineage.model import Citation
from doclineage.vietnamese.designations import number_key
from doclineage.vietnamese.laws import law_number
from doclineage.vietnamese.normalise import fold_marks

from .score import Tally

GOLD = Path(__file__).resolve().parent / "gold" / "edges.json"
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
Edge = tuple[str, str, str]


def documents() -> Iterator[tuple[str, set[Edge]]]:
    """Yield every file that is there with its gold edges."""
    for record in json.loads(GOLD.read_text(encoding="utf-8"))["documents"]:
        if (SHARED / record["file"]).is_file():
            yield (
                record["file"],
                {
                    (_key(subject), relation, _key(cited))
                    for subject, relation, cited in record["edges"]
                },
            )


def found(document: Document) -> set[Edge]:
    """Return the relation-bearing edges of a document whose ends have numbers."""
    numbers = _numbers(document)
    edges = set()
    for place, citation in enumerate(document.citations):
        subject = "this" if citation.subject is None else numbers[citation.subject]
        cited = numbers[place]
        if citation.relation != "refers_to" and subject and cited:
            edges.add((subject, citation.relation, cited))
    return edges


def edge_tally(wrong: list[str] | None = None) -> Tally:
    """Return the score over all files; what is missing or too much is added to `wrong`."""
    tally = Tally()
    for file, gold in documents():
        edges = found(read_document(SHARED / file))
        tally.add(edges, gold)
        if wrong is not None:
            wrong += [f"{file}: missing {edge}" for edge in sorted(gold - edges)]
            wrong += [f"{file}: too much {edge}" for edge in sorted(edges - gold)]
    return tally


def _numbers(document: Document) -> list[str | None]:
    """Return the number of each citation, as far as the document tells it."""
    by_name: dict[str, set[str]] = {}
    for citation in document.citations:
        if citation.number and citation.title and citation.kind in _LAWS:
            by_name.setdefault(_name(citation), set()).add(_key(citation.number))
    numbers: list[str | None] = []
    for citation in document.citations:
        numbers.append(_number(citation, by_name, numbers))
    return numbers


_LAWS = ("LUAT", "BLUAT", "PL")


def _number(
    citation: Citation, by_name: dict[str, set[str]], before: list[str | None]
) -> str | None:
    if citation.number:
        return _key(citation.number)
    if citation.antecedent is not None:
        return before[citation.antecedent]
    if citation.kind not in _LAWS or not citation.title:
        return None
    if citation.year and (known := law_number(citation.kind, citation.title, citation.year)):
        return _key(known)
    named = by_name.get(_name(citation), set())
    return next(iter(named)) if len(named) == 1 and not citation.year else None


def _name(citation: Citation) -> str:
    return f"{citation.kind} {fold_marks(citation.title or '')}"


def _key(number: str) -> str:
    return number if number == "this" else number_key(number)
