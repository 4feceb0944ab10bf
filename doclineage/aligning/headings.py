"""Headings whose words changed (another owner) are carried by what stands below them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from doclineage.aligning.assignment import assign
from doclineage.aligning.candidates import Scores
from doclineage.aligning.features import Features, Pair
from doclineage.settings import Settings

Linked = dict[Pair, tuple[str, float]]


def carry_headings(
    seen: Features, scores: Scores, pairs: Mapping[Pair, tuple[str, float]], settings: Settings
) -> Linked:
    """Return the pairs with headings re-decided by text and children together.

    A heading pair that its own children contradict is given up first: half of all false links
    are short headings under the wrong parent.
    """
    votes = _votes(seen, pairs)
    kept = {
        pair: found
        for pair, found in pairs.items()
        if not seen.is_heading(pair) or not _contradicted(pair, votes, found, seen)
    }
    taken_p = {p for p, _ in kept}
    taken_c = {c for _, c in kept}
    values: dict[Pair, float] = {}
    for pair, share in votes.items():
        if pair[0] in taken_p or pair[1] in taken_c or not seen.is_heading(pair):
            continue
        if share >= settings.votes_floor:
            values[pair] = min(1.0, 0.55 * share + 0.45 * max(scores.values.get(pair, 0.0), 0.2))
    found = assign(values, 0.0)
    return {**kept, **{pair: ("children", values[pair]) for pair in found}}


def _votes(seen: Features, pairs: Mapping[Pair, object]) -> dict[Pair, float]:
    """Return for each pair of sections the share of their linked units that link to each other.

    Both shares count (the smaller side alone would let one stray bullet carry a section); units
    without partner on either side do not vote.
    """
    together: Counter[Pair] = Counter()
    linked_p: Counter[int] = Counter()
    linked_c: Counter[int] = Counter()
    for p, c in pairs:
        above_p = _above(seen.parent.parent_of, p)
        above_c = _above(seen.child.parent_of, c)
        linked_p.update(above_p)
        linked_c.update(above_c)
        together.update((i, j) for i in above_p for j in above_c)
    return {
        (i, j): count / max(linked_p[i], linked_c[j]) for (i, j), count in sorted(together.items())
    }


def _above(parent_of: object, index: int) -> list[int]:
    found = []
    index = parent_of(index)  # type: ignore[operator]
    while index >= 0:
        found.append(index)
        index = parent_of(index)  # type: ignore[operator]
    return found


def _contradicted(
    pair: Pair, votes: Mapping[Pair, float], found: tuple[str, float], seen: Features
) -> bool:
    """Tell whether both headings have linked children and none of them go together."""
    evidence, score = found
    if votes.get(pair, 0.0) > 0.0:
        return False
    other_p = max((v for (i, _), v in votes.items() if i == pair[0]), default=0.0)
    other_c = max((v for (_, j), v in votes.items() if j == pair[1]), default=0.0)
    if evidence == "exact":
        return other_p > 0.5 and other_c > 0.5 and len(seen.parent.keys[pair[0]]) < 8
    return other_p >= 0.5 or other_c >= 0.5 or (score < 0.75 and (other_p > 0 or other_c > 0))
