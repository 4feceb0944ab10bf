"""A city's wards: every plan read from its Word file, aligned with the directive and judged.

    pytest tests/benchmarks/test_wards.py -s
    DOCLINEAGE_WARDS=126 pytest tests/benchmarks/test_wards.py -s

prints the seconds of each stage. The goal for 126 plans of a hundred items is 30 s on two cores;
nothing here asserts a time.
"""

from __future__ import annotations

import os
from pathlib import Path
from time import perf_counter

import pytest
from wards import write_wards

from doclineage.model import Document
from doclineage.pipeline import audit_lineage, read_documents, trace_lineage

#: Small by default: the suite runs this too.
COUNT = int(os.environ.get("DOCLINEAGE_WARDS", "6"))
_ITEMS = 100
_GOAL = 30


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Return the folder of the directive and its wards' plans, made once."""
    made = tmp_path_factory.mktemp("wards")
    write_wards(made, COUNT)
    return made


def test_wards(folder, capsys):
    """Print how long reading, tracing, and aligning with judging take, in one run."""
    start = perf_counter()
    documents = [document for _, document in read_documents([folder])]
    read = perf_counter()
    graph = trace_lineage(documents)
    traced = perf_counter()
    report = audit_lineage(graph)
    done = perf_counter()
    assert all(isinstance(document, Document) for document in documents)
    assert len(report.plans) == COUNT
    items = [len(document.content()) for document in documents]
    assert min(items) > _ITEMS / 2
    with capsys.disabled():
        print(
            f"\n{COUNT} Word files of {sum(items[1:]) // COUNT} items, {os.cpu_count()} cores:"
            f" read {read - start:.1f} s, traced {traced - read:.1f} s,"
            f" aligned and judged {done - traced:.1f} s, all {done - start:.1f} s"
            f" (goal for 126 of {_ITEMS}: {_GOAL} s)"
        )
