"""Two documents to matches: by content in any order, the tree as evidence and not as a cage.

Exact copies first (most units are), then candidates by rare syllable pairs weighted within the
two documents, solved together with a null option; then splits and merges, headings carried by
their children, and moves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, partial

from doclineage.aligning.assignment import assign
from doclineage.aligning.candidates import Scores, score_pairs
from doclineage.aligning.condensing import join_condensed
from doclineage.aligning.confidence import confidence
from doclineage.aligning.containing import join_contained
from doclineage.aligning.exact import exact_pairs
from doclineage.aligning.features import Features, features
from doclineage.aligning.headings import carry_headings
from doclineage.aligning.leftovers import join_leftovers
from doclineage.aligning.moves import find_moves
from doclineage.aligning.parts import join_parts, parts_of_others
from doclineage.aligning.pieces import join_pieces
from doclineage.aligning.rejected import best_rejected
from doclineage.aligning.restating import Again, find_restated
from doclineage.aligning.run_in import join_run_in
from doclineage.aligning.syllables import weigh
from doclineage.aligning.turning import Decided, Group
from doclineage.aligning.uncrossing import uncrossed
from doclineage.model import Document, Match
from doclineage.settings import DEFAULTS, Settings

__all__ = ["match_units"]


def match_units(
    parent: Document, child: Document, settings: Settings = DEFAULTS
) -> tuple[Match, ...]:
    """Return matches in which every body and annex unit of both sides stands exactly once.

    Matches come in the order of the parent's units, then those that only the child has.
    """
    seen = features(parent, child, settings)
    pairs = dict.fromkeys(exact_pairs(seen), ("exact", 1.0))
    scores = score_pairs(seen, pairs, settings)
    hinted = scores.with_context(seen, pairs, settings.tie_bonus)
    for pair in assign(hinted.open_pairs(pairs), settings.match_floor):
        pairs[pair] = (scores.evidence(pair), scores.values[pair])
    given_up = parts_of_others(seen, scores, pairs, settings)
    for pair in given_up:
        del pairs[pair]
    pairs.update(_second_look(seen, scores.without(given_up), pairs, settings))
    pairs = uncrossed(seen, scores, carry_headings(seen, scores, pairs, settings))
    groups = join_parts(seen, pairs, settings)
    groups = join_condensed(seen, groups)
    restated = find_restated(seen, groups)
    # What is said stays as it is while units are placed: it is weighed once, if at all.
    weighed = cache(partial(weigh, seen.parent, seen.child))
    for join in (
        join_contained,
        partial(join_pieces, weighed=weighed),
        partial(join_leftovers, weighed=weighed),
    ):
        joined = join(seen, groups, restated.values())
        if joined is not groups:
            groups, restated = joined, find_restated(seen, joined)
    joined = join_run_in(seen, groups)
    if joined is not groups:
        groups, restated = joined, find_restated(seen, joined)
    moved = find_moves(seen, groups)
    matches = [
        _matched(group, restated.get(group, ((), ())), decided, moved=group in moved)
        for group, decided in groups.items()
    ]
    return tuple(sorted([*matches, *_alone(seen, scores, matches)], key=_reading_order))


def _matched(group: Group, again: Again, decided: Decided, *, moved: bool) -> Match:
    evidence, score = decided
    return Match(
        parents=tuple(sorted((*group[0], *again[0]))),
        children=tuple(sorted((*group[1], *again[1]))),
        score=confidence(evidence, score),
        moved=moved,
        evidence="contained" if any(again) else evidence,
        restated_parents=again[0],
        restated_children=again[1],
    )


def _second_look(
    seen: Features,
    scores: Scores,
    pairs: dict[tuple[int, int], tuple[str, float]],
    settings: Settings,
) -> dict[tuple[int, int], tuple[str, float]]:
    """Score what is left once more, now that the surroundings are known."""
    again = scores.with_context(seen, pairs, settings.context_bonus)
    found = assign(again.open_pairs(pairs), settings.match_floor)
    return {pair: ("context", again.values[pair]) for pair in found}


def _alone(seen: Features, scores: Scores, matches: Sequence[Match]) -> Iterator[Match]:
    """Yield omissions, each with the best candidate it turned down, and additions."""
    taken_parents = {index for match in matches for index in match.parents}
    taken_children = {index for match in matches for index in match.children}
    omitted = [index for index in seen.parent.indices if index not in taken_parents]
    rejected = best_rejected(seen, scores, omitted, taken_children)
    for index in omitted:
        best = rejected.get(index)
        score = confidence("none", 1.0 - best.score if best else 1.0)
        yield Match(parents=(index,), children=(), score=score, rejected=best)
    near = scores.best_by_child()
    for index in seen.child.indices:
        if index not in taken_children:
            score = confidence("none", 1.0 - near.get(index, 0.0))
            yield Match(parents=(), children=(index,), score=score)


def _reading_order(match: Match) -> tuple[int, int, int]:
    if match.parents:
        return 0, min(match.parents), min(match.children, default=-1)
    return 1, min(match.children), -1
