"""Lineage of thousands of documents: the time of a document must not grow with their number.

    pytest tests/benchmarks/test_lineage_scale.py -s
    DOCLINEAGE_SCALE=10000 pytest tests/benchmarks/test_lineage_scale.py -s

prints for a quarter, a half and all of the documents (thirty citations each, texts made by
`administration`) how long a document takes, read and traced, and what that is of the quarter's.
1.0 everywhere is linear. Nothing here asserts a time.
"""

from __future__ import annotations

import gc
import os
from hashlib import sha256
from time import perf_counter

import msgspec
import pytest
from administration import CITATIONS, texts

from doclineage.citing import find_citations
from doclineage.model import Document, Source
from doclineage.pipeline import trace_lineage
from doclineage.reading.text import read
from doclineage.settings import DEFAULTS
from doclineage.structure import build_document

#: Small by default: the suite runs this too.
COUNT = int(os.environ.get("DOCLINEAGE_SCALE", "480"))
_ROUNDS = 3


def document(number: int, text: str) -> Document:
    data = text.encode()
    source = Source(path=f"{number}.txt", sha256=sha256(data).hexdigest(), media_type="text/plain")
    made = build_document(source, read(data, source, DEFAULTS))
    return msgspec.structs.replace(made, citations=find_citations(made.units))


@pytest.fixture(scope="module")
def country() -> tuple[list[Document], dict[int, float]]:
    """Return the documents, and how long reading them took up to each size."""
    documents, spent, start = [], {}, perf_counter()
    for number, text in enumerate(texts(COUNT), start=1):
        documents.append(document(number, text))
        if number in sizes():
            spent[number] = perf_counter() - start
    return documents, spent


def sizes() -> list[int]:
    return [COUNT // 4, COUNT // 2, COUNT]


def test_every_citation_is_read(country):
    documents, _ = country
    assert {len(document.citations) for document in documents} == {CITATIONS}


def test_what_is_here_is_bound_and_nothing_else(country):
    documents, _ = country
    graph = trace_lineage(documents)
    by_id = {d.doc_id: d for d in graph.documents}
    bound = 0
    for made in graph.documents:
        for citation in made.citations:
            if citation.target:
                head = by_id[citation.target].letterhead
                assert (head.number, head.issued) == (citation.number, citation.issued)
                bound += 1
    # Six plans of the province and five of communes in every commune's plan.
    communes = sum(document.letterhead.level == "commune" for document in documents)
    assert bound >= 0.9 * 11 * communes


def test_time_of_a_document(country, capsys):
    """Print the time of a document for each size, all measured in one run."""
    documents, reading = country
    traced = {size: _best(documents[:size]) for size in sizes()}
    with capsys.disabled():
        print(
            f"\n{'documents':>11}{'citations':>11}{'read':>9}{'trace':>9}{'a document':>13}{'':>7}"
        )
        least = traced[sizes()[0]] / sizes()[0]
        for size in sizes():
            each = traced[size] / size
            print(
                f"{size:>11}{size * CITATIONS:>11}{reading[size]:>7.1f} s{traced[size]:>7.2f} s"
                f"{1000 * each:>10.3f} ms{each / least:>6.2f}x"
            )


def _best(documents: list[Document]) -> float:
    found = []
    for _ in range(_ROUNDS):
        gc.collect()
        start = perf_counter()
        graph = trace_lineage(documents)
        found.append(perf_counter() - start)
        assert len(graph.documents) == len(documents)
    return min(found)


@pytest.mark.benchmark(group="lineage")
def test_trace(benchmark, country):
    documents, _ = country
    assert benchmark.pedantic(trace_lineage, (documents,), rounds=_ROUNDS, warmup_rounds=1).nx
