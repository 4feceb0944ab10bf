"""The pair that is timed: the project's two first documents, or a synthetic plan of their size."""

from __future__ import annotations

import sys
from functools import lru_cache, partial
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


#: Caches whose keys are single words and not texts: any long run has met nearly all of its words.
_OF_WORDS = frozenset({"fold_syllable", "is_syllable", "_bare", "_token_keys"})


def _caches():
    """Return every cache of the package by its module and its name there: two may wrap one work."""
    return {
        (module, name): value
        for module in sorted(sys.modules)
        if module.startswith("doclineage")
        for name, value in vars(sys.modules[module]).items()
        if isinstance(value, _CACHED)
    }


@pytest.fixture
def caches():
    """Return a function that returns every cache of the package."""
    return _caches


def _forget(*, words: bool) -> None:
    for kept in _caches().values():
        # Bounded caches hold texts and words; unbounded ones hold the word lists.
        if kept.cache_info().maxsize is not None and (words or kept.__name__ not in _OF_WORDS):
            kept.cache_clear()


@pytest.fixture
def cold():
    """Return a function that forgets every text and word seen: the first pair of a run."""
    return partial(_forget, words=True)


@pytest.fixture
def unseen():
    """Return a function that forgets every text seen, but no word: a later pair of a run."""
    return partial(_forget, words=False)
