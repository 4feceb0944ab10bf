"""Aligning against the least that any comparison of all pairs of texts costs.

    pytest tests/benchmarks -s

prints the ratios: cold is the first pair of a run, of which no text and no word was seen, unseen a
later one, of which the words were, warm one of texts seen. Word lists are loaded and patterns made
once a process: none of the three pays for them. Nothing here asserts a time: machines differ,
ratios are for people.
"""

from __future__ import annotations

from importlib.util import find_spec
from time import process_time

import pytest
from rapidfuzz import fuzz, process

from doclineage import align_documents
from doclineage.aligning import match_units

_ROUNDS = 7
#: What the matrix needs; without it the floor is another one, and is named so.
HAS_NUMPY = find_spec("numpy") is not None


def every_pair(texts):
    """Compare all texts with all: rapidfuzz's matrix where numpy is there, else pair by pair."""
    left, right = texts
    if HAS_NUMPY:
        return process.cdist(left, right, scorer=fuzz.ratio)
    return [[fuzz.ratio(one, two) for two in right] for one in left]


@pytest.mark.benchmark(group="aligning")
def test_every_pair_by_ratio(benchmark, texts):
    benchmark.pedantic(every_pair, (texts,), rounds=_ROUNDS, warmup_rounds=1)


@pytest.mark.benchmark(group="aligning")
def test_aligned_cold(benchmark, pair, cold):
    matches = benchmark.pedantic(match_units, pair, setup=cold, rounds=_ROUNDS)
    assert matches


@pytest.mark.benchmark(group="aligning")
def test_aligned_warm(benchmark, pair):
    matches = benchmark.pedantic(match_units, pair, rounds=_ROUNDS, warmup_rounds=1)
    assert matches


@pytest.mark.benchmark(group="aligning")
def test_aligned_and_judged_cold(benchmark, pair, cold):
    alignment = benchmark.pedantic(align_documents, pair, setup=cold, rounds=_ROUNDS)
    assert alignment.links


@pytest.mark.benchmark(group="aligning")
def test_aligned_and_judged_warm(benchmark, pair):
    alignment = benchmark.pedantic(align_documents, pair, rounds=_ROUNDS, warmup_rounds=1)
    assert alignment.links


def test_no_table_is_loaded_cold(pair, cold, caches):
    """Hold cold to what it says: it forgets texts and words, and no word list and no pattern."""

    def loaded():
        return {
            name: kept.cache_info().misses
            for name, kept in caches().items()
            if kept.cache_info().maxsize is None
        }

    align_documents(*pair)
    before = loaded()
    cold()
    align_documents(*pair)
    assert before
    assert loaded() == before


def test_ratios(pair, texts, cold, unseen, capsys):
    """Print how many times the matrix of all pairs an alignment costs, in one run.

    The works take turns, and only the time of this process counts: machines have other work.
    """
    way = "cdist" if HAS_NUMPY else "one by one"
    floor = f"{len(texts[0])} x {len(texts[1])} by ratio, {way}"
    works = {
        floor: (every_pair, (texts,), None),
        "aligned, cold": (match_units, pair, cold),
        "aligned, unseen": (match_units, pair, unseen),
        "aligned, warm": (match_units, pair, lambda: match_units(*pair)),
        "aligned and judged, cold": (align_documents, pair, cold),
        "aligned and judged, unseen": (align_documents, pair, unseen),
        "aligned and judged, warm": (align_documents, pair, lambda: align_documents(*pair)),
    }
    best = dict.fromkeys(works, float("inf"))
    for _ in range(_ROUNDS):
        for name, (work, arguments, before) in works.items():
            if before:
                before()
            start = process_time()
            work(*arguments)
            best[name] = min(best[name], 1000 * (process_time() - start))
    with capsys.disabled():
        print()
        for name, spent in best.items():
            print(f"  {name:32}{spent:>8.1f} ms{spent / best[floor]:>8.2f} x")
