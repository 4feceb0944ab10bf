"""Candidates by shared rare syllable pairs, scored both symmetrically and by containment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec
from rapidfuzz.distance import Indel

from doclineage.aligning.features import UNIT, Features, Gram, Pair, match_text
from doclineage.settings import Settings
from doclineage.vietnamese.words import words

#: Shared weight (about three rare syllable pairs) below which containment proves nothing.
_EVIDENCE = 18 * UNIT
#: Weight of the symmetric measure; the rest is containment in the better direction.
_SYMMETRIC = 0.55
#: A heading and a task are seldom the same thing, however alike their words.
_HEADING_AND_TASK = 0.75
#: Candidates of one unit that are looked at closely.
_CLOSE_LOOK = 6


class Scores(msgspec.Struct, frozen=True):
    """Scores 0..1 of candidate pairs, and how much of each side the other holds."""

    values: dict[Pair, float]
    held: dict[Pair, tuple[float, float]]
    """Share of the parent unit that the child unit holds, and the reverse."""

    def open_pairs(self, taken: Collection[Pair]) -> dict[Pair, float]:
        """Return the candidates neither of whose units is taken."""
        parents = {p for p, _ in taken}
        children = {c for _, c in taken}
        return {
            pair: value
            for pair, value in self.values.items()
            if pair[0] not in parents and pair[1] not in children
        }

    def without(self, pairs: Iterable[Pair]) -> Scores:
        """Return the scores without some pairs that were weighed and given up."""
        gone = frozenset(pairs)
        return Scores({p: v for p, v in self.values.items() if p not in gone}, self.held)

    def evidence(self, pair: Pair) -> str:
        """Name what speaks for a pair."""
        in_child, in_parent = self.held[pair]
        return "text" if min(in_child, in_parent) >= 0.5 else "contained"

    def best_by_child(self) -> dict[int, float]:
        """Return the best score that each child unit reaches with any parent unit."""
        best: dict[int, float] = {}
        for (_, c), value in self.values.items():
            best[c] = max(value, best.get(c, 0.0))
        return best

    def with_context(self, seen: Features, pairs: Mapping[Pair, object], bonus: float) -> Scores:
        """Return the scores raised by `bonus` for a linked section, and for a linked neighbour."""
        linked = dict(pairs.keys())
        raised = {
            pair: min(1.0, value + bonus * _context(seen, pair, linked))
            for pair, value in self.values.items()
        }
        return Scores(values=raised, held=self.held)


def _context(seen: Features, pair: Pair, linked: Mapping[int, int]) -> float:
    """Return 0..2: the section is linked, and a neighbour on either side is."""
    p, c = pair
    above_p, above_c = seen.parent.parent_of(p), seen.child.parent_of(c)
    section = above_p >= 0 and linked.get(above_p) == above_c
    beside = any(
        linked.get(near_p) == near_c for near_p, near_c in ((p - 1, c - 1), (p + 1, c + 1))
    )
    return float(section) + float(beside)


def score_pairs(seen: Features, taken: Mapping[Pair, object], settings: Settings) -> Scores:
    """Return the scores of every pair that shares a rare syllable pair and is not taken.

    Units of exact pairs stay candidates for splits and merges through `held`.
    """
    taken_parents = {p for p, _ in taken}
    taken_children = {c for _, c in taken}
    shared = shared_weight(
        seen,
        [p for p in seen.parent.indices if p not in taken_parents],
        [c for c in seen.child.indices if c not in taken_children],
    )
    values: dict[Pair, float] = {}
    held: dict[Pair, tuple[float, float]] = {}
    for pair, weight in shared.items():
        p, c = pair
        in_child = weight / max(seen.parent_mass[p], 1)
        in_parent = weight / max(seen.child_mass[c], 1)
        held[pair] = (in_child, in_parent)
        values[pair] = _score(seen, pair, weight)
    return Scores(values=_close_look(seen, values, settings), held=held)


def shared_weight(
    seen: Features, parents: Sequence[int], children: Sequence[int]
) -> dict[Pair, int]:
    """Sum the weights of the syllable pairs that two units share, through an inverted index."""
    among = frozenset(children)
    return {
        (p, c): weight
        for p in parents
        for c, weight in sorted(weight_in(seen, seen.parent.shared[p], seen.child.holders).items())
        if c in among
    }


def weight_in(
    seen: Features, shared: Iterable[Gram], holders: Mapping[Gram, Sequence[int]]
) -> dict[int, int]:
    """Return the units that hold some of these syllable pairs, each with the weight of its own."""
    sums: dict[int, int] = defaultdict(int)
    weights = seen.weights
    for gram in shared:
        if gram in holders:
            weight = weights[gram]
            for index in holders[gram]:
                sums[index] += weight
    return sums


def _score(seen: Features, pair: Pair, weight: int) -> float:
    p, c = pair
    mass_p, mass_c = seen.parent_mass[p], seen.child_mass[c]
    symmetric = 2 * weight / max(mass_p + mass_c, 1)
    contained = weight / max(min(mass_p, mass_c), 1)
    trust = min(1.0, weight / _EVIDENCE)
    score = _SYMMETRIC * symmetric + (1 - _SYMMETRIC) * contained * trust
    if (seen.parent.units[p].kind == "heading") != (seen.child.units[c].kind == "heading"):
        # A heading's few words stand in many a task: only likeness both ways says they are one.
        return min(1.0, _HEADING_AND_TASK * symmetric)
    return min(1.0, score)


def _close_look(seen: Features, values: dict[Pair, float], settings: Settings) -> dict[Pair, float]:
    """Read the words in order for the best few candidates of each unit."""
    chosen: set[Pair] = set()
    for side in (0, 1):
        by_unit: dict[int, list[Pair]] = defaultdict(list)
        for pair in values:
            by_unit[pair[side]].append(pair)
        for found in by_unit.values():
            found.sort(key=lambda pair: (-values[pair], pair))
            chosen.update(found[:_CLOSE_LOOK])
    floor = settings.match_floor - 2 * settings.context_bonus - 0.1
    return {
        pair: 0.7 * values[pair] + 0.3 * _in_order(seen, pair)
        for pair in sorted(chosen)
        if values[pair] >= floor
    }


def _in_order(seen: Features, pair: Pair) -> float:
    """Return how alike the syllables are in order, or how much of the shorter stands in order."""
    left = words(_text(seen, pair[0], 0)).bare
    right = words(_text(seen, pair[1], 1)).bare
    if not left or not right:
        return 0.0
    common = (len(left) + len(right) - Indel.distance(left, right)) / 2
    return (common / min(len(left), len(right)) + 2 * common / (len(left) + len(right))) / 2


def _text(seen: Features, index: int, side: int) -> str:
    return match_text((seen.child if side else seen.parent).units[index])
