"""The gate's numbers by name: what floors are set on, and how the table is printed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from doclineage import align_documents

from . import family, family2, peers
from .derive import Derived, derive
from .edges import edge_tally
from .formats import format_measures
from .outline import outline_measures
from .parents import parents
from .score import Score, run, run_peer

#: Children of every parent in each half.
CHILDREN = 20
#: Sets of parents: "home" is always there, "shared" only beside the project's shared folder.
SETS = ("home", "shared")
HALVES = ("open", "held_out")


@cache
def children(which: str, half: str) -> tuple[Derived, ...]:
    """Return the derived children of one set and half."""
    held_out = half == "held_out"
    return tuple(
        derive(parent, seed, held_out=held_out)
        for name, parent in parents(held_out=held_out)
        if (name in {"city", "law"}) == (which == "shared")
        for seed in range(CHILDREN)
    )


def columns() -> Iterator[tuple[str, tuple[Derived, ...]]]:
    """Yield every set and half that has children, by name."""
    for which in SETS:
        for half in HALVES:
            if found := children(which, half):
                yield f"{which}_{half}", found


@cache
def scores() -> dict[str, Score]:
    """Return the library's score on every column."""
    return {name: run(found, align_documents) for name, found in columns()}


def peer_scores() -> dict[str, dict[str, Score]]:
    """Return what the peers reach on every column."""
    known = {"ratio + assignment": peers.assignment, "difflib": peers.difference}
    return {
        label: {name: run_peer(found, peer) for name, found in columns()}
        for label, peer in known.items()
    }


def pair_measures(score: Score) -> dict[str, float]:
    """Return the measures that need only pairs; operators that did not occur are left out."""
    return {
        "link_f1": score.links.f1,
        "omission_precision": score.omitted.precision,
        "omission_recall": score.omitted.recall,
        "heading_omission_precision": score.omitted_headings.precision,
        "heading_omission_recall": score.omitted_headings.recall,
        **{
            f"{label}_recall": score.groups[name].recall
            for name, label in _GROUPS.items()
            if score.groups[name].true
        },
    }


_GROUPS = {
    "split": "split",
    "split-far": "far_split",
    "merge": "merge",
    "owner": "changed_owner",
    "move": "moved_link",
    "bullet-to-row": "to_table",
    "row-to-bullet": "from_table",
}


def measured() -> dict[str, dict[str, float]]:
    """Return every measure of every column, the real chains' and the two families'."""
    table = {name: measures(score) for name, score in scores().items()}
    further = {**_real_chains(), **outline_measures(), **format_measures()}
    families = {"family": family.measures(), "family2": family2.measures()}
    return {**table, **further, **families}


def _real_chains() -> dict[str, dict[str, float]]:
    """Return how well the edges of the shared folder's real chains are found; nothing without."""
    tally = edge_tally()
    if not tally.true:
        return {}
    return {"chains": {"edge_precision": tally.precision, "edge_recall": tally.recall}}


def measures(score: Score) -> dict[str, float]:
    """Return every measure of a judged alignment, 0..1, more is better."""
    by_relation = score.by_relation()
    return {
        **pair_measures(score),
        "moved_precision": score.moved.precision,
        "moved_recall": score.moved.recall,
        "relation_f1": score.relation_f1,
        **{f"{name}_f1": tally.f1 for name, tally in by_relation.items()},
        "fact_precision": score.facts.precision,
        "fact_recall": score.facts.recall,
        "effect_recall": score.effects.recall,
        "lost_clause_recall": score.lost.recall,
        "sure_links_right": _sure(score),
        "score_calibration": _calibration(score),
    }


def _sure(score: Score) -> float:
    """Return the share of links scored above 0.95 that are right."""
    sure = [tally for edge, tally in score.bins.items() if edge > 0.95]
    true = sum(tally.true for tally in sure)
    return sum(tally.right for tally in sure) / true if true else 1.0


def _calibration(score: Score) -> float:
    """Return how near the scores come to the share of right links, bin by bin (1: equal)."""
    links = sum(tally.true for tally in score.bins.values())
    gaps = (abs(score.promised[edge] - tally.right) for edge, tally in score.bins.items())
    return 1.0 - sum(gaps) / max(1, links)
