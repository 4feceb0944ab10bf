"""What others reach on the gate's data, beside this library, in one table.

    pytest tests/benchmarks/test_peers.py -s
    DOCLINEAGE_PEERS=20 pytest tests/benchmarks/test_peers.py -s

prints for every method how right its links and omissions are on the gate's derived children
(`DOCLINEAGE_PEERS` of every parent and half, 20 is all), and the seconds for all of them. The
peers pair units and judge nothing; ours aligns and judges. Redlines, which compares texts, is read
as `gate.redlined` says. Nothing here asserts a time.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib.util import find_spec
from time import perf_counter

import pytest
from gate import peers
from gate.derive import Derived, derive
from gate.parents import parents
from gate.redlined import redlined
from gate.score import Score, Tally, pairs_of, run_peer

from doclineage import Document, align_documents

#: Small by default, every kind of child once: the suite runs this too.
COUNT = int(os.environ.get("DOCLINEAGE_PEERS", "5"))
Pairing = Callable[[Document, Document], set[tuple[int, int]]]


def ours(parent: Document, child: Document) -> set[tuple[int, int]]:
    """Pair units by the links of this library."""
    return pairs_of(align_documents(parent, child))


def methods() -> dict[str, Pairing]:
    """Return every method that is installed, by name."""
    found: dict[str, Pairing] = {
        "difflib": peers.difference,
        "rapidfuzz + Hungarian": peers.assignment,
    }
    if find_spec("redlines"):
        found["redlines"] = redlined
    return {**found, "doclineage": ours}


@pytest.fixture(scope="module")
def children() -> tuple[Derived, ...]:
    """Return the gate's children: of every parent, half of them with operators kept aside."""
    return tuple(
        derive(parent, seed, held_out=held_out)
        for held_out in (False, True)
        for _, parent in parents(held_out=held_out)
        for seed in range(COUNT)
    )


@pytest.fixture(scope="module")
def measured(children) -> dict[str, tuple[Score, float]]:
    """Return the score of every method and its seconds, all in one run."""
    table = {}
    for name, method in methods().items():
        start = perf_counter()
        score = run_peer(children, method)
        table[name] = score, perf_counter() - start
    return table


def test_table(measured, children, capsys):
    """Print the table."""
    with capsys.disabled():
        print(
            f"\n{len(children)} children{'':10}{'link F1':>10}{'omission P':>12}{'R':>8}"
            f"{'split R':>10}{'merge R':>10}{'seconds':>10}"
        )
        for name, (score, seconds) in measured.items():
            splits, merges = _recall(score, "split", "split-far"), _recall(score, "merge")
            print(
                f"{name:22}{score.links.f1:>10.3f}{score.omitted.precision:>12.3f}"
                f"{score.omitted.recall:>8.3f}{splits:>10}{merges:>10}{seconds:>10.2f}"
            )
        if "redlines" not in measured:
            print("redlines: not installed (pip install redlines)")


def test_we_link_better_than_every_peer(measured):
    own, _ = measured["doclineage"]
    for name, (score, _) in measured.items():
        assert name == "doclineage" or score.links.f1 < own.links.f1


def test_redlines_pairs_what_it_keeps(children):
    pytest.importorskip("redlines", reason="redlines is not installed")
    parent = children[0].parent
    assert redlined(parent, parent) == {(index, index) for index in parent.content()}


def _recall(score: Score, *names: str) -> str:
    """Return the share of whole splits or merges that were found; "-" where none occurred."""
    parts = [score.groups[name] for name in names if name in score.groups]
    whole = Tally(right=sum(part.right for part in parts), true=sum(part.true for part in parts))
    return f"{whole.recall:.3f}" if whole.true else "-"
