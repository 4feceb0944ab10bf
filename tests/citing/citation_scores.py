"""Score found citations against sentences whose citations are known.

A sentence's citations are the multiset of (number, date, issuer, relation); a mention that stands
in no relation counts as ``refers_to``. Self references, own numbers and provisions newly inserted
("Điều 5a") are no citations.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from doclineage.citing import find_citations
from doclineage.model import Citation, Unit

GOLD = Path(__file__).parents[1] / "gate" / "gold" / "citations.jsonl"
EXAMPLES = Path(__file__).parents[3] / "shared" / "reference" / "citations-examples.jsonl"

Key = tuple[str | None, str | None, str | None, str]


class Score(NamedTuple):
    """Precision, recall and F1, 0..1, and the sentences that are not wholly right."""

    precision: float
    recall: float
    f1: float
    wrong: tuple[str, ...]


def sentences(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the sentences of a file, one JSON object a line."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def unit(text: str, zone: str = "body") -> Unit:
    """Return one paragraph of a document."""
    return Unit(path="p1", zone=zone, kind="paragraph", marker=None, text=text, parent=-1)


def expected(sentence: dict[str, Any]) -> Counter[Key]:
    """Return the citations that a sentence has."""
    keys: Counter[Key] = Counter()
    for mention in sentence["mentions"]:
        if mention.get("self") or mention.get("own_number") or mention["type"] == "NEW":
            continue
        relations = [r["rel"] for r in sentence["relations"] if r["obj"] == mention["i"]]
        for relation in relations or ["refers_to"]:
            keys[mention["number"], mention["date"], mention["issuer"], relation] += 1
    return keys


def key(citation: Citation) -> Key:
    """Return what a found citation is scored by."""
    issued = citation.issued.isoformat() if citation.issued else None
    return citation.number, issued, citation.issuer, citation.relation


def subjects(sentence: dict[str, Any]) -> Counter[tuple[str | None, str, str | None]]:
    """Return the relations between cited documents: subject's number, relation, object's."""
    numbers = {mention["i"]: mention["number"] for mention in sentence["mentions"]}
    return Counter(
        (numbers[r["subj"]], r["rel"], numbers[r["obj"]])
        for r in sentence["relations"]
        if r["subj"] != "this"
    )


def found_subjects(citations: Iterable[Citation]) -> Counter[tuple[str | None, str, str | None]]:
    """Return the same of found citations."""
    listed = tuple(citations)
    return Counter(
        (listed[c.subject].number, c.relation, c.number) for c in listed if c.subject is not None
    )


def score(items: Iterable[dict[str, Any]]) -> Score:
    """Return the exact score over sentences."""
    right = surplus = missing = 0
    wrong: list[str] = []
    for sentence in items:
        wanted = expected(sentence)
        found = Counter(key(c) for c in find_citations([unit(sentence["text"])]))
        common = (wanted & found).total()
        right += common
        surplus += found.total() - common
        missing += wanted.total() - common
        if wanted != found:
            wrong.append(f"{sentence['id']}: {sentence['text']}")
    precision = right / max(1, right + surplus)
    recall = right / max(1, right + missing)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return Score(precision, recall, f1, tuple(wrong))
