"""The pair that is timed: the project's two first documents, or a synthetic plan of their size."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(1, str(Path(__file__).resolve().parents[1] / "corpus_family"))

from gate.derive import derive
from gate.synthetic import plan

from doclineage import read_document

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
# A namespace of RDF has every attribute that it is asked for: the type tells.
_CACHED = type(lru_cache(str))
_PARENT, _CHILD = "001_93c23c263a7d8027.txt", "000_c19e99e248833785.txt"


@pytest.fixture(scope="session")
def pair():
    """Return parent and child."""
    if (SEEDS / _PARENT).is_file():
        return read_document(SEEDS / _PARENT), read_document(SEEDS / _CHILD)
    parent = plan(7, sections=6)
    return parent, derive(parent, 3).child


@pytest.fixture(scope="session")
def texts(pair):
    """Return the texts of all content units of both sides."""
    return tuple([d.units[i].text for i in d.content()] for d in pair)


@pytest.fixture
def cold():
    """Return a function that forgets every text and word seen: the first pair of a run."""

    def forget() -> None:
        for name in sorted(sys.modules):
            if name.startswith("doclineage"):
                for value in vars(sys.modules[name]).values():
                    # Bounded caches hold texts; unbounded ones hold the word lists.
                    if isinstance(value, _CACHED) and value.cache_info().maxsize is not None:
                        value.cache_clear()

    return forget
