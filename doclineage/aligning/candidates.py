"""Candidates by shared rare syllable pairs, scored both symmetrically and by containment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

import msgspec
from rapidfuzz.distance import Indel

from doclineage.aligning.features import UNIT, Features, Pair
from doclineage.aligning.sides import match_text
from doclineage.settings import Settings
from doclineage.vietnamese.deeds import are_other_deeds
from doclineage.vietnamese.words import words

#: Shared weight (about three rare syllable pairs) below which containment proves nothing.
_EVIDENCE = 18 * UNIT
#: Weight of the symmetric measure; the rest is containment in the better direction.
_SYMMETRIC = 0.55
#: A heading and a task are seldom the same thing, however alike their words.
_HEADING_AND_TASK = 0.75
#: Of the least score that counts: what is under so much of it is under it, however it is rounded.
_FAR_BELOW = 0.99
#: Units less alike than this may be two tasks on one subject: where what is done is known to be
#: another thing, so much of their likeness counts.
_NEARLY_ONE, _OTHER_DEEDS = 0.7, 0.3
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
    beside = linked.get(p - 1) == c - 1 or linked.get(p + 1) == c + 1
    return float(section) + float(beside)


def score_pairs(seen: Features, taken: Mapping[Pair, object], settings: Settings) -> Scores:
    """Return the scores of every pair that shares a rare syllable pair and is not taken.

    Of each unit only the best few are kept, read closely.
    """
    taken_parents = {p for p, _ in taken}
    taken_children = {c for _, c in taken}
    masses = {c: seen.mass(seen.child, c) for c in seen.child.indices if c not in taken_children}
    floor = settings.match_floor - 2 * settings.context_bonus - 0.1
    # No score is above the containment in the better direction: most pairs are far below it.
    bar = _FAR_BELOW * floor
    values: dict[Pair, float] = {}
    held: dict[Pair, tuple[float, float]] = {}
    for p in seen.parent.indices:
        if p in taken_parents:
            continue
        mass_p = seen.mass(seen.parent, p)
        for c, weight in seen.shared_with(seen.parent, p).items():
            mass_c = masses.get(c)
            if mass_c is None or (weight < bar * mass_p and weight < bar * mass_c):
                continue
            score = _score(seen, (p, c), weight, (mass_p, mass_c))
            if score >= floor:
                values[p, c] = score
                held[p, c] = (weight / max(mass_p, 1), weight / max(mass_c, 1))
    return Scores(values=_close_look(seen, values), held=held)


def _score(seen: Features, pair: Pair, weight: int, masses: tuple[int, int]) -> float:
    (p, c), (mass_p, mass_c) = pair, masses
    symmetric = 2 * weight / max(mass_p + mass_c, 1)
    if (seen.parent.units[p].kind == "heading") != (seen.child.units[c].kind == "heading"):
        # A heading's few words stand in many a task: only likeness both ways says they are one.
        return min(1.0, _HEADING_AND_TASK * symmetric)
    contained = weight / max(min(mass_p, mass_c), 1)
    trust = min(1.0, weight / _EVIDENCE)
    return min(1.0, _SYMMETRIC * symmetric + (1 - _SYMMETRIC) * contained * trust)


def _close_look(seen: Features, values: dict[Pair, float]) -> dict[Pair, float]:
    """Read the words in order for the best few candidates of each unit."""
    chosen: set[Pair] = set()
    for side in (0, 1):
        by_unit: dict[int, list[Pair]] = defaultdict(list)
        for pair in values:
            by_unit[pair[side]].append(pair)
        for found in by_unit.values():
            if len(found) > _CLOSE_LOOK:
                found.sort(key=lambda pair: (-values[pair], pair))
            chosen.update(found[:_CLOSE_LOOK])
    return {pair: _read_closely(seen, pair, values[pair]) for pair in sorted(chosen)}


def _read_closely(seen: Features, pair: Pair, value: float) -> float:
    value = 0.7 * value + 0.3 * _in_order(seen, pair)
    if value < _NEARLY_ONE and are_other_deeds(_text(seen, pair[0], 0), _text(seen, pair[1], 1)):
        return _OTHER_DEEDS * value
    return value


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
